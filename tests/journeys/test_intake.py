"""Files come in: a folder into a grid, a large file over a line that breaks."""

import hashlib
import os
import sqlite3

import pytest
from playwright.sync_api import Page, expect

from tests.factories.archives import zipped_as
from tests.factories.evidence import jpeg, pdf
from tests.journeys.people import sign_in
from wenming.demo.story.script import PASSWORD

SIZE = 30_000_000


@pytest.fixture
def liaison(opened, visit) -> Page:
    page = visit(opened)
    sign_in(page, "liaison", PASSWORD)
    return page


def test_a_folder_becomes_evidence_in_one_grid(liaison, tmp_path, shoot):
    for name in ("20251104 宪法日宣讲", "道德讲堂"):
        folder = tmp_path / "材料" / name
        folder.mkdir(parents=True)
        for number, colour in enumerate(("red", "green", "blue")):
            (folder / f"现场 ({number}).jpg").write_bytes(jpeg(f"{colour}") + name.encode())
        (folder / "签到表.pdf").write_bytes(pdf(name))
    page = liaison
    page.goto("/ledger/batches/")
    page.get_by_role("button", name="开始，去选文件").click()
    page.locator("#folder").set_input_files(tmp_path / "材料")
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 件填好了，还有 1 件没填好")
    page.locator("#folder").set_input_files(tmp_path / "材料")
    expect(page.locator("[data-words]")).to_contain_text("8 个这一批里已有，没有重传")
    page.get_by_label("全选本页").check()
    page.locator("[name=all-event_on]").fill("2025-11-04")
    page.locator("[name=all-place]").fill("一楼会议室")
    page.get_by_role("button", name="填入").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 件填好了，可以归集")
    first, second = page.locator("[name$=-place]:not([name=all-place])").all()
    first.fill("广场")
    second.focus()
    page.keyboard.press("Control+d")
    expect(second).to_have_value("广场")
    page.get_by_label("补录原因").fill("示范补传")
    shoot(page, "batch", full=True)
    page.get_by_role("button", name="归集填好的 2 件").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("已归集 2 件", timeout=60_000)
    page.get_by_role("link", name="道德讲堂").click()
    expect(page.get_by_text("广场").first).to_be_visible()


def test_a_zip_from_windows_becomes_rows_and_says_what_it_left_out(liaison, tmp_path, shoot):
    talk = "处室材料/20251105 普法宣讲"
    (tmp_path / "处室材料.zip").write_bytes(zipped_as("gbk", [
        (f"{talk}/现场 (1).jpg", jpeg("purple")), (f"{talk}/现场 (2).jpg", jpeg("orange")),
        ("处室材料/读书会/签到表.pdf", pdf("读书会")), ("处室材料/读书会/Thumbs.db", b"x"),
        ("处室材料/安装.exe", b"MZ\0\0"), ("处室材料/往年.zip", zipped_as("gbk", [("旧.txt", b"x")])),
    ]))
    page = liaison
    page.goto("/ledger/batches/")
    page.get_by_role("button", name="开始，去选文件").click()
    page.locator("#files").set_input_files(tmp_path / "处室材料.zip")
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 件填好了，还有 1 件没填好", timeout=60_000)
    expect(page.get_by_role("heading", name="压缩包“处室材料.zip”收下 3 个文件，3 项没有收")).to_be_visible()
    for words in ("压缩包里面的压缩包不再展开", "这是程序或脚本", "系统自己生成的附属文件 1 个（Thumbs.db）"):
        expect(page.get_by_text(words)).to_be_visible()
    shoot(page, "unpacked", full=True)


def test_a_large_file_goes_on_after_the_line_broke(liaison, opened, tmp_path):
    data = b"%PDF-1.4\n" + os.urandom(SIZE)
    (tmp_path / "录像.pdf").write_bytes(data)
    page, pieces = liaison, []
    page.on("requestfinished", lambda request: pieces.append(request) if request.method == "PATCH" else None)
    page.goto("/ledger/upload/")
    with page.expect_event("requestfinished", lambda request: request.method == "PATCH"):
        page.set_input_files("#files", tmp_path / "录像.pdf")
    page.context.set_offline(True)
    expect(page.locator("[data-queue] .note")).to_contain_text("已传的部分留在服务器上")
    sent = len(pieces)
    page.context.set_offline(False)
    expect(page.locator("[data-queue] .light")).to_have_text("已上传", timeout=60_000)
    assert len(pieces) - sent <= 3, "what was there was not sent again"
    with sqlite3.connect(opened.data / "wenming.sqlite3") as database:
        digests = [row[0] for row in database.execute("select digest from filestore_storedfile")]
    assert hashlib.sha256(data).hexdigest() in digests


def test_a_pasted_picture_gets_a_name_that_tells(liaison):
    page = liaison
    page.goto("/ledger/upload/")
    page.evaluate("""async () => {
        const canvas = document.createElement('canvas');
        canvas.getContext('2d').fillRect(0, 0, 9, 9);
        const blob = await new Promise((good) => canvas.toBlob(good, 'image/png'));
        const data = new DataTransfer();
        data.items.add(new File([blob], 'image.png', { type: 'image/png' }));
        dispatchEvent(new ClipboardEvent('paste', { clipboardData: data }));
    }""")
    expect(page.locator("[data-queue] .name")).to_contain_text("粘贴图片-20")
    expect(page.locator("[data-queue] .light")).to_have_text("已上传")
