"""Browser stories against the real product: its own server and worker, its own database file, a real Chromium."""

import os
import re
import select
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "pictures"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]
REFUSED = re.compile(
    r"status (?:of|error code) 4|ERR_INTERNET_DISCONNECTED|htmx:(?:sendError|afterRequest)", re.IGNORECASE
)
"""What a story brings about itself: the browser's and htmx's words for a refusal, and for a line that was cut."""
READY_SECONDS = 60


def pytest_collection_modifyitems(items):
    for item in items:
        if "journeys" in Path(item.fspath).parts:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def browser() -> Iterator:
    if not CHROMIUM:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail("REQUIRE_BROWSER=1, but there is no Chromium on this machine")
        pytest.skip("没有 Chromium，跳过浏览器测试 / no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@dataclass
class Product:
    """A running installation; ``wenming`` runs one of its commands on the same data."""

    address: str
    data: Path
    process: subprocess.Popen

    def wenming(self, *words: str, **more) -> subprocess.CompletedProcess:
        return wenming(self.data, *words, **more)


def environment(data: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "WENMING_DATA": str(data), "WENMING_TRIAL": "1"}


def wenming(data: Path, *words: str, check: bool = True, **more) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-m", "wenming", *words], cwd=ROOT, env=environment(data),
                          capture_output=True, text=True, check=check, **more)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_ready(product: Product) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        if product.process.poll() is not None:
            pytest.fail(f"the server ended: {(product.data / 'server.log').read_text()}")
        try:
            with urllib.request.urlopen(product.address + "/accounts/sign-in/", timeout=5):
                return
        except urllib.error.HTTPError as error:
            pytest.fail(f"the sign-in page answers {error.code}: {(product.data / 'server.log').read_text()}")
        except (urllib.error.URLError, OSError):
            select.select([], [], [], 0.1)
    pytest.fail(f"the server was not ready within {READY_SECONDS} s")


@pytest.fixture(scope="session")
def start_product(tmp_path_factory) -> Iterator[Callable[..., Product]]:
    """Start an installation: migrate, run the given commands, serve."""
    started: list[Product] = []

    def start(*commands: tuple[str, ...]) -> Product:
        data = tmp_path_factory.mktemp("data")
        wenming(data, "migrate", "--verbosity", "0")
        for words in commands:
            wenming(data, *words)
        port = free_port()
        with (data / "server.log").open("wb") as log:
            process = subprocess.Popen([sys.executable, "-m", "wenming", "serve", "--port", str(port)], cwd=ROOT,
                                       env=environment(data), stdout=log, stderr=log)
        product = Product(f"http://127.0.0.1:{port}", data, process)
        started.append(product)
        wait_until_ready(product)
        return product

    yield start
    for product in started:
        product.process.terminate()
        try:
            product.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            product.process.kill()


@pytest.fixture(scope="module")
def opened(start_product) -> Product:
    """An installation of this module's own, where the plan was just frozen and its tasks given out."""
    return start_product(("demo-data", "--stage", "opened"))


@pytest.fixture
def visit(browser):
    """Open a window of a size; anything the console complains of, or any request to the outside, fails the story."""
    windows, complaints = [], []

    def open_window(product: Product, *, width: int = 1366, height: int = 768, dark: bool = False):
        context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN",
                                      timezone_id="Asia/Shanghai", base_url=product.address, accept_downloads=True)
        if dark:
            context.add_cookies([{"name": "theme", "value": "dark", "url": product.address}])
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
        page.on("console", lambda message: complaints.append(f"console: {message.text}")
                if message.type == "error" and not REFUSED.search(message.text) else None)
        page.on("request", lambda request: complaints.append(f"outside: {request.url}")
                if not request.url.startswith((product.address, "data:", "blob:")) else None)
        windows.append(context)
        return page

    yield open_window
    for context in windows:
        context.close()
    assert not complaints


@pytest.fixture
def shoot(request, tmp_path):
    """Take a picture of a page: into docs/pictures when they are being renewed, else beside the test."""
    folder = PICTURES if os.environ.get("WENMING_PICTURES") == "1" else tmp_path

    def take(page, name: str, *, full: bool = False) -> Path:
        path = folder / f"{name}.png"
        page.screenshot(path=path, full_page=full)
        return path

    return take
