import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("medical_absence", "0001_initial"),
        ("medical_absence", "0002_asking_health"),
        ("medical_absence", "0003_days_at_an_earlier_school"),
    ]

    initial = True

    dependencies = [
        ("organisations", "0001_tables_of_november_2026"),
        ("people", "0001_tables_of_november_2026"),
    ]

    operations = [
        migrations.CreateModel(
            name="MedicalRecord",
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
                            ("earlier school", "Days of illness at an earlier school"),
                            ("expected", "Expected to be away"),
                            ("evidence asked", "Evidence asked for"),
                            ("evidence", "Evidence seen"),
                            ("one illness", "Whether it is one illness"),
                            ("return", "Sickness return made"),
                            ("plan", "Support plan"),
                            ("plan review", "Support plan reviewed"),
                            ("check-in", "Return-to-school check-in"),
                            ("referral", "Referred to the authority for medical needs"),
                            ("referral review", "Referral reviewed"),
                            ("consent", "Consent to ask a health professional"),
                            ("consent ended", "Consent withdrawn"),
                            ("request", "Health professional asked"),
                            ("reminder", "Health professional reminded"),
                            ("reply", "Health professional’s reply"),
                            ("coding", "Decided how days are entered"),
                        ],
                        max_length=15,
                    ),
                ),
                ("on", models.DateField()),
                (
                    "until",
                    models.DateField(
                        help_text="The last day it speaks of, such as the day before the pupil is expected",
                        null=True,
                    ),
                ),
                (
                    "days",
                    models.PositiveSmallIntegerField(
                        help_text="School days of illness that an earlier school reports", null=True
                    ),
                ),
                ("next_on", models.DateField(help_text="When it is looked at again", null=True)),
                (
                    "nature",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unsaid", "Not said"),
                            ("physical", "Physical health"),
                            ("mental", "Mental health"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "evidence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("word", "A parent’s word"),
                            ("seen", "Something seen: an appointment card, a prescription, a message"),
                            ("professional", "A professional’s word: GP, nurse, therapist, consultant"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("email", "By email"),
                            ("portal", "On the authority’s own system"),
                            ("paper", "On paper"),
                            ("telephone", "By telephone"),
                        ],
                        max_length=9,
                    ),
                ),
                ("who", models.CharField(blank=True, max_length=160, verbose_name="who it was")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "One illness"),
                            ("no", "Several that have nothing to do with each other"),
                            ("waiting", "Waits for the authority"),
                            ("accepted", "Taken on by the authority"),
                            ("declined", "Not taken on"),
                            ("goes on", "Goes on"),
                            ("changed", "Changed as written"),
                            ("over", "No longer needed"),
                            ("illness", "Entered as illness"),
                            ("other", "Entered as something else"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "given_by",
                    models.CharField(
                        blank=True, choices=[("parent", "A parent"), ("pupil", "The pupil")], max_length=6
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        blank=True,
                        help_text="What may be told to a health professional, separated by spaces",
                        max_length=40,
                    ),
                ),
                (
                    "words",
                    models.CharField(
                        blank=True, max_length=600, verbose_name="what the school needs to know"
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("made_by_id", models.BigIntegerField(null=True)),
                ("made_by_name", models.CharField(max_length=160)),
                ("made_by_role", models.CharField(max_length=80)),
                ("disposed_at", models.DateTimeField(null=True)),
                (
                    "of",
                    models.ForeignKey(
                        help_text="The consent it ends or rests on, or the request it is about",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="medical_absence.medicalrecord",
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
                "indexes": [models.Index(fields=["school", "pupil"], name="medical_records_of_a_pupil")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True), ("until__gte", models.F("on")), _connector="OR"
                        ),
                        name="medical_days_run_forwards",
                    )
                ],
            },
        ),
    ]
