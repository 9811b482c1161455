"""Every address is opened, and sent to, as every role: the permission a page declares decides, and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.access.queries import scope_of
from onroll.service.access.roles import ROLES
from onroll.service.web.pages import Reach
from tests.factories.access import a_user
from tests.factories.organisations import a_school
from tests.support.addresses import NOT_THERE, NOW, TODAY, one_of_everything

#: Addresses that are no page of a school: whom they are for, and why no permission opens them.
EVERYONE_SIGNED_IN = {
    "home": "sends each person to their own home",
    "law": "lists the codes and rules of the law, which are everyone's",
    "law_code": "explains one code",
    "law_provisions": "lists the provisions of the law, which are everyone's",
    "law_rule": "explains one rule",
    "law_which_code": "asks which code fits, of nobody in particular",
    "authority": "shows the schools within reach, and is not there without any",
    "trust": "shows the schools within reach, and is not there without any",
}
OWN_ACCOUNT = ("account", "mfa_", "usersessions_")
#: Addresses that open to a parent's own account, and are not there for anybody else.
PARENTS_OWN = "children"
WIDER = {"authority", "trust", "district"}


#: Between them they open every page and are refused every page. What a role may is the same on either database, so the others ask SQLite alone:
#: what PostgreSQL's row-level security adds is asked with these.
ON_BOTH_DATABASES = {
    "head",
    "administrator",
    "teacher",
    "attendance_support_officer",
    "trust_lead",
    "data_protection_officer",
}
every_role = pytest.mark.parametrize(
    "role",
    [
        role if role in ON_BOTH_DATABASES else pytest.param(role, marks=pytest.mark.one_database)
        for role in ROLES
    ],
)


@dataclass(frozen=True)
class Address:
    """One address of the service: its name, its view, and the parts to fill."""

    name: str
    view: Any
    parts: tuple[str, ...]

    @property
    def is_page(self) -> bool:
        return hasattr(self.view, "page")

    @property
    def is_of_a_place(self) -> bool:
        """Say whether it is a page of an authority or a trust itself."""
        return hasattr(self.view, "place_permission")

    @property
    def needs_sign_in(self) -> bool:
        return getattr(self.view, "login_required", True)


def addresses() -> list[Address]:
    def within(patterns: list, held: tuple[str, ...] = ()) -> Iterator[Address]:
        for pattern in patterns:
            parts = (*held, *pattern.pattern.converters)
            if isinstance(pattern, URLPattern):
                yield Address(pattern.name or "", pattern.callback, parts)
            else:
                yield from within(pattern.url_patterns, parts)

    return list(within(get_resolver().url_patterns))


@pytest.fixture
def _a_school_morning(monkeypatch):
    offset = NOW - clock.real_now()
    monkeypatch.setenv("ONROLL_CLOCK_OFFSET", str(offset.total_seconds()))


@pytest.fixture
def everything(db, _a_school_morning):
    return one_of_everything()


def someone_with(role: str, everything):
    """Make someone who holds a role over the school: over its class, itself, its trust or its authority."""
    scopes = ROLES[role].scopes
    where = (
        {"group": everything.group}
        if "group" in scopes
        else {"school": everything.school}
        if "school" in scopes
        else {"trust": everything.trust}
        if "trust" in scopes
        else {"authority": everything.school.authority}
    )
    return a_user(role, last_day=TODAY, is_demo=True, **where)


def filled(address: Address, parts: dict[str, Any]) -> str:
    missing = set(address.parts) - parts.keys()
    assert not missing, (
        f"Say in tests/support/addresses.py what fills {missing} in the address of {address.name}."
    )
    return reverse(address.name, kwargs={name: parts[name] for name in address.parts})


def opens(address: Address, permission: Permission, scope, parts: dict[str, Any]) -> bool:
    page = address.view.page
    if page.reach is Reach.SOMEWHERE:
        return scope.may_somewhere(permission, school_id=parts["school_id"])
    group_id = parts.get("group_id") if page.reach is Reach.GROUP and "group_id" in address.parts else None
    return scope.may(permission, school_id=parts["school_id"], group_id=group_id)


def by_the_table_of_roles(address: Address, permission: Permission, role: str) -> bool:
    """Say without a scope whether a role over the school, or over its class, opens a page."""
    reaches = "group" not in ROLES[role].scopes or address.view.page.reach is not Reach.SCHOOL
    return permission in ROLES[role].permissions and reaches


class TestEveryAddress:
    def test_is_a_page_or_one_of_the_few_that_need_no_permission(self):
        unexplained = [
            address.name
            for address in addresses()
            if not (address.is_page or address.is_of_a_place)
            and address.needs_sign_in
            and address.name not in EVERYONE_SIGNED_IN
            and not address.name.startswith((*OWN_ACCOUNT, PARENTS_OWN))
        ]

        assert not unexplained

    def test_of_a_school_is_a_page_that_says_what_opens_it(self):
        of_a_school = [address for address in addresses() if "school_id" in address.parts]
        assert of_a_school
        assert [address.name for address in of_a_school if not address.is_page] == []

    def test_has_a_name(self):
        assert all(address.name for address in addresses())

    def test_sends_whoever_is_not_signed_in_to_sign_in(self, client, everything):
        for address in addresses():
            if address.needs_sign_in:
                for answer in (
                    client.get(filled(address, everything.parts | {"pk": 1})),
                    client.post(filled(address, everything.parts | {"pk": 1})),
                ):
                    assert answer.status_code == 302, address.name
                    assert answer["Location"].startswith("/sign-in/?next="), address.name


@every_role
class TestEveryPage:
    def test_opens_to_the_roles_that_may_and_to_no_other(self, role, everything):
        person = someone_with(role, everything)
        scope = scope_of(person, on=TODAY)
        client = Client(raise_request_exception=True)
        client.force_login(person)
        wrong = []
        for address in addresses():
            if not address.is_page:
                continue
            where = filled(address, everything.parts)
            page = address.view.page
            for method, permission in (("get", page.permission), ("post", page.to_send)):
                status = getattr(client, method)(where).status_code
                may = opens(address, permission, scope, everything.parts)
                if may != by_the_table_of_roles(address, permission, role):
                    wrong.append(f"{where} ({address.name}): the scope says other than the table of roles")
                allowed = {200, 302, 400, 405, 409, 410, 422} | (
                    {404} if NOT_THERE & set(address.parts) or method == "post" else set()
                )
                if (status not in allowed) if may else (status not in {403, 405}):
                    wrong.append(
                        f"{method} {where} ({address.name}): {status}, and the role {'may' if may else 'may not'}"
                    )

        assert not wrong, "\n".join(wrong)

    def test_of_another_school_is_not_there(self, role, everything):
        person = someone_with(role, everything)
        elsewhere = a_school(
            "Wenlow Junior School",
            authority=None if not ROLES[role].scopes & WIDER else _another_authority(),
            meets=False,
        )
        client = Client()
        client.force_login(person)

        statuses = {
            address.name: client.get(
                filled(address, everything.parts | {"school_id": elsewhere.pk})
            ).status_code
            for address in addresses()
            if address.is_page
        }

        assert set(statuses.values()) == {404}, statuses


class TestAParentsAccount:
    def test_opens_no_page_of_a_schools_people(self, everything):
        client = Client()
        client.force_login(a_user(is_parent=True))
        not_theirs = [
            address
            for address in addresses()
            if address.is_page
            or address.is_of_a_place
            or address.name in EVERYONE_SIGNED_IN.keys() - {"home"}
            or address.name in ("account_calendar", "account_digest")
        ]
        opened = [
            f"{method} {where}: {status}"
            for address in not_theirs
            for method in ("get", "post")
            if (status := getattr(client, method)(where := filled(address, everything.parts)).status_code)
            != 404
        ]

        assert len(not_theirs) > 200
        assert not opened

    def test_is_led_to_the_parents_own_page(self, everything):
        client = Client()
        client.force_login(a_user(is_parent=True))
        assert client.get("/").headers["Location"] == "/children/"

    def test_alone_opens_what_is_a_parents_own(self, everything):
        own = [address for address in addresses() if address.name.startswith(PARENTS_OWN)]
        opened = []
        for role in ROLES:
            client = Client()
            client.force_login(someone_with(role, everything))
            for address in own:
                status = client.get(filled(address, everything.parts)).status_code
                if status not in (404, 410):
                    opened.append(f"{role} {address.name}: {status}")

        assert len(own) > 8
        assert not opened


@pytest.mark.parametrize("kind", ["trust", "authority", "district"])
@every_role
class TestEveryPageOfATrustOrAuthority:
    def test_opens_to_the_roles_that_may_over_it_and_to_no_other(self, role, kind, everything):
        school = everything.school
        body = {"trust": everything.trust, "authority": school.authority, "district": school.district}[kind]
        over_it = kind in ROLES[role].scopes
        place = {kind: body} if over_it else {"school": everything.school}
        person = a_user(role, last_day=TODAY, is_demo=True, **place)
        client = Client()
        client.force_login(person)
        wrong = []
        for address in addresses():
            if not address.is_of_a_place or f"{kind}_id" not in address.parts:
                continue
            where = filled(address, everything.parts | {"user_id": person.pk})
            may = over_it and address.view.place_permission in ROLES[role].permissions
            allowed = {200, 302, 422} if may else {403} if over_it else {404}
            for method in ("get", "post"):
                status = getattr(client, method)(where).status_code
                if status not in allowed:
                    wrong.append(f"{method} {where} ({address.name}): {status} and not {allowed}")

        assert not wrong, "\n".join(wrong)


def _another_authority():
    from tests.factories.organisations import an_authority

    return an_authority("Otherwhere")
