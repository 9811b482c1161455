from __future__ import annotations

from django.db import models

from onroll.service.organisations.models.calendar import Half


class DutyRecord(models.Model):
    """One thing that had to be done in a school, kept from the day it was found: what it was of, and how it stands.

    `key` names the thing for good, so that a duty found again, after it seemed settled, is the same one. Its words hold
    no names; a pupil is named by whoever may read names. How it stands is read off the moments by `status.state_of`.
    """

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="duties")
    key = models.CharField(max_length=120)
    rule = models.CharField(max_length=40)
    kind = models.CharField(max_length=16)
    words = models.CharField(max_length=300)
    who = models.CharField(max_length=160, help_text="Whose it was when it was found, in words")
    on = models.DateField(help_text="The day it is about")
    session = models.CharField(max_length=2, choices=Half.choices, blank=True)
    group = models.ForeignKey(
        "organisations.RegistrationGroup", on_delete=models.PROTECT, null=True, related_name="+"
    )
    pupil = models.ForeignKey("people.Pupil", on_delete=models.PROTECT, null=True, related_name="duties")
    due = models.DateTimeField()
    found_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    put_off_until = models.DateField(null=True)
    set_aside_at = models.DateTimeField(null=True)
    handed_to = models.ForeignKey("access.User", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["due", "pk"]
        constraints = [models.UniqueConstraint(fields=["school", "key"], name="one_record_a_duty")]
        indexes = [models.Index(fields=["school", "settled_at", "due"], name="duties_of_a_school")]


class DutyEvent(models.Model):
    """What happened to a duty: found, settled and how, found again, put off, handed on, set aside. Only ever added to."""

    class What(models.TextChoices):
        FOUND = "found", "Found"
        SETTLED = "settled", "Settled"
        PASSED_ON = "passed on", "Passed on"
        FOUND_AGAIN = "found again", "Found again"
        PUT_OFF = "put off", "Put off"
        HANDED_ON = "handed on", "Handed on"
        SET_ASIDE = "set aside", "Set aside"
        TAKEN_UP = "taken up", "Taken up again"

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    record = models.ForeignKey(DutyRecord, on_delete=models.CASCADE, related_name="events")
    what = models.CharField(max_length=12, choices=What.choices)
    why = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=160)

    class Meta:
        ordering = ["at", "pk"]
