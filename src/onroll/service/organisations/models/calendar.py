from __future__ import annotations

from django.db import models


class Half(models.TextChoices):
    """The two sessions of a school day."""

    AM = "AM", "Morning"
    PM = "PM", "Afternoon"


class SessionTimes(models.Model):
    """When a school's morning or afternoon runs, and its register is open, from a day on until the next such row."""

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="session_times")
    first_day = models.DateField()
    session = models.CharField(max_length=2, choices=Half.choices)
    starts_at = models.TimeField()
    register_opens_at = models.TimeField()
    register_closes_at = models.TimeField()
    ends_at = models.TimeField()

    class Meta:
        ordering = ["first_day", "session"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "first_day", "session"], name="one_set_of_times_from_a_day"
            ),
            models.CheckConstraint(
                condition=models.Q(register_opens_at__lt=models.F("register_closes_at")),
                name="register_opens_before_it_closes",
            ),
        ]


class SchoolSession(models.Model):
    """What a school's calendar says of one morning or afternoon.

    A day without a row is not a school day. Times are written out here, so that a register reads one row and a
    late start on one day needs no exception elsewhere.
    """

    class Kind(models.TextChoices):
        SCHOOL = "school", "School meets"
        INSET = "inset", "Staff training (INSET)"
        HOLIDAY = "holiday", "Holiday"
        POLLING = "polling", "Polling station"
        CLOSURE = "closure", "Unplanned closure"

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="sessions")
    date = models.DateField()
    session = models.CharField(max_length=2, choices=Half.choices)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.SCHOOL)
    starts_at = models.TimeField(null=True, blank=True)
    register_opens_at = models.TimeField(null=True, blank=True)
    register_closes_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["date", "session"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "date", "session"], name="one_row_a_school_and_session"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="school")
                | models.Q(register_opens_at__isnull=False, register_closes_at__isnull=False),
                name="a_session_held_has_register_times",
            ),
        ]


class CalendarTemplate(models.Model):
    """An authority's term dates for an academic year, which its schools may start from."""

    authority = models.ForeignKey(
        "organisations.Authority", on_delete=models.PROTECT, related_name="calendar_templates"
    )
    name = models.CharField(max_length=120)
    first_day = models.DateField(help_text="First day of the academic year")
    last_day = models.DateField()

    class Meta:
        ordering = ["-first_day", "name"]


class CalendarTemplateSpan(models.Model):
    """One span of a template: a half term the school meets, or days in it when it does not."""

    template = models.ForeignKey(CalendarTemplate, on_delete=models.CASCADE, related_name="spans")
    kind = models.CharField(max_length=8, choices=SchoolSession.Kind.choices)
    label = models.CharField(max_length=80)
    first_day = models.DateField()
    last_day = models.DateField()

    class Meta:
        ordering = ["first_day"]
