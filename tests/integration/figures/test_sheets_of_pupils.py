"""The sheets about pupils: near a threshold, movers, what-ifs, quality; each says what the engine says."""

from __future__ import annotations

from collections import Counter

import pytest

from onroll.analysis.behind import Asked
from onroll.analysis.measures.periods_asked import LongPeriod
from onroll.analysis.periods import Term
from onroll.analysis.pupil_figures import movers, near, what_if
from onroll.analysis.pupil_figures.bands import in_words
from onroll.law.absence_measures import PERSISTENT_ABSENCE
from onroll.service.attendance_register.checks import CHECKS, run_checks
from onroll.service.attendance_register.queries.check_results import days_to_check
from onroll.service.figures.moments import figures_at, last_half_term, moments
from onroll.service.figures.opened import open_entries
from onroll.service.figures.pages.movers import movers_between
from onroll.service.figures.pages.near import near_thresholds
from onroll.service.figures.pages.quality import quality
from onroll.service.figures.pages.what_if import what_if_it_were
from onroll.service.people.models import Pupil
from onroll.service.web.figures.sheets import OF_A_SCHOOL
from tests.factories.access import a_user
from tests.integration.figures.conftest import FIRST, a_drawn_school, asking, texts, the_figures
from tests.integration.web.pages import words_of
from tests.support.statements import Statements

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def count(count_schools):
    """Count the schools alone."""
    return count_schools


NAMED = [one.name for one in OF_A_SCHOOL if one.names_pupils or one.without_names]
NAMED_ALONE = [one.name for one in OF_A_SCHOOL if one.names_pupils]


@pytest.fixture(scope="module")
def counted(kept):
    with kept(lambda: a_drawn_school(3), schools_alone=True) as made:
        yield made


@pytest.fixture
def drawn(counted, a_copy):
    return a_copy(counted)


def _of(document, name: str):
    return next(one for one in document.sections if one.name == name)


class TestNearAThreshold:
    def test_lists_those_the_engine_finds_with_their_sessions_to_go(self, drawn) -> None:
        with the_figures(drawn, asking(insists="yes")) as figures:
            document = near_thresholds(figures)
            for name, per_cent in (("persistent", 10), ("severe", 50)):
                found = near(figures.pupil_figures(), per_cent)
                below, above = _of(document, name).tables
                assert [row[4].number for row in below.rows] == [one.to_cross for one in found.below]
                assert [row[4].number for row in above.rows] == [one.to_come_back for one in found.above]
                shown = [row[3].figure for row in (*below.rows, *above.rows)]
                assert [(one.numerator, one.denominator) for one in shown] == [
                    (one.figures.absent, one.figures.possible) for one in (*found.below, *found.above)
                ]

    def test_counts_the_sessions_of_a_penalty_notice_from_half_way_up(self, drawn) -> None:
        with the_figures(drawn, asking(insists="yes")) as figures:
            (table,) = _of(near_thresholds(figures), "notice").tables
            kept = [row[0] or 0 for row in figures.kept.enrolments(["in_ten_weeks"])]
        assert [row[3].number for row in table.rows] == sorted(
            (one for one in kept if one >= 5), reverse=True
        )
        assert all(row[4].number == max(0, 10 - row[3].number) for row in table.rows)

    def test_is_not_said_of_a_short_time_unless_insisted_on(self, drawn) -> None:
        with the_figures(drawn) as figures:
            section = _of(near_thresholds(figures), "persistent")
        assert not section.tables
        assert "fewer than 6" in section.notes[0]


class TestMovers:
    def test_are_those_the_engine_finds_between_a_week_and_now(self, drawn) -> None:
        with the_figures(drawn, asking(insists="yes")) as figures:
            before = last_half_term(figures)
            found = movers(figures_at(figures, before), figures.pupil_figures())
            document = movers_between(figures)
            (matrix,) = _of(document, "bands").tables
            bands = matrix.headings[1:]
            shown = {
                (row[0].text, after): cell.number
                for row in matrix.rows
                for after, cell in zip(bands, row[1:], strict=True)
                if cell.number
            }
            assert shown == {
                (in_words(one.before), in_words(one.after)): one.numerator for one in found.moves
            }
            assert before.words == "Year up to 11 Sep 2026"

    def test_of_a_count_are_listed_when_it_is_followed(self, drawn) -> None:
        with the_figures(drawn, asking(insists="yes")) as figures:
            document = movers_between(figures)
            ways = [row for row in _of(document, "moved").tables[0].rows if row[1].narrowed]
            (matrix,) = _of(document, "bands").tables
            cells = [row[1] for row in ways] + [cell for row in matrix.rows for cell in row if cell.narrowed]
        assert cells
        for cell in cells:
            own = {name.replace("-", "_"): value for name, value in cell.narrowed}
            with the_figures(drawn, asking(insists="yes", **own)) as figures:
                assert len(_of(movers_between(figures), "who").tables[0].rows) == cell.number

    def test_open_each_pupil_s_absence_up_to_a_week_to_the_entries_that_add_up_to_it(self, drawn) -> None:
        with the_figures(drawn, asking(insists="yes", who="more")) as figures:
            rows = _of(movers_between(figures), "who").tables[0].rows
            assert rows
            for cell in (row[place] for row in rows[:3] for place in (1, 2)):
                sent = dict(cell.narrowed)
                asked = Asked(sent["measure"], sent["period"])
                opened = open_entries(figures, asked, pupil_id=int(sent["pupil"]))
                assert (opened.numerator, opened.denominator) == (
                    cell.figure.numerator,
                    cell.figure.denominator,
                )
            assert dict(rows[0][1].narrowed)["period"] == "until 2026-09-07"

    def test_are_refused_wholly_over_a_short_time_unless_insisted_on(self, drawn) -> None:
        with the_figures(drawn, asking(who="more")) as figures:
            document = movers_between(figures)
        assert [section.name for section in document.sections] == ["moved"]
        assert "fewer than 6" in document.sections[0].notes[0]
        assert not document.tables
        with the_figures(drawn, asking(who="more", insists="yes")) as figures:
            assert [one.name for one in movers_between(figures).sections] == ["moved", "bands", "who"]

    def test_are_nobody_from_a_moment_to_itself(self, drawn) -> None:
        with the_figures(drawn, asking(before="whole", after="whole", insists="yes")) as figures:
            rows = _of(movers_between(figures), "moved").tables[0].rows
        assert {row[1].number for row in rows} == {0}

    def test_up_to_the_last_week_are_the_year_to_date(self, drawn) -> None:
        with the_figures(drawn) as figures:
            sums = figures.kept.sums_of_weeks(until=figures.on)
            assert sums == [tuple(one) for one in figures.pupil_figures()]
            assert [one.name for one in moments(figures)][:2] == ["whole", "autumn term"]


class TestWhatIf:
    @pytest.mark.parametrize("per_cent", [5, 30])
    def test_says_who_would_enter_and_leave_as_the_engine_does(self, drawn, per_cent: int) -> None:
        with the_figures(drawn, asking(insists="yes", per_cent=str(per_cent))) as figures:
            law = PERSISTENT_ABSENCE.find(figures.on)
            found = what_if(figures.pupil_figures(), law, per_cent)
            both, enters, leaves, stays = _of(what_if_it_were(figures), "absence").tables
            period = LongPeriod(Term.WHOLE, figures.kept.scope).name
        assert (len(enters.rows), len(leaves.rows)) == (len(found.enters), len(found.leaves))
        now, instead = (row[1].number for row in both.rows)
        assert now == len(stays.rows) + len(leaves.rows)
        assert instead == len(stays.rows) + len(enters.rows)
        assert all(("period", period) in row[3].narrowed for row in (*enters.rows, *leaves.rows))

    def test_says_that_the_threshold_is_unchanged(self, drawn) -> None:
        with the_figures(drawn, asking(insists="yes", per_cent="12")) as figures:
            assert any(
                "unchanged" in note and "10%" in note
                for note in _of(what_if_it_were(figures), "absence").notes
            )

    def test_of_a_penalty_notice_says_who_would_enter_with_fewer_sessions(self, drawn) -> None:
        with the_figures(drawn, asking(sessions="1", insists="yes")) as figures:
            section = _of(what_if_it_were(figures), "notices")
            absent = figures.kept.enrolments(["pupil"], "in_ten_weeks > 0")
        assert sum(len(table.rows) for table in section.tables) == len(absent)
        assert "The law is unchanged: 10 sessions" in section.notes[0]

    @pytest.mark.parametrize(
        ("own", "said"),
        [
            ({"per_cent": "twelve"}, "“twelve” is not a whole number"),
            ({"per_cent": "12.5"}, "“12.5” is not a whole number"),
            ({"per_cent": "0"}, "0% cannot be a threshold"),
            ({"per_cent": "100"}, "100% cannot be a threshold"),
            ({"sessions": "0"}, "0 sessions in 10 school weeks cannot be a threshold"),
            ({"weeks": "123456789"}, "is not a whole number"),
        ],
    )
    def test_refuses_a_bad_number_in_words(self, drawn, own: dict[str, str], said: str) -> None:
        with the_figures(drawn, asking(**own)) as figures:
            errors = [one.error for one in what_if_it_were(figures).fields if one.error]
        assert len(errors) == 1
        assert said in errors[0]


class TestQuality:
    def test_gives_every_pupils_missing_sessions_as_they_open_to_their_entries(self, drawn) -> None:
        with the_figures(drawn) as figures:
            (table,) = _of(quality(figures), "missing").tables
            kept = figures.kept.enrolments(["missing", "held"], "missing > 0")
        shown = [(row[3].figure.numerator, row[3].figure.denominator) for row in table.rows]
        assert sorted(shown) == sorted(kept)
        assert shown[0][0] == max(missing for missing, _ in kept)
        assert all(row[3].address == "missing" for row in table.rows)

    def test_gives_an_entry_at_fault_by_its_session_and_leads_to_the_register(self, count) -> None:
        drawn = a_drawn_school(3, pupils=2)
        drawn.amend("Pupil00", FIRST, "PM", "/")
        count()
        with the_figures(drawn) as figures:
            ((session, what, code, entries),) = _of(quality(figures), "faults").tables[0].rows
        assert (what.text, code.text, entries.number) == ("Entries that could not be", "/", 1)
        assert session.page == "registers"
        assert session.narrowed == (("date", FIRST.isoformat()), ("session", "PM"))

    def test_counts_what_the_checks_found_and_leads_to_them(self, drawn) -> None:
        with the_figures(drawn) as figures:
            (table,) = _of(quality(figures), "checks").tables
        assert table.rows
        assert all(row[0].page == "checks" and row[1].number for row in table.rows)

    def test_counts_of_each_check_what_the_page_of_checks_lists(self, drawn) -> None:
        with the_figures(drawn) as figures:
            (table,) = _of(quality(figures), "checks").tables
            first, last = days_to_check(figures.scope, school_id=drawn.school.pk, today=figures.on)
            found = run_checks(
                figures.scope,
                school_id=drawn.school.pk,
                first_day=first,
                last_day=last,
                now=figures.counted_at,
            )
        titles = {check.name: check.title for check in CHECKS}
        assert {row[0].text: row[1].number for row in table.rows} == Counter(
            titles[one.check] for one in found
        )

    def test_keeps_what_the_checks_found_when_the_figures_were_counted(self, drawn, count) -> None:
        def said() -> list[list[str]]:
            with the_figures(drawn) as figures:
                return texts(_of(quality(figures), "checks").tables[0])

        before = said()
        drawn.amend("Pupil00", FIRST, "PM", "/")
        assert said() == before
        count()
        assert said() != before

    def test_does_not_go_through_the_entries_again(self, drawn, browse) -> None:
        client, address = (
            browse(a_user("head", school=drawn.school)),
            f"/schools/{drawn.school.pk}/figures/quality/",
        )
        client.get(address)
        with Statements() as statements:
            assert client.get(address).status_code == 200
        assert len(statements.counted) <= 16
        assert not any("attendance_register_currententry" in sql for sql in statements.counted)


class TestWho:
    @pytest.mark.parametrize(("role", "status"), [("head", 200), ("senco", 200), ("governor", 403)])
    def test_may_open_a_sheet_that_has_names_alone_sees_every_pupil(
        self, drawn, browse, role: str, status: int
    ) -> None:
        client = browse(a_user(role, school=drawn.school))
        for name in NAMED_ALONE:
            for kind in ("", "?as=csv"):
                answer = client.get(f"/schools/{drawn.school.pk}/figures/{name}/{kind}")
                assert answer.status_code == status, name
                if status == 403:
                    assert b"Pupil0" not in answer.content

    def test_has_an_authority_finds_no_such_sheet(self, drawn, browse) -> None:
        client = browse(a_user("attendance_support_officer", authority=drawn.school.authority))
        page = client.get(f"/authorities/{drawn.school.authority_id}/figures/")
        assert page.status_code == 200
        assert b"/figures/pupils/" not in page.content
        assert client.get(f"/authorities/{drawn.school.authority_id}/figures/pupils/").status_code == 404


def test_sheets_name_a_pupil_whose_row_was_folded_since_they_were_counted_and_open_their_figures(
    drawn, browse
) -> None:
    kept, folded = drawn.pupils["Pupil00"], drawn.pupils["Pupil01"]
    Pupil.objects.filter(pk=folded.pk).update(folded_into=kept)
    client = browse(a_user("head", school=drawn.school))
    for name in NAMED:
        assert client.get(f"/schools/{drawn.school.pk}/figures/{name}/").status_code == 200, name
    opened = client.get(f"/schools/{drawn.school.pk}/figures/open/?measure=absence_percent")
    assert opened.status_code == 200
    assert "Pupil00" in words_of(opened)
    assert "Pupil01" not in words_of(opened)


def test_sheets_of_days_on_which_nothing_was_possible_say_so(count, browse) -> None:
    school = a_drawn_school(3, pupils=1, days=1, codes="#").school
    count()
    client = browse(a_user("head", school=school))
    for name in NAMED:
        assert client.get(f"/schools/{school.pk}/figures/{name}/").status_code == 200, name


def test_a_sheet_says_so_where_nothing_is_counted_yet(browse) -> None:
    school = a_drawn_school(3, pupils=1, days=1).school
    client = browse(a_user("head", school=school))
    for name in NAMED:
        assert "No figures yet" in words_of(client.get(f"/schools/{school.pk}/figures/{name}/"))
