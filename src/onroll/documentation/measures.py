"""Every measure: what it divides by what, for which periods, and whose method it follows."""

from __future__ import annotations

from onroll.analysis.disclosure_control import FEWEST_SHOWN
from onroll.analysis.measures import MEASURES, Measure, measure_named
from onroll.analysis.pupil_figures.before_and_after import FEWEST_WEEKS as FEWEST_BESIDE_A_DAY
from onroll.analysis.pupil_figures.before_and_after import WEEKS as BEFORE_AND_AFTER_WEEKS
from onroll.analysis.pupil_figures.near_thresholds import SESSIONS_TO_COME_BACK, SESSIONS_TO_CROSS
from onroll.analysis.pupil_figures.short_periods import FEWEST_WEEKS
from onroll.analysis.quality import in_words
from onroll.analysis.tables import CALENDAR, ENTRIES, PUPILS, FlatTable
from onroll.documentation.tables import table


def page() -> str:
    """Return the measures, the tables they are made from, and the faults that are counted beside them."""
    return "\n\n".join(
        [
            "# The measures",
            "What `onroll analyse` works out. Every figure is a numerator over a denominator, both whole numbers; a percentage is "
            "worked out once, at the end, to one decimal and halves up.",
            table(["measure", "is", "numerator", "over", "for", "of", "follows"], map(_row, MEASURES)),
            f"Each code has a measure of its own, such as `code I`: sessions with it over the possible ones, for {_CODE.periods}, of {_CODE.groups}.",
            _GROUPS,
            f"Figures of fewer than {FEWEST_SHOWN} pupils are kept back unless told otherwise, and with them what would give them away.",
            "## What is kept back",
            f"A figure is kept back where it rests on 1 to {FEWEST_SHOWN - 1} pupils, or its numerator on so many enrolments: those with the code, with a "
            "late session, over the threshold.",
            "Attendance, absence, what of it is authorised and what is not are everybody's figures, and are shown of "
            f"{FEWEST_SHOWN} pupils however few of them were absent. So are sessions missing, which say something of registers.",
            "Kept back as well is what would tell such a figure to somebody who takes figures that are shown from each other:",
            _LIST.format(FEWEST_SHOWN - 1),
            "What this does not do:",
            _LIMITS,
            "## Worked out pupil by pupil",
            "For pages and for analysts: functions on small rows of whole numbers, a pupil's sessions over a period. None of them predicts, and "
            "none says why.",
            table(["function", "answers", "from"], _OF_PUPILS),
            "Lessons have no table of their own here: a mark in a lesson never stands for a session, so that nothing of lessons is in a figure "
            "of attendance. Whoever keeps them gives their rows to `lesson_patterns`.",
            "## The tables they are made from",
            *(_table(one) for one in (ENTRIES, PUPILS, CALENDAR)),
            "## What is wrong with rows",
            table(["fault", "is"], [(f"`{name}`", in_words(name)) for name in _FAULTS]),
        ]
    )


_CODE = measure_named("code I")
_GROUPS = (
    "Groups are the columns of `pupils`, and the school, phase, district and trust. An enrolment's own row does not tell one code from another, so that "
    "what is crossed afresh on a page has no single codes and families. Pages give half terms, weeks, days of the week, sessions and weeks beside "
    "holidays for everyone alone; `onroll analyse` gives them for every group it is asked by."
)
_LIST = """- *Groups.* Of groups that add up to a total, one that is kept back by itself takes another along, the one with the smallest denominator; of two
  characteristics crossed, in every row and every column. What is kept back by one characteristic is not left to be added up from two.
- *Groups within groups.* Schools lie in a district, a trust and a phase, classes in a year group, year groups in a phase. Which class is of which year is
  learned from the enrolments: where only one part of a year, or of years that a class mixes, would be kept back, another goes along.
- *Groups of the same pupils.* Pupils of whom no row of `pupils` says anything are “not known” in every characteristic. Single groups of two characteristics
  that have the same figures over the year are kept back together.
- *Periods.* Where terms, half terms, weeks, days of the week or halves of the day add up to a period, one that is kept back by itself takes another
  along: the year less two terms would be the third. Where they do not add up, because a session lies outside of them, they stay.
- *Codes and families.* The codes of a family add up to it, and the families to attendance and to absence, which are all that is possible. One that is
  kept back by itself takes another along, the one with the smallest numerator; the only code of a family of absence takes nothing along. Minutes late go with late sessions, which stand below their line, and
  shares of absence with absence.
- *Parts of a figure.* Severe absence is a part of persistent absence. Where 1 to {0} pupils are in persistent absence and not in severe, severe absence is kept
  back, with its share and its rate of absence; where so many are in neither severe absence nor near it, those near it are.
- *One numerator.* The share of absence and the rate of absence of the same pupils are shown together or not at all.

A body's figures are judged all together when they are counted, so that no page of them shows what another keeps back."""
_LIMITS = """- A reader can work out between which numbers a figure lies that is kept back, if not which it is.
- Sums are followed one unknown after another, and of terms, half terms and weeks the sums that come of sums. Several unknowns in several sums, of which
  only one solution is left, are not looked for otherwise. Everybody's figures are proof against that; codes by group, where families and totals are
  shown and few of a group have a code, are not always.
- That parts of nothing are nothing is not looked at: where a total is shown as 0, its parts are told, and with them what one of them was kept back for.
- That nobody of a group has a code is told: the code is not listed. So the only code of a family of absence is told by the family.
- Enrolments are what is counted of a numerator. A pupil on the roll of two schools counts in both, so that ten may be nine pupils in figures of several schools.
- Which groups hang together is learned of everybody the figures count, and not again of each term or week.
- Six half terms leave out pupils whom the year counts. What the year has more than they is of those pupils, few or many.
- Each school's, trust's and authority's figures are judged by themselves. A school's own page may show what its authority's table keeps back beside a smaller
  school. Whoever may open an authority's figures may open its schools' as well, and can take those from its own: what its table keeps back is kept from
  those who are given what was taken out of it, and have no more.
- Groups crossed afresh are held against what was counted in the night, which stays as it is.
- How many are *not* counted in a numerator is not looked at, but of attendance and absence: of twelve pupils over the threshold's, eleven are shown.
- Figures published elsewhere, or of another day, are not known here."""
_PUPIL = "onroll.analysis.pupil_figures"
_OF_PUPILS = [
    ("`movers`", "who moved from which band of absence to which, counted and listed", f"`{_PUPIL}`"),
    (
        "`distance`, `near`",
        f"possible sessions to miss, one after another, until a threshold is reached, or to attend until the pupil is under it again; near "
        f"is {SESSIONS_TO_CROSS} or fewer to miss, or {SESSIONS_TO_COME_BACK} or fewer to attend",
        f"`{_PUPIL}`",
    ),
    (
        "`may_still_miss`",
        "of so many sessions to come, the most that leave the pupil under the threshold at their end",
        f"`{_PUPIL}`",
    ),
    (
        "`what_if`, `what_if_notice`",
        "who would enter and who would leave, if a threshold of absence, or of a penalty notice, were another",
        f"`{_PUPIL}`",
    ),
    (
        "`before_and_after`, `together`",
        f"a pupil's school weeks before a day and as many after it, {BEFORE_AND_AFTER_WEEKS} or as many as there are; fewer than "
        f"{FEWEST_BESIDE_A_DAY} are refused",
        f"`{_PUPIL}`",
    ),
    (
        "`refuse_short`",
        f"refuses persistent absence over fewer than {FEWEST_WEEKS} school weeks, unless it is insisted on",
        f"`{_PUPIL}`",
    ),
    (
        "`pupil_figures`, `moves`, `day_figures`, `what_if_notice_counted`",
        "the rows of the others, out of what an engine counted",
        f"`{_PUPIL}.counted`",
    ),
    (
        "`totals_of_phases`",
        "a rate of all phases, `pooled` and `census_weighted`",
        "`onroll.analysis.measures.totals_of_phases`",
    ),
    (
        "`uses_looked_at`",
        "each use of the codes that are looked at by themselves, by period and group",
        "`onroll.analysis.measures.codes_looked_at`",
    ),
    (
        "`lesson_patterns`",
        "lessons possible, missed, come to late, and missed by a pupil who had come in, by subject, day, period",
        "`onroll.analysis.lessons`",
    ),
]
_FAULTS = ("missing", "unknown_code", "duplicate", "not_in_force", "impossible")


def _row(measure: Measure) -> tuple[str, ...]:
    return (
        f"`{measure.name}`",
        measure.title,
        measure.numerator.replace("_", " "),
        measure.denominator.replace("_", " "),
        str(measure.periods),
        str(measure.groups),
        measure.source,
    )


def _table(one: FlatTable) -> str:
    rows = [
        (f"`{column.name}`", str(column.kind), "needed" if column.needed else "") for column in one.columns
    ]
    return f"### `{one.name}`\n\n" + table(["column", "holds", ""], rows)
