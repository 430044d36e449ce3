"""What people do again and again in the stories: sign in, open an account, take a list of rows."""

import re

from playwright.sync_api import Page, expect

PASSWORD = "只用于测试的 Words 2026"


def sign_in(page: Page, username: str, password: str) -> None:
    page.goto("/accounts/sign-in/")
    page.get_by_label("登录名").fill(username)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()


def sign_in_first_time(page: Page, username: str, once: str) -> None:
    """With a one-time password: the product asks for a new one before anything else."""
    sign_in(page, username, once)
    expect(page.get_by_role("heading", level=1)).to_contain_text("先改密码")
    page.get_by_label("现在的密码").fill(once)
    page.get_by_label("新密码", exact=False).first.fill(PASSWORD)
    page.get_by_label("再输一遍新密码").fill(PASSWORD)
    page.get_by_role("button", name="改密码").click()
    expect(page.locator(".said")).to_be_visible()


def sign_out(page: Page) -> None:
    page.locator("details.menu summary").click()
    page.get_by_role("button", name="退出登录").click()


def first_account(product, username: str, name: str, role: str) -> str:
    """An account from the command line; its one-time password."""
    said = product.wenming("create-admin", "--organisation", "示范省财政厅", "--username", username, "--name", name,
                           "--role", role).stdout
    return re.search(r"一次性密码：(\S+)", said)[1]


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()
