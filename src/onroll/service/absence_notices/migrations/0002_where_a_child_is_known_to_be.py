from django.db import migrations, models

from onroll.service.audit.ledgers import NOTICES, install, lift

_KNOWS = models.CharField(
    blank=True,
    choices=[
        ("with us", "The child is with them"),
        ("elsewhere", "The child is elsewhere, and they know where"),
        ("not known", "They do not know where the child is"),
    ],
    help_text="What was said of where the child is",
    max_length=9,
)


class Migration(migrations.Migration):
    dependencies = [
        ("absence_notices", "0001_tables_of_november_2026"),
        ("access", "0002_locks"),
    ]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, lift(*NOTICES)),
        migrations.AddField(model_name="notice", name="knows", field=_KNOWS),
        migrations.AddField(model_name="noticeevent", name="knows", field=_KNOWS.clone()),
        # SQLite makes a table anew for a column, and its triggers go.
        migrations.RunPython(install(*NOTICES), migrations.RunPython.noop),
    ]
