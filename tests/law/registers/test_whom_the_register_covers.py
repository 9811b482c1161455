"""Whom the attendance register covers, and which schools must have one."""

from datetime import date

from onroll.law import ProposedEntry, Session, StatisticalClass, faults_of_entry
from onroll.law.absence_measures import counted_as
from onroll.law.register_cover import attendance_register_is_kept, leaves_out, register_covers

title = "Whom the attendance register covers"
cites = "Pupil Registration Regulations 2024, regulations 5 and 10(1)"

MONDAY = date(2026, 9, 14)


class TestCover:
    def test_is_of_every_pupil_on_roll(self) -> None:
        assert register_covers(on_roll=True, boards=False, on=MONDAY).met is True

    def test_leaves_out_a_boarder_and_says_why(self) -> None:
        finding = register_covers(on_roll=True, boards=True, on=MONDAY)
        assert finding.met is False
        assert finding.reasons == (
            "The pupil boards, and the attendance register covers every pupil but boarders.",
        )
        assert [cited.provision for cited in finding.citations] == ["10(1)"]

    def test_says_what_of_it_is_not_confirmed(self) -> None:
        (cited,) = register_covers(on_roll=True, boards=True, on=MONDAY).rests_on_unconfirmed
        assert "excepted is confirmed" in cited.note
        assert "enter them all the same is not" in cited.note

    def test_is_not_of_somebody_off_the_roll_boarder_or_not(self) -> None:
        for boards in (True, False):
            finding = register_covers(on_roll=False, boards=boards, on=MONDAY)
            assert finding.met is False
            assert "not on the admission register" in finding.reasons[0]

    def test_left_out_boarders_before_august_2024_too(self) -> None:
        assert leaves_out(True, on=date(2024, 8, 18))
        (cited,) = register_covers(on_roll=True, boards=True, on=date(2024, 8, 18)).citations
        assert cited.short_text == "Pupil Registration Regulations 2006, regulation 6(1)"
        assert cited.instrument.short_name.endswith("2006")


class TestSchool:
    def test_has_a_register_where_one_pupil_does_not_board(self) -> None:
        assert attendance_register_is_kept(pupils=40, boarders=39).met is True

    def test_need_not_have_one_where_every_pupil_boards(self) -> None:
        assert attendance_register_is_kept(pupils=40, boarders=40).met is False

    def test_with_nobody_on_roll_yet_still_prepares_one(self) -> None:
        assert attendance_register_is_kept(pupils=0, boarders=0).met is True


class TestEntryForABoarder:
    def faults(self, **given: object) -> list[str]:
        return [fault.name for fault in faults_of_entry(ProposedEntry("I", MONDAY, Session.AM, **given))]  # type: ignore[arg-type]

    def test_is_refused_whatever_the_pupil_s_age(self) -> None:
        assert self.faults(boards=True, is_of_compulsory_school_age=True) == ["pupil_boards"]
        assert self.faults(boards=True, is_of_compulsory_school_age=False) == ["pupil_boards"]

    def test_is_not_refused_for_a_day_pupil(self) -> None:
        assert self.faults(boards=False) == []

    def test_is_refused_once_for_somebody_off_the_roll(self) -> None:
        assert self.faults(boards=True, on_roll=False) == ["pupil_not_on_roll"]

    def test_says_what_to_do(self) -> None:
        (fault,) = faults_of_entry(ProposedEntry("I", MONDAY, Session.AM, boards=True))
        assert fault.message.endswith(
            "Leave the entry out; for a day pupil, amend the admission register first."
        )


class TestCountingASession:
    def test_of_a_boarder_counts_in_no_figure_and_says_so(self) -> None:
        assert counted_as(MONDAY, Session.AM, "", left_out=True).statistical_class is None
        found = counted_as(MONDAY, Session.AM, "O", left_out=True)
        assert found.statistical_class is StatisticalClass.UNAUTHORISED_ABSENCE
        assert not found.counted
        assert found.why == "Not counted: the pupil boards, and the register leaves boarders out."

    def test_of_a_day_pupil_counts(self) -> None:
        assert counted_as(MONDAY, Session.AM, "O").counted
