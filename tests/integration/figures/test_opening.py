"""Every figure a school's pages show opens to pupils, and they to entries, that add up to it."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from onroll.analysis.behind import Asked, PupilBehind, Why, entries_behind, pupils_behind
from onroll.analysis.behind.asked import LAST_SCHOOL_WEEKS
from onroll.analysis.behind.entries import of_sessions
from onroll.analysis.groupings import Grouping
from onroll.analysis.measures.definitions import GAPS
from onroll.analysis.report.figures import Figure
from onroll.service.access.scope import OutOfScope
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.figures.asking import Question
from onroll.service.figures.bodies import of_school
from onroll.service.figures.document import Cell, Document
from onroll.service.figures.opened import NotBehind, counted_again, open_entries, open_figure
from onroll.service.figures.pages.behind import behind, entries
from onroll.service.figures.people import people_of
from onroll.service.figures.reading import Figures, figures_of
from onroll.service.web.figures.sheets import OF_A_SCHOOL, SHEETS
from tests.factories.access import a_user
from tests.integration.figures.conftest import a_drawn_school

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def count(count_schools):
    """Count the schools alone."""
    return count_schools


_EVERYTHING = Question(shows_small=True, insists=True)
#: Of at least so many measures something is shown.
_MEASURES = 20
#: So many open from what was kept of each pupil.
_WITHOUT_COUNTING = 10


def _asked(document: Document) -> list[Cell]:
    found = [cell for table in document.tables for row in table.rows for cell in row if cell.asked]
    return [cell for cell in found if cell.figure is not None]


class TestWhatIsOpened:
    @pytest.fixture(scope="class", params=[1, 2], ids=lambda seed: f"drawing {seed}")
    @classmethod
    def counted(cls, request, kept):
        """A school drawn from a seed, and the seed."""
        seed = request.param
        with kept(lambda: (a_drawn_school(seed), seed), schools_alone=True) as made:
            yield made

    def test_adds_up_to_every_figure_of_every_sheet(self, counted, a_copy) -> None:
        drawn, seed = a_copy(counted)
        chosen = random.Random(seed)  # noqa: S311 - no secret
        crossed = Question(shows_small=True, insists=True, by=Grouping(("sex", "year_group")))
        late = Question(period="autumn term", shows_small=True, insists=True)
        of_one: dict[tuple[str, str], Asked] = {}
        without_counting: set[Asked] = set()
        for question in (_EVERYTHING, crossed, late):
            with _opened(drawn, question) as (figures, engine, days):
                for asked, figure in _figures(figures):
                    found = pupils_behind(engine, days, asked)
                    kept = figures.kept.pupils_behind(asked)
                    assert sorted(kept) == sorted(found), asked
                    without_counting.update(asked for _ in kept)
                    shown = figure.numerator, figure.denominator
                    assert (
                        sum(one.numerator for one in found),
                        sum(one.denominator for one in found),
                    ) == shown, asked
                    of_one[asked.measure, asked.period] = asked
                for cell in _counts(figures):
                    found = pupils_behind(engine, days, cell.asked)
                    pupils = cell.asked.measure == "attendance_percent"
                    assert cell.number == (len(found) if pupils else sum(one.numerator for one in found)), (
                        cell
                    )
        assert len({measure for measure, _ in of_one}) > _MEASURES
        assert len({asked.measure for asked in without_counting}) > _WITHOUT_COUNTING
        assert {asked.period.partition(" ")[0] for asked in without_counting} >= {
            *("whole", "week", "autumn", "weekday", "session"),
        }
        with _opened(drawn, _EVERYTHING) as (_, engine, days):
            for asked in of_one.values():
                one = chosen.choice(pupils_behind(engine, days, asked))
                entries = entries_behind(engine, days, asked, school=one.school, pupil=one.pupil)
                added = sum(row.numerator for row in entries), sum(row.denominator for row in entries)
                assert added == _of_entries(asked, one), asked

    def test_adds_up_to_every_figure_of_a_pupil(self, counted, a_copy) -> None:
        drawn, _ = a_copy(counted)
        with _opened(drawn, Question(shows_small=True, insists=True, own=(("who", "more"),))) as (
            figures,
            engine,
            days,
        ):
            enrolled = {person.pupil_id: key for key, person in people_of(figures).items()}
            cells = [
                cell
                for document in _documents(figures)
                for cell in _cells(document)
                if cell.address == "open"
            ]
            assert len(cells) > len(enrolled)
            assert any(("period", LAST_SCHOOL_WEEKS) in cell.narrowed for cell in cells)
            for cell in cells:
                sent = dict(cell.narrowed)
                school, pupil = enrolled[int(sent["pupil"])]
                asked = Asked(sent["measure"], sent["period"])
                entries = entries_behind(engine, days, asked, school=school, pupil=pupil)
                added = sum(row.numerator for row in entries), sum(row.denominator for row in entries)
                if cell.figure is not None:
                    assert added == (cell.figure.numerator, cell.figure.denominator), sent
                else:
                    assert added[0] == cell.number, sent


@contextmanager
def _opened(drawn, question: Question) -> Iterator[tuple[Figures, Any, Any]]:
    """Open a school's figures, and its registers counted again beside them."""
    with (
        figures_of(drawn.actor("head").scope, of_school(drawn.school), question) as figures,
        counted_again(figures) as (engine, days),
    ):
        yield figures, engine, days


def _documents(figures: Figures) -> list[Document]:
    return [one.make(figures) for one in OF_A_SCHOOL]


def _cells(document: Document) -> Iterator[Cell]:
    return (cell for table in document.tables for row in table.rows for cell in row)


def _counts(figures: Figures) -> list[Cell]:
    """Return every count that opens: of pupils, who are all behind attendance, and of sessions or pupils of a figure."""
    return [
        cell
        for document in _documents(figures)
        for cell in _cells(document)
        if cell.asked is not None and cell.figure is None
    ]


def _figures(figures: Figures) -> Iterable[tuple[Asked, Figure]]:
    """Return every figure that opens, of the sheets' tables and cards."""
    found = {}
    for document in _documents(figures):
        for one in (*_cells(document), *document.cards):
            if one.asked is not None and one.figure is not None and one.figure.is_shown:
                assert found.setdefault(one.asked, one.figure) == one.figure, one.asked
    return found.items()


def _of_entries(asked: Asked, one: PupilBehind) -> tuple[int, int]:
    """Return what a pupil's sessions add up to: the pupil's part of a figure of sessions, else the sessions it came from."""
    if asked.measure == GAPS.name or of_sessions(asked.measure) == asked.measure:
        return one.numerator, one.denominator
    return one.absent, one.possible


class TestTheEntries:
    def test_are_those_that_stand_in_the_register(self, count) -> None:
        drawn = a_drawn_school(4)
        count()
        asked = next(
            cell.asked
            for cell in _asked(_overview(drawn))
            if cell.asked and (cell.asked.measure, cell.asked.period) == ("absence_percent", "whole")
        )
        with figures_of(drawn.actor("head").scope, of_school(drawn.school), _EVERYTHING) as figures:
            opened = open_figure(figures, asked)
            for one in (*opened.counted, *opened.others):
                entries = open_entries(figures, asked, pupil_id=one.pupil_id).entries
                standing = set(
                    CurrentEntry.objects.filter(pupil_id=one.pupil_id).values_list("date", "session", "code")
                )
                shown = {(row.date, row.session, row.code) for row in entries if row.why is not Why.NO_ENTRY}
                assert shown == standing

    def test_of_the_last_school_weeks_are_so_many_and_no_share_of_what_was_possible(self, count) -> None:
        drawn = a_drawn_school(4)
        count()
        asked = Asked("unauthorised", LAST_SCHOOL_WEEKS)
        with figures_of(drawn.actor("head").scope, of_school(drawn.school), _EVERYTHING) as figures:
            opened = open_figure(figures, asked)
            one = open_entries(figures, asked, pupil_id=opened.counted[0].pupil_id)
            cards = behind(figures, opened).cards[0], entries(figures, one).cards[0]
        assert [card.value for card in cards] == [
            f"{opened.figure.numerator:,} sessions",
            str(len(one.entries)),
        ]


class TestWhoMayOpen:
    def test_is_not_a_governor(self, count) -> None:
        drawn = a_drawn_school(5)
        count()
        asked = next(cell.asked for cell in _asked(_overview(drawn)) if cell.asked)
        governor = a_user("governor", school=drawn.school)
        with (
            figures_of(_scope(governor), of_school(drawn.school), Question()) as figures,
            pytest.raises(OutOfScope),
        ):
            open_figure(figures, asked)

    def test_finds_no_pupil_of_another_school_behind_a_figure(self, count) -> None:
        drawn, other = a_drawn_school(6), a_drawn_school(7)
        count()
        asked = next(cell.asked for cell in _asked(_overview(drawn)) if cell.asked)
        with (
            figures_of(drawn.actor("head").scope, of_school(drawn.school), Question()) as figures,
            pytest.raises(NotBehind),
        ):
            open_entries(figures, asked, pupil_id=other.pupils["Pupil00"].pk)


def _overview(drawn) -> Document:
    with figures_of(drawn.actor("head").scope, of_school(drawn.school), _EVERYTHING) as figures:
        return SHEETS[0].make(figures)


def _scope(user):
    from onroll.service.access.queries.standing import person_on
    from tests.integration.figures.conftest import AFTER

    return person_on(user.pk, on=AFTER)[1].scope
