"""A task taken apart: two units receive their own items with their own dates, one files evidence, the lights follow."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.people import heading, sign_in
from wenming.demo.story.script import PASSWORD


@pytest.fixture
def person(opened, visit):
    def come_in(username: str) -> Page:
        page = visit(opened)
        sign_in(page, username, PASSWORD)
        page.wait_for_load_state("networkidle")
        return page

    return come_in


def fill(page: Page, row: int, **typed: str) -> None:
    for name, words in typed.items():
        page.locator(f"#id_i-{row}-{name}").fill(words)


def item(page: Page, number: str):
    return page.locator("#items .work-item", has_text=number)


def test_one_sentence_becomes_three_items_each_with_its_unit_and_date(person, tmp_path):
    office = person("office")
    office.goto("/plan/")
    office.get_by_role("link", name="做好职工关爱").first.click()
    task = office.url
    office.get_by_role("link", name="拆分任务").click()
    expect(office.locator("#id_i-0-text")).to_have_value("建立困难职工帮扶台账")
    expect(office.locator("#id_i-2-text")).to_have_value("举办子女假期课堂，让职工安心工作、家庭放心支持")
    fill(office, 0, leads="机关党委", responsible="", deadline="2099-03-10", acceptance_note="每月更新一次")
    fill(office, 1, leads="税政法规处", responsible="", deadline="2099-06-20")
    fill(office, 2, leads="厅团委", responsible="", deadline="2099-08-30")
    office.get_by_role("button", name="保存并下达").click()
    expect(office.locator(".said")).to_contain_text("已拆出 3 项子任务，下达 3 项分解任务")

    # each unit receives its own, with its own date
    for username, number, words, day in (
        ("lead", "13-1", "建立困难职工帮扶台账", "2099年3月10日"), ("liaison", "13-2", "落实节日慰问", "2099年6月20日"),
    ):
        contact = person(username)
        contact.goto("/plan/duties/")
        contact.get_by_role("button", name=re.compile("签收")).first.click()
        expect(contact.locator("main")).to_contain_text("都已签收")
        contact.goto("/desk/")
        row = contact.locator("#duties tr", has_text=number)
        expect(row).to_contain_text(words)
        row.get_by_role("link", name=re.compile(words)).click()
        assert number in heading(contact)
        expect(contact.locator("main")).to_contain_text(f"完成时限 {day}")

    # the second files what its item demands: nothing to choose, it is ticked already
    contact.get_by_role("link", name="上传佐证").first.click()
    note = tmp_path / "慰问记录.txt"
    note.write_text("节前慰问记录", encoding="utf-8")
    contact.locator("input[type=file]").first.set_input_files(note)
    contact.get_by_label("题名", exact=False).first.fill("节前慰问记录")
    expect(contact.locator("[data-submit]")).to_be_enabled()
    contact.locator("[data-submit]").click()
    expect(contact.get_by_role("heading", level=1)).to_contain_text("节前慰问记录")
    office.goto(task)
    expect(item(office, "13-2")).to_contain_text("办结")
    expect(item(office, "13-1")).not_to_contain_text("办结")
    expect(office.locator("main")).to_contain_text("节前慰问记录")

    # what was worked on is not taken away; what nobody touched is, and comes back
    item(office, "13-2").get_by_role("link", name="修改").click()
    office.get_by_role("button", name="撤销这一项").click()
    expect(office.locator("main")).to_contain_text("不能撤销")
    office.goto(task)
    item(office, "13-3").get_by_role("link", name="修改").click()
    office.get_by_role("button", name="撤销这一项").click()
    told = office.get_by_role("status").filter(has_text="已撤销子任务 13-3")
    expect(told).to_be_visible()
    expect(office.locator("#items .work-item")).to_have_count(2)
    told.get_by_role("button", name="撤销").click()
    expect(office.get_by_role("status").first).to_contain_text("恢复")
    office.goto(task)
    expect(item(office, "13-3")).to_contain_text("举办子女假期课堂")

    # what is closed with a reason can be done again
    item(office, "13-2").get_by_role("link", name="修改").click()
    office.locator("summary", has_text="停办").click()
    office.get_by_label("为什么停办").fill("并入工会慰问")
    office.get_by_role("button", name="停办这一项").click()
    expect(office.get_by_role("status").first).to_contain_text("已停办子任务 13-2")
    office.locator("summary", has_text="已停办 1 项").click()
    office.get_by_role("link", name="落实节日慰问").first.click()
    office.get_by_label("为什么重新开展").fill("仍单独办")
    office.get_by_role("button", name="重新开展").click()
    expect(office.get_by_role("status").first).to_contain_text("子任务 13-2 重新开展")
    expect(item(office, "13-2")).to_contain_text("税政法规处")
