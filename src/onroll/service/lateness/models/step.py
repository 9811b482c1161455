from __future__ import annotations

from django.db import models


class LatenessStep(models.Model):
    """One thing done about a pupil's lateness: a letter, none needed, a pattern looked at, a concern told, its answer.

    Append-only. `last_day` is the last day it had in view: what comes after counts afresh. Disposal empties a step: its
    pupil and its words go, and its place stays. A pupil merged into another keeps their steps under the row they were made for.
    """

    class Kind(models.TextChoices):
        LETTER = "letter", "Letter written"
        NO_LETTER = "no letter", "No letter needed"
        LOOKED_AT = "looked at", "Pattern looked at"
        CONCERN = "concern", "Told to the safeguarding lead"
        ANSWER = "answer", "Answered by the safeguarding lead"

    class Concern(models.TextChoices):
        EXPLOITATION = "exploitation", "Signs that somebody may be exploiting the pupil"
        UNACCOUNTED = "unaccounted", "Nobody knows where the pupil is before school"
        AT_HOME = "at home", "Something at home"
        CARING = "caring", "Looks after somebody at home"
        TIRED = "tired", "Tired, hungry or unwell on arrival"
        AVOIDING = "avoiding", "Avoids somebody, on the way or in school"
        OTHER = "other", "Something else"

    class Answer(models.TextChoices):
        SPEAK = "speak", "Speak to the pupil"
        FAMILY = "family", "Speak to the family"
        SERVICES = "services", "Refer to children’s services"
        KNOWN = "known", "Known already, and being worked on"
        NOTHING_MORE = "nothing more", "Nothing more for now"

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    pupil = models.ForeignKey("people.Pupil", on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    last_day = models.DateField(help_text="The last day it had in view")
    concern = models.CharField(max_length=12, choices=Concern.choices, blank=True)
    answer = models.CharField(max_length=12, choices=Answer.choices, blank=True)
    answers = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="answered_by")
    words = models.CharField(max_length=600, blank=True, help_text="In words")
    key = models.CharField(  # noqa: DJ001 - NULL, so that many may have none
        max_length=64, null=True, help_text="The sender's own id for this sending: sent twice, kept once"
    )
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    made_by_name = models.CharField(max_length=160)
    made_by_role = models.CharField(max_length=80)
    disposed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["made_at", "pk"]
        indexes = [models.Index(fields=["school", "pupil", "kind"], name="steps_about_lateness")]
        constraints = [
            models.UniqueConstraint(fields=["school", "key"], name="a_lateness_step_is_kept_once"),
            models.CheckConstraint(
                condition=models.Q(kind="concern", concern__gt="")
                | (~models.Q(kind="concern") & models.Q(concern=""))
                | models.Q(disposed_at__isnull=False),
                name="a_concern_is_named",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="answer", answer__gt="", answers__isnull=False)
                | (~models.Q(kind="answer") & models.Q(answer="", answers__isnull=True))
                | models.Q(disposed_at__isnull=False),
                name="an_answer_says_what_of_what",
            ),
        ]
