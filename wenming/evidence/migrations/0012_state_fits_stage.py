from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("evidence", "0011_where_each_stands")]
    operations = [
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(condition=models.Q(models.Q(("stage", "withdrawn"), ("state", "withdrawn")), models.Q(("stage", "draft"), ("state", "draft")), models.Q(("accepted", False), ("stage", "returned"), ("state", "returned")), models.Q(("accepted", True), ("stage", "returned"), ("state", "filed")), models.Q(("accepted", True), ("stage", "accepted"), ("state", "filed")), models.Q(("stage__in", ["head", "lead", "office"]), ("state", "filed")), _connector="OR"), name="evidence_state_fits_stage"),
        ),
    ]
