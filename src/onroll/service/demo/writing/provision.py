"""Education elsewhere in the demo: a workshop checked and answered today, and a centre one of whose checks has lapsed."""

from __future__ import annotations

import datetime as dt

from onroll.law.off_site_provision import Check
from onroll.service.access.actor import Actor
from onroll.service.attendance_register.actions.refusals import AttendanceRefusal
from onroll.service.attendance_register.queries.pupils_on_day import pupils_on_day
from onroll.service.demo.writing.known import Known
from onroll.service.off_site_provision.actions.answering import answer_for_day
from onroll.service.off_site_provision.actions.placing import place_pupil
from onroll.service.off_site_provision.actions.providers import (
    add_provider,
    make_provider_link,
    record_check,
)
from onroll.service.off_site_provision.models import Provider
from onroll.service.off_site_provision.queries.day import provider_day
from onroll.service.off_site_provision.refusals import ProvisionRefused
from onroll.service.organisations.models import School

_ONE_DAY = dt.timedelta(days=1)
_SEEN = {
    Check.AGREEMENT: "Signed agreement, with who rings whom by when",
    Check.SAFEGUARDING: "Policy and the record of checks on staff, seen on a visit",
    Check.REGISTRATION: "Not full time, so no registration is asked for; confirmed in writing",
    Check.TIMES: "Days and times in the agreement",
    Check.CONTACT: "The workshop manager, by the link",
}


def arrange_elsewhere(known: Known, *, now: dt.datetime) -> None:
    """Write two providers in each secondary school that has an attendance officer."""
    for school, school_id in known.schools.items():
        officer = known.people.get((school, "attendance_officer"))
        if officer is None or School.objects.get(pk=school_id).phase != "secondary":
            continue
        found = [
            one.id
            for one in pupils_on_day(officer.scope, school_id=school_id, date=now.date())
            if one.group.startswith(("10", "11"))
        ]
        workshop = _provider(school_id, "Tarn Works", "01632 960211", now + 200 * _ONE_DAY, officer, now)
        centre = _provider(
            school_id, "Marrow Vale Arts Centre", "01632 960212", now - 2 * _ONE_DAY, officer, now
        )
        _place(workshop, found[40:44], "Construction", officer, now)
        _place(centre, found[50:52], "Art therapy", officer, now, weekdays="24")
        _answer(workshop, officer, now)


def _provider(
    school_id: int, name: str, telephone: str, good_until: dt.datetime, by: Actor, now: dt.datetime
) -> Provider:
    at = now - 40 * _ONE_DAY
    made = add_provider(
        school_id=school_id, name=name, arranged_by="school", address="Tarnmouth", contact="The manager",
        telephone=telephone, by=by, now=at,
    )  # fmt: skip
    for check, words in _SEEN.items():
        until = good_until.date() if check is Check.SAFEGUARDING else None
        record_check(
            school_id=school_id, provider_id=made.pk, kind=check.value, done_on=at.date(), good_until=until, words=words,
            by=by, now=at,
        )  # fmt: skip
    return made


def _place(
    provider: Provider, pupils: list[int], nature: str, by: Actor, now: dt.datetime, weekdays: str = "12345"
) -> None:
    at = now - 20 * _ONE_DAY
    for pupil_id in pupils:
        try:
            place_pupil(
                school_id=provider.school_id, provider_id=provider.pk, pupil_id=pupil_id, nature=nature,
                first_day=now.date() - 3 * _ONE_DAY, last_day=now.date() + 60 * _ONE_DAY, weekdays=weekdays, by=by,
                now=at,
            )  # fmt: skip
        except (AttendanceRefusal, ProvisionRefused):
            # A pupil planned for or placed already, or about to leave the roll.
            continue


def _answer(provider: Provider, by: Actor, now: dt.datetime) -> None:
    """Answer for today, all but one, as the provider does."""
    secret = make_provider_link(school_id=provider.school_id, provider_id=provider.pk, by=by, now=now)
    expected = provider_day(provider, now=now).expected
    if not expected:
        return
    said = [("absent", "Not seen today"), ("late", "Bus"), *[("present", "")] * len(expected)]
    answers = {one.key: what for one, what in zip(expected[:-1], said, strict=False)}
    answer_for_day(secret, date=now.date(), answers=answers, who="The manager", now=now)
