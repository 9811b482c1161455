import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("lateness", "0001_initial"), ("lateness", "0002_only_grows")]

    initial = True

    dependencies = [
        ("organisations", "0001_tables_of_november_2026"),
        ("people", "0001_tables_of_november_2026"),
    ]

    operations = [
        migrations.CreateModel(
            name="LatenessSettings",
            fields=[
                (
                    "school",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="organisations.school",
                    ),
                ),
                ("times", models.PositiveSmallIntegerField(default=8)),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        help_text="Together; none where only times count", null=True
                    ),
                ),
                (
                    "weeks",
                    models.PositiveSmallIntegerField(
                        default=6, help_text="School weeks: a holiday's are not counted"
                    ),
                ),
                (
                    "counts_before_closing",
                    models.BooleanField(
                        default=True, help_text="Whether arrivals before the register closes count too"
                    ),
                ),
                ("changed_at", models.DateTimeField(null=True)),
                ("changed_by_name", models.CharField(blank=True, max_length=160)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("times__gte", 1), ("weeks__gte", 1)),
                        name="a_letter_needs_a_time_and_a_week",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LatenessStep",
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
                            ("letter", "Letter written"),
                            ("no letter", "No letter needed"),
                            ("looked at", "Pattern looked at"),
                            ("concern", "Told to the safeguarding lead"),
                            ("answer", "Answered by the safeguarding lead"),
                        ],
                        max_length=9,
                    ),
                ),
                ("last_day", models.DateField(help_text="The last day it had in view")),
                (
                    "concern",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("exploitation", "Signs that somebody may be exploiting the pupil"),
                            ("unaccounted", "Nobody knows where the pupil is before school"),
                            ("at home", "Something at home"),
                            ("caring", "Looks after somebody at home"),
                            ("tired", "Tired, hungry or unwell on arrival"),
                            ("avoiding", "Avoids somebody, on the way or in school"),
                            ("other", "Something else"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("speak", "Speak to the pupil"),
                            ("family", "Speak to the family"),
                            ("services", "Refer to children’s services"),
                            ("known", "Known already, and being worked on"),
                            ("nothing more", "Nothing more for now"),
                        ],
                        max_length=12,
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
                    "answers",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answered_by",
                        to="lateness.latenessstep",
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
                "ordering": ["made_at", "pk"],
                "indexes": [models.Index(fields=["school", "pupil", "kind"], name="steps_about_lateness")],
                "constraints": [
                    models.UniqueConstraint(fields=("school", "key"), name="a_lateness_step_is_kept_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("concern__gt", ""), ("kind", "concern")),
                            models.Q(models.Q(("kind", "concern"), _negated=True), ("concern", "")),
                            ("disposed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="a_concern_is_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer__gt", ""), ("answers__isnull", False), ("kind", "answer")),
                            models.Q(
                                models.Q(("kind", "answer"), _negated=True),
                                ("answer", ""),
                                ("answers__isnull", True),
                            ),
                            ("disposed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="an_answer_says_what_of_what",
                    ),
                ],
            },
        ),
    ]
