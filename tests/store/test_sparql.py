"""SPARQL: the prefixes are known, it only reads, it stays inside, and rdflib agrees."""

import json
from collections import Counter
from typing import Any

import pytest
from builders import Claim, asked_of_rdflib, company, graph_of, read_by_rdflib, reading, small_graph
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal as Lit
from pyoxigraph import NamedNode
from rdflib.plugins.sparql import prepareQuery
from rdflib.term import Literal

from kg.errors import FormatError, InputError, QueryError
from kg.export import FORMATS, export
from kg.graph import Graph
from kg.store import sparql
from kg.store.iris import Iris

GRAPH = small_graph()
IRIS = Iris()


def answered(text: str, format: str) -> bytes:
    return sparql.written(sparql.run(GRAPH.store, sparql.Query(text), IRIS), format, IRIS)


@pytest.mark.parametrize("prefix", list(IRIS.prefixes))
def test_the_prefixes_are_built_in(prefix: str) -> None:
    assert GRAPH.query(f"SELECT (STR({prefix}:x) AS ?iri) {{}}") == [{"iri": IRIS.prefixes[prefix] + "x"}]


def test_a_query_may_declare_a_prefix_of_its_own() -> None:
    text = "PREFIX ent: <http://a.example/> prefix  x : <http://b.example/> SELECT (STR(ent:y) AS ?iri) {}"
    with pytest.raises(QueryError):
        GRAPH.query(text.replace("x :", "x y:"))
    assert GRAPH.query(text.replace("x :", "x:")) == [{"iri": "http://a.example/y"}]


def test_the_base_of_a_graph_is_that_of_its_prefixes() -> None:
    graph = graph_of(reading("a", Claim(company("Anker"), "owns", company("Bolt"))), base="urn:kg:")
    assert graph.query("ASK { ent:anker rel:owns ent:bolt }") is True


def test_only_asserted_statements_answer_a_plain_pattern() -> None:
    assert GRAPH.query("ASK { ent:maersk rel:operates ent:port-of-tema }") is True
    for pattern in ("ent:maersk rel:owns ?x", "?x rel:leads ?y", "?x rel:acquires ?y"):
        assert GRAPH.query(f"ASK {{ {pattern} }}") is False


SERVICES = [
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { SeRvIcE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { service\n\t# x\r\n <http://127.0.0.1:9/>{ ?s ?p ?o } }",
    "SELECT * { # x\rSERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { BIND('a' AS ?a) SERVICE ?a { ?s ?p ?o } }",
    "SELECT * { VALUES ?a { <http://127.0.0.1:9/> }SERVICE?a{ ?s ?p ?o } }",
    "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE :x { ?s ?p ?o } }",
    "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE:x{ ?s ?p ?o } }",
    "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE :x\\#y { ?s ?p ?o } }",
    "PREFIX service: <http://127.0.0.1:9/> SELECT * { service:x { ?s ?p ?o } }",
    "SELECT * { SERVICESILENT<http://127.0.0.1:9/>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p trueSERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ent:a\\#b . SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ent:a\\'b . SERVICE <http://127.0.0.1:9/> { ?s ?p ent:c\\'d } }",
    "SELECT * { ?s ?p '''a'b''' , \"\"\"c\"d\"\"\" . SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { FILTER(?a<?b) SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } FILTER(?a>?b) }",
    "SELECT * { SERVICE <http://127.0.0.1:9/\\u0041> { ?s ?p ?o } }",
    "SELECT * { OPTIONAL { { SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } } } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "ASK { FILTER EXISTS { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } }",
]


@pytest.mark.parametrize("text", SERVICES)
def test_a_query_never_leaves_the_graph(text: str) -> None:
    with pytest.raises(QueryError, match="SERVICE is not allowed"):
        GRAPH.query(text)


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?s ?p 'SERVICE <http://a.example/> {' }",
        'ASK { ?s ?p """a "SERVICE" <http://a.example/> {""" }',
        "ASK { ?s ?p 'it\\'s SERVICE <http://a.example/> {' }",
        "ASK { # SERVICE <http://a.example/> {\n ?s ?p ?o }",
        "ASK { ?s <http://a.example/SERVICE> ?o }",
        "SELECT ?service ?x { ?service ?p ?x }",
        "SELECT (COUNT(?service) AS ?n) WHERE { ?x ?p $service }",
        "PREFIX service: <http://a.example/> ASK { ?s service:x ?o . service:y ?p service:z }",
        "ASK { ?s rel:service ent:customer-service . OPTIONAL { ?s ?p ?o } }",
    ],
)
def test_the_word_service_is_allowed_where_it_is_no_clause(text: str) -> None:
    GRAPH.query(text)


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { ent:a rel:owns ent:b }",
        "DELETE WHERE { ?s ?p ?o }",
        "DROP ALL",
        "CLEAR DEFAULT",
        "LOAD <file:///etc/passwd>",
        "SELECT * { ?s ?p ?o } ; DELETE WHERE { ?s ?p ?o }",
        "",
        "SELECT",
        "SELECT * {\n  ?s ?p\n}",
        "SELECT * { nobody:x ?p ?o }",
        "hello",
        "\x00",
    ],
)
def test_an_update_or_a_malformed_query_is_one_line_and_changes_nothing(text: str) -> None:
    before = len(GRAPH.store)
    with pytest.raises(QueryError) as caught:
        GRAPH.query(text)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("the query cannot be read: ")
    assert len(GRAPH.store) == before


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("SELECT * {\n  ?s ?p\n}", "line 3, near '}'"),
        ("SELECT * { ?s ?p ?o } ; DELETE", "line 1, near 'DELETE'"),
        ("SELECT ?b { ?a ?p", "line 1, near '?p'"),
    ],
)
def test_a_malformed_query_is_told_by_its_place(text: str, place: str) -> None:
    with pytest.raises(QueryError) as caught:
        GRAPH.query(text)
    assert str(caught.value) == f"the query cannot be read: {place}"


BOUND = [
    "SELECT ?b { ?a rel:operates ?b }",
    "SELECT ?b WHERE { { SELECT ?a ?b { ?a rel:operates ?b } } }",
    "SELECT ?b WHERE { SELECT ?a ?b { ?a rel:operates ?b } }",
    "SELECT (EXISTS { ?x ?y ?z } AS ?yes) ?b { ?a rel:operates ?b }",
    "CONSTRUCT { ?a rel:runs ?b } FROM graph:assertions WHERE { ?a rel:operates ?b }",
    "# { ?a\nSELECT ?b { ?a rel:operates ?b . FILTER(STR(?b) != '{') }",
    "ASK { ?a rel:operates ?b }",
    "DESCRIBE ?b { ?a rel:operates ?b }",
]


@pytest.mark.parametrize("text", BOUND)
def test_a_value_is_what_its_variable_stands_for(text: str) -> None:
    found = GRAPH.query(text, {"a": GRAPH.entity("Maersk")})
    nobody = GRAPH.query(text, {"a": NamedNode("http://a.example/nobody")})
    assert found
    assert not nobody


@pytest.mark.parametrize("text", BOUND)
def test_rdflib_reads_the_values_alike(text: str) -> None:
    query = sparql.Query(text, {"a": NamedNode(IRIS.entity("maersk"))}).bound()
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in IRIS.prefixes.items())
    prepareQuery(prefixes + query)


HOSTILE = [
    '" } DELETE { ?s ?p ?o } #',
    'x" . ?s ?p ?o . FILTER("1"="1',
    "'} UNION { ?a ?b ?c",
    "\\",
    "\n\r\t\x00",
    "<http://a.example/> ",
    "}) SERVICE <http://127.0.0.1:9/> { ?s ?p ?o",
    "?b",
    "\N{RIGHT-TO-LEFT OVERRIDE}",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_is_never_more_than_a_value(value: str) -> None:
    assert GRAPH.query("SELECT ?a { FILTER(true) }", {"a": value}) == [{"a": value}]
    assert GRAPH.query("SELECT ?b { ?b rdfs:label ?a }", {"a": value}) == []
    assert sparql.term(f'"{value}"', IRIS).value == value


@given(st.text(st.characters(exclude_categories=["Cs"])))
@settings(max_examples=200, deadline=None)
def test_any_text_is_a_value(value: str) -> None:
    assert GRAPH.query("SELECT ?a { }", {"a": value}) == [{"a": value}]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("ent:maersk", NamedNode(IRIS.prefixes["ent"] + "maersk")),
        ("<http://a.example/x>", NamedNode("http://a.example/x")),
        ("12", Lit("12", datatype=NamedNode(sparql.XSD + "integer"))),
        ("-1.50", Lit("-1.50", datatype=NamedNode(sparql.XSD + "decimal"))),
        ("2024-05-01", Lit("2024-05-01", datatype=NamedNode(sparql.XSD + "date"))),
        ("true", Lit("true", datatype=NamedNode(sparql.XSD + "boolean"))),
        ('"12"', Lit("12")),
        ("Hong Kong", Lit("Hong Kong")),
        ("http://a.example/x", Lit("http://a.example/x")),
        ("", Lit("")),
    ],
)
def test_terms_as_people_write_them(text: str, term: NamedNode | Lit) -> None:
    assert sparql.term(text, IRIS) == term


@pytest.mark.parametrize("text", ["<not an iri>", "<>", "ent:a b"])
def test_an_iri_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="is no IRI"):
        sparql.term(text, IRIS)


@pytest.mark.parametrize(
    ("text", "values", "reason"),
    [
        ("ASK { ?a ?b ?c }", {"d": 1}, r"no variable \?d .*it has \?a, \?b, \?c"),
        ("ASK { ?a ?b ?c }", {"a b": 1}, r"no variable \?a b"),
        ("ASK { 'a' ?b ?c }", {"a": 1}, r"no variable \?a"),
        ("DESCRIBE ?a", {"a": 1}, "no group"),
        ("CONSTRUCT WHERE { ?a ?b ?c }", {"a": 1}, "need a CONSTRUCT with a template"),
        ("SELECT ?a { ?a", {"a": 1}, "a brace is never closed"),
    ],
)
def test_a_value_nobody_asks_for_is_refused(text: str, values: dict[str, object], reason: str) -> None:
    with pytest.raises(QueryError, match=reason):
        GRAPH.query(text, values)


def test_a_value_of_no_known_kind_is_refused() -> None:
    with pytest.raises(InputError, match="no value for a query"):
        GRAPH.query("ASK { ?a ?b ?c }", {"a": [1]})


def test_a_view_leaves_out_what_is_only_said() -> None:
    assert GRAPH.query("ASK { ?s a rel:Statement }") is True
    assert GRAPH.query("ASK { ?s a rel:Statement }", view="asserted") is False
    assert GRAPH.query("ASK { ?s rel:operates ?o . ?s rdfs:label ?l }", view="asserted") is True
    with pytest.raises(InputError, match="no view of a graph; use one of all, asserted, inferred"):
        GRAPH.query("ASK {}", view="some")


def test_from_reads_no_file() -> None:
    assert GRAPH.query("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }") == []


def test_from_and_graph_name_the_graphs_that_are_read() -> None:
    count = "SELECT (COUNT(*) AS ?n) {} {{ ?s rel:operates ?o }}"
    assert GRAPH.query(count.format("FROM graph:assertions")) == [{"n": 2}]
    assert GRAPH.query("SELECT ?g { GRAPH ?g { ent:maersk rel:operates ent:port-of-tema } } ORDER BY ?g") == [
        {"g": iri} for iri in (IRIS.document("ports/one"), IRIS.document("two"), IRIS.graph("assertions"))
    ]


def test_a_claim_of_two_documents_is_counted_once() -> None:
    rows = GRAPH.query("SELECT ?who ?what WHERE { ?who rel:operates ?what }")
    assert len(rows) == 2
    assert GRAPH.query("SELECT (COUNT(*) AS ?n) { ?s a rel:Statement }") == [{"n": len(GRAPH.statements())}]


READ_BY_RDFLIB = read_by_rdflib(export(GRAPH.contents, FORMATS["nquads"]), "nquads")
QUERIES = [
    "SELECT ?who ?what WHERE { ?who rel:operates ?what }",
    "SELECT ?s ?status WHERE { ?s a rel:Statement ; rel:status ?status ; rdf:predicate rel:operates }",
    "SELECT (COUNT(DISTINCT ?s) AS ?n) (MAX(?c) AS ?most) WHERE { ?s rel:confidence ?c }",
    "SELECT ?label (COUNT(?s) AS ?n) WHERE { ?e rdfs:label ?label OPTIONAL { ?s rdf:subject ?e } } GROUP BY ?label",
    "SELECT ?name WHERE { ?e rdfs:label ?name FILTER(CONTAINS(LCASE(?name), 'ma')) }",
    "SELECT ?amount WHERE { ?who rel:valuedAt ?amount }",
    "SELECT ?document ?quote WHERE { ?e oa:hasSource/dcterms:identifier ?document ; oa:exact ?quote }",
    "SELECT ?source WHERE { ?e rel:attributedTo ?source }",
    "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } FILTER(STRSTARTS(STR(?g), STR(doc:))) } GROUP BY ?g",
]


@pytest.mark.parametrize("text", QUERIES)
def test_rdflib_gives_the_same_answer(text: str) -> None:
    ours = Counter(tuple(sorted(row.items())) for row in GRAPH.query(text))
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in IRIS.prefixes.items())
    for dataset in (GRAPH.rdf, READ_BY_RDFLIB):
        theirs = Counter(
            tuple(sorted((name, python_value(value)) for name, value in row.items()))
            for row in asked_of_rdflib(dataset, prefixes + text)
        )
        assert ours == theirs
    assert ours


def python_value(term: object) -> Any:
    if isinstance(term, Literal) and str(term.datatype).endswith(("integer", "decimal")):
        number = float(term)
        return int(number) if number.is_integer() and str(term.datatype).endswith("integer") else number
    return str(term)


def test_rows_can_be_written_in_each_format_of_sparql() -> None:
    text = "SELECT ?who WHERE { ?who rel:valuedAt ?x }"
    iri = IRIS.entity("bolt-sons")
    assert answered(text, "csv").decode().split() == ["who", iri]
    assert answered(text, "tsv").decode().split() == ["?who", f"<{iri}>"]
    assert json.loads(answered(text, "json"))["results"]["bindings"] == [
        {"who": {"type": "uri", "value": iri}}
    ]
    assert iri in answered(text, "xml").decode()


@pytest.mark.parametrize(("format", "written"), [("csv", b"true\n"), ("tsv", b"true\n")])
def test_a_truth_value_can_be_written(format: str, written: bytes) -> None:
    assert answered("ASK {}", format) == written
    assert json.loads(answered("ASK {}", "json"))["boolean"] is True


@pytest.mark.parametrize("format", ["turtle", "ttl", "nt"])
def test_a_graph_can_be_written_and_is_sorted(format: str) -> None:
    text = "CONSTRUCT { ?s rel:operates ?o } WHERE { ?s rel:operates ?o }"
    assert answered(text, format) == answered(text, format)
    assert b"port-of-tema" in answered(text, format)


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("SELECT * {}", "turtle"),
        ("ASK {}", "nt"),
        ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "csv"),
        ("ASK {}", "docx"),
    ],
)
def test_a_format_that_cannot_hold_the_answer_is_refused_with_those_that_can(text: str, format: str) -> None:
    with pytest.raises(FormatError, match="use one of"):
        answered(text, format)


def test_a_name_in_a_graph_cannot_end_a_query() -> None:
    name = "x> . } ; DROP ALL #"
    graph: Graph = graph_of(reading("a", Claim(company(name), "owns", company("Bolt"))))
    (row,) = graph.query("SELECT ?label ?who WHERE { ?who rel:owns ?x ; rdfs:label ?label }")
    assert row["label"] == name
    assert graph.query(f"ASK {{ <{row['who']}> rel:owns ent:bolt }}") is True
