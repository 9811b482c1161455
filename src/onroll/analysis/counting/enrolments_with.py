"""How many enrolments have each code, and each family of codes of attendance, in each period and group: what tells that a figure is of few pupils.

Up to ten are told apart; ten stands for ten and more. Where ten sessions of one morning or afternoon have a code, ten enrolments have it, and
of everyone no more is looked at than the codes that leave a doubt. Of those, and of groups, the days of each enrolment are gone through once: in
which weeks, on which days of the week and in which windows of the year it had the code, as bits, which are then added up.
A pupil with two enrolments counts in both: batches do not know of each other.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from onroll.analysis.codes import codes_on_stretches
from onroll.analysis.counting.blocks import PARTS, WEEKS_A_BLOCK, Block, blocks, days_of_part
from onroll.analysis.counting.halves import weekday
from onroll.analysis.counting.on_roll import EVERYTHING, LAST_HALF_TERM
from onroll.analysis.counting.scope import Scope
from onroll.analysis.counting.weeks import week
from onroll.analysis.engine import FIRST_MONDAY, Engine, literal, literals
from onroll.analysis.groupings import ALL, EVERYONE, Grouping
from onroll.analysis.periods import HALF_TERMS, PARTS_OF, Term, half_term_6
from onroll.analysis.tables import SESSIONS
from onroll.law.code_meaning import StatisticalClass

#: The most enrolments that are told apart: as many as a figure is shown of.
TOLD_APART = 10
#: The blocks whose weeks share a whole number: a block's weeks are seven bits apart, and the next block's lie beside them.
_BLOCKS_A_NUMBER = 7
_MONDAYS = sum(1 << 7 * week for week in range(WEEKS_A_BLOCK))
#: The bits of afternoons are so many places above those of mornings.
_AFTERNOONS = 7
_BLOCKS = (
    *((name, "BIGINT") for name in ("block", "meaning", "number", "turn")),
    *((f"part{number}", "BIGINT") for number in range(len(PARTS))),
)
_KEYS = (("grouping", "BIGINT"), ("grp", "VARCHAR"), ("measure", "VARCHAR"))
_NUMERATORS = (("meaning", "BIGINT"), ("code", "VARCHAR"), ("measure", "VARCHAR"))


def long_columns() -> list[str]:
    """Answer the columns of the whole period and the terms, in their order."""
    return [f"long{number}" for number in range(len(Term))]


def week_column(number: int) -> str:
    """Answer the column of a week, by its number from the first looked at."""
    return f"week{number}"


def day_column(day: int, session: str = "") -> str:
    """Answer the column of a day of the week, 0 for Monday, or of one session of it."""
    return f"day{day}{session}"


def session_column(session: str) -> str:
    """Answer the column of the mornings or the afternoons."""
    return f"session{session}"


def half_term_column(number: int) -> str:
    """Answer the column of a half term, by its number from 1."""
    return f"half_term{number}"


#: Half terms and the weeks beside a holiday, by their columns, and how a school's week is one of them.
_MARKED = {
    "after_holiday": "after_holiday",
    "end_of_term": "end_of_term",
    **{half_term_column(one): f"half_term = {one}" for numbers in HALF_TERMS.values() for one in numbers},
}


def weeks_of_figures(scope: Scope) -> range:
    """Answer the weeks of the figures, by their numbers from the first looked at."""
    return range(_week(scope, scope.first_day), _week(scope, scope.on) + 1)


def load_numerators(engine: Engine, scope: Scope) -> None:
    """Load `counted_blocks`, the blocks of the figures with how codes count in each, and `numerators`, the measures a code is in."""
    meanings: dict[tuple[tuple[str, str], ...], int] = {}
    rows = []
    for block in _blocks(scope):
        number, turn = _turn(scope, block.first_week // WEEKS_A_BLOCK)
        meaning = meanings.setdefault(_in_numerators(scope, block.first_day), len(meanings))
        parts = (days_of_part(scope, block, part) for part in PARTS)
        rows.append((block.number, meaning, number, 1 << turn, *parts))
    engine.load("counted_blocks", _BLOCKS, rows)
    engine.load(
        "numerators", _NUMERATORS, [(number, *one) for said, number in meanings.items() for one in said]
    )


def _in_numerators(scope: Scope, day: date) -> tuple[tuple[str, str], ...]:
    stretch = next(one for one in scope.counted if one.first_day <= day <= one.last_day)
    found: list[tuple[str, str]] = []
    for one in codes_on_stretches([stretch]):
        found.append((one.code, f"code {one.code}"))
        kind = StatisticalClass(one.statistical_class)
        if kind.is_attending:
            found.append((one.code, f"family {kind}"))
        if one.late:
            found.append((one.code, "late_sessions"))
    return tuple(found)


def add_enrolments_with(
    engine: Engine, scope: Scope, groupings: Sequence[Grouping], *, sliced: Collection[Grouping] | None
) -> None:
    """Add the batch's enrolments to `enrolments_with`, by grouping, group and measure: a column a period.

    Of groupings that are not `sliced` the columns of weeks, days and half terms are 0.
    """
    doubtful: list[str] | None = None
    if groupings and groupings[0] == ALL and (sliced is None or ALL in sliced):
        doubtful = _add_what_is_sure(engine, scope)
        if len(groupings) == 1 and not doubtful:
            return
    _make_had(engine, scope, doubtful if len(groupings) == 1 else None)
    _make_marked_schools(engine, scope)
    for number, grouping in enumerate(groupings):
        of_everyone = doubtful is not None and grouping == ALL
        if of_everyone and not doubtful:
            continue
        _add(
            engine,
            scope,
            number,
            grouping,
            sliced is None or grouping in sliced,
            doubtful if of_everyone else None,
        )


def _add(
    engine: Engine,
    scope: Scope,
    number: int,
    grouping: Grouping,
    is_sliced: bool,
    measures: Sequence[str] | None,
) -> None:
    joined = "LEFT JOIN marked_schools m ON m.school = x.school " if is_sliced else ""
    if grouping.columns not in ((), ("school",)):
        joined += "LEFT JOIN enrolment_groups g ON g.school = x.school AND g.pupil = x.pupil "
    tests = {**_long(), **(_slices(scope) if is_sliced else dict.fromkeys(_slices(scope), "1 = 0"))}
    sums = ", ".join(
        f"CAST(count(*) FILTER (WHERE {test}) AS BIGINT) AS {name}" for name, test in tests.items()
    )
    engine.append(
        "enrolments_with",
        f"SELECT CAST({number} AS BIGINT) AS grouping, {grouping.label('g').replace('g.school', 'x.school')} AS grp, x.measure, {sums} "
        f"FROM had x {joined}{'' if measures is None else f'WHERE x.measure IN ({literals(measures)})'} GROUP BY 2, 3",
    )


def _add_what_is_sure(engine: Engine, scope: Scope) -> list[str]:
    """Add what one morning or afternoon says of everyone, each number 0 or ten; answer the measures that leave a doubt."""
    columns = [*_long(), *_slices(scope)]
    sure, doubtful = [], []
    for measure, most in _most_at_once(engine, scope).items():
        numbers = [most.get(name, 0) for name in columns]
        if any(0 < one < TOLD_APART for one in numbers):
            doubtful.append(measure)
        else:
            sure.append((0, EVERYONE, measure, *(TOLD_APART if one else 0 for one in numbers)))
    engine.load("sure", (*_KEYS, *((name, "BIGINT") for name in columns)), sure)
    engine.append("enrolments_with", "SELECT * FROM sure")
    return sorted(doubtful)


def _most_at_once(engine: Engine, scope: Scope) -> dict[str, dict[str, int]]:
    """Answer the most sessions of one morning or afternoon, by measure and column, where there are any."""
    _make_mornings(engine, scope)
    found: dict[str, dict[str, int]] = defaultdict(dict)

    def note(column: str, measure: str, most: int) -> None:
        found[measure][column] = max(found[measure].get(column, 0), int(most))

    for measure, number, most in engine.rows(
        "SELECT measure, week, max(n) FROM mornings GROUP BY measure, week"
    ):
        note(week_column(number), measure, most)
    rows = engine.rows(
        "SELECT measure, weekday, session, max(n) FROM mornings GROUP BY measure, weekday, session"
    )
    for measure, day, session, most in rows:
        for column in (day_column(day), day_column(day, session), session_column(session)):
            note(column, measure, most)
    parts = engine.rows("SELECT measure, part, max(n) FROM mornings GROUP BY measure, part")
    for measure, part, most in parts:
        for column, term in zip(long_columns(), Term, strict=True):
            if term is Term.WHOLE or (part >= 0 and PARTS[part] in PARTS_OF[term]):
                note(column, measure, most)
    _note_six_half_terms(found, parts, outside=_outside(engine, scope))
    marks = ", ".join(f"max({name})" for name in _MARKED)
    for measure, *numbers in engine.rows(f"SELECT measure, {marks} FROM mornings GROUP BY measure"):
        for column, most in zip(_MARKED, numbers, strict=True):
            note(column, measure, most)
    return found


def _make_mornings(engine: Engine, scope: Scope) -> None:
    """Make `mornings`: the sessions of each measure on each morning and afternoon, in all and in each kind of week."""
    parts = " ".join(f"WHEN (d.bit & b.part{number}) <> 0 THEN {number}" for number in range(len(PARTS)))
    marks = ", ".join(
        f"sum(CASE WHEN y.{test} THEN y.sessions ELSE 0 END) AS {name}" for name, test in _MARKED.items()
    )
    engine.make(
        "mornings",
        f"SELECT n.measure, y.session, {week(engine, scope, 'y.date')} AS week, {weekday(engine, 'y.date')} AS weekday, "
        f"CASE {parts} ELSE -1 END AS part, y.date, sum(y.sessions) AS n, {marks} "
        "FROM days_of_everyone y JOIN days_of_blocks d ON d.date = y.date JOIN counted_blocks b ON b.block = d.block "
        "JOIN numerators n ON n.meaning = b.meaning AND n.code = y.code GROUP BY 1, 2, 3, 4, 5, 6",
    )


def _note_six_half_terms(
    found: dict[str, dict[str, int]], parts: Sequence[tuple[str, int, int]], *, outside: int
) -> None:
    """Leave a doubt of the six half terms where those whom they leave out may be among the most of a morning."""
    column = long_columns()[list(Term).index(Term.SIX_HALF_TERMS)]
    before_the_last: dict[str, int] = {}
    for measure, part, most in parts:
        if 0 <= part < len(PARTS) - 1:
            before_the_last[measure] = max(before_the_last.get(measure, 0), int(most))
    for measure, columns in found.items():
        if columns.get(column):
            columns[column] = max(1, before_the_last.get(measure, 0) - outside)


def _outside(engine: Engine, scope: Scope) -> int:
    """Count the enrolments that began in the last half term, and so are in none of the six, and have rows from before it."""
    last_half = literal(half_term_6(scope.year.last_day.year))
    ((number,),) = engine.rows(
        "SELECT count(*) FROM enrolled e JOIN stays s ON s.school = e.school AND s.pupil = e.pupil "
        f"WHERE e.left_out = {EVERYTHING} AND s.first_row < {last_half}"
    )
    return int(number)


def _make_had(engine: Engine, scope: Scope, measures: Sequence[str] | None) -> None:
    """Make `had`: the bits of each enrolment's weeks, days and windows, by measure; of all of them or of these."""
    bits = [*(f"w{number}" for number in _numbers(scope)), "days", "parts"]
    chosen = "" if measures is None else f"WHERE n.measure IN ({literals(measures)})"
    codes = sorted({code for (code,) in engine.rows(f"SELECT n.code FROM numerators n {chosen}")})
    engine.make(
        "codes_of_enrolments",
        f"SELECT x.school, x.pupil, x.code, b.meaning, {_bits(engine, scope)} FROM used_by_code x "
        "JOIN counted_blocks b ON b.block = x.block "
        f"WHERE x.code IN ({literals(codes)}) GROUP BY x.school, x.pupil, x.code, b.meaning",
    )
    engine.make(
        "had",
        f"SELECT x.school, x.pupil, e.left_out, n.measure, {', '.join(f'bit_or(x.{name}) AS {name}' for name in bits)} "
        "FROM codes_of_enrolments x JOIN numerators n ON n.meaning = x.meaning AND n.code = x.code "
        f"JOIN enrolled e ON e.school = x.school AND e.pupil = x.pupil {chosen} "
        "GROUP BY x.school, x.pupil, e.left_out, n.measure",
    )


def _bits(engine: Engine, scope: Scope) -> str:
    """Spell the weeks, the days of the week and the windows that the days of a row are in, of all rows together."""
    weeks = f"({_over(engine, 'x.days', (1, 2, 3))} & {_MONDAYS}) * b.turn"
    # A block has nine weeks: the ninth is as far again from the first.
    days = f"(({_over(engine, 'x.days', (28, 14, 7))} | {engine.divided('x.days', 1 << 56)}) & 127)"
    parts = " + ".join(
        f"CASE WHEN (x.days & b.part{number}) <> 0 THEN {1 << number} ELSE 0 END"
        for number in range(len(PARTS))
    )
    numbers = [
        f"bit_or(CASE WHEN b.number = {number} THEN {weeks} ELSE 0 END) AS w{number}"
        for number in _numbers(scope)
    ]
    return (
        f"{', '.join(numbers)}, bit_or({days} * CASE WHEN x.session = 'PM' THEN {1 << _AFTERNOONS} ELSE 1 END) AS days, "
        f"bit_or({parts}) AS parts"
    )


def _over(engine: Engine, days: str, shifts: tuple[int, ...]) -> str:
    """Spell days, and with each every day that one of so many places above, one shift after another, stands for."""
    for shift in shifts:
        days = f"({days} | {engine.divided(days, 1 << shift)})"
    return days


def _make_marked_schools(engine: Engine, scope: Scope) -> None:
    """Make `marked_schools`: the weeks of each school's half terms, and beside its holidays, as the same bits."""
    first = _first_block(scope)
    block = f"({engine.divided('w.week', WEEKS_A_BLOCK)} - {first})"
    bit = engine.power_of_two(f"(w.week % {WEEKS_A_BLOCK}) * 7 + {block} % {_BLOCKS_A_NUMBER}")
    gathered = ", ".join(
        f"bit_or(CASE WHEN w.{test} AND {engine.divided(block, _BLOCKS_A_NUMBER)} = {number} THEN {bit} ELSE 0 END) AS {name}_{number}"
        for name, test in _MARKED.items()
        for number in _numbers(scope)
    )
    engine.make(
        "marked_schools",
        f"SELECT w.school, {gathered} FROM school_weeks_marked w WHERE w.week >= {first * WEEKS_A_BLOCK} GROUP BY w.school",
    )


def _long() -> dict[str, str]:
    """Spell whether a row of `had` is of the whole period and of each term, by column."""
    return dict(zip(long_columns(), map(_in_term, Term), strict=True))


def _in_term(term: Term) -> str:
    if term is Term.WHOLE:
        return "1 = 1"
    bits = sum(1 << PARTS.index(part) for part in PARTS_OF[term])
    if term is not Term.SIX_HALF_TERMS:
        return f"(x.parts & {bits}) <> 0"
    but_the_last = bits - (1 << len(PARTS) - 1)
    return (
        f"(x.parts & CASE x.left_out WHEN {EVERYTHING} THEN 0 WHEN {LAST_HALF_TERM} THEN {but_the_last} "
        f"ELSE {bits} END) <> 0"
    )


def _slices(scope: Scope) -> dict[str, str]:
    """Spell the same of weeks, days of the week, sessions, half terms and weeks beside a holiday."""
    found = {}
    for number in weeks_of_figures(scope):
        index, place = _bit(scope, number)
        found[week_column(number)] = f"(x.w{index} & {1 << place}) <> 0"
    halves = {"": 1 | 1 << _AFTERNOONS, **{one: 1 << _AFTERNOONS * half for half, one in enumerate(SESSIONS)}}
    found |= {
        day_column(day, session): f"(x.days & {bits << day}) <> 0"
        for day in range(7)
        for session, bits in halves.items()
    }
    found |= {session_column(one): f"(x.days & {127 * halves[one]}) <> 0" for one in SESSIONS}
    for name in _MARKED:
        found[name] = " OR ".join(f"(x.w{number} & m.{name}_{number}) <> 0" for number in _numbers(scope))
    return found


def _blocks(scope: Scope) -> list[Block]:
    return [one for one in blocks(scope) if one.first_day >= scope.first_day]


def _first_block(scope: Scope) -> int:
    """Answer the first nine weeks, of those looked at, that have a day of the figures."""
    return _blocks(scope)[0].first_week // WEEKS_A_BLOCK


def _numbers(scope: Scope) -> range:
    last = _blocks(scope)[-1].first_week // WEEKS_A_BLOCK
    return range((last - _first_block(scope)) // _BLOCKS_A_NUMBER + 1)


def _week(scope: Scope, day: date) -> int:
    return (day - FIRST_MONDAY).days // 7 - scope.first_week


def _bit(scope: Scope, number: int) -> tuple[int, int]:
    """Answer which whole number holds a week, and at which place."""
    index, turn = _turn(scope, number // WEEKS_A_BLOCK)
    return index, number % WEEKS_A_BLOCK * 7 + turn


def _turn(scope: Scope, nine_weeks: int) -> tuple[int, int]:
    return divmod(nine_weeks - _first_block(scope), _BLOCKS_A_NUMBER)
