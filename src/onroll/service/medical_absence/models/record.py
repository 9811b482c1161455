from __future__ import annotations

from django.db import models


class MedicalRecord(models.Model):
    """One thing known or done about a pupil's absence through illness. Append-only; disposal empties it.

    A pupil merged into another keeps theirs under the row they were made for.
    """

    class Kind(models.TextChoices):
        EARLIER = "earlier school", "Days of illness at an earlier school"
        EXPECTED = "expected", "Expected to be away"
        EVIDENCE_ASKED = "evidence asked", "Evidence asked for"
        EVIDENCE = "evidence", "Evidence seen"
        ONE_ILLNESS = "one illness", "Whether it is one illness"
        RETURN = "return", "Sickness return made"
        PLAN = "plan", "Support plan"
        PLAN_REVIEW = "plan review", "Support plan reviewed"
        CHECK_IN = "check-in", "Return-to-school check-in"
        REFERRAL = "referral", "Referred to the authority for medical needs"
        REFERRAL_REVIEW = "referral review", "Referral reviewed"
        CONSENT = "consent", "Consent to ask a health professional"
        CONSENT_ENDED = "consent ended", "Consent withdrawn"
        REQUEST = "request", "Health professional asked"
        REMINDER = "reminder", "Health professional reminded"
        REPLY = "reply", "Health professional’s reply"
        CODING = "coding", "Decided how days are entered"

    class Nature(models.TextChoices):
        UNSAID = "unsaid", "Not said"
        PHYSICAL = "physical", "Physical health"
        MENTAL = "mental", "Mental health"

    class Evidence(models.TextChoices):
        WORD = "word", "A parent’s word"
        SEEN = "seen", "Something seen: an appointment card, a prescription, a message"
        PROFESSIONAL = "professional", "A professional’s word: GP, nurse, therapist, consultant"

    class How(models.TextChoices):
        EMAIL = "email", "By email"
        PORTAL = "portal", "On the authority’s own system"
        PAPER = "paper", "On paper"
        TELEPHONE = "telephone", "By telephone"

    class Outcome(models.TextChoices):
        YES = "yes", "One illness"
        NO = "no", "Several that have nothing to do with each other"
        WAITING = "waiting", "Waits for the authority"
        ACCEPTED = "accepted", "Taken on by the authority"
        DECLINED = "declined", "Not taken on"
        GOES_ON = "goes on", "Goes on"
        CHANGED = "changed", "Changed as written"
        OVER = "over", "No longer needed"
        ILLNESS = "illness", "Entered as illness"
        OTHERWISE = "other", "Entered as something else"

    class GivenBy(models.TextChoices):
        PARENT = "parent", "A parent"
        PUPIL = "pupil", "The pupil"

    class Scope(models.TextChoices):
        PATTERN = "pattern", "The days of absence through illness, and their pattern"
        REASONS = "reasons", "The reasons the school was given"
        SUPPORT = "support", "What the school does to help"

    #: What is decided of days that were put down to illness.
    OF_CODING = (Outcome.ILLNESS, Outcome.OTHERWISE)
    #: What a review of a plan, and of a referral, may find.
    OF_A_PLAN = (Outcome.GOES_ON, Outcome.CHANGED, Outcome.OVER)
    OF_A_REFERRAL = (Outcome.ACCEPTED, Outcome.DECLINED, Outcome.GOES_ON, Outcome.OVER)

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    pupil = models.ForeignKey("people.Pupil", on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=15, choices=Kind.choices)
    on = models.DateField()
    until = models.DateField(
        null=True, help_text="The last day it speaks of, such as the day before the pupil is expected"
    )
    days = models.PositiveSmallIntegerField(
        null=True, help_text="School days of illness that an earlier school reports"
    )
    next_on = models.DateField(null=True, help_text="When it is looked at again")
    nature = models.CharField(max_length=8, choices=Nature.choices, blank=True)
    evidence = models.CharField(max_length=12, choices=Evidence.choices, blank=True)
    how = models.CharField(max_length=9, choices=How.choices, blank=True)
    who = models.CharField("who it was", max_length=160, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    given_by = models.CharField(max_length=6, choices=GivenBy.choices, blank=True)
    scope = models.CharField(
        max_length=40, blank=True, help_text="What may be told to a health professional, separated by spaces"
    )
    of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+",
        help_text="The consent it ends or rests on, or the request it is about",
    )  # fmt: skip
    words = models.CharField("what the school needs to know", max_length=600, blank=True)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    made_by_name = models.CharField(max_length=160)
    made_by_role = models.CharField(max_length=80)
    disposed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["made_at", "pk"]
        indexes = [models.Index(fields=["school", "pupil"], name="medical_records_of_a_pupil")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("on")),
                name="medical_days_run_forwards",
            )
        ]
