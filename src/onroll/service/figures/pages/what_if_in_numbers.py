"""What if a threshold of absence were another: how many would be at it, in numbers alone, of a school or of several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from onroll.analysis.behind import Asked
from onroll.analysis.disclosure_control import FEWEST_SHOWN, kept_back_in_sums
from onroll.analysis.groupings import ALL, EVERYONE, Grouping
from onroll.analysis.measures.periods_asked import LongPeriod
from onroll.analysis.periods import Term
from onroll.analysis.report.figures import KEPT_BACK
from onroll.service.figures.document import Cell, Document, Field, Row, Section, Table, count, words
from onroll.service.figures.opened_to_schools import SCHOOL
from onroll.service.figures.pages.parts import facts, lede, notes, part_asked
from onroll.service.figures.pages.thresholds import THRESHOLDS, thresholds_on
from onroll.service.figures.pages.what_if import LADDER, asked_of, fields_of_absence
from onroll.service.figures.reading import Figures

_NOTES = (
    "This page changes nothing: the thresholds of persistent and severe absence are those of the official statistics.",
    "Another threshold of a penalty notice is tried pupil by pupil, by whoever may see the pupils of the school.",
)


@dataclass(frozen=True, slots=True)
class _Shares:
    """How many pupils missed so many whole per cents of their possible sessions: of one school, or of all."""

    found: Counter[int]
    #: The thresholds whose numbers stand on other pages as well, where they are shown there.
    shown_elsewhere: frozenset[int]
    keeps_back: bool

    def number(self, per_cent: int) -> int:
        """Count the pupils who missed so many per cent, or more."""
        return sum(number for missed, number in self.found.items() if missed >= per_cent)

    def shown(self) -> set[int]:
        """Return the thresholds whose numbers are shown: none of which, less another or less than all, is a small one.

        They are gone through in one order whatever is asked, so that asking again for another tells no more.
        """
        every = range(1, 100)
        if not self.keeps_back:
            return set(every)
        shown = set(self.shown_elsewhere)
        # From the top down, each threshold has those of the one above it, and its own: of 400 schools, counting each anew is long.
        at = list(accumulate(self.found[missed] for missed in range(100, -1, -1)))[::-1]
        # The bits of the numbers that are fewer than ten pupils away from one that is shown.
        near = 0
        for number in {self.found.total(), 0, *(at[per_cent] for per_cent in shown)}:
            near |= _NEAR_NOTHING << number
        for per_cent in dict.fromkeys((*LADDER, *every)):
            number = at[per_cent]
            if per_cent not in shown and not near >> number + FEWEST_SHOWN & 1:
                shown.add(per_cent)
                near |= _NEAR_NOTHING << number
        return shown


#: The numbers, of pupils above ten fewer than none, that differ from none by one to nine.
_NEAR_NOTHING = sum(1 << FEWEST_SHOWN + sign * away for away in range(1, FEWEST_SHOWN) for sign in (-1, 1))


def what_if_in_numbers(figures: Figures) -> Document:
    """Make the page of what-ifs without a name."""
    asked = asked_of(figures)
    title, threshold = THRESHOLDS[asked.of]
    now = threshold.find(figures.on)
    return Document(
        "What if",
        lede(figures),
        facts(figures),
        (),
        (_section(figures, asked.of, asked.per_cent, title, now),),
        (*notes(figures), *_NOTES),
        _fields(figures),
    )


def _fields(figures: Figures) -> tuple[Field, ...]:
    return fields_of_absence(figures, asked_of(figures))


def _section(figures: Figures, of: str, per_cent: int | None, title: str, now: int | None) -> Section:
    if now is None:
        return Section(
            "absence", title, (f"There was no threshold of {title.lower()} on the last day counted.",)
        )
    if figures.refuses(of):
        return Section("absence", title, (figures.why_short(),))
    rows = _shares_missed(figures)
    every: Counter[int] = Counter()
    for _, missed, number in rows:
        every[missed] += number
    together = _shares(figures, every, ALL, EVERYONE)
    said = f"The threshold is unchanged: {title.lower()} is {now}% of a pupil’s own possible sessions missed, or more."
    if per_cent is None:
        return Section("absence", title, (said,), (), (_ladder(figures, together, of, now),))
    return Section(
        "absence",
        f"{title} at {per_cent}% instead of {now}%",
        (said,),
        (),
        (_both(figures, together, of, now, per_cent), *_schools(figures, rows, together, of, now, per_cent)),
    )


def _shares_missed(figures: Figures) -> list[tuple[str, int, int]]:
    period = LongPeriod(Term(figures.question.period), figures.kept.scope)
    return figures.kept.shares_missed(period)


def _shares(figures: Figures, found: Counter[int], grouping: Grouping, group: str) -> _Shares:
    elsewhere = {
        per_cent
        for name, _, per_cent in thresholds_on(figures.on)
        if (figure := figures.find(name, None, grouping, group)) is not None and figure.is_shown
    }
    return _Shares(found, frozenset(elsewhere), figures.keeps_back)


def _as_it_is(figures: Figures, of: str, grouping: Grouping = ALL, group: str = EVERYONE) -> Cell:
    """Return the number at the threshold as it is, which opens as the figure does."""
    figure = figures.find(of, None, grouping, group)
    if figure is None or figure.numerator is None:
        return Cell(KEPT_BACK)
    return count(figure.numerator, asked=Asked(of, figures.question.period, grouping, group))


def _ladder(figures: Figures, together: _Shares, of: str, now: int) -> Table:
    shown = together.shown()

    def rung(per_cent: int) -> Row:
        if per_cent == now:
            return words(f"{per_cent}%, as it is"), _as_it_is(figures, of)
        return words(f"{per_cent}%"), _instead(figures, together, of, per_cent, shown)

    rows = tuple(map(rung, sorted({*LADDER, now})))
    return Table("Pupils at each threshold or over it", ("Threshold", "Pupils"), rows, frozenset({1}))


def _instead(figures: Figures, shares: _Shares, of: str, per_cent: int, shown: set[int]) -> Cell:
    if per_cent not in shown:
        return Cell(KEPT_BACK)
    if figures.body.school_id is not None:
        return count(shares.number(per_cent))
    sent = (("of", of), ("per-cent", str(per_cent)))
    return count(shares.number(per_cent), address="what-if", narrowed=sent, section="absence")


def _both(figures: Figures, together: _Shares, of: str, now: int, per_cent: int) -> Table:
    shown = together.shown()
    return Table(
        "As it is, and instead",
        ("Threshold", "Pupils"),
        (
            (words(f"{now}%, as it is"), _as_it_is(figures, of)),
            (words(f"{per_cent}%"), _instead(figures, together, of, per_cent, shown)),
        ),
        frozenset({1}),
    )


def _schools(
    figures: Figures, rows: Sequence[tuple[str, int, int]], together: _Shares, of: str, now: int, per_cent: int
) -> tuple[Table, ...]:  # fmt: skip
    """Return both numbers of each school, of several; each leads to the school’s own page, where it may be opened."""
    if figures.body.school_id is not None:
        return ()
    by_school: dict[str, Counter[int]] = {}
    for urn, missed, number in rows:
        by_school.setdefault(urn, Counter())[missed] += number
    figures.load(SCHOOL, [figures.question.period], list(THRESHOLDS))
    shares = {urn: _shares(figures, found, SCHOOL, f"school={urn}") for urn, found in by_school.items()}
    instead = _instead_by_school(shares, together, per_cent)
    names = {one.urn: one for one in figures.body.schools if one.urn in shares}
    sent = (("of", of), ("per-cent", str(per_cent)))

    def row(urn: str) -> Row:
        pk, number = names[urn].pk, instead[urn]
        as_it_is = _as_it_is(figures, of, SCHOOL, f"school={urn}")
        return (
            words(names[urn].name, school_id=pk),
            as_it_is.in_school(pk) if as_it_is.asked else as_it_is,
            Cell(KEPT_BACK)
            if number is None
            else count(number, school_id=pk, address="what-if", narrowed=sent, section="absence"),
        )

    order = sorted(
        names, key=lambda urn: (-1 if instead[urn] is None else -(instead[urn] or 0), names[urn].name)
    )
    table = Table(
        "Schools that the numbers add up from",
        ("School", f"At {now}%, as it is", f"At {per_cent}%"),
        tuple(map(row, order)),
        frozenset({1, 2}),
        part=part_asked(figures) if len(order) > part_asked(figures).rows else None,
    )
    return (table,)


def _instead_by_school(
    shares: Mapping[str, _Shares], together: _Shares, per_cent: int
) -> dict[str, int | None]:
    """Return each school's number at another threshold; None where it is kept back, or would tell of one that is."""
    numbers = {urn: one.number(per_cent) for urn, one in shares.items()}
    if not together.keeps_back:
        return dict(numbers)
    places = dict(enumerate(numbers))
    hidden = {place for place, urn in places.items() if per_cent not in shares[urn].shown()}
    # A number that is kept back counts as a small one, so that another goes with it.
    small = {place: 1 if place in hidden else numbers[urn] for place, urn in places.items()}
    told = kept_back_in_sums({place: numbers[urn] for place, urn in places.items()}, small, [list(places)])
    return {urn: None if place in told else numbers[urn] for place, urn in places.items()}
