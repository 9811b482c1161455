"""Another system's marks beside the registers: what is found, what is kept, and what is refused."""

from __future__ import annotations

import datetime as dt

import duckdb
import pytest

from onroll.analysis.arithmetic import Family
from onroll.analysis.reconciliation.their_rows import MarkColumns
from onroll.service.access.scope import OutOfScope
from onroll.service.admission_register.models import Enrolment
from onroll.service.organisations.models import SchoolSession
from onroll.service.people.models import Pupil
from onroll.service.reconciliation.actions import comparing
from onroll.service.reconciliation.actions.comparing import compare_file
from onroll.service.reconciliation.actions.sending import change_meanings
from onroll.service.reconciliation.asked import AskedOfMarks, meanings_in
from onroll.service.reconciliation.models import Comparison
from onroll.service.reconciliation.our_side import NOT_HELD
from onroll.service.reconciliation.refusals import ComparisonRefused
from tests.factories.moments import MONDAY
from tests.factories.organisations import a_school
from tests.factories.people import an_actor
from tests.integration.reconciliation.conftest import NOW, TUESDAY, marks_of

pytestmark = pytest.mark.django_db

SAME = (
    ("Amina", MONDAY, "AM", "/"),
    ("Callum", MONDAY, "AM", "I"),
    ("Amina", TUESDAY, "AM", "I"),
    ("Callum", TUESDAY, "AM", "/"),
)


def kinds(comparison: Comparison) -> list[tuple[str, str, str, str]]:
    return [
        (str(row.pupil.forename if row.pupil else row.reference), row.kind, row.ours, row.theirs)
        for row in comparison.sessions.order_by("pk")
    ]


def adds_up(comparison: Comparison) -> bool:
    found = comparison.found
    rows = list(comparison.sessions.all())
    return all(
        sum(row.effect.get(figure, 0) for row in rows) == found["ours"][figure] - found["theirs"][figure]
        for figure in Family
    )


class TestWhatIsFound:
    def test_is_nothing_where_both_say_the_same(self, compare, a_class):
        comparison = compare(marks_of(a_class, *SAME))

        assert comparison.state == Comparison.State.READY
        assert (comparison.found["differ"], comparison.found["agreed"]) == (0, 4)

    def test_is_each_session_that_differs_and_it_adds_up(self, compare, a_class):
        comparison = compare(
            marks_of(a_class, ("Amina", MONDAY, "AM", "O"), *SAME[1:3], ("Amina", MONDAY, "PM", "\\"))
        )

        assert kinds(comparison) == [
            ("Amina", "another code", "/", "O"),
            ("Amina", "missing here", "", "\\"),
            ("Callum", "missing there", "/", ""),
        ]
        assert adds_up(comparison)
        assert comparison.found["ours"]["attended"] - comparison.found["theirs"]["attended"] == 1

    def test_names_a_pupil_nobody_here_is(self, compare, a_class):
        comparison = compare(marks_of(a_class, *SAME, ("Z999", MONDAY, "AM", "/")))

        assert kinds(comparison) == [("Z999", "not known here", "", "/")]
        assert adds_up(comparison)

    def test_finds_a_pupil_by_upn(self, compare, a_class):
        Pupil.objects.filter(pk=a_class.amina.pk).update(upn="A999001199001")
        text = marks_of(a_class, *SAME).replace(a_class.amina.enrolments.get().pupil_ref, "A999001199001")

        assert compare(text).found["differ"] == 0

    def test_says_that_the_pupil_was_not_on_roll(self, compare, a_class):
        Enrolment.objects.filter(pupil=a_class.callum).update(starting_day=TUESDAY)

        comparison = compare(marks_of(a_class, *SAME, ("Callum", MONDAY, "PM", "/")))

        assert kinds(comparison)[-1] == ("Callum", "not on roll here", "", "/")

    def test_says_why_an_entry_here_is_not_counted(self, compare, a_class):
        SchoolSession.objects.filter(school=a_class.school, date=MONDAY).update(kind="holiday")

        comparison = compare(marks_of(a_class, *SAME))

        assert [(row.kind, row.why) for row in comparison.sessions.all()] == [
            ("counted differently", NOT_HELD),
            ("counted differently", NOT_HELD),
        ]
        assert adds_up(comparison)

    def test_leaves_out_pupils_the_file_does_not_name_where_that_is_asked(self, compare, a_class):
        of_one = marks_of(a_class, SAME[0], SAME[2])

        assert compare(of_one).found["differ"] == 2
        assert compare(of_one, asked=AskedOfMarks(only_theirs=True)).found["differ"] == 0

    def test_is_of_the_days_of_the_file(self, compare, a_class):
        comparison = compare(marks_of(a_class, *SAME[2:]))

        assert (comparison.first_day, comparison.last_day) == (TUESDAY, TUESDAY)
        assert comparison.found["differ"] == 0

    def test_of_two_rows_of_one_child_is_of_that_child(self, compare, a_class):
        Pupil.objects.filter(pk=a_class.callum.pk).update(folded_into=a_class.amina)
        text = marks_of(a_class, *SAME)

        comparison = compare(text)

        assert adds_up(comparison)
        assert {row.pupil for row in comparison.sessions.all()} == {a_class.amina}

    def test_keeps_the_first_and_counts_all_where_there_are_very_many(self, compare, a_class, monkeypatch):
        monkeypatch.setattr(comparing, "MOST_KEPT", 1)

        comparison = compare(marks_of(a_class, *((who, day, at, "N") for who, day, at, _ in SAME)))

        assert (comparison.found["kept"], comparison.found["differ"]) == (1, 4)
        assert comparison.found["theirs"]["unauthorised"] == 4


class TestTheirSigns:
    def test_are_read_by_the_map(self, compare, a_class):
        text = marks_of(
            a_class, *((who, day, at, {"/": "P1", "I": "ill"}[code]) for who, day, at, code in SAME)
        )

        asked = AskedOfMarks(meanings={"P1": "/", "ill": "I"})
        assert compare(text, asked=asked).found["differ"] == 0

    def test_without_a_meaning_are_named_and_counted_as_nothing(self, compare, a_class):
        comparison = compare(marks_of(a_class, *SAME[:3], ("Callum", TUESDAY, "AM", "??")))

        assert comparison.found["unread"] == {"??": 1}
        assert adds_up(comparison)

    def test_can_be_given_another_map_and_compared_again(self, compare, a_class, officer):
        comparison = compare(marks_of(a_class, *SAME[:3], ("Callum", TUESDAY, "AM", "??")))

        change_meanings(comparison_id=comparison.pk, asked=AskedOfMarks(meanings={"??": "/"}), by=officer)
        again = compare_file(comparison_id=comparison.pk, by=officer, now=NOW)

        assert again.found["differ"] == 0
        assert not again.sessions.exists()

    def test_are_refused_a_meaning_that_is_no_code_before_anything_is_kept(self, send, a_class):
        with pytest.raises(ComparisonRefused, match="Q9 is no national code"):
            send(marks_of(a_class, *SAME), asked=AskedOfMarks(meanings={"x": "Q9"}))
        assert not Comparison.objects.exists()

    @pytest.mark.parametrize("line", ["H", "H =", "= C"])
    def test_are_written_a_sign_and_a_meaning_a_line(self, line):
        with pytest.raises(ComparisonRefused, match="Line 2 of what signs mean"):
            meanings_in(f"D = authorised\n{line}")


class TestTheFile:
    def test_may_be_parquet(self, compare, a_class, tmp_path):
        text = tmp_path / "marks.csv"
        text.write_text(marks_of(a_class, *SAME))
        path = tmp_path / "marks.parquet"
        duckdb.sql(f"COPY (FROM read_csv('{text}')) TO '{path}' (FORMAT parquet)")

        assert compare(path.read_bytes(), name="marks.parquet").found["differ"] == 0

    def test_may_be_a_workbook_with_one_sheet(self, compare, a_class, tmp_path):
        import xlsxwriter

        path = tmp_path / "marks.xlsx"
        with xlsxwriter.Workbook(str(path)) as book:
            sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
            for row, line in enumerate(marks_of(a_class, *SAME).splitlines()):
                for column, cell in enumerate(line.split(",")):
                    if row and column == 1:
                        sheet.write_datetime(row, column, dt.datetime.fromisoformat(cell), day)
                    else:
                        sheet.write_string(row, column, cell)

        assert compare(path.read_bytes(), name="marks.xlsx").found["differ"] == 0

    def test_may_have_headings_days_and_sessions_of_its_own(self, compare, a_class):
        text = marks_of(a_class, *SAME).replace("pupil,date,session,code", "UPN,Day,Half,Mark")
        text = (
            text.replace("2026-09-07", "07/09/2026")
            .replace("2026-09-08", "08/09/2026")
            .replace(",AM,", ",Morning,")
        )
        columns = MarkColumns("UPN", "Day", "Half", "Mark", "%d/%m/%Y", "Morning", "Afternoon")

        assert compare(text, asked=AskedOfMarks(columns)).found["differ"] == 0

    def test_has_rows_set_aside_with_where_and_why(self, compare, a_class):
        text = marks_of(a_class, *SAME) + "P1,someday,AM,/\nP1,2026-09-07,EV,/\n,2026-09-07,AM,/\n"

        comparison = compare(text)

        assert comparison.found["set_aside"] == 3
        assert [(row.row, row.column, row.value) for row in comparison.rows_set_aside.all()] == [
            (6, "date", "someday"),
            (7, "session", "EV"),
            (8, "pupil", ""),
        ]

    @pytest.mark.parametrize(
        ("content", "why"),
        [
            (
                "who,date,session,code\n",
                "The file has no heading “pupil”. Its headings are: who, date, session, code",
            ),
            ("", "The file has no heading “pupil”. Its headings are: none"),
            ("pupil,date,session,code\n", "No row of the file could be read as a mark"),
            ('pupil,date,session,code\nP1,2026-09-07,AM,"/', "The quotation marks do not add up"),
        ],
    )
    def test_is_refused_with_what_to_do(self, compare, content, why):
        comparison = compare(content)

        assert comparison.state == Comparison.State.REFUSED
        assert why in comparison.message

    def test_is_refused_where_it_is_no_parquet(self, compare):
        assert "cannot be read as Parquet" in compare(b"PAR1 half a file", name="marks.parquet").message

    def test_is_refused_of_another_kind(self, send):
        with pytest.raises(ComparisonRefused, match="of no kind that is read"):
            send("text", name="marks.txt")

    def test_is_refused_past_the_most_rows(self, compare, a_class, monkeypatch):
        monkeypatch.setattr(comparing, "MOST_ROWS", 3)

        assert "more than 3 rows" in compare(marks_of(a_class, *SAME)).message

    def test_is_refused_from_somebody_of_another_school(self, send, a_class):
        with pytest.raises(OutOfScope):
            send(marks_of(a_class, *SAME), by=an_actor("attendance_officer", a_school("Another School")))
