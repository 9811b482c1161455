import datetime
import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("correspondence", "0001_initial"),
        ("correspondence", "0002_locks"),
        ("correspondence", "0003_languages"),
        ("correspondence", "0004_told_authority"),
        ("correspondence", "0005_staff_are_written_to"),
        ("correspondence", "0006_accounts_are_written_to"),
    ]

    initial = True

    dependencies = [
        ("organisations", "0001_tables_of_november_2026"),
        ("people", "0001_tables_of_november_2026"),
    ]

    operations = [
        migrations.CreateModel(
            name="Wording",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("template", models.CharField(max_length=60)),
                ("channel", models.CharField(max_length=6)),
                ("language", models.CharField(max_length=8)),
                ("version", models.PositiveSmallIntegerField()),
                ("subject", models.CharField(blank=True, max_length=200)),
                ("body", models.TextField()),
                ("written_at", models.DateTimeField()),
                ("written_by_name", models.CharField(max_length=160)),
                ("written_by_id", models.BigIntegerField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by_name", models.CharField(blank=True, max_length=160)),
                ("is_approved", models.BooleanField(help_text="None until somebody decides", null=True)),
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
                "ordering": ["template", "channel", "language", "-version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school", "template", "channel", "language", "version"),
                        name="one_wording_a_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("is_approved__isnull", True)),
                            models.Q(("decided_at__isnull", False), ("is_approved__isnull", False)),
                            _connector="OR",
                        ),
                        name="wording_decided_when_and_how",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        help_text="What it is about, to whom and how: the same is never sent twice",
                        max_length=200,
                    ),
                ),
                ("reference", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("template", models.CharField(max_length=60)),
                ("edition", models.CharField(help_text="Which letter of the wording", max_length=12)),
                ("language", models.CharField(max_length=8)),
                (
                    "channel",
                    models.CharField(
                        choices=[("text", "Text"), ("email", "Email"), ("letter", "Letter")], max_length=6
                    ),
                ),
                ("about", models.CharField(max_length=80)),
                ("on", models.DateField(help_text="The day it is about", null=True)),
                ("last_day", models.DateField(null=True)),
                (
                    "is_protected",
                    models.BooleanField(default=False, help_text="Says that somebody protects the pupil"),
                ),
                (
                    "recipient_kind",
                    models.CharField(
                        choices=[
                            ("parent", "Parent"),
                            ("professional", "Professional"),
                            ("other school", "Other school"),
                            ("authority", "Local authority"),
                            ("staff", "Staff"),
                            ("account", "Account"),
                        ],
                        max_length=12,
                    ),
                ),
                ("recipient_id", models.BigIntegerField()),
                ("recipient_name", models.CharField(max_length=200)),
                (
                    "address",
                    models.CharField(
                        help_text="Number, email address, or lines of a postal address", max_length=500
                    ),
                ),
                ("subject", models.CharField(blank=True, max_length=300)),
                ("body", models.TextField()),
                ("asked_at", models.DateTimeField()),
                ("asked_by_name", models.CharField(max_length=160)),
                ("asked_by_id", models.BigIntegerField(null=True)),
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
                    "wording",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="correspondence.wording",
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
                "indexes": [
                    models.Index(fields=["school", "-asked_at"], name="messages_of_a_school"),
                    models.Index(fields=["pupil", "school"], name="messages_about_a_pupil"),
                ],
                "constraints": [models.UniqueConstraint(fields=("school", "key"), name="one_message_a_key")],
            },
        ),
        migrations.CreateModel(
            name="Waiting",
            fields=[
                (
                    "message",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="waiting",
                        serialize=False,
                        to="correspondence.message",
                    ),
                ),
                (
                    "deed",
                    models.CharField(
                        choices=[("send", "Send it"), ("ask", "Ask the provider what became of it")],
                        max_length=4,
                    ),
                ),
                ("at", models.DateTimeField(db_index=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
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
            },
        ),
        migrations.CreateModel(
            name="MessageEvent",
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
                            ("asked", "Asked for"),
                            ("held", "Held until a better hour"),
                            ("trying", "Handed to the provider"),
                            ("put back", "Did not go, and will be tried again"),
                            ("sent", "Sent"),
                            ("delivered", "Delivered"),
                            ("failed", "Not delivered"),
                            ("given up", "Given up"),
                            ("unsure", "May have gone"),
                            ("cancelled", "Cancelled"),
                            ("lapsed", "Too late to be of use, and not sent"),
                            ("posted", "Posted"),
                        ],
                        max_length=9,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("by_name", models.CharField(max_length=160)),
                ("sender", models.CharField(blank=True, help_text="outbox, smtp or notify", max_length=10)),
                ("provider_id", models.CharField(blank=True, max_length=80)),
                ("next_at", models.DateTimeField(null=True)),
                ("detail", models.CharField(blank=True, max_length=300)),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="correspondence.message",
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
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["school", "kind", "at"], name="message_events_of_a_kind")],
            },
        ),
        migrations.CreateModel(
            name="MessageSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "text_by",
                    models.CharField(
                        choices=[
                            ("outbox", "The outbox: nothing leaves this machine"),
                            ("smtp", "The school’s own mail server"),
                            ("notify", "GOV.UK Notify"),
                        ],
                        default="outbox",
                        max_length=6,
                    ),
                ),
                (
                    "email_by",
                    models.CharField(
                        choices=[
                            ("outbox", "The outbox: nothing leaves this machine"),
                            ("smtp", "The school’s own mail server"),
                            ("notify", "GOV.UK Notify"),
                        ],
                        default="outbox",
                        max_length=6,
                    ),
                ),
                (
                    "letter_by",
                    models.CharField(
                        choices=[
                            ("outbox", "The outbox: nothing leaves this machine"),
                            ("smtp", "The school’s own mail server"),
                            ("notify", "GOV.UK Notify"),
                        ],
                        default="outbox",
                        max_length=6,
                    ),
                ),
                ("day_starts", models.TimeField(default=datetime.time(7, 0))),
                ("day_ends", models.TimeField(default=datetime.time(19, 0))),
                (
                    "school",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.school",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("day_starts__lt", models.F("day_ends"))),
                        name="message_hours_run_forwards",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ParentLanguage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(max_length=8)),
                ("set_at", models.DateTimeField()),
                ("set_by_name", models.CharField(max_length=160)),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.parent"
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school", "parent"), name="one_language_a_parent_and_school"
                    )
                ],
            },
        ),
    ]
