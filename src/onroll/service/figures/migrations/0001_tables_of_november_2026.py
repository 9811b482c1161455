import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("figures", "0001_saved_views"), ("figures", "0002_row_security")]

    initial = True

    dependencies = [
        ("access", "__first__"),
        ("organisations", "0001_tables_of_november_2026"),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(help_text="School, trust or authority", max_length=10)),
                ("body_id", models.BigIntegerField(help_text="Of that kind")),
                ("name", models.CharField(max_length=80)),
                ("sheet", models.CharField(max_length=30)),
                (
                    "asked",
                    models.CharField(
                        blank=True, help_text="The question, as it stands in an address", max_length=1000
                    ),
                ),
                (
                    "is_shared",
                    models.BooleanField(
                        default=False, help_text="With everybody who sees figures of the same body"
                    ),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_views",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_views",
                        to="organisations.school",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner", "kind", "body_id", "name"), name="a_name_once_an_owner_and_body"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("body_id", models.F("school")), ("kind", "school"), ("school__isnull", False)
                            ),
                            models.Q(models.Q(("kind", "school"), _negated=True), ("school__isnull", True)),
                            _connector="OR",
                        ),
                        name="a_school_s_view_names_its_school",
                    ),
                ],
            },
        ),
    ]
