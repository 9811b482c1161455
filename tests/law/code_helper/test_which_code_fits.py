"""A few questions lead to one code, its conditions and its near misses."""

from collections.abc import Iterator
from datetime import date

import pytest

from onroll.law import NotInForce, Session, codes_in_force
from onroll.law.code_helper import QUESTIONS, NotAnAnswer, code_that_fits, near_misses

TODAY = date(2026, 11, 23)


def paths(question: str = "session") -> Iterator[tuple[dict[str, str], str]]:
    for choice in QUESTIONS[question].choices:
        here = {question: choice.name}
        if choice.code:
            yield here, choice.code
        else:
            for rest, code in paths(choice.then):
                yield here | rest, code


class TestTheQuestions:
    def test_lead_to_every_code_in_force(self) -> None:
        reached = {
            advice.meaning.code
            for answers, _ in paths()
            for session in Session
            if (advice := code_that_fits(answers, on=TODAY, session=session)).meaning
        }
        assert reached == {one.code for one in codes_in_force(TODAY)}

    def test_are_asked_one_at_a_time(self) -> None:
        advice = code_that_fits({"session": "yes", "where": "elsewhere"}, on=TODAY, session=Session.AM)
        assert advice.meaning is None
        assert advice.question is QUESTIONS["why"]
        assert [answer for _, answer in advice.answered] == ["Yes", "Absent, and somebody has said why"]

    def test_lead_an_unauthorised_holiday_to_no_code_but_g(self) -> None:
        holidays = {code for answers, code in paths() if answers.get("why") == "holiday"}
        assert holidays == {"C", "G"}

    def test_are_never_more_than_six(self) -> None:
        assert max(len(answers) for answers, _ in paths()) <= 6

    def test_refuse_an_answer_they_do_not_have(self) -> None:
        with pytest.raises(NotAnAnswer, match="Choose one of yes"):
            code_that_fits({"session": "perhaps"}, on=TODAY, session=Session.AM)

    def test_are_of_the_codes_since_august_2024(self) -> None:
        answers = {"session": "yes", "where": "elsewhere", "why": "leave", "purpose": "interview"}
        with pytest.raises(NotInForce):
            code_that_fits(answers, on=date(2024, 8, 18), session=Session.AM)
        assert code_that_fits(answers, on=date(2024, 8, 19), session=Session.AM).meaning


AWAY = "where=elsewhere"
SITUATIONS = {
    "starts a day later than year 7, as the school planned": ("session=not_due", "Y7"),
    "came at 8.52 with the register open": ("where=school when=before_closing", "L"),
    "came at 10 from the dentist, with leave": ("where=school when=after_closing late=appointment", "M"),
    "overslept and came at 10": ("where=school when=after_closing late=other", "U"),
    "came at 10 because the school bus broke down, from six miles away": ("where=school when=after_closing late=transport", "Y1"),
    "was at registration and went home ill at 10": ("where=school when=before", "/"),
    "plays for the school at a tournament": ("where=activity activity=sport", "P"),
    "is on a museum trip with two teachers": ("where=activity activity=visit", "V"),
    "does tests online at home with a broken leg": ("where=activity activity=remote why=ill", "I"),
    "did not turn up at the alternative provision, and nobody knows why": ("where=activity_missed why=unknown unexplained=within", "N"),
    "is taught in hospital by the authority's tutor": ("where=activity activity=authority", "K"),
    "is due at the special school that shares the place": ("where=other_school", "D"),
    "is in Spain; leave was refused": (f"{AWAY} why=holiday holiday=no", "G"),
    "is away at a funeral, with leave": (f"{AWAY} why=leave purpose=exceptional", "C"),
    "is too anxious to leave the house": (f"{AWAY} why=ill", "I"),
    "refuses to come, and the parent says so": (f"{AWAY} why=other", "O"),
    "keeps Eid on the day set apart": (f"{AWAY} why=religion", "R"),
    "travels with the family's fairground": (f"{AWAY} why=travelling", "T"),
    "is in the second day of a suspension": (f"{AWAY} why=excluded", "E"),
    "lives where the roads are flooded": (f"{AWAY} why=could_not prevented=disruption", "Y2"),
    "has a science block with no heating and no other room": (f"{AWAY} why=could_not prevented=part_closed", "Y3"),
    "has a parent whose car would not start": (f"{AWAY} why=could_not prevented=parent", "O"),
    "waits for a taxi that the authority never arranged": (f"{AWAY} why=could_not prevented=access", "Q"),
    "is in police custody": (f"{AWAY} why=could_not prevented=detained", "Y5"),
    "has Friday afternoons out by a part-time timetable": (f"{AWAY} why=part_time age=yes", "C2"),
    "is in Year 13, with no lesson this afternoon": (f"{AWAY} why=part_time age=no", "X"),
    "is in Year 11, revising at home by agreement": (f"{AWAY} why=leave purpose=exam_study", "S"),
    "is at a college interview": (f"{AWAY} why=leave purpose=interview", "J1"),
    "films a series under a licence": (f"{AWAY} why=leave purpose=performance", "C1"),
    "was absent six school days ago, and nobody ever said why": ("where=unknown unexplained=over", "O"),
    "was due to start today and has not come": ("where=unknown unexplained=within", "N"),
}  # fmt: skip


class TestAPupilWho:
    @pytest.mark.parametrize("situation", list(SITUATIONS))
    def test_is_coded_as_the_guidance_would(self, situation: str) -> None:
        words, code = SITUATIONS[situation]
        answers = dict(answer.split("=") for answer in ("session=yes", *words.split()))
        meaning = code_that_fits(answers, on=TODAY, session=Session.AM).meaning
        assert meaning is not None
        assert meaning.code == code

    @pytest.mark.parametrize(
        ("answers", "other", "words"),
        [
            ("where=school when=before", "M", "Leaving later"),
            ("where=elsewhere why=ill", "O", "real doubt"),
            ("where=elsewhere why=holiday holiday=no", "C", "not exceptional"),
            ("where=unknown unexplained=within", "Z", "on roll"),
            ("where=elsewhere why=excluded", "K", "sixth school day"),
        ],
    )
    def test_is_told_why_the_usual_mistake_does_not_fit(self, answers: str, other: str, words: str) -> None:
        given = dict(answer.split("=") for answer in ("session=yes", *answers.split()))
        advice = code_that_fits(given, on=TODAY, session=Session.AM)
        assert words in {one.code: one.why_not for one in advice.near_misses}[other]


class TestTheAdvice:
    def test_knows_morning_from_afternoon(self) -> None:
        answers = {"session": "yes", "where": "school", "when": "before"}
        for session, code in ((Session.AM, "/"), (Session.PM, "\\")):
            meaning = code_that_fits(answers, on=TODAY, session=session).meaning
            assert meaning is not None
            assert meaning.code == code

    def test_never_calls_learning_at_home_an_activity(self) -> None:
        answers = {"session": "yes", "where": "activity", "activity": "remote"}
        assert code_that_fits(answers, on=TODAY, session=Session.AM).question is QUESTIONS["why"]

    def test_of_each_code_has_near_misses_and_why_not(self) -> None:
        for meaning in codes_in_force(TODAY):
            near = near_misses(meaning.code, on=TODAY)
            assert near, meaning.code
            assert meaning.code not in {one.code for one in near}
            assert all(one.title and one.why_not.endswith(".") for one in near)
