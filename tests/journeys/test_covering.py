"""A face is covered by hand on the page; the package holds the covered copy, the original leaves with a reason."""

import io
import zipfile

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys.people import sign_in
from wenming.demo.story.script import PASSWORD

RED = (208, 32, 32)


@pytest.fixture(scope="module")
def demo(start_product):
    return start_product(("demo-data",))


def photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (800, 600), RED).save(out, "JPEG", quality=95)
    return out.getvalue()


def middle(data: bytes) -> tuple[int, int, int]:
    with Image.open(io.BytesIO(data)) as picture:
        return picture.convert("RGB").getpixel((picture.width // 2, picture.height // 2))


def file_a_photo(page: Page) -> None:
    """For the first task there is, so that it goes into the package."""
    page.goto("/ledger/upload/")
    picture = {"name": "合影.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    page.locator("input[type=file][multiple]").first.set_input_files(picture)
    expect(page.locator(".queue li")).to_contain_text("合影.jpg")
    page.wait_for_load_state("networkidle")  # the demands are weighed anew with the file
    page.get_by_label("题名").fill("遮挡的合影")
    page.locator("details.open-task summary").first.click()
    page.locator("[name=serves]:visible").first.check()
    page.locator(".upload-foot .act").click()
    page.goto("/ledger/?text=遮挡的合影")
    page.get_by_role("link", name="遮挡的合影").first.click()


def draw_over_the_middle(page: Page) -> None:
    box = page.locator("[data-board]").bounding_box()
    page.mouse.move(box["x"] + box["width"] * .3, box["y"] + box["height"] * .3)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * .7, box["y"] + box["height"] * .7, steps=4)
    page.mouse.up()


def test_a_covered_face_stays_in_the_house(demo, visit, tmp_path):
    page = visit(demo)
    sign_in(page, "office", PASSWORD)
    file_a_photo(page)
    page.get_by_role("link", name="遮挡人脸、号码").click()

    # by the mouse, then a little wider by the keys
    draw_over_the_middle(page)
    width = page.locator("[data-rows] [name=width]")
    expect(width).to_have_count(1)
    before = float(width.input_value())
    page.keyboard.press("Shift+ArrowRight")
    assert float(width.input_value()) == pytest.approx(before + 1, abs=.15)
    page.get_by_role("button", name="加一处").click()
    page.keyboard.press("Delete")
    expect(width).to_have_count(1)
    page.get_by_role("button", name="保存遮挡件").click()
    expect(page.locator(".said")).to_contain_text("已遮挡 1 处")
    expect(page.locator("[data-viewer]")).to_contain_text("已遮挡")

    # under the covering only with who looks written over it
    page.get_by_role("link", name="看原图").click()
    expect(page.locator("[data-viewer]")).to_contain_text("原图，未遮挡")
    expect(page.locator(".watermark")).to_have_count(1)

    # the original: not without a reason
    page.locator("summary", has_text="取原件").click()
    page.get_by_label("取原件的原因").fill("上级现场核实")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="取出原件").click()
    waiting.value.save_as(tmp_path / "original.jpg")
    assert (tmp_path / "original.jpg").read_bytes() == photo()
    page.reload()
    expect(page.locator(".history")).to_contain_text("上级现场核实")

    # the package holds the copy
    page.goto("/dossier/")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载材料包").click()
    waiting.value.save_as(tmp_path / "package.zip")
    with zipfile.ZipFile(tmp_path / "package.zip") as parcel:
        held = [parcel.read(name) for name in parcel.namelist() if "遮挡的合影" in name]
    assert len(held) == 1
    assert max(middle(held[0])) < 12
