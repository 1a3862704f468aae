"""A browser that is offline and counts every complaint, and pages to open in it."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
READY = "html[data-ready='1']"

Open = Callable[..., Any]


def missing(reason: str) -> None:
    """Skip, or fail where `KG_REQUIRE_BROWSER=1` says that a browser must be there."""
    if os.environ.get("KG_REQUIRE_BROWSER") == "1":
        pytest.fail(f"KG_REQUIRE_BROWSER=1, but {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright is not installed (pip install playwright)")
    chromium = os.environ.get("KG_CHROMIUM") or shutil.which("chromium")
    if not chromium:
        missing("there is no Chromium: install one, or name it in KG_CHROMIUM")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Return a function that opens HTML and waits until it is drawn.

    When the test is over, any request to the outside, error, report of the content policy or dialog fails it.
    """
    contexts: list[Any] = []
    complaints: list[str] = []

    def opened(html: str, **options: Any) -> Any:
        file = tmp_path / f"page{len(contexts)}.html"
        file.write_text(html, encoding="utf-8")
        settings = {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce", **options}
        context = browser.new_context(accept_downloads=True, **settings)
        contexts.append(context)
        context.set_default_timeout(8_000)
        context.set_offline(True)
        page = context.new_page()
        listen(page, complaints)
        page.goto(file.as_uri())
        page.wait_for_selector(READY, timeout=20_000)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def listen(page: Any, complaints: list[str]) -> None:
    """Note every request that leaves the page, every script error and every dialog."""

    def on_request(request: Any) -> None:
        if not request.url.startswith(("file:", "data:", "blob:")):
            complaints.append(f"request {request.url}")

    def on_console(message: Any) -> None:
        if message.type == "error":
            complaints.append(f"console {message.text}")

    def on_dialog(dialog: Any) -> None:
        complaints.append(f"dialog {dialog.message}")
        dialog.dismiss()

    page.on("request", on_request)
    page.on("pageerror", lambda error: complaints.append(f"error {error}"))
    page.on("console", on_console)
    page.on("dialog", on_dialog)
