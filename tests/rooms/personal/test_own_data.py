"""我的资料: all the system holds about the one who asks, and nothing about anyone else."""

import io
import json
import zipfile

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from tests.answers import close
from tests.cast import NOW, make_user
from tests.factories.organisation import make_person
from tests.rooms.personal.numbers import ID_NUMBER, PHONE
from wenming.accounts.models import Draft, SignIn, User
from wenming.domain.errors import InputRefused, NotAllowed, NotFound, RuleBroken
from wenming.notices.actions import send
from wenming.notices.models import Comment, Notice
from wenming.organisation.models import Person, Standing
from wenming.organisation.registry import due_items
from wenming.personal.actions.corrections import answer_correction, ask_for_correction
from wenming.personal.actions.linking import link_account, unlink_account
from wenming.personal.models import CorrectionRequest
from wenming.personal.queries.data_map import holdings
from wenming.personal.queries.linking import unlinked_accounts

EVERYONE = ("office", "lead", "head", "member", "leader", "expert", "system_admin", "security_admin", "audit_admin")


@pytest.mark.parametrize("who", EVERYONE)
def test_everyone_signed_in_has_the_page(cast, person, who):
    answer = cast.client(who).get("/personal/")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert (ID_NUMBER in answer.content.decode()) is (who == "member")


def test_whatever_points_at_the_person_or_the_account_has_a_section(cast, person):
    """Each declared table with a key to a person or an account is on the page; the rest is known by name alone."""
    shown = {"accounts.user", "accounts.grant", "accounts.signin", "organisation.standing", "organisation.post",
             "personal.consent", "personal.correctionrequest", "notices.notice", "notices.comment", "accounts.draft",
             "evidence.evidence"}
    no_content = {  # says nothing of the person beyond that the account exists, or repeats the roster
        "accounts.sentform", "accounts.usedpassword", "accounts.secondfactor", "organisation.rosterline",
        "organisation.groupmember", "accounts.accountreviewline",
    }
    pointing = {
        one.model for one in holdings() for field in one.fields
        if getattr(apps.get_model(one.model)._meta.get_field(field.name), "related_model", None) in {Person, User}
    }
    assert pointing <= shown | no_content, "give the new table a section (personal.registry.own_data), or say why not"


def test_notices_standings_sign_ins_comments_and_drafts_are_on_the_page(cast, person):
    Standing.objects.create(organisation=cast.organisation, person=person, unit=cast.third, status="on_post",
                            entered_at=NOW, entered_by="示范录入人", valid_until=NOW.date())
    SignIn.objects.create(organisation=cast.organisation, user=cast.users["member"], at=NOW, address="192.0.2.7",
                          browser="示范浏览器")
    send(to=cast.users["member"], title="讲座改期", by=cast.office, at=NOW)
    member = cast.viewers["member"]
    Comment.objects.create(organisation=cast.organisation, object_type="plan.task", object_id=1, by_id=member.user_id,
                           by_name=member.name, text="请问几点开始", at=NOW)
    Draft.objects.create(organisation=cast.organisation, user_id=member.user_id, path="/personal/ask/", begun_at=NOW,
                         saved_at=NOW,
                         fields=[["wanted", "写到一半的话"], ["about", "7", "哪一类：名册"], ["version", "3", ""]])
    body = cast.client("member").get("/personal/").content.decode()
    for words in ("示范录入人", "192.0.2.7", "示范浏览器", "讲座改期", "请问几点开始", "写到一半的话；哪一类：名册<"):
        assert words in body
        assert words not in cast.client("lead").get("/personal/").content.decode()


def test_without_a_link_the_page_says_whom_to_ask(cast):
    make_person(cast.lead, "普通职工", id_number=ID_NUMBER)
    body = cast.client("member").get("/personal/").content.decode()
    assert "请告诉系统管理员" in body
    assert ID_NUMBER not in body


def test_without_the_key_the_page_opens_and_says_so(cast, person, settings, tmp_path):
    settings.VAULT_KEYS = tmp_path / "lost"
    body = cast.client("member").get("/personal/").content.decode()
    assert "暂时打不开" in body


def test_the_page_costs_the_same_however_much_it_shows(cast, person):
    client = cast.client("member")

    def cost():
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/personal/").status_code == 200
        return len(captured)

    ask_for_correction(about="roster", wanted="单位写错了", by=cast.viewers["member"], at=NOW)
    one = cost()
    for _ in range(2):
        ask_for_correction(about="roster", wanted="单位写错了", by=cast.viewers["member"], at=NOW)
    assert cost() == one


def test_all_of_it_can_be_taken_away_unmasked(cast, person):
    answer = cast.client("member").post("/personal/export/")
    content = b"".join(answer.streaming_content)
    assert answer.headers["Cache-Control"] == "no-store"
    close(answer)
    archive = zipfile.ZipFile(io.BytesIO(content))
    data = json.loads(archive.read("我的资料.json"))
    assert {"项目": "身份证号", "内容": ID_NUMBER} in data["名册登记"]
    book = CalamineWorkbook.from_filelike(io.BytesIO(archive.read("我的资料.xlsx")))
    assert book.sheet_names == list(data)
    assert PHONE in str(book.get_sheet_by_name("名册登记").to_python())
    assert "导出了自己的资料" in cast.client("member").get("/personal/").content.decode()


# --- corrections ------------------------------------------------------------------------------------------------------


def asked(cast, who="member"):
    return ask_for_correction(about="roster", wanted="工作单位应为税政法规处", by=cast.viewers[who], at=NOW)


def waiting_for(viewer):
    return [item.kind for item in due_items(viewer, NOW.date())].count("更正")


def test_a_request_waits_for_who_keeps_the_roster_and_comes_back_answered(cast):
    request = asked(cast)
    assert [waiting_for(cast.viewers[who]) for who in ("office", "system_admin", "lead", "member")] == [1, 1, 0, 0]
    assert waiting_for(cast.stranger) == 0
    with pytest.raises(InputRefused) as refused:
        answer_correction(request=request, accepted=False, by=cast.office, at=NOW)
    assert "answer" in refused.value.fields
    answer_correction(request=request, accepted=False, answer="与任免文件一致", by=cast.office, at=NOW)
    assert waiting_for(cast.office) == 0
    assert Notice.objects.get(to=cast.users["member"]).link == "/personal/"
    assert "与任免文件一致" in cast.client("member").get("/personal/").content.decode()
    with pytest.raises(RuleBroken, match="已经答复过"):
        answer_correction(request=request, accepted=True, by=cast.viewers["system_admin"], at=NOW)


def test_nobody_answers_himself_and_no_stranger_answers(cast):
    own = asked(cast, "office")
    with pytest.raises(NotAllowed):
        answer_correction(request=own, accepted=True, by=cast.office, at=NOW)
    with pytest.raises(NotFound):
        answer_correction(request=own, accepted=True, by=cast.stranger, at=NOW)
    for who in ("lead", "member", "security_admin", "audit_admin"):
        with pytest.raises(NotAllowed):
            answer_correction(request=own, accepted=True, by=cast.viewers[who], at=NOW)


def test_what_is_wrong_lies_encrypted_and_a_flood_is_held_back(cast):
    asked(cast)
    with connection.cursor() as cursor:
        cursor.execute("select wanted from personal_correctionrequest")
        assert cursor.fetchone()[0].startswith("sm4-gcm$")
    for _ in range(4):
        asked(cast)
    with pytest.raises(RuleBroken, match="等答复"):
        asked(cast)
    assert CorrectionRequest.objects.count() == 5


def test_the_pages_of_a_correction(cast):
    client = cast.client("member")
    assert client.post("/personal/ask/", {"about": "roster", "wanted": ""}).status_code == 422
    assert client.post("/personal/ask/", {"about": "roster", "wanted": "单位写错了"}).status_code == 303
    request = CorrectionRequest.objects.get()
    office, address = cast.client("office"), f"/personal/corrections/{request.pk}/"
    assert "单位写错了" in office.get(address).content.decode()
    assert office.post(address, {"accepted": "no", "answer": ""}).status_code == 422
    assert office.post(address, {"accepted": "yes", "answer": ""}).status_code == 303
    assert "没有等待答复" in office.get("/personal/corrections/").content.decode()


# --- which entry of the roster is mine --------------------------------------------------------------------------------


def test_the_system_administrator_links_an_account_to_the_entry_of_the_same_name(cast):
    person = make_person(cast.lead, "普通职工")
    make_person(cast.other_unit, "普通职工")
    found = {one.user.username: one.candidates for one in unlinked_accounts(cast.organisation.pk)}
    assert found["member"] == [person]
    admin = cast.client("system_admin")
    assert admin.post(f"/personal/links/{cast.users['member'].pk}/{person.pk}/").status_code == 303
    cast.users["member"].refresh_from_db()
    assert cast.users["member"].person == person
    assert admin.post(f"/personal/links/{cast.users['member'].pk}/undo/").status_code == 303
    cast.users["member"].refresh_from_db()
    assert cast.users["member"].person is None


def test_a_link_is_one_to_one_and_stays_in_the_house(cast, person):
    admin = cast.viewers["system_admin"]
    with pytest.raises(RuleBroken, match="已经对应过"):
        link_account(user=cast.users["lead"], person=person, by=admin, at=NOW)
    foreign = make_person(cast.other_unit, "例证甲")
    with pytest.raises(NotFound):
        link_account(user=cast.users["lead"], person=foreign, by=admin, at=NOW)
    outside = make_user("guest", "例证乙", cast.other)
    with pytest.raises(NotFound):
        link_account(user=outside, person=make_person(cast.lead, "例证乙"), by=admin, at=NOW)
    for who in ("office", "security_admin", "member"):
        with pytest.raises(NotAllowed):
            link_account(user=cast.users["lead"], person=make_person(cast.lead, "示"), by=cast.viewers[who], at=NOW)
    with pytest.raises(RuleBroken, match="不必解除"):
        unlink_account(user=cast.users["lead"], by=admin, at=NOW)


def test_those_without_doubt_are_linked_at_once_and_namesakes_are_not(cast):
    plain, twin = make_person(cast.lead, "普通职工"), make_person(cast.lead, "来访专家")
    make_person(cast.third, "来访专家")
    make_user("second", "分管领导", cast.organisation)
    make_person(cast.lead, "分管领导")
    admin = cast.client("system_admin")
    assert "对应 1 个唯一同名的" in admin.get("/personal/links/").content.decode()
    assert admin.post("/personal/links/plain/").status_code == 303
    linked = dict(User.objects.exclude(person=None).values_list("username", "person"))
    assert linked == {"member": plain.pk}
    assert twin.pk not in linked.values()
