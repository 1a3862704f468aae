"""The page in a real browser, offline: what a reader sees and does."""

import json
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from viz_browser import click_edge, click_node, double_click_node, ink
from viz_graphs import LEGEND, hostile_graph, news_graph, random_graph

from kg.viz import Legend, render_page

pytestmark = pytest.mark.slow

ATTACK = '<img src=x onerror="__broken=1;alert(1)"></script><script>__broken=1</script>\'"{{7*7}}'
PAUSE = 400  # two clicks within 300 ms are a double click


@pytest.fixture(scope="module")
def news() -> str:
    graph, quotes = news_graph()
    return render_page(graph, quotes, LEGEND, title="Asian business news")


@pytest.fixture(scope="module")
def crowd() -> str:
    graph, quotes = random_graph(1100)
    return render_page(graph, quotes, LEGEND, title="A crowd")


def panel(page: Any) -> str:
    return str(page.inner_text("#panel"))


def chosen(page: Any) -> Any:
    return page.evaluate("() => [__kg.view.entity, __kg.view.statement]")


def visible(page: Any) -> tuple[int, int]:
    entities, statements = page.evaluate(
        "() => [__kg.view.shown.entities.size, __kg.view.shown.statements.size]"
    )
    return entities, statements


def test_drawing_has_ink_and_labels(open_page: Any, news: str) -> None:
    page = open_page(news)
    assert ink(page) > 5_000
    assert page.evaluate("() => __kg.labels()") >= 50
    assert page.title().startswith("Asian business news")
    assert page.get_attribute("html", "lang") == "en"


def test_click_on_a_line_shows_its_sentences(open_page: Any, news: str) -> None:
    page = open_page(news)
    page.evaluate("() => __kg.network.moveTo({ position: __kg.place('Poland'), scale: 2 })")
    page.wait_for_timeout(100)
    click_edge(page, "st056")
    page.wait_for_selector("#panel blockquote")
    assert chosen(page) == [None, "st056"]
    _, quotes = news_graph()
    assert page.inner_text("#panel blockquote") == quotes["st056"][0].sentence
    assert page.inner_text("#panel blockquote mark.s") == "Poland"
    assert page.inner_text("#panel blockquote mark.o") == "NATO"


def test_evidence_names_document_status_qualifiers_and_rule(open_page: Any, news: str) -> None:
    page = open_page(news)
    page.keyboard.press("t")
    page.click("#table [data-statement='st000']")
    text = panel(page)
    claim = (
        "Alibaba",
        "operates",
        "two data centers",
        "asserted",
        "55 %",
        "Hong Kong",
        "in 2017, since 2014",
    )
    source = ("as told by Microsoft", "Report number 1", "The Daily Wire", "2019-02-11", "verb.active/1")
    for words in (*claim, "3 sentences in 3 documents", *source):
        assert words in text
    links = page.eval_on_selector_all("#panel a", "links => links.map(a => [a.href, a.rel, a.target])")
    assert links[0] == ["https://news.example/0", "noopener noreferrer", "_blank"]
    assert len(links) == len(page.query_selector_all("#panel blockquote")) == 3


def test_click_on_an_entity_shows_its_statements(open_page: Any, news: str) -> None:
    page = open_page(news)
    click_node(page, "Alibaba")
    page.wait_for_selector("#panel .group")
    graph, _ = news_graph()
    rows = page.eval_on_selector_all("#panel [data-statement]", "rows => rows.map(r => r.dataset.statement)")
    assert sorted(rows) == sorted(key for *ends, key in graph.edges(keys=True) if "Alibaba" in ends)
    assert "阿里巴巴" in panel(page)
    page.click("#panel [data-statement='st007']")
    assert chosen(page) == [None, "st007"]
    assert "negated" in panel(page)
    page.click("#panel .end >> nth=1")
    assert chosen(page) == ["Grab", None]


def test_escape_and_empty_ground_release(open_page: Any, news: str) -> None:
    page = open_page(news)
    click_node(page, "Alibaba")
    page.keyboard.press("Escape")
    assert chosen(page) == [None, None]
    page.wait_for_timeout(PAUSE)
    click_node(page, "China")
    page.wait_for_timeout(PAUSE)
    box = page.locator("#canvas").bounding_box()
    page.mouse.click(box["x"] + 4, box["y"] + 4)
    assert chosen(page) == [None, None]


@pytest.mark.parametrize(
    ("typed", "found"),
    [("lodz", "Łódź"), ("orsted", "Ørsted"), ("KOBENHAVN", "København"), ("zabka", "Żabka Group"),
     ("societe gen", "Société Générale"), ("阿里", "Alibaba"), ("holding", "Alibaba"),
     ("trade org", "World Trade Organization")],
)  # fmt: skip
def test_search_finds_names_and_aliases_whatever_the_accents(
    open_page: Any, news: str, typed: str, found: str
) -> None:
    page = open_page(news)
    page.keyboard.press("/")
    page.keyboard.type(typed)
    assert page.locator("#matches [role=option]").first.get_attribute("data-entity") == found
    page.keyboard.press("Enter")
    assert chosen(page) == [found, None]
    assert page.locator("#matches").is_hidden()


def test_search_says_when_nothing_matches(open_page: Any, news: str) -> None:
    page = open_page(news)
    page.fill("#search", "zzzz")
    assert page.inner_text("#matches") == "No name matches"
    page.keyboard.press("Escape")
    assert page.input_value("#search") == ""


def test_legend_hides_and_shows(open_page: Any, news: str) -> None:
    page = open_page(news)
    everything = visible(page)
    assert everything == (59, 63)
    before = ink(page)
    page.locator("[data-type=Country]").uncheck()
    page.wait_for_timeout(100)
    assert visible(page)[1] < 63
    assert ink(page) < before
    assert "shown" in page.inner_text("#shown")
    page.locator("[data-status=asserted]").uncheck()
    assert visible(page)[1] < 14
    page.click("#legend >> text=Show all")
    assert visible(page) == everything


def test_relations_are_switched_by_family_and_one_by_one(open_page: Any, news: str) -> None:
    page = open_page(news)
    page.click("#legend summary:has-text('Legal')")
    page.locator("[data-family=legal]").uncheck()
    assert visible(page)[1] == 61
    page.locator("[data-relation=fines]").check()
    assert visible(page)[1] == 62
    assert page.evaluate("() => document.querySelector('[data-family=legal]').indeterminate")


def test_search_reveals_what_a_filter_hides(open_page: Any, news: str) -> None:
    page = open_page(news)
    page.locator("[data-type=Country]").uncheck()
    page.fill("#search", "Poland")
    page.keyboard.press("Enter")
    assert chosen(page) == ["Poland", None]
    assert visible(page) == (59, 63)


def test_double_click_and_keys_focus_and_escape_resets(open_page: Any, news: str) -> None:
    page = open_page(news)
    double_click_node(page, "Poland")
    page.wait_for_selector("#bar:not([hidden])")
    assert visible(page)[0] == 5
    page.keyboard.press("2")
    assert visible(page)[0] == 7
    assert page.inner_text("#bar").startswith("2 steps around Poland")
    page.keyboard.press("Escape")
    assert visible(page) == (59, 63)
    assert page.locator("#bar").is_hidden()


def test_parallel_lines_are_told_apart(open_page: Any, news: str) -> None:
    page = open_page(news)
    spots = [page.evaluate("id => __kg.edgeAt(id)", id) for id in ("st006", "st007", "st008")]
    assert len({(round(spot["x"]), round(spot["y"])) for spot in spots}) == 3
    page.evaluate("() => __kg.network.moveTo({ position: __kg.place('Alibaba'), scale: 2 })")
    page.wait_for_timeout(100)
    for id in ("st006", "st008"):
        click_edge(page, id)
        assert chosen(page) == [None, id]
        page.wait_for_timeout(PAUSE)


def test_table_by_keyboard_alone(open_page: Any, news: str) -> None:
    page = open_page(news)
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.id") == "skip"
    page.keyboard.press("Enter")
    assert page.locator("#table tbody tr").count() == 63
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("() => Boolean(document.activeElement.closest('tbody [data-statement]'))"):
            break
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "panel"
    assert "sentence" in panel(page)


def test_table_sorts_and_filters(open_page: Any, news: str) -> None:
    page = open_page(news)
    page.click("#toggle-table")
    page.click("th.of-subject button")
    subjects = page.eval_on_selector_all("td.of-subject", "cells => cells.map(cell => cell.textContent)")
    assert (subjects[0], subjects[-1]) == ("Alibaba", "Żabka Group")
    assert page.get_attribute("th.of-subject", "aria-sort") == "ascending"
    page.fill("#table input", "lodz")
    assert page.locator("#table tbody tr").count() == 2
    page.fill("#table input", "")
    page.locator("[data-status=asserted]").uncheck()
    assert page.locator("#table tbody tr").count() == 14


def test_hostile_text_is_only_text(open_page: Any) -> None:
    page = open_page(render_page(*hostile_graph(ATTACK), title=ATTACK))
    a, statement = ATTACK + "a", ATTACK
    click_node(page, a)
    page.wait_for_selector("#panel .group")
    page.fill("#search", "onerror")
    assert page.locator("#matches [role=option]").count() == 2
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    page.locator("#table tbody [data-statement]").first.click()
    assert chosen(page) == [None, statement]
    for summary in page.query_selector_all("#legend summary"):
        summary.click()
    page.wait_for_timeout(100)
    assert ATTACK in panel(page)
    assert page.query_selector_all("img, iframe, #panel a, #panel script") == []
    assert page.evaluate("() => window.__broken") is None
    assert len(page.query_selector_all("script:not([type='application/json'])")) == 2


def test_addresses_in_the_page_itself_are_checked_again(open_page: Any, news: str) -> None:
    address = '"url":"https://news.example/0"'
    assert address in news
    page = open_page(news.replace(address, '"url":"javascript:alert(1)"'))
    page.keyboard.press("t")
    page.click("#table [data-statement='st000']")
    links = page.eval_on_selector_all("#panel a", "links => links.map(a => a.protocol)")
    assert links == ["https:", "https:"]


@pytest.mark.parametrize(("scheme", "ground"), [("light", 250), ("dark", 30)])
def test_colours_follow_the_system_and_the_switch(
    open_page: Any, news: str, scheme: str, ground: int
) -> None:
    page = open_page(news, color_scheme=scheme)

    def brightness() -> int:
        colour = page.evaluate("() => getComputedStyle(document.querySelector('.stage')).backgroundColor")
        return int(colour.strip("rgb()").split(",")[0])

    assert abs(brightness() - ground) < 20
    page.click("#toggle-theme")
    assert abs(brightness() - ground) > 150
    assert ink(page) > 5_000


def test_phone(open_page: Any, news: str) -> None:
    page = open_page(news, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    assert ink(page) > 2_000
    assert page.locator("#legend").is_hidden()
    page.tap("#open-legend")
    assert page.locator("#legend").is_visible()
    page.tap("#open-legend")
    spot = page.evaluate("() => __kg.nodeAt('Poland')")
    page.touchscreen.tap(spot["x"], spot["y"])
    page.wait_for_selector("#panel.is-open .group")
    box = page.locator("#panel").bounding_box()
    now = page.evaluate("() => __kg.nodeAt('Poland')")
    assert now["y"] < box["y"]
    assert box["y"] + box["height"] <= 845
    page.tap("#panel .close")
    assert page.locator("#panel").is_hidden()
    page.tap("#toggle-table")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390


def test_empty_graph_says_so(open_page: Any) -> None:
    page = open_page(render_page(nx.MultiDiGraph(), {}, Legend({}, {}), title="Nothing yet"))
    assert "This graph is empty" in page.inner_text("main")
    page.fill("#search", "x")
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    page.keyboard.press("f")
    assert page.inner_text("#table .caption") == "0 statements"


def test_a_large_graph_opens_on_its_best_connected_part(open_page: Any, crowd: str) -> None:
    page = open_page(crowd)
    assert "1,000 of 1,100 entities" in page.inner_text("#shown")
    assert ink(page) > 20_000
    assert 40 <= page.evaluate("() => __kg.labels()") <= 100
    page.keyboard.press("t")
    assert page.locator("#table tbody tr").count() == 200
    page.click("#table >> text=Show more rows")
    assert page.locator("#table tbody tr").count() == 1200


def test_picture_is_saved(open_page: Any, news: str, tmp_path: Path) -> None:
    page = open_page(news)
    with page.expect_download() as waiting:
        page.click("#open-take")
        page.click("#save-png")
    file = tmp_path / "picture"
    waiting.value.save_as(file)
    assert waiting.value.suggested_filename == "Asian-business-news.png"
    assert file.read_bytes().startswith(b"\x89PNG")
    assert file.stat().st_size > 10_000


def test_every_control_has_a_name(open_page: Any, news: str) -> None:
    page = open_page(news)
    page.keyboard.press("t")
    nameless = page.evaluate(
        """() => [...document.querySelectorAll("button, input, select, a, [role=img]")]
             .filter((one) => !(one.ariaLabel || one.textContent.trim() || one.closest("label")))
             .map((one) => one.outerHTML)"""
    )
    assert nameless == []
    roles = {role: page.locator(f"{role}:visible").count() for role in ("main", "header", "aside", "h1")}
    assert roles == {"main": 1, "header": 1, "aside": 2, "h1": 1}


def test_about_names_the_library(open_page: Any, news: str) -> None:
    page = open_page(news)
    page.click("#open-about")
    assert "vis-network" in page.inner_text("#about")
    page.keyboard.press("Escape")
    assert page.locator("#about").is_hidden()


def test_nothing_of_the_run_is_in_the_file(news: str) -> None:
    data = json.loads(news.split('id="opening">')[1].split("</script>")[0])
    assert not {"date", "time", "created", "generated"} & data.keys()
