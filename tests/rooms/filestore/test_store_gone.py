"""The bucket is gone, denied, missing or stopped in the middle: said plainly, nothing half-visible, lists work."""

import json

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.answers import close
from tests.cast import NOW
from tests.factories.evidence import filed
from tests.factories.filestore import keep, picture
from tests.stores import holding
from tests.stores.fixtures import stand_on_objects
from tests.stores.server import READ_ONLY_KEY
from wenming.domain.errors import NoRoom, OutOfReach
from wenming.filestore.actions import store
from wenming.filestore.errors import Missing, not_stored
from wenming.filestore.models import StoredFile
from wenming.filestore.queries import open_stored
from wenming.filestore.stores import StoreAway, the_store
from wenming.site.looks.store import store as look_at_store

MB = 1024 * 1024
NOWHERE = "http://127.0.0.1:9"  # the port of discard: nobody listens


@pytest.fixture
def mortal(objects):
    """The server, to be stopped or hung; the next test finds it running."""
    yield objects
    if objects.is_stopped:
        objects.start()


def put(cast, data=b"%PDF-1.4", name="总结.pdf"):
    return store(content=ContentFile(data), name=name, by=cast.office, at=NOW).file


WRONG = [
    pytest.param(({"endpoint": NOWHERE}, "对象存储连不上", "WENMING_S3_ENDPOINT"), id="unreachable"),
    pytest.param(({"secret_key": "wrong"}, "拒绝访问", "WENMING_S3_ACCESS_KEY"), id="wrong secret"),
    pytest.param(({"access_key": READ_ONLY_KEY}, "拒绝访问", "WENMING_S3_ACCESS_KEY"), id="may only read"),
    pytest.param(({"bucket": "nothing-here"}, "没有设置的那个桶", "WENMING_S3_BUCKET"), id="no bucket"),
]


@pytest.fixture(params=WRONG)
def wrong(request, s3_server, settings, tmp_path):
    """The store set up wrongly: why it does not answer, and the setting the doctor names."""
    options, *said = request.param
    stand_on_objects(settings, s3_server, tmp_path, **options)
    return said


@pytest.mark.xdist_group("s3")
def test_what_cannot_be_laid_is_said_and_nothing_is_left(wrong, cast, caplog):
    why, todo = wrong
    with pytest.raises(OutOfReach, match=why) as refusal:
        put(cast)
    assert refusal.value.sentence.startswith("“总结.pdf”没有存下：")
    assert not StoredFile.objects.exists()
    assert list(the_store.waiting_room(0).iterdir()) == []
    assert "storing a file failed" in caplog.text
    caplog.clear()
    look = look_at_store()
    assert (look.state, why in look.words, todo in look.todo) == ("ill", True, True)


@pytest.mark.xdist_group("s3")
def test_a_store_that_is_well_says_so(objects):
    look = look_at_store()
    assert (look.state, "写、读、删都正常" in look.words) == ("well", True)
    assert holding.keys() == set()
    the_store.check()


@pytest.mark.xdist_group("s3")
def test_a_bucket_that_is_gone_is_no_lost_file(objects, settings, cast, tmp_path):
    file = put(cast)
    with pytest.raises(Missing):
        open_stored(StoredFile(key="1/aa/none", original_name="总结.pdf"))
    stand_on_objects(settings, objects, tmp_path, bucket="nothing-here")
    with pytest.raises(OutOfReach, match="登记还在"):
        open_stored(file)


@pytest.mark.xdist_group("s3")
def test_pages_while_the_server_is_stopped(mortal, cast, client, caplog):
    evidence = filed(cast)
    one = evidence.revisions.get().files.first()
    client.force_login(cast.users["office"])
    mortal.stop()
    assert client.get(reverse("evidence:ledger")).status_code == 200
    assert client.get(reverse("evidence:evidence", args=[evidence.pk])).status_code == 200
    original = client.get(reverse("evidence:file", args=[evidence.pk, one.pk]))
    assert (original.status_code, "现在取不出来：对象存储连不上" in original.content.decode()) == (503, True)
    upload = {"file": SimpleUploadedFile("新.jpg", picture(colour="#00ff00"))}
    refused = client.post(reverse("evidence:receive_file"), upload, headers={"Accept": "application/json"})
    assert refused.status_code == 503
    assert "“新.jpg”没有存下：对象存储连不上" in json.loads(refused.content)["sentence"]
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json()["checks"]["store"]) == (503, False)
    mortal.start()
    assert client.get("/readyz").json()["checks"]["store"] is True
    again = client.get(reverse("evidence:file", args=[evidence.pk, one.pk]))
    assert again.status_code == 200
    close(again)
    caplog.clear()


@pytest.mark.xdist_group("s3")
def test_stopped_in_the_middle_of_an_upload_in_parts(mortal, cast, caplog):
    data, parts = b"%PDF-1.4" + b"\0" * (40 * MB), []

    def stop_at_the_second(**_):
        parts.append(1)
        if len(parts) == 2:
            mortal.stop()

    the_store.client.meta.events.register("before-call.s3.UploadPart", stop_at_the_second)
    with pytest.raises(OutOfReach, match="对象存储连不上"):
        put(cast, data)
    the_store.client.meta.events.unregister("before-call.s3.UploadPart", stop_at_the_second)
    mortal.start()
    assert holding.keys() == set(), "nothing half-visible, nothing waiting"
    assert not StoredFile.objects.exists()
    file = put(cast, data)
    assert holding.keys() == {file.key}
    with open_stored(file) as content:
        assert content.read() == data
    caplog.clear()


@pytest.mark.xdist_group("s3")
def test_stopped_in_the_middle_of_a_download(mortal, cast):
    file = put(cast, b"%PDF-1.4" + bytes(range(256)) * (64 * 1024))
    content = open_stored(file)
    content.read(MB)
    mortal.stop()
    with pytest.raises(StoreAway):
        content.read()
    content.close()


@pytest.mark.xdist_group("s3")
def test_an_answer_that_breaks_off_is_taken_up_where_it_was(mortal, cast):
    data = b"%PDF-1.4" + bytes(range(256)) * (64 * 1024)
    file = put(cast, data)
    content = open_stored(file)
    first = content.read(MB)
    mortal.stop()
    mortal.start()
    assert first + content.read() == data
    content.close()


@pytest.mark.xdist_group("s3")
def test_a_server_that_hangs_is_not_waited_for(objects, cast):
    objects.hang()
    try:
        with pytest.raises(StoreAway, match="连不上"):
            the_store.check()
    finally:
        objects.go_on()
    the_store.check()


@pytest.mark.parametrize(("number", "kind"), [(28, NoRoom), (5, OutOfReach)])
def test_a_full_store_is_told_from_a_broken_one(number, kind):
    refusal = not_stored("a.pdf", StoreAway("对象存储已满", number))
    assert isinstance(refusal, kind)
    assert "对象存储已满" in refusal.sentence


def test_files_have_no_address_of_their_own(objects, cast):
    file = keep(cast.office)
    with pytest.raises(NotImplementedError):
        the_store.url(file.key)
