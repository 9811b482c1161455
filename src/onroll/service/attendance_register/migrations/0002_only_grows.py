from django.db import migrations

from onroll.service.audit.ledgers import ATTENDANCE_ENTRIES, SUBMISSIONS, install


class Migration(migrations.Migration):
    dependencies = [("attendance_register", "0001_initial")]
    operations = [migrations.RunPython(install(ATTENDANCE_ENTRIES, SUBMISSIONS), migrations.RunPython.noop)]
