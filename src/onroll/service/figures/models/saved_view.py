from __future__ import annotations

from django.db import models
from django.db.models import Q


class SavedView(models.Model):
    """A sheet of figures and the question it was asked, kept by somebody under a name: no figure of it is kept."""

    owner = models.ForeignKey("access.User", on_delete=models.CASCADE, related_name="saved_views")
    kind = models.CharField(max_length=10, help_text="School, trust or authority")
    body_id = models.BigIntegerField(help_text="Of that kind")
    school = models.ForeignKey(
        "organisations.School", on_delete=models.CASCADE, null=True, related_name="saved_views"
    )
    name = models.CharField(max_length=80)
    sheet = models.CharField(max_length=30)
    asked = models.CharField(
        max_length=1000, blank=True, help_text="The question, as it stands in an address"
    )
    is_shared = models.BooleanField(
        default=False, help_text="With everybody who sees figures of the same body"
    )
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "kind", "body_id", "name"], name="a_name_once_an_owner_and_body"
            ),
            models.CheckConstraint(
                condition=Q(kind="school", school__isnull=False, body_id=models.F("school"))
                | (~Q(kind="school") & Q(school__isnull=True)),
                name="a_school_s_view_names_its_school",
            ),
        ]

    def __str__(self) -> str:
        return self.name
