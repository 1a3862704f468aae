"""The page as text: complete in itself, the same for the same graph, safe whatever the documents say."""

import base64
import hashlib
import json
import random
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from viz_graphs import LEGEND, hostile_graph, news_graph, quote, random_graph

from kg.viz import Legend, Options, Quote, render_page, write_page
from kg.viz.bundle import vis_network
from kg.viz.data.sentence import pieces
from kg.viz.data.text import items, shown, web_address


class Parsed(HTMLParser):
    """The elements of a page with their attributes, and the text of its scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        """Those that run; what is only data stands in `data`."""
        self.data: list[str] = []
        self.inside: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.inside = "data" if dict(attrs).get("type") == "application/json" else tag

    def handle_endtag(self, tag: str) -> None:
        self.inside = None

    def handle_data(self, data: str) -> None:
        if self.inside in ("script", "data"):
            (self.scripts if self.inside == "script" else self.data).append(data)


def contents(html: str) -> Any:
    found = re.search(r'<script type="application/json" id="opening">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])


@pytest.fixture(scope="module")
def news() -> str:
    graph, quotes = news_graph()
    return render_page(graph, quotes, LEGEND, title="News")


def test_nothing_is_loaded_from_outside(news: str) -> None:
    page = Parsed(news)
    loading = ("src", "srcset", "href", "action", "data", "poster", "background")
    named = [str(known[key]) for _, known in page.elements for key in loading if known.get(key)]
    assert sorted(named) == ["#table", "data:,"]
    styles = "".join(re.findall(r"<style>(.*?)</style>", news, re.DOTALL))
    assert "url(" not in styles
    assert "@import" not in styles


def test_policy_allows_the_two_scripts_and_nothing_else(news: str) -> None:
    page = Parsed(news)
    policy = next(known["content"] for _, known in page.elements if known.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe-eval" not in policy
    assert "http" not in policy
    hashes = {base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in page.scripts}
    assert len(page.scripts) == 2
    assert set(re.findall(r"'sha256-([^']+)'", policy)) == hashes


def test_policy_stands_before_anything_it_governs(news: str) -> None:
    assert news.index("Content-Security-Policy") < news.index("<style>") < news.index("<script")


def test_the_library_is_named_with_its_licence(news: str) -> None:
    version, script = vis_network()
    assert f"vis-network {version}" in news
    assert "Apache-2.0 or MIT" in news
    assert "sourceMappingURL" not in script


def test_same_graph_same_bytes_in_any_order() -> None:
    graph, quotes = random_graph(80)
    dice = random.Random(9)
    other = nx.MultiDiGraph()
    other.add_nodes_from(dice.sample(list(graph.nodes(data=True)), k=len(graph)))
    for subject, object, key, known in dice.sample(list(graph.edges(keys=True, data=True)), k=graph.size()):
        other.add_edge(subject, object, key=key, **dict(reversed(known.items())))
    shuffled = dict(dice.sample(list(quotes.items()), k=len(quotes)))
    assert render_page(graph, quotes, LEGEND, title="T") == render_page(other, shuffled, LEGEND, title="T")


def test_another_process_writes_the_same_bytes(tmp_path: Path) -> None:
    program = (
        "import hashlib; from viz_graphs import *; from kg.viz import render_page; g, q = random_graph(60)\n"
        "print(hashlib.sha256(render_page(g, q, LEGEND, title='T').encode()).hexdigest())"
    )
    root = Path(__file__).parents[2]
    path = str(Path(__file__).parent.parent)
    hashes = {
        subprocess.run(
            [sys.executable, "-c", program], cwd=root, env={"PYTHONHASHSEED": seed, "PYTHONPATH": path},
            check=True, capture_output=True, text=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(hashes) == 1


def test_graph_is_not_changed() -> None:
    graph, quotes = news_graph()
    before = json.dumps(nx.node_link_data(graph, edges="edges"), sort_keys=True)
    render_page(graph, quotes, LEGEND, title="T")
    assert json.dumps(nx.node_link_data(graph, edges="edges"), sort_keys=True) == before


def test_all_statements_and_quotes_are_in_the_page(news: str) -> None:
    graph, quotes = news_graph()
    held = contents(news)
    assert {one["id"] for one in held["entities"]} == set(graph)
    assert {one["id"]: len(one["quotes"]) for one in held["statements"]} == {
        k: len(v) for k, v in quotes.items()
    }


def test_what_is_left_out_is_said() -> None:
    graph, quotes = random_graph(120)
    html = render_page(graph, quotes, LEGEND, title="T", options=Options(max_entities=50))
    assert re.search(r"This file holds 50 of 120 entities and\s+\d+ of 216 statements", html)
    assert "It leaves out 70 entities of less weight" in html
    assert len(contents(html)["entities"]) == 50
    whole = render_page(graph, quotes, LEGEND, title="T", options=Options(max_entities=120))
    assert "This file holds" not in whole
    assert "It leaves out" not in whole


def test_the_heaviest_entities_are_kept() -> None:
    graph, quotes = random_graph(120)
    kept = {
        one["id"]
        for one in contents(render_page(graph, quotes, LEGEND, title="T", options=Options(max_nodes=5)))[
            "entities"
        ]
    }
    neighbours = {id: sum(1 for edge in graph.edges if id in edge[:2]) for id in graph}
    assert kept == set(
        sorted(graph, key=lambda node: (-neighbours[node], -graph.nodes[node]["documents"], node))[:5]
    )


def test_empty_graph_gives_a_page_that_says_so() -> None:
    html = render_page(nx.MultiDiGraph(), {}, Legend({}, {}), title="Nothing")
    assert "This graph is empty" in html
    assert contents(html)["entities"] == []


def test_parallel_edges_fan_out_and_single_ones_are_straight() -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("c")
    for number, ends in enumerate([("a", "b"), ("a", "b"), ("b", "a"), ("b", "c"), ("c", "c")]):
        graph.add_edge(*ends, key=f"s{number}", relation="owns", label="owns", status="asserted")
    edges = {edge["id"]: edge for edge in contents(render_page(graph, {}, LEGEND, title="T"))["statements"]}
    bends = [json.dumps([edges[id]["subject"], edges[id].get("smooth")]) for id in ("s0", "s1", "s2")]
    assert len(set(bends)) == 3
    assert "smooth" not in edges["s3"]
    assert "selfReference" in edges["s4"]


def test_what_a_graph_leaves_out_is_filled_in() -> None:
    graph = nx.MultiDiGraph()
    graph.add_edge("a", "b", key="s")
    held = contents(render_page(graph, {}, Legend({}, {}), title=""))
    assert held["title"] == "Knowledge graph"
    assert held["statements"][0]["confidence"] is None
    assert [entity["label"] for entity in held["entities"]] == ["a", "b"]


def test_edges_without_keys_of_their_own_are_refused() -> None:
    graph = nx.MultiDiGraph([("a", "b"), ("b", "c")])
    with pytest.raises(ValueError, match="statement id as key"):
        render_page(graph, {}, LEGEND, title="T")


HOSTILE = (
    "</script><script>alert(1)</script><!--<img src=x onerror=alert(2)> ' \" {{7*7}} &lt; \u2028\u2029 \ud83d"
)


def test_hostile_text_ends_no_script() -> None:
    html = render_page(*hostile_graph(HOSTILE), title=HOSTILE)
    page = Parsed(html)
    assert (len(page.scripts), len(page.data)) == (2, 3)
    data = html.split('id="opening">')[1].split("</script>")[0]
    assert not set(data) & set("<>&\u2028\u2029")
    assert "alert(1)</script>" not in html
    assert "<img" not in html.split('id="opening"')[0]
    assert not [known for _, known in page.elements if any(key.startswith("on") for key in known)]
    assert {"{{7*7}}" in entity["label"] for entity in contents(html)["entities"]} == {True}
    html.encode("utf-8")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JaVaScript:x", "data:text/html,x", "file:///etc/passwd", "//evil", " ftp://x",
            "java\nscript:x", "http://a b", 'https://a"onclick=', "vbscript:x", "", None],
)  # fmt: skip
def test_only_web_addresses_become_links(url: str | None) -> None:
    assert web_address(url) is None


@pytest.mark.parametrize("url", ["https://a.example/x?y=1&z=%20#q", "HTTP://a.example", "http://ü.example/ö"])
def test_web_addresses_become_links(url: str) -> None:
    assert web_address(url) == url


def test_bidi_controls_are_taken_out_and_letters_kept() -> None:
    assert shown("evil\u202egnp.exe") == "evilgnp.exe"
    assert shown("\u2067שלום\u2069 مرحبا 阿里 Łódź\t\n") == "שלום مرحبا 阿里 Łódź\t\n"


def test_items_are_split_without_repetition() -> None:
    assert items("a; b; a;  ; c;d") == ("a", "b", "c;d")
    assert items(None) == ()


@pytest.mark.parametrize(
    ("sentence", "subject", "object", "expected"),
    [
        ("A owns B.", (0, 1), (7, 8), [("A", "s"), (" owns ", ""), ("B", "o"), (".", "")]),
        ("B is A's", (5, 6), (0, 1), [("B", "o"), (" is ", ""), ("A", "s"), ("'s", "")]),
        ("Japan's SoftBank", (0, 16), (0, 5), [("Japan", "so"), ("'s SoftBank", "s")]),
        ("😀 A buys B", (2, 3), (9, 10), [("😀 ", ""), ("A", "s"), (" buys ", ""), ("B", "o")]),
        ("A\u202e owns B", (0, 1), (8, 9), [("A", "s"), (" owns ", ""), ("B", "o")]),
        ("short", (0, 99), (-1, 2), [("short", "")]),
        ("", (0, 0), (0, 0), []),
    ],
)
def test_sentences_are_cut_where_subject_and_object_are(
    sentence: str, subject: tuple[int, int], object: tuple[int, int], expected: list[tuple[str, str]]
) -> None:
    said = quote("[x] {y}", 1)
    given = Quote(said.document, None, None, None, None, sentence, subject, object, "rule/1")
    assert pieces(given) == expected


def test_file_is_replaced_whole(tmp_path: Path) -> None:
    graph, quotes = news_graph()
    path = tmp_path / "graph.html"
    path.write_text("old")
    write_page(graph, quotes, LEGEND, path, title="Łódź ✓")
    assert path.read_bytes() == render_page(graph, quotes, LEGEND, title="Łódź ✓").encode()
    assert [file.name for file in tmp_path.iterdir()] == ["graph.html"]


def test_importing_the_room_is_cheap() -> None:
    program = (
        "import sys, kg.viz; print([m for m in ('numpy', 'pyvis', 'networkx', 'jinja2') if m in sys.modules])"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "[]"


def test_entities_without_statements_are_left_out_where_asked_and_said_to_be() -> None:
    graph, quotes = news_graph()
    alone = next(node for node in sorted(graph) if graph.degree(node) == 0)
    label = graph.nodes[alone]["label"]
    page = render_page(graph, quotes, LEGEND, title="T", options=Options(isolated=False))
    assert label in render_page(graph, quotes, LEGEND, title="T")
    assert label not in page
    assert re.search(r"It leaves out \d+ entities that no statement is about", page)
