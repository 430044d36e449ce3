"""A plan with twelve faults is corrected from the keyboard alone, and every step taken back to the reading."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.faulty_plan import TEXT
from tests.journeys.people import sign_in
from tests.journeys.test_reach import barriers, sideways
from wenming.demo.story.script import PASSWORD

MOST_KEYS = 60
VALUES = """forms => forms.flatMap((form) =>
    [...form.elements].filter((one) => one.type !== 'hidden').map((one) => one.value))"""


@pytest.fixture(scope="module")
def office_at_plan(start_product):
    return start_product(("demo-data", "--stage", "proposal"))


class Keyboard:
    """Counts each key pressed (a chord is one); what is typed into a field is typing and not counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def fill(self, field: str, text: str) -> None:
        """Type over what is selected in the field the keys led to."""
        expect(self.page.locator(":focus")).to_have_attribute("name", re.compile(field))
        focused = self.page.locator(":focus")
        if focused.get_attribute("type") == "date":
            focused.fill(text)  # its parts stand in the order of the browser's language
        else:
            self.page.keyboard.type(text)

    def said(self, words: str) -> None:
        expect(self.page.locator(".said")).to_contain_text(words)


def read_in(page: Page, text: str) -> str:
    """The address of the correction page of a pasted document."""
    page.goto("/plan/documents/new/")
    page.locator("textarea").first.fill(text)
    page.get_by_role("button", name="读入").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("9 项任务")
    return page.url.split("?")[0]


def shown(page: Page, address: str) -> list[str]:
    """All that the page says of the plan, tab by tab, fields included."""
    texts = []
    for tab in ("tasks", "targets", "phases", "group", "units"):
        page.goto(f"{address}?tab={tab}")
        texts.append(page.locator(".reading").inner_text())
        texts.append(str(page.locator(".reading form[data-draft]").evaluate_all(VALUES)))
    texts.append(page.locator(".lines").inner_html())
    return texts


def test_twelve_faults_are_corrected_in_sixty_keys_and_taken_back(office_at_plan, visit):
    page = visit(office_at_plan)
    sign_in(page, "office", PASSWORD)
    address = read_in(page, TEXT)
    as_read = shown(page, address)
    page.goto(address)
    page.evaluate("window.sameDocument = true")
    keys = Keyboard(page)

    # 1 a number printed twice: the page opens at the first doubt
    expect(page.locator("[data-row][aria-selected] a").first).to_be_focused()
    keys.press("F2")
    keys.fill("number", "7、")
    keys.press("Enter")
    keys.said("任务已保存")
    # 2 a set of units that names nobody: the next doubt, answered by its number
    keys.press("F8")
    expect(page.locator(".answer [data-choice]")).to_have_count(3)
    keys.press("2")
    # 3 a phase without a year: the last doubt, its dates put right
    expect(page.locator("#asked")).to_contain_text("没有写明年份")
    keys.press("F2", "F2")
    keys.fill("phase-0-start", "2026-02")
    keys.press("Control+Enter")
    keys.said("阶段已保存")
    keys.press("F8")
    # 4 a unit the roster does not know: the likeliest is the first
    expect(page.locator("#asked-name")).to_contain_text("人事教育处")
    keys.press("1")
    keys.said("别名")
    # 5 a wrong member of the leading group
    keys.press("[", "[")
    expect(page.locator("[name=members]")).to_be_visible()
    keys.press("F2", "F2", "F2")
    keys.fill("members", "范例丙\n范例戊")
    keys.press("Control+Enter")
    keys.said("领导小组已保存")
    # 6 and 7 a wrong lead and a wrong figure, in one form
    keys.press("[", "[", "[")
    expect(page.locator("#tree")).to_be_visible()
    keys.press("ArrowDown", "F2", "F2", "F2")
    keys.fill("lead_units", "机关党委")
    keys.press("F2", "F2")
    keys.fill("target-0-value", "95")
    keys.press("Enter")
    keys.said("任务已保存")
    # 8 two tasks in one: cut before the third sentence
    keys.press("ArrowDown", "F4")
    expect(page.locator(".cuts")).to_be_visible()
    keys.press("2")
    keys.said("已拆成两项")
    # 9 one task in two: what was cut off joins the one above
    keys.press("ArrowDown", "ArrowDown", "ArrowDown", "F6")
    keys.said("已并入上一项")
    # 10 a heading taken for a task
    keys.press("ArrowDown", "Shift+Delete")
    keys.said("改作部分标题")
    # 11 a wrong date
    keys.press("ArrowDown", *["F2"] * 6)
    keys.fill("deadline-0-on", "2026-09-30")
    keys.press("Enter")
    keys.said("任务已保存")
    # 12 a task the reader did not see: its line of the source is selected
    keys.press(" ", *["ArrowDown"] * 5, " ")
    expect(page.locator("#picker")).to_be_visible()
    keys.press("1")
    keys.said("已定为任务")

    assert keys.pressed <= MOST_KEYS
    corrected = " ".join(shown(page, address))
    for words in ("范例戊", "2026-02", "≥ 95%", "名册里叫“人教处”", "各单位要加强信息报送"):
        assert words in corrected, words
    page.goto(address)
    page.evaluate("window.sameDocument = true")
    # back to the reading, eleven steps (6 and 7 were one), without waiting for any of them
    for _ in range(11):
        page.keyboard.press("Control+z")
    expect(page.locator("[data-key=undo]")).to_have_count(0)
    page.keyboard.press("Control+y")
    expect(page.locator("[data-key=undo]")).to_have_count(1)
    page.keyboard.press("Control+z")
    expect(page.locator("[data-key=undo]")).to_have_count(0)
    assert page.evaluate("window.sameDocument"), "the page was loaded anew"
    assert shown(page, address) == as_read


def drag_over(page: Page, words: str) -> None:
    """Select words of the source with the mouse."""
    page.locator(".lines li", has_text=words).first.scroll_into_view_if_needed()
    left, right = page.evaluate("""words => {
        const line = [...document.querySelectorAll('.lines li')].find((one) => one.textContent.includes(words));
        const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            const at = node.data.indexOf(words);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + words.length);
            const boxes = [...range.getClientRects()];
            const last = boxes.at(-1);
            return [[boxes[0].left + 1, boxes[0].top + 8], [last.right - 1, last.top + 8]];
        }
    }""", words)
    page.mouse.move(*left)
    page.mouse.down()
    page.mouse.move(*right, steps=5)
    page.mouse.up()
    expect(page.locator("#picker")).to_be_visible()


def test_selecting_by_mouse_two_clicks_at_once_and_two_people(office_at_plan, visit):
    page = visit(office_at_plan)
    sign_in(page, "office", PASSWORD)
    address = read_in(page, TEXT.replace("宣传发动。", "广泛宣传发动。"))
    page.goto(f"{address}?task=t1")
    # words of the source become the lead of the task at hand, then a task of their own
    drag_over(page, "人教处")
    page.get_by_role("button", name="牵头").click()
    expect(page.locator("#t1 td").nth(2)).to_have_text("人教处")
    expect(page.locator("#t1 td").nth(3)).to_have_text("没有写")
    drag_over(page, "组织学法用法")
    page.get_by_role("button", name="任务", exact=False).last.click()
    expect(page.locator("#t10")).to_contain_text("组织学法用法")
    expect(page.locator(".lines span[data-task=t10]")).to_have_text("组织学法用法")
    # a second click while the first is under way waits for its turn
    page.evaluate("""() => {
        document.querySelector('#t3').click();
        document.querySelector('#row-act').elements.act.value = 'accept';
        document.querySelector('#row-act').elements.key.value = 't3';
        document.querySelector('#row-act').requestSubmit();
        document.querySelector('.tools [data-key=accept_sure]').click();
    }""")
    expect(page.locator(".said")).to_contain_text("拿得准")
    expect(page.locator("#t3")).to_contain_text("已认可")
    # accepting and moving by one key each, the focus stays with the task
    page.locator("#t6 a").first.focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator(".said")).to_contain_text("已移动")
    expect(page.locator("#t7 + tr")).to_have_id("t6")
    page.keyboard.press("Control+z")
    expect(page.locator(".said")).to_contain_text("已撤销")
    expect(page.locator("#t6 a").first).to_be_focused()
    page.keyboard.press("Control+z")
    expect(page.locator("#t5")).not_to_contain_text("已认可")
    page.locator("#t5 a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#t5")).to_contain_text("已认可")
    # somebody else saves; this page is told what, and nothing is overwritten
    other = visit(office_at_plan)
    sign_in(other, "office", PASSWORD)
    other.goto(f"{address}?task=t9")
    other.get_by_role("button", name="并入上一项").click()
    expect(other.locator(".said")).to_contain_text("已并入")
    page.locator("#t2 a").first.focus()
    page.keyboard.press("Delete")
    expect(page.locator(".correction > .sorry")).to_contain_text("任务 9 并入上一项")
    expect(page.locator("#t2")).to_have_count(1)
    expect(page.locator("#t9")).to_have_count(0)


@pytest.mark.parametrize("dark", [False, True])
def test_the_page_has_no_barriers(office_at_plan, visit, dark):
    page = visit(office_at_plan, dark=dark)
    sign_in(page, "office", PASSWORD)
    address = read_in(page, TEXT.replace("宣传发动。", "认真宣传发动。" if dark else "深入宣传发动。"))
    for query in ("task=t1", "task=t1&do=edit", "task=t2&do=split", "tab=units", "tab=phases"):
        page.goto(f"{address}?{query}")
        assert barriers(page) == [], query
    page.goto(f"{address}?task=t1")
    page.keyboard.press(" ")
    expect(page.locator("#picker")).to_be_visible()
    assert barriers(page) == []
    assert sideways(page, 360) == 0
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#keys-help")).to_be_visible()
    assert barriers(page) == []
    assert sideways(page, 360) == 0
