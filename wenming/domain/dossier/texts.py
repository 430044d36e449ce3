"""What the package says about itself in plain text. No day of export stands in it: the same content, the same bytes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .contents import Contents, Folder

README, GAPS, INDEX, BORROWED = "说明.txt", "缺项.txt", "index.xlsx", "引用.txt"


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose package it is. ``withheld_included``: whether evidence limited to its unit and the office is in it."""

    organisation: str
    campaign: str
    withheld_included: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is not in the package although it should be."""

    task_id: int
    task: str
    what: str
    why: str

    @property
    def words(self) -> str:
        return f"{self.what}（{self.why}）" if self.why else self.what

    @property
    def sentence(self) -> str:
        return f"{self.task}：{self.words}"


def as_text(lines: Iterable[str]) -> bytes:
    """UTF-8 with a byte-order mark and Windows line ends, so that the oldest Notepad shows it right."""
    return ("\ufeff" + "".join(f"{line}\r\n" for line in lines)).encode()


def readme(subject: Subject) -> list[str]:
    withheld = "含有" if subject.withheld_included else "不含"
    return [
        f"{subject.organisation}  {subject.campaign}",
        "佐证材料包",
        "",
        "一、文件夹按方案的部分和任务排列。文件名为“任务号_序号_题名_日期”，日期是活动日期。",
        f"二、一件佐证用于几项任务的，只存一份，放在序号最前的任务下；其余任务的文件夹里有“{BORROWED}”，写明它在哪里。",
        f"三、{INDEX} 是目录，另有缺项一页；{GAPS} 列出应有而没有的材料，请先看它。",
        f"四、本包{withheld}公开范围为“限本单位和办公室”的佐证。",
        "五、核对：装有本软件的机器运行 wenming verify-package 文件名；没有的，解压后运行",
        "    sha256sum -c manifest-sha256.txt（Windows 可用 certutil -hashfile 文件 SHA256 逐个比对）。",
        "六、文件均为上传时的原件，未作修改。包内时间是活动日期，不是导出时间。",
    ]


def borrowed(folder: Folder, contents: Contents) -> list[str]:
    """The note in a task's folder about evidence that is stored in another one."""
    lines = [f"下列 {len(folder.borrowed)} 件佐证也用于本任务，文件存放在：", ""]
    lines += [f"{piece.title}（{piece.unit}，{piece.event_on:%Y-%m-%d}）  {contents.home[piece.id]}"
              for piece in folder.borrowed]
    return lines


def missing_in_folder(folder: Folder, missing: Sequence[Gap]) -> list[str]:
    """The note in a task's folder about what it still lacks; nothing where it has evidence and lacks nothing."""
    lines = [] if folder.placed or folder.borrowed else ["本任务还没有佐证。"]
    return lines + [f"{n}. {gap.words}" for n, gap in enumerate(missing, 1)]


def gaps(of_package: Sequence[Gap], of_campaign: Sequence[Gap]) -> list[str]:
    """Files the store could not give first, then what the plan still asks for."""
    if not of_package and not of_campaign:
        return ["没有缺项：方案要求的材料都在，应收入的文件都已收入。"]
    lines = []
    for heading, found in (("登记在册但没能收入本包的文件", of_package), ("方案要求而还没有的", of_campaign)):
        if found:
            lines += [f"{heading}，{len(found)} 项：", *(f"{n}. {gap.sentence}" for n, gap in enumerate(found, 1)), ""]
    return lines
