from django.db import migrations

from onroll.service.access import row_security
from onroll.service.audit import ledgers

TABLES = (
    "correspondence_message",
    "correspondence_messageevent",
    "correspondence_messagesettings",
    "correspondence_waiting",
    "correspondence_wording",
)


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0001_initial"),
        ("access", "0006_joined_school"),
        ("audit", "0001_initial"),
    ]
    operations = [
        migrations.RunPython(
            ledgers.install(ledgers.MESSAGES, ledgers.MESSAGE_EVENTS), migrations.RunPython.noop
        ),
        migrations.RunPython(row_security.protect(*TABLES), migrations.RunPython.noop),
    ]
