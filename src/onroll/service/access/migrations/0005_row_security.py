from django.db import migrations

from onroll.service.access import row_security


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0004_links_clear_second_factor"),
        ("admission_register", "0001_initial"),
        ("attendance_register", "0001_initial"),
        ("audit", "0001_initial"),
        ("duties", "0001_initial"),
        ("organisations", "0002_calendar_changes"),
        ("people", "0001_initial"),
    ]
    operations = [
        migrations.RunPython(row_security.protect(*row_security.PROTECTED), migrations.RunPython.noop)
    ]
