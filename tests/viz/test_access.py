"""All of the page by keyboard, by a screen reader, on paper and phones, and without a picture."""

import tarfile
from typing import Any

import pytest
from fetched import fetched
from viz_browser import click_node, ink
from viz_graphs import LEGEND, news_graph

from kg.viz import render_page

pytestmark = pytest.mark.slow

AXE = "https://registry.npmjs.org/axe-core/-/axe-core-4.14.1.tgz"
AXE_DIGEST = "e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745"


@pytest.fixture(scope="module")
def news() -> str:
    graph, quotes = news_graph()
    return render_page(graph, quotes, LEGEND, title="Asian business news")


@pytest.fixture(scope="module")
def axe() -> str:
    """The text of axe-core (MPL-2.0), which looks for what keeps people out. It is not shipped."""
    file = fetched(AXE, AXE_DIGEST, what="axe-core", required="KG_REQUIRE_BROWSER")
    with tarfile.open(file) as archive:
        member = archive.extractfile("package/axe.min.js")
        assert member
        return member.read().decode()


STATES = {
    "as it opens": "",
    "an entity": "#e=Alibaba",
    "a statement": "#s=st007",
    "a path": "#pf=Jack+Ma&pt=Satya+Nadella",
    "the table": "#v=table&s=st000",
    "a focus, hidden ones and groups": "#f=Grab&n=2&e=Grab&x=China&c=group",
}


@pytest.mark.parametrize(
    ("state", "scheme"),
    [*((state, "light") for state in STATES), ("a statement", "dark"), ("the table", "dark")],
)
def test_axe_finds_nothing(open_page: Any, news: str, axe: str, state: str, scheme: str) -> None:
    page = open_page(news, fragment=STATES[state], color_scheme=scheme, bypass_csp=True)
    assert violations(page, axe) == []


@pytest.mark.parametrize("opened", ["#open-take", "#open-about", "#legend summary"])
def test_axe_finds_nothing_in_what_opens(open_page: Any, news: str, axe: str, opened: str) -> None:
    page = open_page(news, bypass_csp=True)
    for each in page.query_selector_all(opened):
        each.click()
    assert violations(page, axe) == []


def test_axe_finds_nothing_on_a_phone(open_page: Any, news: str, axe: str) -> None:
    size = {"width": 390, "height": 844}
    page = open_page(
        news, fragment="#e=Alibaba", viewport=size, has_touch=True, is_mobile=True, bypass_csp=True
    )
    assert violations(page, axe) == []
    page.tap("#panel .close")
    page.tap("#open-legend")
    assert violations(page, axe) == []


def violations(page: Any, axe: str) -> list[str]:
    page.evaluate(axe)
    found = page.evaluate("() => axe.run()")["violations"]
    return [f"{each['impact']}: {each['id']}: {each['nodes'][0]['html'][:200]}" for each in found]


def test_the_picture_by_keyboard(open_page: Any, news: str) -> None:
    page = open_page(news)
    page.focus("#canvas")
    page.keyboard.press("ArrowRight")
    first = page.evaluate("() => __kg.view.entity")
    assert first is not None
    seen = {first}
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp") * 3:
        page.keyboard.press(key)
        seen.add(page.evaluate("() => __kg.view.entity"))
    assert len(seen) > 4
    assert "statement" in page.inner_text("#said")
    scale = page.evaluate("() => __kg.network.getScale()")
    page.keyboard.press("+")
    assert page.evaluate("() => __kg.network.getScale()") > scale
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "panel"


def test_arrow_keys_go_where_they_point(open_page: Any, news: str) -> None:
    page = open_page(news, fragment="#e=China")
    page.focus("#canvas")
    way = {"ArrowRight": ("x", 1), "ArrowLeft": ("x", -1), "ArrowUp": ("y", -1), "ArrowDown": ("y", 1)}
    for key, (axis, sign) in way.items():
        page.evaluate("() => __kg.view.chooseEntity('China')")
        before = page.evaluate("() => __kg.place('China')")
        page.keyboard.press(key)
        after = page.evaluate("() => __kg.place(__kg.view.entity)")
        assert (after[axis] - before[axis]) * sign > 0


def test_every_act_can_be_reached_by_tab(open_page: Any, news: str) -> None:
    page = open_page(news, fragment="#e=Alibaba")
    names = set()
    for _ in range(150):
        page.keyboard.press("Tab")
        names.add(
            page.evaluate(
                "() => document.activeElement.getAttribute('aria-label') || document.activeElement.textContent.trim()"
            )
        )
    for wanted in ("Find an entity by name or alias", "Back", "Forward", "Table", "Fit", "Save", "Dark colours",
                   "Published from", "Published until", "1 step around", "Path to …", "Hide", "Close",
                   "→Alibaba acquires Grabnegated1 document"):  # fmt: skip
        assert wanted in names, wanted
    assert any(name.startswith("Picture of the graph") for name in names)


def test_menu_by_keyboard(open_page: Any, news: str) -> None:
    page = open_page(news)
    page.focus("#open-take")
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "save-png"
    page.keyboard.press("ArrowUp")
    assert page.evaluate("() => document.activeElement.id") == "print"
    page.keyboard.press("Escape")
    assert page.locator("#take").is_hidden()
    assert page.evaluate("() => document.activeElement.id") == "open-take"


def test_without_a_canvas_the_table_serves(open_page: Any, news: str) -> None:
    page = open_page(news, script="HTMLCanvasElement.prototype.getContext = () => null;")
    assert page.locator("#no-canvas").is_visible()
    assert page.locator("#table tbody tr").count() == 63
    page.fill("#search", "alibaba")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel .title") == "Alibaba"
    page.click("#panel >> text=1 step around")
    shown = page.evaluate("() => __kg.view.shown.statements.size")
    assert page.locator("#table tbody tr").count() == shown < 63
    page.click("#panel [data-statement=st007]")
    assert "denied" in page.inner_text("#panel blockquote")
    for key in ("t", "f", "Escape", "Escape"):
        page.keyboard.press(key)
    assert page.locator("#table").is_visible()


def test_nothing_moves_for_those_who_want_it_calm(open_page: Any, news: str) -> None:
    page = open_page(news, reduced_motion="reduce")
    page.fill("#search", "alibaba")
    page.keyboard.press("Enter")
    before = page.evaluate("() => __kg.nodeAt('Alibaba')")
    page.wait_for_timeout(300)
    assert page.evaluate("() => __kg.nodeAt('Alibaba')") == before
    assert ink(page) > 5_000


def test_a_choice_dims_the_rest(open_page: Any, news: str) -> None:
    page = open_page(news)
    shade = """id => { const c = document.querySelector('#canvas canvas'), b = c.getBoundingClientRect(), s = __kg.nodeAt(id);
        const k = c.width / b.width; return [...c.getContext('2d').getImageData((s.x - b.left) * k, (s.y - b.top) * k, 1, 1).data]; }"""
    poland, alibaba = page.evaluate(shade, "Poland"), page.evaluate(shade, "Alibaba")
    click_node(page, "Poland")
    page.wait_for_timeout(100)
    assert page.evaluate(shade, "Poland") == poland
    dimmed = page.evaluate(shade, "Alibaba")
    assert dimmed != alibaba
    assert sum(dimmed[:3]) > sum(alibaba[:3])
