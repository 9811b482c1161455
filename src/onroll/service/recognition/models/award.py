from __future__ import annotations

from django.db import models


class Award(models.Model):
    """Praise or a reward that a school defines: what is counted, in which days, of whom, and what is given.

    It is not changed once made, so that what was given stays what it was given for: it is ended, and another made.
    """

    class Measure(models.TextChoices):
        ATTENDANCE = "attendance", "Attendance of at least so many per cent"
        IMPROVEMENT = "improvement", "Attendance better by so many percentage points"
        PUNCTUALITY = "punctuality", "Late at most so many times"

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("the name", max_length=80)
    what = models.CharField("what is given", max_length=200)
    measure = models.CharField(max_length=11, choices=Measure.choices)
    threshold = models.DecimalField(max_digits=4, decimal_places=1)
    first_day = models.DateField()
    last_day = models.DateField()
    before_first_day = models.DateField(null=True, help_text="The days that an improvement is upon")
    before_last_day = models.DateField(null=True)
    year_group = models.CharField(max_length=2, blank=True, help_text="Blank for every year")
    sets_aside = models.BooleanField(
        default=True,
        help_text="Sessions of illness, treatment, part-time timetables and faith are not counted",
    )
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=160)
    checked_at = models.DateTimeField(null=True)
    checked_by_name = models.CharField(max_length=160, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="award_days_run_forwards"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    measure="improvement", before_first_day__isnull=False, before_last_day__isnull=False
                )
                | (
                    ~models.Q(measure="improvement")
                    & models.Q(before_first_day__isnull=True, before_last_day__isnull=True)
                ),
                name="an_improvement_is_upon_something",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AwardGiven(models.Model):
    """That a pupil was given an award, with the figures as they were; taken back, it stays and says why."""

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="given")
    pupil = models.ForeignKey("people.Pupil", on_delete=models.PROTECT, null=True, related_name="+")
    words = models.CharField("the figures", max_length=200, blank=True)
    given_at = models.DateTimeField()
    given_by_name = models.CharField(max_length=160)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by_name = models.CharField(max_length=160, blank=True)
    why = models.CharField("why it was taken back", max_length=300, blank=True)
    disposed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["given_at", "pk"]
        indexes = [models.Index(fields=["school", "pupil"], name="awards_of_a_pupil")]
        constraints = [
            models.UniqueConstraint(
                fields=["award", "pupil"],
                condition=models.Q(taken_back_at__isnull=True),
                name="an_award_is_given_once",
            )
        ]
