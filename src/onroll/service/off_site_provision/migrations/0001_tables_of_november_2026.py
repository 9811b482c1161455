import datetime

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("off_site_provision", "0001_initial")]

    initial = True

    dependencies = [
        ("attendance_register", "0001_tables_of_november_2026"),
        ("organisations", "0001_tables_of_november_2026"),
        ("people", "0001_tables_of_november_2026"),
    ]

    operations = [
        migrations.CreateModel(
            name="Provider",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=160)),
                ("address", models.CharField(blank=True, max_length=300)),
                (
                    "arranged_by",
                    models.CharField(
                        choices=[
                            ("school", "school"),
                            ("authority", "authority"),
                            ("other school", "other school"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "contact",
                    models.CharField(blank=True, max_length=160, verbose_name="who reports absence there"),
                ),
                ("telephone", models.CharField(blank=True, max_length=60)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("answer_by", models.TimeField(default=datetime.time(10, 0), verbose_name="answers by")),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=160)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by_name", models.CharField(blank=True, max_length=160)),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="providers",
                        to="organisations.school",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("school", "name"),
                        name="a_provider_is_named_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nature", models.CharField(max_length=200, verbose_name="what is taught there")),
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
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=160)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by_name", models.CharField(blank=True, max_length=160)),
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
                        related_name="placements",
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
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="off_site_provision.provider",
                    ),
                ),
            ],
            options={
                "ordering": ["first_day", "pk"],
                "indexes": [models.Index(fields=["school", "last_day"], name="placed_from_a_school")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_day__gte", models.F("first_day"))),
                        name="placed_days_run_forwards",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProviderAnswer",
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
                    "what",
                    models.CharField(
                        choices=[("present", "Present"), ("late", "Late"), ("absent", "Absent")], max_length=7
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=200, verbose_name="what they say of it")),
                ("who", models.CharField(max_length=120, verbose_name="who answered")),
                ("at", models.DateTimeField()),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="off_site_provision.placement",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.pupil"
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
                "indexes": [models.Index(fields=["school", "date"], name="answers_of_a_day")],
            },
        ),
        migrations.CreateModel(
            name="AnswerDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[("accepted", "Accepted"), ("declined", "Not accepted")], max_length=8
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=2)),
                ("at", models.DateTimeField()),
                ("by_id", models.BigIntegerField(null=True)),
                ("by_name", models.CharField(max_length=160)),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.school",
                    ),
                ),
                (
                    "answer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="off_site_provision.provideranswer",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProviderCheck",
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
                            ("agreement", "Written agreement"),
                            ("safeguarding", "Safeguarding"),
                            ("registration", "Registration where the law asks for it"),
                            ("times", "Times agreed"),
                            ("contact", "Who reports absence, and how"),
                        ],
                        max_length=12,
                    ),
                ),
                ("done_on", models.DateField()),
                ("good_until", models.DateField(null=True)),
                ("words", models.CharField(max_length=300, verbose_name="what was seen")),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=160)),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checks",
                        to="off_site_provision.provider",
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
                "ordering": ["done_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ProviderLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("secret_hash", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=160)),
                ("last_day", models.DateField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="off_site_provision.provider",
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
                "ordering": ["-made_at"],
            },
        ),
    ]
