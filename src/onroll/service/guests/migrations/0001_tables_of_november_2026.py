import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("guests", "0001_initial")]

    initial = True

    dependencies = [
        ("correspondence", "0001_tables_of_november_2026"),
        ("organisations", "0001_tables_of_november_2026"),
        ("people", "0001_tables_of_november_2026"),
    ]

    operations = [
        migrations.CreateModel(
            name="GuestStay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("home_school", models.CharField(max_length=160)),
                ("contact", models.CharField(max_length=160, verbose_name="who is told there")),
                ("telephone", models.CharField(blank=True, max_length=60)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                (
                    "session",
                    models.CharField(
                        blank=True,
                        choices=[("AM", "Morning"), ("PM", "Afternoon")],
                        help_text="Blank for both",
                        max_length=2,
                    ),
                ),
                ("weekdays", models.CharField(default="12345", max_length=5)),
                (
                    "agreement",
                    models.CharField(max_length=300, verbose_name="what was agreed, and with whom"),
                ),
                ("agreed_on", models.DateField()),
                (
                    "responsible",
                    models.CharField(max_length=160, verbose_name="who looks after the guest here"),
                ),
                ("plans", models.JSONField(default=list)),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=160)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by_name", models.CharField(blank=True, max_length=160)),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guest_stays",
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
                "indexes": [models.Index(fields=["school", "last_day"], name="guests_of_a_school")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_day__gte", models.F("first_day"))),
                        name="guest_days_run_forwards",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GuestTold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("date", models.DateField()),
                (
                    "marks",
                    models.CharField(help_text="Such as AM / PM I: what they were told of", max_length=20),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[("email", "Email"), ("phone", "Phone"), ("in person", "In person")],
                        max_length=9,
                    ),
                ),
                ("who", models.CharField(max_length=160, verbose_name="who was told")),
                ("at", models.DateTimeField()),
                ("by_name", models.CharField(max_length=160)),
                (
                    "message",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="correspondence.message",
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
                (
                    "stay",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="told",
                        to="guests.gueststay",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "indexes": [models.Index(fields=["school", "date"], name="guests_told_on_a_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("how", "email"), ("message__isnull", False)),
                            models.Q(models.Q(("how", "email"), _negated=True), ("message__isnull", True)),
                            _connector="OR",
                        ),
                        name="a_guest_told_by_email_has_it",
                    )
                ],
            },
        ),
    ]
