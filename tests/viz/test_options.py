"""What a page is made of: parts, themes, places kept, articles; and the commands that make and open it."""

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from asking.graphs import questioned
from builders import Claim, company, kept, reading
from click.testing import CliRunner

import kg
from kg.cli import cli
from kg.errors import InputError
from kg.viz import places_of
from kg.viz.data.articles import cut
from kg.viz.data.quote import Quote


def held(page: Path) -> Any:
    found = re.search(r'id="opening">(.*?)</script>', page.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return json.loads(found[1])


def labels(page: Path) -> set[str]:
    return {one["label"] for one in held(page)["entities"]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A graph of a chain of firms and where one of them works."""
    names = ("Anker", "Bolt", "Cairn", "Delta", "Elm")
    claims = [Claim(company(one), "owns", company(other)) for one, other in pairwise(names)]
    claims.append(Claim(company("Cairn"), "operatesIn", company("Lima")))
    kept(tmp_path / "out", reading("one", *claims))
    return tmp_path / "out"


@pytest.mark.parametrize(
    ("hops", "wanted"), [(1, {"Anker", "Bolt"}), (2, {"Anker", "Bolt", "Cairn"}), (3, {"Anker", "Bolt", "Cairn", "Delta", "Lima"})]
)  # fmt: skip
def test_focus_takes_so_many_steps(folder: Path, tmp_path: Path, hops: int, wanted: set[str]) -> None:
    page = tmp_path / "p.html"
    kg.open(folder).html(page, focus=["Anker"], hops=hops)
    assert labels(page) == wanted
    assert held(page)["chosen"] == kg.open(folder).entity("Anker").id
    assert f"only {hops} step{'s' if hops > 1 else ''} around Anker" in page.read_text(encoding="utf-8")


def test_filters_leave_only_what_fits(folder: Path, tmp_path: Path) -> None:
    page = tmp_path / "p.html"
    kg.open(folder).html(page, relation="operatesIn")
    assert labels(page) == {"Cairn", "Lima"}
    assert "only relation operatesIn" in page.read_text(encoding="utf-8")
    kg.open(folder).html(page, status="planned")
    assert held(page)["statements"] == []


def test_filters_by_date_and_names_not_known(tmp_path: Path) -> None:
    graph = questioned()
    page = tmp_path / "p.html"
    graph.html(page, since="2021")
    some = len(held(page)["statements"])
    graph.html(page)
    assert 0 < some < len(held(page)["statements"])
    with pytest.raises(InputError, match="Nowhere"):
        graph.html(page, focus=["Nowhere"])


def test_articles_come_only_when_asked_for(folder: Path, tmp_path: Path) -> None:
    graph, page = kg.open(folder), tmp_path / "p.html"
    graph.html(page)
    assert '<script type="application/json" id="articles">{}</script>' in page.read_text(encoding="utf-8")
    graph.html(page, articles=True)
    found = re.search(r'id="articles">(.*?)</script>', page.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    (parts,) = json.loads(found[1]).values()
    document = graph.document(next(iter(graph.manifest.documents)))
    assert "".join(parts) == document.text
    quote = held(page)["statements"][0]["quotes"][0]
    first, last = quote["place"]
    assert "".join(parts[first:last]) == "".join(words for words, _ in quote["pieces"])


def test_texts_are_cut_at_all_sentences_that_overlap() -> None:
    def said(start: int, end: int) -> Quote:
        return Quote("d", None, None, None, None, "", (0, 0), (0, 0), "r", place=(start, end))

    cuts = cut({"d": "😀 One. Two\u202e. Three."}, [said(0, 6), said(2, 12), said(13, 99), said(7, 12)])
    parts, places = cuts["d"]
    assert parts == ["😀 ", "One.", " ", "Two.", " Three."]
    assert places == {(0, 6): (0, 2), (2, 12): (1, 4), (7, 12): (3, 4)}
    assert cut({}, [said(0, 6)]) == {}


def test_a_grown_graph_looks_like_the_page_before(folder: Path, tmp_path: Path) -> None:
    graph, old, new = kg.open(folder), tmp_path / "old.html", tmp_path / "new.html"
    graph.html(old, focus=["Anker"], hops=2)
    graph.html(new, like=old)
    before, after = places_of(old), places_of(new)
    assert before.items() <= after.items()
    assert len(after) == 6


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"<html></html>",
        b"\xff\xfe",
        b'<script type="application/json" id="opening">{"entities":[1]}</script>',
    ],
)
def test_pages_that_are_none_have_no_places(folder: Path, tmp_path: Path, content: bytes | None) -> None:
    old = tmp_path / "old.html"
    if content is not None:
        old.write_bytes(content)
    done = CliRunner().invoke(cli, ["viz", str(folder), "-o", str(tmp_path / "p.html"), "--like", str(old)])
    assert isinstance(done.exception, InputError)
    assert "old.html" in str(done.exception)
    assert not (tmp_path / "p.html").exists()


def test_viz_takes_all_options(folder: Path, tmp_path: Path) -> None:
    page = tmp_path / "p.html"
    done = CliRunner().invoke(
        cli,
        ["viz", str(folder), "-o", str(page), "--focus", "Bolt", "--focus", "Lima", "--hops", "1", "--relation", "owns",
         "--status", "asserted", "--max-nodes", "2", "--theme", "dark", "--size", "pagerank", "--title", "Firms", "--articles"],
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert done.stdout == f"{page}\n"
    found = held(page)
    assert (found["title"], found["theme"], len(found["entities"]), found["heldEntities"]) == (
        "Firms",
        "dark",
        2,
        3,
    )
    assert found["scope"] == "1 step around Bolt and Lima, relation owns, status asserted"


def test_view_opens_the_page_at_an_entity(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def open_address(address: str) -> bool:
        opened.append(address)
        return True

    monkeypatch.setattr("webbrowser.open", open_address)
    (folder / "graph.html").unlink(missing_ok=True)
    done = CliRunner().invoke(cli, ["view", str(folder), "anker"])
    assert done.exit_code == 0, done.output
    assert opened == [(folder / "graph.html").resolve().as_uri() + f"#e={kg.open(folder).entity('Anker').id}"]
    assert done.stdout == f"{opened[0]}\n"
    assert labels(folder / "graph.html") >= {"Anker", "Bolt"}


def test_view_says_what_to_open_where_there_is_no_browser(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webbrowser.open", lambda address: False)
    done = CliRunner().invoke(cli, ["view", str(folder)])
    assert "open this yourself" in done.stderr
    assert done.stdout.startswith("file:")


def test_view_of_a_page_that_is_missing_says_how_to_write_it(folder: Path) -> None:
    done = CliRunner().invoke(cli, ["view", str(folder), "--page", str(folder / "other.html")])
    assert isinstance(done.exception, InputError)
    assert "kg viz" in str(done.exception)
