from __future__ import annotations

from django.db import models


class NeighbourList(models.Model):
    """The authorities that an authority compares itself with, as it chose them on a day. A later list leaves it as it was."""

    authority = models.ForeignKey(
        "organisations.Authority", on_delete=models.PROTECT, related_name="neighbour_lists"
    )
    source = models.CharField(max_length=200, help_text="Where the list comes from")
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    made_by_name = models.CharField(max_length=160)

    class Meta:
        ordering = ["-made_at", "-pk"]


class Neighbour(models.Model):
    """One authority of a list."""

    neighbours = models.ForeignKey(NeighbourList, on_delete=models.CASCADE, related_name="members")
    authority_code = models.CharField(max_length=3, help_text="The department's three digits")
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["neighbours", "authority_code"], name="an_authority_once_a_neighbour_list"
            )
        ]
