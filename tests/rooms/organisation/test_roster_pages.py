"""The pages of the roster: upload, columns, check, confirmation, result; the list of any day."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from tests.answers import close
from tests.cast import NOW, TODAY
from tests.factories.organisation import make_person
from tests.rooms.organisation.sheets import HEADS, xlsx
from wenming.jobs.worker import drain
from wenming.organisation.actions import headcounts
from wenming.organisation.models import Person, RosterHead, RosterImport, UnitAlias

ROOM = "/organisation/rosters/"


def text(answer) -> str:
    return answer.content.decode()


def form_data(cast, **fields):
    return {"form_owner": cast.office.user_id, **fields}


def sent(cast, data: bytes, name="名册.xlsx", **more):
    return cast.client("office").post(ROOM, form_data(
        cast, content=SimpleUploadedFile(name, data), as_of=TODAY.isoformat(), nature="change", **more
    ))


def uploaded(cast, *rows, heads=HEADS) -> RosterImport:
    answer = sent(cast, xlsx(heads, *rows))
    assert answer.status_code == 303, text(answer)
    drain()
    return RosterImport.objects.latest("pk")


def rows_of(answer) -> list[list]:
    return CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()


def test_from_upload_to_the_roster_and_the_list_of_imports(cast):
    client = cast.client("office")
    roster = uploaded(cast, ("示范甲", "001", "离退处", "处长", "在岗", "2020-01-02", "中共党员"))
    page = text(client.get(f"{ROOM}{roster.pk}/"))
    assert "新登记 1 人，改动 0 人" in page
    assert "示范甲" in page
    assert not Person.objects.exists()
    answer = client.post(f"{ROOM}{roster.pk}/confirm/", form_data(cast, digest=roster.digest))
    assert answer.status_code == 303
    drain()
    assert "已导入：新登记 1 人" in text(client.get(f"{ROOM}{roster.pk}/"))
    listed = text(client.get(ROOM))
    assert "已导入" in listed
    assert "办公室经办人" in listed
    assert "名册导入" in text(client.get(f"/organisation/people/{Person.objects.get().pk}/"))


def test_while_it_runs_the_page_asks_again_and_then_reloads(cast):
    client = cast.client("office")
    sent(cast, xlsx(HEADS, ("示范甲", None, "离退处")))
    roster = RosterImport.objects.get()
    assert "正在试算，名册没有改动" in text(client.get(f"{ROOM}{roster.pk}/"))
    running = client.get(f"{ROOM}{roster.pk}/progress/")
    assert "hx-trigger" in text(running)
    assert "HX-Refresh" not in running.headers
    drain()
    assert client.get(f"{ROOM}{roster.pk}/progress/").headers["HX-Refresh"] == "true"


@pytest.mark.parametrize(("data", "status", "says"), [
    (b"", 422, "空"), (b"%PDF-1.7 \x00\x01", 422, "认不出"),
    (xlsx(HEADS, also=lambda _, sheet: sheet.write_string(30_000, 0, "x")), 413, "表太大"),
])
def test_a_refused_file_leaves_nothing_and_keeps_the_rest_of_the_form(cast, data, status, says):
    answer = sent(cast, data)
    assert answer.status_code == status
    assert says in text(answer)
    assert f'value="{TODAY.isoformat()}"' in text(answer)
    assert not RosterImport.objects.exists()


def test_bad_rows_come_back_as_a_workbook_are_mended_and_go_in(cast):
    client = cast.client("office")
    roster = uploaded(cast, ("示范甲", None, "离退处", None, "不详"), ("示范乙", None, "离退处"))
    page = text(client.get(f"{ROOM}{roster.pk}/"))
    assert "人员状态“不详”认不出。" in page
    heads, row = rows_of(client.get(f"{ROOM}{roster.pk}/bad-rows.xlsx"))
    assert heads[-3:] == ["原表行号", "为什么没有收", "怎么改"]
    assert (row[0], row[-3]) == ("示范甲", 2.0)
    refused = client.post(f"{ROOM}{roster.pk}/confirm/", form_data(cast, digest=roster.digest))
    assert refused.status_code == 409
    assert "还有 1 行有问题" in text(refused)
    mended = uploaded(cast, ["在岗" if cell == "不详" else cell for cell in row], heads=heads)
    assert mended.state == "uploaded"
    source = client.get(f"{ROOM}{roster.pk}/source/")
    close(source)
    assert source.headers["Content-Disposition"].startswith("attachment")


def test_a_strange_head_is_assigned_once_and_remembered(cast):
    client = cast.client("office")
    roster = uploaded(cast, ("示范甲", "离退处", "A"), heads=("大名", "部门", "血型"))
    address = f"{ROOM}{roster.pk}/columns/"
    assert "血型" in text(client.get(address))
    wrong = client.post(address, form_data(cast, column_0="unit", column_1="unit"))
    assert wrong.status_code == 422
    assert "有两列都指为" in text(wrong)
    nameless = client.post(address, form_data(cast, column_1="unit"))
    assert "还没有指明哪一列是姓名" in text(nameless)
    assert client.post(address, form_data(cast, column_0="name", column_1="unit", column_2="")).status_code == 303
    drain()
    roster.refresh_from_db()
    assert roster.counts == {"new": 1}
    assert dict(RosterHead.objects.values_list("head", "column")) == {"大名": "name", "部门": "unit", "血型": "ignored"}
    assert uploaded(cast, ("示范甲", "离退处", "A"), heads=("大名", "部门", "血型")).state == "checked"


def test_heads_in_an_unlikely_row_are_found_by_the_clerk(cast):
    rows = [("说明",)] * 20 + [("姓名", "单位"), ("示范甲", "离退处")]
    roster = uploaded(cast, *rows, heads=("花名册",))
    address = f"{ROOM}{roster.pk}/columns/?sheet=名册&row=22"
    page = text(cast.client("office").get(address))
    assert "第 22 行是表头" in page
    assert cast.client("office").post(address, form_data(cast, column_0="name", column_1="unit")).status_code == 303
    drain()
    roster.refresh_from_db()
    assert roster.counts == {"new": 1}


def test_long_numbers_are_masked_where_columns_are_chosen(cast):
    roster = uploaded(cast, ("示范甲", "43010119780214000X", "13800008000"), heads=("大名", "号一", "号二"))
    page = text(cast.client("office").get(f"{ROOM}{roster.pk}/columns/"))
    assert "19780214" not in page
    assert "13800008000" not in page


def test_an_unknown_unit_is_named_on_the_page(cast):
    client = cast.client("office")
    roster = uploaded(cast, ("示范甲", None, "离退休处"))
    assert "像是：离退处" in text(client.get(f"{ROOM}{roster.pk}/"))
    answer = client.post(f"{ROOM}{roster.pk}/units/", form_data(cast, unit_0=cast.third.pk))
    assert answer.status_code == 303
    drain()
    assert UnitAlias.objects.get().name == "离退休处"
    roster.refresh_from_db()
    assert roster.counts == {"new": 1}


def test_a_check_that_could_not_be_done_says_why_and_what_can_be_done(cast):
    roster = uploaded(cast)
    page = text(cast.client("office").get(f"{ROOM}{roster.pk}/"))
    assert "表头下面没有人" in page
    assert "改列的对应" in page
    client = cast.client("office")
    assert client.post(f"{ROOM}{roster.pk}/discard/", form_data(cast)).status_code == 303
    assert "已放弃" in text(client.get(f"{ROOM}{roster.pk}/"))


def test_identity_numbers_stand_on_no_page_and_in_no_line(cast):
    number = "43010119780214000X"
    roster = uploaded(cast, ("示范甲", "离退处", number, "13800008000"), heads=("姓名", "单位", "身份证号", "手机"))
    client = cast.client("office")
    client.post(f"{ROOM}{roster.pk}/confirm/", form_data(cast, digest=roster.digest))
    drain()
    person = Person.objects.get()
    assert (person.id_number, person.phone) == (number, "13800008000")
    again = uploaded(cast, ("示范甲", "离退处", number, "13900009000"), heads=("姓名", "单位", "身份证号", "手机"))
    assert again.counts == {"changed": 1}
    shown = text(client.get(f"{ROOM}{again.pk}/"))
    assert "换成新的" in shown
    for secret in (number, "13800008000", "13900009000"):
        assert secret not in shown
    client.post(f"{ROOM}{again.pk}/confirm/", form_data(cast, digest=again.digest))
    drain()
    assert Person.objects.get().phone == "13900009000"


def test_the_list_of_a_day_shows_who_was_there_and_opens_behind_each_number(cast):
    client = cast.client("office")
    make_person(cast.third, "示范甲", since=date(2020, 1, 1), party_member=True)
    make_person(cast.lead, "示范乙", since=date(2025, 1, 1))
    headcounts.record_headcount(population="职工总人数", as_of=TODAY, count=3, by=cast.office, at=NOW)
    before = text(client.get("/organisation/people/?on=2024-12-31"))
    assert "示范甲" in before
    assert "示范乙" not in before
    party = text(client.get("/organisation/people/?population=party"))
    assert "在职党员 1 人" in party
    assert "示范乙" not in party
    counts = text(client.get("/organisation/headcounts/?on=2024-12-31"))
    assert "population=party&amp;on=2024-12-31" in counts
    assert "相差 -1" in text(client.get("/organisation/headcounts/"))


def test_who_does_not_keep_the_roster_sees_no_party_membership_nor_history(cast):
    person = make_person(cast.third, "示范甲", party_member=True)
    make_person(cast.third, "示范乙")
    for address in ("/organisation/people/", f"/organisation/people/{person.pk}/", "/organisation/headcounts/"):
        page = text(cast.client("lead").get(address))
        for hidden in ("中共党员", "在职党员", "经历", "导入名册"):
            assert hidden not in page, (address, hidden)
    assert "示范乙" in text(cast.client("lead").get("/organisation/people/?population=party"))


def test_the_roster_leaves_the_house_masked(cast):
    make_person(cast.third, "示范甲", since=date(2020, 1, 1), party_member=True)
    rows = rows_of(cast.client("office").get("/organisation/people.xlsx?on=2024-12-31"))
    assert rows[1][:2] == ["示**", "离退处"]
    assert rows[2][0] == "共 1 人，截至 2024-12-31"
    assert cast.client("lead").get("/organisation/people.xlsx").status_code == 403


@pytest.mark.parametrize("address", [
    "/organisation/people/?on=2024-12-31&population=staff", ROOM, ROOM + "{roster}/", "/organisation/headcounts/",
    "/organisation/people.xlsx",
])
def test_pages_ask_the_database_as_often_with_many_rows_as_with_few(cast, address):
    client, counts = cast.client("office"), []
    for size in (1, 3):
        for number in range(size):
            make_person(cast.third, f"职工{size}{number}", since=date(2020, 1, 1))
        people = [(f"示范{size}{number}", None, "某处", None, None) for number in range(size)]
        roster = uploaded(cast, *people)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address.format(roster=roster.pk)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(("name", "warned"), [("绝密 花名册.xlsx", True), ("花名册.xlsx", False)])
def test_a_mark_of_secrecy_in_the_name_warns_and_takes_the_file(cast, name, warned):
    client, data = cast.client("office"), xlsx(HEADS, ("示范甲", None, "离退处", *[None] * 4))
    given = form_data(cast, content=SimpleUploadedFile(name, data), as_of=TODAY.isoformat(), nature="change")
    page = text(client.get(client.post(ROOM, given).headers["Location"]))
    assert "已收下" in page
    assert ("“绝密”字样：涉密文件不得上传" in page) is warned
