"""The main job, walked by the people who do it: the seed document becomes a campaign and ends as a package."""

import io
import os
import re
import zipfile
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import expect

from tests.journeys.people import PASSWORD, first_account, heading, sign_in, sign_in_first_time, sign_out

PLANS = os.environ.get("WENMING_PLANS", "")
pytestmark = pytest.mark.skipif(not PLANS, reason="真实方案不在：未设 WENMING_PLANS / WENMING_PLANS is not set")


def photograph(words: str) -> bytes:
    picture = Image.new("RGB", (1200, 800), "#b9b3a6")
    ImageDraw.Draw(picture).rectangle((200, 120, 1000, 520), fill="#8c1d23")
    ImageDraw.Draw(picture).text((300, 300), words, fill="white")
    out = io.BytesIO()
    picture.save(out, "JPEG")
    return out.getvalue()


def answer_all_doubts(page) -> None:
    """Each doubt by its first choice, until the page says nothing waits."""
    for _ in range(30):
        waiting = page.locator(".findings li", has_text="待定")
        if not waiting.count():
            return
        page.goto(waiting.first.get_by_role("link").get_attribute("href"))
        choice = page.locator("button[name=choice]").first
        expect(choice).to_be_visible()
        units = page.locator("form:has(button[name=choice]) >> nth=0 >> fieldset.pick input[type=checkbox]")
        if units.count():
            units.nth(0).check()
            units.nth(1).check()
        answered = page.locator(".hints .end")
        before = answered.inner_text()
        choice.click()
        expect(answered).not_to_have_text(before)
    pytest.fail("doubts remain after thirty answers")


@pytest.mark.parametrize("suffix", ["docx"])
def test_a_work_plan_becomes_a_campaign_and_a_package(start_product, visit, shoot, tmp_path, suffix):
    product = start_product()
    office_once = first_account(product, "office", "经办人", "office")
    system_once = first_account(product, "system", "系统管理员", "system_admin")
    security_once = first_account(product, "security", "安全管理员", "security_admin")

    # the office reads the document in
    office = visit(product)
    sign_in_first_time(office, "office", office_once)
    office.goto("/plan/documents/new/")
    office.locator("input[type=file]").set_input_files(Path(PLANS) / f"00-seed.{suffix}")
    office.get_by_role("button", name="读入").click()
    expect(office.get_by_role("heading", level=1)).to_contain_text("25 项任务、4 个目标、4 个阶段")

    # nobody is on the roster yet: all names become units in one click
    office.goto(office.url.split("?")[0] + "?tab=units")
    office.get_by_role("button", name=re.compile("全部新建")).click()
    expect(office.get_by_text("个名称在名册里没有")).to_have_count(0)
    answer_all_doubts(office)

    # one correction, taken back
    correct = office.url.split("?")[0]
    office.goto(f"{correct}?task=t11&do=edit")
    title = office.get_by_label("标题", exact=False).first
    title.fill("管好志愿者工作站")
    office.get_by_role("button", name=re.compile("保存|改好")).first.click()
    expect(office.locator("body")).to_contain_text("管好志愿者工作站")
    office.get_by_role("button", name=re.compile("^撤销")).click()
    expect(office.locator("table").first).not_to_contain_text("管好志愿者工作站")

    # frozen, with who approved it
    office.goto(correct.replace("/correct/", "/freeze/"))
    office.get_by_label("审定机构", exact=False).fill("厅党组会")
    office.get_by_label("审定日期", exact=False).fill("2019-12-10")
    office.get_by_role("button", name="冻结并展开").click()
    office.goto("/plan/")
    expect(office.get_by_role("heading", level=1)).to_contain_text("25 项任务")
    office.goto("/plan/missing/")
    for title in ("深入学习", "开展普法教育活动", "加强对外通联"):
        expect(office.locator("main")).to_contain_text(title)
    missing_before = heading(office)

    # a liaison gets an account from two administrators
    system = visit(product)
    sign_in_first_time(system, "system", system_once)
    system.goto("/accounts/open/")
    system.get_by_label("姓名", exact=False).fill("联络员甲")
    system.get_by_label("登录名", exact=False).fill("liaison")
    system.get_by_role("button", name="开设账号").click()
    liaison_once = system.locator("dl.once-shown code").first.inner_text().strip()
    security = visit(product)
    sign_in_first_time(security, "security", security_once)
    security.goto("/accounts/")
    security.get_by_role("link", name="联络员甲").click()
    security.get_by_label("角色", exact=False).select_option("liaison")
    security.get_by_label("单位", exact=False).select_option(label="机关党委")
    security.get_by_role("button", name="授予").click()
    expect(security.locator("main")).to_contain_text("联络员")

    # the liaison receives the unit's duties
    liaison = visit(product)
    sign_in_first_time(liaison, "liaison", liaison_once)
    liaison.goto("/plan/duties/")
    liaison.get_by_role("button", name=re.compile("签收")).first.click()
    expect(liaison.locator("main")).to_contain_text("已签收")

    # and files evidence for a task, two files at once
    liaison.goto("/plan/missing/")
    lacking = liaison.locator("section.lack", has_text="制定完善创建工作机制")
    expect(lacking).to_have_count(1)
    lacking.get_by_role("link", name="上传").click()
    files = [tmp_path / "会议照片.jpg", tmp_path / "会议纪要.txt"]
    files[0].write_bytes(photograph("meeting"))
    files[1].write_text("领导小组第一次会议纪要", encoding="utf-8")
    liaison.locator("input[type=file][multiple]").first.set_input_files(files)
    expect(liaison.locator("main")).to_contain_text("会议纪要.txt")
    liaison.get_by_label("题名", exact=False).first.fill("领导小组第一次会议")
    expect(liaison.locator("#serves input[type=checkbox]:checked")).not_to_have_count(0)
    expect(liaison.locator("[data-submit]")).to_be_enabled()
    liaison.locator("[data-submit]").click()
    expect(liaison.get_by_role("heading", level=1)).to_contain_text("领导小组第一次会议")

    # exactly that line is gone from what is missing
    office.goto("/plan/missing/")
    assert heading(office) != missing_before
    liaison.goto("/plan/missing/")
    expect(lacking).to_have_count(0)
    expect(liaison.locator("section.lack", has_text="加强对外通联")).to_have_count(1)

    # the package is handed over and proves itself without the server
    office.goto("/dossier/")
    with office.expect_download() as waiting:
        office.get_by_role("button", name=re.compile("下载")).first.click()
    package = tmp_path / "package.zip"
    waiting.value.save_as(package)
    names = zipfile.ZipFile(package).namelist()
    assert any(name.endswith("index.xlsx") for name in names)
    assert sum("领导小组第一次会议" in name for name in names) == 2
    assert product.wenming("verify-package", str(package)).returncode == 0
    altered = bytearray(package.read_bytes())
    altered[altered.index("领导小组第一次会议纪要".encode())] ^= 1
    (tmp_path / "altered.zip").write_bytes(altered)
    assert product.wenming("verify-package", str(tmp_path / "altered.zip"), check=False).returncode == 1
    assert product.wenming("check-files").returncode == 0
    assert product.wenming("verify-audit").returncode == 0

    sign_out(office)
    sign_in(office, "office", PASSWORD)
    expect(office.get_by_role("heading", level=1)).to_be_visible()
