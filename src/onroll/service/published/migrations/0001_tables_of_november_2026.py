import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("published", "0001_initial"), ("published", "0002_groups_of_pupils")]

    initial = True

    dependencies = [
        ("organisations", "0001_tables_of_november_2026"),
    ]

    operations = [
        migrations.CreateModel(
            name="NeighbourList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(help_text="Where the list comes from", max_length=200)),
                ("made_at", models.DateTimeField()),
                ("made_by_id", models.BigIntegerField(null=True)),
                ("made_by_name", models.CharField(max_length=160)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="neighbour_lists",
                        to="organisations.authority",
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="PublishedRelease",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(help_text="As the department names the release", max_length=160)),
                ("released_on", models.DateField()),
                ("shape", models.CharField(max_length=20)),
                ("is_made_up", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("read", "Waiting to be accepted"),
                            ("in use", "In use"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="read",
                        max_length=9,
                    ),
                ),
                ("file_name", models.CharField(max_length=160)),
                ("digest", models.CharField(help_text="SHA-256 of the file", max_length=64)),
                ("rows", models.PositiveIntegerField()),
                (
                    "found",
                    models.JSONField(default=dict, help_text="What came of working the file out again"),
                ),
                ("loaded_at", models.DateTimeField()),
                ("loaded_by_id", models.BigIntegerField(null=True)),
                ("loaded_by_name", models.CharField(max_length=160)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decided_by_name", models.CharField(blank=True, max_length=160)),
                (
                    "authority",
                    models.ForeignKey(
                        help_text="Whose comparisons it is for; none, everybody's",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="published_releases",
                        to="organisations.authority",
                    ),
                ),
            ],
            options={
                "ordering": ["-released_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Neighbour",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_code", models.CharField(help_text="The department's three digits", max_length=3)),
                ("name", models.CharField(max_length=120)),
                (
                    "neighbours",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="published.neighbourlist",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("neighbours", "authority_code"), name="an_authority_once_a_neighbour_list"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PublishedRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("level", models.CharField(max_length=16)),
                ("area_code", models.CharField(max_length=9)),
                ("authority_code", models.CharField(blank=True, max_length=3)),
                ("area_name", models.CharField(max_length=120)),
                ("region_code", models.CharField(blank=True, max_length=9)),
                ("region_name", models.CharField(blank=True, max_length=120)),
                ("phase", models.CharField(max_length=32)),
                (
                    "group",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="As figures by group name it; empty of a file that tells no groups apart",
                        max_length=60,
                    ),
                ),
                ("period_name", models.CharField(max_length=40)),
                ("period_first_day", models.DateField()),
                (
                    "counts",
                    models.JSONField(
                        help_text="Whole numbers as numbers; any other as text, so that it stays exact"
                    ),
                ),
                ("rates", models.JSONField(help_text="Rates that do not follow from the counts, as text")),
                (
                    "symbols",
                    models.JSONField(help_text="What stands in place of a number that is not published"),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="figures",
                        to="published.publishedrelease",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(
                        fields=["period_name", "phase", "level", "period_first_day"],
                        name="published_of_a_period",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=(
                            "release",
                            "level",
                            "area_code",
                            "phase",
                            "group",
                            "period_name",
                            "period_first_day",
                        ),
                        name="one_published_row_a_place",
                    )
                ],
            },
        ),
    ]
