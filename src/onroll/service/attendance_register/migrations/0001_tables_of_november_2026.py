import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("attendance_register", "0001_initial"),
        ("attendance_register", "0002_only_grows"),
        ("attendance_register", "0003_what_replaced_an_entry"),
        ("attendance_register", "0004_plans_for_illness_are_not_made"),
    ]

    initial = True

    dependencies = [
        ("organisations", "0001_tables_of_november_2026"),
        ("people", "0001_tables_of_november_2026"),
    ]

    operations = [
        migrations.CreateModel(
            name="LedgerHead",
            fields=[
                (
                    "school",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="ledger_head",
                        serialize=False,
                        to="organisations.school",
                    ),
                ),
                ("number", models.PositiveIntegerField(default=0)),
                ("seal", models.BinaryField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name="Closure",
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
                    "session",
                    models.CharField(
                        blank=True,
                        choices=[("AM", "Morning"), ("PM", "Afternoon")],
                        help_text="Blank for both",
                        max_length=2,
                    ),
                ),
                ("is_planned", models.BooleanField()),
                ("code", models.CharField(max_length=2)),
                ("reason", models.CharField(max_length=200)),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=160)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="None: the whole school",
                        related_name="closures",
                        to="organisations.registrationgroup",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closures",
                        to="organisations.school",
                    ),
                ),
            ],
            options={
                "ordering": ["-first_day", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(
                        help_text="Place in the school's ledger, from 1 without gaps"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("taking", "Register taken"),
                            ("arrival", "Arrival recorded"),
                            ("amendment", "Amendment"),
                            ("planned", "Planned absence entered"),
                            ("closure", "School or part closed"),
                            ("bulk", "Bulk edit"),
                            ("undo", "Bulk edit undone"),
                            ("import", "Import"),
                            ("closing", "Register closed"),
                            ("disposal", "Entries disposed of"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "date",
                    models.DateField(
                        help_text="The register's day, where it concerns one register", null=True
                    ),
                ),
                (
                    "session",
                    models.CharField(
                        blank=True, choices=[("AM", "Morning"), ("PM", "Afternoon")], max_length=2
                    ),
                ),
                (
                    "finished",
                    models.BooleanField(default=False, help_text="The register was left without a gap"),
                ),
                (
                    "key",
                    models.CharField(
                        help_text="The sender's own id for this sending: sent twice, kept once",
                        max_length=64,
                        null=True,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("made_at", models.DateTimeField()),
                ("made_by_id", models.BigIntegerField(null=True)),
                ("made_by_name", models.CharField(max_length=160)),
                ("made_by_role", models.CharField(max_length=80)),
                ("entry_count", models.PositiveIntegerField()),
                (
                    "digest",
                    models.BinaryField(help_text="SHA-256 over the entries' hashes, in order", max_length=32),
                ),
                ("previous_seal", models.BinaryField(max_length=32)),
                ("seal", models.BinaryField(max_length=32)),
                (
                    "group",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="organisations.registrationgroup",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="organisations.school",
                    ),
                ),
                (
                    "undoes",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undone_by",
                        to="attendance_register.submission",
                    ),
                ),
            ],
            options={
                "ordering": ["school", "number"],
                "indexes": [
                    models.Index(fields=["school", "date", "session"], name="submissions_of_a_session")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("school", "number"), name="one_submission_a_number"),
                    models.UniqueConstraint(fields=("school", "key"), name="a_sending_is_kept_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AttendanceEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("date", models.DateField()),
                ("session", models.CharField(choices=[("AM", "Morning"), ("PM", "Afternoon")], max_length=2)),
                ("code", models.CharField(max_length=2)),
                ("minutes_late", models.PositiveSmallIntegerField(null=True)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("reason", models.CharField(blank=True, help_text="Why it was amended", max_length=300)),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.CharField(
                        blank=True, help_text="Who made it elsewhere, for an import", max_length=160
                    ),
                ),
                ("hash", models.BinaryField(max_length=32)),
                (
                    "pupil",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendance_entries",
                        to="people.pupil",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="attendance_register.attendanceentry",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.school",
                    ),
                ),
                (
                    "disposed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disposed",
                        to="attendance_register.submission",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="attendance_register.submission",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(fields=["pupil", "school", "date", "session"], name="entries_of_a_pupil"),
                    models.Index(fields=["submission"], name="entries_of_a_submission"),
                    models.Index(fields=["school", "date", "session"], name="entries_of_a_session"),
                    models.Index(
                        condition=models.Q(("replaces__isnull", False)),
                        fields=["replaces"],
                        name="what_replaced_an_entry",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CurrentEntry",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "pupil_id",
                        "school_id",
                        "date",
                        "session",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("date", models.DateField()),
                ("session", models.CharField(choices=[("AM", "Morning"), ("PM", "Afternoon")], max_length=2)),
                ("code", models.CharField(max_length=2)),
                ("minutes_late", models.PositiveSmallIntegerField(null=True)),
                (
                    "entry",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="attendance_register.attendanceentry",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="current_entries",
                        to="people.pupil",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.school",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["school", "date", "session", "pupil"], name="register_of_a_session")
                ],
            },
        ),
        migrations.CreateModel(
            name="Plan",
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
                            ("leave", "Leave agreed"),
                            ("part-time", "Part-time timetable"),
                            ("visit", "Visit"),
                            ("sport", "Sporting activity"),
                            ("work experience", "Work experience"),
                            ("off-site", "Off-site education"),
                            ("other school", "At the other school"),
                            ("not required", "Not required to attend"),
                            ("appointment", "Appointment"),
                            ("exclusion", "Suspended or excluded"),
                        ],
                        max_length=16,
                    ),
                ),
                ("code", models.CharField(max_length=2)),
                ("note", models.CharField(blank=True, max_length=300)),
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
                    models.CharField(
                        default="12345", help_text="ISO weekdays it covers, such as 135", max_length=5
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("made_by_id", models.BigIntegerField(null=True)),
                ("made_by_name", models.CharField(max_length=160)),
                ("cancelled_at", models.DateTimeField(null=True)),
                ("cancelled_by_name", models.CharField(blank=True, max_length=160)),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plans", to="people.pupil"
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="organisations.school",
                    ),
                ),
            ],
            options={
                "ordering": ["first_day", "pk"],
                "indexes": [
                    models.Index(fields=["school", "first_day", "last_day"], name="plans_of_a_school")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_day__gte", models.F("first_day"))),
                        name="plan_days_run_forwards",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cancelled_at__isnull", True), ("cancelled_by_name", "")),
                            models.Q(
                                ("cancelled_at__isnull", False),
                                models.Q(("cancelled_by_name", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_cancelled_plan_names_who",
                    ),
                ],
            },
        ),
    ]
