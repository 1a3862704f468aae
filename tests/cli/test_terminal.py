"""What a document says cannot reach the terminal as anything but text."""

import re
from pathlib import Path

import pytest
from builders import CONTROLS, Claim, Run, company, graph_of, reading

from kg.cli import console
from kg.graph import Graph

UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
EVIL = "Ev\x1b[31mil\x9b2J\u202eCorp\x07"


@pytest.fixture
def evil(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every command open a graph with names that a terminal would obey."""
    names = [EVIL, *CONTROLS.values()]
    graph = graph_of(
        *(
            reading(f"doc{n}\x1b]0;x\x07", Claim(company(name), "owns", company("Bolt")))
            for n, name in enumerate(names)
        )
    )
    monkeypatch.setattr(Graph, "open", lambda path: graph)


@pytest.mark.parametrize(
    "command",
    [
        ["show", "x", "Bolt"],
        ["show", "x", "Bolt", "--json"],
        ["query", "x", "SELECT ?name ?quote { ?e rdfs:label ?name . ?v oa:exact ?quote }"],
        ["query", "x", "SELECT ?e { ?e rdfs:label ?name }"],
        ["stats", "x"],
        ["stats", "x", "--json"],
        ["show", "x", "Evil Crp"],
        ["show", "x", "nobody\x1b[0m"],
        ["entities", "x"],
        ["entities", "x", "--json"],
        ["entities", "x", "Evil Crp"],
        ["entities", "x", EVIL],
        ["judge", "x", "same", EVIL, "nobody\x1b[0m"],
        ["judge", "x", "retype", "Bolt", "\x1b[31mred"],
    ],
)
@pytest.mark.usefixtures("evil")
def test_no_control_character_is_written(run: Run, command: list[str]) -> None:
    ran = run(*command)
    assert ran.out or ran.err
    assert not UNSAFE.search(ran.out)
    assert not UNSAFE.search(ran.err)


@pytest.mark.usefixtures("evil")
def test_json_holds_the_name_as_it_is(run: Run) -> None:
    import json

    labels = {s["subject"]["label"] for s in json.loads(run("show", "x", "Bolt", "--json").out)["statements"]}
    assert EVIL in labels


def test_names_of_refused_files_are_harmless(articles: Path, tmp_path: Path, run: Run) -> None:
    (articles / "a\x1b[31m\u202e.docx").write_bytes(b"x")
    ran = run("build", articles, "-o", tmp_path / "out")
    assert "refused a" in ran.err
    assert not UNSAFE.search(ran.err)


def test_rich_markup_in_a_name_is_text(capsys: pytest.CaptureFixture[str]) -> None:
    console.put_table(("[red]x[/red]",), [("[bold]y[/bold] [link=http://a.example]z",)])
    assert "[bold]y[/bold] [link=http://a.example]z" in capsys.readouterr().out


def test_shown_replaces_what_a_terminal_obeys_and_nothing_else() -> None:
    assert console.shown("a\x1b[0m\x9b\u202eb") == "a\ufffd[0m\ufffd\ufffdb"
    assert console.shown("Zażółć 👩 \t\n") == "Zażółć 👩 \t\n"
