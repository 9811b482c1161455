from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("audit", "0001_initial"), ("audit", "0002_only_grows")]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "name",
                    models.CharField(help_text="area.noun.past, such as roll.pupil.admitted", max_length=60),
                ),
                ("actor_id", models.BigIntegerField(null=True)),
                ("actor_name", models.CharField(max_length=160)),
                ("actor_role", models.CharField(max_length=40)),
                ("school_id", models.BigIntegerField(null=True)),
                ("subject_type", models.CharField(max_length=40)),
                ("subject_id", models.BigIntegerField(null=True)),
                ("details", models.JSONField(default=dict)),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "indexes": [
                    models.Index(fields=["school_id", "at"], name="events_of_a_school"),
                    models.Index(fields=["subject_type", "subject_id"], name="events_of_a_subject"),
                ],
            },
        ),
    ]
