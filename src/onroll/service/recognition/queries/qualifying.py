"""Who meets an award, with the figures; and what counts of one pupil, session by session."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q

from onroll.law.attendance_codes import code_on
from onroll.law.code_uses import CODES_SET_ASIDE_IN_RECOGNITION
from onroll.law.registers import PRESENT_CODES
from onroll.law.school_time import Session as HalfDay
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.attendance_register.queries.out_of_the_ordinary import (
    CODES_OF_A_SCHOOL,
    FROM_EVERY_CODE,
    OF_EVERY_CODE,
)
from onroll.service.hand_written import among, prepared_cursor
from onroll.service.people.models import Pupil, YearGroupMembership
from onroll.service.recognition.models import Award, AwardGiven
from onroll.service.recognition.reckoning import Answer, Tally, meets, tally

Codes = dict[int, dict[str, int]]
#: The mark of either session counts the same.
_PRESENT = PRESENT_CODES[HalfDay.AM]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One pupil: the figures, whether they meet the award, and that it was given."""

    pupil: Pupil
    tally: Tally
    before: Tally | None
    answer: Answer
    given: AwardGiven | None = None

    @property
    def words(self) -> str:
        """The figures as they are kept with what is given."""
        if self.before is not None:
            return f"{self.tally.words}; before, {self.before.words}"[:200]
        return self.tally.words


@dataclass(frozen=True, slots=True)
class Qualifying:
    """An award and everybody it is for: who meets it, of whom nobody can say, and who does not."""

    award: Award
    candidates: list[Candidate]

    def those(self, answer: str) -> list[Candidate]:
        """Return the candidates with an answer, by name."""
        return [one for one in self.candidates if one.answer == answer]

    @property
    def given(self) -> list[Candidate]:
        """Those to whom it was given, by name."""
        return [one for one in self.candidates if one.given]

    def not_given(self, *answers: Answer) -> list[Candidate]:
        """Return the candidates with these answers to whom it was not given, in the order of the answers and by name."""
        return [one for answer in answers for one in self.those(answer) if not one.given]


def awards_of(scope: Scope, *, school_id: int) -> list[Award]:
    """Return a school's awards, the newest first, each with how many hold it. Raises OutOfScope."""
    scope.require(Permission.AWARD_VIEW, school_id=school_id)
    held = Count("given", filter=Q(given__taken_back_at__isnull=True, given__pupil__isnull=False))
    return list(Award.objects.filter(school_id=school_id).annotate(held=held).order_by("-made_at", "-pk"))


def standing_award(scope: Scope, *, school_id: int, award_id: int) -> Award | None:
    """Return an award that has not ended; None where the school has none such. Raises OutOfScope."""
    scope.require(Permission.AWARD_VIEW, school_id=school_id)
    return Award.objects.filter(pk=award_id, school_id=school_id, ended_at__isnull=True).first()


def qualifying(scope: Scope, *, school_id: int, award_id: int, on: dt.date) -> Qualifying | None:
    """Return who meets an award on a day; None where the school has none such. Raises OutOfScope."""
    scope.require(Permission.AWARD_VIEW, school_id=school_id)
    award = Award.objects.filter(pk=award_id, school_id=school_id).first()
    return reckon(award, on=on) if award else None


def held_of(scope: Scope, *, school_id: int, award_id: int) -> tuple[Award, list[AwardGiven]] | None:
    """Return an award and what was given of it and not taken back, by the pupils' names; None where the school has none such.

    Raises OutOfScope.
    """
    scope.require(Permission.AWARD_VIEW, school_id=school_id)
    award = Award.objects.filter(pk=award_id, school_id=school_id).first()
    if award is None:
        return None
    rows = AwardGiven.objects.filter(award=award, taken_back_at__isnull=True, pupil__isnull=False)
    return award, sorted(rows.select_related("pupil"), key=lambda one: str(one.pupil))


def reckon(award: Award, *, on: dt.date) -> Qualifying:
    """Work an award out for everybody it is for."""
    return reckoned(facts_of(award, on=on))


@dataclass(frozen=True, slots=True)
class AwardFacts:
    """What an award is worked out of: whom it is for, how many sessions of each code they have, and what was given."""

    award: Award
    pupils: dict[int, Pupil]
    codes: Codes
    earlier: Codes | None
    given: dict[int | None, AwardGiven]


def facts_of(award: Award, *, on: dt.date, pupil_id: int | None = None) -> AwardFacts:
    """Read what an award is worked out of, for everybody or one pupil, in at most six statements."""
    pupils = _pupils(award, on, pupil_id)
    earlier: Codes | None = None
    if award.before_first_day and award.before_last_day:
        earlier = _codes(award.school_id, award.before_first_day, award.before_last_day, pupils)
    rows = AwardGiven.objects.filter(award=award, taken_back_at__isnull=True, pupil__isnull=False)
    return AwardFacts(
        award,
        pupils,
        _codes(award.school_id, award.first_day, min(award.last_day, on), pupils),
        earlier,
        {row.pupil_id: row for row in rows},
    )


def reckoned(facts: AwardFacts, *, sets_aside: bool | None = None) -> Qualifying:
    """Work an award out of what was read; `sets_aside` asks what if it were otherwise."""
    award, earlier = facts.award, facts.earlier
    aside = award.sets_aside if sets_aside is None else sets_aside
    candidates = []
    for pupil in facts.pupils.values():
        now = tally(facts.codes.get(pupil.pk, {}), on=award.last_day, sets_aside=aside)
        before = (
            tally(earlier.get(pupil.pk, {}), on=award.last_day, sets_aside=aside)
            if earlier is not None
            else None
        )
        answer = meets(award.measure, award.threshold, now, before)
        candidates.append(Candidate(pupil, now, before, answer, facts.given.get(pupil.pk)))
    return Qualifying(award, sorted(candidates, key=lambda one: str(one.pupil)))


@dataclass(frozen=True, slots=True)
class Session:
    """One session of a pupil, and how the award counts it."""

    date: dt.date
    session: str
    code: str
    meaning: str
    counts: str


@dataclass(frozen=True, slots=True)
class Opened:
    """The figures of one pupil opened: every session that does not count as attended, and how it counts."""

    award: Award
    candidate: Candidate
    sessions: list[Session]


def figures_opened(
    scope: Scope, *, school_id: int, award_id: int, pupil_id: int, on: dt.date
) -> Opened | None:
    """Return what is behind one pupil's figures; None where the award is not for them. Raises OutOfScope."""
    scope.require(Permission.AWARD_VIEW, school_id=school_id)
    award = Award.objects.filter(pk=award_id, school_id=school_id).first()
    found = reckoned(facts_of(award, on=on, pupil_id=pupil_id)).candidates if award else []
    if award is None or not found:
        return None
    spans = Q(date__range=(award.first_day, min(award.last_day, on)))
    if award.before_first_day and award.before_last_day:
        spans |= Q(date__range=(award.before_first_day, award.before_last_day))
    rows = CurrentEntry.objects.filter(spans, school_id=school_id, pupil_id=pupil_id).order_by(
        "date", "session"
    )
    sessions = [
        Session(date, session, code, code_on(code, date).title, counts)
        for date, session, code in rows.values_list("date", "session", "code")
        if (counts := _how(code, date, award))
    ]
    return Opened(award, found[0], sessions)


def _how(code: str, date: dt.date, award: Award) -> str:
    """Say how an award counts a session that is no plain attendance; blank for one that is."""
    one = tally({code: 1}, on=date, sets_aside=award.sets_aside)
    if one.set_aside:
        return "set aside"
    if one.counted and not one.attended:
        return "missed"
    if one.late:
        return "attended, late"
    return "" if one.counted else "not possible"


def _pupils(award: Award, on: dt.date, pupil_id: int | None) -> dict[int, Pupil]:
    """Return everybody an award is for, or of them one: on roll on its last day, or today while it runs."""
    day = min(award.last_day, on)
    rows = Pupil.objects.filter(
        Q(enrolments__last_day__isnull=True) | Q(enrolments__last_day__gte=day),
        enrolments__school_id=award.school_id,
        enrolments__starting_day__lte=day,
    ).distinct()
    if pupil_id is not None:
        rows = rows.filter(pk=pupil_id)
    if award.year_group:
        standing = Q(last_day__isnull=True) | Q(last_day__gte=day)
        rows = rows.filter(
            pk__in=YearGroupMembership.objects.filter(
                standing, school_id=award.school_id, year_group=award.year_group, first_day__lte=day
            ).values("pupil_id")
        )
    return {row.pk: row for row in rows}


_UNCOMMON = (
    f"{CODES_OF_A_SCHOOL} SELECT c.pupil_id, c.code, COUNT(*){FROM_EVERY_CODE}{OF_EVERY_CODE} AND c.pupil_id "
)
_BY_CODE = " GROUP BY c.pupil_id, c.code"
_ENTERED = """
SELECT p.id, (SELECT COUNT(*) FROM attendance_register_currententry c
               WHERE c.pupil_id = p.id AND c.school_id = %s AND c.date BETWEEN %s AND %s)
  FROM people_pupil p
 WHERE p.id """


def _codes(school_id: int, first_day: dt.date, last_day: dt.date, pupil_ids: Collection[int]) -> Codes:
    """Return how many sessions of each code each of some pupils of a school has, in two statements.

    What is no present mark is counted by code, and the rest of a pupil's entries are present marks: nine in ten are not looked at.
    """
    found: Codes = {pupil_id: {} for pupil_id in pupil_ids}
    if not found:
        return found
    condition, ids = among(found)
    span = (school_id, first_day.isoformat(), last_day.isoformat())
    with prepared_cursor() as cursor:
        cursor.execute(_UNCOMMON + condition + _BY_CODE, [school_id, school_id, *span, *ids])
        for pupil_id, code, count in cursor.fetchall():
            found[pupil_id][code] = count
        cursor.execute(_ENTERED + condition, [*span, *ids])
        for pupil_id, entered in cursor.fetchall():
            if present := entered - sum(found[pupil_id].values()):
                found[pupil_id][_PRESENT] = found[pupil_id].get(_PRESENT, 0) + present
    return found


#: What an award sets aside, for the page that explains it.
SET_ASIDE = CODES_SET_ASIDE_IN_RECOGNITION
