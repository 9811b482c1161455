from django.db import migrations

from onroll.service.access import row_security


class Migration(migrations.Migration):
    dependencies = [("recognition", "0001_initial"), ("access", "0005_row_security")]
    operations = [
        migrations.RunPython(
            row_security.protect("recognition_award", "recognition_awardgiven"), migrations.RunPython.noop
        )
    ]
