"""Everyone who signs in, with their roles; and the professionals outside who work with pupils."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.hashers import make_password

from onroll.service.access.actions import give_role, make_user
from onroll.service.access.models import User
from onroll.service.demo.children import Population
from onroll.service.demo.staff import Partner, StaffPerson
from onroll.service.demo.writing.known import DEMO, Known
from onroll.service.people.models import PartnerLink, PartnerProfessional, StaffMember

#: Everyone's; the sign-in page of a demo takes it, and one click besides.
PASSWORD = "tarnshire-demo"  # noqa: S105 - printed for whoever starts the demo


def write_staff(
    staff: list[StaffPerson],
    ids: dict[str, int],
    groups: dict[tuple[str, str], int],
    *,
    first_day: dt.date,
    now: dt.datetime,
) -> None:
    """Make every person's account, role and place on the staff."""
    members: list[StaffMember] = []
    for person in staff:
        user = make_user(
            username=person.username, name=person.name, email=person.email, is_demo=True, by=DEMO, now=now
        )  # fmt: skip
        if person.days is None:
            _give(user, person, ids, groups, first_day, now)
        members.append(
            StaffMember(
                user=user,
                school_id=ids[person.place] if person.place_kind in {"school", "group"} else None,
                title=person.title,
                surname=person.surname,
                forename=person.forename,
                email=person.email,
                staff_ref=f"S{len(members) + 1:03}",
                first_day=first_day,
            )
        )
    StaffMember.objects.bulk_create(members)
    # One hash for all: a hash that is slow to make is slow 160 times over, and the password is no secret.
    User.objects.filter(is_demo=True).update(password=make_password(PASSWORD))


def give_inspection(staff: list[StaffPerson], ids: dict[str, int], *, now: dt.datetime) -> None:
    """Give the inspector a fortnight from this day on, where the last one has run out."""
    for person in staff:
        if person.days is not None:
            user = User.objects.get(username=person.username)
            last = user.roles_held.order_by("-last_day").first()
            if last is None or (last.last_day is not None and last.last_day < now.date()):
                first, last_day = now.date(), now.date() + dt.timedelta(days=person.days - 1)
                give_role(
                    user=user, role=person.role, first_day=first, last_day=last_day, by=DEMO, now=now, school_id=ids[person.place]
                )  # fmt: skip


def _give(
    user: User,
    person: StaffPerson,
    ids: dict[str, int],
    groups: dict[tuple[str, str], int],
    first_day: dt.date,
    now: dt.datetime,
) -> None:
    over = groups[person.place, person.group] if person.place_kind == "group" else ids[person.place]
    give_role(
        user=user,
        role=person.role,
        title=person.role_title,
        first_day=first_day,
        by=DEMO,
        now=now,
        **{f"{person.place_kind}_id": over},  # type: ignore[arg-type] # the five kinds of place
    )


def write_partners(partners: list[Partner], authority_id: int, population: Population, known: Known) -> None:
    """Make the partner professionals and their links to the pupils they work with."""
    rows = [
        PartnerProfessional(
            authority_id=authority_id, name=one.name, role=one.role, organisation=one.organisation, email=one.email, telephone=one.telephone
        )
        for one in partners
    ]  # fmt: skip
    PartnerProfessional.objects.bulk_create(rows)
    links = []
    for child in population.children:
        marked = {kind: first for kind, first, _ in child.markers}
        for kind in ("social worker", "youth justice", "looked after"):
            if kind in marked and child.number in known.pupils:
                able = [row for row, one in zip(rows, partners, strict=True) if kind in one.works_with]
                chosen = able[child.family.number % len(able)]
                links.append(
                    PartnerLink(
                        pupil_id=known.pupils[child.number], professional=chosen, first_day=marked[kind]
                    )
                )
    PartnerLink.objects.bulk_create(links)
