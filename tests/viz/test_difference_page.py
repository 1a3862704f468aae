"""The page that shows what changed between two graphs: in a real browser, offline, with names that try to be more."""

from pathlib import Path
from typing import Any

import pytest
from builders import HOSTILE, Claim, company, graph_of, reading

from kg.export.differences import page as difference_page
from kg.export.differences import sections

pytestmark = pytest.mark.slow

BOLT = company("Bolt Mills")


def test_what_is_new_and_gone_is_read_with_its_sentence_and_nothing_runs(
    browser: Any, tmp_path: Path
) -> None:
    old = graph_of(reading("one", Claim(company("Anker Foods"), "owns", BOLT)))
    evil = [Claim(company(name), "owns", BOLT) for name in HOSTILE.values()]
    new = graph_of(reading("two", *evil))
    found = list(sections(new.difference(old), old.label, new.label))
    file = tmp_path / "changes.html"
    file.write_text(difference_page(found, "What changed"), encoding="utf-8")
    seen: list[str] = []
    context = browser.new_context(offline=True, color_scheme="dark")
    page = context.new_page()
    page.on("request", lambda request: seen.append(request.url))
    page.on("dialog", lambda dialog: seen.append(dialog.message))
    page.on("console", lambda message: seen.append(message.text))
    page.on("pageerror", lambda error: seen.append(str(error)))
    page.goto(file.as_uri())
    assert page.inner_text("h1") == "What changed"
    assert "Anker Foods owns Bolt Mills." in page.inner_text("section:has(#gone)")
    quotes = page.locator("section:has(#new) blockquote")
    assert quotes.count() == len(HOSTILE)
    shown = page.inner_text("section:has(#new)")
    for name in HOSTILE.values():
        assert " ".join(name.split())[:30] in " ".join(shown.split())
    assert page.locator("img, script, a, iframe").count() == 0
    context.close()
    assert seen == [file.as_uri()]
