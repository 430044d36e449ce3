"""Papers as pictures, page by page."""

import shutil

import pytest

from tests.cast import NOW
from tests.factories.filestore import keep
from tests.factories.papers import paper, swollen_docx
from tests.factories.worded import docx_of
from wenming.filestore.actions import forget
from wenming.filestore.actions.previews import ask_for_preview
from wenming.filestore.intake import office, pages
from wenming.filestore.models import PagePreview, Rendition
from wenming.filestore.queries import open_key, page_preview_of, rendition_of
from wenming.filestore.stores import the_store
from wenming.jobs.models import Job
from wenming.jobs.worker import drain

State = PagePreview.State
LOCKED = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"3 0 obj<</Filter/Standard/V 1/R 2/O(" + b"x" * 32 + b")/U(" + b"y" * 32 + b")/P -4>>endobj\n"
    b"trailer<</Size 4/Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]>>\n%%EOF\n"
)


def looked_at(cast, file, page=1):
    ask_for_preview(file=file, page=page, by=cast.office, at=NOW)
    drain()
    return page_preview_of(file)


def drawn_pages(file):
    return sorted(file.renditions.filter(kind=Rendition.Kind.PAGE).values_list("number", flat=True))


def test_ten_pages_at_the_first_look_and_the_next_ten_when_somebody_gets_there(cast):
    file = keep(cast.office, paper(12), "方案.pdf")
    assert not Job.objects.exists(), "nothing is made of what nobody looks at"
    first = looked_at(cast, file)
    assert (first.state, first.count, first.undrawn) == (State.READY, 12, [])
    assert drawn_pages(file) == list(range(1, 11))
    looked_at(cast, file, 12)
    assert drawn_pages(file) == list(range(1, 13))
    page = rendition_of(file, Rendition.Kind.PAGE, 12)
    assert max(page.width, page.height) == pages.EDGE
    assert rendition_of(file, Rendition.Kind.THUMBNAIL), "the first page is the thumbnail"


def test_asked_twice_it_is_made_once(cast):
    file = keep(cast.office, paper(1), "方案.pdf")
    for _ in range(2):
        ask_for_preview(file=file, page=1, by=cast.office, at=NOW)
    assert Job.objects.count() == 1


@pytest.mark.parametrize(("data", "state"), [
    (b"%PDF-1.4 nothing of the kind", State.DAMAGED), (LOCKED, State.LOCKED),
], ids=["rubbish", "locked"])
def test_what_does_not_open_is_told_as_a_state(cast, data, state):
    assert looked_at(cast, keep(cast.office, data, "坏.pdf")).state == state
    assert Job.objects.get().state == "done"


def test_a_page_of_a_square_kilometre_is_drawn_no_larger_than_others(cast):
    file = keep(cast.office, paper(1, (2_000_000, 1000)), "大.pdf")
    assert looked_at(cast, file).state == State.READY
    page = rendition_of(file, Rendition.Kind.PAGE, 1)
    assert page is None or max(page.width, page.height) <= pages.EDGE


def test_a_page_that_ends_the_program_is_left_out_and_the_others_are_drawn(cast, monkeypatch):
    def run(command, **rest):
        """As a page that never ends does: the program is stopped before it lays the second page."""
        first, number = int(command[-3]), int(command[-2])
        stuck = first <= 2
        real([*command[:-2], str(2 - first if stuck else number), command[-1]], **rest)
        if stuck:
            raise pages.sandbox.Stopped

    real = pages.sandbox.run
    monkeypatch.setattr(pages.sandbox, "run", run)
    file = keep(cast.office, paper(4), "炸.pdf")
    now = looked_at(cast, file)
    assert (now.state, now.count, now.undrawn) == (State.READY, 4, [2])
    assert drawn_pages(file) == [1, 3, 4]


@pytest.mark.skipif(office.office_program() is None, reason="LibreOffice is not installed")
def test_a_word_file_becomes_pages_once_and_keeps_the_pdf(cast):
    file = keep(cast.office, docx_of("示范局文明创建小结"), "小结.docx")
    assert looked_at(cast, file).state == State.READY
    assert drawn_pages(file) == [1]
    with open_key(rendition_of(file, Rendition.Kind.PDF).key, "小结") as content:
        assert content.read(5) == b"%PDF-"


@pytest.mark.skipif(office.office_program() is None, reason="LibreOffice is not installed")
def test_a_word_file_that_unpacks_without_end_is_not_given_to_anybody(cast):
    assert looked_at(cast, keep(cast.office, swollen_docx(), "炸.docx")).state == State.UNCONVERTED


def test_without_libreoffice_it_is_said(cast, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert looked_at(cast, keep(cast.office, docx_of("字"), "小结.docx")).state == State.NO_PROGRAM


def test_what_was_made_goes_with_its_file(cast):
    file = keep(cast.office, paper(2), "方案.pdf")
    looked_at(cast, file)
    keys = [file.key, *file.renditions.values_list("key", flat=True)]
    assert len(keys) == 4
    assert all(the_store.exists(key) for key in keys)
    assert forget(file=file, by=cast.office, at=NOW)
    drain()
    assert not any(the_store.exists(key) for key in keys)
    assert not PagePreview.objects.exists()
