"""Who moved between bands of absence, and over the thresholds, from one period to another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onroll.analysis.pupil_figures import Mover, Movers, movers
from onroll.analysis.pupil_figures.bands import in_words
from onroll.analysis.pupil_figures.short_periods import has_too_few, why_refused
from onroll.analysis.report.moves import band_in_words
from onroll.analysis.report.words import lowered
from onroll.law.absence_measures import PERSISTENT_ABSENCE, SEVERE_ABSENCE
from onroll.law.plain_words import counted, listed
from onroll.service.figures.asking import WHOLE
from onroll.service.figures.document import PART, Cell, Document, Field, Section, Sent, Table, count, words
from onroll.service.figures.moments import Moment, figures_at, last_half_term, moments, weeks_in
from onroll.service.figures.moves_counted import wide
from onroll.service.figures.pages.parts import facts
from onroll.service.figures.people import Enrolled, Person, people_of
from onroll.service.figures.pupil_rows import share_of
from onroll.service.figures.reading import Figures

#: What asks for the wide bands.
_WIDE = (("bands", "wide"),)
#: What is asked of this sheet alone.
TAKES = frozenset({"before", "after", "who", "from", "to", "pair", "bands", PART})
_NOTES = (
    "Only pupils with something possible in both periods are compared. A band holds its lower edge: a pupil who missed exactly a "
    "tenth is in the band from 10%. Nothing here says why anybody moved.",
)


@dataclass(frozen=True, slots=True)
class _Moved:
    """A way of moving that is counted: its name in addresses, what it is called, and who moved so."""

    name: str
    words: str
    has: Callable[[Mover], bool]


@dataclass(frozen=True, slots=True)
class _Compared:
    """Two periods, and everybody compared."""

    figures: Figures
    before: Moment
    after: Moment
    found: Movers

    @property
    def has_wide_bands(self) -> bool:
        """Whether bands are the wide ones that numbers without names are given by: who comes from there finds as many."""
        return self.figures.question.asked("bands") == "wide"

    def band(self, edge: int) -> int:
        """Return the band that a band counts as."""
        return wide(edge) if self.has_wide_bands else edge

    def in_words(self, edge: int) -> str:
        """Write a band that is compared, from its lower edge."""
        return band_in_words(edge) if self.has_wide_bands else in_words(edge)

    def leading(self, *more: tuple[str, str]) -> Sent:
        """Return what is sent to this page about the same two periods."""
        return ("before", self.before.name), ("after", self.after.name), *_WIDE[: self.has_wide_bands], *more


def movers_between(figures: Figures) -> Document:
    """Make the page of movers. Raises OutOfScope for whoever may not see pupils."""
    people = people_of(figures)
    compared = _compared(figures)
    if _too_short(compared):
        return _refused(compared)
    return Document(
        "Movers",
        f"{_lede(compared)} · {counted(compared.found.compared, 'pupil')} compared",
        facts(figures),
        (),
        (_ways(compared), _matrix(compared), *_who(compared, people)),
        _NOTES,
        _fields(compared),
    )


def _refused(compared: _Compared) -> Document:
    """Say why nobody is compared: over a few weeks a band says no more of a pupil than a threshold does."""
    why = f"{why_refused(_fewest(compared))} Bands of absence are of the same share, and nobody is compared by them either."
    return Document(
        "Movers",
        _lede(compared),
        facts(compared.figures),
        (),
        (Section("moved", "Who moved", (why,)),),
        _NOTES,
        _fields(compared),
    )


def _lede(compared: _Compared) -> str:
    return f"From {lowered(compared.before.words)} to {lowered(compared.after.words)}"


def _compared(figures: Figures) -> _Compared:
    there_are = {one.name: one for one in moments(figures)}
    before = there_are.get(figures.question.asked("before")) or last_half_term(figures)
    after = there_are.get(figures.question.asked("after")) or there_are[WHOLE]
    found = movers(figures_at(figures, before), figures_at(figures, after))
    return _Compared(figures, before, after, found)


def _fields(compared: _Compared) -> tuple[Field, ...]:
    options = [(one.name, one.words) for one in moments(compared.figures)]
    if compared.before.name not in dict(options):
        options.append((compared.before.name, compared.before.words))
    return (
        Field("before", "From", compared.before.name, tuple(options)),
        Field("after", "To", compared.after.name, tuple(options)),
    )


def _counted_ways(compared: _Compared) -> list[_Moved]:
    """Return the ways of moving: over the thresholds, and to other bands."""
    ways = []
    for name, title, threshold in (
        ("persistent", "persistently absent", PERSISTENT_ABSENCE),
        ("severe", "severely absent", SEVERE_ABSENCE),
    ):
        per_cent = threshold.find(compared.figures.on)
        if per_cent is not None:
            ways += _over(name, title, per_cent)
    return [
        *ways,
        _Moved(
            "more",
            "In a band of more absence",
            lambda one: compared.band(one.band_after) > compared.band(one.band_before),
        ),
        _Moved(
            "less",
            "In a band of less absence",
            lambda one: compared.band(one.band_after) < compared.band(one.band_before),
        ),
    ]


def _over(name: str, title: str, per_cent: int) -> list[_Moved]:
    def into(one: Mover) -> bool:
        return one.after.misses(per_cent) and not one.before.misses(per_cent)

    def out_of(one: Mover) -> bool:
        return one.before.misses(per_cent) and not one.after.misses(per_cent)

    return [
        _Moved(f"into-{name}", f"Newly {title}: {per_cent}% or more", into),
        _Moved(f"out-of-{name}", f"No longer {title}", out_of),
    ]


def _too_short(compared: _Compared) -> bool:
    return not compared.figures.question.insists and has_too_few(_fewest(compared))


def _fewest(compared: _Compared) -> int:
    return min(weeks_in(compared.figures, one) for one in (compared.before, compared.after))


def _ways(compared: _Compared) -> Section:
    found = compared.found
    rows = tuple(
        (
            words(way.words),
            _number(sum(map(way.has, found.pupils)), compared.leading(("who", way.name))),
        )
        for way in _counted_ways(compared)
    )
    alone = [
        f"{counted(number, 'pupil')} had something possible in the {which} period alone"
        for number, which in ((found.only_before, "first"), (found.only_after, "second"))
        if number
    ]
    left_out = f"{listed(alone, 'and')}, and are not compared." if alone else ""
    table = Table("How many moved, and which way", ("What", "Pupils"), rows, frozenset({1}))
    return Section("moved", "Who moved", (left_out,), (), (table,))


def _matrix(compared: _Compared) -> Section:
    counts = Counter(
        (compared.band(one.band_before), compared.band(one.band_after)) for one in compared.found.pupils
    )
    bands = sorted({band for pair in counts for band in pair})
    table = Table(
        "Pupils by band of absence before and after",
        (f"Before: {lowered(compared.before.words)}", *(compared.in_words(band) for band in bands)),
        tuple(
            (
                words(compared.in_words(before)),
                *(_number(counts[before, after], compared.leading(("from", str(before)), ("to", str(after))))
                  for after in bands),
            )
            for before in bands
        ),
        frozenset(range(1, len(bands) + 1)),
        "Nobody had something possible in both periods.",
    )  # fmt: skip
    said = "A row is the band a pupil was in before, a column the band after. Those between, from corner to corner, stayed."
    return Section("bands", "From band to band", (said,) if bands else (), (), (table,))


def _number(number: int, sent: Sent) -> Cell:
    return count(number, address="movers", narrowed=sent, section="who") if number else count(0)


def _who(compared: _Compared, people: dict[Enrolled, Person]) -> list[Section]:
    """Return the pupils behind the count that was asked for."""
    asked = compared.figures.question.asked
    way = next((one for one in _counted_ways(compared) if one.name == asked("who")), None)
    pair = (asked("from"), asked("to"))
    if way is not None:
        title, chosen = way.words, [one for one in compared.found.pupils if way.has(one)]
    elif all(edge.isdecimal() for edge in pair):
        chosen = [
            one
            for one in compared.found.pupils
            if (str(compared.band(one.band_before)), str(compared.band(one.band_after))) == pair
        ]
        title = (
            f"From {compared.in_words(int(pair[0]))} to {compared.in_words(int(pair[1]))}"
            if chosen
            else "Nobody"
        )
    else:
        return []
    return [Section("who", f"{title}: {counted(len(chosen), 'pupil')}", (), (), (_pupils(compared, people, chosen),))]  # fmt: skip


def _pupils(compared: _Compared, people: dict[Enrolled, Person], chosen: Sequence[Mover]) -> Table:
    named = sorted(
        ((people[one.before.enrolment], one) for one in chosen),
        key=lambda each: (each[0].name.casefold(), each[0].pupil_id),
    )
    return Table(
        "Pupils who moved so",
        ("Pupil", "Absence before", "Absence after", "Band before", "Band after"),
        tuple(
            (
                person.cell(),
                _absence(person, one, compared.before, is_before=True),
                _absence(person, one, compared.after, is_before=False),
                words(in_words(one.band_before)),
                words(in_words(one.band_after)),
            )
            for person, one in named
        ),
        frozenset({1, 2}),
        "Nobody.",
    )


def _absence(person: Person, one: Mover, moment: Moment, *, is_before: bool) -> Cell:
    of = one.before if is_before else one.after
    return share_of(person, of, "absence_percent", of.absent, moment.name)
