"""The school that pages are measured on: a year of registers, each taken by its teacher and closed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onroll.benchmarks.made_up import (
    DAYS,
    DAYS_TO_TAKE,
    FIRST_DAY,
    GROUPS,
    PUPILS,
    TIMES,
    Marks,
    born,
    group_of,
    name_of,
    school_days,
    sessions,
)
from onroll.law.code_uses import CODE_OF_NO_REASON_YET
from onroll.law.registers import PRESENT_CODES
from onroll.law.school_time import Session
from onroll.service.access import row_security
from onroll.service.access.actor import Actor
from onroll.service.access.models import RoleHeld, User
from onroll.service.access.queries.standing import actor_of
from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.actions.entering import RegisterSent, enter_registers
from onroll.service.attendance_register.ledger import Mark
from onroll.service.attendance_register.models import Submission
from onroll.service.clock import LONDON
from onroll.service.organisations.models import Authority, RegistrationGroup, School, SchoolSession
from onroll.service.people.models import (
    ContactDetail,
    Parent,
    Pupil,
    RegistrationGroupMembership,
    Relationship,
    YearGroupMembership,
)

#: So many days of registers are entered in one transaction.
_CHUNK = 38
_SERVICE = Actor.service("bench")
#: Of every so many pupils one is away without a reason where the call list is measured.
_CALLS_ONE_IN = 10


@dataclass(frozen=True, slots=True)
class BenchSchool:
    """A school with a year behind it; `to_take` are sessions that have come and that nobody has taken yet."""

    school_id: int
    groups: dict[int, list[int]]
    teachers: dict[int, User]
    officer: User
    to_take: list[tuple[dt.date, str]]

    @property
    def groups_of_thirty(self) -> list[int]:
        """The groups whose registers have thirty pupils."""
        return [group for group, pupils in self.groups.items() if len(pupils) == 30]


def moment(day: dt.date, hour: int, minute: int) -> dt.datetime:
    """Return a moment in London."""
    return dt.datetime.combine(day, dt.time(hour, minute), tzinfo=LONDON)


def make_school() -> BenchSchool:
    """Make the school, and enter its year through the register's own action."""
    days = school_days(DAYS + DAYS_TO_TAKE)
    school = _a_school(days)
    groups = _groups(school)
    pupils = _pupils(school, groups)
    teachers = {group.pk: _teacher(group, number) for number, group in enumerate(groups)}
    made = BenchSchool(
        school.pk,
        {
            group.pk: [pupil.pk for n, pupil in enumerate(pupils) if group_of(n) == place]
            for place, group in enumerate(groups)
        },
        teachers,
        _person("officer", "attendance_officer", school=school),
        list(sessions(days[DAYS:])),
    )
    _enter_year(made, days[:DAYS])
    return made


def _a_school(days: list[dt.date]) -> School:
    authority = Authority.objects.create(name="Benchshire", code="999")
    school = School.objects.create(
        authority=authority,
        name="Benchmark Primary School",
        urn="199999",
        dfe_number="9992999",
        phase="primary",
        kind="maintained",
        lowest_age=4,
        highest_age=11,
    )
    SchoolSession.objects.bulk_create(
        SchoolSession(
            school=school,
            date=day,
            session=session,
            kind="school",
            register_opens_at=TIMES[session][0],
            register_closes_at=TIMES[session][1],
            starts_at=TIMES[session][2],
            ends_at=TIMES[session][3],
        )
        for day, session in sessions(days)
    )
    return school


def _groups(school: School) -> list[RegistrationGroup]:
    return [
        RegistrationGroup.objects.create(
            school=school, name=f"Class {n + 1}", year_group=str(n % 6 + 1), first_day=FIRST_DAY
        )
        for n in range(GROUPS)
    ]


def _pupils(school: School, groups: list[RegistrationGroup]) -> list[Pupil]:
    made = [
        Pupil(
            legal_forenames=name_of(n)[0],
            legal_surname=name_of(n)[1],
            born=born(n),
            sex="FM"[n % 2],
            address=f"{n} Mill Lane",
        )
        for n in range(PUPILS)
    ]
    pupils = Pupil.objects.bulk_create(made)
    Enrolment.objects.bulk_create(
        Enrolment(school=school, pupil=pupil, pupil_ref=f"P{n}", starting_day=FIRST_DAY)
        for n, pupil in enumerate(pupils)
    )
    RegistrationGroupMembership.objects.bulk_create(
        RegistrationGroupMembership(pupil=pupil, group=groups[group_of(n)], first_day=FIRST_DAY)
        for n, pupil in enumerate(pupils)
    )
    YearGroupMembership.objects.bulk_create(
        YearGroupMembership(
            pupil=pupil, school=school, year_group=groups[group_of(n)].year_group, first_day=FIRST_DAY
        )
        for n, pupil in enumerate(pupils)
    )
    _parents(pupils)
    return pupils


def _parents(pupils: list[Pupil]) -> None:
    parents = Parent.objects.bulk_create(
        Parent(surname=pupil.legal_surname, forename="Mel", title="Mx") for pupil in pupils for _ in range(2)
    )
    Relationship.objects.bulk_create(
        Relationship(
            pupil=pupil,
            parent=parents[2 * n + order],
            relationship="parent",
            parental_responsibility=True,
            contact_order=order + 1,
            first_day=FIRST_DAY,
        )
        for n, pupil in enumerate(pupils)
        for order in range(2)
    )
    ContactDetail.objects.bulk_create(
        ContactDetail(parent=parent, kind="mobile", value=f"07700 9{n:05d}", first_day=FIRST_DAY)
        for n, parent in enumerate(parents)
    )


def _teacher(group: RegistrationGroup, number: int) -> User:
    return _person(f"teacher{number + 1}", "teacher", group=group)


def _person(username: str, role: str, **place: School | RegistrationGroup) -> User:
    user = User.objects.create_user(
        username, name=f"Mx {username.title()}", created_at=moment(FIRST_DAY, 8, 0)
    )
    RoleHeld.objects.create(user=user, role=role, first_day=FIRST_DAY, **place)
    return user


def _enter_year(school: BenchSchool, days: list[dt.date]) -> None:
    actors = {group: actor_of(user, on=days[0]) for group, user in school.teachers.items()}
    marks = Marks()
    for start in range(0, len(days), _CHUNK):
        registers = [
            register
            for day, session in sessions(days[start : start + _CHUNK])
            for register in _session(school, actors, marks, day, session)
        ]
        enter_registers(school_id=school.school_id, registers=registers, by=_SERVICE)


def _session(
    school: BenchSchool, actors: dict[int, Actor], marks: Marks, day: dt.date, session: str
) -> list[RegisterSent]:
    opens, closes = TIMES[session][:2]
    taken = [
        RegisterSent(
            day,
            session,
            [_mark(pupil, day, session, marks) for pupil in pupils],
            sent_at=moment(day, opens.hour, opens.minute + n % 15),
            by=actors[group],
            group_id=group,
        )
        for n, (group, pupils) in enumerate(school.groups.items())
    ]
    closing = RegisterSent(
        day,
        session,
        (),
        sent_at=moment(day, closes.hour, closes.minute + 1),
        by=_SERVICE,
        finished=False,
        kind=Submission.Kind.CLOSING,
    )
    return [*sorted(taken, key=lambda register: register.sent_at), closing]


def _mark(pupil_id: int, day: dt.date, session: str, marks: Marks) -> Mark:
    code, late = marks.draw(session)
    return Mark(pupil_id, day, session, code, late)


def enter_calls(school: BenchSchool, day: dt.date, session: str) -> int:
    """Take every register of a session with each tenth pupil away without a reason; return how many are."""
    with row_security.over_every_school():
        registers = [
            RegisterSent(
                day,
                session,
                [Mark(pupil, day, session, _code_of_call(pupil, day, session)) for pupil in pupils],
                sent_at=moment(day, 8, 50),
                by=_SERVICE,
                group_id=group,
            )
            for group, pupils in school.groups.items()
        ]
        enter_registers(school_id=school.school_id, registers=registers, by=_SERVICE)
    return sum(pupil % _CALLS_ONE_IN == 0 for pupils in school.groups.values() for pupil in pupils)


def _code_of_call(pupil_id: int, day: dt.date, session: str) -> str:
    no_reason = CODE_OF_NO_REASON_YET.on(day)
    return no_reason if pupil_id % _CALLS_ONE_IN == 0 else PRESENT_CODES[Session(session)]
