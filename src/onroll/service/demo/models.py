from __future__ import annotations

from django.db import models
from django.utils.timezone import localtime

from onroll.law.plain_words import moment_in_words


class Demo(models.Model):
    """What the demo in this database was drawn from, and how far it has been written. One row."""

    only = models.BooleanField(primary_key=True, default=True)
    seed = models.PositiveIntegerField()
    size = models.PositiveIntegerField(help_text="About how many pupils")
    autumn = models.PositiveSmallIntegerField(help_text="The calendar year its academic year starts in")
    #: On the demo's clock. Everything that happens up to then is written; interrupted, the writing goes on from there.
    written_until = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(only=True), name="one_demo_a_database")]

    def __str__(self) -> str:
        return (
            f"Demo of {self.autumn}, seed {self.seed}, up to {moment_in_words(localtime(self.written_until))}"
        )
