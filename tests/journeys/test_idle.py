"""Nobody acts for a while: the page warns, one click stays, and what was typed is there again after signing in."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.people import PASSWORD, first_account, sign_in_first_time

UNITS = "/organisation/units/"


def pass_minutes(page: Page, minutes: float) -> None:
    page.clock.fast_forward(int(minutes * 60_000))
    page.clock.run_for(1_500)


def end_session(page: Page) -> None:
    """As when the server has ended it: its clock is not the page's."""
    page.context.clear_cookies(name="sessionid")


def test_a_warning_before_a_way_to_stay_and_the_form_kept(start_product, visit):
    product = start_product()
    page = visit(product)
    sign_in_first_time(page, "clerk", first_account(product, "clerk", "例证甲", "office"))
    page.clock.install()
    page.goto(UNITS)
    bar = page.locator(".idle-bar")
    pass_minutes(page, 16)
    expect(bar).to_have_count(0)
    pass_minutes(page, 2)
    expect(bar).to_contain_text("秒后退出登录")
    bar.get_by_role("button", name="继续使用").click()
    expect(bar).to_have_count(0)

    end_session(page)
    pass_minutes(page, 21)
    expect(page.get_by_label("登录名"), "nothing was typed: the page leaves the screen").to_be_visible()
    enter(page)

    page.locator("#id_name").fill("信息中心")
    end_session(page)
    pass_minutes(page, 21)
    expect(bar).to_contain_text("填写的内容还在")
    page.locator("form", has=page.locator("#id_name")).locator("button").last.click()
    expect(page.locator(".warned")).to_contain_text("已经留住")
    enter(page)
    expect(page.locator("#id_name")).to_have_value("信息中心")


def enter(page: Page) -> None:
    page.get_by_label("登录名").fill("clerk")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page).to_have_url(re.compile(UNITS))
