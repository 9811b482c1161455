from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("guests", "0001_tables_of_november_2026"),
    ]

    operations = [
        migrations.AddField(
            model_name="gueststay",
            name="week",
            field=models.CharField(
                blank=True, help_text="A or B, of two weeks; blank for every week", max_length=1
            ),
        ),
    ]
