import datetime

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("absence_notices", "0001_initial"),
        ("absence_notices", "0002_weekly_lists"),
        ("absence_notices", "0003_sessions_told"),
        ("absence_notices", "0004_exclusions_told"),
    ]

    initial = True

    dependencies = [
        ("correspondence", "0001_tables_of_november_2026"),
        ("organisations", "0001_tables_of_november_2026"),
        ("people", "0001_tables_of_november_2026"),
    ]

    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(blank=True, help_text="In words", max_length=600)),
                (
                    "key",
                    models.CharField(
                        help_text="The sender's own id for this sending: sent twice, kept once",
                        max_length=64,
                        null=True,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("made_by_id", models.BigIntegerField(null=True)),
                ("made_by_name", models.CharField(max_length=160)),
                ("made_by_role", models.CharField(max_length=80)),
                ("disposed_at", models.DateTimeField(null=True)),
                (
                    "date",
                    models.DateField(
                        help_text="The day of the absence it is about, or on which an exclusion was told"
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        blank=True,
                        help_text="The exclusion it is about; blank is an absence without a reason",
                        max_length=60,
                    ),
                ),
                (
                    "sessions",
                    models.CharField(
                        blank=True,
                        help_text="The sessions they were told of: AM, PM or AM,PM; blank is the whole day",
                        max_length=5,
                    ),
                ),
                ("at", models.DateTimeField(help_text="When they were told")),
                (
                    "recipient",
                    models.CharField(
                        choices=[
                            ("social_worker", "the social worker"),
                            ("youth_justice_worker", "the youth justice worker"),
                            ("virtual_school_head", "the virtual school head"),
                            ("other_school", "the other school"),
                            ("local_authority", "the local authority"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[("email", "Email"), ("phone", "Phone"), ("in person", "In person")],
                        max_length=9,
                    ),
                ),
                ("who", models.CharField(blank=True, max_length=160, verbose_name="who was told")),
                ("used", models.CharField(blank=True, max_length=300, verbose_name="the number or address")),
                ("secret_hash", models.CharField(blank=True, db_index=True, max_length=64)),
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
                    "professional",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.partnerprofessional",
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
                "ordering": ["at", "pk"],
                "indexes": [
                    models.Index(fields=["school", "date", "pupil"], name="notices_about_an_absence")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("school", "key"), name="a_notice_is_kept_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("how", "email"), ("message__isnull", False)),
                            models.Q(models.Q(("how", "email"), _negated=True), ("message__isnull", True)),
                            _connector="OR",
                        ),
                        name="a_notice_by_email_has_its_message",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NoticeEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(blank=True, help_text="In words", max_length=600)),
                (
                    "key",
                    models.CharField(
                        help_text="The sender's own id for this sending: sent twice, kept once",
                        max_length=64,
                        null=True,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("made_by_id", models.BigIntegerField(null=True)),
                ("made_by_name", models.CharField(max_length=160)),
                ("made_by_role", models.CharField(max_length=80)),
                ("disposed_at", models.DateTimeField(null=True)),
                (
                    "what",
                    models.CharField(
                        choices=[("received", "Received"), ("chased", "Receipt asked for again")],
                        max_length=8,
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("link", "By the link of the notice"),
                            ("phone", "Phone"),
                            ("email", "Email"),
                            ("in person", "In person"),
                        ],
                        max_length=9,
                    ),
                ),
                ("at", models.DateTimeField(help_text="When it happened")),
                (
                    "who",
                    models.CharField(
                        blank=True,
                        help_text="Who has received it, or was asked",
                        max_length=160,
                        verbose_name="who",
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="absence_notices.notice",
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
                "ordering": ["at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("school", "key"), name="a_notice_event_is_kept_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="NoticeSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "notice_by",
                    models.TimeField(default=datetime.time(9, 45), help_text="By when notices are sent"),
                ),
                (
                    "reached_by",
                    models.TimeField(
                        default=datetime.time(10, 30),
                        help_text="By when somebody is reached, or it goes further",
                    ),
                ),
                (
                    "receipt_by",
                    models.TimeField(
                        default=datetime.time(11, 0),
                        help_text="By when a receipt has come, or it is asked for",
                    ),
                ),
                (
                    "school",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.school",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WeeklyList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("week", models.DateField(help_text="The Monday of the week it is for")),
                (
                    "digest",
                    models.CharField(
                        help_text="Of what was sent: the same sent twice is kept once", max_length=64
                    ),
                ),
                ("taken_in_at", models.DateTimeField()),
                ("taken_in_by_id", models.BigIntegerField(null=True)),
                ("taken_in_by_name", models.CharField(max_length=160)),
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
                "ordering": ["week", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school", "week", "digest"), name="a_weekly_list_is_kept_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WeeklyListLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("upn", models.CharField(blank=True, max_length=13, verbose_name="the UPN")),
                ("surname", models.CharField(blank=True, max_length=100, verbose_name="the surname")),
                ("forename", models.CharField(blank=True, max_length=100, verbose_name="the forename")),
                ("born", models.DateField(null=True)),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("child protection", "Child protection plan"),
                            ("looked after", "Looked after"),
                            ("child in need", "Child in need"),
                            ("other", "Other social work"),
                        ],
                        max_length=16,
                    ),
                ),
                ("worker", models.CharField(blank=True, max_length=160, verbose_name="the worker")),
                ("telephone", models.CharField(blank=True, max_length=40, verbose_name="the telephone")),
                ("email", models.CharField(blank=True, max_length=254, verbose_name="the email address")),
                ("since", models.DateField(null=True)),
                ("disposed_at", models.DateTimeField(null=True)),
                (
                    "list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="absence_notices.weeklylist",
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
                "ordering": ["surname", "forename", "pk"],
            },
        ),
    ]
