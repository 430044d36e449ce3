"""Reach: every page that a role can find by following links, without barriers: axe, widths, large type, dark.

One page of each shape is looked at: a task stands for all tasks.
"""

import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page

from tests.journeys.people import sign_in
from wenming.demo.story.script import PASSWORD

AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe.min.js"
ROLES = ("office", "liaison", "head", "leader", "member", "retired", "expert", "sysadmin", "secadmin", "auditadmin")
FILES = re.compile(r"\.(xlsx|zip|csv|json|png|ics)$|/(files|export|proof|thumb|preview|source|download)/")
GRAVE = {"serious", "critical"}


@pytest.fixture(scope="module")
def demo(start_product):
    return start_product(("demo-data",))


def shape(address: str) -> str:
    """Which kind of page an address is: numbers do not matter, nor what a filter is set to, but which tab does."""
    parts = urlsplit(address)
    query = sorted(f"{key}={value}" if key in {"tab", "do", "view"} else key for key, value in parse_qsl(parts.query))
    return re.sub(r"\d+", "N", parts.path) + "?" + "&".join(query)


def pages_found_from(page: Page, start: str) -> list[str]:
    """One address of each shape that can be reached by following links from ``start``."""
    waiting, found = [start], {shape(start): start}
    while waiting:
        page.goto(waiting.pop(0))
        for link in page.eval_on_selector_all("a[href]:not([download])", "all => all.map(a => a.getAttribute('href'))"):
            if link.startswith("/") and not FILES.search(urlsplit(link).path) and shape(link) not in found:
                found[shape(link)] = link
                waiting.append(link)
    return list(found.values())


def barriers(page: Page, rule: str = "") -> list[str]:
    """What axe calls serious or critical on the page as it stands, of one rule or of all: rule, help and where."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    only = {"runOnly": [rule]} if rule else {}
    found = page.evaluate("options => axe.run(document, options).then(result => result.violations)",
                          {"resultTypes": ["violations"], **only})
    return [f"{one['id']}: {one['help']} — {one['nodes'][0]['html'][:160]} ({len(one['nodes'])})"
            for one in found if one["impact"] in GRAVE]


def sideways(page: Page, width: int) -> int:
    """By how many pixels the page is wider than a window of ``width``."""
    page.set_viewport_size({"width": width, "height": 768})
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.fixture(scope="module")
def examined() -> set[str]:
    """Shapes axe has looked at, by whichever role came first."""
    return set()


@pytest.mark.parametrize("who", ROLES)
def test_no_page_of_a_role_has_a_barrier(demo, visit, examined, who):
    page = visit(demo)
    sign_in(page, who, PASSWORD)
    addresses = pages_found_from(page, urlsplit(page.url).path)
    wrong = []
    for address in addresses:
        page.goto(address)
        wrong += [f"{address} at {width} px: {sideways(page, width)} px sideways" for width in (360, 1366)
                  if sideways(page, width)]
        if shape(address) not in examined:
            examined.add(shape(address))
            wrong += [f"{address}: {barrier}" for barrier in barriers(page)]
            page.evaluate("document.documentElement.dataset.bsTheme = 'dark'")
            wrong += [f"{address} in dark: {barrier}" for barrier in barriers(page, "color-contrast")]
        page.evaluate("document.documentElement.dataset.size = 'large'")
        if more := sideways(page, 1366):
            wrong.append(f"{address} in large type: {more} px sideways")
    assert len(addresses) > 1
    assert not wrong, "\n".join(wrong)


def focused(page: Page) -> dict[str, str]:
    """What the keyboard stands on: its words, its kind, and the width of the line drawn around it."""
    return page.evaluate("""() => {
        const on = document.activeElement, style = getComputedStyle(on);
        return {words: on.innerText || on.getAttribute('aria-label') || on.name || '', tag: on.tagName,
                outline: style.outlineStyle === 'none' ? '0px' : style.outlineWidth};
    }""")


def test_the_first_act_of_the_desk_is_reached_by_keyboard_alone(demo, visit):
    """Sign in, skip to the content, tab to the button, press it; the eye sees at each step where one is."""
    page = visit(demo)
    page.goto("/accounts/sign-in/")
    page.get_by_label("登录名").press_sequentially("liaison")
    page.keyboard.press("Tab")
    page.keyboard.insert_text(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1).filter(has_text="等我").wait_for()
    page.keyboard.press("Tab")
    assert focused(page)["words"] == "跳到正文"
    page.keyboard.press("Enter")
    invisible = []
    for _ in range(60):
        page.keyboard.press("Tab")
        where = focused(page)
        if where["outline"] in {"0px", "1px"}:
            invisible.append(where)
        if where["words"].strip() == "上传佐证":
            break
    assert where["words"].strip() == "上传佐证"
    assert not invisible
    page.keyboard.press("Enter")
    page.wait_for_url("**/ledger/upload/**")


PRINTED = {"office": ("/", "/plan/", "/plan/missing/", "/ledger/", "/organisation/units/"), "liaison": ("/",),
           "auditadmin": ("/",)}


@pytest.mark.parametrize("who", PRINTED)
def test_paper_holds_the_content_and_no_controls(demo, visit, who):
    page = visit(demo, width=1366)
    sign_in(page, who, PASSWORD)
    page.emulate_media(media="print")
    for address in PRINTED[who]:
        page.goto(address)
        page.set_viewport_size({"width": 703, "height": 994})  # the printable part of A4 upright, at 96 dpi
        drawn = page.eval_on_selector_all(
            ".act, .do, nav.rooms a, .filters a, button", "all => all.filter(one => one.checkVisibility()).length")
        assert drawn == 0, address
        assert page.evaluate("document.documentElement.scrollWidth") <= 703, address
        assert page.get_by_role("heading", level=1).is_visible(), address
