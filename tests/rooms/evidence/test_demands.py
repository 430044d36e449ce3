"""What a demand asks beyond number and kind: length, window, one material for several demands."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from tests.answers import close
from tests.cast import NOW, TODAY
from tests.factories.evidence import filed, incoming, jpeg, upload
from tests.factories.plan import make_campaign, make_slot
from tests.rooms.evidence.test_upload import receive, said
from wenming.evidence.actions.citing import cite, uncite
from wenming.evidence.models import Evidence, FileText
from wenming.evidence.queries.openings import open_tasks
from wenming.evidence.queries.reuse import reuse_of_all
from wenming.evidence.queries.serving import measured_fill, slot_fill
from wenming.jobs.worker import drain
from wenming.plan.actions.slots import add_slot, change_slot
from wenming.plan.models import Task, WorkItem

WEIGH = "/ledger/upload/weigh/"


@pytest.fixture
def made(cast):
    return make_campaign(cast, tasks=2)


def filed_last() -> int:
    return Evidence.objects.latest("pk").pk


class TestLength:
    def test_is_checked_while_uploading_and_on_the_page_once_read(self, cast, made):
        client, slot = cast.client("lead"), make_slot(made.tasks[0], "小结", kind="document", characters=8).slot
        receipt = receive(client, "小结.txt", "看望退休老同志，送去慰问。".encode()).json()["receipt"]
        typed = said(cast, receipts=[receipt], serves=[f"slot:{slot.pk}"])
        weighed = client.post(WEIGH, typed).content.decode()
        assert "“小结.txt”13 字，超过 8 字" in weighed
        assert "不超过 8 字" in weighed
        assert not FileText.objects.exists()
        page = client.post("/ledger/upload/", typed, follow=True).content.decode()
        assert "正文还没有读出，请自己核一下" in page
        drain()
        assert FileText.objects.get().characters == 13
        page = client.get(f"/ledger/{filed_last()}/").content.decode()
        assert "“小结.txt”13 字，超过 8 字" in page
        assert f"依据 {slot.source_line}" in page

    def test_a_document_that_cannot_be_read_is_neither_right_nor_wrong(self, cast, made):
        client, slot = cast.client("lead"), make_slot(made.tasks[0], "小结", kind="document", characters=8).slot
        receipt = receive(client, "扫描件.pdf").json()["receipt"]
        weighed = client.post(WEIGH, said(cast, receipts=[receipt], serves=[f"slot:{slot.pk}"])).content.decode()
        assert "至多 8 字；正文还没有读出，请自己核一下" in weighed


class TestSharedMaterial:
    @pytest.fixture
    def three(self, made):
        same = {"kind": "picture", "group": "慰问照片"}
        return [make_slot(made.tasks[0], "活动照片", **same), make_slot(made.tasks[1], "敬老照片", **same),
                make_slot(made.tasks[1], "节日照片", **same)]

    def photographs(self, cast, slots, **more):
        return filed(cast, files=[incoming("会.jpg", jpeg())], slots=[one.slot for one in slots], **more)

    def test_one_answer_answers_all(self, cast, three):
        evidence = self.photographs(cast, three[:1])
        slots = [one.slot_id for one in three]
        assert set(evidence.citations.values_list("slot_id", flat=True)) == set(slots)
        assert slot_fill(cast.organisation.pk, slots) == {one: {cast.lead.pk: 1} for one in slots}
        assert measured_fill(cast.organisation.pk, slots) == slot_fill(cast.organisation.pk, slots)
        assert reuse_of_all([evidence.pk])[evidence.pk].spared == 2

    def test_the_page_says_how_many(self, cast, three):
        slots = {one.slot.title: one for task in open_tasks(cast.lead, every_task=True) for one in task.slots}
        assert {slots[one.slot.title].shared for one in three} == {3}
        assert slots["学习记录"].shared == 0
        page = cast.client("lead").get(f"/ledger/upload/?slot={three[0].slot_id}").content.decode()
        assert "一份材料可答 3 项" in page

    def test_only_what_counts_there_is_brought_along(self, cast, made, three):
        late, films, closed = three[1], three[2], make_slot(made.tasks[1], "停办的", kind="picture", group="慰问照片")
        late.slot.window_until = TODAY - timedelta(1)
        late.slot.save()
        films.slot.kind = "video"
        films.slot.save()
        closed.work_item = WorkItem.objects.create(
            task=made.tasks[1], organisation=cast.organisation, position=1, text="停办", closed_on=TODAY)
        closed.save()
        evidence = self.photographs(cast, three[:1])
        assert set(evidence.citations.values_list("slot_id", flat=True)) == {three[0].slot_id}

    def test_no_task_withdrawn_and_no_other_campaign_is_brought_along(self, cast, made, three):
        Task.objects.filter(pk=made.tasks[1].pk).update(state=Task.State.WITHDRAWN)
        other = make_campaign(cast, tasks=1)
        make_slot(other.tasks[0], "上一届的", kind="picture", group="慰问照片")
        evidence = self.photographs(cast, three[:1])
        assert evidence.citations.get().slot == three[0].slot

    def test_taking_one_back_leaves_the_others(self, cast, three):
        evidence = self.photographs(cast, three[:1])
        uncite(citation=evidence.citations.get(slot=three[1].slot), by=cast.office, at=NOW)
        assert evidence.citations.count() == 2
        assert not slot_fill(cast.organisation.pk, [three[1].slot_id])

    def test_the_office_sets_the_group_with_the_demand(self, cast, made):
        values = {"of_each_unit": False, "title": "照片", "kind": "picture", "minimum": 1, "source_line": "方案",
                  "by": cast.office, "at": NOW}
        first = add_slot(task=made.tasks[0], group=" 慰问照片 ", **values)
        assert first.slot.group == "慰问照片"
        changed = change_slot(task_slot=first, version=first.version, group="", **values)
        assert changed.slot.group == ""


class TestOutsideTheWindow:
    @pytest.fixture
    def evidence(self, cast, made):
        slot = make_slot(made.tasks[0], "活动照片", kind="picture", window_from=TODAY).slot
        early = TODAY - timedelta(1)
        evidence = filed(cast, "提前的", event_on=early, files=[incoming("会.jpg", jpeg())], slots=[slot])
        filed(cast, "按时的", files=[incoming("二.jpg", jpeg("red"))], slots=[slot])
        return evidence

    def test_counts_neither_for_the_demand_nor_as_spared(self, cast, evidence):
        slot = evidence.citations.get().slot
        assert slot_fill(cast.organisation.pk, [slot.pk]) == {slot.pk: {cast.lead.pk: 1}}
        assert measured_fill(cast.organisation.pk, [slot.pk]) == {slot.pk: {cast.lead.pk: 1}}
        cite(evidence=evidence, unit=cast.lead, tasks=[Task.objects.get(title="志愿者注册")], by=cast.office, at=NOW)
        found = reuse_of_all([evidence.pk])[evidence.pk]
        assert (found.places, found.outside, found.spared) == (2, 1, 0)

    def test_is_grey_with_the_reason_on_every_page(self, cast, made, evidence):
        client = cast.client("office")
        page = client.get(f"/ledger/{evidence.pk}/").content.decode()
        assert 'class="slot is-outside"' in page
        assert "活动日期在时间窗外，不计数" in page
        assert client.get("/ledger/").content.decode().count(">窗外<") == 1
        assert client.get(f"/plan/tasks/{made.tasks[0].pk}/").content.decode().count(">窗外<") == 1

    def test_is_told_by_the_table_to_take_away(self, cast, evidence):
        answer = cast.client("office").get("/ledger/export/")
        data = b"".join(answer.streaming_content)
        close(answer)
        heads, *rows = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()
        at = heads.index("时间窗")
        assert {row[0]: row[at] for row in rows} == {"提前的": "窗外", "按时的": ""}


@pytest.mark.parametrize("year", [1900, 2099])
def test_a_camera_that_cannot_be_right_is_taken_as_unknown_and_says_so(cast, year):
    client = cast.client("lead")
    data = jpeg("red", timezone.datetime(year, 1, 1, 9, 0))
    told = receive(client, "会.jpg", data).json()
    words = f"照片里记的拍摄时间是 {year} 年，相机时钟不准，拍摄时间按未知处理。"
    assert told["captured_on"] is None
    assert words in told["mismatch"]
    client.post("/ledger/upload/", said(cast, files=upload("会.jpg", data)))
    page = client.get(f"/ledger/{filed_last()}/").content.decode()
    assert words in page
    assert "照片里没有记" in page
