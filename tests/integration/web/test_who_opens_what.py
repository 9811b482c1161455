"""Whoever may not open a page is told who could. That nobody else opens it is held by test_every_page_every_role."""

from __future__ import annotations

import pytest

from onroll.service.access.permissions import Permission
from onroll.service.access.roles import ROLES
from tests.factories.access import a_user

pytestmark = pytest.mark.django_db


class TestTheRefusal:
    def test_names_the_roles_that_could(self, a_class, browse):
        teacher = a_user("teacher", group=a_class.group)
        answer = browse(teacher).get(f"/schools/{a_class.school.pk}/gate/")
        assert answer.status_code == 403
        for role in ROLES.values():
            named = Permission.ARRIVAL_RECORD in role.permissions and bool(role.scopes & {"school", "group"})
            assert (f"<li>{role.title}</li>" in answer.content.decode()) == named
