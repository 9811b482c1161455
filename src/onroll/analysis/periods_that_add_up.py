"""Which periods the sessions of others add up to, so that whoever has all but one of them has that one as well."""

from collections.abc import Collection, Iterator
from datetime import date

from onroll.analysis.measures.periods_asked import half_term_name, session_name, weekday_name
from onroll.analysis.periods import HALF_TERMS, Part, Term, first_days
from onroll.analysis.tables import SESSIONS
from onroll.law.school_time import AcademicYear

_TERMS = (Term.AUTUMN, Term.SPRING, Term.SUMMER)
_WEEK = "week "
_OF_TERMS = {
    Term.AUTUMN: (Part.AUTUMN,),
    Term.SPRING: (Part.SPRING,),
    Term.SUMMER: (Part.HALF_TERM_5, Part.HALF_TERM_6),
}


def periods_that_add_up(names: Collection[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield periods of these names that others add up to, each with those others: sums that come of sums among them.

    Some do only where no session lies outside of them: compare what they come to.
    """
    weeks = sorted(name for name in names if name.startswith(_WEEK))
    days = [weekday_name(number) for number in range(7)]
    every_half = [half_term_name(number) for number in range(1, 7)]
    last = every_half[-1]
    sums: list[tuple[str, Collection[str]]] = [
        (Term.WHOLE, _TERMS),
        (Term.WHOLE, weeks),
        (Term.WHOLE, days),
        (Term.WHOLE, [session_name(half) for half in SESSIONS]),
        (Term.AUTUMN_AND_SPRING, _TERMS[:2]),
        (Term.FIVE_HALF_TERMS, (*_TERMS[:2], half_term_name(5))),
        (Term.WHOLE, (Term.AUTUMN_AND_SPRING, Term.SUMMER)),
        (Term.WHOLE, (Term.FIVE_HALF_TERMS, last)),
        (Term.WHOLE, every_half),
        (Term.AUTUMN_AND_SPRING, every_half[:4]),
        (Term.FIVE_HALF_TERMS, (Term.AUTUMN_AND_SPRING, half_term_name(5))),
        (Term.SIX_HALF_TERMS, (Term.AUTUMN_AND_SPRING, Term.SUMMER)),
        (Term.SIX_HALF_TERMS, (Term.WHOLE,)),
        (Term.SIX_HALF_TERMS, _TERMS),
        (Term.SIX_HALF_TERMS, (Term.FIVE_HALF_TERMS, last)),
        *((day, [f"{day} {half}" for half in SESSIONS]) for day in days),
        *((session_name(half), [f"{day} {half}" for day in days]) for half in SESSIONS),
    ]
    for term, parts in _OF_TERMS.items():
        numbers = [number for part in parts for number in HALF_TERMS[part]]
        sums += [
            (term, [half_term_name(number) for number in numbers]),
            (term, [week for week in weeks if _part_of(week) in parts]),
        ]
    in_two = (*_OF_TERMS[Term.AUTUMN], *_OF_TERMS[Term.SPRING])
    sums.append((Term.AUTUMN_AND_SPRING, [week for week in weeks if _part_of(week) in in_two]))
    for whole, others in sums:
        given = tuple(str(one) for one in others if one in names)
        if whole in names and given:
            yield str(whole), given


def _part_of(week: str) -> Part:
    """Answer the window that a week's Monday is in."""
    monday = date.fromisoformat(week.removeprefix(_WEEK))
    return [part for first, part in first_days(AcademicYear.of(monday)) if first <= monday][-1]
