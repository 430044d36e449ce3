"""Everyone already in the roster gets the standing he has now, from the day his status began."""

from django.db import migrations
from django.utils import timezone


def begin(apps, schema_editor):
    Person, Standing = (apps.get_model("organisation", name) for name in ("Person", "Standing"))
    at = timezone.now()
    Standing.objects.bulk_create(
        (
            Standing(
                organisation_id=one.organisation_id, person_id=one.pk, unit_id=one.unit_id, status=one.status,
                party_member=one.party_member, valid_from=one.since, entered_at=at, entered_by="系统",
            )
            for one in Person.objects.order_by("pk").iterator()
        ),
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [("organisation", "0003_dated_roster")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
