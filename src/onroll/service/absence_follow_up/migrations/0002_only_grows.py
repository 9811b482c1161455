from django.db import migrations

from onroll.service.access import row_security
from onroll.service.audit.ledgers import FOLLOW_UP, install

_TABLES = tuple(ledger.table for ledger in FOLLOW_UP)


class Migration(migrations.Migration):
    dependencies = [("absence_follow_up", "0001_initial"), ("access", "0005_row_security")]
    operations = [
        migrations.RunPython(install(*FOLLOW_UP), migrations.RunPython.noop),
        migrations.RunPython(row_security.protect(*_TABLES), migrations.RunPython.noop),
    ]
