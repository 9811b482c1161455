"""Every page tried as every role: what opens it is what the page says, and nothing else."""

from __future__ import annotations

import re

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from onroll.service.access.permissions import Permission
from onroll.service.access.roles import ROLES
from onroll.service.web.pages import Page, Reach
from tests.factories.access import a_user
from tests.factories.moments import MONDAY
from tests.factories.registers import AClass

pytestmark = pytest.mark.django_db

#: Addresses of a school that are not made by @page, and why.
NOT_PAGES: dict[str, str] = {}


def school_patterns(patterns=None, prefix: str = ""):
    """Yield every address under /schools/<id>/ with its view."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from school_patterns(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern) and route.startswith("schools/<int:school_id>/"):
            yield route, pattern.callback


def address(route: str, a_class: AClass) -> str:
    """Fill an address in; an id of something there is none of stands for the rest."""
    values = {
        "school_id": a_class.school.pk,
        "group_id": a_class.group.pk,
        "pupil_id": a_class.amina.pk,
        "date": MONDAY.isoformat(),
        "session": "am",
    }
    return "/" + re.sub(r"<(\w+):(\w+)>", lambda found: str(values.get(found[2], _stand_in(found[1]))), route)


def _stand_in(converter: str) -> str:
    return {"int": "999999", "day": MONDAY.isoformat(), "half": "am"}.get(converter, "none")


ROUTES = sorted(school_patterns(), key=lambda pair: pair[0])


@pytest.mark.parametrize(("route", "view"), ROUTES, ids=[route for route, _ in ROUTES])
class TestEveryPageOfASchool:
    def test_says_what_opens_it(self, route, view):
        assert isinstance(getattr(view, "page", None), Page) or route in NOT_PAGES

    def test_sends_a_stranger_to_sign_in(self, route, view, a_class, client):
        answer = client.get(address(route, a_class))
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/sign-in/")

    def test_does_not_exist_for_another_schools_head(self, route, view, a_class, browse):
        stranger = a_user("head", school=AClass().school)
        assert browse(stranger).get(address(route, a_class)).status_code == 404

    def test_opens_to_the_roles_that_may_and_to_no_other(self, route, view, a_class, browse):
        opens = view.page
        wrong = []
        for role in ROLES.values():
            if not role.scopes & {"school", "group"}:
                continue
            over = {"group": a_class.group} if "group" in role.scopes else {"school": a_class.school}
            answer = browse(a_user(role.key, **over)).get(address(route, a_class))
            if (answer.status_code == 403) == self._may(role, opens):
                wrong.append((role.key, answer.status_code))
        assert not wrong

    @staticmethod
    def _may(role, opens: Page) -> bool:
        reaches = "school" in role.scopes or opens.reach is not Reach.SCHOOL
        return opens.permission in role.permissions and reaches


class TestTheRefusal:
    def test_names_the_roles_that_could(self, a_class, browse):
        teacher = a_user("teacher", group=a_class.group)
        answer = browse(teacher).get(f"/schools/{a_class.school.pk}/gate/")
        assert answer.status_code == 403
        for role in ROLES.values():
            named = Permission.ARRIVAL_RECORD in role.permissions and bool(role.scopes & {"school", "group"})
            assert (f"<li>{role.title}</li>" in answer.content.decode()) == named
