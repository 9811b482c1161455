from __future__ import annotations

from django.db import models


class Trust(models.Model):
    """An academy trust: the proprietor of one or more academies."""

    name = models.CharField(max_length=120, unique=True)
    uid = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class School(models.Model):
    """A school that keeps an admission register and an attendance register (Education Act 1996 s.434)."""

    class Phase(models.TextChoices):
        NURSERY = "nursery", "Nursery"
        PRIMARY = "primary", "Primary"
        MIDDLE = "middle", "Middle"
        MIDDLE_DEEMED_PRIMARY = "middle deemed primary", "Middle, deemed primary"
        MIDDLE_DEEMED_SECONDARY = "middle deemed secondary", "Middle, deemed secondary"
        SECONDARY = "secondary", "Secondary"
        ALL_THROUGH = "all-through", "All-through"
        SPECIAL = "special", "Special"
        ALTERNATIVE_PROVISION = "alternative provision", "Alternative provision"

    class Kind(models.TextChoices):
        """Who the proprietor is: it decides which leave rules bind the school (regulation 11(1))."""

        MAINTAINED = "maintained", "Maintained school"
        ACADEMY = "academy", "Academy or free school"
        PUPIL_REFERRAL_UNIT = "pupil referral unit", "Pupil referral unit"
        NON_MAINTAINED_SPECIAL = "non-maintained special", "Non-maintained special school"
        INDEPENDENT = "independent", "Independent school"

    authority = models.ForeignKey("organisations.Authority", on_delete=models.PROTECT, related_name="schools")
    district = models.ForeignKey(
        "organisations.District", on_delete=models.PROTECT, related_name="schools", null=True, blank=True
    )
    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="schools", null=True, blank=True)
    name = models.CharField(max_length=160)
    urn = models.CharField(max_length=6, unique=True)
    dfe_number = models.CharField(
        max_length=7, unique=True, help_text="Authority's three digits, then the school's four"
    )
    phase = models.CharField(max_length=24, choices=Phase.choices)
    kind = models.CharField(max_length=24, choices=Kind.choices)
    lowest_age = models.PositiveSmallIntegerField()
    highest_age = models.PositiveSmallIntegerField()
    has_boarders = models.BooleanField(default=False)
    address = models.CharField(max_length=300, blank=True)
    telephone = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(lowest_age__lte=models.F("highest_age")), name="school_ages_run_upwards"
            )
        ]

    def __str__(self) -> str:
        return self.name
