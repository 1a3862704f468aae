"""Finding and limiting: paths, hiding, back and forward, addresses, periods, documents, colours."""

from typing import Any

import pytest
from viz_browser import click_node, ink
from viz_graphs import LEGEND, news_graph

from kg.viz import Options, render_page

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def news() -> str:
    graph, quotes = news_graph()
    return render_page(graph, quotes, LEGEND, title="Asian business news")


def visible(page: Any) -> tuple[int, int]:
    entities, statements = page.evaluate(
        "() => [__kg.view.shown.entities.size, __kg.view.shown.statements.size]"
    )
    return entities, statements


def find(page: Any, name: str) -> None:
    page.fill("#search", name)
    page.keyboard.press("Enter")


def fragment(page: Any) -> str:
    return str(page.evaluate("() => location.hash"))


def again(page: Any, open_page: Any, html: str, **options: Any) -> Any:
    """Open the page anew at the address where it is now."""
    return open_page(html, fragment=fragment(page), **options)


def test_path_between_two_entities_with_its_sentences(open_page: Any, news: str) -> None:
    page = open_page(news)
    find(page, "Jack Ma")
    page.click("#panel >> text=Path to …")
    assert "Path from Jack Ma" in page.inner_text("#bar")
    assert page.evaluate("() => document.activeElement.id") == "search"
    page.keyboard.type("Satya Nadella")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel .title") == "Jack Ma and Satya Nadella"
    steps = page.eval_on_selector_all(
        "#panel .chain >> nth=0 >> .end", "ends => ends.map(one => one.textContent)"
    )
    assert steps[0] == "Jack Ma"
    assert steps[-1] == "Satya Nadella"
    facts = page.inner_text("#panel .facts")
    assert facts.startswith("No statement is about both. ")
    length = int(facts.removeprefix("No statement is about both. ").split()[0])
    assert visible(page)[0] >= length + 1
    page.locator("#panel .chain [data-statement]").first.click()
    assert "founder" in page.inner_text("#panel blockquote")
    page.click("#panel .close")
    assert page.inner_text("#panel .title") == "Jack Ma and Satya Nadella"
    page.keyboard.press("Escape")
    assert visible(page) == (59, 63)


def test_path_that_is_not_there_is_said(open_page: Any, news: str) -> None:
    page = open_page(news)
    click_node(page, "Poland")
    page.keyboard.press("p")
    page.keyboard.type("Rotes Kreuz")
    page.keyboard.press("Enter")
    assert "Nothing that is switched on" in page.inner_text("#panel")
    assert visible(page) == (2, 0)


def test_hidden_entities_come_back(open_page: Any, news: str) -> None:
    page = open_page(news)
    find(page, "China")
    page.click("#panel >> text=Hide")
    find(page, "Alibaba")
    page.keyboard.press("h")
    entities, statements = visible(page)
    assert entities < 57
    assert statements < 45
    assert page.inner_text("#bar").startswith("2 entities hidden by you")
    page.click("#bar >> text=Bring back")
    assert visible(page) == (59, 63)


def test_back_and_forward(open_page: Any, news: str) -> None:
    page = open_page(news)
    find(page, "Alibaba")
    page.keyboard.press("1")
    page.wait_for_timeout(50)
    around = visible(page)
    find(page, "Grab")
    page.click("#go-back")
    page.wait_for_timeout(200)
    assert page.inner_text("#panel .title") == "Alibaba"
    assert visible(page) == around
    page.go_back()
    page.wait_for_timeout(200)
    assert visible(page) == (59, 63)
    assert page.inner_text("#panel .title") == "Alibaba"
    page.click("#go-on")
    page.wait_for_timeout(200)
    assert visible(page) == around


def test_address_brings_the_view_to_somebody_else(open_page: Any, news: str) -> None:
    page = open_page(news)
    page.locator("[data-type=Country]").uncheck()
    page.locator("[data-status=ended]").uncheck()
    find(page, "Microsoft")
    page.keyboard.press("2")
    page.wait_for_timeout(500)
    there = again(page, open_page, news)
    assert there.inner_text("#panel .title") == "Microsoft"
    assert visible(there) == visible(page)
    assert not there.locator("[data-type=Country]").is_checked()
    assert there.inner_text("#bar") == page.inner_text("#bar")


def test_address_says_where_one_looked(open_page: Any, news: str) -> None:
    page = open_page(news)
    page.focus("#canvas")
    for key in ("+", "+", "Shift+ArrowLeft"):
        page.keyboard.press(key)
    page.wait_for_timeout(500)
    where = "() => [__kg.network.getScale(), ...Object.values(__kg.network.getViewPosition())]"
    there = again(page, open_page, news)
    assert there.evaluate(where) == pytest.approx(page.evaluate(where), rel=0.01, abs=1)


def test_address_of_a_statement_and_of_the_table(open_page: Any, news: str) -> None:
    page = open_page(news, fragment="#s=st007&v=table")
    assert "negated" in page.inner_text("#panel")
    assert page.locator("#table tr[aria-selected=true]").count() == 1


@pytest.mark.parametrize(
    "hash",
    ["#e=%3Cimg%20src=x%20onerror=alert(1)%3E", "#e=nobody&f=none&pf=a&pt=b&a=*x&z=NaN,1,2", "#%", "#&&==#"],
)
def test_addresses_that_say_nothing_known_do_nothing(open_page: Any, news: str, hash: str) -> None:
    page = open_page(news, fragment=hash)
    assert visible(page) == (59, 63)
    if "nobody" in hash:
        assert "does not hold" in page.inner_text("#said")


def test_period_between_two_sliders(open_page: Any, news: str) -> None:
    page = open_page(news)
    start = page.get_by_label("Published from")
    end = page.get_by_label("Published until")
    first, last = start.get_attribute("aria-valuetext"), end.get_attribute("aria-valuetext")
    assert first < last
    for _ in range(30):
        start.press("ArrowRight")
    assert visible(page)[1] < 63
    words = page.inner_text(".period")
    assert words.endswith(f"to {last}")
    assert not words.startswith(first)
    assert "from=2019-" in fragment(page)
    there = again(page, open_page, news)
    assert visible(there) == visible(page)
    assert there.inner_text(".period") == words
    end.press("Home")
    assert start.input_value() == end.input_value() == "0"
    assert visible(page)[1] > 0
    page.click("#legend >> text=Show all")
    assert visible(page) == (59, 63)


def test_only_one_document(open_page: Any, news: str) -> None:
    page = open_page(news)
    page.click("#legend summary:has-text('Documents')")
    page.get_by_label("Find a document").fill("report number 1")
    row = page.locator(".documents .switch-row").first
    row.hover()
    row.locator(".only").click()
    ids = page.evaluate("() => [...__kg.view.shown.statements]")
    _, quotes = news_graph()
    chosen = page.evaluate(
        "() => __kg.model.documents.filter((_, i) => !__kg.view.filters.documents.has(i)).map(d => d.id)"
    )
    assert len(chosen) == 1
    assert sorted(ids) == sorted(
        key for key, said in quotes.items() if any(q.document == chosen[0] for q in said)
    )
    there = again(page, open_page, news)
    assert visible(there) == visible(page)


def test_only_one_relation(open_page: Any, news: str) -> None:
    page = open_page(news)
    page.click("#legend summary:has-text('Economic')")
    row = page.locator(".switch-row:has([data-relation=investsIn])")
    row.hover()
    row.locator(".only").click()
    assert visible(page)[1] == 3


def test_colour_shows_who_is_told_of_together(open_page: Any, news: str) -> None:
    page = open_page(news)
    page.select_option("#colour", "group")
    groups = page.locator(".groups li").all_inner_texts()
    assert groups[0].startswith("Around ")
    assert groups[-1].startswith("In no group")
    colours = page.evaluate(
        "() => Object.fromEntries([...__kg.model.entities.values()].map(e => [e.id, [e.group, __kg.view.colourOf(e)]]))"
    )
    assert len({tuple(pair) for pair in colours.values()}) == len({group for group, _ in colours.values()})
    assert colours["Poland"][0] == colours["Donald Tusk"][0] != colours["Grab"][0]
    assert "c=group" in fragment(page)


def test_page_of_a_part_opens_on_it(open_page: Any) -> None:
    graph, quotes = news_graph()
    options = Options(chosen="Grab", scope="1 step around Grab", theme="dark")
    page = open_page(render_page(graph, quotes, LEGEND, title="T", options=options))
    assert page.inner_text("#panel .title") == "Grab"
    assert "only 1 step around Grab" in page.inner_text(".counts")
    assert page.get_attribute("html", "data-theme") == "dark"


def test_dragged_nodes_stay(open_page: Any, news: str) -> None:
    page = open_page(news)
    spot = page.evaluate("() => __kg.nodeAt('Poland')")
    page.mouse.move(spot["x"], spot["y"])
    page.mouse.down()
    page.mouse.move(spot["x"] - 60, spot["y"] + 40, steps=5)
    page.mouse.up()
    moved = page.evaluate("() => __kg.nodeAt('Poland')")
    assert moved["x"] == pytest.approx(spot["x"] - 60, abs=3)
    page.locator("[data-type=Company]").uncheck()
    page.locator("[data-type=Company]").check()
    assert page.evaluate("() => __kg.nodeAt('Poland')") == moved
    assert ink(page) > 5_000
