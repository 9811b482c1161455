"""Whatever a form is sent, the page answers: words too long, numbers too large, characters that no text holds."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from onroll.service import clock
from onroll.service.access.models import RoleHeld
from onroll.service.access.roles import ROLES
from onroll.service.attendance_register.models import AttendanceEntry
from onroll.service.web.school.roll.admit_form import MOST_PARENTS, AdmitForm
from tests.factories.access import a_user
from tests.factories.organisations import FIRST_DAY
from tests.project.test_every_page_every_role import addresses, filled
from tests.support.addresses import NOW, one_of_everything
from tests.support.forms import Form, forms_of

ODD = {
    "words longer than any column": "so long " * 1_000,
    "a number past every integer": "9" * 30,
}
SENSIBLE = "Some words"


@pytest.fixture
def everything(db, monkeypatch):
    monkeypatch.setenv("ONROLL_CLOCK_OFFSET", str((NOW - clock.real_now()).total_seconds()))
    return one_of_everything()


@pytest.fixture
def browser(everything):
    person = a_user("administrator", school=everything.school, is_demo=True)
    for name, role in ROLES.items():
        if "school" in role.scopes and name != "administrator":
            last_day = NOW.date() if role.is_visitor else None
            RoleHeld.objects.create(
                user=person, role=name, school=everything.school, first_day=FIRST_DAY, last_day=last_day
            )
    client = Client(raise_request_exception=False)
    client.force_login(person)
    return client


def sendings(form: Form, odd: str) -> Iterator[dict[str, list[str]]]:
    """Yield a form as each button sends it: odd in each box that is typed into, in turn, and odd in every other field."""
    typed = dict.fromkeys(field.name for field in form.fields if field.is_typed)
    others = {field.name for field in form.fields if not field.is_typed}
    for button, value in form.buttons or [("", "")]:
        for odd_ones in [*({name} for name in typed), others]:
            data: dict[str, list[str]] = {}
            for field in form.fields:
                sensible = field.value or (SENSIBLE if field.is_typed else "")
                data.setdefault(field.name, []).append(odd if field.name in odd_ones else sensible)
            yield {**data, button: [value]} if button else data


def sent(browser: Client, where: str, odd: str) -> Iterator[tuple[Form, str, HttpResponse]]:
    """Send every form of a page in every odd way, and yield the form, where it went and the answer, then take it back."""
    shown = browser.get(where)
    if shown.status_code != 200 or not shown.get("Content-Type", "").startswith("text/html"):
        return
    for form in forms_of(shown.content.decode()):
        to = urlsplit(form.action).path or where
        if to == "/sign-out/":
            continue
        for data in sendings(form, odd):
            with transaction.atomic():
                yield form, to, (browser.post if form.method == "post" else browser.get)(to, data)
                transaction.set_rollback(True)


def unanswered(browser: Client, where: str, odd: str) -> list[str]:
    """Return which sendings of a page's forms end in a fault of ours."""
    return [
        f"{form.method} {to} of {where}: {answer.exc_info[1]!r:.200}"
        for form, to, answer in sent(browser, where, odd)
        if answer.status_code >= 500
    ]


@pytest.mark.postgres  # SQLite keeps words of any length and numbers of any size: PostgreSQL refuses whatever a form lets through
@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_every_form_answers(odd, browser, everything):
    pages = [
        filled(address, everything.parts)
        for address in addresses()
        if address.is_page or address.is_of_a_place
    ]

    assert [fault for where in pages for fault in unanswered(browser, where, odd)] == []


class TestTheRegistersForm:
    @pytest.mark.parametrize("seen", ["", "1", "1|/", "one|/||", "²|/||"])
    def test_answers_where_what_was_seen_is_not_what_a_page_gave(self, seen, browser, everything):
        pupil, group = everything.parts["pupil_id"], everything.parts["group_id"]
        where = f"/schools/{everything.school.pk}/registers/{group}/2026-11-20/am/"
        answer = browser.post(where, {f"s{pupil}": seen, f"c{pupil}": "/", "do": "save"})
        assert answer.status_code == 302


class TestWordsTooLongToKeep:
    def test_are_refused_alike_on_every_database(self, browser, everything):
        where = (
            f"/schools/{everything.school.pk}/pupils/{everything.parts['pupil_id']}/entries/2026-11-20/am/"
        )
        answer = browser.post(where, {"code": "I", "reason": "so long " * 100, "key": "long"})
        assert answer.status_code == 422
        assert "at most 300 are kept" in answer.content.decode()
        assert not AttendanceEntry.objects.exists()


class TestACharacterThatNoTextHolds:
    def test_is_refused_before_any_page_reads_it(self, browser, everything):
        for answer in (
            browser.get(f"/schools/{everything.school.pk}/audit/", {"who": "before\0after"}),
            browser.post(f"/schools/{everything.school.pk}/gate/", {"note": "before\0after"}),
        ):
            assert answer.status_code == 400
            assert "Nothing was changed" in answer.content.decode()


class TestTheAdmissionForm:
    @pytest.mark.parametrize(
        ("sent", "parents"), [("7", 7), (str(MOST_PARENTS + 1), MOST_PARENTS), ("9" * 30, 1)]
    )
    def test_asks_for_no_more_parents_than_a_child_has(self, sent, parents):
        assert AdmitForm({"parents": sent}).parents == parents
