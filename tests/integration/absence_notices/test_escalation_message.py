"""The safeguarding lead has an email when an absence is put to them; it names nobody, and goes once."""

from __future__ import annotations

import pytest

from onroll.service.absence_follow_up.actions.stepping import escalate
from onroll.service.correspondence.models import Message
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.factories.registers import AClass

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def oak(db):
    oak = AClass()
    oak.take("/", "N")
    a_user("safeguarding_lead", school=oak.school, name="Mrs D. Example", email="lead@schools.example.org")
    return oak


def tell(oak, **others):
    return escalate(
        school_id=oak.school.pk,
        pupil_id=oak.callum.pk,
        date=MONDAY,
        why="Nobody reached",
        by=oak.officer,
        now=at(10, 30),
        **others,
    )


def test_is_written_to_and_told_no_name(oak):
    tell(oak)
    (message,) = Message.objects.all()
    assert (message.address, message.pupil) == ("lead@schools.example.org", None)
    assert "Mx A. Example has put a pupil’s absence to you" in message.body
    assert "Callum" not in message.subject + message.body


def test_goes_once_where_the_form_is_sent_twice(oak):
    for _ in range(2):
        tell(oak, key="one")
    assert Message.objects.count() == 1


def test_goes_again_for_another_absence(oak):
    tell(oak, key="one")
    tell(oak, key="two")
    assert Message.objects.count() == 2


def test_is_not_written_to_a_lead_of_another_school_or_without_an_address(oak):
    from onroll.service.access.models import User
    from tests.factories.organisations import a_school

    User.objects.update(email="")
    a_user("safeguarding_lead", school=a_school(), email="elsewhere@schools.example.org")
    tell(oak)
    assert not Message.objects.exists()
