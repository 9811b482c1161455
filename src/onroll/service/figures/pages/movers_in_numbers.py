"""How many pupils moved between bands of absence and over the thresholds: numbers alone, of a school or of several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onroll.analysis.disclosure_control import FEWEST_SHOWN, kept_back_in_sums
from onroll.analysis.pupil_figures.short_periods import has_too_few, why_refused
from onroll.analysis.report.figures import KEPT_BACK
from onroll.analysis.report.moves import EDGES, Pair, band_in_words
from onroll.analysis.report.words import lowered
from onroll.law.plain_words import counted
from onroll.service.figures.document import Cell, Document, Field, Row, Section, Sent, Table, count, words
from onroll.service.figures.moments import Moment, weeks_in
from onroll.service.figures.moves_counted import Moves, count_moves, marks_on, name_of, pairs_of, ways_of
from onroll.service.figures.of_schools import of_schools
from onroll.service.figures.pages.parts import facts, notes, part_asked
from onroll.service.figures.reading import Figures

_NOTES = (
    "Only pupils with something possible in both periods are compared, and a pupil of two schools in each of them. A band holds its "
    "lower edge. Nothing here says why anybody moved.",
)
_SMALL = range(1, FEWEST_SHOWN)
_NOT_COUNTED = (
    "How many moved was not counted with these figures: it is from the next counting on, at the latest tonight.",
)


@dataclass(frozen=True, slots=True)
class _Compared:
    """Two periods, and how many moved from the one to the other: of each school, by its URN."""

    figures: Figures
    before: Moment
    after: Moment
    schools: Mapping[str, Moves]

    @property
    def together(self) -> Moves:
        return sum(self.schools.values(), Moves())

    @property
    def weeks(self) -> int:
        return min(weeks_in(self.figures, one) for one in (self.before, self.after))

    def leading(self, *more: tuple[str, str]) -> Sent:
        """Return what is sent to this page about the same two periods."""
        return ("pair", name_of(self.before, self.after)), *more

    def in_school(self, *more: tuple[str, str]) -> Sent:
        """Return what is sent to a school's own page about them, with the same wide bands."""
        return ("before", self.before.name), ("after", self.after.name), ("bands", "wide"), *more


def movers_in_numbers(figures: Figures) -> Document:
    """Make the page of movers without a name."""
    pairs, compared = _asked(figures)
    if compared is None:
        return Document(
            "Movers", "", facts(figures), (), (Section("moved", "Who moved", _NOT_COUNTED),), notes(figures)
        )
    lede = f"From {lowered(compared.before.words)} to {lowered(compared.after.words)}"
    options = tuple(
        (name_of(*pair), f"{pair[0].words} to {lowered(pair[1].words)}") for pair in pairs.values()
    )
    fields = (Field("pair", "From and to", name_of(compared.before, compared.after), options),)
    if has_too_few(compared.weeks) and not figures.question.insists:
        section = Section("moved", "Who moved", (why_refused(compared.weeks),))
        return Document("Movers", lede, facts(figures), (), (section,), notes(figures), fields)
    return Document(
        "Movers",
        f"{lede} · {counted(compared.together.compared, 'pupil')} compared",
        facts(figures),
        (),
        (_ways(compared), _matrix(compared), *_schools(compared)),
        (*notes(figures), *_NOTES),
        fields,
    )


def _asked(figures: Figures) -> tuple[dict[str, tuple[Moment, Moment]], _Compared | None]:
    """Return the pairs of periods there are, and those asked for; the first where none is."""
    school_id, kept = figures.body.school_id, None
    if school_id is None:
        kept = of_schools(figures)
        pairs = dict(kept.pairs)
    else:
        pairs = {name_of(*pair): pair for pair in pairs_of(figures)}
    name = figures.question.asked("pair")
    name = name if name in pairs else next(iter(pairs), "")
    if not name:
        return pairs, None
    found = (
        {figures.body.schools[0].urn: count_moves(figures, *pairs[name])}
        if kept is None
        else {urn: one.moves[name] for urn, one in kept.schools.items() if name in one.moves}
    )
    return pairs, _Compared(figures, *pairs[name], found)


def _ways(compared: _Compared) -> Section:
    together = compared.together
    rows = tuple(
        (words(way.words), _number(compared, together.moved(way), ("who", way.name)))
        for way in ways_of(compared.figures)
    )
    table = Table("How many moved, and which way", ("What", "Pupils"), rows, frozenset({1}))
    return Section("moved", "Who moved", (), (), (table,))


def _number(compared: _Compared, number: int, *sent: tuple[str, str], is_hidden: bool | None = None) -> Cell:
    """Write a number, which leads to the schools it adds up from; kept back where it is small, or another would be told by it."""
    figures = compared.figures
    hidden = number in _SMALL if is_hidden is None else is_hidden
    if figures.keeps_back and hidden:
        return Cell(KEPT_BACK)
    if figures.body.school_id is not None or not number:
        return count(number)
    return count(number, address="movers", narrowed=compared.leading(*sent), section="schools")


def _matrix(compared: _Compared) -> Section:
    together = compared.together
    hidden = together.kept_back(marks_on(compared.figures))
    bands = [edge for edge in EDGES if any(edge in pair for pair in together.counts)]

    def cell(pair: Pair) -> Cell:
        sent = ("from", str(pair[0])), ("to", str(pair[1]))
        return _number(compared, together.counts.get(pair, 0), *sent, is_hidden=pair in hidden)

    table = Table(
        "Pupils by band of absence before and after",
        (f"Before: {lowered(compared.before.words)}", *map(band_in_words, bands)),
        tuple(
            (words(band_in_words(before)), *(cell((before, after)) for after in bands)) for before in bands
        ),
        frozenset(range(1, len(bands) + 1)),
        "Nobody had something possible in both periods.",
    )
    said = "A row is the band pupils were in before, a column the band after. Those between, from corner to corner, stayed."
    return Section("bands", "From band to band", (said,) if bands else (), (), (table,))


def _schools(compared: _Compared) -> list[Section]:
    """Return what each school has of the ways over a threshold, or of the one number that is asked for."""
    figures = compared.figures
    if figures.body.school_id is not None:
        return []
    columns = _columns(compared)
    hidden = [_hidden(compared, [one.get(urn, 0) for urn in compared.schools]) for _, one, _ in columns]
    rows = tuple(_row(compared, urn, columns, hidden) for urn in compared.schools)
    first = columns[0][1]
    table = Table(
        "Schools that the numbers add up from",
        ("School", *(title for title, _, _ in columns)),
        tuple(sorted(rows, key=lambda row: (-(row[1].number or -1), row[0].text.casefold()))),
        frozenset(range(1, len(columns) + 1)),
        part=part_asked(figures) if len(rows) > part_asked(figures).rows else None,
    )
    title = "Schools" if len(columns) > 1 else f"{columns[0][0]}: {counted(sum(first.values()), 'pupil')}"
    if len(columns) == 1 and figures.keeps_back and sum(first.values()) in _SMALL:
        title = columns[0][0]
    return [Section("schools", title, (), (), (table,))]


#: What a column says of each school: its title, the numbers by URN, and what is sent to the school's own page for them.
_Column = tuple[str, Mapping[str, int], tuple[tuple[str, str], ...]]


def _columns(compared: _Compared) -> list[_Column]:
    asked = compared.figures.question.asked
    ways = ways_of(compared.figures)
    chosen = [way for way in ways if way.name == asked("who")]
    pair = asked("from"), asked("to")
    if not chosen and all(edge in map(str, EDGES) for edge in pair):
        before, after = int(pair[0]), int(pair[1])
        counts = {urn: one.counts.get((before, after), 0) for urn, one in compared.schools.items()}
        title = f"From {band_in_words(before)} to {band_in_words(after)}"
        return [(title, counts, (("from", pair[0]), ("to", pair[1])))]
    return [
        (way.words, {urn: one.moved(way) for urn, one in compared.schools.items()}, (("who", way.name),))
        for way in chosen or [one for one in ways if "-" in one.name]
    ]


def _hidden(compared: _Compared, numbers: Sequence[int]) -> set[int]:
    """Return the places of the numbers that are not shown where small ones are kept back: all together are known."""
    if not compared.figures.keeps_back:
        return set()
    counts = dict(enumerate(numbers))
    return kept_back_in_sums(counts, counts, [list(counts)])


def _row(compared: _Compared, urn: str, columns: Sequence[_Column], hidden: Sequence[set[int]]) -> Row:
    school = next(one for one in compared.figures.body.schools if one.urn == urn)
    place = list(compared.schools).index(urn)

    def cell(column: _Column, not_shown: set[int]) -> Cell:
        number = column[1].get(urn, 0)
        if place in not_shown:
            return Cell(KEPT_BACK)
        if not number:
            return count(0)
        return count(
            number,
            school_id=school.pk,
            address="movers",
            narrowed=compared.in_school(*column[2]),
            section="who",
        )

    return words(school.name, school_id=school.pk), *map(cell, columns, hidden)
