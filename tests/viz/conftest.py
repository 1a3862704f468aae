"""A browser that is offline and counts every complaint, and pages to open in it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

READY = "html[data-ready='1']"

Open = Callable[..., Any]
__all__ = ["Open", "listen", "open_page"]


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Return a function that opens HTML, at a fragment of its address, and waits until it is drawn.

    `script` is run before those of the page. With `measured`, `page.cdp` tells what its main thread has spent.
    When the test is over, any request to the outside, error, report of the content policy or dialog fails it.
    """
    contexts: list[Any] = []
    complaints: list[str] = []

    def opened(
        html: str, *, fragment: str = "", measured: bool = False, script: str = "", **options: Any
    ) -> Any:
        file = tmp_path / f"page{len(contexts)}.html"
        file.write_text(html, encoding="utf-8", newline="")
        settings = {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce", **options}
        context = browser.new_context(accept_downloads=True, **settings)
        contexts.append(context)
        context.set_default_timeout(8_000)
        context.set_offline(True)
        page = context.new_page()
        listen(page, complaints)
        if script:
            page.add_init_script(script)
        if measured:  # before anything is loaded, or it measures nothing
            page.cdp = context.new_cdp_session(page)
            page.cdp.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.goto(file.as_uri() + fragment)
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
