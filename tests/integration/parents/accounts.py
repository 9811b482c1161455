"""What tests of parents' accounts share: an account made as a parent makes one, and the links that were mailed."""

from __future__ import annotations

import re

from django.test import Client

from onroll.service.access.models import User
from onroll.service.correspondence.models import Message, MessageSettings
from onroll.service.correspondence.sealed_links import body_as_sent
from onroll.service.organisations.models import School
from onroll.service.parents.actions.accounts import ask_for_account, make_account
from onroll.service.parents.actions.links import make_parent_link
from onroll.service.people.models import Parent
from tests.factories.moments import at
from tests.factories.organisations import a_school
from tests.factories.people import a_pupil_on_roll, an_actor
from tests.integration.leave_of_absence.conftest import parent
from tests.integration.parents.conftest import AHousehold

EMAIL, PASSWORD = "a.begum@example.org", "three made-up words"


def link_of(secret: str) -> str:
    """Return how a mailed link is written."""
    return f"https://onroll.example.org/sign-in/address/{secret}/"


def let_it_mail(household: AHousehold) -> None:
    """Let the school send its emails by its own mail server."""
    MessageSettings.objects.update_or_create(school=household.school, defaults={"email_by": "smtp"})


def mailed_secret() -> str:
    """Return the secret of the link that was mailed last, as it left."""
    found = re.search(r"/sign-in/address/([^/\s]+)/", body_as_sent(Message.objects.latest("pk")))
    assert found
    return found[1]


def an_account(household: AHousehold, of: Parent, email: str = EMAIL) -> User:
    """Make a parent's account by their link and by the link that is mailed."""
    let_it_mail(household)
    ask_for_account(secret=household.secret(of), email=email, link_of=link_of, now=at(12))
    return make_account(secret=mailed_secret(), password=PASSWORD, now=at(12))


def another_school() -> tuple[School, str]:
    """Make a second school with a child of the same mother, Dora; return it and the secret of her link there."""
    school = a_school("Pelham Secondary School", meets=False)
    dora = a_pupil_on_roll(school, None, "Dora", "Begum")
    mother = parent("Begum", "mother", dora, lives_with=True)
    officer = an_actor("attendance_officer", school)
    return school, make_parent_link(school_id=school.pk, parent_id=mother.pk, by=officer, now=at(7))


def signed_in(user: User) -> Client:
    """Return a browser in which somebody is signed in."""
    client = Client()
    client.force_login(user)
    return client
