"""A picture handed in a second time is found, whatever was done to it; another photograph of the room is not."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from tests.cast import NOW
from tests.factories.filestore import keep
from tests.factories.scenes import as_jpeg, changed, photograph
from tools.photos.changes import CHANGES
from wenming.filestore.actions import comparing
from wenming.filestore.actions.comparing import compare
from wenming.filestore.models import Likeness, PictureSpot, StoredFile
from wenming.filestore.queries import likeness, spots_like, telling_words
from wenming.jobs.worker import drain


def kept(viewer, picture):
    """In the store, with all its jobs done."""
    file = keep(viewer, as_jpeg(picture))
    drain()
    return file


@pytest.fixture
def first(cast):
    return kept(cast.office, photograph())


@pytest.mark.parametrize("what", CHANGES)
def test_a_changed_picture_is_found(cast, first, what):
    second = kept(cast.office, changed(photograph(), what))
    likeness = Likeness.objects.get()
    assert (likeness.file, likeness.other) == (second, first)
    assert likeness.is_mirrored == ("mirrored" in what)
    assert likeness.is_cropped == ("cropped" in what)


def test_other_photographs_of_the_room_are_not(cast, first):
    for number in (1, 2, 3):
        kept(cast.office, photograph(number=number))
    assert not Likeness.objects.exists()


def test_pictures_that_show_nothing_match_nothing(cast):
    for grey in (200, 201, 20):
        kept(cast.office, Image.new("RGB", (640, 480), (grey, grey, grey)))
    assert not Likeness.objects.exists()
    assert not PictureSpot.objects.exists()


def test_another_organisation_is_never_looked_at(cast, first):
    kept(cast.stranger, changed(photograph(), "mirrored"))
    assert not Likeness.objects.exists()


def test_broken_off_between_the_index_and_the_search_it_is_done_again_once(cast, first, monkeypatch):
    second = keep(cast.office, as_jpeg(changed(photograph(), "mirrored")))
    with monkeypatch.context() as patched:
        patched.setattr(comparing, "places", lambda hits: 1 / 0)
        drain()
    second.refresh_from_db()
    assert second.compared_at is None
    assert second.spots.exists()
    for _ in range(2):
        compare(second, at=NOW)
    assert Likeness.objects.count() == 1
    assert second.spots.count() == len(set(second.spots.values_list("word", "x", "y")))


def test_in_a_large_index_the_words_of_every_other_picture_are_not_asked_for(cast, monkeypatch):
    monkeypatch.setattr(likeness, "SAMPLE", 2)
    monkeypatch.setattr(likeness, "SEEN", 3)
    old, *new = (keep(cast.office, as_jpeg(Image.new("L", (40, 30), grey))) for grey in (1, 99, 200))
    organisation_id = cast.organisation.pk
    rows = [(old, 1), (old, 1), (old, 1), (new[0], 2), (new[1], 2), (new[0], 3), (new[1], 3), (new[1], 3)]
    StoredFile.objects.update(compared_at=NOW)
    PictureSpot.objects.bulk_create(
        PictureSpot(organisation_id=organisation_id, file=file, word=word, x=place, y=0)
        for place, (file, word) in enumerate(rows)
    )
    assert telling_words(organisation_id, [3, 2, 1]) == [1, 2]
    monkeypatch.setattr(likeness, "SAMPLE", 9)
    assert telling_words(organisation_id, [3, 2, 1]) == [3, 2, 1]


def test_only_pictures_with_enough_of_the_words_are_read_and_those_with_most_first(cast, monkeypatch):
    few, some, most = (keep(cast.office, as_jpeg(Image.new("L", (40, 30), grey))) for grey in (1, 99, 200))
    organisation_id = cast.organisation.pk
    PictureSpot.objects.bulk_create(
        PictureSpot(organisation_id=organisation_id, file=file, word=word, x=word, y=0)
        for file, words in ((few, (1, 2, 9)), (some, (1, 2, 3, 9)), (most, (1, 2, 3, 4))) for word in words
    )
    found = {(word, file) for word, file, *_ in spots_like(organisation_id, [1, 2, 3, 4], 3)}
    assert found == {(word, file.pk) for file, words in ((some, (1, 2, 3)), (most, (1, 2, 3, 4))) for word in words}
    monkeypatch.setattr(likeness, "MOST_PICTURES", 1)
    assert {file for _, file, *_ in spots_like(organisation_id, [1, 2, 3, 4], 3)} == {most.pk}
    assert list(spots_like(cast.stranger.organisation_id, [1, 2, 3, 4], 3)) == []
    assert list(spots_like(organisation_id, [], 3)) == []


def test_the_search_is_two_queries_however_many_there_are(cast, first):
    for number in (1, 2, 3):
        kept(cast.office, photograph(2, number))
    with CaptureQueriesContext(connection) as asked:
        compare(kept(cast.office, changed(photograph(), "resized")), at=NOW)
    assert sum("filestore_picturespot" in one["sql"] and one["sql"].startswith("SELECT") and "word" in one["sql"]
               for one in asked.captured_queries) == 2 * 2  # it is compared twice: by the job and here


def test_old_pictures_are_compared_by_the_command_and_not_twice(cast, first, capsys):
    kept(cast.office, changed(photograph(), "cropped 10 %"))
    type(first).objects.update(compared_at=None)
    PictureSpot.objects.all().delete()
    Likeness.objects.all().delete()
    call_command("compare_pictures")
    assert "比对图片 2 张，发现相似 1 处" in capsys.readouterr().out
    call_command("compare_pictures")
    assert "比对图片 0 张" in capsys.readouterr().out
    assert Likeness.objects.count() == 1
