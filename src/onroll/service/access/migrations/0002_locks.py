"""Put the locks on: the tables that only grow refuse to be changed, and a row is there only for those its school names.

After every table, because a policy may read a table of another app. Each step is done afresh, whatever was there.
"""

from django.db import migrations

from onroll.service.access import row_security
from onroll.service.audit.ledgers import LEDGERS, install

_TABLES = "0001_tables_of_november_2026"


class Migration(migrations.Migration):
    dependencies = [
        ("absence_follow_up", _TABLES),
        ("absence_notices", _TABLES),
        ("access", _TABLES),
        ("admission_register", _TABLES),
        ("attendance_register", _TABLES),
        ("audit", _TABLES),
        ("correspondence", _TABLES),
        ("demo", _TABLES),
        ("duties", _TABLES),
        ("exchange", _TABLES),
        ("exclusions", _TABLES),
        ("figures", _TABLES),
        ("guests", _TABLES),
        ("jobs", _TABLES),
        ("lateness", _TABLES),
        ("leave_of_absence", _TABLES),
        ("lessons", _TABLES),
        ("medical_absence", _TABLES),
        ("off_site_provision", _TABLES),
        ("organisations", _TABLES),
        ("parents", _TABLES),
        ("part_time_timetables", _TABLES),
        ("people", _TABLES),
        ("planned_attendance", _TABLES),
        ("published", _TABLES),
        ("recognition", _TABLES),
        ("reconciliation", _TABLES),
        ("remote_education", _TABLES),
    ]
    operations = [
        migrations.RunPython(install(*LEDGERS), migrations.RunPython.noop),
        migrations.RunPython(row_security.protect(*row_security.PROTECTED), migrations.RunPython.noop),
    ]
