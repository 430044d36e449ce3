"""A body with as many pieces of evidence as asked for: their rows, words and tallies as the actions would leave them.

The first PERIOD pieces are written as models; the others are copies of theirs made by the database, with the number in
title and words. Their index is kept by the database as ever.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from itertools import islice
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from wenming.domain.language.words import mark_of, words_of
from wenming.evidence.models import Evidence, MonthTally, SearchEntry
from wenming.organisation.models import Organisation, Unit

BODY = "例证省财政厅"
UNITS, DAYS, EVERY = 33, 700, 16_667
"""One piece in EVERY was at 银杏社区 with 龚雪: sixty in a million."""
TOPICS = (
    "志愿服务", "普法宣讲", "道德讲堂", "读书分享", "节水宣传", "清洁家园", "文明交通",
    "义务植树", "无偿献血", "健步走", "家风家训", "诚信承诺", "消防演练", "垃圾分类",
    "光盘行动", "结对帮扶", "红色观影", "重阳敬老", "网络文明", "窗口服务",
)
PERIOD = 3300
"""After so many units, topics and days come again together (7 n of DAYS: every hundred)."""
SAMPLE = 500


def fill(count: int) -> None:
    """One body and its ``count`` pieces; goes on where it was stopped. Raises RuntimeError where a word is wrong."""
    now = timezone.now()
    body, _ = Organisation.objects.get_or_create(name=BODY, defaults={"short_name": BODY, "created_at": now})
    if not Evidence.objects.exists():
        _write(body, min(count, PERIOD))
    first, there = Evidence.objects.order_by("pk").values_list("pk", flat=True)[0], Evidence.objects.count()
    for start in range(there, count, PERIOD):
        with transaction.atomic():
            _copy(body, first, start, min(PERIOD, count - start))
    _number_on(Evidence, SearchEntry)
    _say_more(body, first)
    _check(body)
    _tally({"organisation_id": body.pk})
    _look_through()


def _write(body: Organisation, count: int) -> None:
    own, now, today = {"organisation_id": body.pk}, timezone.now(), timezone.localdate()
    units = Unit.objects.bulk_create(Unit(name=f"{n + 1}处", kind=Unit.Kind.DIVISION, **own) for n in range(UNITS))
    with transaction.atomic():
        made = Evidence.objects.bulk_create(
            Evidence(
                unit=units[n % UNITS], title=f"{TOPICS[n % len(TOPICS)]}活动第{n + 1}次", kind="picture",
                event_on=today - timedelta(days=n * 7 % DAYS), uploaded_at=now, uploaded_by="示范甲",
                place="综合服务大厅", **own,
            )
            for n in range(count)
        )
        SearchEntry.objects.bulk_create(SearchEntry(evidence=one, words=_words(one), **own) for one in made)


def _words(evidence: Evidence) -> str:
    return words_of(evidence.organisation_id, [evidence.title, evidence.caption, evidence.place])


def _copy(body: Organisation, first: int, start: int, count: int) -> None:
    """``count`` pieces after the first ``start``, of which the first PERIOD are copied."""
    mark = mark_of(body.pk)
    with connection.cursor() as cursor:
        for model, key, column, before, after in (
            (Evidence, "id", "title", "第", "次"), (SearchEntry, "evidence_id", "words", f" {mark}", " "),
        ):
            table = model._meta.db_table
            kept = {one.column: f'"{one.column}"' for one in model._meta.concrete_fields}
            if key != "id":
                del kept["id"]
            taken = kept | {key: f"{key} + {start}", column: (
                f"replace({column}, '{before}' || CAST({key} - {first} + 1 AS text) || '{after}',"
                f" '{before}' || CAST({key} - {first} + 1 + {start} AS text) || '{after}')"
            )}
            cursor.execute(
                f"INSERT INTO {table} ({', '.join(kept.values())}) SELECT {', '.join(taken.values())} FROM {table}"  # noqa: S608
                f" WHERE {key} >= {first} AND {key} < {first + count} ORDER BY {key}"
            )


def _number_on(*made: type[models.Model]) -> None:
    """PostgreSQL gives numbers by a counter of its own, which knows nothing of keys that were given."""
    from django.core.management.color import no_style

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), made):
            cursor.execute(statement)


def _look_through() -> None:
    """What PostgreSQL does by itself some time after rows came by the million: it plans by what it then knows."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _say_more(body: Organisation, first: int) -> None:
    """The few with more to find than the others."""
    last = first + Evidence.objects.count()
    told = list(Evidence.objects.of(body.pk).filter(pk__in=range(first + 5, last, EVERY)))
    for one in told:
        one.caption = "龚雪在银杏社区主持"
    Evidence.objects.bulk_update(told, ["caption"])
    for one in told:
        SearchEntry.objects.filter(evidence=one).update(words=_words(one))


def _check(body: Organisation) -> None:
    """A sample over all of them holds the very words that ``wenming rebuild-search`` would write."""
    step = max(Evidence.objects.count() // SAMPLE, 1)
    keys = list(islice(Evidence.objects.of(body.pk).order_by("pk").values_list("pk", flat=True), 0, None, step))
    for block in _blocks(keys):
        for entry in SearchEntry.objects.filter(evidence__in=block).select_related("evidence"):
            if entry.words != _words(entry.evidence):
                raise RuntimeError(entry.evidence.title)


def _blocks(keys: list[int], size: int = 500) -> Iterable[list[int]]:
    return (keys[start : start + size] for start in range(0, len(keys), size))


def _tally(own: dict[str, Any]) -> None:
    """What the actions would have counted piece by piece."""
    months = Counter(
        (unit, on.replace(day=1)) for unit, on in Evidence.objects.values_list("unit_id", "event_on").iterator()
    )
    MonthTally.objects.all().delete()
    MonthTally.objects.bulk_create(
        MonthTally(unit_id=unit, month=month, number=number, state="filed", withheld=False, **own)
        for (unit, month), number in months.items()
    )
