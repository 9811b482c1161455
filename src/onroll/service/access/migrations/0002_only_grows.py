from django.db import migrations

from onroll.service.audit.ledgers import VIEWINGS, install


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]
    operations = [migrations.RunPython(install(VIEWINGS), migrations.RunPython.noop)]
