"""The material of one activity: six parts filed in one page, used for two tasks and their demands in one act."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.factories.filestore import picture
from tests.journeys.people import sign_in
from wenming.demo.story.script import PASSWORD
from wenming.domain.evidence.packs import PARTS

WORDS = {one.slug: one.word for one in PARTS if one.usual}


@pytest.fixture
def contact(opened, visit) -> Page:
    page = visit(opened)
    sign_in(page, "office", PASSWORD)
    return page


def files(folder) -> dict[str, str]:
    found = {}
    for part, word in WORDS.items():
        path = folder / f"{word}.{'jpg' if part == 'photographs' else 'txt'}"
        path.write_bytes(picture(colour="#008080") if part == "photographs" else f"读书分享会{word}".encode())
        found[part] = str(path)
    return found


def test_six_parts_are_filed_in_one_page_and_used_in_one_act(contact, tmp_path, shoot):
    page = contact
    page.goto("/ledger/packs/")
    page.locator(".act", has_text="新建活动材料包").click()
    page.get_by_label("活动名称").fill("读书分享会")
    page.get_by_label("地点").fill("职工书屋")
    for part, path in files(tmp_path).items():
        page.locator(f"#files-{part}").set_input_files(path)
    expect(page.get_by_text("已上传", exact=True)).to_have_count(6)
    page.get_by_role("button", name="提交归集").click()
    expect(page.locator(".said")).to_contain_text("材料 6 份")
    expect(page.locator("main")).to_contain_text("还没有用在任何地方")

    page.get_by_role("link", name="一次引用到各处").click()
    tasks = page.locator(".pack-task").filter(has=page.locator("select")).filter(has=page.locator("input[name=serves]"))
    values = [tasks.nth(place).locator("input[name=serves]").get_attribute("value") for place in range(2)]
    for value in values:
        page.locator(f"[id='serve-{value}']").check()
        expect(page.locator(f"input[name=matched][value='{value}']")).to_be_attached()
    picked = page.locator(".pack-task.is-chosen select")
    expect(picked.nth(1)).to_be_visible()
    for place, word in enumerate(("总结", "照片", "方案")[:picked.count()]):
        picked.nth(place).select_option(label=f"用{word}来答")
    shoot(page, "pack-cite")
    page.get_by_role("button", name="引用", exact=True).click()
    expect(page.locator(".said")).to_contain_text("没有一个文件重传")
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile(r"少传 [1-9]\d* 次"))

    page.get_by_role("link", name="一次引用到各处").click()
    expect(page.locator("main")).to_contain_text("已够，无需再传")
    expect(page.locator("main")).to_contain_text("已用照片来答")
    page.goto("/ledger/?text=读书分享会")
    expect(page.locator("main")).to_contain_text(re.compile(r"少传 \d+ 次"))
