"""The tables of the file: SQLite, because it opens in a thousandth of a second and answers by index."""

#: One more whenever a table changes, or what the service keeps beside them, so that an older file is counted again and not misread.
FORMAT = 7

CELLS = (
    "CREATE TABLE cells (grouping TEXT NOT NULL, measure TEXT NOT NULL, period TEXT NOT NULL, grp TEXT NOT NULL, "
    "numerator INTEGER NOT NULL, denominator INTEGER NOT NULL, pupils INTEGER NOT NULL, singled_out INTEGER)"
)
#: The cells that are not shown where small ones are kept back: all that are shown anywhere decide it, and not a page's own alone.
KEPT_BACK = (
    "CREATE TABLE kept_back (grouping TEXT NOT NULL, period TEXT NOT NULL, measure TEXT NOT NULL, grp TEXT NOT NULL, "
    "PRIMARY KEY (grouping, period, measure, grp)) WITHOUT ROWID"
)
ABOUT = "CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"
WEEKS = (
    "CREATE TABLE weeks (school TEXT NOT NULL, pupil TEXT NOT NULL, week TEXT NOT NULL, possible INTEGER NOT NULL, "
    "attended INTEGER NOT NULL, authorised INTEGER NOT NULL, unauthorised INTEGER NOT NULL, late INTEGER NOT NULL, "
    "minutes_late INTEGER NOT NULL, PRIMARY KEY (school, pupil, week)) WITHOUT ROWID"
)
#: What before and after is worked out from: the school weeks of a pupil's own.
SCHOOL_WEEKS = (
    "CREATE TABLE school_weeks (school TEXT NOT NULL, pupil TEXT NOT NULL, week TEXT NOT NULL, first_day TEXT NOT NULL, "
    "held INTEGER NOT NULL, attended INTEGER NOT NULL, authorised INTEGER NOT NULL, unauthorised INTEGER NOT NULL, "
    "PRIMARY KEY (school, pupil, week)) WITHOUT ROWID"
)
#: What other thresholds of a notice are worked out from: sessions that count, by the place of their week among the pupil's own.
PLACED = (
    "CREATE TABLE placed (pupil TEXT NOT NULL, date TEXT NOT NULL, session TEXT NOT NULL, place INTEGER NOT NULL, "
    "PRIMARY KEY (pupil, date, session)) WITHOUT ROWID"
)
FAULTS = (
    "CREATE TABLE faults (fault TEXT NOT NULL, school TEXT NOT NULL, date TEXT NOT NULL, session TEXT NOT NULL, "
    "code TEXT NOT NULL, rows_found INTEGER NOT NULL)"
)
#: The sessions missing and the rows at fault, pupil by pupil.
GAPS = (
    "CREATE TABLE gaps (school TEXT NOT NULL, pupil TEXT NOT NULL, date TEXT NOT NULL, session TEXT NOT NULL, "
    "code TEXT NOT NULL, why TEXT NOT NULL, PRIMARY KEY (school, pupil, date, session)) WITHOUT ROWID"
)
AT_FAULT = (
    "CREATE TABLE at_fault (fault TEXT NOT NULL, school TEXT NOT NULL, pupil TEXT NOT NULL, date TEXT NOT NULL, "
    "session TEXT NOT NULL, code TEXT NOT NULL, rows_found INTEGER NOT NULL)"
)
#: What figures of codes, half terms and days of the week open from: the days of each code, as the bits of nine weeks.
DAYS_OF_CODES = (
    "CREATE TABLE days_of_codes (school TEXT NOT NULL, pupil TEXT NOT NULL, block INTEGER NOT NULL, session TEXT NOT NULL, "
    "code TEXT NOT NULL, days INTEGER NOT NULL)"
)
MARKED_WEEKS = (
    "CREATE TABLE school_weeks_marked (school TEXT NOT NULL, week INTEGER NOT NULL, after_holiday INTEGER NOT NULL, "
    "end_of_term INTEGER NOT NULL, half_term INTEGER NOT NULL)"
)
#: Beyond so many enrolments they are kept by column as well, as Parquet: SQLite would go through every row for longer than a page may take.
MOST_CROSSED_BY_ROW = 5_000
BY_COLUMN = "CREATE TABLE by_column (parquet BLOB NOT NULL)"
INDEXES = (
    "CREATE INDEX cells_of_a_period ON cells (grouping, period, measure)",
    "CREATE INDEX cells_of_a_measure ON cells (grouping, measure)",
    "CREATE INDEX enrolments_of_a_pupil ON enrolments (pupil)",
)
