"""What stops a school starting its registers: small questions of the set-up, each listed at the end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet

from onroll.identifiers import NotThatNumber, read_upn
from onroll.law.admission_register import CONTENTS, EMERGENCY_CONTACTS_ADVISED, ENTERED_BY
from onroll.law.citation import Citation
from onroll.law.entry_faults import SCHOOL_DAY
from onroll.law.instruments import ONROLL, WORKING_TOGETHER_2024
from onroll.law.plain_words import counted, day_in_words
from onroll.law.register_cover import EVERY_PUPIL_ON_ROLL, attendance_register_is_kept
from onroll.law.session_times import TAKEN_AT_THE_BEGINNING
from onroll.service.access.models import RoleHeld
from onroll.service.access.permissions import Permission
from onroll.service.access.roles import ROLES
from onroll.service.access.scope import Scope
from onroll.service.admission_register.models import Boarding, Enrolment
from onroll.service.organisations.models import RegistrationGroup, SchoolSession, SessionTimes
from onroll.service.people.models import (
    ContactDetail,
    Pupil,
    RegistrationGroupMembership,
    Relationship,
    YearGroupMembership,
)

#: A calendar that ends sooner than this wants its next term.
CALENDAR_RUNS_OUT = dt.timedelta(days=28)
CHAMPION = WORKING_TOGETHER_2024.at("senior attendance champion")
TELEPHONES = (ContactDetail.Kind.MOBILE, ContactDetail.Kind.TELEPHONE)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that stops a school starting, or soon will: what, why, the cure and the page it is mended on.

    `stops` is False for what can wait. `pupil_ids` and `groups` name those concerned.
    """

    name: str
    what: str
    why: str
    cure: str
    page: str
    citation: Citation
    stops: bool = True
    pupil_ids: tuple[int, ...] = ()
    groups: tuple[str, ...] = ()


@dataclass
class SetUp:
    """The facts of a school's set-up on a day, each loaded once."""

    school_id: int
    today: dt.date

    @cached_property
    def sessions_ahead(self) -> list[dt.date]:
        """The days from today on when the school meets."""
        rows = SchoolSession.objects.filter(
            school_id=self.school_id, date__gte=self.today, kind=SchoolSession.Kind.SCHOOL
        )
        return sorted(set(rows.values_list("date", flat=True)))

    @cached_property
    def groups(self) -> dict[int, str]:
        """The registration groups that run today or will."""
        rows = RegistrationGroup.objects.filter(self._runs(), school_id=self.school_id).order_by("name")
        return dict(rows.values_list("pk", "name"))

    @cached_property
    def pupils(self) -> dict[int, Pupil]:
        """The pupils on roll, or with a starting day to come."""
        spells = Enrolment.objects.filter(self._runs(), school_id=self.school_id)
        rows = Pupil.objects.filter(pk__in=spells.values("pupil"))
        return {row.pk: row for row in rows.only("pk", "upn")}

    @cached_property
    def roles(self) -> list[tuple[int, str, int | None]]:
        """Who holds a role in the school today: person, role, and group where it is over one."""
        rows = RoleHeld.objects.filter(
            self._runs(), Q(school_id=self.school_id) | Q(group__school_id=self.school_id)
        ).filter(first_day__lte=self.today)
        return list(rows.values_list("user_id", "role", "group_id"))

    def without(
        self, memberships: QuerySet[RegistrationGroupMembership] | QuerySet[YearGroupMembership]
    ) -> tuple[int, ...]:
        """Return the pupils who are in none of some memberships, today or to come."""
        placed = set(memberships.filter(self._runs()).values_list("pupil_id", flat=True))
        return tuple(sorted(set(self.pupils) - placed))

    @cached_property
    def numbers(self) -> dict[int, int]:
        """How many people each pupil has who can be telephoned in an emergency."""
        rows = Relationship.objects.filter(
            self._runs(),
            pupil_id__in=self.pupils,
            contact_order__isnull=False,
            parent__contact_details__kind__in=TELEPHONES,
            parent__contact_details__last_day__isnull=True,
        )
        found = dict.fromkeys(self.pupils, 0)
        for pupil_id, _ in rows.values_list("pupil_id", "parent_id").distinct():
            found[pupil_id] += 1
        return found

    @cached_property
    def boarders(self) -> set[int]:
        """The pupils on roll who board, whom the attendance register leaves out."""
        rows = Boarding.objects.filter(self._runs(), school_id=self.school_id)
        return set(rows.values_list("enrolment__pupil_id", flat=True)) & set(self.pupils)

    @cached_property
    def needs_register(self) -> bool:
        """Whether the school must have an attendance register: not where every pupil boards."""
        return attendance_register_is_kept(pupils=len(self.pupils), boarders=len(self.boarders)).met is True

    def _runs(self) -> Q:
        return Q(last_day__isnull=True) | Q(last_day__gte=self.today)


def no_session_times(set_up: SetUp) -> Obstacle | None:
    """Nobody can say when a register opens."""
    if not set_up.needs_register or SessionTimes.objects.filter(school_id=set_up.school_id).exists():
        return None
    return Obstacle(
        "no_session_times",
        "The school has no session times.",
        "A register is taken at the beginning of the morning and once in the afternoon, so it has to open and close."
        if not set_up.sessions_ahead
        else "Days already in the calendar have their own, but none can be added or moved.",
        "Set when sessions start and end, and when their registers open and close.",
        "session_times",
        TAKEN_AT_THE_BEGINNING,
        stops=not set_up.sessions_ahead,
    )


def no_calendar(set_up: SetUp) -> Obstacle | None:
    """There is no session to take a register of, or soon will be none."""
    if not set_up.needs_register:
        return None
    if set_up.sessions_ahead and set_up.sessions_ahead[-1] - set_up.today >= CALENDAR_RUNS_OUT:
        return None
    ends = f"The calendar ends on {day_in_words(set_up.sessions_ahead[-1])}." if set_up.sessions_ahead else ""
    return Obstacle(
        "no_calendar",
        ends or "The calendar holds no session from today on.",
        "Registers are taken for the sessions the calendar holds.",
        "Lay your authority's term dates over it, or add the school's own days.",
        "term_dates",
        SCHOOL_DAY,
        stops=not set_up.sessions_ahead,
    )


def no_groups(set_up: SetUp) -> Obstacle | None:
    """There is no register, for there is no group to take it of."""
    if set_up.groups or not set_up.needs_register:
        return None
    return Obstacle(
        "no_groups",
        "The school has no registration groups.",
        "A register is taken of a group.",
        "Import the school's files, or make the groups.",
        "groups",
        EVERY_PUPIL_ON_ROLL,
    )


def groups_without_teacher(set_up: SetUp) -> Obstacle | None:
    """Nobody will be asked to take a group's register."""
    taught = {group_id for _, _, group_id in set_up.roles if group_id}
    left = tuple(name for group_id, name in set_up.groups.items() if group_id not in taught)
    if not left:
        return None
    return Obstacle(
        "groups_without_teacher",
        f"{counted(len(left), 'group has', 'groups have')} no teacher or tutor.",
        "Somebody has to find the register among their own on the first morning. The office can take it meanwhile.",
        "Give each group a teacher or tutor.",
        "groups",
        ONROLL.at("who takes a register"),
        stops=False,
        groups=left,
    )


def no_pupils(set_up: SetUp) -> Obstacle | None:
    """There is nobody to take a register of."""
    if set_up.pupils:
        return None
    return Obstacle(
        "no_pupils",
        "Nobody is on the admission register.",
        "An attendance register is of the pupils on the admission register.",
        "Import the school's files; or the attendance officer or the head teacher admits the pupils one by one, under Roll.",
        "roll",
        ENTERED_BY,
    )


def pupils_without_group(set_up: SetUp) -> Obstacle | None:
    """A pupil in no group is on nobody's register."""
    in_school = RegistrationGroupMembership.objects.filter(group__school_id=set_up.school_id)
    return _pupils(
        "pupils_without_group",
        tuple(pupil for pupil in set_up.without(in_school) if pupil not in set_up.boarders),
        "is in no registration group",
        "are in no registration group",
        "They would be on nobody's register, and every pupil on roll but boarders must be on one.",
        "Put them in their groups, all at once or on each pupil's entry in the roll.",
        EVERY_PUPIL_ON_ROLL,
        page="pupils-without-group",
    )


def pupils_without_year(set_up: SetUp) -> Obstacle | None:
    """A pupil without a year group falls out of figures by year."""
    in_school = YearGroupMembership.objects.filter(school_id=set_up.school_id)
    return _pupils(
        "pupils_without_year",
        set_up.without(in_school),
        "is in no year group",
        "are in no year group",
        "Figures and returns go by year group.",
        "Put each in a year group on the pupil's page.",
        ONROLL.at("year groups"),
        stops=False,
    )


def pupils_without_number(set_up: SetUp) -> Obstacle | None:
    """There is nobody to telephone when a pupil does not come."""
    none = tuple(pupil for pupil, people in set_up.numbers.items() if not people)
    return _pupils(
        "pupils_without_number",
        none,
        "has no emergency telephone number",
        "have no emergency telephone number",
        "The admission register holds one for each parent the pupil lives with, and the first day of absence needs it.",
        "Add it to a parent on the pupil's page.",
        CONTENTS["f"].citation,
        stops=False,
    )


def pupils_with_one_number(set_up: SetUp) -> Obstacle | None:
    """There is only one person to telephone."""
    advised = EMERGENCY_CONTACTS_ADVISED.on(set_up.today)
    few = tuple(pupil for pupil, people in set_up.numbers.items() if 0 < people < advised)
    return _pupils(
        "pupils_with_one_number",
        few,
        "has only one person to telephone in an emergency",
        "have only one person to telephone in an emergency",
        "Schools are asked to hold more than one wherever they reasonably can.",
        "Ask the parents for another.",
        EMERGENCY_CONTACTS_ADVISED.citation_on(set_up.today),
        stops=False,
    )


def upns_at_fault(set_up: SetUp) -> Obstacle | None:
    """A unique pupil number with a wrong letter will be refused in every return."""
    return _pupils(
        "upns_at_fault",
        tuple(pk for pk, pupil in set_up.pupils.items() if pupil.upn and not _is_upn(pupil.upn)),
        "has a unique pupil number that cannot be right",
        "have a unique pupil number that cannot be right",
        "Its first letter does not agree with the rest, so returns and transfer files with it are refused.",
        "Check it against the last school's file, and mend it on the pupil's page.",
        ONROLL.at("unique pupil numbers"),
        stops=False,
    )


def no_attendance_officer(set_up: SetUp) -> Obstacle | None:
    """Nobody keeps the registers right."""
    return _role(
        set_up,
        "attendance_officer",
        "Somebody has to enter late arrivals, amend entries and find out reasons every day.",
        ONROLL.at("who keeps the registers"),
    )


def no_senior_champion(set_up: SetUp) -> Obstacle | None:
    """Every school is to have a senior attendance champion."""
    return _role(
        set_up,
        "senior_attendance_champion",
        "Every school is to have one in its senior leadership.",
        CHAMPION,
    )


def second_factor_off(set_up: SetUp) -> Obstacle | None:
    """People who can change everything sign in with a password alone."""
    strong = {user for user, role, _ in set_up.roles if Permission.ROLES_GIVE in ROLES[role].permissions}
    if not strong:
        return None
    guarded = set(Authenticator.objects.filter(user_id__in=strong).values_list("user_id", flat=True))
    left = len(strong - guarded)
    if not left:
        return None
    return Obstacle(
        "second_factor_off",
        f"{counted(left, 'person', 'people')} who may give roles {'signs' if left == 1 else 'sign'} in with a password "
        "alone.",
        "Whoever learns such a password could read every pupil's record.",
        "Ask each to add an app or a passkey under their own name, top right.",
        "people",
        ONROLL.at("second step"),
        stops=False,
    )


QUESTIONS: tuple[Callable[[SetUp], Obstacle | None], ...] = (
    no_session_times,
    no_calendar,
    no_groups,
    no_pupils,
    pupils_without_group,
    groups_without_teacher,
    no_attendance_officer,
    no_senior_champion,
    pupils_without_number,
    pupils_with_one_number,
    pupils_without_year,
    upns_at_fault,
    second_factor_off,
)


def what_stops_the_school(scope: Scope, *, school_id: int, today: dt.date) -> list[Obstacle]:
    """Return what stops a school's registers starting, what stops them first. Raises OutOfScope."""
    scope.require(Permission.SCHOOL_EDIT, school_id=school_id)
    set_up = SetUp(school_id, today)
    found = [obstacle for ask in QUESTIONS if (obstacle := ask(set_up))]
    return sorted(found, key=lambda obstacle: not obstacle.stops)


def _pupils(
    name: str,
    pupil_ids: tuple[int, ...],
    one: str,
    many: str,
    why: str,
    cure: str,
    citation: Citation,
    *,
    page: str = "pupils",
    stops: bool = True,
) -> Obstacle | None:
    if not pupil_ids:
        return None
    what = f"{counted(len(pupil_ids), f'pupil {one}', f'pupils {many}')}."
    return Obstacle(name, what, why, cure, page, citation, stops=stops, pupil_ids=pupil_ids)


def _role(set_up: SetUp, role: str, why: str, citation: Citation) -> Obstacle | None:
    if any(held == role for _, held, _ in set_up.roles):
        return None
    title = ROLES[role].title.lower()
    return Obstacle(
        f"no_{role}",
        f"Nobody holds the role of {title}.",
        why,
        "Give somebody the role under People.",
        "people",
        citation,
        stops=False,
    )


def _is_upn(number: str) -> bool:
    try:
        read_upn(number)
    except NotThatNumber:
        return False
    return True
