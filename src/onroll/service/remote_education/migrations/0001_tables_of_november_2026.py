import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("remote_education", "0001_initial")]

    initial = True

    dependencies = [
        ("organisations", "0001_tables_of_november_2026"),
        ("people", "0001_tables_of_november_2026"),
    ]

    operations = [
        migrations.CreateModel(
            name="RemoteNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("illness", "Illness or a medical need"),
                            ("closed", "The school, or a part of it, is closed"),
                            ("travel", "The pupil cannot travel to school"),
                            ("away", "The pupil may not attend for now"),
                            ("other", "Another reason"),
                        ],
                        max_length=7,
                    ),
                ),
                ("code", models.CharField(max_length=2, verbose_name="the code of the absence")),
                ("what", models.CharField(max_length=300, verbose_name="what is set")),
                ("agreed_with", models.CharField(max_length=160, verbose_name="with whom it was agreed")),
                ("review_on", models.DateField(verbose_name="when it is looked at again")),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=160)),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remote_notes",
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
                "ordering": ["first_day", "pk"],
                "indexes": [models.Index(fields=["school", "last_day"], name="remote_notes_of_a_school")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_day__gte", models.F("first_day"))),
                        name="remote_days_run_forwards",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RemoteReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(max_length=300, verbose_name="what was found")),
                ("next_on", models.DateField(help_text="Blank where it ended", null=True)),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=160)),
                (
                    "note",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="remote_education.remotenote",
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
