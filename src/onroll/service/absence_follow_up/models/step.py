from __future__ import annotations

from django.db import models

from onroll.service.absence_follow_up.models.record import Record


class Step(Record):
    """One step about an absence beyond a call: told to the safeguarding lead, answered, a home visit, the child seen."""

    class Kind(models.TextChoices):
        ESCALATED = "escalated", "Told to the safeguarding lead"
        ACKNOWLEDGED = "acknowledged", "Taken on by the safeguarding lead"
        DECIDED = "decided", "Decided"
        VISIT_PLANNED = "visit planned", "Home visit planned"
        VISIT_MADE = "visit made", "Home visit made"
        SEEN = "seen", "Child seen"

    class Decision(models.TextChoices):
        HOME_VISIT = "home visit", "Visit the home"
        POLICE = "police", "Ask the police to see that the child is safe"
        CHILDRENS_SERVICES = "children's services", "Refer to children’s services"
        KEEP_CALLING = "keep calling", "Keep calling"
        NOTHING_MORE = "nothing more", "Nothing more today"

    class Found(models.TextChoices):
        CHILD_SEEN = "child seen", "The child was seen"
        FAMILY_SEEN = "family seen", "Family seen, and not the child"
        NO_ANSWER = "no answer", "Nobody answered"
        MOVED = "moved", "The family seems to have moved"

    date = models.DateField(help_text="The day of the absence it is about")
    at = models.DateTimeField(help_text="When it happened, or is to happen")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    answers = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="answered_by")
    decision = models.CharField(max_length=20, choices=Decision.choices, blank=True)
    found = models.CharField(max_length=12, choices=Found.choices, blank=True)
    who = models.CharField(max_length=160, blank=True, help_text="Who goes, went or saw the child")
    place = models.CharField(max_length=300, blank=True, help_text="Where")

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["school", "date", "pupil"], name="steps_about_an_absence")]
        constraints = [
            models.UniqueConstraint(fields=["school", "key"], name="a_step_is_kept_once"),
            models.CheckConstraint(
                condition=models.Q(kind="decided", decision__gt="")
                | (~models.Q(kind="decided") & models.Q(decision="")),
                name="a_decision_says_what",
            ),
        ]
