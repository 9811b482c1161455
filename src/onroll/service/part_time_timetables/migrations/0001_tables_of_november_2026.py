import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("part_time_timetables", "0001_initial")]

    initial = True

    dependencies = [
        ("attendance_register", "0001_tables_of_november_2026"),
        ("organisations", "0001_tables_of_november_2026"),
        ("people", "0001_tables_of_november_2026"),
    ]

    operations = [
        migrations.CreateModel(
            name="PartTimeTimetable",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("physical", "A physical health need"),
                            ("mental", "A mental health need"),
                            ("after absence", "Coming back after a long absence"),
                            ("after exclusion", "Coming back after a suspension, or to a new school"),
                            ("anxiety", "Finding it hard to come to school"),
                            ("other", "Something else"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "words",
                    models.CharField(
                        blank=True,
                        help_text="What is exceptional, and why part time is right for now",
                        max_length=600,
                        verbose_name="what is exceptional",
                    ),
                ),
                ("first_day", models.DateField()),
                ("last_day", models.DateField(help_text="The day it ends, whatever has happened by then")),
                (
                    "sessions_out",
                    models.CharField(
                        help_text="Sessions of the week that it leaves out, such as 1PM 2PM", max_length=60
                    ),
                ),
                (
                    "responsible",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="who is responsible in the hours out"
                    ),
                ),
                (
                    "safety",
                    models.CharField(
                        blank=True, max_length=400, verbose_name="what keeps the pupil safe in the hours out"
                    ),
                ),
                ("support", models.CharField(blank=True, max_length=500, verbose_name="the support")),
                ("aim", models.CharField(blank=True, max_length=500, verbose_name="the aim")),
                (
                    "pupil_view",
                    models.CharField(blank=True, max_length=400, verbose_name="what the pupil says"),
                ),
                ("lead", models.CharField(blank=True, max_length=160, verbose_name="who leads on it")),
                (
                    "why_so_long",
                    models.CharField(blank=True, max_length=400, verbose_name="why it cannot be shorter"),
                ),
                ("first_review_on", models.DateField()),
                (
                    "extension_reasons",
                    models.CharField(blank=True, max_length=500, verbose_name="the reasons to extend"),
                ),
                (
                    "key",
                    models.CharField(help_text="The form's own id: sent twice, kept once", max_length=64),
                ),
                ("made_at", models.DateTimeField()),
                ("made_by_id", models.BigIntegerField(null=True)),
                ("made_by_name", models.CharField(max_length=160)),
                ("disposed_at", models.DateTimeField(null=True)),
                (
                    "extends",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extended_by",
                        to="part_time_timetables.parttimetimetable",
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
                "ordering": ["first_day", "pk"],
                "indexes": [models.Index(fields=["school", "last_day"], name="timetables_of_a_school")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_day__gte", models.F("first_day"))),
                        name="timetable_days_run_forwards",
                    ),
                    models.UniqueConstraint(fields=("school", "key"), name="a_timetable_is_kept_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="TimetableEvent",
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
                            ("signed", "Agreed"),
                            ("declined", "Did not agree"),
                            ("withdrew", "Withdrew agreement"),
                            ("reviewed", "Reviewed"),
                            ("told", "Told"),
                            ("dropped", "The proposal was withdrawn"),
                            ("ended", "Ended"),
                        ],
                        max_length=8,
                    ),
                ),
                ("on", models.DateField()),
                (
                    "party",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("parent", "A parent"),
                            ("pupil", "The pupil"),
                            ("school", "The school"),
                            ("social worker", "The social worker"),
                            ("authority", "The local authority"),
                            ("virtual school", "The Virtual School"),
                        ],
                        max_length=14,
                    ),
                ),
                ("who", models.CharField(blank=True, max_length=160, verbose_name="who it was")),
                (
                    "how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("spoken", "In person"),
                            ("paper", "On paper"),
                            ("page", "On the parents’ page"),
                            ("email", "By email"),
                            ("telephone", "By telephone"),
                            ("portal", "On the other’s own system"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("keep", "Goes on as it is"),
                            ("more", "Ready for more sessions: make another timetable"),
                            ("full time", "Full time again"),
                            ("other provision", "Educated otherwise"),
                            ("extended", "Goes on under a fresh agreement"),
                            ("withdrawn", "A parent withdrew agreement: full time again"),
                            ("left", "Left the school"),
                        ],
                        max_length=15,
                    ),
                ),
                ("next_on", models.DateField(help_text="When it is reviewed again", null=True)),
                ("words", models.CharField(blank=True, max_length=600, verbose_name="what was found")),
                ("made_at", models.DateTimeField()),
                ("made_by_id", models.BigIntegerField(null=True)),
                ("made_by_name", models.CharField(max_length=160)),
                ("made_by_role", models.CharField(max_length=80)),
                ("disposed_at", models.DateTimeField(null=True)),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.parent",
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
                (
                    "timetable",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="part_time_timetables.parttimetimetable",
                    ),
                ),
            ],
            options={
                "ordering": ["made_at", "pk"],
                "indexes": [models.Index(fields=["timetable", "kind"], name="events_of_a_timetable")],
            },
        ),
        migrations.CreateModel(
            name="TimetablePlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "plan",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="attendance_register.plan",
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
                    "timetable",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="part_time_timetables.parttimetimetable",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
    ]
