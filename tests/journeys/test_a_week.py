"""A week of a department, one story a role: each begins where the person lands, and the weekly act is two clicks away.

The clicks are counted: opening a menu counts, typing does not.
"""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.people import heading, sign_in
from wenming.demo.story.script import PASSWORD


@pytest.fixture(scope="module")
def department(start_product):
    return start_product(("demo-data",))


class Visitor:
    """One person at one window; ``clicks`` since he last stood where he lands."""

    def __init__(self, page: Page, username: str) -> None:
        self.page, self.clicks = page, 0
        sign_in(page, username, PASSWORD)
        page.wait_for_load_state("networkidle")
        self.landing = page.url

    def home(self) -> None:
        self.page.goto(self.landing)
        self.clicks = 0

    def click(self, what: Locator) -> None:
        self.clicks += 1
        what.first.click()
        self.page.wait_for_load_state("networkidle")

    def menu(self, label: str) -> Locator:
        return self.page.get_by_role("navigation", name="主菜单").get_by_role("link", name=label, exact=True)

    def said(self) -> Locator:
        return self.page.locator(".said")


@pytest.fixture
def visitor(department, visit):
    return lambda username, **window: Visitor(visit(department, **window), username)


def test_the_clerk_reviews_a_plan_chases_material_and_hands_over(visitor):
    clerk = visitor("office")
    page = clerk.page
    # Monday: a lead unit's plan waits; two clicks from landing it is accepted
    clerk.click(page.locator(".due").get_by_role("link", name="审核", exact=True))
    clerk.click(page.get_by_role("button", name="同意"))
    assert clerk.clicks == 2
    expect(clerk.said()).to_contain_text("已同意")
    # Tuesday: what is missing, and the button that mends it
    clerk.home()
    clerk.click(page.locator("main a[href^='/plan/missing']"))
    assert "缺" in heading(page)
    clerk.click(page.locator("main").get_by_role("link", name="上传"))
    assert clerk.clicks == 2
    expect(page.get_by_role("heading", level=1)).to_contain_text("佐证")
    # Friday: the package of today
    clerk.home()
    clerk.click(clerk.menu("申报"))
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("下载|生成|打包")).first.click()
    assert clerk.clicks == 1
    assert download.value.suggested_filename.endswith(".zip")


def test_a_contact_files_evidence_in_two_clicks_and_sees_when_it_is_enough(visitor, tmp_path):
    contact = visitor("liaison")
    page = contact.page
    contact.click(page.get_by_role("link", name="上传佐证"))
    note = tmp_path / "第四季度学法记录.txt"
    note.write_text("第四季度学法记录：12月4日宪法宣传周讲座", encoding="utf-8")
    page.locator("input[type=file]").first.set_input_files(note)
    page.get_by_label("题名", exact=False).first.fill("第四季度学法记录")
    asked = page.locator("details", has=page.locator("input[name=serves]")).filter(has_text="还缺").first
    asked.locator("summary").click()
    asked.locator("input[name=serves]").last.check()
    contact.click(page.get_by_role("button", name="提交归集"))
    assert contact.clicks == 2
    expect(page.locator("body")).to_contain_text("第四季度学法记录")
    contact.home()
    contact.click(contact.menu("台账"))
    expect(page.locator("main")).to_contain_text("第四季度学法记录")


def test_a_head_of_unit_sees_his_unit_and_what_is_late(visitor):
    head = visitor("head")
    page = head.page
    head.click(page.locator("main").get_by_role("link", name=re.compile("^任务 ?[0-9]+|^[0-9]+$")))
    assert head.clicks <= 2
    assert re.search(r"/plan/(duties|tasks)/\d+/", page.url)


def test_the_leader_opens_a_red_number_down_to_its_proof(visitor):
    leader = visitor("leader")
    page = leader.page
    assert "/wall/" in page.url
    leader.click(page.locator("main").get_by_role("link", name="逾1"))
    expect(page.locator("main")).to_contain_text("逾期")
    leader.click(page.locator("main tbody").get_by_role("link"))
    assert leader.clicks == 2
    assert re.search(r"/plan/(duties|tasks)/\d+/", page.url)
    leader.home()
    leader.click(page.get_by_role("link", name="看表格"))
    assert page.get_by_role("table").count() >= 3


def test_a_member_sees_what_the_system_holds_about_him(visitor):
    member = visitor("member", width=360, height=740)
    page = member.page
    member.click(page.get_by_role("link", name="看我的资料"))
    assert member.clicks == 1
    expect(page.get_by_role("heading", level=1)).to_contain_text("有关您的全部内容")
    with page.expect_download() as download:
        page.get_by_role("button", name="全部下载").click()
    assert download.value.suggested_filename.endswith(".zip")
    page.get_by_label(re.compile("应当是什么")).fill("姓名写错了一个字")
    member.click(page.get_by_role("button", name="提出申请"))
    expect(member.said()).to_contain_text("已交给办公室")


def test_an_expert_reads_the_ledger_and_comments(visitor):
    expert = visitor("expert")
    page = expert.page
    expert.click(expert.menu("台账"))
    expert.click(page.locator("main tbody").get_by_role("link"))
    assert expert.clicks == 2
    assert page.get_by_role("link", name=re.compile("上传")).count() == 0
    page.get_by_label("留言", exact=False).first.fill("建议补充签到表，照片上看不出时间。")
    expert.click(page.get_by_role("button", name=re.compile("留言|发表")))
    expect(page.locator("main")).to_contain_text("建议补充签到表")


def test_the_system_administrator_opens_an_account_and_ends_a_sign_in(visitor):
    first, admin = visitor("member"), visitor("sysadmin")
    page = admin.page
    admin.click(admin.menu("账号"))
    admin.click(page.get_by_role("link", name="开设账号"))
    assert admin.clicks == 2
    page.get_by_label("姓名").fill("示范新人")
    page.get_by_label("登录名").fill("newcomer")
    admin.click(page.get_by_role("button", name=re.compile("开设")))
    expect(page.locator("main")).to_contain_text("newcomer")
    admin.home()
    admin.click(admin.menu("账号"))
    admin.click(page.get_by_role("link", name="在线的登录"))
    row = page.locator("tr", has_text=re.compile("示范丁巳|member")).first
    admin.click(row.get_by_role("button", name=re.compile("结束")))
    first.home()
    assert "/sign-in/" in first.page.url


def test_the_security_administrator_grants_a_role(visitor):
    admin = visitor("secadmin")
    page = admin.page
    admin.click(admin.menu("账号"))
    admin.click(page.get_by_role("link", name="例证戊子"))
    assert admin.clicks == 2
    expect(page.get_by_role("heading", level=1)).to_contain_text("联络员")
    expect(page.get_by_role("button", name=re.compile("授予"))).to_be_visible()


def test_the_audit_administrator_filters_and_takes_the_record_away(visitor):
    admin = visitor("auditadmin")
    page = admin.page
    if "/audit/" not in page.url:
        admin.click(admin.menu("操作日志"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("条")
    assert admin.clicks <= 1
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("xlsx|导出|Excel")).first.click()
    assert download.value.suggested_filename.endswith((".xlsx", ".csv"))
