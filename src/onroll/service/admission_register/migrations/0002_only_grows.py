from django.db import migrations

from onroll.service.audit.ledgers import ADMISSION_ENTRIES, install


class Migration(migrations.Migration):
    dependencies = [("admission_register", "0001_initial")]
    operations = [migrations.RunPython(install(ADMISSION_ENTRIES), migrations.RunPython.noop)]
