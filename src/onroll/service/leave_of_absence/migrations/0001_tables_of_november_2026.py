import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("leave_of_absence", "0001_initial"),
        ("leave_of_absence", "0002_asked_for_by_link"),
        ("leave_of_absence", "0003_decisions_only_grow"),
    ]

    initial = True

    dependencies = [
        ("attendance_register", "0001_tables_of_november_2026"),
        ("organisations", "0001_tables_of_november_2026"),
        ("people", "0001_tables_of_november_2026"),
    ]

    operations = [
        migrations.CreateModel(
            name="LeaveRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_on", models.DateField()),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("form", "On paper"),
                            ("email", "By email"),
                            ("telephone", "By telephone"),
                            ("spoken", "In person"),
                            ("page", "On the parents’ page"),
                        ],
                        max_length=9,
                    ),
                ),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("purpose", models.CharField(max_length=20)),
                ("reason", models.CharField(max_length=500, verbose_name="the reason given")),
                ("away_at", models.CharField(blank=True, max_length=200, verbose_name="where they will be")),
                (
                    "other_schools",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="brothers and sisters elsewhere"
                    ),
                ),
                ("evidence", models.CharField(blank=True, max_length=300, verbose_name="what was shown")),
                (
                    "key",
                    models.CharField(help_text="The form's own id: sent twice, kept once", max_length=64),
                ),
                ("made_at", models.DateTimeField()),
                ("made_by_id", models.BigIntegerField(null=True)),
                ("made_by_name", models.CharField(max_length=160)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_by_name", models.CharField(blank=True, max_length=160)),
                ("disposed_at", models.DateTimeField(null=True)),
                (
                    "parent",
                    models.ForeignKey(
                        help_text="Who asks; nobody where a pupil over compulsory school age asks for themselves",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leave_requests",
                        to="people.parent",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leave_requests",
                        to="organisations.school",
                    ),
                ),
            ],
            options={
                "ordering": ["first_day", "pk"],
                "indexes": [models.Index(fields=["school", "last_day"], name="leave_asked_of_a_school")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_day__gte", models.F("first_day"))),
                        name="leave_days_run_forwards",
                    ),
                    models.UniqueConstraint(fields=("school", "key"), name="leave_is_asked_for_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="LeaveChild",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leave_asked",
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
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="leave_of_absence.leaverequest",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("request", "pupil"), name="a_child_is_asked_for_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="LeaveDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[("granted", "Granted"), ("part", "Granted in part"), ("refused", "Refused")],
                        max_length=7,
                    ),
                ),
                ("first_day", models.DateField(help_text="Of the leave that is granted", null=True)),
                ("last_day", models.DateField(null=True)),
                ("code", models.CharField(blank=True, max_length=2)),
                ("reasons", models.CharField(max_length=500, verbose_name="the reasons")),
                ("at", models.DateTimeField()),
                ("by_id", models.BigIntegerField(null=True)),
                ("by_name", models.CharField(max_length=160)),
                ("by_role", models.CharField(max_length=80)),
                ("disposed_at", models.DateTimeField(null=True)),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="leave_of_absence.leavechild",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        null=True,
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
            ],
            options={
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("first_day", None), ("last_day", None), ("outcome", "refused")),
                            models.Q(
                                models.Q(("outcome", "refused"), _negated=True),
                                ("first_day__isnull", False),
                                ("last_day__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="leave_granted_has_its_days",
                    )
                ],
            },
        ),
    ]
