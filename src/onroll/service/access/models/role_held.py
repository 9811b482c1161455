from __future__ import annotations

from django.conf import settings
from django.db import models


class RoleHeld(models.Model):
    """A role a person holds over one place, for a span of days.

    Exactly one of group, school, trust, district and authority is set: the scope of the role.
    A cover teacher is a teacher's role over another's group for a day or two, with `covering` set.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="roles_held")
    role = models.CharField(max_length=40, help_text="Key of access.roles.ROLES")
    title = models.CharField(
        max_length=80, blank=True, help_text="What this place calls the role, where it differs"
    )
    group = models.ForeignKey(
        "organisations.RegistrationGroup",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="roles_held",
    )
    school = models.ForeignKey(
        "organisations.School", on_delete=models.PROTECT, null=True, blank=True, related_name="roles_held"
    )
    trust = models.ForeignKey(
        "organisations.Trust", on_delete=models.PROTECT, null=True, blank=True, related_name="roles_held"
    )
    district = models.ForeignKey(
        "organisations.District", on_delete=models.PROTECT, null=True, blank=True, related_name="roles_held"
    )
    authority = models.ForeignKey(
        "organisations.Authority", on_delete=models.PROTECT, null=True, blank=True, related_name="roles_held"
    )
    covering = models.BooleanField(default=False)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["first_day", "role"]
        indexes = [models.Index(fields=["user", "first_day"], name="roles_of_a_person")]
        constraints = [
            models.CheckConstraint(
                name="a_role_has_one_scope",
                condition=(
                    models.Q(
                        group__isnull=False,
                        school__isnull=True,
                        trust__isnull=True,
                        district__isnull=True,
                        authority__isnull=True,
                    )
                    | models.Q(
                        group__isnull=True,
                        school__isnull=False,
                        trust__isnull=True,
                        district__isnull=True,
                        authority__isnull=True,
                    )
                    | models.Q(
                        group__isnull=True,
                        school__isnull=True,
                        trust__isnull=False,
                        district__isnull=True,
                        authority__isnull=True,
                    )
                    | models.Q(
                        group__isnull=True,
                        school__isnull=True,
                        trust__isnull=True,
                        district__isnull=False,
                        authority__isnull=True,
                    )
                    | models.Q(
                        group__isnull=True,
                        school__isnull=True,
                        trust__isnull=True,
                        district__isnull=True,
                        authority__isnull=False,
                    )
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(last_day__isnull=True) | models.Q(last_day__gte=models.F("first_day")),
                name="role_days_run_forwards",
            ),
        ]
