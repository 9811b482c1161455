"""Asking a health professional: with consent alone, no more than it lets be told, reminded, answered, and decided with a reason."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from django.test import Client
from docx import Document

from onroll.law.reasons_given import ReasonKind
from onroll.service import clock
from onroll.service.absence_follow_up.models import ReasonGiven
from onroll.service.access.scope import OutOfScope
from onroll.service.audit.models import Event
from onroll.service.medical_absence.actions.asking_health import (
    ask_health_professional,
    decide_coding,
    record_consent,
    record_reply,
    remind_health_professional,
    withdraw_consent,
)
from onroll.service.medical_absence.actions.supporting import make_plan
from onroll.service.medical_absence.actions.taking_out import take_out_paper
from onroll.service.medical_absence.consent import consent_on
from onroll.service.medical_absence.models import MedicalRecord
from onroll.service.medical_absence.refusals import MedicalRefusal
from tests.factories.access import a_user
from tests.factories.moments import at
from tests.factories.people import an_actor
from tests.integration.medical_absence.conftest import FIRST, Ill
from tests.integration.web.pages import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
DAY = dt.date(2026, 9, 25)
ONE_DAY = dt.timedelta(days=1)
LAST = dt.date(2026, 12, 18)
SOON = dt.date(2026, 10, 9)


@pytest.fixture
def away(ill: Ill) -> Ill:
    """Amina, away for fifteen school days."""
    ill.enter(ill.school_days(FIRST, 15), until=DAY)
    return ill


def consent(ill: Ill, on: dt.date = DAY, **changes: Any) -> MedicalRecord:
    given = {
        "on": on, "until": LAST, "given_by": "parent", "who": "Rose Begum", "scope": ["pattern"], "words": "",
        **ill.about(on), **changes,
    }  # fmt: skip
    return record_consent(**given)


def ask(ill: Ill, on: dt.date = DAY, **changes: Any) -> MedicalRecord:
    given = {"who": "Dr A. Example, GP", "words": "What would let her come", "next_on": SOON, **ill.about(on)}
    return ask_health_professional(**{**given, **changes})


def words_in(made: bytes) -> str:
    return "\n".join(one.text for one in Document(io.BytesIO(made)).paragraphs)


def taken(ill: Ill, paper: str = "request", form: str = "docx", on: dt.date = DAY) -> bytes:
    return take_out_paper(paper=paper, form=form, **ill.about(on)).made


class TestConsent:
    @pytest.mark.parametrize(
        ("changes", "why"),
        [
            ({"given_by": "aunt"}, "Choose who consents"),
            ({"who": " "}, "Give the name"),
            ({"given_by": "pupil"}, "how you know that the pupil understands"),
            ({"scope": []}, "Tick what may be told"),
            ({"scope": ["diagnosis"]}, "Tick what may be told"),
            ({"until": None}, "none lasts for ever"),
            ({"until": DAY - ONE_DAY}, "is over already"),
        ],
    )
    def test_is_refused_with_what_to_do(self, ill: Ill, changes: dict[str, Any], why: str):
        with pytest.raises(MedicalRefusal, match=why):
            consent(ill, **changes)
        assert not MedicalRecord.objects.exists()

    def test_may_be_the_pupil_s_who_understands(self, ill: Ill):
        row = consent(ill, given_by="pupil", who="Amina", words="The nurse spoke with her alone.")
        assert (row.given_by, row.scope) == ("pupil", "pattern")

    @pytest.mark.parametrize(("day", "stands"), [(-1, False), (0, True)])
    def test_stands_from_its_day(self, ill: Ill, day: int, stands: bool):
        row = consent(ill)
        assert (consent_on([row], DAY + day * ONE_DAY) is not None) is stands

    @pytest.mark.parametrize(("day", "stands"), [(0, True), (1, False)])
    def test_stands_to_its_last_day(self, ill: Ill, day: int, stands: bool):
        row = consent(ill)
        assert (consent_on([row], LAST + day * ONE_DAY) is not None) is stands

    def test_withdrawn_stands_no_longer_and_nothing_is_asked_or_told(self, away: Ill):
        consent(away)
        ask(away)
        withdraw_consent(who="Rose Begum", words="", **away.about(DAY))
        for deed in (lambda: ask(away), lambda: taken(away)):
            with pytest.raises(MedicalRefusal, match="No consent stands today"):
                deed()
        assert consent(away).pk

    def test_is_not_recorded_by_whoever_may_not(self, ill: Ill):
        with pytest.raises(OutOfScope):
            consent(ill, by=an_actor("teacher", ill.school))


class TestAsking:
    def test_is_refused_without_consent(self, ill: Ill):
        with pytest.raises(MedicalRefusal, match="No consent stands today"):
            ask(ill)

    @pytest.mark.parametrize(
        ("changes", "why"),
        [
            ({"who": ""}, "Say whom you ask"),
            ({"words": " "}, "Where it is enough, do not ask"),
            ({"next_on": DAY}, "after today"),
        ],
    )
    def test_is_refused_without_whom_why_and_by_when(self, ill: Ill, changes: dict[str, Any], why: str):
        consent(ill)
        with pytest.raises(MedicalRefusal, match=why):
            ask(ill, **changes)

    def asks(self, ill: Ill, on: dt.date) -> list[str]:
        return [ask.value for ask, _ in ill.line(on).asks if ask.value == "reply"]

    def test_asks_for_the_reply_on_the_day_it_was_hoped_for_and_again_after_a_reminder(self, ill: Ill):
        consent(ill)
        request = ask(ill)
        assert (self.asks(ill, SOON - ONE_DAY), self.asks(ill, SOON)) == ([], ["reply"])
        later = SOON + 7 * ONE_DAY
        remind_health_professional(request_id=request.pk, next_on=later, **ill.about(SOON))
        assert (self.asks(ill, later - ONE_DAY), self.asks(ill, later)) == ([], ["reply"])
        record_reply(request_id=request.pk, on=later, words="Mornings, for a month", **ill.about(later))
        assert self.asks(ill, later) == []
        with pytest.raises(MedicalRefusal, match="has an answer already"):
            record_reply(request_id=request.pk, on=later, words="Again", **ill.about(later))

    def test_has_no_reply_from_before_it(self, ill: Ill):
        consent(ill)
        with pytest.raises(MedicalRefusal, match="had not been asked by then"):
            record_reply(request_id=ask(ill).pk, on=DAY - ONE_DAY, words="x", **ill.about(DAY))


class TestCoding:
    def test_is_decided_with_a_reason_for_days_that_were(self, ill: Ill):
        given = {"first_day": FIRST, "last_day": DAY, "outcome": "illness", "words": "The nurse saw her"}
        row = decide_coding(**given, **ill.about(DAY))
        assert (row.on, row.until, row.get_outcome_display()) == (FIRST, DAY, "Entered as illness")
        for changes, why in (
            ({"words": ""}, "Say why"),
            ({"outcome": "maybe"}, "Choose how"),
            ({"last_day": DAY + ONE_DAY}, "Days to come"),
            ({"last_day": FIRST - ONE_DAY}, "before the first"),
        ):
            with pytest.raises(MedicalRefusal, match=why):
                decide_coding(**{**given, **changes}, **ill.about(DAY))


class TestPapers:
    def test_of_a_request_tell_what_the_consent_lets_and_no_more(self, away: Ill):
        make_plan(words="Work by post", who="SENCO", next_on=LAST, **away.about(DAY))
        self.reason(away, "illness")
        self.reason(away, "family")
        consent(away)
        ask(away)
        words = words_in(taken(away))
        assert "Rose Begum, a parent, has agreed" in words
        assert "30 half days, 15 days together" in words
        assert "7 September 2026 to 25 September 2026 (15 school days)" in words
        assert "Reply about Amina Begum" in words
        assert "We do not ask for a note" in words
        assert "Work by post" not in words
        assert "Reasons the school was given" not in words
        consent(away, scope=["reasons", "support"])
        words = words_in(taken(away))
        assert "Work by post" in words
        said = f"7 September 2026: {ReasonKind.ILLNESS.in_words.lower()} (from a parent)."
        assert f"Reasons the school was given: {said}\n" in words
        assert "half days" not in words

    def reason(self, ill: Ill, kind: str) -> None:
        ReasonGiven.objects.create(
            school=ill.school, pupil=ill.amina, first_day=FIRST, last_day=FIRST, given_at=at(9), given_by="parent",
            channel="phone", kind=kind, evidence="word", made_at=at(9), made_by_name="A", made_by_role="head",
        )  # fmt: skip

    @pytest.mark.parametrize(("form", "starts"), [("docx", b"PK"), ("pdf", b"%PDF")])
    @pytest.mark.parametrize("paper", ["consent", "request"])
    def test_come_in_word_and_pdf(self, away: Ill, paper: str, form: str, starts: bytes):
        consent(away)
        ask(away)
        assert taken(away, paper, form).startswith(starts)
        event = Event.objects.get(name="medical.document.taken out")
        assert event.details["form"] == form

    def test_of_consent_need_none_and_of_a_request_need_one_that_waits(self, away: Ill):
        assert "☐ I am a parent of Amina." in words_in(taken(away, "consent"))
        consent(away)
        with pytest.raises(MedicalRefusal, match="Nobody is asked who has not answered"):
            taken(away)
        with pytest.raises(MedicalRefusal, match="in Word or PDF"):
            taken(away, "diagnosis")


class TestThePage:
    @pytest.fixture
    def page(self, away: Ill, monkeypatch: pytest.MonkeyPatch) -> tuple[Client, str]:
        monkeypatch.setattr(clock, "now", lambda: at(10, on=DAY))
        monkeypatch.setattr(clock, "today", lambda: DAY)
        client = Client()
        client.force_login(a_user("attendance_officer", school=away.school, name="Mrs A. Example"))
        return client, f"/schools/{away.school.pk}/medical/pupils/{away.amina.pk}/health/"

    def boxes(self, **days: dt.date) -> dict[str, str]:
        return {
            f"{name}-{part}": str(getattr(day, part))
            for name, day in days.items()
            for part in ("day", "month", "year")
        }

    def test_leads_from_consent_to_the_papers_the_reply_and_the_decision(self, page: tuple[Client, str]):
        client, address = page
        assert "None stands today" in words_of(client.get(address))
        forms = (
            ({"what": "consent", "given_by": "parent", "consent_who": "Rose Begum", "scope": ["pattern", "support"],
              **self.boxes(consent_on=DAY, consent_until=LAST)}, "Given by Rose Begum, a parent"),
            ({"what": "request", "request_who": "Dr A. Example", "request_words": "What would help", **self.boxes(request_by=SOON)},
             "a reply is hoped for by 9 October 2026"),
            ({"what": "remind", **self.boxes(remind_by=LAST)}, "a reply is hoped for by 18 December 2026"),
            ({"what": "reply", "reply_words": "Mornings", **self.boxes(reply_on=DAY)}, "Nobody is asked who has not answered"),
            ({"what": "coding", "coding": "other", "coding_words": "Well by then", **self.boxes(coding_from=DAY, coding_until=DAY)},
             "entered as something else"),
            ({"what": "withdraw", "withdraw_who": "Rose Begum"}, "None stands today"),
        )  # fmt: skip
        for sent, said in forms:
            request = MedicalRecord.objects.filter(kind="request").last()
            answer = client.post(
                f"{address}record/", {**sent, "request": request.pk if request else ""}, follow=True
            )
            assert said in words_of(answer), words_of(answer)
        assert client.get(f"{address}consent/?as=pdf").content.startswith(b"%PDF")
        assert "Nobody is asked" in words_of(client.get(f"{address}request/?as=docx", follow=True))

    @pytest.mark.parametrize("typed", ["", "٣", "9" * 30])
    def test_takes_what_is_no_request_for_none(self, page: tuple[Client, str], typed: str):
        client, address = page
        sent = {"what": "reply", "reply_words": "x", "request": typed, **self.boxes(reply_on=DAY)}
        answer = client.post(f"{address}record/", sent)
        assert answer.status_code == 409
        assert "has an answer already, or was not asked" in words_of(answer)

    def test_leads_to_the_box_of_its_own_form_that_is_wrong(self, page: tuple[Client, str]):
        client, address = page
        sent = {"what": "consent", "given_by": "parent", "consent_who": "R", "scope": "pattern"}
        answer = client.post(f"{address}record/", {**sent, **self.boxes(consent_on=LAST, consent_until=LAST)})
        assert 'href="#consent_on-day"' in answer.content.decode()
