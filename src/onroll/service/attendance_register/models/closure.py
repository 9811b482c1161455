from __future__ import annotations

from django.db import models

from onroll.service.organisations.models.calendar import Half


class Closure(models.Model):
    """The whole of a school, or some of its groups, closed for a span of sessions.

    Closing writes the closure's code for pupils whose session has no entry yet; marks already made are kept.
    """

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="closures")
    first_day = models.DateField()
    last_day = models.DateField()
    session = models.CharField(max_length=2, choices=Half.choices, blank=True, help_text="Blank for both")
    is_planned = models.BooleanField()
    groups = models.ManyToManyField(
        "organisations.RegistrationGroup",
        blank=True,
        related_name="closures",
        help_text="None: the whole school",
    )
    code = models.CharField(max_length=2)
    reason = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=160)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-first_day", "-pk"]
