"""A photograph on its way: taken by a member of staff, confirmed, sent back once, accepted, and changed afterwards."""

import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect

from tests.cast import PASSWORD
from tests.factories.evidence import jpeg
from tests.journeys.conftest import ROOT, environment
from tests.journeys.people import heading, sign_in


@pytest.fixture
def enter(start_product, visit):
    """A window of one of the cast, on the page where he lands."""
    product = start_product()
    subprocess.run([sys.executable, "-m", "tests.journeys.small_world"], cwd=ROOT, env=environment(product.data),
                   check=True)
    windows: dict[str, Page] = {}

    def entered(who: str, **window) -> Page:
        if who not in windows:
            windows[who] = visit(product, **window)
            sign_in(windows[who], who, PASSWORD)
            windows[who].wait_for_load_state("networkidle")
        windows[who].goto("/")
        return windows[who]

    return entered


def to_do(page: Page, act: str) -> None:
    """What waits, from the desk: one click."""
    page.locator("main").get_by_role("link", name=act, exact=True).first.click()


def passes(page: Page) -> None:
    """With the keyboard alone."""
    to_do(page, "去审")
    page.locator("input[name=picked]").first.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="通过").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".said")).to_contain_text(" 1 件")


def test_a_photograph_goes_all_the_way(enter):
    member = enter("member", width=360, height=740)
    member.get_by_role("link", name="拍照或选文件").click()
    member.locator("#files").set_input_files({"name": "会.jpg", "mimeType": "image/jpeg", "buffer": jpeg()})
    member.get_by_label("题名").fill("清扫街道")
    expect(member.get_by_text("已上传")).to_be_visible()
    member.get_by_role("button", name="交给联络员").click()
    expect(member.locator(".said")).to_contain_text("已交给税政法规处联络员")
    expect(member.locator("#offers")).to_contain_text("待联络员确认")

    contact = enter("responsible")
    to_do(contact, "确认")
    assert heading(contact).startswith("1 件等我审核")
    contact.get_by_role("link", name="打开").click()
    contact.get_by_role("link", name="引用到更多处").click()
    contact.locator("details.open-task > summary").first.click()
    contact.get_by_label("整项任务都用得上").first.check()
    contact.get_by_role("button", name="引用", exact=True).click()
    contact.get_by_role("button", name="确认报送").click()
    expect(contact.locator("#review")).to_contain_text("待处室负责人")

    head = enter("head")
    passes(head)
    expect(head.locator(".said")).to_contain_text("通过 1 件")

    lead = enter("lead")
    to_do(lead, "去审")
    lead.locator("input[name=picked]").first.check()
    lead.get_by_role("button", name="退回").click()
    expect(lead.locator(".sorry").first).to_contain_text("请选退回原因")
    expect(lead.locator("input[name=picked]").first).to_be_checked()
    lead.get_by_label("退回原因").select_option("看不清")
    lead.get_by_label("退回说明").fill("换一张近的")
    lead.get_by_role("button", name="退回").click()
    expect(lead.locator(".said")).to_contain_text("已退回 1 件")

    contact = enter("responsible")
    to_do(contact, "修改")
    expect(contact.locator("#review")).to_contain_text("看不清。换一张近的")
    contact.locator("details.mend > summary", has_text="修改").click()
    contact.get_by_label("说明", exact=True).fill("换了近的一张")
    contact.get_by_role("button", name="保存").click()
    contact.get_by_role("button", name="重新报送").click()
    expect(contact.locator(".said")).to_contain_text("待处室负责人")
    for who in ("head", "lead", "office"):
        page = enter(who)
        passes(page)
    expect(page.locator(".said")).to_contain_text("认定 1 件")

    contact.reload()
    contact.locator("details.mend > summary", has_text="修改").click()
    contact.get_by_label("地点").fill("街心公园")
    contact.get_by_role("button", name="保存").click()
    expect(contact.locator(".said")).to_contain_text("认定以前仍用已认定的一稿")
    expect(contact.locator("#review")).to_contain_text("第 2 稿")
    for who in ("head", "lead", "office"):
        passes(enter(who))
    contact.reload()
    expect(contact.locator("dl.told").last).to_contain_text("街心公园")
    expect(contact.locator("#review")).to_contain_text("第 1 稿")
