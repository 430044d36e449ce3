"""A plan read, against its file merely opened: the same parts unzipped and parsed by the same library."""

import io
import time
import zipfile
from xml.etree import ElementTree

from .measure import Measure, paired

ROUNDS = 5
MOST = 1.5
PARTS = ("word/document.xml", "word/styles.xml", "word/numbering.xml")


def measure_reading(data: bytes, blocks: int) -> Measure:
    """From the bytes to the whole proposal: paragraphs, tasks, owners, dates, figures, doubts."""
    from wenming.domain.plan.reader import read_plan
    from wenming.plan.intake.document import read_document

    def read() -> object:
        return read_plan(read_document(data, "plan.docx"))

    def opened() -> object:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            known = set(package.namelist()) & set(PARTS)
            return [ElementTree.fromstring(package.read(name)) for name in known]  # noqa: S314  our own file

    name = "a plan read / its file opened"
    return paired(name, _timed(read), _timed(opened), goal=MOST, unit="ms CPU", blocks=blocks)


def _timed(work):
    def cost() -> float:
        before = time.process_time()
        for _ in range(ROUNDS):
            work()
        return (time.process_time() - before) * 1000 / ROUNDS

    return cost
