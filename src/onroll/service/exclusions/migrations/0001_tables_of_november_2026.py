import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("exclusions", "0001_initial"), ("exclusions", "0002_exclusions_told")]

    initial = True

    dependencies = [
        ("attendance_register", "0001_tables_of_november_2026"),
        ("organisations", "0001_tables_of_november_2026"),
        ("people", "0001_tables_of_november_2026"),
    ]

    operations = [
        migrations.CreateModel(
            name="Exclusion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("suspension", "suspension"), ("permanent", "permanent")], max_length=10
                    ),
                ),
                ("first_day", models.DateField()),
                (
                    "last_day",
                    models.DateField(help_text="Of a suspension; none where it is permanent", null=True),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="why")),
                (
                    "days_elsewhere",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="School days suspended from other schools this school year"
                    ),
                ),
                (
                    "key",
                    models.CharField(help_text="The form's own id: sent twice, made once", max_length=64),
                ),
                ("made_at", models.DateTimeField()),
                ("made_by_id", models.BigIntegerField(null=True)),
                ("made_by_name", models.CharField(max_length=160)),
                ("cancelled_at", models.DateTimeField(null=True)),
                ("cancelled_by_name", models.CharField(blank=True, max_length=160)),
                (
                    "cancelled_why",
                    models.CharField(blank=True, max_length=300, verbose_name="why it is cancelled"),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="attendance_register.plan",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="excluded",
                        to="people.pupil",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.school",
                    ),
                ),
            ],
            options={
                "ordering": ["-first_day", "-pk"],
                "indexes": [models.Index(fields=["school", "first_day"], name="excluded_from_a_school")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "permanent"), ("last_day", None)),
                            models.Q(("kind", "suspension"), ("last_day__gte", models.F("first_day"))),
                            _connector="OR",
                        ),
                        name="a_suspension_has_its_last_day",
                    ),
                    models.UniqueConstraint(fields=("school", "key"), name="an_exclusion_is_made_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExclusionStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("provision", "Education arranged"),
                            ("meeting", "Reintegration meeting held"),
                            ("governors", "Considered by the governing board"),
                            ("shortened", "Shortened"),
                        ],
                        max_length=9,
                    ),
                ),
                ("on", models.DateField()),
                ("words", models.CharField(max_length=300, verbose_name="what was arranged or said")),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=160)),
                (
                    "exclusion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="exclusions.exclusion",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.school",
                    ),
                ),
            ],
            options={
                "ordering": ["made_at", "pk"],
            },
        ),
    ]
