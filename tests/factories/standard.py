"""Editions of a made-up standard for tests of this room and the rooms above it."""

from collections.abc import Sequence
from fractions import Fraction

from django.core.files.base import ContentFile

from tests.cast import NOW, Cast
from wenming.domain.authority import Viewer
from wenming.domain.standard.findings import Finding
from wenming.domain.standard.nodes import Node, Slot, Veto
from wenming.domain.standard.rules import Absence, Judged, Shortfall, Threshold
from wenming.filestore.actions import store
from wenming.standard.actions.deciding import freeze_edition
from wenming.standard.actions.uploading import upload_edition
from wenming.standard.actions.writing import write_edition
from wenming.standard.models import Edition

TEN, FIVE, TWO, HALF = Fraction(10), Fraction(5), Fraction(2), Fraction(1, 2)
PLAN = Node("1.1", "有创建工作方案", FIVE, Absence(FIVE), slots=(Slot("formal_doc", "工作方案"),), row=2)
LECTURES = Node("1.2", "道德讲堂每年不少于 10 次，每少一次扣 0.5 分", FIVE, Shortfall(TEN, "次", HALF),
                slots=(Slot("photo", "讲堂照片", 2, captions=("时间", "地点")), Slot("original_record", "讲堂记录")),
                row=3)
VOLUNTEERS = Node("2.1", "注册志愿者占职工总数的 30% 以上", FIVE, Threshold(">=", Fraction(30), "%", "注册志愿者"),
                  row=5)
STYLE = Node("2.2", "服务作风优良", FIVE, Judged(), row=6)
TREE = (Node("1", "创建工作", TEN, children=(PLAN, LECTURES), row=1),
        Node("2", "志愿服务", TEN, children=(VOLUNTEERS, STYLE), row=4))


def uploaded(by: Viewer, label: str = "2025", title: str = "示范省文明单位测评体系") -> Edition:
    """A file that came in and was not read yet."""
    content = ContentFile(f"编号,内容,分值\n1,{title}{label},1".encode(), name="体系.csv")
    file = store(content=content, name="体系.csv", by=by, at=NOW).file
    return upload_edition(file=file, standard=None, title=title, label=label, issuer="示范省文明办", by=by, at=NOW)


def proposed(
    by: Viewer, nodes: Sequence[Node] = TREE, *, declared: Fraction | None = Fraction(20),
    noticed: Sequence[Finding] = (), vetoes: Sequence[Veto] = (), **more: str,
) -> Edition:
    """Read, and waiting to be put right."""
    edition = uploaded(by, **more)
    write_edition(edition=edition, nodes=nodes, noticed=noticed, vetoes=vetoes, declared=declared, by=by, at=NOW)
    edition.refresh_from_db()
    return edition


def frozen(cast: Cast, nodes: Sequence[Node] = TREE, *, by: Viewer | None = None, **more: str) -> Edition:
    by = by or cast.office
    edition = proposed(by, nodes, **more)
    return freeze_edition(edition=edition, version=edition.version, by=by, at=NOW)
