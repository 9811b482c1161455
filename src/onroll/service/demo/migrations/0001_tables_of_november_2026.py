from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("demo", "0001_initial")]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Demo",
            fields=[
                ("only", models.BooleanField(default=True, primary_key=True, serialize=False)),
                ("seed", models.PositiveIntegerField()),
                ("size", models.PositiveIntegerField(help_text="About how many pupils")),
                (
                    "autumn",
                    models.PositiveSmallIntegerField(
                        help_text="The calendar year its academic year starts in"
                    ),
                ),
                ("written_until", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("only", True)), name="one_demo_a_database")
                ],
            },
        ),
    ]
