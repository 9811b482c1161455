from __future__ import annotations

from django.db import models

from onroll.law.planned_attendance import ASKED_OF_AN_ACTIVITY, Activity
from onroll.service.organisations.models.calendar import Half


class Arrangement(models.Model):
    """Something arranged ahead for some pupils: what, when and where, who answers for it, and who approved it."""

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="arrangements")
    activity = models.CharField(max_length=16, choices=[(one.value, one.value) for one in Activity])
    title = models.CharField("what it is", max_length=200)
    place = models.CharField("where it is", max_length=200, blank=True)
    because = models.CharField("the religious body, or the trade", max_length=200, blank=True)
    first_day = models.DateField()
    last_day = models.DateField()
    session = models.CharField(max_length=2, choices=Half.choices, blank=True, help_text="Blank for both")
    weekdays = models.CharField(max_length=5, default="12345", help_text="ISO weekdays, such as 135")
    week = models.CharField(max_length=1, blank=True, help_text="A or B, of two weeks; blank for every week")
    responsible = models.CharField("who is responsible on the day", max_length=160, blank=True)
    telephone = models.CharField("how to reach them", max_length=60, blank=True)
    supervised_by = models.CharField("who supervises", max_length=200, blank=True)
    is_supervised_by_staff = models.BooleanField(default=False)
    approved_by = models.CharField("who approved it", max_length=160, blank=True)
    agreed_on = models.DateField(null=True, help_text="With a parent each pupil normally lives with")
    key = models.CharField(max_length=64, help_text="The form's own id: sent twice, made once")
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    made_by_name = models.CharField(max_length=160)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by_name = models.CharField(max_length=160, blank=True)
    withdrawn_why = models.CharField("why it does not take place", max_length=300, blank=True)

    class Meta:
        ordering = ["first_day", "pk"]
        indexes = [models.Index(fields=["school", "last_day"], name="arranged_at_a_school")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="arranged_days_run_forwards"
            ),
            models.UniqueConstraint(fields=["school", "key"], name="an_arrangement_is_made_once"),
        ]

    @property
    def activity_in_words(self) -> str:
        """What kind it is, as the law calls it."""
        return ASKED_OF_AN_ACTIVITY.on(self.first_day)[Activity(self.activity)].title

    @property
    def code(self) -> str:
        """The code its sessions have."""
        return ASKED_OF_AN_ACTIVITY.on(self.first_day)[Activity(self.activity)].code


class ArrangedPupil(models.Model):
    """One pupil of an arrangement, the plan that was made, and whether the pupil was taken out again."""

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    arrangement = models.ForeignKey(Arrangement, on_delete=models.PROTECT, related_name="pupils")
    pupil = models.ForeignKey("people.Pupil", on_delete=models.PROTECT, related_name="arranged")
    plan = models.ForeignKey("attendance_register.Plan", on_delete=models.PROTECT, related_name="+")
    taken_out_at = models.DateTimeField(null=True)
    taken_out_by_name = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["arrangement", "pupil"],
                condition=models.Q(taken_out_at__isnull=True),
                name="a_pupil_is_arranged_for_once",
            )
        ]
