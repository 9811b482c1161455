from django.db import migrations

from onroll.service.access import row_security

TABLES = (
    "reconciliation_comparison",
    "reconciliation_sessionfound",
    "reconciliation_totalsfound",
    "reconciliation_rowsetaside",
)


class Migration(migrations.Migration):
    dependencies = [("reconciliation", "0001_initial"), ("access", "0005_row_security")]
    operations = [migrations.RunPython(row_security.protect(*TABLES), migrations.RunPython.noop)]
