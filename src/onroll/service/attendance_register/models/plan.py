from __future__ import annotations

from django.db import models

from onroll.service.organisations.models.calendar import Half


class Plan(models.Model):
    """What is expected of a pupil for a span of days: leave, a visit, a part-time timetable, another school.

    A plan pre-fills a register. It is not an entry until its session comes and someone, or the day's job, enters it.
    """

    class Kind(models.TextChoices):
        LEAVE = "leave", "Leave agreed"
        PART_TIME = "part-time", "Part-time timetable"
        VISIT = "visit", "Visit"
        SPORT = "sport", "Sporting activity"
        WORK_EXPERIENCE = "work experience", "Work experience"
        OFF_SITE = "off-site", "Off-site education"
        OTHER_SCHOOL = "other school", "At the other school"
        NOT_REQUIRED = "not required", "Not required to attend"
        APPOINTMENT = "appointment", "Appointment"
        EXCLUSION = "exclusion", "Suspended or excluded"

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="plans")
    pupil = models.ForeignKey("people.Pupil", on_delete=models.PROTECT, related_name="plans")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    code = models.CharField(max_length=2)
    note = models.CharField(max_length=300, blank=True)
    first_day = models.DateField()
    last_day = models.DateField()
    session = models.CharField(max_length=2, choices=Half.choices, blank=True, help_text="Blank for both")
    weekdays = models.CharField(
        max_length=5, default="12345", help_text="ISO weekdays it covers, such as 135"
    )
    week = models.CharField(
        max_length=1, blank=True, help_text="A or B: the week of two it was made for; blank for every week"
    )
    mondays = models.CharField(
        max_length=800, blank=True, help_text="The Mondays of the weeks it covers alone; blank for every week"
    )
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    made_by_name = models.CharField(max_length=160)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by_name = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["first_day", "pk"]
        indexes = [models.Index(fields=["school", "first_day", "last_day"], name="plans_of_a_school")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="plan_days_run_forwards"
            ),
            models.CheckConstraint(
                condition=models.Q(cancelled_at__isnull=True, cancelled_by_name="")
                | (models.Q(cancelled_at__isnull=False) & ~models.Q(cancelled_by_name="")),
                name="a_cancelled_plan_names_who",
            ),
        ]
