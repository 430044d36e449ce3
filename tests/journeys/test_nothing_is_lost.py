"""Nothing typed or taken away is lost: a closed tab, a killed session, two writers, a button pressed too soon."""

from playwright.sync_api import Page, expect

from tests.journeys.people import sign_in
from wenming.demo.story.script import PASSWORD

RESTORED = "[data-draft-restored]"
OTHERS = "[data-draft-others]"


def to_a_unit(page: Page) -> str:
    """The page of the first unit of the list; its address."""
    page.goto("/organisation/units/")
    page.locator("main table tbody a").first.click()
    expect(page.get_by_label("又称", exact=False).or_(page.locator("form[data-draft]").first)).to_be_visible()
    return page.url


def alias_field(page: Page):
    return page.locator("form[action$='/aliases/'] input[name=name], form[action*='alias'] input[name=name]").first


def test_what_was_typed_survives_a_closed_tab_and_a_killed_session(opened, visit):
    page = visit(opened)
    sign_in(page, "office", PASSWORD)
    unit = to_a_unit(page)
    alias_field(page).fill("还没有提交的写法")
    expect(page.locator("[data-draft-state]")).to_contain_text("已自动保存")
    window = page.context
    page.close()
    again = window.new_page()
    again.goto(unit)
    expect(again.locator(RESTORED)).to_contain_text("已恢复您")
    expect(alias_field(again)).to_have_value("还没有提交的写法")
    window.clear_cookies()
    again.goto(unit)
    again.get_by_label("登录名").fill("office")
    again.get_by_label("密码").fill(PASSWORD)
    again.get_by_role("button", name="登录").click()
    again.goto(unit)
    expect(again.locator(RESTORED)).to_contain_text("未提交的内容")
    expect(alias_field(again)).to_have_value("还没有提交的写法")
    again.goto("/personal/")
    expect(again.get_by_text("增加一个写法：还没有提交的写法", exact=True)).to_be_visible()
    again.goto(unit)
    expect(again.locator(RESTORED)).to_contain_text("未提交的内容")
    again.get_by_role("button", name="丢弃").click()
    expect(alias_field(again)).to_have_value("")
    again.goto(unit)
    expect(again.locator("[data-draft-state], form[data-draft]").first).to_be_visible()
    expect(alias_field(again)).to_have_value("")


def test_leaving_at_once_keeps_the_last_words(opened, visit):
    page = visit(opened)
    sign_in(page, "office", PASSWORD)
    unit = to_a_unit(page)
    alias_field(page).fill("刚打完就走")
    page.goto("/organisation/units/")
    page.goto(unit)
    expect(alias_field(page)).to_have_value("刚打完就走")
    page.get_by_role("button", name="丢弃").click()
    expect(page.locator(RESTORED)).to_have_count(0)


def test_two_writers_are_told_of_each_other(opened, visit):
    one, other = visit(opened), visit(opened)
    sign_in(one, "office", PASSWORD)
    unit = to_a_unit(one)
    alias_field(one).fill("甲说")
    expect(one.locator("[data-draft-state]")).to_contain_text("已自动保存")
    sign_in(other, "sysadmin", PASSWORD)
    other.goto(unit)
    expect(other.locator(OTHERS)).to_contain_text("也在填写这张表")
    alias_field(other).fill("乙说")
    expect(other.locator("[data-draft-state]")).to_contain_text("已自动保存")
    alias_field(one).fill("甲又说")
    expect(one.locator(OTHERS)).to_contain_text("也在填写这张表")


def test_what_was_taken_away_comes_back_by_one_button(opened, visit):
    page = visit(opened)
    sign_in(page, "office", PASSWORD)
    unit = to_a_unit(page)
    alias_field(page).fill("旧时写法")
    alias_field(page).press("Enter")
    expect(page.locator(".said")).to_contain_text("旧时写法")
    expect(page.locator(RESTORED)).to_have_count(0)
    page.locator("li", has_text="旧时写法").get_by_role("button", name="去掉").click()
    expect(page.locator(".toast-line")).to_contain_text("已去掉写法“旧时写法”")
    page.locator(".toast-line").get_by_role("button", name="撤销").click()
    expect(page.locator(".said")).to_contain_text("恢复原状")
    expect(page.locator("li", has_text="旧时写法")).to_be_visible()
    assert page.url == unit
