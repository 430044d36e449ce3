"""A picture that turned out not to open: said wherever the evidence is shown, until another takes its place."""

import pytest
from django.urls import reverse

from tests.factories.evidence import filed, incoming, jpeg, upload
from tests.factories.filestore import unopenable
from wenming.jobs.worker import drain

MARK = "图片打不开，请重新上传"


@pytest.fixture
def evidence(cast):
    evidence = filed(cast, files=[incoming("坏.jpg", unopenable()), incoming("好.jpg", jpeg("red"))])
    drain()
    return evidence


def shown(client, view, *args):
    answer = client.get(reverse(view, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_and_the_ledger_say_so(cast, evidence):
    client = cast.client("lead")
    sheet = shown(client, "evidence:evidence", evidence.pk)
    broken, good = evidence.revisions.get().files.all()
    assert sheet.count(MARK) == 3, "in large, in small, among the files"
    assert reverse("evidence:add_files", args=[evidence.pk]) in sheet
    assert f'src="{reverse("evidence:file", args=[evidence.pk, broken.pk])}"' not in sheet
    assert reverse("evidence:thumb", args=[evidence.pk, good.pk]) in sheet
    assert shown(client, "evidence:ledger").count(MARK) == 2, "in small, beside the title"


def test_a_new_file_takes_its_place_and_nothing_says_so_any_more(cast, evidence):
    client, here = cast.client("lead"), reverse("evidence:add_files", args=[evidence.pk])
    assert "图片打不开：坏.jpg" in shown(client, "evidence:add_files", evidence.pk)
    assert client.post(here, {"files": upload("新.jpg", jpeg("blue"))}).status_code == 303
    drain()
    current = evidence.revisions.get(is_current=True)
    assert [one.name for one in current.files.all()] == ["好.jpg", "新.jpg"]
    assert [one.name for one in evidence.revisions.get(number=1).files.all()] == ["坏.jpg", "好.jpg"]
    assert MARK not in shown(client, "evidence:evidence", evidence.pk)
    assert MARK not in shown(client, "evidence:ledger")


def test_the_same_broken_file_again_replaces_nothing(cast, evidence):
    client, here = cast.client("lead"), reverse("evidence:add_files", args=[evidence.pk])
    answer = client.post(here, {"files": upload("又.jpg", unopenable())})
    assert (answer.status_code, evidence.revisions.count()) == (422, 1)
    assert "没有新的文件" in answer.content.decode()


def test_good_pictures_carry_no_mark(cast):
    evidence = filed(cast, files=[incoming("好.jpg", jpeg("red"))])
    drain()
    assert MARK not in shown(cast.client("lead"), "evidence:evidence", evidence.pk)
