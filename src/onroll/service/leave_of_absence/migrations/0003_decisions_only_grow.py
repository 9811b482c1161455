import django.db.models.deletion
from django.db import migrations, models

from onroll.service.audit.ledgers import LEAVE_DECISIONS, install, lift


class Migration(migrations.Migration):
    dependencies = [
        ("leave_of_absence", "0002_asked_for_by_link"),
        ("people", "0004_how_to_be_reached"),
    ]

    operations = [
        migrations.AddField(
            model_name="leavedecision",
            name="disposed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="leaverequest",
            name="disposed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name="leavechild",
            name="pupil",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="leave_asked",
                to="people.pupil",
            ),
        ),
        migrations.RunPython(install(LEAVE_DECISIONS), lift(LEAVE_DECISIONS)),
    ]
