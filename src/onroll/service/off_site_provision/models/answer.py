from __future__ import annotations

from django.db import models

from onroll.service.organisations.models.calendar import Half


class ProviderAnswer(models.Model):
    """What a provider says of one pupil in one session: a proposal, until somebody of the school accepts it."""

    class What(models.TextChoices):
        PRESENT = "present", "Present"
        LATE = "late", "Late"
        ABSENT = "absent", "Absent"

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    placement = models.ForeignKey(
        "off_site_provision.Placement", on_delete=models.PROTECT, related_name="answers"
    )
    pupil = models.ForeignKey("people.Pupil", on_delete=models.PROTECT, related_name="+")
    date = models.DateField()
    session = models.CharField(max_length=2, choices=Half.choices)
    what = models.CharField(max_length=7, choices=What.choices)
    words = models.CharField("what they say of it", max_length=200, blank=True)
    who = models.CharField("who answered", max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["school", "date"], name="answers_of_a_day")]


class AnswerDecision(models.Model):
    """What somebody of the school decided about an answer: entered as a code, or not."""

    class What(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Not accepted"

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    answer = models.OneToOneField(ProviderAnswer, on_delete=models.PROTECT, related_name="decision")
    what = models.CharField(max_length=8, choices=What.choices)
    code = models.CharField(max_length=2, blank=True)
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=160)
