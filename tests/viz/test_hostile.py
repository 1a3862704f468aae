"""Sixty hostile texts in every place that can hold one: nothing runs, nothing breaks, all is shown as text."""

from typing import Any

import networkx as nx
import pytest
from viz_graphs import hostile_graph

from kg.viz import Legend, Options, Quote, render_page
from kg.viz.data.text import shown

pytestmark = pytest.mark.slow

RUN = "window.__broken=1"
HOSTILE = (
    # script elements, and the ends of the elements the text stands in
    f"<script>{RUN}</script>", f"</script><script>{RUN}</script>", f"</ScRiPt ><script>{RUN}//", f"<!--<script>{RUN}",
    f"--><script>{RUN}</script>", f"</style><script>{RUN}</script>", f"</title><script>{RUN}</script>",
    f"</textarea><script>{RUN}</script>", f"<![CDATA[<script>{RUN}</script>]]>", f"</dialog></body><script>{RUN}</script>",
    # event handlers
    f"<img src=x onerror={RUN}>", f'"><img src=x onerror="{RUN}">', f"'><svg onload={RUN}>", f"<svg/onload={RUN}>",
    f"<body onload={RUN}>", f"<details open ontoggle={RUN}>", f"<input autofocus onfocus={RUN}>",
    f'" onmouseover="{RUN}', f"' onclick='{RUN}", f"` onload=`{RUN}", f"<math><mi onclick={RUN}>x", f"<video><source onerror={RUN}>",
    # links and frames
    f"javascript:{RUN}", f"JaVaScRiPt:{RUN}", f"java\tscript:{RUN}", f"\x01javascript:{RUN}", f"data:text/html,<script>{RUN}</script>",
    f"vbscript:{RUN}", f"<a href=javascript:{RUN}>x</a>", f'<iframe srcdoc="<script>parent.{RUN[7:]}</script>">',
    '<meta http-equiv="refresh" content="0;url=https://evil.example/">', '<base href="https://evil.example/">',
    '<link rel=stylesheet href="https://evil.example/x.css">', "<style>*{background:url(https://evil.example/x)}</style>",
    '<object data="https://evil.example/x">', '<form action="https://evil.example/"><button>go</button></form>',
    # templates, formats and code
    "{{7*7}}", "{% raw %}{{ config }}{% endraw %}", "{# comment #}", "${7*7}", "`${window.__broken=1}`", "<%= 7*7 %>", "%s%n%(x)s", "\\u003cscript\\u003e",
    "__proto__", "constructor", "toString", "hasOwnProperty", "'; DROP TABLE x; --", "=HYPERLINK(\"https://evil.example/\")",
    # characters
    "\u202egnp.exe\u202c", "\u2067\u2066right to left\u2069", "שלום עולם", "nul\x00byte", "bell\x07 escape\x1b[31m", "line\u2028paragraph\u2029end", "half \ud83d pair",
    "😀👨‍👩‍👧‍👦🇵🇪", "Z̸̢̛͇a̷̧͝l̴̡̕g̵̢̛o̶", "\ufeff\ufffe\uffff", "&lt;b&gt;&amp;&#60;script&#62;", "x" * 4_000, " ", "a\tb\r\nc",
)  # fmt: skip


def test_there_are_sixty() -> None:
    assert len(set(HOSTILE)) >= 60


@pytest.fixture(scope="module")
def texts_page() -> str:
    """One page with all of them, each as a name, in sentences, titles and addresses."""
    graph = nx.MultiDiGraph()
    quotes: dict[str, list[Quote]] = {}
    for number, text in enumerate(HOSTILE):
        graph.add_node(
            f"n{number}", label=text, type="Company", aliases=f"{text}; also {text}", documents=1, mentions=1
        )
    for number, text in enumerate(HOSTILE):
        key = f"s{number}"
        graph.add_edge(
            f"n{number}", f"n{(number + 1) % len(HOSTILE)}", key=key, relation="owns", label=text or "owns", status="asserted",
            confidence=0.5, documents=1, place=text,
        )  # fmt: skip
        quotes[key] = [
            Quote(
                document=f"d{number}", title=text, publisher=text, url=text, published=text, sentence=f"{text} owns.",
                subject=(0, len(text)), object=(0, 0), rule=text, source=text, place=(4, 4 + len(text) + 6),
            )
        ]  # fmt: skip
    articles = {f"d{number}": f"Hm, {text} owns. {text}" for number, text in enumerate(HOSTILE)}
    legend = Legend({"Company": ("company", "companies")}, {"owns": ("owns", "economic")})
    return render_page(graph, quotes, legend, title="Sixty", options=Options(articles=articles))


def test_nothing_runs_and_all_is_shown(open_page: Any, texts_page: str) -> None:
    page = open_page(texts_page, script="HTMLMediaElement.prototype.play = () => Promise.reject();")
    page.keyboard.press("t")
    for summary in page.query_selector_all("#legend summary"):
        summary.click()
    for number, text in enumerate(HOSTILE):
        page.evaluate("id => __kg.explorer.goTo(id)", f"n{number}")
        label = shown(text).strip() or "(no name)"
        assert page.text_content("#panel .title") == (
            label if shown(text).strip() else page.text_content("#panel .title")
        )
        page.evaluate("id => __kg.explorer.openStatement(id)", f"s{number}")
        assert page.text_content("#panel blockquote") == shown(f"{text} owns.")
        page.locator("#panel >> text=Read in the article").click()
        assert page.text_content(".article .text") == shown(f"Hm, {text} owns. {text}")
        page.keyboard.press("Escape")
    assert page.evaluate("() => window.__broken") is None
    assert page.evaluate("() => ({}).x === undefined && Object.keys(Object.prototype).length === 0")
    assert page.query_selector_all("img, iframe, object, video, form:not([method=dialog]), base, math") == []
    links = page.eval_on_selector_all("a[href]", "links => links.map(a => a.getAttribute('href'))")
    assert [link for link in links if not link.startswith(("#", "http"))] == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_they_are_found_drawn_and_taken_away(open_page: Any, texts_page: str) -> None:
    page = open_page(texts_page)
    for text in HOSTILE[:20]:
        page.fill("#search", text)
        assert page.locator("#matches [role=option]").count() >= 1
    page.keyboard.press("Escape")
    for item in ("save-png", "save-svg", "save-csv", "save-graphml"):
        with page.expect_download() as waiting:
            page.click("#open-take")
            page.click(f"#{item}")
        assert waiting.value.suggested_filename.startswith("Sixty.")
    page.click("#toggle-theme")
    assert page.evaluate("() => window.__broken") is None


@pytest.mark.parametrize("start", range(0, len(HOSTILE), 16))
def test_as_ids_types_relations_and_titles_of_the_page(open_page: Any, start: int) -> None:
    texts = HOSTILE[start : start + 16]
    parts = [hostile_graph(text) for text in texts]
    graph = nx.compose_all([graph for graph, _, _ in parts])
    quotes = {key: said for _, quotes, _ in parts for key, said in quotes.items()}
    legend = Legend(
        {name: words for _, _, legend in parts for name, words in legend.classes.items()},
        {name: words for _, _, legend in parts for name, words in legend.relations.items()},
    )
    page = open_page(render_page(graph, quotes, legend, title=texts[0], options=Options(scope=texts[1])))
    for summary in page.query_selector_all("#legend summary"):
        summary.click()
    for text in texts:
        page.evaluate("id => __kg.explorer.openStatement(id)", text)
        page.locator("#panel .end").first.click()
        page.keyboard.press("2")
        page.wait_for_timeout(20)
        assert (
            page.evaluate("() => [__kg.view.entity, __kg.view.focus.id]") == [text + "a"] * 2
            or "\ud83d" in text
        )
        fragment = page.evaluate("() => location.hash")
        page.evaluate("() => __kg.explorer.reset()")
        page.evaluate("hash => { location.hash = hash; }", fragment)
        page.wait_for_timeout(50)
        # Half a pair of surrogates is no text, and no address can say it; ids that the program makes have none.
        assert page.evaluate("() => __kg.view.focus?.id") == text + "a" or "\ud83d" in text
        page.evaluate("() => __kg.explorer.reset()")
    page.keyboard.press("t")
    assert page.locator("#table tbody tr").count() == len(texts)
    assert page.evaluate("() => window.__broken") is None
