"""The SPARQL 1.1 Protocol and the Graph Store Protocol, asked of a real server."""

import contextlib
import json
import subprocess
import sys
import threading
import time
import warnings
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
import rdflib
from builders import Claim, company, kept, reading

from .conftest import Server, Start

pytestmark = pytest.mark.slow

OWNERS = "SELECT ?a WHERE { ?a rel:owns ent:alibaba }"
FUND = "https://kg.example.org/entity/baltic-fund"
FOREVER = "SELECT (COUNT(*) AS ?n) { " + " . ".join(f"?a{n} ?b{n} ?c{n}" for n in range(9)) + " }"
RESULTS = "application/sparql-results+"


def test_a_query_may_come_in_three_ways(server: Server) -> None:
    answers = {
        server.ask(OWNERS).text,
        server.client.post("/sparql", data={"query": OWNERS}, headers={"Accept": "text/csv"}).text,
        server.client.post(
            "/sparql",
            content=OWNERS,
            headers={"Accept": "text/csv", "Content-Type": "application/sparql-query; charset=utf-8"},
        ).text,
    }
    assert answers == {f"a\r\n{FUND}\r\n"}


@pytest.mark.parametrize(
    ("accept", "media", "start"),
    [
        ("*/*", RESULTS + "json", "{"),
        ("application/json", "application/json", "{"),
        (RESULTS + "xml", RESULTS + "xml", "<?xml"),
        ("text/csv, */*;q=0.1", "text/csv; charset=utf-8", "a\r\n"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8", "?a\n"),
        (f"text/html, {RESULTS}xml;q=0.9, {RESULTS}json;q=0.8", RESULTS + "xml", "<?xml"),
    ],
)
def test_rows_come_in_the_format_that_is_asked_for(
    server: Server, accept: str, media: str, start: str
) -> None:
    answer = server.ask(OWNERS, accept)
    assert (answer.status_code, answer.headers["content-type"]) == (200, media)
    assert answer.text.startswith(start) and "Accept" in answer.headers["vary"]


@pytest.mark.parametrize(
    ("accept", "format"),
    [("*/*", "turtle"), ("text/turtle", "turtle"), ("application/n-triples", "nt"), ("application/rdf+xml", "xml"), ("application/ld+json", "json-ld")],
)  # fmt: skip
def test_triples_come_in_the_format_that_is_asked_for(server: Server, accept: str, format: str) -> None:
    answer = server.ask("CONSTRUCT { ?a rel:owns ?b } WHERE { ?a rel:owns ?b }", accept)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of rdflib's reader of JSON-LD about itself
        assert len(rdflib.Graph().parse(data=answer.text, format=format)) == 1
    assert server.ask("DESCRIBE ent:alibaba", accept).status_code == 200


def test_a_truth_value_comes_as_json_and_xml(server: Server) -> None:
    assert json.loads(server.ask("ASK { ?a rel:owns ?b }", "*/*").text)["boolean"] is True
    root = ElementTree.fromstring(server.ask("ASK { ?a rel:owns ent:peru }", RESULTS + "xml").text)
    assert root.find("{http://www.w3.org/2005/sparql-results#}boolean").text == "false"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("request_", "status", "words"),
    [
        (("GET", "/sparql"), 400, "one query is needed, 0 were given"),
        (("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D"), 400, "one query is needed, 2"),
        (("GET", "/sparql?query=SELECT%20*"), 400, "the query cannot be read"),
        (("GET", "/sparql?query=%FF"), 400, "not in UTF-8"),
        (("GET", "/sparql?update=DROP%20ALL"), 403, "read only"),
        (("GET", "/sparql?query=DROP%20ALL"), 400, "cannot be read"),
        (("GET", "/sparql?query=SELECT*%7BSERVICE%3Chttp://x.example/%3E%7B%7D%7D"), 400, "SERVICE is not allowed"),
        (("GET", "/sparql?query=SELECT*%7B%7D&default-graph-uri=no%20iri"), 400, "cannot be read"),
        (("PUT", "/sparql?query=ASK%7B%7D"), 405, "Method Not Allowed"),
        (("DELETE", "/graphs?default"), 405, "Method Not Allowed"),
        (("PUT", "/graphs?default"), 405, "Method Not Allowed"),
        (("POST", "/graphs?default"), 405, "Method Not Allowed"),
        (("GET", "/graphs"), 400, "name one graph"),
        (("GET", "/graphs?graph=here"), 400, "is no IRI"),
        (("GET", "/graphs?graph=http://nowhere.example/"), 404, "there is no graph"),
        (("GET", "/entity/nobody/else"), 303, ""),
        (("GET", "/data/entity/nobody"), 404, "the graph says nothing"),
        (("GET", "/nowhere"), 404, "Not Found"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_in_a_line(
    server: Server, request_: tuple[str, str], status: int, words: str
) -> None:
    answer = server.client.request(*request_)
    assert answer.status_code == status
    assert words in answer.text and answer.text.count("\n") <= 1
    assert "Traceback" not in answer.text


def test_bodies_must_be_queries_in_utf_8_and_not_too_long(server: Server) -> None:
    def posted(content: bytes, kind: str) -> tuple[int, str]:
        answer = server.client.post("/sparql", content=content, headers={"Content-Type": kind})
        return answer.status_code, answer.text

    assert posted(b"ASK{}", "text/plain")[0] == 415
    assert posted(b"DROP ALL", "application/sparql-update") == (
        415, "this graph is read only; ask a query, with ?query= or as application/sparql-query\n",
    )  # fmt: skip
    assert posted("ASK { ?a ?b 'é' }".encode("latin-1"), "application/sparql-query")[0] == 400
    assert posted(b"#" * (1 << 21), "application/sparql-query")[0] == 413
    assert (
        server.client.post(
            "/sparql?query=ASK%7B%7D", content=b"ASK{}", headers={"Content-Type": "application/sparql-query"}
        ).status_code
        == 400
    )


def test_a_client_that_takes_nothing_we_have_is_told_what_there_is(server: Server) -> None:
    answer = server.ask(OWNERS, "image/png")
    assert answer.status_code == 406 and "text/csv" in answer.text
    assert server.ask(OWNERS, "text/turtle").status_code == 406


def test_a_request_may_name_the_graphs_it_means(server: Server) -> None:
    base = "https://kg.example.org/"
    count = "SELECT (COUNT(*) AS ?n) { ?s rel:operatesIn ?o }"
    assert server.ask(count).text == "n\r\n1\r\n"
    for name, number in (("document/old", 1), ("document/new", 0), ("graph/inferences", 2)):
        answer = server.get("/sparql", "text/csv", params={"query": count, "default-graph-uri": base + name})
        assert answer.text == f"n\r\n{number}\r\n"
    named = "SELECT ?g { GRAPH ?g { ?s rel:operatesIn ?o } } ORDER BY ?g"
    everything = server.ask(named).text
    for graph in ("document/old", "graph/assertions", "graph/inferences"):
        assert base + graph in everything
    one = server.get("/sparql", "text/csv", params={"query": named, "named-graph-uri": base + "document/old"})
    assert one.text == f"g\r\n{base}document/old\r\n"


def test_graphs_are_read_whole(server: Server) -> None:
    old = server.get("/graphs?graph=https://kg.example.org/document/old", "application/n-triples")
    assert len(rdflib.Graph().parse(data=old.text, format="nt")) > 20
    union = server.get("/graphs?default", "text/turtle").text
    assert "rel:operatesIn" in union and "Inference" not in union
    assert server.client.head("/graphs?default").status_code == 200


@pytest.mark.parametrize("accept", ["text/turtle", "application/ld+json", "application/rdf+xml"])
def test_things_lead_to_data_or_to_a_page(server: Server, accept: str) -> None:
    answer = server.get("/entity/alibaba", accept)
    assert (answer.status_code, answer.headers["location"]) == (303, "/data/entity/alibaba")
    assert "Alibaba" in server.get(answer.headers["location"], accept).text
    page = server.get("/entity/alibaba", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
    assert page.headers["location"] == "/page/entity/alibaba"


def test_other_sites_may_not_ask_unless_they_are_named(server: Server, start: Start, folder: Path) -> None:
    headers = {"Origin": "https://news.example"}
    assert (
        "access-control-allow-origin"
        not in server.client.get("/sparql?query=ASK%7B%7D", headers=headers).headers
    )
    other = start(folder, "--cors", "https://news.example", "--quiet")
    answer = other.client.get("/sparql?query=ASK%7B%7D", headers=headers)
    assert answer.headers["access-control-allow-origin"] == "https://news.example"
    assert server.client.get("/", headers={"Host": "evil.example"}).status_code == 400


def test_a_runaway_query_is_stopped_and_others_go_on(start: Start, folder: Path) -> None:
    server = start(folder, "--timeout", "2", "--parallel", "2", "--quiet")
    server.ask(OWNERS)
    took: list[float] = []
    statuses: list[int] = []

    def run() -> None:
        began = time.monotonic()
        statuses.append(httpx.get(f"{server.url}/sparql", params={"query": FOREVER}, timeout=30).status_code)
        took.append(time.monotonic() - began)

    thread = threading.Thread(target=run)
    thread.start()
    answered = 0
    while thread.is_alive():
        assert server.ask(OWNERS).status_code == 200
        answered += 1
        time.sleep(0.02)
    thread.join()
    assert statuses == [504]
    assert took[0] < 3
    assert answered > 10


def test_more_rows_than_allowed_are_no_answer_unless_a_part_will_do(start: Start, folder: Path) -> None:
    server = start(folder, "--limit", "3", "--quiet")
    answer = server.ask("SELECT * { ?s ?p ?o }")
    assert (answer.status_code, "more than 3 rows" in answer.text) == (400, True)
    part = server.ask("SELECT * { ?s ?p ?o }", partial="true")
    assert (part.status_code, part.headers["x-complete"], len(part.text.splitlines())) == (200, "false", 4)


def test_who_waits_too_long_is_told_to_come_again(
    folder: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = start(folder, "--timeout", "12", "--parallel", "1", "--quiet")

    def ask() -> None:
        httpx.get(f"{server.url}/sparql", params={"query": FOREVER}, timeout=40)

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    time.sleep(1.5)
    answer = server.ask(OWNERS)
    assert (answer.status_code, answer.headers.get("retry-after")) == (503, "5"), answer.text
    assert "all 1 processes are at work" in answer.text
    for thread in threads:
        thread.join()


def test_a_graph_that_is_built_again_is_seen_at_once(tmp_path: Path, start: Start) -> None:
    kept(tmp_path, reading("one", Claim(company("Anker"), "owns", company("Bolt"))))
    server = start(tmp_path, "--quiet")
    query = "SELECT ?b { ent:anker rel:owns ?b } ORDER BY ?b"
    assert server.ask(query).text.count("\r\n") == 2
    kept(tmp_path, reading("one", Claim(company("Anker"), "owns", company("Bolt")), Claim(company("Anker"), "owns", company("Zeta"))))  # fmt: skip
    assert server.ask(query).text.count("\r\n") == 3
    assert "Zeta" in server.get("/page/entity/anker", "text/html").text


def test_a_graph_that_is_gone_is_told(tmp_path: Path, start: Start) -> None:
    kept(tmp_path, reading("one", Claim(company("Anker"), "owns", company("Bolt"))))
    server = start(tmp_path, "--quiet")
    assert server.get("/").status_code == 200
    (tmp_path / "manifest.json").unlink()
    answer = server.get("/")
    assert (answer.status_code, "holds no graph any more" in answer.text) == (503, True)


def test_it_ends_when_it_is_told_and_leaves_no_process(start: Start, folder: Path) -> None:
    server = start(folder, "--timeout", "20", "--quiet")
    thread = threading.Thread(target=lambda: _ignoring(lambda: server.ask(FOREVER)))
    thread.start()
    time.sleep(0.7)
    children = _children(server.process.pid)
    assert children
    began = time.monotonic()
    server.process.terminate()
    assert server.process.wait(15) in (0, -15)
    assert time.monotonic() - began < 12
    thread.join()
    for child in children:
        assert not Path(f"/proc/{child}").exists() or "Z" in Path(f"/proc/{child}/stat").read_text()


def _children(pid: int) -> list[str]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    if not path.exists():
        pytest.skip("this system does not tell the children of a process")
    # A thread may have started them.
    return [
        child
        for task in Path(f"/proc/{pid}/task").iterdir()
        for child in (task / "children").read_text().split()
    ]


def _ignoring(call: Callable[[], object]) -> None:
    with contextlib.suppress(httpx.HTTPError):
        call()


def test_it_may_listen_elsewhere(folder: Path) -> None:
    from kg.cli.serve import _hosts

    assert _hosts("127.0.0.1", ()) == ("127.0.0.1", "localhost", "[::1]", "127.0.0.1")
    assert _hosts("0.0.0.0", ()) == ("*",)
    assert "kg.example" in _hosts("0.0.0.0", ("kg.example",)) and "*" not in _hosts(
        "0.0.0.0", ("kg.example",)
    )


def test_a_port_that_is_taken_is_told(server: Server, folder: Path) -> None:
    port = server.url.rpartition(":")[2]
    command = [sys.executable, "-m", "kg", "serve", str(folder), "--port", port]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert ran.returncode == 2
    assert ran.stderr.count("\n") == 1 and f"cannot listen at 127.0.0.1 port {port}" in ran.stderr


def test_questions_are_answered_at_once_by_many(server: Server) -> None:
    results: list[int] = []
    threads = [
        threading.Thread(target=lambda: results.append(server.ask(OWNERS).status_code)) for _ in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [200] * 20
