import django.db.models.deletion
from django.db import migrations, models

from onroll.service.access import row_security
from onroll.service.audit.ledgers import CONTACT_WISHES, install


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_row_security"),
        ("organisations", "0003_middle_schools_deemed"),
        ("people", "0003_former_upn"),
    ]

    operations = [
        migrations.CreateModel(
            name="ContactWish",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "prefers",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "No preference"),
                            ("phone", "A phone call"),
                            ("text", "A text"),
                            ("email", "An email"),
                            ("letter", "A letter"),
                        ],
                        max_length=6,
                    ),
                ),
                ("times", models.CharField(blank=True, max_length=120, verbose_name="the times")),
                (
                    "interpreter",
                    models.CharField(
                        blank=True,
                        help_text="Blank where none is wanted",
                        max_length=60,
                        verbose_name="the language of the interpreter",
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=300, verbose_name="what you wrote")),
                ("made_at", models.DateTimeField()),
                ("disposed_at", models.DateTimeField(null=True)),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contact_wishes",
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
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["parent", "school"], name="wishes_of_a_parent")],
            },
        ),
        migrations.RunPython(install(CONTACT_WISHES), migrations.RunPython.noop),
        migrations.RunPython(row_security.protect(CONTACT_WISHES.table), migrations.RunPython.noop),
    ]
