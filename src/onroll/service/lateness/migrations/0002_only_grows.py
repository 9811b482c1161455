from django.db import migrations

from onroll.service.access import row_security
from onroll.service.audit.ledgers import LATENESS_STEPS, install


class Migration(migrations.Migration):
    dependencies = [("lateness", "0001_initial"), ("access", "0005_row_security")]
    operations = [
        migrations.RunPython(install(LATENESS_STEPS), migrations.RunPython.noop),
        migrations.RunPython(
            row_security.protect("lateness_latenesssettings", "lateness_latenessstep"),
            migrations.RunPython.noop,
        ),
    ]
