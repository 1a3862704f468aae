"""Large graphs: what is drawn first, what is read on demand, how long it takes."""

import json
import math
from typing import Any

import pytest
from viz_browser import click_node, ink
from viz_graphs import LEGEND, random_graph

from kg.viz import Options, render_page

pytestmark = pytest.mark.slow

BUDGETS = {"a thousand": 0.7, "five thousand": 2.0, "five thousand, all drawn": 2.0}
"""Seconds of the page's main thread until it is first drawn: 1,000 entities with 3,000 statements, 5,000 with 15,000."""
TRIES = 8
"""What else a machine does only adds to the time: the least of some tries counts."""
AT_ONCE = 100.0
"""Milliseconds from a click to the panel that answers it."""
LONGEST = 0.35
"""Seconds for which the page may not answer while it reads on; measured in software rendering on a shared core."""


@pytest.fixture(scope="module")
def crowd() -> str:
    graph, quotes = random_graph(3_000, mean=3.0)
    return render_page(graph, quotes, LEGEND, title="A crowd", options=Options(max_nodes=300))


def cpu(page: Any) -> float:
    metrics = page.cdp.send("Performance.getMetrics")["metrics"]
    return float(next(each["value"] for each in metrics if each["name"] == "TaskDuration"))


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    thousand, five = random_graph(1_000, mean=3.0), random_graph(5_000, mean=3.0)
    return {
        "a thousand": render_page(*thousand, LEGEND, title="T"),
        "five thousand": render_page(*five, LEGEND, title="T"),
        "five thousand, all drawn": render_page(*five, LEGEND, title="T", options=Options(max_nodes=5_000)),
    }


@pytest.mark.parametrize("name", BUDGETS)
def test_first_picture_comes_within_its_budget(open_page: Any, pages: dict[str, str], name: str) -> None:
    spent: list[float] = []
    while len(spent) < TRIES and min(spent, default=99) >= BUDGETS[name]:
        page = open_page(pages[name], measured=True)
        spent.append(cpu(page))
        assert ink(page) > 20_000
        page.context.close()
    print(f"\nfirst picture of {name}: {min(spent):.2f} s")
    assert min(spent) < BUDGETS[name]


def slowest(page: Any, act: str, ids: list[str]) -> float:
    """Milliseconds that the slowest of the clicks takes, each at the best of its tries."""
    timed = """([act, id]) => { const start = performance.now(); __kg.explorer[act](id);
                document.querySelector('#panel').getBoundingClientRect(); return performance.now() - start; }"""
    least = [math.inf] * len(ids)
    for _ in range(TRIES):
        least = [min(spent, page.evaluate(timed, [act, id])) for spent, id in zip(least, ids, strict=True)]
        if max(least) < AT_ONCE:
            break
    return max(least)


def test_panel_answers_a_click_at_once(open_page: Any, pages: dict[str, str]) -> None:
    page = open_page(pages["five thousand, all drawn"])
    busiest = page.evaluate(
        "() => [...__kg.view.drawn].sort((a, b) => __kg.model.about(b).length - __kg.model.about(a).length).slice(0, 4)"
    )
    of_entity = slowest(page, "touchEntity", busiest)
    assert page.locator("#panel .group").count() > 3
    rows = page.eval_on_selector_all(
        "#panel [data-statement]", "rows => rows.map(row => row.dataset.statement)"
    )
    of_statement = slowest(page, "openStatement", rows[:4])
    assert page.locator("#panel .quotes").count() == 1
    print(f"\npanel of an entity {of_entity:.0f} ms, of a statement {of_statement:.0f} ms")
    assert max(of_entity, of_statement) < AT_ONCE


def test_the_rest_is_read_when_it_is_wanted(open_page: Any, crowd: str) -> None:
    page = open_page(crowd)
    sizes = "() => [__kg.model.entities.size, __kg.model.statements.size, __kg.view.drawn.size]"
    assert page.evaluate(sizes)[::2] == [300, 300]
    page.fill("#search", "e02999")
    assert page.evaluate(sizes)[0] == 3_000
    assert page.locator("#matches [role=option]").first.get_attribute("data-entity") == "e02999"
    page.keyboard.press("Enter")
    page.wait_for_selector("html[data-ready='1']")
    page.wait_for_timeout(300)
    assert page.evaluate(sizes) == [3_000, 9_000, 301]
    assert page.inner_text("#panel .title").endswith("e02999")
    page.click("#panel >> text=more neighbour")
    page.wait_for_timeout(100)
    near = page.evaluate(
        "() => [...new Set(__kg.view.neighbours('e02999'))].every(id => __kg.view.drawn.has(id))"
    )
    assert near
    spot = page.evaluate("() => __kg.nodeAt('e02999')")
    assert spot["x"] > 0


def test_more_is_drawn_on_demand_and_said(open_page: Any, crowd: str) -> None:
    page = open_page(crowd)
    before = ink(page)
    page.click("#shown >> text=Draw 500 more")
    page.wait_for_timeout(500)
    assert "of 3,000 entities" in page.inner_text("#shown")
    assert page.evaluate("() => __kg.view.drawn.size") == 800
    assert ink(page) != before
    there = open_page(crowd, fragment=page.evaluate("() => location.hash"))
    places = "() => [...__kg.view.drawn].map(id => [id, __kg.place(id)])"
    assert there.evaluate(places) == page.evaluate(places)


def test_path_leads_over_what_is_not_drawn(open_page: Any, crowd: str) -> None:
    page = open_page(crowd)
    page.fill("#search", "e02998")
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    page.keyboard.press("p")
    page.keyboard.type("e02997")
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    chain = page.evaluate("() => __kg.view.chains[0].map(step => step.to)")
    assert chain[-1] == "e02997"
    drawn = page.evaluate("ids => ids.every(id => __kg.view.shown.entities.has(id))", chain)
    assert drawn


def test_reading_on_never_holds_the_page_for_long(open_page: Any) -> None:
    graph, quotes = random_graph(20_000, mean=2.0)
    page = open_page(render_page(graph, quotes, LEGEND, title="T"))
    longest = page.evaluate(
        """async () => {
             let last = performance.now(), longest = 0, on = true;
             const tick = () => { const now = performance.now(); longest = Math.max(longest, now - last); last = now; if (on) setTimeout(tick); };
             setTimeout(tick);
             await __kg.explorer.everything();
             on = false;
             return longest / 1000;
           }"""
    )
    print(f"\nlongest pause while 20,000 entities are read: {longest:.2f} s")
    assert page.evaluate("() => [__kg.model.entities.size, __kg.model.statements.size]") == [20_000, 40_000]
    assert longest < LONGEST
    click_node(page, page.evaluate("() => __kg.model.core[0]"))


def test_everything_of_the_graph_is_in_the_file_once() -> None:
    graph, quotes = random_graph(500, mean=3.0)
    html = render_page(graph, quotes, LEGEND, title="T", options=Options(max_nodes=100))
    parts = [
        json.loads(part.split("</script>")[0].split(">", 1)[1])
        for part in html.split('<script type="application/json"')[1:]
    ]
    opening, names, *others, articles = parts
    assert articles == {}
    entities = [one["id"] for one in opening["entities"] + names]
    statements = [one["id"] for part in (opening["statements"], *others) for one in part]
    assert sorted(entities) == sorted(graph)
    assert sorted(statements) == sorted(key for *_, key in graph.edges(keys=True))
    assert all(one.keys() >= {"x", "y"} for one in opening["entities"])
