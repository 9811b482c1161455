from django.db import migrations

from onroll.service.access import row_security
from onroll.service.audit.ledgers import LESSONS, install

_TABLES = (
    "lessons_lesson",
    "lessons_lessonmark",
    "lessons_lessonregister",
    "lessons_lessonskept",
    "lessons_missingstep",
    "lessons_teachinggroup",
    "lessons_teachinggroupmember",
)


class Migration(migrations.Migration):
    dependencies = [("lessons", "0001_initial"), ("access", "0005_row_security")]
    operations = [
        migrations.RunPython(install(*LESSONS), migrations.RunPython.noop),
        migrations.RunPython(row_security.protect(*_TABLES), migrations.RunPython.noop),
    ]
