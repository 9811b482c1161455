from __future__ import annotations

from django.conf import settings
from django.db import models


class AccountAccess(models.Model):
    """One parent's record at one school, joined to their account: it opens what that parent's own link opens.

    It is of a parent, never of a child, so that separated households stay apart. One account a parent's record at a time.
    """

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey("people.Parent", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="parent_accesses"
    )
    joined_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by_name = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["joined_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "parent"],
                condition=models.Q(ended_at__isnull=True),
                name="one_account_a_parents_record",
            )
        ]


class AddressProof(models.Model):
    """A link mailed to an address, which shows that whoever opens it reads what is sent there. Gone once used or run out."""

    class Purpose(models.TextChoices):
        MAKE = "make", "Make an account"
        ADDRESS = "address", "Change the address"
        PASSWORD = "password", "Choose a new password"

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    #: Whose link it was asked from: of an account that is to be made.
    parent = models.ForeignKey("people.Parent", on_delete=models.PROTECT, null=True, related_name="+")
    #: Whose account it is: of one that is there.
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    purpose = models.CharField(max_length=8, choices=Purpose.choices)
    email = models.EmailField()
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at"]
