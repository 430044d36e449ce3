"""The material of one activity: which parts it usually has, and which part answers which demand."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from .kinds import Kind


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a pack. ``kinds`` is what it is mostly made of; ``words`` are those a title calls it by.

    A pack without a part that is ``usual`` says so; nothing is refused for it.
    """

    slug: str
    word: str
    kinds: tuple[Kind, ...]
    words: tuple[str, ...]
    usual: bool = True


PARTS = (
    Part("notice", "通知", (Kind.DOCUMENT,), ("通知",)),
    Part("scheme", "方案", (Kind.DOCUMENT,), ("方案", "计划", "议程")),
    Part("sign_in", "签到表", (Kind.TABLE, Kind.DOCUMENT), ("签到", "名册", "名单")),
    Part("photographs", "照片", (Kind.PICTURE,), ("照片", "图片", "影像", "合影")),
    Part("news", "报道", (Kind.DOCUMENT, Kind.LINK), ("报道", "信息稿", "新闻", "简报")),
    Part("summary", "总结", (Kind.DOCUMENT,), ("总结", "小结", "报告")),
    Part("other", "其他", (), (), usual=False),
)
"""Source: domain.md 4.6 and 9.4, the records of one activity in the order they come to be."""
BY_SLUG = {one.slug: one for one in PARTS}
CHOICES = [(one.slug, one.word) for one in PARTS]


@dataclass(frozen=True, slots=True)
class Filed:
    """A part that is there: the part of the pack it is, its title and the kinds of its files."""

    part: str
    title: str
    kinds: tuple[Kind, ...]


def lacking(parts: Collection[str]) -> list[str]:
    """The words of the usual parts that are not among ``parts`` (slugs), in their order."""
    return [one.word for one in PARTS if one.usual and one.slug not in parts]


def title_of_part(activity: str, part: str, *, longest: int = 120) -> str:
    """What a part is called: the activity and the word of the part, the activity cut where that is too long."""
    word = BY_SLUG[part].word
    word = "其他材料" if part == "other" else word
    return f"{activity.strip()[: longest - len(word)]}{word}"


def part_called(title: str) -> str:
    """The part a title speaks of; where it speaks of several, the last one said; "other" for none."""
    at = {one.slug: max((title.rfind(word) for word in one.words), default=-1) for one in PARTS}
    best = max(at, key=lambda slug: at[slug])
    return best if at[best] >= 0 else "other"


def answering(title: str, demanded: Kind, filed: Sequence[Filed]) -> int | None:
    """Which of ``filed`` most likely answers a demand called ``title``: its index; None where nothing fits.

    What the title names goes first, as far as it holds the kind demanded; else the part made of that kind. A demand
    for any kind that names nothing is proposed nothing: somebody has to read it.
    """
    named = part_called(title)
    for index, one in enumerate(filed):
        if named != "other" and one.part == named and _holds(one, demanded):
            return index
    if demanded is Kind.ANY:
        return None
    fitting = [index for index, one in enumerate(filed) if demanded in one.kinds]
    usual = [index for index in fitting if demanded in BY_SLUG[filed[index].part].kinds[:1]]
    return next(iter(usual or fitting), None)


def _holds(one: Filed, demanded: Kind) -> bool:
    """A list that was signed by hand comes as a scan: a demand for a document or table takes pictures from a part
    that is called so."""
    if demanded in {Kind.DOCUMENT, Kind.TABLE}:
        return Kind.VIDEO not in one.kinds
    return demanded is Kind.ANY or demanded in one.kinds
