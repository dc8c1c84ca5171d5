"""A real ``zhuchao serve`` on a demonstration home, driven by Debian's Chromium.

No request may leave this machine and no page may write an error to the console: both fail the test. The home is made once
for all workers of a run; each has a copy of it, a server and a browser of its own.
"""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).resolve().parents[2]
SHOTS = ROOT / "build" / "screenshots"
ZHUCHAO = Path(sys.executable).with_name("zhuchao")
COMPANIES = 60_000
#: A slice of the history: a page of projects, quickly.
PROJECTS = 24
DESKTOP = {"width": 1360, "height": 860}
PHONE = {"width": 375, "height": 812}
FLAGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--font-render-hinting=none",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here is marked, so that it runs apart."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _until_it_answers(url: str, process: "subprocess.Popen[bytes]") -> None:
    limit = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            if process.poll() is not None or time.monotonic() > limit:
                raise
            time.sleep(0.1)


def _fill(folder: Path) -> None:
    environment = os.environ | {"ZHUCHAO_HOME": str(folder)}
    environment.pop("ZHUCHAO_DATABASE", None)
    command = [str(ZHUCHAO), "demo", "load", "--companies", str(COMPANIES), "--projects", str(PROJECTS)]
    made = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout + made.stderr


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home with the 示例 district, made by ``zhuchao demo load``: by the first worker that asks, while others wait."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    pattern = shared / "demo-home"
    with (shared / "demo-home.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not pattern.exists():
            # Under its name only when it is whole: a load that failed is told by every worker that tries it.
            begun = Path(tempfile.mkdtemp(prefix="demo-home-", dir=shared))
            _fill(begun)
            begun.rename(pattern)
    folder = Path(tempfile.mkdtemp(prefix="zhuchao-browser-"))
    shutil.copytree(pattern, folder, dirs_exist_ok=True)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def server(demo_home: Path) -> Iterator[str]:
    """The address of a running ``zhuchao serve``; it must stop when asked and say nothing on the way."""
    port = _free_port()
    environment = os.environ | {"ZHUCHAO_HOME": str(demo_home)}
    environment.pop("ZHUCHAO_DATABASE", None)
    process = subprocess.Popen([str(ZHUCHAO), "serve", "--port", str(port)], env=environment)
    url = f"http://127.0.0.1:{port}"
    try:
        _until_it_answers(url, process)
        yield url
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture(scope="session")
def chromium() -> "Iterator[Browser]":
    """Debian's Chromium."""
    from playwright.sync_api import sync_playwright

    found = shutil.which("chromium")
    if found is None:
        pytest.skip("chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, headless=True, args=FLAGS)
        yield browser
        browser.close()


class Watched:
    """What a page did that it must not: requests to other machines, errors."""

    def __init__(self, server: str) -> None:
        self.server = server
        self.faults: list[str] = []
        self.expected: list[str] = []

    def watch(self, context: "BrowserContext") -> None:
        """Abort and note every request to another address, note every error."""
        context.route(lambda url: not url.startswith((self.server, "data:", "blob:")), self._abroad)
        context.on("weberror", lambda error: self.faults.append(f"error: {error.error}"))
        context.on("console", self._said)

    def _abroad(self, route: object) -> None:
        self.faults.append(f"request: {route.request.url}")  # type: ignore[attr-defined]
        route.abort()  # type: ignore[attr-defined]

    def _said(self, message: object) -> None:
        if message.type == "error" and not any(e in message.text for e in self.expected):  # type: ignore[attr-defined]
            self.faults.append(f"console: {message.text}")  # type: ignore[attr-defined]


@pytest.fixture
def watched(server: str) -> Iterator[Watched]:
    """The watch over this test's pages; ``watched.expected`` lists console texts that belong to the test."""
    watch = Watched(server)
    yield watch
    assert not watch.faults


@pytest.fixture
def open_page(chromium: "Browser", watched: Watched) -> "Iterator[Callable[..., Page]]":
    """``open_page(phone=False)``: an empty page of a fresh session."""
    with ExitStack() as stack:

        def opened(*, phone: bool = False) -> "Page":
            context = chromium.new_context(
                viewport=PHONE if phone else DESKTOP,  # type: ignore[arg-type]
                locale="zh-CN",
                timezone_id="Asia/Shanghai",
                base_url=watched.server,
                has_touch=phone,
            )
            stack.callback(context.close)
            watched.watch(context)
            return context.new_page()

        yield opened


@pytest.fixture(scope="session")
def cookies() -> "dict[str, Any]":
    """The cookies of who logged in already, by log-in."""
    return {}


@pytest.fixture
def page_as(open_page: "Callable[..., Page]", cookies: "dict[str, Any]") -> "Callable[..., Page]":
    """``page_as(login, phone=False)``: the desk of that demonstration log-in, reached through the log-in page the first
    time and whenever the session of that time has ended."""

    def logged_in(login: str, *, phone: bool = False) -> "Page":
        from zhuchao.demo.engine.district import PASSWORD

        page = open_page(phone=phone)
        page.context.add_cookies(cookies.get(login, []))
        page.goto("/")
        if page.locator("input[name=password]").count():
            page.locator("input[name=login]").fill(login)
            page.locator("input[name=password]").fill(PASSWORD)
            with page.expect_navigation():
                page.locator("form button[type=submit]").first.click()
        assert page.locator("input[name=password]").count() == 0, page.inner_text("body")[:400]
        cookies[login] = page.context.cookies()
        return page

    return logged_in


@pytest.fixture
def shot() -> "Callable[[Page, str], Path]":
    """``shot(page, name)``: a picture of the whole page in build/screenshots, to be looked at."""

    def taken(page: "Page", name: str) -> Path:
        SHOTS.mkdir(parents=True, exist_ok=True)
        path = SHOTS / f"{name}.png"
        page.screenshot(path=path, full_page=True)
        return path

    return taken
