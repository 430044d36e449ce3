"""The demo as a visitor meets it: every page of every role fits its screen; pictures for the docs."""

import pytest
from playwright.sync_api import expect
from pypdfium2 import PdfDocument

from tests.journeys.people import sign_in
from wenming.demo.story.script import PASSWORD

PAGES = {
    "office": ("/", "/plan/", "/plan/tasks/9/", "/plan/duties/", "/plan/targets/", "/plan/missing/", "/plan/phases/",
               "/plan/duties/all/", "/plan/milestones/", "/wall/", "/wall/?as=table", "/plan/documents/", "/ledger/",
               "/ledger/upload/", "/dossier/", "/organisation/units/", "/notices/",
               "/jobs/"),
    "liaison": ("/", "/plan/duties/", "/plan/missing/", "/ledger/", "/ledger/upload/", "/notices/"),
    "leader": ("/", "/wall/?as=table", "/desk/", "/plan/", "/ledger/", "/dossier/"),
    "expert": ("/", "/plan/", "/ledger/"),
    "member": ("/",),
    "sysadmin": ("/", "/accounts/", "/organisation/units/"),
    "secadmin": ("/", "/accounts/"),
}
SIZES = {"desk": (1366, 768), "phone": (360, 740)}


@pytest.fixture(scope="module")
def demo(start_product):
    return start_product(("demo-data",))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("who", PAGES)
def test_no_page_needs_scrolling_sideways(demo, visit, who, size):
    width, height = SIZES[size]
    page = visit(demo, width=width, height=height)
    sign_in(page, who, PASSWORD)
    too_wide = []
    for address in PAGES[who]:
        answer = page.goto(address)
        assert answer.status == 200, address
        if page.evaluate("document.documentElement.scrollWidth") > width:
            too_wide.append(address)
    assert not too_wide


def test_pictures_of_a_campaign_in_mid_course(demo, visit, shoot):
    lead = visit(demo)
    sign_in(lead, "lead", PASSWORD)
    expect(lead.get_by_role("heading", level=1)).to_contain_text("事等我")
    shoot(lead, "desk")
    office = visit(demo)
    sign_in(office, "office", PASSWORD)
    for address, name in (("/plan/", "tasks"), ("/plan/tasks/9/", "task"), ("/plan/missing/", "missing"),
                          ("/ledger/", "ledger"), ("/dossier/", "package")):
        office.goto(address)
        office.wait_for_load_state("networkidle")
        shoot(office, name)
    dark = visit(demo, dark=True)
    sign_in(dark, "office", PASSWORD)
    expect(dark.locator("html")).to_have_attribute("data-bs-theme", "dark")
    shoot(dark, "desk-dark")
    phone = visit(demo, width=390, height=844)
    sign_in(phone, "liaison", PASSWORD)
    phone.goto("/ledger/upload/")
    shoot(phone, "upload-phone")


def test_the_wall_is_one_screen_and_one_sheet_of_paper(demo, visit, shoot, tmp_path):
    for dark, name in ((False, "wall"), (True, "wall-dark")):
        leader = visit(demo, dark=dark)
        sign_in(leader, "leader", PASSWORD)
        expect(leader).to_have_url(f"{demo.address}/wall/")
        expect(leader.locator(".drawing svg")).to_have_count(5)
        assert leader.evaluate("document.documentElement.scrollHeight") <= 768, "one screen without scrolling"
        shoot(leader, name)
        paper = tmp_path / f"{name}.pdf"
        leader.pdf(path=paper, prefer_css_page_size=True)
        sheets = PdfDocument(paper)
        assert len(sheets) == 1
        width, height = sheets[0].get_size()
        assert width > height, "landscape"
    leader.get_by_role("link", name="看表格").click()
    expect(leader.get_by_role("table", name="还缺什么")).to_be_visible()


def test_picture_of_a_proposal_being_corrected(start_product, visit, shoot):
    product = start_product(("demo-data", "--stage", "proposal"))
    office = visit(product)
    sign_in(office, "office", PASSWORD)
    office.goto("/plan/documents/")
    office.locator("main td.lead a").first.click()
    expect(office.get_by_role("heading", level=1)).to_contain_text("25 项任务")
    office.locator(".findings a").nth(1).click()
    office.wait_for_load_state("networkidle")
    shoot(office, "correct")
