"""From a file to a frozen edition by its pages: read in the background, put right, decided, frozen, read by all."""

import os
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.standard import TREE, proposed
from wenming.domain.standard.findings import Finding, FindingKind
from wenming.domain.standard.nodes import Node
from wenming.jobs.worker import drain
from wenming.standard.models import Edition, EditionFinding, Indicator

pytestmark = pytest.mark.django_db
CSV = (
    "编号,测评内容,分值\n"
    "1,创建工作,10\n1.1,有创建工作方案，没有的扣5分,5\n1.2,道德讲堂每年不少于10次，每少一次扣0.5分,4\n"
).encode()
STANDARDS = os.environ.get("WENMING_STANDARDS", "")


def sent(client, content=CSV, name="体系.csv", **said):
    typed = {"title": "示范市测评体系", "label": "2025", "issuer": "", "once": "x"} | said
    return client.post(reverse("standard:editions"), {**typed, "content": SimpleUploadedFile(name, content)})


def text(client, view, *args):
    return client.get(reverse(view, args=args)).content.decode()


def test_a_table_becomes_an_edition_that_waits_to_be_put_right(cast):
    client = cast.client("office")
    assert sent(client).status_code == 303
    edition = Edition.objects.get()
    assert "正在读入" in text(client, "standard:edition", edition.pk)
    drain()
    shown = text(client, "standard:edition", edition.pk)
    assert "还有 1 处要核对" in shown
    assert "道德讲堂每年不少于10次" in shown
    assert "每少一次扣 0.5 分" in shown
    finding = edition.findings.get(state="open")
    assert finding.kind == "sum_mismatch"
    line = Indicator.objects.get(code="1.2")
    form = {"code": "1.2", "name": line.name, "max_score": "5", "rule_type": "shortfall", "points": "0.5", "once": "y",
            "amount": "10", "unit": "次", "op": ">=", "version": Edition.objects.get().version}
    assert client.post(reverse("standard:indicator", args=[line.pk]), form).status_code == 303
    assert "没有待核对的，可以定版" in text(client, "standard:edition", edition.pk)
    version = Edition.objects.get().version
    freeze = reverse("standard:freeze", args=[edition.pk])
    assert client.post(freeze, {"version": version, "once": "z"}).status_code == 303
    assert "已定版" in text(cast.client("lead"), "standard:editions")
    assert "道德讲堂" in text(cast.client("lead"), "standard:edition", edition.pk)


def test_a_file_that_cannot_be_read_says_why_and_leaves_no_line(cast):
    client = cast.client("office")
    sent(client, "今天天气很好，我们去公园。".encode(), "随笔.txt")
    drain()
    edition = Edition.objects.get()
    assert edition.state == "unreadable"
    assert "没有读出测评指标" in text(client, "standard:edition", edition.pk)
    assert not Indicator.objects.exists()
    assert sent(client).status_code == 303, "the same edition may be read from another file"


@pytest.mark.parametrize(("said", "sentence"), [
    ({"title": ""}, "请写明测评体系的名称"), ({"label": ""}, "这个字段是必填项"),
])
def test_what_is_missing_is_asked_for_and_the_rest_kept(cast, said, sentence):
    answer = sent(cast.client("office"), **({"title": "示范市测评体系", "issuer": "示范市文明办"} | said))
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert sentence in shown
    assert "示范市文明办" in shown


def test_columns_named_by_a_person_are_read_by(cast):
    client = cast.client("office")
    sent(client, "甲,乙,丙\n1,有方案,5\n2,有机构,6\n".encode())
    drain()
    edition = Edition.objects.get()
    page = text(client, "standard:columns", edition.pk)
    assert "第 1 列" in page
    chosen = {"table-0-0": "code:0", "table-0-1": "level:0", "table-0-2": "score:0"}
    answer = client.post(reverse("standard:columns", args=[edition.pk]),
                         {**chosen, "version": Edition.objects.get().version, "once": "c"})
    assert answer.status_code == 303
    drain()
    assert [(one.code, one.name, one.max_score) for one in Indicator.objects.order_by("position")][-2:] == [
        ("1", "有方案", 5), ("2", "有机构", 6)]


def test_a_finding_is_decided_with_a_reason_or_asked_for_it(cast):
    edition = proposed(cast.office, noticed=[Finding(FindingKind.OTHER, "1.1", "“1.1”请核对")])
    client, finding = cast.client("office"), edition.findings.get()
    decide = reverse("standard:decide", args=[finding.pk])
    refused = client.post(decide, {"state": "kept", "note": "", "once": "1"})
    assert refused.status_code == 422
    assert "请写一句为什么" in refused.content.decode()
    assert client.post(decide, {"state": "kept", "note": "原文如此", "once": "2"}).status_code == 303
    assert "照原文保留：原文如此" in text(client, "standard:edition", edition.pk)
    assert client.post(reverse("standard:reopen", args=[finding.pk]), {"once": "3"}).status_code == 303
    assert EditionFinding.objects.get().state == "open"


def test_a_rule_that_lacks_its_figure_is_refused_beside_the_field(cast):
    edition = proposed(cast.office)
    line = edition.indicators.get(code="2.2")
    answer = cast.client("office").post(reverse("standard:indicator", args=[line.pk]), {
        "code": "2.2", "name": "服务作风优良", "rule_type": "accrual_graded", "rows": "省部级奖励", "op": ">=",
        "version": edition.version, "once": "r"})
    assert answer.status_code == 422
    assert "看不懂“省部级奖励”" in answer.content.decode()
    line.refresh_from_db()
    assert line.rule == {"type": "judged"}


@pytest.mark.parametrize("who", ["lead", "leader", "expert"])
def test_what_is_not_frozen_is_the_offices_alone(cast, who):
    edition = proposed(cast.office)
    client = cast.client(who)
    assert client.get(reverse("standard:edition", args=[edition.pk])).status_code == 404
    assert "核对中" not in text(client, "standard:editions")
    assert sent(client).status_code == 403


def test_a_page_asks_the_same_of_the_database_however_long_the_edition(cast):
    wide = tuple(Node(str(number), f"第 {number} 项", children=TREE[0].children) for number in range(1, 41))
    editions = [proposed(cast.office, label="2023"), proposed(cast.office, wide, declared=None)]
    client = cast.client("office")
    counted = []
    for edition in editions:
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("standard:edition", args=[edition.pk]))
        counted.append(len(asked))
    assert counted[0] == counted[1]


@pytest.mark.skipif(not STANDARDS, reason="真实测评体系不在：未设 WENMING_STANDARDS / WENMING_STANDARDS is not set")
def test_the_table_of_enshi_comes_in_whole_with_what_does_not_fit(cast):
    client = cast.client("office")
    sent(client, (Path(STANDARDS) / "raw/enshi-2017.flat.csv").read_bytes(), "enshi.csv", title="恩施市测评指标")
    drain()
    edition = Edition.objects.get()
    assert edition.counts == [10, 46, 74]
    kinds = list(edition.findings.values_list("kind", flat=True))
    assert kinds.count("deduction_over_max") == 2
    assert {"missing_verb", "parent_child_conflict"} <= set(kinds)
    assert edition.indicators.filter(level=0).count() == 10
    assert "113.5" in text(client, "standard:edition", edition.pk)
