import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("organisations", "0001_initial"),
        ("organisations", "0002_calendar_changes"),
        ("organisations", "0003_middle_schools_deemed"),
    ]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Authority",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, unique=True)),
                ("code", models.CharField(help_text="Three-digit DfE code", max_length=3, unique=True)),
                ("ons_code", models.CharField(blank=True, max_length=9)),
            ],
            options={
                "verbose_name_plural": "authorities",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Trust",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, unique=True)),
                ("uid", models.CharField(blank=True, max_length=12)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="CalendarTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("first_day", models.DateField(help_text="First day of the academic year")),
                ("last_day", models.DateField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calendar_templates",
                        to="organisations.authority",
                    ),
                ),
            ],
            options={
                "ordering": ["-first_day", "name"],
            },
        ),
        migrations.CreateModel(
            name="CalendarTemplateSpan",
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
                            ("school", "School meets"),
                            ("inset", "Staff training (INSET)"),
                            ("holiday", "Holiday"),
                            ("polling", "Polling station"),
                            ("closure", "Unplanned closure"),
                        ],
                        max_length=8,
                    ),
                ),
                ("label", models.CharField(max_length=80)),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="spans",
                        to="organisations.calendartemplate",
                    ),
                ),
            ],
            options={
                "ordering": ["first_day"],
            },
        ),
        migrations.CreateModel(
            name="District",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="districts",
                        to="organisations.authority",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(fields=("authority", "name"), name="one_district_a_name")
                ],
            },
        ),
        migrations.CreateModel(
            name="School",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=160)),
                ("urn", models.CharField(max_length=6, unique=True)),
                (
                    "dfe_number",
                    models.CharField(
                        help_text="Authority's three digits, then the school's four",
                        max_length=7,
                        unique=True,
                    ),
                ),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("nursery", "Nursery"),
                            ("primary", "Primary"),
                            ("middle", "Middle"),
                            ("middle deemed primary", "Middle, deemed primary"),
                            ("middle deemed secondary", "Middle, deemed secondary"),
                            ("secondary", "Secondary"),
                            ("all-through", "All-through"),
                            ("special", "Special"),
                            ("alternative provision", "Alternative provision"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("maintained", "Maintained school"),
                            ("academy", "Academy or free school"),
                            ("pupil referral unit", "Pupil referral unit"),
                            ("non-maintained special", "Non-maintained special school"),
                            ("independent", "Independent school"),
                        ],
                        max_length=24,
                    ),
                ),
                ("lowest_age", models.PositiveSmallIntegerField()),
                ("highest_age", models.PositiveSmallIntegerField()),
                ("has_boarders", models.BooleanField(default=False)),
                ("address", models.CharField(blank=True, max_length=300)),
                ("telephone", models.CharField(blank=True, max_length=40)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schools",
                        to="organisations.authority",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schools",
                        to="organisations.district",
                    ),
                ),
                (
                    "trust",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schools",
                        to="organisations.trust",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("lowest_age__lte", models.F("highest_age"))),
                        name="school_ages_run_upwards",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RegistrationGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40)),
                (
                    "year_group",
                    models.CharField(
                        blank=True,
                        help_text="National Curriculum year, blank for a mixed group",
                        max_length=2,
                    ),
                ),
                ("first_day", models.DateField()),
                ("last_day", models.DateField(blank=True, null=True)),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registration_groups",
                        to="organisations.school",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school", "name", "first_day"), name="one_group_a_name_from_a_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(help_text="One readable sentence", max_length=200)),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("sessions", models.PositiveIntegerField(help_text="How many sessions it changed")),
                (
                    "before",
                    models.JSONField(help_text="Session to what the calendar said of it; null, nothing"),
                ),
                ("after", models.JSONField()),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=160)),
                (
                    "undoes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undone_by",
                        to="organisations.calendarchange",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calendar_changes",
                        to="organisations.school",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_day__gte", models.F("first_day"))),
                        name="change_days_run_forwards",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SchoolSession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("date", models.DateField()),
                ("session", models.CharField(choices=[("AM", "Morning"), ("PM", "Afternoon")], max_length=2)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("school", "School meets"),
                            ("inset", "Staff training (INSET)"),
                            ("holiday", "Holiday"),
                            ("polling", "Polling station"),
                            ("closure", "Unplanned closure"),
                        ],
                        default="school",
                        max_length=8,
                    ),
                ),
                ("starts_at", models.TimeField(blank=True, null=True)),
                ("register_opens_at", models.TimeField(blank=True, null=True)),
                ("register_closes_at", models.TimeField(blank=True, null=True)),
                ("ends_at", models.TimeField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=200)),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="organisations.school",
                    ),
                ),
            ],
            options={
                "ordering": ["date", "session"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school", "date", "session"), name="one_row_a_school_and_session"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "school"), _negated=True),
                            models.Q(
                                ("register_closes_at__isnull", False), ("register_opens_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="a_session_held_has_register_times",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SessionTimes",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_day", models.DateField()),
                ("session", models.CharField(choices=[("AM", "Morning"), ("PM", "Afternoon")], max_length=2)),
                ("starts_at", models.TimeField()),
                ("register_opens_at", models.TimeField()),
                ("register_closes_at", models.TimeField()),
                ("ends_at", models.TimeField()),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="session_times",
                        to="organisations.school",
                    ),
                ),
            ],
            options={
                "ordering": ["first_day", "session"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school", "first_day", "session"), name="one_set_of_times_from_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("register_opens_at__lt", models.F("register_closes_at"))),
                        name="register_opens_before_it_closes",
                    ),
                ],
            },
        ),
    ]
