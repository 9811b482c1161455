from __future__ import annotations

from django.db import models

from onroll.law.leave_of_absence import PERMITTED, Purpose
from onroll.service.people.models import Pupil


class LeaveRequest(models.Model):
    """One asking for leave of absence: by whom, on which day, for which days, and why, in the asker's words."""

    class How(models.TextChoices):
        FORM = "form", "On paper"
        EMAIL = "email", "By email"
        TELEPHONE = "telephone", "By telephone"
        SPOKEN = "spoken", "In person"
        PAGE = "page", "On the parents’ page"

    school = models.ForeignKey(
        "organisations.School", on_delete=models.PROTECT, related_name="leave_requests"
    )
    parent = models.ForeignKey(
        "people.Parent",
        on_delete=models.PROTECT,
        null=True,
        related_name="leave_requests",
        help_text="Who asks; nobody where a pupil over compulsory school age asks for themselves",
    )
    asked_on = models.DateField()
    how = models.CharField(max_length=9, choices=How.choices)
    first_day = models.DateField()
    last_day = models.DateField()
    purpose = models.CharField(max_length=20)
    reason = models.CharField("the reason given", max_length=500)
    away_at = models.CharField("where they will be", max_length=200, blank=True)
    other_schools = models.CharField("brothers and sisters elsewhere", max_length=300, blank=True)
    evidence = models.CharField("what was shown", max_length=300, blank=True)
    key = models.CharField(max_length=64, help_text="The form's own id: sent twice, kept once")
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    made_by_name = models.CharField(max_length=160)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by_name = models.CharField(max_length=160, blank=True)
    disposed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["first_day", "pk"]
        indexes = [models.Index(fields=["school", "last_day"], name="leave_asked_of_a_school")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="leave_days_run_forwards"
            ),
            models.UniqueConstraint(fields=["school", "key"], name="leave_is_asked_for_once"),
        ]

    @property
    def purpose_in_words(self) -> str:
        """The purpose as the Regulations call it."""
        return PERMITTED.on(self.first_day)[Purpose(self.purpose)].title


class LeaveChild(models.Model):
    """One child of a request: each is decided by itself. Disposal takes the pupil out, and its place stays."""

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(LeaveRequest, on_delete=models.PROTECT, related_name="children")
    pupil = models.ForeignKey("people.Pupil", on_delete=models.PROTECT, null=True, related_name="leave_asked")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["request", "pupil"], name="a_child_is_asked_for_once")]

    @property
    def whose(self) -> Pupil:
        """The pupil, of a request that was not disposed of: one that was is asked about no more."""
        if self.pupil is None:
            raise ValueError("This request was disposed of, and names nobody.")
        return self.pupil

    @property
    def whose_id(self) -> int:
        """The pupil's id, of a request that was not disposed of; 0, which is nobody's, of one that was."""
        return self.pupil_id or 0
