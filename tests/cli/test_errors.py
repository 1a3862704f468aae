"""What cannot be used is one line on stderr that says how to mend it, with exit code 2."""

from pathlib import Path

import pytest
from builders import Ran, Run, write_articles

WHO = [["entities"], ["review"], ["judge", "same", "anker", "bolt"], ["judge", "list"], ["judge", "undo"]]


def assert_complaint(ran: Ran, *words: str) -> None:
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith("Error: ")
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err
    for word in words:
        assert word in ran.err


def test_build_on_what_is_not_there(tmp_path: Path, run: Run) -> None:
    assert_complaint(run("build", tmp_path / "no", "-o", tmp_path / "out"), "does not exist", "name a file")
    assert not (tmp_path / "out" / "manifest.json").exists()


def test_build_on_an_empty_folder(tmp_path: Path, run: Run) -> None:
    (tmp_path / "in").mkdir()
    assert_complaint(run("build", tmp_path / "in", "-o", tmp_path / "out"), "holds no files")


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("a.txt", b"\x00\x01\x02\xff" * 99, "binary file"),
        ("a.pdf", b"%PDF-1.4 nothing here", "broken file"),
        ("a.docx", b"PK\x03\x04", "known format"),
        ("a.txt", b"", "empty"),
        ("a.json", b"{", "broken"),
    ],
)
def test_build_where_nothing_can_be_read(
    tmp_path: Path, run: Run, name: str, content: bytes, word: str
) -> None:
    (tmp_path / name).write_bytes(content)
    assert_complaint(run("build", tmp_path / name, "-o", tmp_path / "out"), word)


def test_build_into_what_is_no_folder_for_it(articles: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "file").write_text("mine")
    assert_complaint(run("build", articles, "-o", tmp_path / "file"), "is a file")
    assert_complaint(run("build", articles, "-o", articles), "holds other files")
    assert_complaint(run("build", articles, "-o", tmp_path / "file" / "out"), "cannot be written to")
    assert (tmp_path / "file").read_text() == "mine"


def test_build_with_a_wrong_option(articles: Path, tmp_path: Path, run: Run) -> None:
    assert_complaint(run("build", articles, "-o", tmp_path / "out", "--base", "here"), "is no base IRI")
    ran = run("build", articles, "-o", tmp_path / "out", "--jobs", "0")
    assert (ran.code, "0 is not in the range" in ran.err) == (2, True)
    assert run("build", articles).code == 2
    assert "No such command" in run("bild").err


def test_build_with_a_pipeline_that_is_not_there(tmp_path: Path, run: Run) -> None:
    folder = write_articles(tmp_path / "in", one="Anker owns Bolt.")
    assert_complaint(run("build", folder, "-o", tmp_path / "out", "--model", "xx_nowhere"), "pip install")


@pytest.mark.parametrize(
    "command", [["show", "x"], ["stats"], ["query", "ASK {}"], ["export"], ["viz"], *WHO]
)
def test_every_command_on_a_folder_without_a_graph(tmp_path: Path, run: Run, command: list[str]) -> None:
    assert_complaint(run(command[0], tmp_path, *command[1:]), "holds no graph; build one with `kg build")


@pytest.mark.parametrize(
    "command", [["show", "anker"], ["stats"], ["query", "ASK {}"], ["export"], ["viz"], *WHO]
)
def test_every_command_on_a_damaged_graph(built: Path, run: Run, command: list[str]) -> None:
    (built / "manifest.json").write_bytes(b"{")
    assert_complaint(run(command[0], built, *command[1:]), "damaged", "build the graph again")


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("SELECT * WHERE {\n ?s ?p \n}", "cannot be read"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE is not allowed"),
        ("DELETE WHERE { ?s ?p ?o }", "cannot be read"),
        ("nowhere.rq", "no file that can be read"),
        ("", "cannot be read"),
        ("x" * 5000, "no file that can be read"),
        ("/", "no file that can be read"),
    ],
)
def test_query_that_cannot_be_answered(built: Path, run: Run, query: str, word: str) -> None:
    assert_complaint(run("query", built, query), word)


def test_query_with_values_that_cannot_be_given(built: Path, run: Run) -> None:
    text = "ASK { ?s rel:owns ?o }"
    assert_complaint(run("query", built, text, "-b", "s"), "gives no value", "--bind NAME=VALUE")
    assert_complaint(run("query", built, text, "-b", "x=1"), "no variable ?x")
    assert_complaint(run("query", built, text, "-b", "s=<a b>"), "is no IRI")
    assert_complaint(run("query", built, text, "-e", "s=Ankr"), "did you mean Anker?")
    assert_complaint(run("query", built, "who-owns-it"), "asks about ?it", "--entity it=NAME")
    assert_complaint(run("questions", "who-owns"), "did you mean who-owns-it?")
    assert run("query", built, text, "--timeout", "0").code == 2
    assert run("query", built, text, "--limit", "0").code == 2


def test_query_in_a_format_that_cannot_hold_the_answer(built: Path, run: Run) -> None:
    assert_complaint(run("query", built, "SELECT * {}", "-f", "turtle"), "use one of table")
    assert_complaint(run("query", built, "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "-f", "table"), "turtle")
    assert run("query", built, "ASK {}", "-f", "docx").code == 2


def test_show_an_entity_that_is_not_there(built: Path, run: Run) -> None:
    assert_complaint(run("show", built, "Ankr"), "no entity is called 'Ankr'; did you mean Anker?")
    assert_complaint(run("show", built, "Anker", "--status", "sure"), "use one of asserted")
    assert_complaint(run("show", built, "Anker", "--relation", "own"), "did you mean owns")


def test_path_between_what_is_not_there_or_the_same(built: Path, run: Run) -> None:
    assert_complaint(run("path", built, "Ankr", "Bolt"), "did you mean Anker?")
    assert_complaint(run("infer", built, "Bollt"), "did you mean Bolt?")
    assert_complaint(
        run("infer", built, "--relation", "loves"), "nothing that follows has the relation 'loves'"
    )
    assert_complaint(run("validate", built, "--document", "onne"), "did you mean one?")
    assert_complaint(run("ask", built, "Who owns Bollt?"), "did you mean Bolt?")
    assert_complaint(run("ask", built, "drop", "all"), "ask, for example: Who")
    assert_complaint(run("path", built, "Anker", "anker"), "the same entity")
    assert_complaint(run("path", built, "Anker", "Bolt", "--without", "Blt"), "did you mean Bolt?")


def test_timeline_with_what_is_no_date_or_document(built: Path, run: Run) -> None:
    assert_complaint(run("timeline", built, "Anker", "--since", "May"), "'May' is no date", "2024-05")
    assert_complaint(run("timeline", built, "Anker", "--document", "nowhere"), "'nowhere' is no document")
    assert_complaint(run("timeline", built, "Ankr"), "did you mean Anker?")


def test_export_that_cannot_be_written(built: Path, tmp_path: Path, run: Run) -> None:
    assert_complaint(run("export", built, "--format", "docx"), "turtle, ntriples")
    assert_complaint(run("export", built, "-o", tmp_path / "graph.docx"), "name one with --format")
    assert_complaint(run("export", built, "-o", tmp_path / "no" / "graph.ttl"), "cannot be written")
    assert_complaint(run("viz", built, "-o", tmp_path / "no" / "page.html"), "cannot be written")


def test_a_full_disk_is_one_line(
    articles: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kg.assembly.write_store", full)
    assert_complaint(run("build", articles, "-o", tmp_path / "out"), "No space left on device")


def test_an_interrupt_says_that_the_work_is_kept(
    articles: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.assembly.resolve_changes", interrupted)
    ran = run("build", articles, "-o", tmp_path / "out")
    assert ran.code == 130
    assert "a build keeps what it has read" in ran.err


def test_a_broken_judgement_names_file_and_line(built: Path, articles: Path, run: Run) -> None:
    (built / "judgements.tsv").write_text("\nalike\ta\tb\n")
    for command in (["build", articles, "-o", built], ["judge", built, "list"], ["review", built]):
        assert_complaint(run(*command), "judgements.tsv:2", "mend or remove the line")


def test_a_cluster_that_is_not_there_is_one_line(
    articles: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.parallel.cluster.WAIT", 0.5)
    ran = run("build", articles, "-o", tmp_path / "out", "--cluster", "tcp://127.0.0.1:1")
    assert_complaint(ran, "start one with `dask scheduler`")


def test_a_storage_that_is_not_there_is_one_line(tmp_path: Path, run: Run) -> None:
    assert_complaint(run("build", "memory://nothing", "-o", tmp_path / "out"), "holds no files")
    assert_complaint(run("build", "nosuch://x/y", "-o", tmp_path / "out"), "nosuch")
    assert_complaint(run("build", (tmp_path / "no").as_uri(), "-o", tmp_path / "out"), "holds no files")
