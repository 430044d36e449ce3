"""The files of one piece of evidence."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from wenming.demo.studio import papers
from wenming.demo.studio.photographs import photograph

from .calendar import moment
from .entries import Entry


def files_of(entry: Entry, rng: Random, people: list[str]) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file; ``people`` are the staff of the unit, for lists."""
    taken = moment(entry.event_on, rng.choice((9, 10, 14, 15)), rng.randint(0, 50))
    for _ in range(entry.photos):
        taken += timedelta(seconds=rng.randint(20, 600))
        yield f"IMG_{taken:%Y%m%d_%H%M%S}.jpg", photograph(entry.event.scene, taken_at=taken, rng=rng)
    for paper in entry.papers:
        yield _paper(paper, entry, rng, people)


def _paper(kind: str, entry: Entry, rng: Random, people: list[str]) -> tuple[str, bytes]:
    if kind == "table":
        rows = [[number, name, entry.unit, "到"] for number, name in enumerate(people, start=1)]
        content = papers.table(entry.title, ["序号", "姓名", "单位", "签到"], rows, made_at=entry.filed_at)
        return f"{entry.title}.xlsx", content
    if kind == "scan":
        return f"{entry.title}（扫描件）.pdf", papers.scan(made_at=entry.filed_at, rng=rng)
    if kind == "note":
        return f"{entry.title}.txt", papers.note(entry.title, _sentences(entry))
    return f"{entry.title}.docx", papers.letter(entry.title, _sentences(entry))


def _sentences(entry: Entry) -> list[str]:
    day = f"{entry.event_on.year}年{entry.event_on.month}月{entry.event_on.day}日"
    return [
        f"{day}，{entry.unit}在{entry.event.place}开展活动，主题是{entry.event.topic}。",
        f"参加人员：{entry.people}。活动按计划完成，现场秩序良好。",
        "下一步将把好的做法固定下来，并做好材料归集。",
        f"（演示材料，{entry.unit}，{entry.filed_at:%Y-%m-%d %H:%M}）",
    ]
