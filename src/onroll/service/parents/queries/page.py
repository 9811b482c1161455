"""A parent's own page: each child's attendance in plain figures, what was missed and why, and what was written to them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from onroll.law.attendance_codes import code_on
from onroll.law.code_meaning import StatisticalClass
from onroll.law.school_time import AcademicYear
from onroll.service.absence_follow_up.models import ReasonGiven
from onroll.service.admission_register.models import Enrolment
from onroll.service.correspondence.models import Message
from onroll.service.correspondence.queries.received import went_to_parent
from onroll.service.lateness.late import counts_of
from onroll.service.lateness.lessons_in_words import with_lessons
from onroll.service.lateness.queries.arrivals import lates_by_pupil, minutes_of_a_school_day
from onroll.service.leave_of_absence.models import LeaveRequest
from onroll.service.leave_of_absence.queries.requests import Line, lines_of
from onroll.service.parents.actions.wishing import written_language
from onroll.service.parents.models import DetailCorrection, LetterReply, MarkQuestion
from onroll.service.parents.opening import Key, Opened, children_of, open_link
from onroll.service.parents.status import SentState, correction_state
from onroll.service.part_time_timetables.queries.timetables import Line as TimetableLine
from onroll.service.part_time_timetables.queries.timetables import timetables_for_parent
from onroll.service.people.models import ContactDetail, ContactWish, Pupil
from onroll.service.people.queries.wishes import standing_wish
from onroll.service.pupil_record.record import load_year
from onroll.service.pupil_record.year import PupilYear

_ABSENT = frozenset({StatisticalClass.AUTHORISED_ABSENCE.value, StatisticalClass.UNAUTHORISED_ABSENCE.value})
#: How many absences and letters are shown.
MOST = 20


@dataclass(frozen=True, slots=True)
class Missed:
    """One session missed, and what the register says of it in the law's words."""

    date: dt.date
    session: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Child:
    """One child as their parent reads of them."""

    pupil: Pupil
    year: PupilYear
    missed: list[Missed]
    late: int
    minutes_late: str
    waiting: list[ReasonGiven]
    questions: list[MarkQuestion]


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction the parent sent, and where it stands."""

    sent: DetailCorrection
    state: SentState


@dataclass(frozen=True, slots=True)
class HowToReach:
    """How the school reaches this parent: what is on record, what they wish, and what they sent to be put right."""

    numbers: list[ContactDetail]
    wish: ContactWish | None
    language: str
    corrections: list[Correction]

    @property
    def waiting(self) -> list[Correction]:
        """Corrections that nobody has confirmed yet."""
        return [one for one in self.corrections if one.state is SentState.WAITING]


@dataclass(frozen=True, slots=True)
class ParentPage:
    """Everything one parent's page shows: nothing of another household is among it."""

    link: Opened
    children: list[Child]
    leave: list[Line]
    letters: list[Message]
    timetables: list[TimetableLine]


def parent_page(secret: Key, *, now: dt.datetime) -> ParentPage:
    """Return what a parent's link, or their account, opens. Raises ParentRefusal."""
    on = now.date()
    link = open_link(secret, on=on)
    children = [_child(link, pupil, now) for pupil in children_of(link, on=on)]
    leave = LeaveRequest.objects.filter(school_id=link.school_id, parent_id=link.parent_id)
    letters = went_to_parent(link.school_id, link.parent_id, [one.pupil.pk for one in children])
    return ParentPage(
        link,
        children,
        lines_of(leave.order_by("-first_day")[:MOST], on=on),
        list(letters[:MOST]),
        timetables_for_parent(link.school_id, [one.pupil.pk for one in children], on=on),
    )


def _child(link: Opened, pupil: Pupil, now: dt.datetime) -> Child:
    spells = list(
        Enrolment.objects.filter(school_id=link.school_id, pupil=pupil)
        .select_related("pupil")
        .order_by("starting_day")
    )
    year = load_year(link.school_id, pupil.pk, spells, AcademicYear.of(now.date()), now)
    cells = sorted(year.cells.values(), key=lambda cell: (cell.date, cell.session))
    missed = [
        Missed(cell.date, cell.session, code_on(cell.code, cell.date).title)
        for cell in reversed(cells)
        if cell.code and cell.kind in _ABSENT
    ]
    questions = MarkQuestion.objects.filter(
        school_id=link.school_id, pupil=pupil, parent_id=link.parent_id
    ).select_related("answer")
    late = counts_of(
        lates_by_pupil(link.school_id, year.year.first_day, now.date(), pupil_ids=[pupil.pk]).get(
            pupil.pk, ()
        )
    )
    a_day = minutes_of_a_school_day(link.school_id, now.date())
    waiting = ReasonGiven.objects.filter(
        school_id=link.school_id,
        pupil=pupil,
        parent_id=link.parent_id,
        last_day__gte=now.date(),
        decisions=None,
    ).order_by("first_day", "pk")
    return Child(
        pupil,
        year,
        missed[:MOST],
        late.times,
        with_lessons(late.minutes, a_day) if late.minutes else "",
        list(waiting),
        list(questions.order_by("-made_at", "-pk")[:MOST]),
    )


def how_to_reach(link: Opened, *, on: dt.date) -> HowToReach:
    """Return what this parent may read of how they are reached: their own details, and nobody else's."""
    standing = Q(last_day__isnull=True) | Q(last_day__gte=on)
    kinds = DetailCorrection.Kind.values
    details = ContactDetail.objects.filter(standing, parent_id=link.parent_id, kind__in=kinds)
    of_parent = {"school_id": link.school_id, "parent_id": link.parent_id}
    sent = list(
        DetailCorrection.objects.filter(**of_parent).select_related("decision").order_by("-pk")[:MOST]
    )
    seen: set[str] = set()
    corrections = []
    for one in sent:
        decision = getattr(one, "decision", None)
        state = correction_state(decision.outcome if decision else "", is_last=one.kind not in seen)
        corrections.append(Correction(one, state))
        seen.add(one.kind)
    return HowToReach(
        sorted(details, key=lambda one: (kinds.index(one.kind), one.pk)),
        standing_wish(link.school_id, link.parent_id),
        written_language(link.school_id, link.parent_id),
        corrections,
    )


def replies_of(link: Opened, message_id: int) -> list[LetterReply]:
    """Return what this parent answered to a message, the first first."""
    rows = LetterReply.objects.filter(
        school_id=link.school_id, parent_id=link.parent_id, message_id=message_id
    )
    return list(rows.select_related("read"))


def entry_asked_about(found: ParentPage, pupil_id: int, date: dt.date, session: str) -> str:
    """Return in the law's words what the register says of a child's session; blank where nothing is shown of it."""
    child = next((one for one in found.children if one.pupil.pk == pupil_id), None)
    cell = child.year.cells.get((date, session)) if child else None
    return code_on(cell.code, cell.date).title if cell and cell.code else ""
