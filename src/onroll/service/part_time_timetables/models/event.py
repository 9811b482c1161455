from __future__ import annotations

from django.db import models


class TimetableEvent(models.Model):
    """One thing that happened to a part-time timetable: signed, reviewed, told, ended. Append-only; disposal empties it."""

    class Kind(models.TextChoices):
        SIGNED = "signed", "Agreed"
        DECLINED = "declined", "Did not agree"
        WITHDREW = "withdrew", "Withdrew agreement"
        REVIEWED = "reviewed", "Reviewed"
        TOLD = "told", "Told"
        DROPPED = "dropped", "The proposal was withdrawn"
        ENDED = "ended", "Ended"

    class Party(models.TextChoices):
        PARENT = "parent", "A parent"
        PUPIL = "pupil", "The pupil"
        SCHOOL = "school", "The school"
        SOCIAL_WORKER = "social worker", "The social worker"
        AUTHORITY = "authority", "The local authority"
        VIRTUAL_SCHOOL = "virtual school", "The Virtual School"

    class How(models.TextChoices):
        SPOKEN = "spoken", "In person"
        PAPER = "paper", "On paper"
        PAGE = "page", "On the parents’ page"
        EMAIL = "email", "By email"
        TELEPHONE = "telephone", "By telephone"
        PORTAL = "portal", "On the other’s own system"

    class Outcome(models.TextChoices):
        KEEP = "keep", "Goes on as it is"
        MORE = "more", "Ready for more sessions: make another timetable"
        FULL_TIME = "full time", "Full time again"
        OTHER_PROVISION = "other provision", "Educated otherwise"
        EXTENDED = "extended", "Goes on under a fresh agreement"
        WITHDRAWN = "withdrawn", "A parent withdrew agreement: full time again"
        LEFT = "left", "Left the school"

    #: What a review may find.
    OF_A_REVIEW = (Outcome.KEEP, Outcome.MORE, Outcome.FULL_TIME)
    #: What may become of a pupil at the end.
    OF_AN_END = (Outcome.FULL_TIME, Outcome.OTHER_PROVISION, Outcome.EXTENDED, Outcome.LEFT)

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    timetable = models.ForeignKey(
        "part_time_timetables.PartTimeTimetable", on_delete=models.PROTECT, related_name="events"
    )
    pupil = models.ForeignKey("people.Pupil", on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    on = models.DateField()
    party = models.CharField(max_length=14, choices=Party.choices, blank=True)
    parent = models.ForeignKey("people.Parent", on_delete=models.PROTECT, null=True, related_name="+")
    who = models.CharField("who it was", max_length=160, blank=True)
    how = models.CharField(max_length=9, choices=How.choices, blank=True)
    outcome = models.CharField(max_length=15, choices=Outcome.choices, blank=True)
    next_on = models.DateField(null=True, help_text="When it is reviewed again")
    words = models.CharField("what was found", max_length=600, blank=True)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    made_by_name = models.CharField(max_length=160)
    made_by_role = models.CharField(max_length=80)
    disposed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["made_at", "pk"]
        indexes = [models.Index(fields=["timetable", "kind"], name="events_of_a_timetable")]
