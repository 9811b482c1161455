from __future__ import annotations

from django.db import models


class Authority(models.Model):
    """A local authority: the body schools answer to and send their returns to."""

    name = models.CharField(max_length=120, unique=True)
    code = models.CharField(max_length=3, unique=True, help_text="Three-digit DfE code")
    ons_code = models.CharField(max_length=9, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "authorities"

    def __str__(self) -> str:
        return self.name


class District(models.Model):
    """A part of an authority that its officers share out between them."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="districts")
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["authority", "name"], name="one_district_a_name")]

    def __str__(self) -> str:
        return self.name
