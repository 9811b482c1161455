from django.db import migrations

from onroll.service.access import row_security

TABLES = (
    "exchange_changeset",
    "exchange_setaside",
    "exchange_columnmap",
    "exchange_exclusion",
    "exchange_sentreference",
)


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_initial"), ("access", "0005_row_security")]
    operations = [migrations.RunPython(row_security.protect(*TABLES), migrations.RunPython.noop)]
