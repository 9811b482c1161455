from django.db import migrations

from onroll.service.access import row_security


class Migration(migrations.Migration):
    dependencies = [("admission_register", "0004_roll_overs"), ("access", "0005_row_security")]
    operations = [
        migrations.RunPython(row_security.protect("admission_register_rollover"), migrations.RunPython.noop)
    ]
