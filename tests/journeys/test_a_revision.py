"""The plan of the demo gets a second version: read in, compared, decided, frozen; what was done goes on."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from tests.journeys.people import heading, sign_in
from wenming.demo.story.script import PASSWORD

DROPPED = (
    "21、厉行勤俭节约。公布水电和纸张用量，食堂推行小份菜和光盘提示，规范垃圾分类投放，让节约成为机关的自觉。"
    "（牵头单位：后勤服务中心）\n"
)
CHANGES = (
    ("法治宣传教育普及率≥95%", "法治宣传教育普及率≥98%"),
    ("7、倡导文明有礼。从文明用语、文明出行、文明用餐、文明上网做起，编印礼仪提示，开展不文明现象随手改活动",
     "7、争做有礼之人。从文明用语、文明用餐做起，编印礼仪手册，开展不文明现象随手改活动"),
    ("8、推行全员诚信教育", "21、推行全员诚信教育"),
    (DROPPED, ""),
    ("组  长：范例甲", "组  长：范例庚"),
)


def revised_text(page: Page) -> str:
    """The plan as it was read in, changed in five places."""
    page.goto("/plan/documents/1/")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载原文件").click()
    text = waiting.value.path().read_text(encoding="utf-8")
    for before, after in CHANGES:
        assert before in text
        text = text.replace(before, after)
    return text


def answer_doubts(page: Page) -> None:
    """What the first version did not ask in the same words is answered in the first way offered."""
    correct = page.url.split("?")[0]
    for _ in range(12):
        page.goto(correct)
        waiting = page.locator(".findings li", has_text="待定")
        if not waiting.count():
            return
        page.goto(waiting.first.get_by_role("link").get_attribute("href"))
        page.locator("button[name=choice]").first.click()
        page.wait_for_load_state("networkidle")


def test_a_second_version_is_compared_and_accepted_and_nothing_done_is_lost(start_product, visit, shoot):
    demo = start_product(("demo-data",))
    office = visit(demo)
    sign_in(office, "office", PASSWORD)
    text = revised_text(office)
    office.goto("/plan/tasks/9/")
    received = office.locator(".tiles li").count()
    office.goto("/plan/documents/1/")
    office.get_by_role("link", name="上传修订稿").click()
    office.get_by_label("或者粘贴方案全文").fill(text)
    office.get_by_role("button", name="读入").click()
    expect(office.get_by_role("heading", level=1)).to_contain_text("24 项任务")
    correct = office.url.split("?")[0]
    answer_doubts(office)

    # what is not sure waits for the office, with the proposal chosen
    office.goto(correct.replace("/correct/", "/freeze/"))
    expect(office).to_have_url(re.compile("/compare/$"))
    assert "1 项任务要认定" in heading(office)
    choice = office.get_by_label("7、争做有礼之人接着原来的哪一项")
    assert choice.locator("option:checked").inner_text().startswith("原 7、倡导文明有礼")
    expect(office.locator("#continuing .warned")).to_contain_text("21、厉行勤俭节约")
    shoot(office, "compare", full=True)
    office.get_by_role("button", name="认定这 1 项").click()
    expect(office.get_by_role("heading", level=1)).to_contain_text("1 项撤销")
    office.get_by_label("审定机构", exact=False).fill("厅党组会议")
    office.get_by_label("审定日期", exact=False).fill(f"{datetime.now(ZoneInfo('Asia/Shanghai')):%Y-%m-%d}")
    office.get_by_role("button", name="冻结第 2 版").click()

    # the difference, readable
    expect(office.locator(".said")).to_contain_text("撤销 1 项。已办的都接着")
    tasks = office.locator("#tasks")
    expect(tasks.locator("article", has_text="深入开展普法教育").locator("ins").first).to_have_text("98")
    expect(tasks.locator("article", has_text="推行全员诚信教育")).to_contain_text("位置")
    expect(tasks.locator("article", has_text="厉行勤俭节约")).to_contain_text("撤销")
    expect(office.locator("#group ins")).to_have_text("范例庚")
    shoot(office, "difference", full=True)

    # the task goes on with all its units, and says what changed
    office.goto("/plan/tasks/9/")
    assert office.locator(".tiles li").count() == received
    expect(office.locator("#change")).to_contain_text("第 2 版改了什么")
    office.goto("/plan/")
    expect(office.get_by_role("heading", level=1)).to_contain_text("24 项任务")
    expect(office.locator("main")).not_to_contain_text("厉行勤俭节约")
