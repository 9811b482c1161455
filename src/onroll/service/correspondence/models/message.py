from __future__ import annotations

import uuid

from django.db import models


class Message(models.Model):
    """One message to one recipient by one channel, in the words that were sent. It only grows: what comes of it is its events."""

    class Channel(models.TextChoices):
        TEXT = "text", "Text"
        EMAIL = "email", "Email"
        LETTER = "letter", "Letter"

    class RecipientKind(models.TextChoices):
        PARENT = "parent", "Parent"
        PROFESSIONAL = "professional", "Professional"
        OTHER_SCHOOL = "other school", "Other school"
        AUTHORITY = "authority", "Local authority"
        STAFF = "staff", "Staff"
        ACCOUNT = "account", "Account"

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(
        max_length=200, help_text="What it is about, to whom and how: the same is never sent twice"
    )
    #: What a provider is given to know it by, so that it can be asked whether it has it already.
    reference = models.UUIDField(default=uuid.uuid4, unique=True)
    template = models.CharField(max_length=60)
    edition = models.CharField(max_length=12, help_text="Which letter of the wording")
    wording = models.ForeignKey(
        "correspondence.Wording", on_delete=models.PROTECT, null=True, related_name="messages"
    )
    language = models.CharField(max_length=8)
    channel = models.CharField(max_length=6, choices=Channel.choices)
    pupil = models.ForeignKey("people.Pupil", on_delete=models.PROTECT, null=True, related_name="+")
    about = models.CharField(max_length=80)
    on = models.DateField(null=True, help_text="The day it is about")
    #: Not to be sent after this day.
    last_day = models.DateField(null=True)
    is_protected = models.BooleanField(default=False, help_text="Says that somebody protects the pupil")
    recipient_kind = models.CharField(max_length=12, choices=RecipientKind.choices)
    recipient_id = models.BigIntegerField()
    recipient_name = models.CharField(max_length=200)
    address = models.CharField(
        max_length=500, help_text="Number, email address, or lines of a postal address"
    )
    subject = models.CharField(max_length=300, blank=True)
    body = models.TextField()
    asked_at = models.DateTimeField()
    asked_by_name = models.CharField(max_length=160)
    asked_by_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["school", "key"], name="one_message_a_key")]
        indexes = [
            models.Index(fields=["school", "-asked_at"], name="messages_of_a_school"),
            models.Index(fields=["pupil", "school"], name="messages_about_a_pupil"),
        ]


class MessageEvent(models.Model):
    """One thing that happened to a message."""

    class Kind(models.TextChoices):
        ASKED = "asked", "Asked for"
        HELD = "held", "Held until a better hour"
        TRYING = "trying", "Handed to the provider"
        PUT_BACK = "put back", "Did not go, and will be tried again"
        SENT = "sent", "Sent"
        DELIVERED = "delivered", "Delivered"
        FAILED = "failed", "Not delivered"
        GIVEN_UP = "given up", "Given up"
        UNSURE = "unsure", "May have gone"
        CANCELLED = "cancelled", "Cancelled"
        LAPSED = "lapsed", "Too late to be of use, and not sent"
        POSTED = "posted", "Posted"

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="events")
    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=160)
    sender = models.CharField(max_length=10, blank=True, help_text="outbox, smtp or notify")
    provider_id = models.CharField(max_length=80, blank=True)
    next_at = models.DateTimeField(null=True)
    detail = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["school", "kind", "at"], name="message_events_of_a_kind")]


class Waiting(models.Model):
    """What is still to be done for a message, and when: a projection of its events, gone once nothing is."""

    class Deed(models.TextChoices):
        SEND = "send", "Send it"
        ASK = "ask", "Ask the provider what became of it"

    message = models.OneToOneField(
        Message, on_delete=models.PROTECT, primary_key=True, related_name="waiting"
    )
    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    deed = models.CharField(max_length=4, choices=Deed.choices)
    at = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["at", "pk"]
