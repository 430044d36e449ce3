"""The tallies of what was filed before there were any, and the task each citation serves."""

from collections import Counter

from django.db import migrations
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from wenming.domain.evidence.kinds import Kind, kind_of
from wenming.domain.evidence.slots import Demand, counted_of, in_window


def count(apps, _schema_editor):
    evidence, citation, file = (apps.get_model("evidence", name) for name in ("Evidence", "Citation", "EvidenceFile"))
    duty, task_slot = apps.get_model("plan", "Duty"), apps.get_model("plan", "TaskSlot")
    citation.objects.update(served_task=Coalesce(
        "task_id", Subquery(duty.objects.filter(pk=OuterRef("duty_id")).values("task_id")[:1]),
        Subquery(task_slot.objects.filter(slot_id=OuterRef("slot_id")).values("task_id")[:1]),
    ))
    months, tasks, slots, kinds = Counter(), Counter(), Counter(), {}
    current = file.objects.filter(revision__is_current=True)
    for key, media_type in current.values_list("revision__evidence_id", "stored__media_type").iterator(2000):
        kinds.setdefault(key, []).append(kind_of(media_type))
    cells = {}
    for one in evidence.objects.order_by().iterator(2000):
        cells[one.pk] = (one.organisation_id, one.unit_id, one.state, one.disclosure == "withheld")
        months[*cells[one.pk], one.event_on.replace(day=1)] += 1
    cited = citation.objects.exclude(served_task=None).order_by()
    for key, task in cited.values_list("evidence_id", "served_task_id").distinct().iterator(2000):
        tasks[*cells[key], task] += 1
    answers = citation.objects.filter(evidence__state="filed").exclude(slot=None).order_by()
    for one in answers.select_related("slot", "evidence").iterator(2000):
        demand = Demand(Kind(one.slot.kind), 1, None, one.slot.window_from, one.slot.window_until)
        if in_window(demand, one.evidence.event_on):
            slots[one.organisation_id, one.unit_id, one.slot_id] += counted_of(demand.kind, kinds.get(one.evidence_id, ()))
    cell = ("organisation_id", "unit_id", "state", "withheld")
    write(apps.get_model("evidence", "MonthTally"), (*cell, "month"), months)
    write(apps.get_model("evidence", "TaskTally"), (*cell, "task_id"), tasks)
    write(apps.get_model("evidence", "SlotTally"), ("organisation_id", "unit_id", "slot_id"), slots)


def write(model, names, numbers):
    model.objects.bulk_create(
        (model(**dict(zip(names, key, strict=True)), number=number) for key, number in numbers.items() if number),
        batch_size=2000,
    )


class Migration(migrations.Migration):
    dependencies = [("evidence", "0002_tallies"), ("filestore", "0001_initial"), ("plan", "0001_initial")]
    operations = [migrations.RunPython(count, migrations.RunPython.noop)]
