"""A plan read, against its file merely opened as anybody would: python-docx, the text of its paragraphs and tables."""

import io
import time

import docx

from .measure import Cost, Measure, paired

ROUNDS = 5
MOST = 1.5


def measure_reading(data: bytes, blocks: int) -> Measure:
    """From the bytes to the whole proposal: paragraphs, tasks, owners, dates, figures, doubts."""
    from wenming.domain.plan.reader import read_plan
    from wenming.filestore.intake.lines.document import read_document

    def read() -> object:
        return read_plan(read_document(data, "plan.docx"))

    name = "a plan read / its file opened"
    return paired(name, _timed(read), _timed(lambda: opened(data)), goal=MOST, unit="ms CPU", blocks=blocks)


def opened(data: bytes) -> list[str]:
    """The texts of a Word file without a thought about them."""
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


def _timed(work) -> Cost:
    def cost() -> float:
        before = time.process_time()
        for _ in range(ROUNDS):
            work()
        return (time.process_time() - before) * 1000 / ROUNDS

    return cost
