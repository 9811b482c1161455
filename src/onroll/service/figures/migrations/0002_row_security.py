from django.db import migrations

from onroll.service.access import row_security


class Migration(migrations.Migration):
    dependencies = [("figures", "0001_saved_views"), ("access", "0005_row_security")]
    operations = [migrations.RunPython(row_security.protect("figures_savedview"), migrations.RunPython.noop)]
