from __future__ import annotations

from django.db import models

from onroll.service.absence_follow_up.models.record import Record


class Contact(Record):
    """One attempt to reach somebody about an absence, or somebody reaching the school: what came of it, in one record."""

    class Channel(models.TextChoices):
        PHONE = "phone", "Phone"
        TEXT = "text", "Text"
        EMAIL = "email", "Email"
        IN_PERSON = "in person", "In person"
        HOME_VISIT = "home visit", "Home visit"
        LETTER = "letter", "Letter"
        MESSAGE = "message", "Absence line or app"

    class Outcome(models.TextChoices):
        SPOKE = "spoke", "Spoke"
        NO_ANSWER = "no answer", "No answer"
        VOICEMAIL = "voicemail", "Voicemail left"
        SENT = "sent", "Sent"
        WRONG_NUMBER = "wrong number", "Wrong number"
        REFUSED = "refused", "Would not say"

    #: Outcomes in which somebody was reached.
    REACHED = frozenset({Outcome.SPOKE.value, Outcome.REFUSED.value})

    date = models.DateField(help_text="The day of the absence it is about")
    at = models.DateTimeField(help_text="When it was made")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    parent = models.ForeignKey("people.Parent", on_delete=models.PROTECT, null=True, related_name="+")
    who = models.CharField(
        max_length=160, blank=True, help_text="Who was called or answered, and who they are to the pupil"
    )
    used = models.CharField(max_length=300, blank=True, help_text="The number or address used")
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrected_by")

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["school", "date", "pupil"], name="contacts_about_an_absence")]
        constraints = [models.UniqueConstraint(fields=["school", "key"], name="a_contact_is_kept_once")]
