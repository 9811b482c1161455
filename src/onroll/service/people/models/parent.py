from __future__ import annotations

from django.db import models


class Parent(models.Model):
    """A parent in the Education Act sense: any natural parent, anyone with parental responsibility or with care (s.576)."""

    title = models.CharField(max_length=20, blank=True)
    surname = models.CharField(max_length=100)
    forename = models.CharField(max_length=100, blank=True)
    source_ref = models.CharField(
        max_length=64, blank=True, help_text="A sender's own id, unique with its school"
    )
    source_school = models.ForeignKey(
        "organisations.School", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    folded_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="folded"
    )

    class Meta:
        ordering = ["surname", "forename", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source_school", "source_ref"],
                condition=~models.Q(source_ref=""),
                name="one_parent_a_sender_and_ref",
            )
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (self.title, self.forename, self.surname) if part)


class Relationship(models.Model):
    """What one parent is to one pupil for a span of days, and what that parent may see and be sent."""

    pupil = models.ForeignKey("people.Pupil", on_delete=models.PROTECT, related_name="relationships")
    parent = models.ForeignKey(Parent, on_delete=models.PROTECT, related_name="relationships")
    relationship = models.CharField(max_length=40, help_text="Mother, father, carer, grandparent…")
    is_natural_parent = models.BooleanField(default=False)
    parental_responsibility = models.BooleanField(default=False)
    has_care = models.BooleanField(default=False)
    lives_with = models.BooleanField(default=False, help_text="The pupil normally lives with this parent")
    contact_order = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Order to call in; blank, not to be called"
    )
    may_see = models.BooleanField(default=True, help_text="May see the pupil's record")
    may_be_sent = models.BooleanField(default=True, help_text="May be sent letters and reports")
    address_withheld = models.BooleanField(
        default=False, help_text="The pupil's address is kept from this parent"
    )
    restriction = models.CharField(
        max_length=200, blank=True, help_text="A court order or other limit, in words"
    )
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["contact_order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pupil", "parent", "first_day"], name="one_relationship_from_a_day"
            ),
        ]
