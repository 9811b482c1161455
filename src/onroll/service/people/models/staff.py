from __future__ import annotations

from django.conf import settings
from django.db import models


class StaffMember(models.Model):
    """A person who works for a school, trust or authority. The roles they hold are `access.RoleHeld`."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="staff_member"
    )
    school = models.ForeignKey(
        "organisations.School", on_delete=models.PROTECT, null=True, blank=True, related_name="staff"
    )
    title = models.CharField(max_length=20, blank=True)
    surname = models.CharField(max_length=100)
    forename = models.CharField(max_length=100, blank=True)
    email = models.EmailField(blank=True)
    staff_ref = models.CharField(max_length=64, blank=True, help_text="The school's own id for this person")
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["surname", "forename", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "staff_ref"],
                condition=~models.Q(staff_ref=""),
                name="one_staff_member_a_ref",
            )
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (self.title, self.forename[:1], self.surname) if part)


class PartnerProfessional(models.Model):
    """Someone outside the school who works with pupils: a social worker, youth justice worker, the Virtual School."""

    authority = models.ForeignKey(
        "organisations.Authority", on_delete=models.PROTECT, related_name="partner_professionals"
    )
    name = models.CharField(max_length=160)
    role = models.CharField(max_length=80)
    organisation = models.CharField(max_length=160, blank=True)
    email = models.EmailField(blank=True)
    telephone = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["name", "pk"]


class PartnerLink(models.Model):
    """A partner professional's days with a pupil."""

    pupil = models.ForeignKey("people.Pupil", on_delete=models.PROTECT, related_name="partner_links")
    professional = models.ForeignKey(PartnerProfessional, on_delete=models.PROTECT, related_name="links")
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["first_day"]
