"""What can be taken away: pictures, tables, graphs, citations, addresses, paper."""

import csv
import io
import struct
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest
from viz_graphs import LEGEND, hostile_graph, news_graph

from kg.viz import Options, render_page

pytestmark = pytest.mark.slow
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def news() -> str:
    graph, quotes = news_graph()
    articles = {
        "000_report": f"A first paragraph, 😀.\n\n{quotes['st000'][0].sentence} And a last word.",
    }
    first = quotes["st000"][0]
    start = articles["000_report"].index(first.sentence)
    quotes["st000"][0] = replace(first, place=(start, start + len(first.sentence)))
    return render_page(graph, quotes, LEGEND, title="Asian business news", options=Options(articles=articles))


def taken(page: Any, item: str) -> bytes:
    with page.expect_download() as waiting:
        page.click("#open-take")
        page.click(f"#{item}")
    return Path(waiting.value.path()).read_bytes()


def test_csv_has_the_visible_statements(open_page: Any, news: str) -> None:
    page = open_page(news)
    page.locator("[data-status=asserted]").uncheck()
    content = taken(page, "save-csv")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    graph, quotes = news_graph()
    wanted = {
        key: known for *_, key, known in graph.edges(keys=True, data=True) if known["status"] != "asserted"
    }
    assert {row["id"] for row in rows} == wanted.keys()
    for row in rows:
        assert row["status"] == wanted[row["id"]]["status"]
        assert row["sentence"] == quotes[row["id"]][0].sentence
        assert row["url"] == quotes[row["id"]][0].url


def test_graphml_is_read_by_networkx(open_page: Any, news: str, tmp_path: Path) -> None:
    page = open_page(news)
    page.locator("[data-type=Person]").uncheck()
    file = tmp_path / "graph.graphml"
    file.write_bytes(taken(page, "save-graphml"))
    read = nx.read_graphml(file, force_multigraph=True)
    graph, _ = news_graph()
    people = {id for id, known in graph.nodes(data=True) if known["type"] == "Person"}
    # Who stands in no statement that is left is not in sight either.
    linked = {end for s, o in graph.edges() if not {s, o} & people for end in (s, o)}
    alone = {id for id in graph if graph.degree(id) == 0} - people
    assert set(read) == linked | alone
    assert {key for *_, key in read.edges(keys=True)} == {
        key for s, o, key in graph.edges(keys=True) if not {s, o} & people
    }
    assert read.nodes["Alibaba"]["aliases"] == "Alibaba Group; Alibaba Group Holding Ltd; 阿里巴巴"
    assert isinstance(read.nodes["Alibaba"]["x"], float)


def test_svg_has_every_visible_line_and_label(open_page: Any, news: str) -> None:
    page = open_page(news)
    root = ElementTree.fromstring(taken(page, "save-svg"))
    titles = [title.text or "" for title in root.iter(f"{SVG}title")]
    graph, _ = news_graph()
    assert titles[0] == "Asian business news"
    assert {known["label"] for _, known in graph.nodes(data=True)} <= set(titles)
    assert "Alibaba – acquires – Grab (negated)" in titles
    caption = next(group for group in root.iter(f"{SVG}g") if group.get("class") == "caption")
    words = [text.text for text in set(root.iter(f"{SVG}text")) - set(caption.iter())]
    assert len(words) >= page.evaluate("() => __kg.labels()") >= 50
    paths = set(root.iter(f"{SVG}path")) - set(caption.iter())
    dashed = [path for path in paths if path.get("stroke-dasharray")]
    assert len(dashed) == sum(
        known["status"] in {"planned", "possible", "negated"} for *_, known in graph.edges(data=True)
    )


def test_a_picture_says_what_it_shows(open_page: Any, news: str) -> None:
    page = open_page(news)
    page.locator("[data-type=Person]").uncheck()
    root = ElementTree.fromstring(taken(page, "save-svg"))
    caption = next(group for group in root.iter(f"{SVG}g") if group.get("class") == "caption")
    title, extent, *marks = [text.text or "" for text in caption.iter(f"{SVG}text")]
    assert title == "Asian business news"
    shown = page.evaluate("() => [__kg.view.shown.entities.size, __kg.view.shown.statements.size]")
    assert extent.startswith(f"{shown[0]} entities and {shown[1]} statements from ")
    graph, _ = news_graph()
    statuses = {known["status"] for *_, known in graph.edges(data=True)}
    assert {"company", "country", "asserted", "negated"} <= set(marks)
    assert "person" not in marks
    assert set(marks) & statuses == {
        known["status"]
        for s, o, known in graph.edges(data=True)
        if "Person" not in {graph.nodes[s]["type"], graph.nodes[o]["type"]}
    }
    width, height = (float(root.get(side, "0")) for side in ("width", "height"))
    picture = taken(page, "save-png")
    assert struct.unpack(">II", picture[16:24]) == (width, height)
    assert height > page.evaluate("() => document.querySelector('#canvas').clientHeight") + 60


def test_svg_is_drawn_as_the_picture_is(open_page: Any, news: str, tmp_path: Path) -> None:
    page = open_page(news)
    file = tmp_path / "graph.svg"
    file.write_bytes(taken(page, "save-svg"))
    spot = page.evaluate("() => { const b = document.querySelector('#canvas').getBoundingClientRect();"
                         " const s = __kg.nodeAt('China'); return [s.x - b.left, s.y - b.top, __kg.view.colourOf(__kg.model.entities.get('China'))] }")  # fmt: skip
    root = ElementTree.fromstring(file.read_bytes())
    china = next(
        p for p in root.iter(f"{SVG}path") if (t := p.find(f"{SVG}title")) is not None and t.text == "China"
    )
    assert china.get("fill") == spot[2]
    shift = str(china.get("transform")).removeprefix("translate(").split(")")[0].split()
    factor = float(str(china.get("transform")).rpartition("scale(")[2].rstrip(")"))
    assert [float(part) + 8 * factor for part in shift] == pytest.approx(spot[:2], abs=0.2)


def test_hostile_text_leaves_whole_files(open_page: Any) -> None:
    text = "</svg><script>alert(1)</script>=cmd|'/c'!A1\"&]]>"
    page = open_page(render_page(*hostile_graph(text), title=text))
    for item in ("save-svg", "save-graphml"):
        root = ElementTree.fromstring(taken(page, item))
        assert not [each for each in root.iter() if each.tag.endswith("script")]
    rows = list(csv.reader(io.StringIO(taken(page, "save-csv").decode("utf-8-sig"), newline="")))
    assert len(rows) == 2
    assert len(rows[0]) == len(rows[1])


def test_citation_is_copied(open_page: Any, news: str) -> None:
    page = open_page(news)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.keyboard.press("t")
    page.click("#table [data-statement='st000']")
    page.locator("#panel >> text=Copy citation").first.click()
    page.wait_for_selector("#panel >> text=Copied")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied == (
        "“Alibaba operates two data centers there.” Asia Times, “Report number 0”, 2019-01-10, https://news.example/0."
    )
    page.click("#open-take")
    page.click("#copy-link")
    page.wait_for_selector("#shown >> text=is copied")
    assert page.evaluate("() => navigator.clipboard.readText()") == page.url


def test_sentence_is_read_in_its_article(open_page: Any, news: str) -> None:
    page = open_page(news)
    page.keyboard.press("t")
    page.click("#table [data-statement='st000']")
    assert page.locator("#panel >> text=Read in the article").count() == 1
    page.click("#panel >> text=Read in the article")
    text = page.inner_text(".article .text")
    assert text == "A first paragraph, 😀.\n\nAlibaba operates two data centers there. And a last word."
    assert page.inner_text(".article mark.sentence") == "Alibaba operates two data centers there."
    assert page.inner_text(".article mark.sentence mark.s") == "Alibaba"
    page.keyboard.press("Escape")
    assert page.locator(".article").count() == 0


def test_paper_has_picture_and_evidence_in_light(open_page: Any, news: str) -> None:
    page = open_page(news, color_scheme="dark")
    page.keyboard.press("t")
    page.click("#table [data-statement='st007']")
    page.keyboard.press("t")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.get_attribute("html", "data-theme") == "light"
    seen = {
        part: page.locator(part).is_visible()
        for part in ("h1", "#canvas canvas", "#panel blockquote", "#legend", ".tools", "#search")
    }
    assert seen == {
        "h1": True,
        "#canvas canvas": True,
        "#panel blockquote": True,
        "#legend": False,
        ".tools": False,
        "#search": False,
    }
    assert page.pdf().startswith(b"%PDF")
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert page.get_attribute("html", "data-theme") == "dark"
