import django.db.models.deletion
from django.db import migrations, models

from onroll.service.access import row_security
from onroll.service.audit.ledgers import FROM_PARENTS, install

_TABLES = tuple(ledger.table for ledger in FROM_PARENTS)


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_row_security"),
        ("attendance_register", "0004_plans_for_illness_are_not_made"),
        ("correspondence", "0003_languages"),
        ("organisations", "0003_middle_schools_deemed"),
        ("parents", "0001_initial"),
        ("people", "0004_how_to_be_reached"),
    ]

    operations = [
        migrations.CreateModel(
            name="DetailCorrection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=600, verbose_name="what you wrote")),
                ("key", models.CharField(max_length=64, null=True)),
                ("made_at", models.DateTimeField()),
                ("disposed_at", models.DateTimeField(null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mobile", "Mobile number"),
                            ("telephone", "Other number"),
                            ("email", "Email address"),
                        ],
                        max_length=9,
                    ),
                ),
                ("value", models.CharField(max_length=300, verbose_name="the number or address")),
                (
                    "was",
                    models.CharField(
                        blank=True, help_text="What was on record when it was sent", max_length=300
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
            },
        ),
        migrations.CreateModel(
            name="DetailDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=300, verbose_name="the answer")),
                ("made_at", models.DateTimeField()),
                ("made_by_id", models.BigIntegerField(null=True)),
                ("made_by_name", models.CharField(max_length=160)),
                ("made_by_role", models.CharField(max_length=80)),
                ("disposed_at", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        choices=[("confirmed", "Confirmed"), ("declined", "Not changed")], max_length=9
                    ),
                ),
                (
                    "correction",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="parents.detailcorrection",
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
            },
        ),
        migrations.CreateModel(
            name="LetterReply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=600, verbose_name="what you wrote")),
                ("key", models.CharField(max_length=64, null=True)),
                ("made_at", models.DateTimeField()),
                ("disposed_at", models.DateTimeField(null=True)),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="correspondence.message",
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
            },
        ),
        migrations.CreateModel(
            name="MarkQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=600, verbose_name="what you wrote")),
                ("key", models.CharField(max_length=64, null=True)),
                ("made_at", models.DateTimeField()),
                ("disposed_at", models.DateTimeField(null=True)),
                ("date", models.DateField()),
                ("session", models.CharField(choices=[("AM", "Morning"), ("PM", "Afternoon")], max_length=2)),
                (
                    "code",
                    models.CharField(help_text="What the entry said when it was questioned", max_length=2),
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
                "ordering": ["made_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="MarkAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=300, verbose_name="the answer")),
                ("made_at", models.DateTimeField()),
                ("made_by_id", models.BigIntegerField(null=True)),
                ("made_by_name", models.CharField(max_length=160)),
                ("made_by_role", models.CharField(max_length=80)),
                ("disposed_at", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        choices=[("amended", "Put right"), ("stays", "Stays as it is")], max_length=7
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=2)),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.school",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="attendance_register.submission",
                    ),
                ),
                (
                    "question",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer",
                        to="parents.markquestion",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="ReplyRead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=300, verbose_name="the answer")),
                ("made_at", models.DateTimeField()),
                ("made_by_id", models.BigIntegerField(null=True)),
                ("made_by_name", models.CharField(max_length=160)),
                ("made_by_role", models.CharField(max_length=80)),
                ("disposed_at", models.DateTimeField(null=True)),
                (
                    "reply",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="read",
                        to="parents.letterreply",
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
            },
        ),
        migrations.AddIndex(
            model_name="detailcorrection",
            index=models.Index(fields=["school", "made_at"], name="details_corrected"),
        ),
        migrations.AddConstraint(
            model_name="detailcorrection",
            constraint=models.UniqueConstraint(fields=("school", "key"), name="a_correction_is_kept_once"),
        ),
        migrations.AddIndex(
            model_name="letterreply",
            index=models.Index(fields=["school", "made_at"], name="letters_answered"),
        ),
        migrations.AddConstraint(
            model_name="letterreply",
            constraint=models.UniqueConstraint(fields=("school", "key"), name="a_reply_is_kept_once"),
        ),
        migrations.AddIndex(
            model_name="markquestion",
            index=models.Index(fields=["school", "made_at"], name="marks_questioned"),
        ),
        migrations.AddConstraint(
            model_name="markquestion",
            constraint=models.UniqueConstraint(fields=("school", "key"), name="a_question_is_kept_once"),
        ),
        migrations.AddConstraint(
            model_name="markanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "amended"), ("submission__isnull", False)),
                    models.Q(("outcome", "stays"), ("submission__isnull", True)),
                    _connector="OR",
                ),
                name="an_amendment_answers_with_its_entry",
            ),
        ),
        migrations.RunPython(install(*FROM_PARENTS), migrations.RunPython.noop),
        migrations.RunPython(row_security.protect(*_TABLES), migrations.RunPython.noop),
    ]
