import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("planned_attendance", "0001_initial")]

    initial = True

    dependencies = [
        ("attendance_register", "0001_tables_of_november_2026"),
        ("organisations", "0001_tables_of_november_2026"),
        ("people", "0001_tables_of_november_2026"),
    ]

    operations = [
        migrations.CreateModel(
            name="Arrangement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "activity",
                    models.CharField(
                        choices=[
                            ("visit", "visit"),
                            ("sport", "sport"),
                            ("work experience", "work experience"),
                            ("other activity", "other activity"),
                            ("examination", "examination"),
                            ("study leave", "study leave"),
                            ("interview", "interview"),
                            ("observance", "observance"),
                            ("travelling", "travelling"),
                        ],
                        max_length=16,
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="what it is")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="where it is")),
                (
                    "because",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="the religious body, or the trade"
                    ),
                ),
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
                (
                    "weekdays",
                    models.CharField(default="12345", help_text="ISO weekdays, such as 135", max_length=5),
                ),
                (
                    "responsible",
                    models.CharField(
                        blank=True, max_length=160, verbose_name="who is responsible on the day"
                    ),
                ),
                ("telephone", models.CharField(blank=True, max_length=60, verbose_name="how to reach them")),
                (
                    "supervised_by",
                    models.CharField(blank=True, max_length=200, verbose_name="who supervises"),
                ),
                ("is_supervised_by_staff", models.BooleanField(default=False)),
                ("approved_by", models.CharField(blank=True, max_length=160, verbose_name="who approved it")),
                (
                    "agreed_on",
                    models.DateField(help_text="With a parent each pupil normally lives with", null=True),
                ),
                (
                    "key",
                    models.CharField(help_text="The form's own id: sent twice, made once", max_length=64),
                ),
                ("made_at", models.DateTimeField()),
                ("made_by_id", models.BigIntegerField(null=True)),
                ("made_by_name", models.CharField(max_length=160)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_by_name", models.CharField(blank=True, max_length=160)),
                (
                    "withdrawn_why",
                    models.CharField(blank=True, max_length=300, verbose_name="why it does not take place"),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="arrangements",
                        to="organisations.school",
                    ),
                ),
            ],
            options={
                "ordering": ["first_day", "pk"],
                "indexes": [models.Index(fields=["school", "last_day"], name="arranged_at_a_school")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_day__gte", models.F("first_day"))),
                        name="arranged_days_run_forwards",
                    ),
                    models.UniqueConstraint(fields=("school", "key"), name="an_arrangement_is_made_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ArrangedPupil",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("taken_out_at", models.DateTimeField(null=True)),
                ("taken_out_by_name", models.CharField(blank=True, max_length=160)),
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
                        related_name="arranged",
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
                (
                    "arrangement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pupils",
                        to="planned_attendance.arrangement",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("taken_out_at__isnull", True)),
                        fields=("arrangement", "pupil"),
                        name="a_pupil_is_arranged_for_once",
                    )
                ],
            },
        ),
    ]
