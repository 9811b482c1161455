"""Staff, their accounts and the roles they hold. An account made here has no password: its person is invited."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from onroll.law.school_time import AcademicYear
from onroll.service.access.actions.accounts import make_user
from onroll.service.access.actions.roles import end_role, give_role
from onroll.service.access.actor import Actor
from onroll.service.access.models import RoleHeld, User
from onroll.service.exchange.assessing import Assessment
from onroll.service.exchange.comparison import Change
from onroll.service.exchange.judging.rows import Record
from onroll.service.exchange.landing.refusal import refusing_by_row
from onroll.service.exchange.landing.schools import Groups
from onroll.service.exchange.writing.record import own_ref
from onroll.service.organisations.models import School
from onroll.service.people.models import StaffMember

_PERSON = ("title", "surname", "forename", "email")


def land_staff(found: Assessment, school: School, groups: Groups, *, by: Actor, now: dt.datetime) -> None:
    """Make people and give them roles; bring names, addresses and last days up to date."""
    compared = found.comparisons.get("staff")
    if compared is None:
        return
    file, landing = found.judged["staff"].file, _Landing(school, groups, by, now)
    for record in compared.new:
        with refusing_by_row(file, record.row):
            person = landing.person(record)
            if record["role"]:
                landing.give(person, record)
    for change in compared.changed:
        with refusing_by_row(file, change.record.row):
            landing.change(change)


class _Landing:
    """One file of staff on its way in."""

    def __init__(self, school: School, groups: Groups, by: Actor, now: dt.datetime) -> None:
        self.school, self.groups, self.by, self.now = school, groups, by, now
        self.people = {
            person.staff_ref or own_ref(person.pk): person
            for person in StaffMember.objects.filter(school=school).select_related("user")
        }
        self.usernames = set(User.objects.values_list("username", flat=True))

    def person(self, record: Record) -> StaffMember:
        """Return a person by their id in the file, made where they are not on record."""
        ref = record["staff_ref"]
        person = self.people.get(ref)
        if person is None:
            person = self.people[ref] = StaffMember.objects.create(
                school=self.school,
                staff_ref=ref,
                first_day=record["first_day"] or self._first_day(),
                last_day=None if record["role"] else record["last_day"],
                **{name: record[name] or "" for name in _PERSON},
            )
        return person

    def give(self, person: StaffMember, record: Record) -> None:
        """Give the role of a row."""
        first_day = record["first_day"] or self._first_day()
        group = (
            self.groups.on(record["registration_group"], first_day) if record["registration_group"] else None
        )
        give_role(
            user=self._user(person),
            role=record["role"],
            first_day=first_day,
            last_day=record["last_day"],
            group_id=group.pk if group else None,
            school_id=None if group else self.school.pk,
            by=self.by,
            now=self.now,
        )

    def change(self, change: Change) -> None:
        """Bring a person, or the last day of their role, up to what a row says."""
        record = change.record
        person = self.people[change.before["staff_ref"]]
        fields = [name for name in _PERSON if name in change.columns]
        for name in fields:
            setattr(person, name, record[name])
        if "last_day" in change.columns and not record["role"]:
            person.last_day = record["last_day"]
            fields.append("last_day")
        if fields:
            person.save(update_fields=fields)
        if "last_day" in change.columns and record["role"]:
            self._end_role(person, change)

    def _end_role(self, person: StaffMember, change: Change) -> None:
        held = RoleHeld.objects.get(
            user=person.user,
            role=change.before["role"],
            first_day=change.before["first_day"],
            **(
                {"group__name": group, "group__school": self.school}
                if (group := change.before["registration_group"])
                else {"school": self.school}
            ),
        )
        if change.record["last_day"]:
            end_role(role_held_id=held.pk, last_day=change.record["last_day"], by=self.by, now=self.now)

    def _user(self, person: StaffMember) -> User:
        if person.user is None:
            person.user = make_user(
                username=self._username(person),
                name=str(person),
                email=person.email,
                school_id=self.school.pk,
                by=self.by,
                now=self.now,
            )
            person.save(update_fields=["user"])
        return person.user

    def _username(self, person: StaffMember) -> str:
        """Return a username nobody has: initial and surname, with the school's number and more where that is taken."""
        plain = unicodedata.normalize(
            "NFKD", f"{person.forename[:1]}.{person.surname}" if person.forename else person.surname
        )
        stem = re.sub(r"[^a-z0-9.-]", "", plain.lower()).strip(".-") or "staff"
        for number in range(1, 10_000):
            username = stem[:60] if number == 1 else f"{stem[:60]}{number}"
            if len(username) > 1 and username not in self.usernames:
                self.usernames.add(username)
                return username
        return f"{stem[:40]}-{person.pk}"

    def _first_day(self) -> dt.date:
        return AcademicYear.of(self.now.date()).first_day
