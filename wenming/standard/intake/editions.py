"""A stored document into an edition's lines."""

from datetime import datetime

from wenming.domain.authority import Viewer
from wenming.domain.errors import InputRefused
from wenming.domain.standard.layouts import from_json
from wenming.domain.standard.reader import read_standard
from wenming.filestore.queries import open_stored
from wenming.standard.actions.writing import write_edition
from wenming.standard.models import Edition

from .document import read_source


def read_into(edition: Edition, *, by: Viewer, at: datetime) -> None:
    """Raises InputRefused where the file cannot be read or holds no line."""
    file = edition.source_file
    if file is None:
        raise InputRefused("这一版没有原文件，读不了。")
    with open_stored(file) as content:
        source = read_source(content.read(), file.original_name)
    draft = read_standard(source, from_json(edition.layouts))
    if not draft.nodes:
        raise InputRefused("没有读出测评指标。请检查是不是选错了文件，或把条文整理成一张表再读。")
    write_edition(edition=edition, nodes=draft.nodes, noticed=draft.findings, vetoes=draft.vetoes,
                  declared=draft.total.declared, components=draft.components, layouts=draft.layouts, by=by, at=at)
