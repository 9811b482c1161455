from __future__ import annotations

from django.db import models


class LessonsKept(models.Model):
    """That a school keeps lesson registers, from a day and, where it has stopped, to one."""

    school = models.OneToOneField(
        "organisations.School", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    first_day = models.DateField()
    last_day = models.DateField(null=True)
    changed_at = models.DateTimeField()
    changed_by_name = models.CharField(max_length=160)


class Week(models.TextChoices):
    """Which of the two weeks of a timetable."""

    A = "A", "Week A"
    B = "B", "Week B"


class WeekCycle(models.Model):
    """That a school's timetable is of two weeks: from when week A runs, and whether weeks of holiday count."""

    class Holidays(models.TextChoices):
        SKIP = "skip", "Weeks in which the school does not meet are left out"
        COUNT = "count", "Every week counts, those of holidays too"

    school = models.OneToOneField(
        "organisations.School", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    first_monday = models.DateField("the Monday of a week A")
    holidays = models.CharField(max_length=5, choices=Holidays.choices)
    changed_at = models.DateTimeField()
    changed_by_name = models.CharField(max_length=160)


class TeachingGroup(models.Model):
    """The pupils whom one subject is taught together."""

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("the group’s name", max_length=40)
    subject = models.CharField("the subject", max_length=60)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["school", "name", "subject"], name="one_teaching_group_a_name")
        ]

    def __str__(self) -> str:
        return f"{self.subject}, {self.name}"


class TeachingGroupMember(models.Model):
    """One pupil of a teaching group, from a day to a day."""

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(TeachingGroup, on_delete=models.PROTECT, related_name="members")
    pupil = models.ForeignKey("people.Pupil", on_delete=models.PROTECT, related_name="+")
    first_day = models.DateField()
    last_day = models.DateField(null=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["school", "pupil"], name="teaching_groups_of_a_pupil")]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "pupil", "first_day"], name="in_a_teaching_group_once_from_a_day"
            )
        ]


class Lesson(models.Model):
    """One lesson of the week: which group, which weekday and period, from when to when, and who teaches it."""

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(TeachingGroup, on_delete=models.PROTECT, related_name="lessons")
    weekday = models.PositiveSmallIntegerField(help_text="ISO: Monday is 1")
    week = models.CharField(
        "the week of two", max_length=1, choices=Week.choices, blank=True, help_text="Blank for both"
    )
    period = models.CharField("the period", max_length=10)
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    teacher = models.ForeignKey("access.User", on_delete=models.PROTECT, null=True, related_name="+")
    teacher_name = models.CharField("the teacher’s name", max_length=160, blank=True)
    first_day = models.DateField()
    last_day = models.DateField(null=True)

    class Meta:
        ordering = ["weekday", "starts_at", "pk"]
        indexes = [models.Index(fields=["school", "weekday", "first_day"], name="lessons_of_a_weekday")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="a_lesson_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["group", "weekday", "week", "period", "first_day"],
                name="one_lesson_a_group_and_period",
            ),
        ]
