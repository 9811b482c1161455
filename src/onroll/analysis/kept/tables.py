"""The tables of the file: SQLite, because it opens in a thousandth of a second and answers by index."""

#: One more whenever a table changes, so that an older file is counted again and not misread.
FORMAT = 1

CELLS = (
    "CREATE TABLE cells (grouping TEXT NOT NULL, measure TEXT NOT NULL, period TEXT NOT NULL, grp TEXT NOT NULL, "
    "numerator INTEGER NOT NULL, denominator INTEGER NOT NULL, pupils INTEGER NOT NULL, singled_out INTEGER)"
)
ABOUT = "CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"
WEEKS = (
    "CREATE TABLE weeks (school TEXT NOT NULL, pupil TEXT NOT NULL, week TEXT NOT NULL, possible INTEGER NOT NULL, "
    "attended INTEGER NOT NULL, authorised INTEGER NOT NULL, unauthorised INTEGER NOT NULL, late INTEGER NOT NULL, "
    "minutes_late INTEGER NOT NULL, PRIMARY KEY (school, pupil, week)) WITHOUT ROWID"
)
FAULTS = (
    "CREATE TABLE faults (fault TEXT NOT NULL, school TEXT NOT NULL, date TEXT NOT NULL, session TEXT NOT NULL, "
    "code TEXT NOT NULL, rows_found INTEGER NOT NULL)"
)
INDEXES = (
    "CREATE INDEX cells_of_a_period ON cells (grouping, period, measure)",
    "CREATE INDEX cells_of_a_measure ON cells (grouping, measure)",
    "CREATE INDEX enrolments_of_a_pupil ON enrolments (pupil)",
)
