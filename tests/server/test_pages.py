"""The pages, in a real browser: search, questions, the editor, entities; names that try to be something else stay names."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .conftest import Server, Start

pytestmark = pytest.mark.slow


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page that must not complain: no error, no refused script, no dialog."""
    complaints: list[str] = []

    def dismiss(dialog: Any) -> None:
        complaints.append(dialog.message)
        dialog.dismiss()

    context = browser.new_context(accept_downloads=True)
    context.set_default_timeout(8_000)
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("dialog", dismiss)
    yield page
    context.close()
    assert [each for each in complaints if "status of 4" not in each] == []


def test_from_a_name_to_the_sentence(server: Server, page: Any) -> None:
    page.goto(server.url)
    page.fill("input[type=search]", "alib")
    page.click("text=Find")
    page.click("main >> text=Alibaba")
    assert page.inner_text("h1") == "Alibaba"
    assert "Baltic Fund owns Alibaba." in page.inner_text("main")
    assert "1 source" in page.inner_text("article >> nth=0")
    assert page.inner_text("mark.s >> nth=0") in {"Baltic Fund", "Alibaba", "Anna Berg"}
    page.click("a:has-text('as RDF')")
    assert "Alibaba Group" in page.inner_text("body")


def test_a_question_is_answered_with_its_query(server: Server, page: Any) -> None:
    page.goto(f"{server.url}/ask")
    page.fill("main input", "Who owns Norvik Lines?")
    page.click("main button")
    assert page.inner_text("h2.answer >> nth=0") == "Baltic Fund"
    assert "Said too, with another status" in page.inner_text("main")
    page.click("summary")
    page.click("text=Open it in the editor")
    page.click("#run")
    page.wait_for_selector("#table table")
    assert "2 rows" in page.inner_text("#message")


def test_what_cannot_be_asked_is_told_on_the_page(server: Server, page: Any) -> None:
    page.goto(f"{server.url}/ask?q=drop+everything")
    assert "has no form that can be answered" in page.inner_text("[role=alert]")
    page.goto(f"{server.url}/page/entity/nobody")
    assert "no entity has the id" in page.inner_text("[role=alert]")


def test_the_editor_shows_rows_and_what_they_connect(server: Server, page: Any) -> None:
    page.goto(f"{server.url}/query")
    page.evaluate("editor.setValue('SELECT ?a ?b WHERE { ?a rel:meetsWith ?b }')")
    page.press(".CodeMirror textarea", "Control+Enter")
    page.wait_for_selector("#table td a")
    assert page.locator("#table td a").all_inner_texts() == ["ent:anna-berg", "ent:carl-lund"]
    page.click("#as-graph")
    page.wait_for_selector("#graph canvas")
    assert page.evaluate("drawn.body.data.nodes.length") == 2
    with page.expect_download() as download:
        page.click("#save")
    assert Path(download.value.path()).read_text().splitlines()[0] == '"a","b"'
    page.evaluate("editor.setValue('CONSTRUCT { ?a rel:owns ?b } WHERE { ?a rel:owns ?b }')")
    page.click("#run")
    page.wait_for_selector("text=1 rows in")
    page.evaluate("editor.setValue('SELECT * {')")
    page.click("#run")
    page.wait_for_selector("text=the query cannot be read")


def test_the_editor_completes_terms_variables_and_names(server: Server, page: Any) -> None:
    page.goto(f"{server.url}/query")
    # Not wait_for_function: what it waits with is forbidden by the policy of the page.
    until = time.monotonic() + 8
    while not page.evaluate("vocabulary.terms.length > 0"):
        assert time.monotonic() < until
        page.wait_for_timeout(20)

    def completed(text: str) -> list[str]:
        page.evaluate("text => { editor.setValue(text); editor.setCursor(0, text.length); }", text)
        page.press(".CodeMirror textarea", "Control+Space")
        page.wait_for_selector(".CodeMirror-hints li")
        hints = page.locator(".CodeMirror-hints li").all_inner_texts()
        page.press(".CodeMirror textarea", "Escape")
        return [str(hint) for hint in hints]

    assert any(hint.startswith("rel:acquires ") for hint in completed("SELECT ?who { ?who rel:acq"))
    assert "?who" in completed("SELECT ?who { ?w")
    assert completed("SELECT ?who { ?who rel:owns ent:norv") == ["Norvik Lines (Company)"]


def test_examples_run(server: Server, page: Any) -> None:
    page.goto(f"{server.url}/query")
    count = page.locator("#examples option").count()
    assert count > 10
    for index in range(1, count):
        page.select_option("#examples", index=index)
        page.click("#run")
        page.wait_for_selector("text=/rows? in \\d+ ms/")
        page.evaluate("document.getElementById('message').textContent = ''")


def test_the_explorer_opens_at_an_entity(server: Server, page: Any) -> None:
    page.goto(f"{server.url}/page/entity/anna-berg")
    page.click("text=in the explorer")
    page.wait_for_selector("html[data-ready='1']", timeout=20_000)
    assert page.url == f"{server.url}/explorer#e=anna-berg"
    assert page.inner_text("#panel .title") == "Anna Berg"
    page.click("#panel >> text=1 step around")
    page.wait_for_timeout(100)
    assert "f=anna-berg" in page.url


def test_names_that_try_to_be_something_else_stay_names(hostile: Path, start: Start, page: Any) -> None:
    server = start(hostile, "--quiet")
    page.goto(server.url)
    links = page.locator("main table a").evaluate_all("each => each.map(link => link.href)")
    assert len(links) == 20
    for link in links:
        page.goto(link)
        assert page.locator("h1").count() == 1
        assert page.locator("main script, main img, main iframe").count() == 0
    for text in (
        "<script>alert(1)</script>",
        "' onmouseover='alert(1)",
        "{{ 7*7 }}",
        "%00",
        "../../etc/passwd",
    ):
        for path in ("/search", "/ask", "/query"):
            page.goto(f"{server.url}{path}?q={text}&query={text}")
            assert page.locator("main script:not([src])").count() == 0
            assert "49" not in page.inner_text("main")
