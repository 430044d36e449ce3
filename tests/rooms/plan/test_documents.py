"""Reading a document in: what becomes of it, what is refused, and who sees it."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import NOW, PASSWORD
from tests.factories.plan_documents import PLAN, frozen, long_plan, propose, queries
from wenming.audit.models import AuditEntry
from wenming.domain.errors import InputRefused, NotAllowed, NotFound, RuleBroken
from wenming.filestore.models import StoredFile
from wenming.plan.access.documents import check_may_correct, proposal_for, revision_for
from wenming.plan.actions.proposals import NO_TASKS, discard_proposal
from wenming.plan.errors import AlreadyRead
from wenming.plan.intake.proposal import propose_file
from wenming.plan.models import Campaign, PlanRevision

LETTER = "关于召开会议的通知\n\n各处室：\n\n请于明日下午参加会议。\n\n办公室\n2026年1月10日\n"
OTHERS = ("lead", "responsible", "head", "member", "leader", "expert", "system_admin", "security_admin", "audit_admin")
SECRET_BANNER = "本系统为非密系统，禁止处理、存储、传输国家秘密和工作秘密"


class TestPropose:
    def test_a_document_becomes_a_proposal_of_a_campaign_in_preparation(self, cast):
        revision = propose(cast.office)
        campaign = revision.work_plan.campaign
        assert revision.state == PlanRevision.State.PROPOSED
        assert (campaign.state, campaign.name) == ("preparing", "示范省财政厅创建全国文明单位（2026-2027年）")
        assert len(revision.draft["tasks"]) == 3
        assert revision.source_file.original_name == "工作方案.txt"
        assert revision.source_lines[0] == [1, None, "示范省财政厅创建全国文明单位工作方案"]
        assert (revision.disclosure, revision.issuer) == ("proactive", "示范省财政厅")
        assert AuditEntry.objects.filter(kind="plan.plan_read").count() == 1

    def test_the_same_content_again_leads_to_what_was_read_before(self, cast):
        first = propose(cast.office)
        with pytest.raises(AlreadyRead) as known:
            propose(cast.office, name="另一个名字.txt")
        assert known.value.revision_id == first.pk
        assert PlanRevision.objects.count() == Campaign.objects.count() == 1

    def test_a_discarded_document_may_be_read_again(self, cast):
        first = propose(cast.office)
        discard_proposal(revision=first, version=first.version, by=cast.office, at=NOW)
        second = propose(cast.office)
        assert second.pk != first.pk
        first.refresh_from_db()
        assert (first.state, first.work_plan.campaign.state) == ("discarded", "closed")

    def test_another_organisation_reads_the_same_document_for_itself(self, cast):
        assert propose(cast.office).organisation_id != propose(cast.stranger).organisation_id

    def test_a_document_without_tasks_is_refused_and_nothing_is_written(self, cast):
        with pytest.raises(InputRefused) as refused:
            propose(cast.office, LETTER)
        assert refused.value.sentence == NO_TASKS
        assert not Campaign.objects.exists()
        assert not StoredFile.objects.exists()
        assert not AuditEntry.objects.exists()

    @pytest.mark.parametrize(
        ("data", "name", "words"),
        [
            (b"", "方案.txt", "空"),
            (b"%PDF-1.7 x", "方案.docx", "PDF"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "方案.docx", "密码"),
            (b"PK\x03\x04 cut off", "方案.docx", ""),
            (bytes(range(256)) * 8, "方案.txt", ""),
            (PLAN.encode(), "方案.docx", "Word"),
        ],
        ids=["empty", "pdf", "encrypted", "truncated", "binary", "false ending"],
    )
    def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(self, cast, data, name, words):
        with pytest.raises(InputRefused) as refused:
            propose_file(data=data, name=name, by=cast.office, at=NOW)
        assert words in refused.value.sentence
        assert not PlanRevision.objects.exists()

    def test_gb18030_is_read_like_utf_8(self, cast):
        revision = propose_file(data=PLAN.encode("gb18030"), name="方案.txt", by=cast.office, at=NOW)
        assert len(revision.draft["tasks"]) == 3

    @pytest.mark.parametrize("who", OTHERS)
    def test_only_the_office_reads_plans_in(self, cast, who):
        with pytest.raises(NotAllowed):
            propose(cast.viewers[who])
        assert not PlanRevision.objects.exists()


class TestAccess:
    @pytest.mark.parametrize(
        ("who", "state", "refusal"),
        [
            ("office", "proposed", None), ("office", "frozen", RuleBroken), ("office", "discarded", RuleBroken),
            *((who, "proposed", NotAllowed) for who in OTHERS), *((who, "frozen", NotAllowed) for who in OTHERS),
            ("stranger", "proposed", NotFound), ("stranger", "frozen", NotFound),
        ],
    )
    def test_who_may_correct(self, cast, who, state, refusal):
        revision = propose(cast.office)
        revision.state = state
        if refusal is None:
            check_may_correct(cast.viewers[who], revision)
            return
        with pytest.raises(refusal) as refused:
            check_may_correct(cast.viewers[who], revision)
        assert type(refused.value) is refusal

    def test_a_proposal_is_hidden_from_those_who_only_read(self, cast):
        revision = propose(cast.office)
        with pytest.raises(NotFound):
            revision_for(cast.viewers["leader"], revision.pk)
        with pytest.raises(NotFound):
            proposal_for(cast.stranger, revision.pk)
        assert proposal_for(cast.office, revision.pk) == revision


class TestPages:
    def test_the_empty_list_says_how_to_begin(self, cast):
        text = cast.client("office").get(reverse("plan:documents")).content.decode()
        assert "还没有工作方案" in text
        assert reverse("plan:import") in text

    def test_the_list_costs_the_same_however_many_documents(self, cast):
        client, counts = cast.client("office"), []
        for tasks in (1, 2, 3):
            propose(cast.office, long_plan(tasks))
            counts.append(queries(client, "plan:documents"))
        assert counts[0] == counts[2]

    def test_import_says_the_banner_and_what_comes_next(self, cast):
        text = cast.client("office").get(reverse("plan:import")).content.decode()
        assert SECRET_BANNER in text
        assert "接下来" in text

    def test_pasted_text_is_read_and_leads_to_correction(self, cast):
        answer = cast.client("office").post(reverse("plan:import"), {"text": PLAN})
        revision = PlanRevision.objects.get()
        assert (answer.status_code, answer["Location"]) == (303, reverse("plan:correct", args=[revision.pk]))

    def test_pasted_again_leads_to_the_proposal_there_is(self, cast):
        client = cast.client("office")
        client.post(reverse("plan:import"), {"text": PLAN})
        answer = client.post(reverse("plan:import"), {"text": PLAN}, follow=True)
        assert "已经读入过" in answer.content.decode()
        assert answer.redirect_chain[-1][0] == reverse("plan:correct", args=[PlanRevision.objects.get().pk])

    def test_a_double_click_reads_once(self, cast):
        client = cast.client("office")
        answers = [client.post(reverse("plan:import"), {"text": PLAN, "once": "the-same-form"}) for _ in range(2)]
        assert answers[0]["Location"] == answers[1]["Location"]
        assert PlanRevision.objects.count() == 1

    def test_what_was_pasted_stays_in_the_form_when_refused(self, cast):
        answer = cast.client("office").post(reverse("plan:import"), {"text": LETTER})
        assert answer.status_code == 422
        text = answer.content.decode()
        assert "请于明日下午参加会议" in text
        assert "没有读出任务" in text

    @pytest.mark.parametrize("form", [{}, {"text": "  \n "}])
    def test_nothing_given_is_asked_for_again(self, cast, form):
        answer = cast.client("office").post(reverse("plan:import"), form)
        assert answer.status_code == 422
        assert "还没有给方案" in answer.content.decode()

    def test_a_sign_in_that_ran_out_gives_the_text_back(self, cast):
        client = Client()
        address = reverse("plan:import")
        form = {"text": PLAN, "form_owner": cast.users["office"].pk}
        client.post(address, form, headers={"referer": f"http://testserver{address}"})
        client.post(reverse("accounts:sign_in"), {"username": "office", "password": PASSWORD})
        text = client.get(address).content.decode()
        assert "登录过期前填写的内容已放回" in text
        assert "开展普法学习" in text
        assert not PlanRevision.objects.exists()

    @pytest.mark.parametrize("name", ["revision", "source", "correct", "freeze"])
    @pytest.mark.parametrize("who", ["stranger", "lead"])
    def test_a_proposal_is_not_there_for_others(self, cast, name, who):
        revision = propose(cast.office)
        status = cast.client(who).get(reverse(f"plan:{name}", args=[revision.pk])).status_code
        assert status == (403 if who == "lead" and name in {"correct", "freeze"} else 404)

    @pytest.mark.parametrize("name", ["correct", "undo", "discard", "freeze"])
    def test_a_stranger_changes_nothing(self, cast, name):
        revision = propose(cast.office)
        form = {"act": "remove", "key": "t1", "version": 1, "approved_by": "厅党组", "approved_on": "2026-01-10"}
        assert cast.client("stranger").post(reverse(f"plan:{name}", args=[revision.pk]), form).status_code == 404
        stored = PlanRevision.objects.get()
        assert (stored.version, stored.state) == (1, "proposed")

    def test_the_source_comes_back_byte_for_byte(self, cast):
        revision = propose(cast.office)
        answer = cast.client("office").get(reverse("plan:source", args=[revision.pk]))
        assert b"".join(answer.streaming_content) == PLAN.encode()

    def test_a_frozen_revision_is_read_by_all_who_read_the_campaign(self, cast):
        revision = frozen(cast).work_plan.revisions.get()
        for who in ("office", "leader", "lead", "expert"):
            text = cast.client(who).get(reverse("plan:revision", args=[revision.pk])).content.decode()
            assert "3 项任务已分解为" in text
            assert "厅党组会议" in text
            assert "坚持围绕中心、服务大局" in text
        assert cast.client("member").get(reverse("plan:revision", args=[revision.pk])).status_code == 403

    def test_a_frozen_revision_costs_the_same_however_many_tasks(self, cast):
        plans = [frozen(cast, long_plan(tasks)).work_plan.revisions.get() for tasks in (1, 12)]
        client = cast.client("office")
        counts = [queries(client, "plan:revision", plan.pk) for plan in plans]
        assert counts[0] == counts[1]
