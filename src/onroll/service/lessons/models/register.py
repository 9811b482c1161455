from __future__ import annotations

from django.db import models


class LessonRegister(models.Model):
    """One taking of a lesson's register. Append-only: taken again, the last one stands, and the others stay.

    Whoever of the group has no mark in it was present.
    """

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    lesson = models.ForeignKey("lessons.Lesson", on_delete=models.PROTECT, related_name="registers")
    date = models.DateField()
    expected = models.PositiveSmallIntegerField(help_text="How many were of the group that day")
    key = models.CharField(  # noqa: DJ001 - NULL, so that many may have none
        max_length=64, null=True, help_text="The sender's own id for this sending: sent twice, kept once"
    )
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    made_by_name = models.CharField(max_length=160)

    class Meta:
        ordering = ["made_at", "pk"]
        indexes = [models.Index(fields=["school", "date", "lesson"], name="lesson_registers_of_a_day")]
        constraints = [
            models.UniqueConstraint(fields=["school", "key"], name="a_lesson_register_is_kept_once")
        ]


class LessonMark(models.Model):
    """That a pupil was absent from a lesson, late to it, or known to be elsewhere. Append-only; disposal empties it."""

    class Mark(models.TextChoices):
        ABSENT = "absent", "Absent"
        LATE = "late", "Late"
        ELSEWHERE = "elsewhere", "Elsewhere in school"

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    register = models.ForeignKey(LessonRegister, on_delete=models.PROTECT, related_name="marks")
    pupil = models.ForeignKey("people.Pupil", on_delete=models.PROTECT, null=True, related_name="+")
    mark = models.CharField(max_length=9, choices=Mark.choices)
    words = models.CharField("the note", max_length=200, blank=True)
    made_at = models.DateTimeField()
    disposed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["school", "pupil"], name="lesson_marks_of_a_pupil")]
        constraints = [
            models.UniqueConstraint(fields=["register", "pupil"], name="one_mark_a_pupil_and_register")
        ]
