"""index.xlsx of a package: 目录, 缺项, 说明. The same lines give the same bytes."""

import io
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace

from wenming.domain.dossier import texts
from wenming.domain.dossier.contents import Contents, EvidenceEntry, Folder
from wenming.domain.dossier.texts import Gap, Subject
from wenming.shell.workbooks import add_table, workbook

HEADS = (
    ("序号", 6), ("任务", 8), ("题名", 36), ("文件名", 60), ("活动日期", 11), ("拍摄", 11), ("上传", 11),
    ("报送单位", 18), ("说明", 36), ("公开", 14), ("引用", 20), ("大小（字节）", 12), ("摘要（SHA-256）", 66),
)
COVERED = "图中人脸或号码已遮挡，原件存本单位"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the catalogue, in the order of HEADS (without the running number)."""

    task: str
    title: str
    path: str
    event_on: str
    captured_on: str
    uploaded_on: str
    unit: str
    caption: str
    disclosure: str
    citing: str
    size: int | None
    digest: str

    @property
    def stored_here(self) -> bool:
        return bool(self.digest)


def lines_of(contents: Contents, digests: dict[str, str]) -> list[Line]:
    """The catalogue in the order of the package; a file that could not be taken in says so instead of a digest."""
    numbers = {folder.task.id: folder.task.number for folder in contents.folders}
    lines = []
    for folder in contents.folders:
        for placed in folder.placed:
            line = _line(folder, placed.evidence, placed.path, _also_for(placed.evidence, folder, numbers))
            if placed.file.covered:
                line = replace(line, caption="；".join(filter(None, (line.caption, COVERED))))
            lines.append(replace(
                line, captured_on=str(placed.file.captured_on or ""), size=placed.file.size, digest=digests[placed.path]
            ) if placed.path in digests else replace(line, path="没能收入，见缺项"))
        lines += [_line(folder, piece, contents.home[piece.id], "存放在另一任务下") for piece in folder.borrowed]
    return lines


def _also_for(piece: EvidenceEntry, folder: Folder, numbers: dict[int, str]) -> str:
    others = [number for task, number in numbers.items() if task in piece.task_ids and task != folder.task.id]
    return f"也用于任务 {'、'.join(others)}" if others else ""


def _line(folder: Folder, piece: EvidenceEntry, path: str, citing: str) -> Line:
    """A line without the facts of a file, as it stands for evidence stored in another folder."""
    remarks = [piece.caption, piece.web, f"补录：{piece.late_reason}" if piece.late_reason else "",
               "窗外：活动日期在材料要求的时间窗外，不计数" if piece.outside_window else ""]
    return Line(
        task=folder.task.number, title=piece.title, path=path, event_on=str(piece.event_on), captured_on="",
        uploaded_on=str(piece.uploaded_on), unit=piece.unit, caption="；".join(filter(None, remarks)),
        disclosure=piece.disclosure, citing=citing, size=None, digest="",
    )


def index_of(lines: Sequence[Line], lost: Sequence[Gap], missing: Sequence[Gap], subject: Subject) -> bytes:
    """The workbook. Rows go to disk as they are written, so that a long catalogue does not fill the memory."""
    file = io.BytesIO()
    with workbook(file) as book:
        add_table(book, "目录", HEADS, ((n, *astuple(line)) for n, line in enumerate(lines, 1)))
        gaps = [(gap.task, gap.what, gap.why) for gap in (*lost, *missing)]
        add_table(book, "缺项", (("任务", 10), ("缺什么", 60), ("为什么算缺", 60)), gaps)
        add_table(book, "说明", (("说明", 120),), ((text,) for text in texts.readme(subject)))
    return file.getvalue()
