"""What was filed before there was a review waits for the office; what was withdrawn stays so."""

from django.db import migrations


def place(apps, _schema_editor):
    apps.get_model("evidence", "Evidence").objects.filter(state="withdrawn").update(stage="withdrawn")


class Migration(migrations.Migration):
    dependencies = [("evidence", "0010_review")]
    operations = [migrations.RunPython(place, migrations.RunPython.noop)]
