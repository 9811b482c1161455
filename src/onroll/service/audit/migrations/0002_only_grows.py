from django.db import migrations

from onroll.service.audit.ledgers import EVENTS, install


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(install(EVENTS), migrations.RunPython.noop)]
