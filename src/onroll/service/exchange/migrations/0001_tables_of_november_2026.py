import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("exchange", "0001_initial"), ("exchange", "0002_row_security")]

    initial = True

    dependencies = [
        ("organisations", "0001_tables_of_november_2026"),
        ("people", "0001_tables_of_november_2026"),
    ]

    operations = [
        migrations.CreateModel(
            name="Changeset",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "dfe_number",
                    models.CharField(blank=True, help_text="The school the files are of", max_length=7),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("school", "School files"), ("marks", "Marks from another system")],
                        default="school",
                        max_length=6,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "Waiting to be read"),
                            ("reading", "Being read"),
                            ("ready", "Ready for review"),
                            ("accepting", "Being accepted"),
                            ("accepted", "Accepted"),
                            ("refused", "Refused"),
                            ("cancelled", "Cancelled"),
                            ("failed", "Stopped by a fault"),
                        ],
                        default="pending",
                        max_length=9,
                    ),
                ),
                (
                    "folder",
                    models.CharField(
                        help_text="Random name of the folder that keeps the files", max_length=64, unique=True
                    ),
                ),
                (
                    "digest",
                    models.CharField(
                        help_text="SHA-256 over the files: the same files are one changeset", max_length=64
                    ),
                ),
                (
                    "profile",
                    models.JSONField(default=dict, help_text="How marks from another system are laid out"),
                ),
                (
                    "files",
                    models.JSONField(
                        default=list, help_text="A summary a file: counts, samples, what was not read"
                    ),
                ),
                (
                    "message",
                    models.TextField(blank=True, help_text="Why it was refused or stopped, and what to do"),
                ),
                ("made_at", models.DateTimeField()),
                ("made_by_id", models.BigIntegerField(null=True)),
                ("made_by_name", models.CharField(max_length=160)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decided_by_name", models.CharField(blank=True, max_length=160)),
                (
                    "school",
                    models.ForeignKey(
                        help_text="None until accepted, where the files bring a school not on record yet",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changesets",
                        to="organisations.school",
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
                "indexes": [models.Index(fields=["school", "state"], name="changesets_of_a_school")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decided_by_name", "")),
                            models.Q(
                                ("decided_at__isnull", False),
                                models.Q(("decided_by_name", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_decided_changeset_names_who",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ColumnMap",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("profile", models.JSONField(help_text="As mark_strings.profiles reads it")),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=160)),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="column_maps",
                        to="organisations.school",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(fields=("school", "name"), name="one_column_map_a_name")
                ],
            },
        ),
        migrations.CreateModel(
            name="Exclusion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_day", models.DateField()),
                ("last_day", models.DateField(blank=True, null=True)),
                ("sessions", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("SUSP", "Suspension"),
                            ("PERM", "Permanent exclusion"),
                            ("LNCH", "Lunchtime suspension"),
                        ],
                        max_length=4,
                    ),
                ),
                ("reason_code", models.CharField(blank=True, max_length=8)),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exclusions",
                        to="people.pupil",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exclusions",
                        to="organisations.school",
                    ),
                ),
            ],
            options={
                "ordering": ["first_day", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school", "pupil", "first_day", "category"), name="one_exclusion_a_first_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SentReference",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "pupil_id",
                        "date",
                        "session",
                        "school_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("date", models.DateField()),
                ("session", models.CharField(choices=[("AM", "Morning"), ("PM", "Afternoon")], max_length=2)),
                ("reference", models.CharField(max_length=64)),
                (
                    "pupil",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.pupil",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.school",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SetAside",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file", models.CharField(max_length=120)),
                ("row", models.PositiveIntegerField()),
                ("column", models.CharField(blank=True, max_length=60)),
                ("value", models.CharField(blank=True, max_length=300)),
                ("what", models.CharField(max_length=500)),
                ("cure", models.CharField(blank=True, max_length=500)),
                (
                    "changeset",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows_set_aside",
                        to="exchange.changeset",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
    ]
