"""Searching: Chinese words of any length wherever they stand, in step with every verb, inside what one may see."""

from io import BytesIO, StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from tests.answers import close
from tests.cast import NOW, TODAY
from tests.factories.evidence import filed, incoming
from tests.factories.plan import make_campaign
from tests.factories.worded import docx_of
from wenming.evidence.access import visible_to
from wenming.evidence.actions.changing import change_evidence, withdraw_evidence
from wenming.evidence.actions.filing import add_files
from wenming.evidence.models import Evidence, SearchEntry
from wenming.evidence.queries import ledger as ledger_queries
from wenming.evidence.queries.wanted import Wanted, filtered
from wenming.jobs.worker import drain

LEDGER, EXPORT = "/ledger/", "/ledger/export/"
INSIDE = "银杏社区志愿服务站登记册"


def found(viewer, text: str, **more) -> set[str]:
    wanted = Wanted.read({"text": text, **more}, viewer.organisation_id)
    return {one.title for one in filtered(visible_to(viewer), wanted.cut, wanted.state)}


@pytest.fixture
def shelf(cast):
    """Three pieces, one with words inside its file, one of which only its unit and the office may know."""
    filed(cast, "学雷锋月启动", caption="龚雪同志主持", place="一楼礼堂", files=[incoming("签到表2026.txt", b"ok")])
    filed(cast, "普法讲座", unit=cast.responsible, files=[incoming("简报.docx", docx_of("题目", INSIDE))])
    secret = [incoming("谈话.docx", docx_of("银杏社区来访"))]
    filed(cast, "谈话记录", unit=cast.third, disclosure="withheld", files=secret)
    drain()


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("雷锋", {"学雷锋月启动"}), ("雪", {"学雷锋月启动"}), ("龚雪", {"学雷锋月启动"}), ("礼堂", {"学雷锋月启动"}),
        ("签到表", {"学雷锋月启动"}), ("２０２６", {"学雷锋月启动"}),
        ("银杏", {"普法讲座", "谈话记录"}), ("普法 登记册", {"普法讲座"}),
        ("“社区志愿”", {"普法讲座"}), ("社区愿", set()), ("学法", set()), ("DOCX 简报", {"普法讲座"}),
    ],
)
def test_words_are_found_wherever_they_stand(cast, shelf, text, titles):
    assert found(cast.office, text) == titles


@pytest.mark.parametrize(
    "text", ["'; DROP TABLE x --", "a* OR b", "%_%", "\\", "NEAR(甲 乙)", "'甲'", "甲:*", "\0", "“", "!甲"]
)
def test_no_sign_of_either_database_is_more_than_a_sign(cast, shelf, text):
    found(cast.office, text)


def test_filters_go_together(cast, shelf):
    made = make_campaign(cast)
    filed(cast, "银杏社区讲座", tasks=made.tasks[:1])
    assert found(cast.office, "银杏", task=str(made.tasks[0].pk)) == {"银杏社区讲座"}
    assert found(cast.office, "银杏", unit=str(cast.responsible.pk)) == {"普法讲座"}
    assert found(cast.office, "银杏", month="2020-01") == set()
    assert found(cast.office, "银杏", state="withdrawn") == set()
    assert found(cast.office, "银杏", kind="picture") == set()


def test_every_verb_keeps_the_words_in_step(cast, shelf):
    evidence = Evidence.objects.get(title="普法讲座")
    change_evidence(evidence=evidence, version=evidence.version, title="改过的题名", place="", people="", caption="",
                    event_on=TODAY, disclosure="internal", by=cast.office, at=NOW)
    assert (found(cast.office, "普法"), found(cast.office, "改过")) == (set(), {"改过的题名"})
    add_files(evidence=evidence, files=[incoming("补充材料.docx", docx_of("梧桐街道"))], by=cast.office, at=NOW)
    assert found(cast.office, "补充材料") == {"改过的题名"}
    assert found(cast.office, "梧桐") == set()
    drain()
    assert found(cast.office, "梧桐 银杏") == {"改过的题名"}
    evidence.refresh_from_db()
    withdraw_evidence(evidence=evidence, reason="重复", by=cast.office, at=NOW)
    assert found(cast.office, "梧桐") == set()
    assert found(cast.office, "梧桐", state="withdrawn") == {"改过的题名"}
    kept = set(SearchEntry.objects.values_list("evidence_id", "words"))
    call_command("rebuild_search", stdout=StringIO())
    assert set(SearchEntry.objects.values_list("evidence_id", "words")) == kept


def test_rows_written_or_taken_out_by_anybody_change_what_is_found(cast, shelf):
    """The databases keep their indexes themselves: a restored backup or a test's clean-up needs no further step."""
    rows = list(SearchEntry.objects.all())
    SearchEntry.objects.all().delete()
    assert found(cast.office, "银杏") == set()
    SearchEntry.objects.bulk_create(rows)
    assert found(cast.office, "银杏") == {"普法讲座", "谈话记录"}


def test_what_is_withheld_is_neither_found_nor_counted_nor_shown(cast, shelf):
    assert found(cast.viewers["responsible"], "银杏") == {"普法讲座"}
    page = cast.client("responsible").get(LEDGER, {"text": "银杏"}).content.decode()
    assert "找到 1 件" in page
    assert "来访" not in page
    assert found(cast.stranger, "银杏") == set()
    assert "找到 0 件" in cast.client("stranger").get(LEDGER, {"text": "银杏"}).content.decode()


def test_the_page_shows_where_and_marks_it(cast, shelf):
    client = cast.client("office")
    text = client.get(LEDGER, {"text": "银杏 普法"}).content.decode()
    assert "<mark>普法</mark>讲座" in text
    assert '<span class="where">正文</span>题目 <mark>银杏</mark>社区志愿服务站登记册' in text
    for word, marked in (("龚雪", "说明</span><mark>龚雪</mark>同志主持"), ("签到", "文件名</span><mark>签到</mark>")):
        assert f'<span class="where">{marked}' in client.get(LEDGER, {"text": word}).content.decode()


def test_markup_in_what_was_filed_or_asked_stays_text(cast):
    filed(cast, "<b>银杏</b>", caption="<script>银杏</script>")
    text = cast.client("office").get(LEDGER, {"text": "银杏 <b>"}).content.decode()
    assert "&lt;<mark>b</mark>&gt;<mark>银杏</mark>" in text
    assert "<script>银杏" not in text
    assert "没有找到“&lt;i&gt;" in cast.client("office").get(LEDGER, {"text": "<i>无此"}).content.decode()


def test_nothing_found_says_what_to_do(cast, shelf):
    text = cast.client("office").get(LEDGER, {"text": "梧桐", "kind": "picture"}).content.decode()
    assert "没有找到“梧桐”" in text
    assert "只按这几个字找" in text


def test_a_question_without_a_word_is_no_filter(cast, shelf):
    assert len(found(cast.office, "？！")) == 3


def test_what_is_found_too_often_is_not_counted_to_the_end(cast, shelf, monkeypatch):
    monkeypatch.setattr(ledger_queries, "COUNT_LIMIT", 1)
    text = cast.client("office").get(LEDGER, {"text": "银杏"}).content.decode()
    assert "找到 1 件以上" in text
    assert "找到的太多" in text
    assert "<mark>银杏</mark>" in text


def test_the_table_holds_what_was_found(cast, shelf):
    answer = cast.client("office").get(EXPORT, {"text": "银杏"})
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.getvalue())).get_sheet_by_index(0).to_python()
    close(answer)
    assert {row[0] for row in rows[1:]} == {"普法讲座", "谈话记录"}


def test_searching_costs_the_same_for_one_and_for_many(cast, shelf):
    client = cast.client("office")
    client.get(LEDGER, {"text": "银杏"})
    with CaptureQueriesContext(connection) as few:
        client.get(LEDGER, {"text": "银杏"})
    for number in range(6):
        filed(cast, f"第{number}件", files=[incoming(f"{number}.docx", docx_of(f"银杏社区{number}"))])
    drain()
    with CaptureQueriesContext(connection) as many:
        client.get(LEDGER, {"text": "银杏"})
    assert len(few) == len(many)
