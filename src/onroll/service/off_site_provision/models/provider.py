from __future__ import annotations

import datetime as dt

from django.db import models

from onroll.law.off_site_provision import ArrangedBy, Check


class Provider(models.Model):
    """A place where pupils of a school are educated, who stands behind it, and how the two reach each other."""

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="providers")
    name = models.CharField(max_length=160)
    address = models.CharField(max_length=300, blank=True)
    arranged_by = models.CharField(max_length=12, choices=[(one.value, one.value) for one in ArrangedBy])
    contact = models.CharField("who reports absence there", max_length=160, blank=True)
    telephone = models.CharField(max_length=60, blank=True)
    email = models.EmailField(blank=True)
    answer_by = models.TimeField("answers by", default=dt.time(10, 0))
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=160)
    ended_at = models.DateTimeField(null=True)
    ended_by_name = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "name"],
                condition=models.Q(ended_at__isnull=True),
                name="a_provider_is_named_once",
            )
        ]


class ProviderCheck(models.Model):
    """One check of a provider: when it was made, until when it is good, and what was seen. The last of a kind counts."""

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="checks")
    kind = models.CharField(max_length=12, choices=[(one.value, one.in_words) for one in Check])
    done_on = models.DateField()
    good_until = models.DateField(null=True)
    words = models.CharField("what was seen", max_length=300)
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=160)

    class Meta:
        ordering = ["done_on", "pk"]


class ProviderLink(models.Model):
    """An address that is one provider's own, until a day; only a hash of its secret is kept."""

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="links")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=160)
    last_day = models.DateField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at"]
