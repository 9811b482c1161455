from __future__ import annotations

from django.db import models

from onroll.service.people.special_needs import NEEDS, need_of


class Pupil(models.Model):
    """A child on, or once on, a school's roll. One row a child, however many schools."""

    class Sex(models.TextChoices):
        FEMALE = "F", "Female"
        MALE = "M", "Male"

    upn = models.CharField(max_length=13, null=True, blank=True, unique=True)
    former_upn = models.CharField(
        max_length=13,
        blank=True,
        verbose_name="former UPN",
        help_text="The number the child had before this one",
    )
    legal_surname = models.CharField(max_length=100)
    legal_forenames = models.CharField(max_length=100)
    known_surname = models.CharField(
        max_length=100, blank=True, help_text="Where it differs from the legal surname"
    )
    known_forename = models.CharField(max_length=100, blank=True)
    born = models.DateField()
    sex = models.CharField(max_length=1, choices=Sex.choices)
    ethnicity = models.CharField(max_length=8, blank=True, help_text="CBDS code")
    language = models.CharField(max_length=8, blank=True, help_text="CBDS code of the first language")
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    is_mobile_child = models.BooleanField(default=False, help_text="Regulation 3(1)")
    folded_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="folded",
        help_text="The same child's other row, where two were found to be one; its entries stay under its own id",
    )

    class Meta:
        ordering = ["legal_surname", "legal_forenames", "pk"]
        indexes = [
            models.Index(fields=["legal_surname", "legal_forenames"], name="pupil_by_name"),
            models.Index(fields=["former_upn"], name="pupil_by_former_upn"),
        ]

    def __str__(self) -> str:
        return f"{self.forename} {self.surname}"

    @property
    def surname(self) -> str:
        return self.known_surname or self.legal_surname

    @property
    def forename(self) -> str:
        return self.known_forename or self.legal_forenames.split(" ")[0]

    @property
    def initials(self) -> str:
        return f"{self.forename[:1]}{self.surname[:1]}".upper()


class FormerName(models.Model):
    """A name a pupil had before, kept so that papers under it can be found."""

    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="former_names")
    surname = models.CharField(max_length=100)
    forenames = models.CharField(max_length=100)
    until = models.DateField()

    class Meta:
        ordering = ["until"]


class PupilMarker(models.Model):
    """Something true of a pupil for a span of days: a group that figures need, or a marker that protects."""

    class Kind(models.TextChoices):
        FREE_SCHOOL_MEALS = "fsm", "Free school meals"
        PUPIL_PREMIUM = "pupil premium", "Pupil premium"
        SEN_SUPPORT = "sen support", "SEN support"
        EHC_PLAN = "ehc plan", "EHC plan"
        YOUNG_CARER = "young carer", "Young carer"
        ADDITIONAL_LANGUAGE = "eal", "English as an additional language"
        SERVICE_CHILD = "service child", "Service child"
        LOOKED_AFTER = "looked after", "Looked after"
        PREVIOUSLY_LOOKED_AFTER = "previously looked after", "Previously looked after"
        CHILD_IN_NEED = "child in need", "Child in need"
        CHILD_PROTECTION = "child protection", "Child protection plan"
        SOCIAL_WORKER = "social worker", "Has a social worker"
        YOUTH_JUSTICE = "youth justice", "Youth justice worker"
        MISSING_BEFORE = "missing before", "Has been missing before"

    #: Markers shown only to those who may see safeguarding detail, in the order a call list takes them.
    PROTECTIVE = (
        Kind.CHILD_PROTECTION,
        Kind.LOOKED_AFTER,
        Kind.SOCIAL_WORKER,
        Kind.CHILD_IN_NEED,
        Kind.YOUTH_JUSTICE,
        Kind.MISSING_BEFORE,
        Kind.PREVIOUSLY_LOOKED_AFTER,
    )

    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="markers")
    kind = models.CharField(max_length=24, choices=Kind.choices)
    detail = models.CharField(max_length=200, blank=True)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["first_day", "kind"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__isnull=True) | models.Q(last_day__gte=models.F("first_day")),
                name="marker_days_run_forwards",
            )
        ]

    @property
    def detail_in_words(self) -> str:
        """The detail as people read it: a kind of special educational need in words, anything else as it stands."""
        return NEEDS.get(need_of(self.kind, self.detail), self.detail)
