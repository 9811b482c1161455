from __future__ import annotations

import datetime as dt

from django.db import models

from onroll.service.organisations.models.calendar import Half


class GuestStay(models.Model):
    """One guest's time here: from which school, in which sessions, agreed with whom, and who looks after the guest."""

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    pupil = models.ForeignKey("people.Pupil", on_delete=models.PROTECT, related_name="guest_stays")
    home_school = models.CharField(max_length=160)
    contact = models.CharField("who is told there", max_length=160)
    telephone = models.CharField(max_length=60, blank=True)
    email = models.EmailField(blank=True)
    first_day = models.DateField()
    last_day = models.DateField()
    session = models.CharField(max_length=2, choices=Half.choices, blank=True, help_text="Blank for both")
    weekdays = models.CharField(max_length=5, default="12345")
    week = models.CharField(max_length=1, blank=True, help_text="A or B, of two weeks; blank for every week")
    agreement = models.CharField("what was agreed, and with whom", max_length=300)
    agreed_on = models.DateField()
    responsible = models.CharField("who looks after the guest here", max_length=160)
    #: The plans of the sessions at the home school.
    plans = models.JSONField(default=list)
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=160)
    ended_at = models.DateTimeField(null=True)
    ended_by_name = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["first_day", "pk"]
        indexes = [models.Index(fields=["school", "last_day"], name="guests_of_a_school")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="guest_days_run_forwards"
            )
        ]

    def expects(self, date: dt.date, session: str) -> bool:
        """Say whether the guest is expected here in a session, of a week in which the guest comes."""
        return (
            self.ended_at is None
            and self.first_day <= date <= self.last_day
            and self.session in ("", session)
            and str(date.isoweekday()) in self.weekdays
        )
