import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("access", "0001_initial"),
        ("access", "0002_only_grows"),
        ("access", "0003_marks_and_cache"),
        ("access", "0004_links_clear_second_factor"),
        ("access", "0005_row_security"),
        ("access", "0006_joined_school"),
        ("access", "0007_parents_accounts"),
    ]

    initial = True

    dependencies = [
        ("organisations", "0001_tables_of_november_2026"),
    ]

    operations = [
        migrations.CreateModel(
            name="CacheEntry",
            fields=[
                ("cache_key", models.CharField(max_length=255, primary_key=True, serialize=False)),
                ("value", models.TextField()),
                ("expires", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("username", models.CharField(max_length=80, unique=True)),
                (
                    "name",
                    models.CharField(help_text="As shown on screen and beside what they did", max_length=160),
                ),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("is_active", models.BooleanField(default=True)),
                (
                    "is_demo",
                    models.BooleanField(
                        default=False,
                        help_text="A made-up person, who may sign in with one click in demo mode",
                    ),
                ),
                ("must_use_second_factor", models.BooleanField(default=False)),
                (
                    "is_parent",
                    models.BooleanField(
                        default=False,
                        help_text="A parent's account: it holds no role, ever, and opens no page of a school's people",
                    ),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "joined_school",
                    models.ForeignKey(
                        blank=True,
                        help_text="The school that made the account: it lists the person before they hold a role there",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people_who_joined",
                        to="organisations.school",
                    ),
                ),
            ],
            options={
                "ordering": ["username"],
            },
        ),
        migrations.CreateModel(
            name="DatabaseMark",
            fields=[
                ("only", models.BooleanField(default=True, primary_key=True, serialize=False)),
                ("kind", models.CharField(choices=[("demo", "Demo"), ("real", "Real")], max_length=4)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("only", True)), name="one_mark_a_database")
                ],
            },
        ),
        migrations.CreateModel(
            name="SignInLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[("invitation", "Invitation"), ("reset", "Password reset")], max_length=10
                    ),
                ),
                ("secret_hash", models.CharField(max_length=64, unique=True)),
                ("made_by", models.CharField(max_length=160)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                (
                    "used_at",
                    models.DateTimeField(
                        blank=True, help_text="When it was used, or replaced by another", null=True
                    ),
                ),
                (
                    "clears_second_factor",
                    models.BooleanField(default=False, help_text="For someone who has lost theirs"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_in_links",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at"],
            },
        ),
        migrations.CreateModel(
            name="Viewing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("user_id", models.BigIntegerField()),
                ("user_name", models.CharField(max_length=160)),
                ("role", models.CharField(max_length=40)),
                ("school_id", models.BigIntegerField()),
                ("pupil_id", models.BigIntegerField()),
                ("page", models.CharField(max_length=60)),
            ],
            options={
                "ordering": ["-at"],
                "indexes": [
                    models.Index(fields=["school_id", "at"], name="viewings_of_a_school"),
                    models.Index(fields=["pupil_id", "at"], name="viewings_of_a_pupil"),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoleHeld",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(help_text="Key of access.roles.ROLES", max_length=40)),
                (
                    "title",
                    models.CharField(
                        blank=True,
                        help_text="What this place calls the role, where it differs",
                        max_length=80,
                    ),
                ),
                ("covering", models.BooleanField(default=False)),
                ("first_day", models.DateField()),
                ("last_day", models.DateField(blank=True, null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roles_held",
                        to="organisations.authority",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roles_held",
                        to="organisations.district",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roles_held",
                        to="organisations.registrationgroup",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roles_held",
                        to="organisations.school",
                    ),
                ),
                (
                    "trust",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roles_held",
                        to="organisations.trust",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roles_held",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["first_day", "role"],
                "indexes": [models.Index(fields=["user", "first_day"], name="roles_of_a_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("authority__isnull", True),
                                ("district__isnull", True),
                                ("group__isnull", False),
                                ("school__isnull", True),
                                ("trust__isnull", True),
                            ),
                            models.Q(
                                ("authority__isnull", True),
                                ("district__isnull", True),
                                ("group__isnull", True),
                                ("school__isnull", False),
                                ("trust__isnull", True),
                            ),
                            models.Q(
                                ("authority__isnull", True),
                                ("district__isnull", True),
                                ("group__isnull", True),
                                ("school__isnull", True),
                                ("trust__isnull", False),
                            ),
                            models.Q(
                                ("authority__isnull", True),
                                ("district__isnull", False),
                                ("group__isnull", True),
                                ("school__isnull", True),
                                ("trust__isnull", True),
                            ),
                            models.Q(
                                ("authority__isnull", False),
                                ("district__isnull", True),
                                ("group__isnull", True),
                                ("school__isnull", True),
                                ("trust__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="a_role_has_one_scope",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("last_day__isnull", True),
                            ("last_day__gte", models.F("first_day")),
                            _connector="OR",
                        ),
                        name="role_days_run_forwards",
                    ),
                ],
            },
        ),
    ]
