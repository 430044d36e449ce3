"""The phone page: reports are kept without a network and sent later, each once, confirmed by the server alone."""

import sqlite3

import pytest
from playwright.sync_api import Page, expect

from tests.factories.evidence import jpeg
from tests.journeys.people import sign_in
from wenming.demo.story.script import PASSWORD

STATE = "[data-pending] .light"


@pytest.fixture
def phone(opened, visit) -> Page:
    page = visit(opened, width=360, height=740)
    sign_in(page, "liaison", PASSWORD)
    page.goto("/ledger/phone/")
    return page


def report(page: Page, folder, title: str, colour: str) -> None:
    picture = folder / f"{title}.jpg"
    picture.write_bytes(jpeg(colour))
    page.set_input_files("#files", picture)
    page.get_by_label("题名").fill(title)
    page.get_by_role("button", name="存好，联网就发送").click()


def filed(product, title: str) -> int:
    with sqlite3.connect(product.data / "wenming.sqlite3") as database:
        return database.execute("select count(*) from evidence_evidence where title = ?", [title]).fetchone()[0]


def test_reports_wait_without_a_network_and_go_when_it_is_back(phone, opened, tmp_path, shoot):
    phone.context.set_offline(True)
    report(phone, tmp_path, "断网时的讲座", "red")
    report(phone, tmp_path, "断网时的第二件", "green")
    expect(phone.locator("[data-count]")).to_have_text("待发 2 件")
    expect(phone.locator(STATE).first).to_have_text("待发")
    expect(phone.locator("[data-offline]")).to_be_visible()
    assert filed(opened, "断网时的讲座") == 0
    shoot(phone, "phone-offline", full=True)
    phone.context.set_offline(False)
    expect(phone.locator("[data-count]")).to_have_text("待发 0 件", timeout=30_000)
    expect(phone.locator(STATE)).to_have_text(["已收到", "已收到"])
    assert [filed(opened, title) for title in ("断网时的讲座", "断网时的第二件")] == [1, 1]


def test_an_answer_that_is_lost_files_nothing_twice(phone, opened, tmp_path):
    lost = []

    def lose(route):
        if not lost:
            lost.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    phone.route("**/phone/send/", lose)
    report(phone, tmp_path, "回执丢了", "blue")
    phone.wait_for_function("document.querySelector('[data-pending] .light')?.textContent === '待发'")
    expect(phone.locator("[data-count]")).to_have_text("待发 1 件")
    phone.reload()
    expect(phone.locator(STATE).first).to_have_text("已收到", timeout=30_000)
    assert lost == [200]
    assert filed(opened, "回执丢了") == 1


def test_an_ended_sign_in_is_asked_for_and_the_report_goes_on(phone, opened, tmp_path):
    phone.context.clear_cookies()
    report(phone, tmp_path, "登录过期", "yellow")
    expect(phone.locator("[data-expired]")).to_be_visible(timeout=30_000)
    phone.get_by_role("link", name="登录后继续发送").click()
    phone.get_by_label("登录名").fill("liaison")
    phone.get_by_label("密码").fill(PASSWORD)
    phone.get_by_role("button", name="登录").click()
    expect(phone.locator(STATE).first).to_have_text("已收到", timeout=30_000)
    assert filed(opened, "登录过期") == 1


def test_what_the_server_refuses_is_said_and_kept(phone, tmp_path):
    (tmp_path / "坏.jpg").write_bytes(b"\xff\xd8\xff" + b"x" * 300)
    phone.set_input_files("#files", tmp_path / "坏.jpg")
    phone.get_by_label("题名").fill("坏照片")
    phone.get_by_role("button", name="存好，联网就发送").click()
    expect(phone.locator(STATE).first).to_have_text("没有收", timeout=30_000)
    expect(phone.locator("[data-pending] .note").first).to_contain_text("图片打不开")
    phone.reload()
    expect(phone.locator(STATE).first).to_have_text("没有收")
