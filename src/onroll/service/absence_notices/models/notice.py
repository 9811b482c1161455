from __future__ import annotations

from django.db import models

from onroll.law.follow_up import Recipient
from onroll.service.absence_follow_up.models.record import Record

#: Whom the law or Onroll has told of an unexplained absence or an exclusion, beside the family.
TOLD = (
    Recipient.SOCIAL_WORKER,
    Recipient.YOUTH_JUSTICE_WORKER,
    Recipient.VIRTUAL_SCHOOL_HEAD,
    Recipient.OTHER_SCHOOL,
    Recipient.LOCAL_AUTHORITY,
)
#: Who is told without that saying that somebody protects the pupil.
UNPROTECTED = (Recipient.OTHER_SCHOOL, Recipient.LOCAL_AUTHORITY)
#: What a notice is about that tells a home school of a guest's day, where no session of it is without a reason.
OF_A_GUEST = "guest"


class Knows(models.TextChoices):
    """What somebody who was told of an absence says of where the child is; blank where they said nothing of it."""

    WITH_US = "with us", "The child is with them"
    ELSEWHERE = "elsewhere", "The child is elsewhere, and they know where"
    NOT_KNOWN = "not known", "They do not know where the child is"


#: By which answers it is known where a child is, so that nobody need be rung to find out.
ACCOUNTED_FOR = (Knows.WITH_US, Knows.ELSEWHERE)


class Notice(Record):
    """One telling of one pupil's absence of a day, or exclusion, to one who must know: by email, which waits for a receipt, or spoken."""

    class How(models.TextChoices):
        EMAIL = "email", "Email"
        PHONE = "phone", "Phone"
        IN_PERSON = "in person", "In person"

    date = models.DateField(help_text="The day of the absence it is about, or on which an exclusion was told")
    about = models.CharField(
        max_length=60, blank=True, help_text="The exclusion it is about; blank is an absence without a reason"
    )
    sessions = models.CharField(
        max_length=5,
        blank=True,
        help_text="The sessions they were told of: AM, PM or AM,PM; blank is the whole day",
    )
    at = models.DateTimeField(help_text="When they were told")
    recipient = models.CharField(max_length=20, choices=[(one.value, one.in_words) for one in TOLD])
    how = models.CharField(max_length=9, choices=How.choices)
    professional = models.ForeignKey(
        "people.PartnerProfessional", on_delete=models.PROTECT, null=True, related_name="+"
    )
    who = models.CharField("who was told", max_length=160, blank=True)
    used = models.CharField("the number or address", max_length=300, blank=True)
    knows = models.CharField(
        max_length=9, choices=Knows.choices, blank=True, help_text="What was said of where the child is"
    )
    message = models.ForeignKey(
        "correspondence.Message", on_delete=models.PROTECT, null=True, related_name="+"
    )
    #: Of the secret that opens the page of the receipt, without an account.
    secret_hash = models.CharField(max_length=64, blank=True, db_index=True)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["school", "date", "pupil"], name="notices_about_an_absence")]
        constraints = [
            models.UniqueConstraint(fields=["school", "key"], name="a_notice_is_kept_once"),
            models.CheckConstraint(
                condition=models.Q(how="email", message__isnull=False)
                | (~models.Q(how="email") & models.Q(message__isnull=True)),
                name="a_notice_by_email_has_its_message",
            ),
        ]

    @property
    def is_of_guest(self) -> bool:
        """Whether it tells how a guest attended."""
        return self.about == OF_A_GUEST


class NoticeEvent(Record):
    """What came after a notice: a receipt, by the link or as staff were told, or that a receipt was asked for again."""

    class What(models.TextChoices):
        RECEIVED = "received", "Received"
        CHASED = "chased", "Receipt asked for again"

    class How(models.TextChoices):
        LINK = "link", "By the link of the notice"
        PHONE = "phone", "Phone"
        EMAIL = "email", "Email"
        IN_PERSON = "in person", "In person"

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="events")
    what = models.CharField(max_length=8, choices=What.choices)
    how = models.CharField(max_length=9, choices=How.choices)
    at = models.DateTimeField(help_text="When it happened")
    who = models.CharField("who", max_length=160, blank=True, help_text="Who has received it, or was asked")
    knows = models.CharField(
        max_length=9, choices=Knows.choices, blank=True, help_text="What was said of where the child is"
    )

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["school", "key"], name="a_notice_event_is_kept_once")]
