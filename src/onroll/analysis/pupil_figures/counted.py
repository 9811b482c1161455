"""The same small rows out of what an engine counted: of a term, of every day, and towards the threshold of a penalty notice."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from onroll.analysis.counting.scope import Scope
from onroll.analysis.counting.stretches import stretch_of
from onroll.analysis.engine import FIRST_MONDAY, Engine, literal, literals
from onroll.analysis.measures.over_groups import Queried
from onroll.analysis.measures.periods_asked import LongPeriod
from onroll.analysis.periods import Term
from onroll.analysis.pupil_figures.bands import EDGES
from onroll.analysis.pupil_figures.before_and_after import DayFigures, WeekFigures
from onroll.analysis.pupil_figures.figures import PupilFigures
from onroll.analysis.pupil_figures.movers import Move
from onroll.analysis.pupil_figures.notice_threshold import (
    Met,
    NoSuchNoticeThreshold,
    NoticeThreshold,
    NoticeWhatIf,
    notice_threshold,
    sorted_out,
)

_SUMS = ("attended", "authorised", "unauthorised")


def pupil_figures(engine: Engine, scope: Scope, term: Term = Term.WHOLE) -> list[PupilFigures]:
    """Answer every enrolment with something possible in a term or the whole period, by school and pupil."""
    period = LongPeriod(term, scope)
    sums = ", ".join(period.of_enrolment(name) for name in _SUMS)
    rows = engine.rows(
        f"SELECT school, pupil, {sums} FROM enrolments WHERE {period.of_enrolment('possible')} > 0 ORDER BY school, pupil"
    )
    return [PupilFigures(school, pupil, *map(int, sums)) for school, pupil, *sums in rows]


def moves(
    engine: Engine, scope: Scope, before: Term, after: Term, *, edges: Sequence[int] = EDGES
) -> list[Move]:
    """Count the moves between bands from one term to another, where the pupils are: for more of them than are worth listing.

    `edges` are the per cents at which bands start, from 0.
    """
    first, then = _band(LongPeriod(before, scope), edges), _band(LongPeriod(after, scope), edges)
    rows = engine.rows(
        f"SELECT {first} AS band_before, {then} AS band_after, count(*), count(DISTINCT pupil) FROM enrolments "
        f"WHERE {LongPeriod(before, scope).of_enrolment('possible')} > 0 "
        f"AND {LongPeriod(after, scope).of_enrolment('possible')} > 0 GROUP BY 1, 2 ORDER BY 1, 2"
    )
    of_band: Counter[int] = Counter()
    for band, _, number, _ in rows:
        of_band[int(band)] += int(number)
    return [
        Move(int(one), int(other), int(number), of_band[int(one)], int(pupils))
        for one, other, number, pupils in rows
    ]


def _band(period: LongPeriod, edges: Sequence[int]) -> str:
    """Spell the lower edge of the band of an enrolment with something possible."""
    possible = period.of_enrolment("possible")
    absent = f"({period.of_enrolment('authorised')} + {period.of_enrolment('unauthorised')})"
    whens = " ".join(f"WHEN {absent} * 100 >= {possible} * {edge} THEN {edge}" for edge in reversed(edges))
    return f"CASE {whens} END"


def day_figures(
    engine: Engine, scope: Scope, pupils: Iterable[str]
) -> dict[tuple[str, str], list[DayFigures]]:
    """Answer the days of some pupils, by enrolment, at the schools counted last; within the days of the figures."""
    rows = engine.rows(
        f"SELECT r.school, r.pupil, h.date, count(*), {_held_on_roll(scope)} AND r.pupil IN ({literals(sorted(set(pupils)))}) "
        "GROUP BY r.school, r.pupil, h.date ORDER BY r.school, r.pupil, h.date"
    )
    found: dict[tuple[str, str], list[DayFigures]] = {}
    for school, pupil, day, held, *counts in rows:
        found.setdefault((school, pupil), []).append(DayFigures(day, int(held), *map(int, counts)))
    return found


def week_figures(engine: Engine, scope: Scope) -> Iterator[tuple[str, str, WeekFigures]]:
    """Yield the school weeks of every pupil in order, each with its school and pupil, as `day_figures` has the days of some."""
    rows = engine.rows(
        f"SELECT r.school, r.pupil, {engine.weeks('h.date')} AS week, min(h.date), count(*), {_held_on_roll(scope)} "
        "GROUP BY r.school, r.pupil, 3 ORDER BY r.school, r.pupil, 3"
    )
    for school, pupil, week, first_day, *counts in rows:
        monday = FIRST_MONDAY + timedelta(weeks=int(week))
        yield school, pupil, WeekFigures(monday, first_day, *map(int, counts))


def _held_on_roll(scope: Scope) -> str:
    """Spell the sums of the sessions held while pupils were on roll, and which days they are of."""
    sums = ", ".join(f"CAST(sum(coalesce(c.{name}, 0)) AS BIGINT)" for name in _SUMS)
    return (
        f"{sums} FROM held h JOIN on_roll r "
        "ON r.school = h.school AND h.date BETWEEN r.first_day AND r.last_day "
        "LEFT JOIN used u ON u.school = r.school AND u.pupil = r.pupil AND u.date = h.date AND u.session = h.session "
        f"LEFT JOIN codes c ON c.code = u.code AND c.stretch = {stretch_of(scope.stretches, 'h.date')} "
        f"WHERE h.date >= {literal(scope.first_day)}"
    )


def placed(engine: Engine, scope: Scope) -> list[tuple[str, date, str, int]]:
    """Answer what counts towards the threshold: pupil, day, session, and the place of its week among the pupil's own; in order."""
    if scope.threshold is None:
        return []
    return engine.rows("SELECT pupil, date, session, place FROM placed ORDER BY pupil, date, session")


def what_if_notice_counted(engine: Queried, scope: Scope, instead: NoticeThreshold) -> NoticeWhatIf | None:
    """Compare the law's threshold on the last day with another, for every pupil; None before there was one.

    Raises `NoSuchNoticeThreshold`.
    """
    if instead.sessions < 1 or instead.weeks < 1:
        raise NoSuchNoticeThreshold(instead)
    now = notice_threshold(scope.on)
    if now is None:
        return None
    was, would_be = _first_days_met(engine, now), _first_days_met(engine, instead)
    pupils = engine.rows("SELECT DISTINCT pupil FROM enrolments ORDER BY pupil")
    return sorted_out((Met(one, was.get(one), would_be.get(one)) for (one,) in pupils), now, instead)


def _first_days_met(engine: Queried, rule: NoticeThreshold) -> dict[str, date]:
    """Answer the first day each pupil met a threshold, from the places of their sessions among their own school weeks."""
    rows = engine.rows(
        f"SELECT pupil, min(date) FROM (SELECT pupil, date, place, lag(place, {rule.sessions - 1}) OVER "
        "(PARTITION BY pupil ORDER BY date, session) AS earlier FROM placed) AS p "
        f"WHERE place - earlier < {rule.weeks} GROUP BY pupil"
    )
    # A file of what was counted keeps days as text.
    return {pupil: date.fromisoformat(day) if isinstance(day, str) else day for pupil, day in rows}
