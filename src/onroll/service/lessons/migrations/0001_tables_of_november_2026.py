import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("lessons", "0001_initial"), ("lessons", "0002_only_grows"), ("lessons", "0003_two_weeks")]

    initial = True

    dependencies = [
        ("access", "__first__"),
        ("organisations", "0001_tables_of_november_2026"),
        ("people", "0001_tables_of_november_2026"),
    ]

    operations = [
        migrations.CreateModel(
            name="LessonsKept",
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
                ("first_day", models.DateField()),
                ("last_day", models.DateField(null=True)),
                ("changed_at", models.DateTimeField()),
                ("changed_by_name", models.CharField(max_length=160)),
            ],
        ),
        migrations.CreateModel(
            name="WeekCycle",
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
                ("first_monday", models.DateField(verbose_name="the Monday of a week A")),
                (
                    "holidays",
                    models.CharField(
                        choices=[
                            ("skip", "Weeks in which the school does not meet are left out"),
                            ("count", "Every week counts, those of holidays too"),
                        ],
                        max_length=5,
                    ),
                ),
                ("changed_at", models.DateTimeField()),
                ("changed_by_name", models.CharField(max_length=160)),
            ],
        ),
        migrations.CreateModel(
            name="Lesson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("weekday", models.PositiveSmallIntegerField(help_text="ISO: Monday is 1")),
                (
                    "week",
                    models.CharField(
                        blank=True,
                        choices=[("A", "Week A"), ("B", "Week B")],
                        help_text="Blank for both",
                        max_length=1,
                        verbose_name="the week of two",
                    ),
                ),
                ("period", models.CharField(max_length=10, verbose_name="the period")),
                ("starts_at", models.TimeField()),
                ("ends_at", models.TimeField()),
                (
                    "teacher_name",
                    models.CharField(blank=True, max_length=160, verbose_name="the teacher’s name"),
                ),
                ("first_day", models.DateField()),
                ("last_day", models.DateField(null=True)),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.school",
                    ),
                ),
                (
                    "teacher",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["weekday", "starts_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="LessonRegister",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("date", models.DateField()),
                (
                    "expected",
                    models.PositiveSmallIntegerField(help_text="How many were of the group that day"),
                ),
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
                (
                    "lesson",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registers",
                        to="lessons.lesson",
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
                "indexes": [
                    models.Index(fields=["school", "date", "lesson"], name="lesson_registers_of_a_day")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("school", "key"), name="a_lesson_register_is_kept_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="LessonMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "mark",
                    models.CharField(
                        choices=[
                            ("absent", "Absent"),
                            ("late", "Late"),
                            ("elsewhere", "Elsewhere in school"),
                        ],
                        max_length=9,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=200, verbose_name="the note")),
                ("made_at", models.DateTimeField()),
                ("disposed_at", models.DateTimeField(null=True)),
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
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="lessons.lessonregister",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["school", "pupil"], name="lesson_marks_of_a_pupil")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("register", "pupil"), name="one_mark_a_pupil_and_register"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MissingStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("date", models.DateField()),
                ("at", models.DateTimeField(help_text="When it happened")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("looked", "Looked for"),
                            ("told office", "Told the office or whoever is on call"),
                            ("told parents", "Told the parents"),
                            ("told lead", "Told the safeguarding lead"),
                            ("told police", "Told the police"),
                            ("found", "Found"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "words",
                    models.CharField(blank=True, help_text="Where, whom, what was said", max_length=600),
                ),
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
                ("disposed_at", models.DateTimeField(null=True)),
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
                    models.Index(fields=["school", "date", "pupil"], name="steps_about_a_missing_pupil")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("school", "key"), name="a_missing_step_is_kept_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="TeachingGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="the group’s name")),
                ("subject", models.CharField(max_length=60, verbose_name="the subject")),
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
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school", "name", "subject"), name="one_teaching_group_a_name"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="lesson",
            name="group",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lessons",
                to="lessons.teachinggroup",
            ),
        ),
        migrations.CreateModel(
            name="TeachingGroupMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_day", models.DateField()),
                ("last_day", models.DateField(null=True)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="lessons.teachinggroup",
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
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["school", "pupil"], name="teaching_groups_of_a_pupil")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("group", "pupil", "first_day"), name="in_a_teaching_group_once_from_a_day"
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="lesson",
            index=models.Index(fields=["school", "weekday", "first_day"], name="lessons_of_a_weekday"),
        ),
        migrations.AddConstraint(
            model_name="lesson",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                name="a_lesson_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="lesson",
            constraint=models.UniqueConstraint(
                fields=("group", "weekday", "week", "period", "first_day"),
                name="one_lesson_a_group_and_period",
            ),
        ),
    ]
