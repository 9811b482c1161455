from __future__ import annotations

from django.db import models


class PartTimeTimetable(models.Model):
    """What is proposed and agreed of one pupil's part-time timetable. Append-only: what is wrong is withdrawn and made again.

    Disposal empties it: its pupil and its words go, and its place stays. A pupil merged into another keeps theirs under the
    row they were made for.
    """

    class Reason(models.TextChoices):
        PHYSICAL = "physical", "A physical health need"
        MENTAL = "mental", "A mental health need"
        AFTER_ABSENCE = "after absence", "Coming back after a long absence"
        AFTER_EXCLUSION = "after exclusion", "Coming back after a suspension, or to a new school"
        ANXIETY = "anxiety", "Finding it hard to come to school"
        OTHER = "other", "Something else"

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    pupil = models.ForeignKey("people.Pupil", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=16, choices=Reason.choices)
    words = models.CharField(
        "what is exceptional",
        max_length=600,
        blank=True,
        help_text="What is exceptional, and why part time is right for now",
    )
    first_day = models.DateField()
    last_day = models.DateField(help_text="The day it ends, whatever has happened by then")
    sessions_out = models.CharField(
        max_length=60, help_text="Sessions of the week that it leaves out, such as 1PM 2PM"
    )
    responsible = models.CharField("who is responsible in the hours out", max_length=300, blank=True)
    safety = models.CharField("what keeps the pupil safe in the hours out", max_length=400, blank=True)
    support = models.CharField("the support", max_length=500, blank=True)
    aim = models.CharField("the aim", max_length=500, blank=True)
    pupil_view = models.CharField("what the pupil says", max_length=400, blank=True)
    lead = models.CharField("who leads on it", max_length=160, blank=True)
    why_so_long = models.CharField("why it cannot be shorter", max_length=400, blank=True)
    first_review_on = models.DateField()
    extends = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="extended_by")
    extension_reasons = models.CharField("the reasons to extend", max_length=500, blank=True)
    key = models.CharField(max_length=64, help_text="The form's own id: sent twice, kept once")
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    made_by_name = models.CharField(max_length=160)
    disposed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["first_day", "pk"]
        indexes = [models.Index(fields=["school", "last_day"], name="timetables_of_a_school")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="timetable_days_run_forwards"
            ),
            models.UniqueConstraint(fields=["school", "key"], name="a_timetable_is_kept_once"),
        ]


class TimetablePlan(models.Model):
    """A plan of the register that a timetable came to, once it stood."""

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    timetable = models.ForeignKey(PartTimeTimetable, on_delete=models.PROTECT, related_name="plans")
    plan = models.OneToOneField("attendance_register.Plan", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
