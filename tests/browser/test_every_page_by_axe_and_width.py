"""Every page is opened once in a browser: axe finds nothing on it, and at 320 px nothing on it scrolls sideways."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.test import Client

from onroll.service import clock
from onroll.service.access.actions.links import make_link
from onroll.service.access.actor import Actor
from onroll.service.access.models import RoleHeld, SignInLink, User
from onroll.service.access.queries import scope_of
from onroll.service.access.roles import ROLES
from onroll.service.parents.models import AccountAccess, AddressProof
from onroll.service.parents.opening import hash_of
from tests.factories.access import PASSWORD, a_user
from tests.project.test_every_page_every_role import PARENTS_OWN, Address, addresses, filled, opens
from tests.support.addresses import NOW, TODAY, OneOfEverything, one_of_everything
from tests.support.browser import DESKTOP, NARROWEST, assert_no_sideways_scroll, axe_violations
from tests.support.doings import what_was_done
from tests.support.passkeys import a_passkey

pytestmark = [pytest.mark.browser, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]

#: Addresses that act only when sent to, or lead to a page that has an address of its own. The second step of signing
#: in, which is a page only between the two, is opened in test_passkeys.
LEADS_ON = {
    "home",
    "account_logout",
    "authority-figures-open",
    "award_give",
    "award_looked_at",
    "award_take_back",
    "contact-details-checked",
    "district-figures-open",
    "duty",
    "end-marker",
    "end-professional",
    "enter_plans",
    "exclusion_cancel",
    "exclusion_shorten",
    "exclusion_step",
    "exclusion_tell",
    "figures_count",
    "figures_open",
    "guests_tell",
    "late_looked_at",
    "late_no_letter",
    "leave_decide",
    "leave_tell",
    "leave_withdraw",
    "lesson_end",
    "lesson_keep",
    "load_term_dates",
    "message-document",
    "medical_health_record",
    "medical_parents",
    "medical_record",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "parent-link",
    "person-account",
    "planned_details",
    "provider_answers",
    "provider_check",
    "provider_link",
    "planned_withdraw",
    "remind",
    "remote_review",
    "resume-group",
    "staff-staying",
    "timetable_agree",
    "timetable_answer",
    "timetable_copy",
    "timetable_end",
    "timetable_parents",
    "timetable_review",
    "timetable_told",
    "timetable_withdraw",
    "trust-figures-open",
}
SET_UP = "set_up_first"
#: Pages of an account that only a parent has; and the secret of the link that was mailed to one.
OF_A_PARENT = ("account_address", "account_close", "account_opened")
MAILED = "mailed"
#: Parts of pages that a script asks for: the page that holds each, and what of one_of_everything() shows it.
PARTS = {
    "changeset-progress": ("changeset", {"changeset_id": "changeset_being_read"}),
    "comparison-progress": ("comparison", {"comparison_id": "comparison_being_compared"}),
}

#: The boxes that scroll sideways though they hold neither a table nor a picture, or that no keyboard reaches.
WRONG_BOXES = """() => [...document.querySelectorAll('body *')].filter(box =>
    ['auto', 'scroll'].includes(getComputedStyle(box).overflowX) && box.scrollWidth > box.clientWidth
    && box.clientWidth > 0 && !(box.querySelector('table, svg')
        && (box.tabIndex >= 0 || box.querySelector('a[href], button, input')))
).map(box => box.outerHTML.slice(0, 160))"""


@dataclass(frozen=True)
class Visitor:
    """Somebody who opens pages, with the cookie of the session they have signed in to."""

    user: User
    cookie: dict[str, str]


@pytest.fixture
def everything(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[[], OneOfEverything]:
    """Give `everything()`: a school with one of everything, and one of everything done there."""
    monkeypatch.setenv("ONROLL_CLOCK_OFFSET", str((NOW - clock.real_now()).total_seconds()))
    monkeypatch.setenv("ONROLL_DATA", str(tmp_path / "data"))

    def make() -> OneOfEverything:
        found = one_of_everything()
        sent_in = tmp_path / "sent in"
        sent_in.mkdir()
        found.parts.update(what_was_done(found, sent_in))
        return found

    return make


@pytest.fixture
def visit(live_server: Any) -> Callable[..., Visitor]:
    """Give `visit(role, place)`: somebody who has signed in and confirmed it with their password."""

    def sign_in(role: str, **place: Any) -> Visitor:
        user = a_user(role, password=PASSWORD, **place)
        client = Client()
        client.post("/sign-in/", {"login": user.username, "password": PASSWORD})
        client.post("/account/confirm/", {"password": PASSWORD})
        name = settings.SESSION_COOKIE_NAME
        return Visitor(user, {"name": name, "value": client.cookies[name].value, "url": live_server.url})

    return sign_in


class Visitors:
    """Who opens which page: the first whose role may."""

    def __init__(self, everything: OneOfEverything, visit: Callable[..., Visitor]) -> None:
        school, authority = {"school": everything.school}, {"authority": everything.school.authority}
        self.parts = {**everything.parts, "pk": 0, "secret": ""}
        self.named = {address.name: address for address in addresses()}
        self.of_the_school = [visit("head", **school), visit("administrator", **school)]
        roles = ("administrator", "data_protection_officer")
        of_authority = [visit(role, **authority) for role in (*roles, "attendance_support_officer")]
        self.over = {
            "authority_id": of_authority,
            "trust_id": [visit(role, trust=everything.trust) for role in (*roles, "trust_lead")],
            "district_id": of_authority,
        }
        self.with_factors = visit("head", **school)
        self.parent = self._a_parent(everything, visit)
        self._give_second_factors()
        self._make_a_link()

    def of(self, address: Address) -> list[Visitor | None]:
        """Return who may open an address, those to try first; None is somebody not signed in."""
        if address.name.startswith(PARENTS_OWN) or address.name in OF_A_PARENT:
            return [self.parent]
        if address.is_page:
            return [one for one in self.of_the_school if self._opens(address, one)][:1]
        kind = next((kind for kind in self.over if kind in address.parts), "")
        if address.is_of_a_place:
            needed = address.view.place_permission
            return [one for one in self.over[kind] if needed in ROLES[self._role(one)].permissions][:1]
        if not address.needs_sign_in:
            return [None]
        return self.over[kind][:1] if kind else [self.of_the_school[0], self.with_factors]

    def where(self, address: Address) -> str:
        """Return the address, about somebody over the place where it is a page of an authority or a trust."""
        over = next((people[1] for kind, people in self.over.items() if kind in address.parts), None)
        if address.name in PARTS:
            whole, shown_by = PARTS[address.name]
            shown = {part: self.parts[name] for part, name in shown_by.items()}
            return filled(self.named[whole], self.parts | shown)
        if address.name == "mailed_link":
            return filled(address, {"secret": MAILED})
        if over is None:
            return filled(address, self.parts)
        held = RoleHeld.objects.get(user=over.user)
        return filled(address, self.parts | {"user_id": over.user.pk, "role_held_id": held.pk})

    def _opens(self, address: Address, visitor: Visitor) -> bool:
        scope = scope_of(visitor.user, on=TODAY)
        return opens(address, address.view.page.permission, scope, self.parts)

    def _role(self, visitor: Visitor) -> str:
        return RoleHeld.objects.get(user=visitor.user).role

    def _a_parent(self, everything: OneOfEverything, visit: Callable[..., Visitor]) -> Visitor:
        """Return a parent who is signed in, with an account joined to the page of their link, and a link mailed to them."""
        visitor = visit("", is_parent=True)
        of = {"school": everything.school, "user": visitor.user}
        access = AccountAccess.objects.create(**of, parent_id=everything.parts["parent_id"], joined_at=NOW)
        self.parts["access_id"] = access.pk
        AddressProof.objects.create(
            **of, purpose="password", email="a@example.org", secret_hash=hash_of(MAILED), made_at=NOW,
            expires_at=NOW + dt.timedelta(days=1),
        )  # fmt: skip
        return visitor

    def _give_second_factors(self) -> None:
        user = self.with_factors.user
        TOTP.activate(user, generate_totp_secret())
        RecoveryCodes.activate(user)
        self.parts["pk"] = a_passkey(user).pk

    def _make_a_link(self) -> None:
        head = self.of_the_school[0].user
        self.parts["secret"] = make_link(
            user=a_user(), purpose=SignInLink.Purpose.INVITATION, school_id=None, now=clock.real_now(),
            by=Actor(head.pk, head.name, "head", scope_of(head, on=TODAY)),
        )  # fmt: skip


@dataclass
class Walk:
    """One browser, led from page to page."""

    page: Any
    base: str

    def answer_to(self, where: str, visitor: Visitor | None) -> tuple[int, str]:
        """Ask for an address as a visitor; return the status and what kind of content came."""
        self.page.context.clear_cookies()
        if visitor is not None:
            self.page.context.add_cookies([visitor.cookie])
        answer = self.page.context.request.get(self.base + where, max_redirects=0)
        return answer.status, answer.headers.get("content-type", "")

    def faults_of(self, where: str) -> list[str]:
        """Open a page wide for axe and then narrow; return what is wrong with it."""
        self.page.set_viewport_size(DESKTOP)
        self.page.goto(where)
        faults = [str(found) for found in axe_violations(self.page)]
        self.page.set_viewport_size(NARROWEST)
        try:
            assert_no_sideways_scroll(self.page)
        except AssertionError as wide:
            faults.append(str(wide))
        faults += [f"scrolls sideways: {box}" for box in self.page.evaluate(WRONG_BOXES)]
        return faults

    def leave(self) -> None:
        """Leave a page that shows progress, which would go on asking for it as whoever comes next.

        Others are left for the next page: from a blank one the browser begins a process anew for each.
        """
        self.page.goto("about:blank")


#: The walk takes minutes: in parts, it is shared among those that run the tests.
PARTS_OF_THE_WALK = 4


@pytest.mark.parametrize("part", range(PARTS_OF_THE_WALK))
def test_every_page_is_accessible_and_fits_the_narrowest_phone(part, everything, visit, browse, live_server):
    walk = Walk(browse(), live_server.url)
    mine = addresses()[part::PARTS_OF_THE_WALK]
    names = {address.name for address in mine}
    wrong, opened, led_on, unopened = [], [], set(), {}
    if SET_UP in names:
        # The page that makes the first account is there only while there is none.
        before_anybody = next(address for address in mine if address.name == SET_UP)
        assert walk.answer_to(filled(before_anybody, {}), None)[0] == 200
        wrong += walk.faults_of(filled(before_anybody, {}))
        opened.append(SET_UP)

    visitors = Visitors(everything(), visit)
    for address in mine:
        where = visitors.where(address)
        for visitor in visitors.of(address):
            status, content = walk.answer_to(where, visitor)
            if status == 200:
                break
        if status == 200 and content.startswith("text/html"):
            opened.append(address.name)
            wrong += [f"{where} ({address.name}): {fault}" for fault in walk.faults_of(where)]
            if address.name in PARTS or address.name in {whole for whole, _ in PARTS.values()}:
                walk.leave()
        elif status == 302:
            led_on.add(address.name)
        elif status not in {200, 405} and address.name != SET_UP:
            unopened[address.name] = status

    assert not wrong, "\n".join(wrong)
    assert not unopened
    assert led_on == LEADS_ON & names
    assert len(opened) > len(mine) / 3


def test_what_leads_on_is_there():
    assert {address.name for address in addresses()} >= LEADS_ON
