import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("admission_register", "0001_initial"),
        ("admission_register", "0002_only_grows"),
        ("admission_register", "0003_withdrawn_admissions"),
        ("admission_register", "0004_roll_overs"),
        ("admission_register", "0005_row_security"),
        ("admission_register", "0006_boarding"),
        ("admission_register", "0007_second_entries"),
    ]

    initial = True

    dependencies = [
        ("organisations", "0001_tables_of_november_2026"),
        ("people", "0001_tables_of_november_2026"),
    ]

    operations = [
        migrations.CreateModel(
            name="Enrolment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "pupil_ref",
                    models.CharField(
                        blank=True,
                        help_text="The school's own id for the pupil, as its files give it",
                        max_length=64,
                    ),
                ),
                ("starting_day", models.DateField(help_text="Regulation 8(2)(h)")),
                (
                    "last_day",
                    models.DateField(
                        blank=True, help_text="Last day on roll; blank while on roll", null=True
                    ),
                ),
                (
                    "registration",
                    models.CharField(
                        choices=[
                            ("sole", "Registered here only"),
                            ("main", "Main school"),
                            ("subsidiary", "Subsidiary school"),
                            ("guest", "Guest"),
                        ],
                        default="sole",
                        max_length=10,
                    ),
                ),
                ("is_boarder", models.BooleanField(default=False)),
                (
                    "other_school",
                    models.CharField(blank=True, help_text="Where also registered", max_length=160),
                ),
                (
                    "deletion_ground",
                    models.CharField(
                        blank=True,
                        help_text="Key of law.deletion_grounds.GROUNDS; blank where an import gave none",
                        max_length=12,
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolments",
                        to="people.pupil",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolments",
                        to="organisations.school",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["school", "starting_day"], name="roll_of_a_school")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("deletion_ground__in", ["withdrawn", "second"]), _negated=True),
                        fields=("school", "pupil", "starting_day"),
                        name="one_enrolment_a_starting_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("last_day__isnull", True),
                            ("last_day__gte", models.F("starting_day")),
                            ("deletion_ground__in", ["withdrawn", "second"]),
                            _connector="OR",
                        ),
                        name="enrolment_days_run_forwards",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Boarding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_day", models.DateField()),
                (
                    "last_day",
                    models.DateField(blank=True, help_text="Blank while the pupil boards", null=True),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="boarding",
                        to="organisations.school",
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="boarding",
                        to="admission_register.enrolment",
                    ),
                ),
            ],
            options={
                "ordering": ["first_day"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("enrolment", "first_day"), name="one_boarding_a_first_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("last_day__isnull", True),
                            ("last_day__gte", models.F("first_day")),
                            _connector="OR",
                        ),
                        name="boarding_days_run_forwards",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AdmissionEntry",
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
                            ("admitted", "Admitted"),
                            ("amended", "Amended"),
                            ("notified", "Notified (regulation 8(3))"),
                            ("deleted", "Deleted"),
                        ],
                        max_length=8,
                    ),
                ),
                ("contents", models.JSONField()),
                ("original", models.JSONField(default=dict)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("made_on", models.DateField(help_text="The day the entry was made: retention runs from it")),
                ("made_at", models.DateTimeField()),
                ("made_by_id", models.BigIntegerField(null=True)),
                ("made_by_name", models.CharField(max_length=160)),
                ("made_by_role", models.CharField(max_length=80)),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="admission_entries",
                        to="people.pupil",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="admission_entries",
                        to="organisations.school",
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="admission_register.enrolment",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["school", "made_on"], name="admission_entries_of_a_school")],
            },
        ),
        migrations.CreateModel(
            name="RollOver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_day", models.DateField(help_text="First day of the new year's groups")),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=160)),
                ("moved", models.JSONField(help_text="Ids of the rows made, and of those ended")),
                ("pupils", models.PositiveIntegerField()),
                ("undone_at", models.DateTimeField(null=True)),
                ("undone_by_name", models.CharField(blank=True, max_length=160)),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roll_overs",
                        to="organisations.school",
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at__isnull", True)),
                        fields=("school", "first_day"),
                        name="one_roll_over_a_september",
                    )
                ],
            },
        ),
    ]
