import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("reconciliation", "0001_initial"), ("reconciliation", "0002_row_security")]

    initial = True

    dependencies = [
        ("organisations", "0001_tables_of_november_2026"),
        ("people", "0001_tables_of_november_2026"),
    ]

    operations = [
        migrations.CreateModel(
            name="Comparison",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(choices=[("marks", "Marks"), ("totals", "Totals")], max_length=6)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "Waiting to be compared"),
                            ("running", "Being compared"),
                            ("ready", "Compared"),
                            ("refused", "Refused"),
                            ("failed", "Stopped by a fault"),
                        ],
                        default="pending",
                        max_length=8,
                    ),
                ),
                (
                    "folder",
                    models.CharField(
                        help_text="Random name of the folder that keeps the file", max_length=64, unique=True
                    ),
                ),
                ("file_name", models.CharField(max_length=160)),
                ("asked", models.JSONField(help_text="How the file is laid out, and what of it is compared")),
                ("first_day", models.DateField(blank=True, null=True)),
                ("last_day", models.DateField(blank=True, null=True)),
                (
                    "found",
                    models.JSONField(
                        default=dict,
                        help_text="Totals on both sides, and what each kind of difference comes to",
                    ),
                ),
                (
                    "message",
                    models.TextField(blank=True, help_text="Why it was refused or stopped, and what to do"),
                ),
                ("made_at", models.DateTimeField()),
                ("made_by_id", models.BigIntegerField(null=True)),
                ("made_by_name", models.CharField(max_length=160)),
                ("compared_at", models.DateTimeField(blank=True, null=True)),
                ("file_deleted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comparisons",
                        to="organisations.school",
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="RowSetAside",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("row", models.PositiveIntegerField()),
                ("column", models.CharField(blank=True, max_length=80)),
                ("value", models.CharField(blank=True, max_length=120)),
                ("what", models.CharField(max_length=200)),
                ("cure", models.CharField(blank=True, max_length=200)),
                (
                    "comparison",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows_set_aside",
                        to="reconciliation.comparison",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="TotalsFound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=64)),
                ("whose", models.CharField(max_length=12)),
                ("ours", models.JSONField()),
                ("theirs", models.JSONField()),
                (
                    "comparison",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="totals",
                        to="reconciliation.comparison",
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
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="SessionFound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reference",
                    models.CharField(blank=True, help_text="Who the file says it is", max_length=64),
                ),
                ("date", models.DateField()),
                ("session", models.CharField(max_length=2)),
                ("kind", models.CharField(max_length=24)),
                ("ours", models.CharField(blank=True, max_length=2)),
                ("theirs", models.CharField(blank=True, max_length=60)),
                ("read_as", models.CharField(blank=True, max_length=2)),
                ("effect", models.JSONField()),
                ("why", models.CharField(blank=True, max_length=200)),
                (
                    "comparison",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to="reconciliation.comparison",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        help_text="None, not known here",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.pupil",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["comparison", "kind"], name="sessions_of_a_comparison")],
            },
        ),
    ]
