import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("recognition", "0001_initial"), ("recognition", "0002_locks")]

    initial = True

    dependencies = [
        ("organisations", "0001_tables_of_november_2026"),
        ("people", "0001_tables_of_november_2026"),
    ]

    operations = [
        migrations.CreateModel(
            name="Award",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="the name")),
                ("what", models.CharField(max_length=200, verbose_name="what is given")),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("attendance", "Attendance of at least so many per cent"),
                            ("improvement", "Attendance better by so many percentage points"),
                            ("punctuality", "Late at most so many times"),
                        ],
                        max_length=11,
                    ),
                ),
                ("threshold", models.DecimalField(decimal_places=1, max_digits=4)),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                (
                    "before_first_day",
                    models.DateField(help_text="The days that an improvement is upon", null=True),
                ),
                ("before_last_day", models.DateField(null=True)),
                ("year_group", models.CharField(blank=True, help_text="Blank for every year", max_length=2)),
                (
                    "sets_aside",
                    models.BooleanField(
                        default=True,
                        help_text="Sessions of illness, treatment, part-time timetables and faith are not counted",
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=160)),
                ("checked_at", models.DateTimeField(null=True)),
                ("checked_by_name", models.CharField(blank=True, max_length=160)),
                ("ended_at", models.DateTimeField(null=True)),
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
                "ordering": ["-made_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_day__gte", models.F("first_day"))),
                        name="award_days_run_forwards",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("before_first_day__isnull", False),
                                ("before_last_day__isnull", False),
                                ("measure", "improvement"),
                            ),
                            models.Q(
                                models.Q(("measure", "improvement"), _negated=True),
                                ("before_first_day__isnull", True),
                                ("before_last_day__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="an_improvement_is_upon_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AwardGiven",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=200, verbose_name="the figures")),
                ("given_at", models.DateTimeField()),
                ("given_by_name", models.CharField(max_length=160)),
                ("taken_back_at", models.DateTimeField(null=True)),
                ("taken_back_by_name", models.CharField(blank=True, max_length=160)),
                ("why", models.CharField(blank=True, max_length=300, verbose_name="why it was taken back")),
                ("disposed_at", models.DateTimeField(null=True)),
                (
                    "award",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="given",
                        to="recognition.award",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "ordering": ["given_at", "pk"],
                "indexes": [models.Index(fields=["school", "pupil"], name="awards_of_a_pupil")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("taken_back_at__isnull", True)),
                        fields=("award", "pupil"),
                        name="an_award_is_given_once",
                    )
                ],
            },
        ),
    ]
