"""A browser, and hands and eyes for the drawing, which has no elements to find."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


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


def click_node(page: Any, id: str, **options: Any) -> None:
    spot = page.evaluate("id => __kg.nodeAt(id)", id)
    page.mouse.click(spot["x"], spot["y"], **options)


def click_edge(page: Any, id: str) -> None:
    spot = page.evaluate("id => __kg.edgeAt(id)", id)
    page.mouse.click(spot["x"], spot["y"])


def ink(page: Any) -> int:
    """Return how many pixels of the drawing are not empty."""
    count = page.evaluate(
        """() => {
          const canvas = document.querySelector("#canvas canvas");
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          let count = 0;
          for (let at = 3; at < data.length; at += 4) if (data[at] > 0) count += 1;
          return count;
        }"""
    )
    return int(count)


def double_click_node(page: Any, id: str) -> None:
    """Click twice on an entity. A busy machine may let so much time pass between that it counts as two clicks: tried again."""
    for _ in range(5):
        spot = page.evaluate("id => __kg.nodeAt(id)", id)
        page.mouse.dblclick(spot["x"], spot["y"])
        page.wait_for_timeout(500)
        if page.evaluate("() => __kg.view.focus !== null"):
            return
