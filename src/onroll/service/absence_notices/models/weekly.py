from __future__ import annotations

from django.db import models


class WeeklyList(models.Model):
    """One week's list of the pupils of a school who have a social worker, as the authority sent it. It only grows.

    A list sent again for a week, corrected, is another; the last one counts.
    """

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    week = models.DateField(help_text="The Monday of the week it is for")
    digest = models.CharField(max_length=64, help_text="Of what was sent: the same sent twice is kept once")
    taken_in_at = models.DateTimeField()
    taken_in_by_id = models.BigIntegerField(null=True)
    taken_in_by_name = models.CharField(max_length=160)

    class Meta:
        ordering = ["week", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["school", "week", "digest"], name="a_weekly_list_is_kept_once")
        ]


class WeeklyListLine(models.Model):
    """One pupil of a weekly list, as the authority named them. Disposal empties it, and its place stays."""

    class Status(models.TextChoices):
        CHILD_PROTECTION = "child protection", "Child protection plan"
        LOOKED_AFTER = "looked after", "Looked after"
        CHILD_IN_NEED = "child in need", "Child in need"
        OTHER = "other", "Other social work"

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    list = models.ForeignKey(WeeklyList, on_delete=models.PROTECT, related_name="lines")
    upn = models.CharField("the UPN", max_length=13, blank=True)
    surname = models.CharField("the surname", max_length=100, blank=True)
    forename = models.CharField("the forename", max_length=100, blank=True)
    born = models.DateField(null=True)
    status = models.CharField(max_length=16, choices=Status.choices, blank=True)
    worker = models.CharField("the worker", max_length=160, blank=True)
    telephone = models.CharField("the telephone", max_length=40, blank=True)
    email = models.CharField("the email address", max_length=254, blank=True)
    since = models.DateField(null=True)
    disposed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["surname", "forename", "pk"]
