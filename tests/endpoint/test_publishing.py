"""A graph is put on real servers, checked by their own counts, and asked there."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from builders import write_articles
from endpoint.servers import oxigraph, virtuoso

import kg
from kg import pipeline
from kg.cli import main
from kg.endpoint.asking import answer, entity_called
from kg.endpoint.publish import FOLDER, publish
from kg.endpoint.server import KINDS, Server
from kg.errors import InputError, QueryError
from kg.graph import Graph
from kg.growing import add, remove
from kg.store.questions import load_questions
from kg.store.sparql import Query, Table, run, table

pytestmark = pytest.mark.slow
EVERYTHING = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"
BY_GRAPH = "SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } FILTER(STRSTARTS(STR(?g), '{base}')) }"


@pytest.fixture(params=[oxigraph, virtuoso], ids=["oxigraph", "virtuoso"], scope="module")
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with request.param(tmp_path_factory.mktemp("server")) as started:
        yield started


@pytest.fixture(scope="module")
def published(server: Server, sample_graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The graph of the samples, which the server holds."""
    assert sample_graph.archive
    folder = tmp_path_factory.mktemp("published") / "graph"
    shutil.copytree(sample_graph.archive.path, folder)
    graph = kg.open(folder)
    done = publish(graph, server)
    assert (done.sent, done.removed, done.wrong) == (done.graphs, 0, ())
    return graph


@pytest.fixture
def grown(tmp_path: Path, read_toys: list[str]) -> Path:
    """A folder with a small graph of its own names."""
    articles = write_articles(
        tmp_path / "in", one="Anker owns Bolt.\nAnker competesWith Maersk.", two="Bolt supplies Zeta."
    )
    base = f"https://{tmp_path.name.replace('_', '-')}.example.org/"
    pipeline.build([articles], tmp_path / "out", options=pipeline.BuildOptions(base=base))
    return tmp_path / "out"


def told(found: Table) -> list[tuple[str, ...]]:
    return sorted(tuple("" if term is None else str(term) for term in row) for row in found.rows)


def here(graph: Graph, query: Query) -> Any:
    return run(graph.store, query, graph.iris)


def quads_there(server: Server, graph: Graph) -> list[tuple[str, ...]]:
    text = BY_GRAPH.replace("{base}", graph.iris.base)
    rows = json.loads(server.query(text))["results"]["bindings"]
    return sorted(tuple(row[name]["value"] for name in "gspo") for row in rows)


def quads_here(graph: Graph) -> list[tuple[str, ...]]:
    union = graph.iris.graph("all")
    return sorted(
        (
            getattr(quad.graph_name, "value", union),
            quad.subject.value,
            quad.predicate.value,
            quad.object.value,
        )
        for quad in graph.store
    )


@pytest.mark.parametrize("name", sorted(load_questions()))
def test_each_question_that_ships_has_the_same_answer_there(
    server: Server, published: Graph, name: str
) -> None:
    question = load_questions()[name]
    given = {"it": "Microsoft", "other": "Activision Blizzard", "since": "2023"}
    values = {
        each: published._term(published.entity(given[each]) if each != "since" else given[each])
        for each in question.given
    }
    query = Query(question.query, values)
    there = answer(server, query, published.iris)
    assert told(table(there.answer)) == told(table(here(published, query)))  # type: ignore[arg-type]


@pytest.mark.parametrize("view", ["all", "asserted", "inferred"])
def test_views_see_what_they_see_here(server: Server, published: Graph, view: str) -> None:
    text = "SELECT ?s ?p ?o WHERE { ?s ?p ?o . ?s a rel:Company }"
    query = Query(text, {}, published.iris.view(view))
    there = told(table(answer(server, query, published.iris).answer))  # type: ignore[arg-type]
    assert there == told(table(here(published, query))) != []


def test_graph_finds_the_document_beside_what_all_say(server: Server, published: Graph) -> None:
    query = Query(
        "SELECT ?g (COUNT(?e) AS ?n) WHERE { ?s rel:status rel:planned . GRAPH ?g { ?s prov:wasDerivedFrom ?e . ?e a rel:Evidence } } GROUP BY ?g"
    )
    there = told(table(answer(server, query, published.iris).answer))  # type: ignore[arg-type]
    assert there == told(table(here(published, query))) != []
    with pytest.raises(QueryError, match="do not go together"):
        answer(server, Query(query.text, {}, published.iris.view("asserted")), published.iris)


def test_graphs_and_truth_values_come_back(server: Server, published: Graph) -> None:
    made = Query("CONSTRUCT { ?x rel:owns ?y } WHERE { ?x rel:acquires ?y }")
    there = list(answer(server, made, published.iris).answer)  # type: ignore[arg-type]
    assert {*there} == {*here(published, made)} != set()
    assert bool(answer(server, Query("ASK { ?x rel:acquires ?y }"), published.iris).answer)
    assert not bool(answer(server, Query("ASK { ?x rel:nothing ?y }"), published.iris).answer)


def test_an_answer_is_cut_and_says_so(server: Server, published: Graph) -> None:
    cut = answer(server, Query(EVERYTHING), published.iris, 7)
    assert (len(table(cut.answer).rows), cut.whole) == (7, False)  # type: ignore[arg-type]


def test_a_query_that_cannot_be_read_is_told_as_it_is_here(server: Server, published: Graph) -> None:
    with pytest.raises(QueryError, match=r"the query cannot be read: line 1, near 'WHER \{"):
        answer(server, Query("SELECT ?s WHER { ?s ?p ?o }"), published.iris)
    with pytest.raises(QueryError, match="SERVICE is not allowed"):
        answer(server, Query("SELECT * { SERVICE <http://x.org/> { ?s ?p ?o } }"), published.iris)


def test_entities_are_found_by_name_there(server: Server, published: Graph) -> None:
    entity = published.entity("Microsoft")
    assert entity_called(server, "Microsoft", published.iris).value == published.iris.entity(entity.id)
    with pytest.raises(InputError, match="is called 'Nobody & Sons'"):
        entity_called(server, "Nobody & Sons", published.iris)


def test_a_server_holds_every_quad_and_follows_a_graph_that_grows_and_shrinks(
    server: Server, grown: Path, tmp_path: Path
) -> None:
    graph = kg.open(grown)
    publish(graph, server)
    assert quads_there(server, graph) == quads_here(graph)
    (tmp_path / "three.txt").write_text("Zeta owns Anker.")
    add(grown, [tmp_path / "three.txt"])
    graph = kg.open(grown)
    done = publish(graph, server)
    # The documents of before are there as they were.
    assert (done.graphs - done.sent, done.removed, done.wrong) == (3, 0, ())
    assert quads_there(server, graph) == quads_here(graph)
    remove(grown, ["one"])
    graph = kg.open(grown)
    assert publish(graph, server).removed == 1
    assert quads_there(server, graph) == quads_here(graph)
    assert publish(graph, server).sent == 0


def test_what_was_sent_before_a_stop_is_not_sent_again(
    server: Server, grown: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = kg.open(grown)
    sent: list[str] = []
    real = Server.put

    def put(self: Server, name: str, triples: bytes) -> None:
        if len(sent) == 3:
            raise KeyboardInterrupt
        sent.append(name)
        real(self, name, triples)

    monkeypatch.setattr(Server, "put", put)
    with pytest.raises(KeyboardInterrupt):
        publish(graph, server)
    first, sent[:] = list(sent), []

    def put_on(self: Server, name: str, triples: bytes) -> None:
        sent.append(name)
        real(self, name, triples)

    monkeypatch.setattr(Server, "put", put_on)
    done = publish(graph, server)
    assert (done.sent, done.wrong) == (done.graphs - 3, ())
    assert not {*first} & {*sent}
    assert quads_there(server, graph) == quads_here(graph)


def test_what_was_lost_there_is_sent_again(server: Server, grown: Path) -> None:
    graph = kg.open(grown)
    publish(graph, server)
    server.delete(graph.iris.document("one"))
    server.add(graph.iris.graph("entities"), b"<urn:a> <urn:b> <urn:c> .\n")
    done = publish(graph, server)
    assert (done.sent, done.wrong) == (2, ())
    assert quads_there(server, graph) == quads_here(graph)
    assert publish(graph, server, again=True).sent == done.graphs


def test_a_graph_that_needs_several_requests_is_whole(
    server: Server, grown: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.endpoint.publish.PIECE", 3)
    graph = kg.open(grown)
    assert publish(graph, server).wrong == ()
    assert quads_there(server, graph) == quads_here(graph)


def test_a_record_of_which_the_end_is_missing_is_read(server: Server, grown: Path) -> None:
    graph = kg.open(grown)
    total = publish(graph, server).sent
    (record,) = (grown / FOLDER).iterdir()
    lines = record.read_bytes().splitlines(keepends=True)
    record.write_bytes(b"".join(lines[:-1]) + lines[-1][:20])
    assert 0 < publish(graph, server).sent < total
    assert publish(graph, server).sent == 0


def test_the_commands_say_what_is_there(
    grown: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def ran(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main([str(each) for each in arguments])
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    with oxigraph(tmp_path) as server:
        code, out, err = ran("publish", grown, server.address)
        assert (code, out) == (0, "")
        assert "8 graphs with " in err and "8 sent, 0 removed" in err
        code, out, _ = ran("publish", grown, server.address, "--json")
        assert (code, json.loads(out)["sent"], json.loads(out)["wrong"]) == (0, 0, [])
        base = kg.open(grown).iris.base
        asked = ("SELECT ?y { ?x rel:owns ?y }", "-e", "x=Anker", "-f", "csv", "--endpoint", server.address)
        assert ran("query", "--base", base, *asked) == (0, f"y\r\n{base}entity/bolt\r\n", "")
        assert ran("query", grown, *asked) == (0, f"y\r\n{base}entity/bolt\r\n", "")
        code, _, err = ran("query", "--base", base, *asked, "--limit", "1", "--bind", "y=ent:bolt")
        assert code == 0, err
        code, _, err = ran("publish", grown, f"{server.address}/nowhere")
        assert (code, err.count("\n")) == (2, 1)
        assert "name the kind of server with --server" in err


def test_complaints_are_one_line_and_say_what_to_do(grown: Path, tmp_path: Path) -> None:
    graph = kg.open(grown)
    with pytest.raises(InputError, match=r"^no server answers at http://127\.0\.0\.1:1/store; start it"):
        publish(graph, Server("http://127.0.0.1:1"))
    with pytest.raises(InputError, match="is no address of a server; write one like"):
        Server("localhost:7878")
    with pytest.raises(InputError, match="holds a password"):
        Server("http://me:secret@localhost:7878")
    with virtuoso(tmp_path) as server:
        wrong = Server(server.address, KINDS["virtuoso"], "dba", environment={"KG_ENDPOINT_PASSWORD": "no"})
        with pytest.raises(
            InputError, match=r"401 .*; give --user, and the password in KG_ENDPOINT_PASSWORD"
        ):
            publish(graph, wrong)


def test_a_secret_is_not_shown(tmp_path: Path) -> None:
    assert "hush" not in repr(Server("http://localhost:1", environment={"KG_ENDPOINT_TOKEN": "hush"}))
