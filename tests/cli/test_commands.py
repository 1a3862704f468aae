"""Each command does what its help says; results go to stdout, all else to stderr."""

import io
import json
import re
import sys
from pathlib import Path

import pytest
from builders import Run, article

from kg.cli import COMMANDS
from kg.export import FORMATS
from kg.graph import Graph


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_has_an_example_of_it(command: str, run: Run) -> None:
    ran = run(command, "--help")
    assert ran.code == 0
    assert "Example" in ran.out
    assert re.search(rf"(^ *|\| )kg {command}\b", ran.out.partition("Example")[2], re.MULTILINE)
    assert ran.err == ""


def test_the_help_names_every_command_and_the_exit_codes(run: Run) -> None:
    ran = run("--help")
    assert all(f"\n  {command} " in ran.out for command in COMMANDS)
    assert "Exit codes" in ran.out
    assert run("-h").out == ran.out


def test_the_help_of_export_names_every_format(run: Run) -> None:
    words = run("export", "--help").out.replace(",", " ").replace(".", " ").split()
    assert set(FORMATS) <= set(words)


def test_the_version_is_that_of_the_package(run: Run) -> None:
    import kg

    assert run("--version").out.split() == ["kg,", "version", kg.__version__]


def test_build_says_on_stderr_what_it_made(articles: Path, tmp_path: Path, run: Run) -> None:
    ran = run("build", articles, "-o", tmp_path / "out")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("2 documents, 3 entities, 2 statements (0 refused)")


def test_build_can_be_quiet_or_write_json(articles: Path, tmp_path: Path, run: Run) -> None:
    quiet = run("build", articles, "-o", tmp_path / "out", "--quiet")
    assert (quiet.code, quiet.out, quiet.err) == (0, "", "")
    assert (
        json.loads(run("build", articles, "-o", tmp_path / "out", "--json").out)["counts"]["documents"] == 2
    )


def test_build_counts_what_it_refused_and_keeps_the_rest(articles: Path, tmp_path: Path, run: Run) -> None:
    for name, content in {
        "a.pdf": b"%PDF-1.4 nothing", "b.png": b"\x89PNG\r\n", "c.txt": b"\x00\x01\x02\xff" * 99, "d.txt": b"",
        "e.json": b"{", "f.docx": b"PK\x03\x04", "g.html": b"", "h.csv": b"a,b\n1,2\n",
    }.items():  # fmt: skip
        (articles / name).write_bytes(content)
    ran = run("build", articles, "-o", tmp_path / "out")
    assert (ran.code, ran.out) == (0, "")
    lines = ran.err.splitlines()
    assert len([line for line in lines if line.startswith("refused ")]) == 5
    assert lines[5].startswith("and 3 more refused; all are named in ")
    assert "2 documents" in lines[6]
    assert "(8 refused)" in lines[6]
    stages = json.loads((tmp_path / "out" / "manifest.json").read_bytes())["stages"]
    assert stages["documents"]["refused"] == 8


def test_build_reads_standard_input(
    tmp_path: Path, run: Run, read_toys: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = io.TextIOWrapper(io.BytesIO(article("Anker owns Bolt.").encode()))
    monkeypatch.setattr(sys, "stdin", text)
    assert run("build", "-", "-o", tmp_path / "out").code == 0
    assert "Anker" in run("show", tmp_path / "out", "Anker").out


def test_show_names_the_statements_and_their_sentences(built: Path, run: Run) -> None:
    ran = run("show", built, "anker")
    assert ran.code == 0
    assert "Anker (Company), id anker" in ran.out
    assert "Anker owns Bolt  [asserted; 0.90; 2 documents, 1 independent source]" in ran.out
    assert "  one: Anker owns Bolt.\n  two: Anker owns Bolt." in ran.out
    assert "  one:" not in run("show", built, "Anker", "--no-evidence").out
    assert run("show", built, "Bolt", "--relation", "supplies").out.count("[asserted") == 1
    assert run("show", built, "Bolt", "--status", "planned").out.count("[") == 0


def test_show_writes_json(built: Path, run: Run) -> None:
    shown = json.loads(run("show", built, "Bolt", "--json").out)
    assert shown["entity"]["id"] == "bolt"
    assert {s["relation"] for s in shown["statements"]} == {"owns", "supplies"}


def test_stats_counts_what_the_graph_holds(built: Path, run: Run) -> None:
    assert json.loads(run("stats", built, "--json").out)["relations"] == {"owns": 1, "supplies": 1}
    assert "supplies" in run("stats", built).out


def test_query_shows_a_table_with_prefixed_names(built: Path, run: Run) -> None:
    ran = run("query", built, "SELECT ?who ?what WHERE { ?who rel:owns ?what }")
    assert ran.err == ""
    assert [line.split() for line in ran.out.splitlines() if "ent:" in line] == [["ent:anker", "ent:bolt"]]
    assert run("query", built, "ASK{?s?p?o}").out == "yes\n"
    assert run("query", built, "ASK { ?s rel:sues ?o }").out == "no\n"


@pytest.mark.parametrize("name", ["owners.rq", "my owners.rq"])
def test_query_reads_a_file_or_standard_input(
    built: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    text = "SELECT ?who WHERE { ?who rel:owns ?what }"
    (tmp_path / name).write_text(text)
    expected = "who\r\nhttps://kg.example.org/entity/anker\r\n"
    assert run("query", built, tmp_path / name, "--format", "csv").out == expected
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    assert run("query", built, "-", "-f", "csv").out == expected


@pytest.mark.parametrize("format", ["csv", "tsv", "json", "xml"])
def test_query_writes_the_formats_of_sparql(built: Path, run: Run, format: str) -> None:
    ran = run("query", built, "SELECT ?who WHERE { ?who rel:owns ?what }", "--format", format)
    assert "entity/anker" in ran.out


def test_query_writes_a_graph_as_turtle(built: Path, run: Run) -> None:
    ran = run("query", built, "CONSTRUCT { ?o rel:ownedBy ?s } WHERE { ?s rel:owns ?o }")
    assert "ent:bolt rel:ownedBy ent:anker ." in ran.out


def test_query_gives_variables_their_values(built: Path, run: Run) -> None:
    text = "SELECT ?what { ?who rel:owns ?what }"
    for values in (["--entity", "who=Anker"], ["-b", "who=ent:anker"], ["-e", "?who=anker"]):
        assert run("query", built, text, "-f", "csv", *values).out.splitlines()[1:] == [
            "https://kg.example.org/entity/bolt"
        ]
    assert run("query", built, text, "-f", "csv", "-b", "who=Anker").out.splitlines()[1:] == []


def test_query_looks_at_what_it_is_told_to(built: Path, run: Run) -> None:
    text = "ASK { ?s a rel:Statement }"
    assert run("query", built, text).out == "yes\n"
    assert run("query", built, text, "--graph", "asserted").out == "no\n"


def test_query_says_that_an_answer_is_cut(built: Path, run: Run) -> None:
    ran = run("query", built, "SELECT * { ?s ?p ?o }", "-f", "csv", "--limit", "3")
    assert (ran.code, len(ran.out.splitlines())) == (1, 4)
    assert ran.err == "cut after 3 rows; there are more: raise --limit or narrow the query\n"


def test_query_stops_at_its_time(built: Path, run: Run) -> None:
    many = " . ".join(f"?a{n} ?b{n} ?c{n}" for n in range(9))
    ran = run("query", built, f"SELECT (COUNT(*) AS ?n) {{ {many} }}", "--timeout", "0.5")
    assert (ran.code, ran.out) == (2, "")
    assert "took longer than 0.5 seconds" in ran.err


def test_query_answers_a_question_that_ships(built: Path, run: Run) -> None:
    ran = run("query", built, "who-owns-it", "-e", "it=Bolt", "-f", "csv")
    assert ran.out.splitlines()[1].startswith("Anker,")


def test_ask_shows_how_it_read_what_answers_and_the_sentences(built: Path, run: Run) -> None:
    ran = run("ask", built, "Who owns Bolt?")
    assert (ran.code, ran.err) == (
        0,
        "read as: anyone or anything - owns, has subsidiary, acquires - Bolt (Company); asserted\n",
    )
    assert ran.out.splitlines()[0] == "Anker"
    assert "Anker owns Bolt  [asserted;" in ran.out and "one: Anker owns Bolt." in ran.out
    assert run("ask", built, "who", "owns", "Bolt", "--no-evidence").out == ran.out.replace(
        "    one: Anker owns Bolt.\n", ""
    ).replace("    two: Anker owns Bolt.\n", "")


def test_ask_shows_a_query_that_gives_the_same(built: Path, run: Run) -> None:
    asked = run("ask", built, "Who owns Bolt?", "--sparql", "--no-evidence").out
    query = asked[: asked.index("ORDER BY ?statement") + len("ORDER BY ?statement")]
    rows = run("query", built, query, "-f", "csv").out.splitlines()
    assert len(rows) == 2 and "entity/anker," in rows[1]
    record = json.loads(run("ask", built, "Who owns Bolt?", "--json").out)
    assert record["sparql"].strip() == query
    assert [each["entity"] for each in record["answers"]] == ["anker"]


def test_ask_says_that_nothing_is_known(built: Path, run: Run) -> None:
    ran = run("ask", built, "Who sues Bolt?")
    assert (ran.code, ran.out) == (1, "")
    assert "no text says anything of it" in ran.err
    ran = run("ask", built, "Does Bolt own Anker?")
    assert (ran.code, ran.out) == (1, "no text says so\n")


def test_ask_lists_what_can_be_asked(run: Run) -> None:
    assert "Who owns Credit Suisse?" in run("ask", "--forms").out.splitlines()


def test_ask_shows_rankings_and_chains(built: Path, run: Run) -> None:
    assert "Bolt" in run("ask", built, "Which companies are mentioned most?").out
    ran = run("ask", built, "How are Anker and Zeta connected?")
    assert ran.out.splitlines()[0] == "1. Anker – Bolt – Zeta"
    (chain,) = json.loads(run("ask", built, "How are Anker and Zeta connected?", "--json").out)["chains"]
    assert [link["right"] for link in chain] == ["bolt", "zeta"]


def test_infer_shows_what_follows_and_from_what(built: Path, run: Run) -> None:
    (owns,) = Graph.open(built).statements(relation="owns")
    ran = run("infer", built, "--axiom", "inverse")
    assert ran.code == 0
    assert ran.out.splitlines()[:2] == [
        "Bolt ownedBy Anker  [inverse owns]",
        f"  Anker owns Bolt  [asserted; {owns.confidence:.2f}; 2 documents, 1 independent source]  id {owns.id}",
    ]
    assert "one: Anker owns Bolt." in ran.out
    (first, *_) = json.loads(run("infer", built, "--axiom", "inverse", "--json").out)
    assert (first["relation"], first["of"], len(first["premises"])) == ("ownedBy", ["owns"], 1)
    assert "ent:bolt rel:ownedBy ent:anker ." in run("infer", built, "Bolt", "-f", "turtle").out


def test_infer_says_that_nothing_more_follows(built: Path, run: Run) -> None:
    ran = run("infer", built)
    assert (ran.code, ran.out) == (1, "")
    assert "others by inverse: --axiom inverse" in ran.err


def test_validate_finds_nothing_in_a_sound_graph(built: Path, run: Run) -> None:
    ran = run("validate", built, "--no-shapes")
    assert (ran.code, ran.out, ran.err) == (0, "", "nothing is wrong\n")
    assert run("validate", built, "--no-shapes", "--json").out == "[]\n"


def test_validate_tells_what_is_wrong_and_where(built: Path, run: Run) -> None:
    (text,) = (file for file in (built / "texts").iterdir() if "Zeta" not in file.read_text())
    text.write_text("X" + text.read_text())
    ran = run("validate", built, "--no-shapes", "--document", "two", "--document", "one")
    assert ran.code == 1
    assert "violation" in ran.out and "files" in ran.out and "two" in ran.out and text.name in ran.out
    assert ran.err == "1 violation\n"


@pytest.mark.slow
def test_a_build_may_validate_what_it_has_read(articles: Path, tmp_path: Path, run: Run) -> None:
    ran = run("build", articles, "-o", tmp_path / "new", "--validate")
    assert (ran.code, ran.err.splitlines()[-1]) == (0, "nothing is wrong")


def test_path_shows_each_step_with_its_sentence(built: Path, run: Run) -> None:
    ran = run("path", built, "Anker", "Bolt")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[0] == "1. Anker – Bolt"
    assert "Anker owns Bolt  [asserted;" in ran.out and "Anker owns Bolt." in ran.out
    assert "Anker owns Bolt." not in run("path", built, "Anker", "Bolt", "--no-evidence").out
    ((link,),) = json.loads(run("path", built, "Bolt", "Anker", "--json").out)
    assert (link["left"], link["right"]) == ("bolt", "anker")
    assert {each["relation"] for each in link["statements"]} >= {"owns"}


def test_neighbours_come_with_their_statements(built: Path, run: Run) -> None:
    ran = run("neighbours", built, "Bolt")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[0] == "Anker (Company)" and "one: Anker owns Bolt." in ran.out
    found = json.loads(run("neighbours", built, "Bolt", "--json", "--most", "1").out)
    assert [each["entity"]["id"] for each in found] == ["anker"]
    ran = run("neighbours", built, "Bolt", "--relation", "sues")
    assert (ran.code, ran.err) == (1, "nothing fits\n")


def test_commands_choose_statements_alike(built: Path, run: Run) -> None:
    nothing = ("--document", "two", "--relation", "supplies", "--min-confidence", "0.1")
    for command in (("show", "Bolt"), ("neighbours", "Bolt"), ("timeline", "Bolt"), ("path", "Bolt", "Zeta")):
        said = ("--document", "one", "--relation", "supplies")
        assert "Bolt supplies Zeta" in run(command[0], built, *command[1:], *said).out
        assert "Bolt supplies Zeta" not in run(command[0], built, *command[1:], *nothing).out
        assert "is no date" in run(command[0], built, *command[1:], "--since", "lately").err


def test_stats_names_who_stands_out(built: Path, run: Run) -> None:
    found = json.loads(run("stats", built, "--json", "--measures", "--top", "1").out)
    assert found["most_connected"][0]["entity"] == "Bolt" and found["most_connected"][0]["betweenness"] == 1.0
    assert found["most_spoken_of"][0]["statements"] == 2
    assert found["most_disputed"] == []
    assert "most connected" in run("stats", built).out
    assert "most connected" not in run("stats", built, "--top", "0").out


def test_export_may_give_nodes_their_measures(built: Path, run: Run) -> None:
    header, *rows = run("export", built, "-f", "entities-csv", "--measures").out.splitlines()
    assert header.endswith(",degree,pagerank,betweenness,community")
    assert next(row for row in rows if row.startswith("bolt,")).split(",")[-4] == "2"


def test_path_says_that_there_is_none(built: Path, run: Run) -> None:
    ran = run("path", built, "Anker", "Bolt", "--status", "planned")
    assert (ran.code, ran.out) == (1, "")
    assert "no chain of 4 statements or fewer connects Anker and Bolt" in ran.err
    assert run("path", built, "Anker", "Bolt", "--status", "planned", "--json").out == "[]\n"


def test_timeline_shows_what_was_said_and_when(built: Path, run: Run) -> None:
    ran = run("timeline", built, "Bolt")
    assert (ran.code, ran.err) == (0, "")
    assert "Anker owns Bolt  [asserted;" in ran.out
    assert "Anker owns Bolt." not in run("timeline", built, "Bolt", "--no-evidence").out
    records = json.loads(run("timeline", built, "Bolt", "--relation", "owns", "--json").out)
    assert [each["statement"]["relation"] for each in records] == ["owns"]
    assert run("timeline", built, "Bolt", "--since", "2999").code == 1


def test_questions_are_listed_and_shown(run: Run) -> None:
    assert "Who owns this" in run("questions").out
    listed = json.loads(run("questions", "--json").out)
    assert {"name": "who-leads-what", "question": "Who leads what?", "given": []} in listed
    assert "rdf:predicate rel:leads" in run("questions", "who-leads-what").out


@pytest.mark.parametrize("format", FORMATS)
def test_export_writes_the_same_to_stdout_and_to_a_file(
    built: Path, tmp_path: Path, run: Run, format: str
) -> None:
    piped = run("export", built, "--format", format)
    filed = run("export", built, "--format", format, "-o", tmp_path / "file")
    assert (piped.code, piped.err, filed.code, filed.out) == (0, "", 0, "")
    assert (tmp_path / "file").read_bytes().decode() == piped.out
    assert filed.err.startswith(f"{format}: ")


def test_export_is_jsonl_where_nothing_else_is_said(built: Path, tmp_path: Path, run: Run) -> None:
    assert [json.loads(line)["relation"] for line in run("export", built).out.splitlines()]
    run("export", built, "-o", tmp_path / "graph.ttl")
    assert (tmp_path / "graph.ttl").read_text().startswith("@prefix")


def test_viz_writes_the_page_and_prints_where(built: Path, tmp_path: Path, run: Run) -> None:
    ran = run("viz", built, "-o", tmp_path / "page.html")
    assert ran.out == f"{tmp_path / 'page.html'}\n"
    assert (tmp_path / "page.html").is_file()


@pytest.mark.slow
def test_extract_shows_a_statement_and_exits_with_1_where_there_is_none(run: Run) -> None:
    ran = run("extract", "Toyota acquired Hino in 2001.")
    assert ran.code == 0
    assert [line.split()[:3] for line in ran.out.splitlines() if "Hino" in line] == [
        ["Toyota", "acquires", "Hino"]
    ]
    (found,) = json.loads(run("extract", "Toyota acquired Hino in 2001.", "--json").out)
    assert found["relation"] == "acquires"
    nothing = run("extract", "It rained.")
    assert (nothing.code, nothing.out, nothing.err) == (1, "", "no statement found\n")
    assert run("extract", "It rained.", "--json").out == "[]\n"


@pytest.mark.slow
def test_demo_prints_the_page_to_open(tmp_path: Path, run: Run) -> None:
    ran = run("demo", "-o", tmp_path / "demo")
    assert ran.code == 0
    assert Path(ran.out.strip()).is_file()
    assert "kg show" in ran.err


@pytest.mark.slow
def test_doctor_finds_all_in_place_and_says_what_is_missing(run: Run) -> None:
    assert run("doctor").code == 0
    ran = run("doctor", "--model", "xx_nowhere", "--json")
    assert ran.code == 1
    assert any(not finding["good"] for finding in json.loads(ran.out))


def test_the_canonical_export_is_sorted_and_one_fact_a_line(built: Path, tmp_path: Path, run: Run) -> None:
    ran = run("export", built, "--canonical")
    lines = ran.out.splitlines()
    assert lines == sorted(set(lines))
    assert all(line.endswith(" .") for line in lines)
    assert run("export", built, "--canonical", "-o", tmp_path / "graph.ttl").code == 0
    assert (tmp_path / "graph.ttl").read_text(encoding="utf-8") == ran.out
    assert run("export", built, "--canonical", "--format", "csv").code == 2
