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
        assert [answer for _, answer in advice.answered] == ["Yes", "Anywhere else"]

    def test_refuse_an_answer_they_do_not_have(self) -> None:
        with pytest.raises(NotAnAnswer, match="Choose one of yes"):
            code_that_fits({"session": "perhaps"}, on=TODAY, session=Session.AM)

    def test_are_of_the_codes_since_august_2024(self) -> None:
        answers = {"session": "yes", "where": "elsewhere", "why": "interview"}
        with pytest.raises(NotInForce):
            code_that_fits(answers, on=date(2024, 8, 18), session=Session.AM)
        assert code_that_fits(answers, on=date(2024, 8, 19), session=Session.AM).meaning


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
