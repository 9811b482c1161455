import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("absence_follow_up", "0001_initial"), ("absence_follow_up", "0002_only_grows")]

    initial = True

    dependencies = [
        ("organisations", "0001_tables_of_november_2026"),
        ("people", "0001_tables_of_november_2026"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReasonGiven",
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
                ("given_at", models.DateTimeField(help_text="When it was given")),
                (
                    "given_by",
                    models.CharField(
                        choices=[
                            ("parent", "A parent"),
                            ("professional", "A professional"),
                            ("pupil", "The pupil"),
                            ("staff", "A member of staff"),
                            ("other", "Somebody else"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "who",
                    models.CharField(
                        blank=True, help_text="Who gave it, and who they are to the pupil", max_length=160
                    ),
                ),
                ("channel", models.CharField(help_text="How it came, as a contact's channel", max_length=10)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("illness", "Ill, in body or mind"),
                            ("appointment", "Medical or dental appointment"),
                            ("religion", "A day of religious observance"),
                            ("funeral", "A funeral, or other exceptional circumstances"),
                            ("holiday", "On holiday"),
                            ("interview", "An interview for work or a place elsewhere"),
                            ("transport", "School transport did not run"),
                            ("emergency", "An emergency that nobody could help"),
                            ("family", "A family matter, kept at home, or looking after somebody"),
                            ("refused", "Did not want to come, or left home and did not arrive"),
                            ("other", "Something else"),
                        ],
                        max_length=12,
                    ),
                ),
                ("proposed_code", models.CharField(blank=True, max_length=2)),
                (
                    "evidence",
                    models.CharField(
                        choices=[
                            ("word", "Their word"),
                            ("seen", "Something seen: an appointment card, a prescription, a message"),
                            ("professional", "A professional’s word: GP, nurse, therapist, social worker"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "is_confidential",
                    models.BooleanField(
                        default=False,
                        help_text="Its words are read only by those who may read medical and other detail",
                    ),
                ),
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
            ],
            options={
                "ordering": ["given_at", "pk"],
                "indexes": [
                    models.Index(fields=["school", "first_day", "last_day"], name="reasons_of_some_days")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("school", "key"), name="a_reason_is_kept_once"),
                    models.CheckConstraint(
                        condition=models.Q(("last_day__gte", models.F("first_day"))),
                        name="reason_days_run_forwards",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReasonDecision",
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
                        choices=[
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("taken back", "Taken back"),
                        ],
                        max_length=10,
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=2)),
                ("note", models.CharField(blank=True, max_length=300)),
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
                    "reason",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="absence_follow_up.reasongiven",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("school", "key"), name="a_decision_is_kept_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Step",
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
                ("date", models.DateField(help_text="The day of the absence it is about")),
                ("at", models.DateTimeField(help_text="When it happened, or is to happen")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("escalated", "Told to the safeguarding lead"),
                            ("acknowledged", "Taken on by the safeguarding lead"),
                            ("decided", "Decided"),
                            ("visit planned", "Home visit planned"),
                            ("visit made", "Home visit made"),
                            ("seen", "Child seen"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("home visit", "Visit the home"),
                            ("police", "Ask the police to see that the child is safe"),
                            ("children's services", "Refer to children’s services"),
                            ("keep calling", "Keep calling"),
                            ("nothing more", "Nothing more today"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "found",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("child seen", "The child was seen"),
                            ("family seen", "Family seen, and not the child"),
                            ("no answer", "Nobody answered"),
                            ("moved", "The family seems to have moved"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "who",
                    models.CharField(blank=True, help_text="Who goes, went or saw the child", max_length=160),
                ),
                ("place", models.CharField(blank=True, help_text="Where", max_length=300)),
                (
                    "answers",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answered_by",
                        to="absence_follow_up.step",
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
                "indexes": [models.Index(fields=["school", "date", "pupil"], name="steps_about_an_absence")],
                "constraints": [
                    models.UniqueConstraint(fields=("school", "key"), name="a_step_is_kept_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision__gt", ""), ("kind", "decided")),
                            models.Q(models.Q(("kind", "decided"), _negated=True), ("decision", "")),
                            _connector="OR",
                        ),
                        name="a_decision_says_what",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contact",
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
                ("date", models.DateField(help_text="The day of the absence it is about")),
                ("at", models.DateTimeField(help_text="When it was made")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("phone", "Phone"),
                            ("text", "Text"),
                            ("email", "Email"),
                            ("in person", "In person"),
                            ("home visit", "Home visit"),
                            ("letter", "Letter"),
                            ("message", "Absence line or app"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("spoke", "Spoke"),
                            ("no answer", "No answer"),
                            ("voicemail", "Voicemail left"),
                            ("sent", "Sent"),
                            ("wrong number", "Wrong number"),
                            ("refused", "Would not say"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "who",
                    models.CharField(
                        blank=True,
                        help_text="Who was called or answered, and who they are to the pupil",
                        max_length=160,
                    ),
                ),
                (
                    "used",
                    models.CharField(blank=True, help_text="The number or address used", max_length=300),
                ),
                (
                    "corrects",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="absence_follow_up.contact",
                    ),
                ),
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
            ],
            options={
                "ordering": ["at", "pk"],
                "indexes": [
                    models.Index(fields=["school", "date", "pupil"], name="contacts_about_an_absence")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("school", "key"), name="a_contact_is_kept_once")
                ],
            },
        ),
    ]
