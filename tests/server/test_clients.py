"""Clients that others wrote get what they ask for: rdflib's SPARQLStore, SPARQLWrapper and curl."""

import json
import shutil
import subprocess
import warnings
from typing import Any

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, GET, JSON, N3, POST, TURTLE, XML, SPARQLWrapper

from .conftest import Server

pytestmark = pytest.mark.slow

REL = "PREFIX rel: <https://kg.example.org/ontology#> PREFIX ent: <https://kg.example.org/entity/> "
OWNERS = REL + "SELECT ?a WHERE { ?a rel:owns ent:alibaba }"
FUND = "https://kg.example.org/entity/baltic-fund"


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("format", ["xml", "json", "csv", "tsv"])
def test_rdflib_asks_over_the_protocol(server: Server, method: str, format: str) -> None:
    store = SPARQLStore(f"{server.url}/sparql", method=method, returnFormat=format)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        graph = rdflib.Graph(store)
        assert [str(row[0]) for row in graph.query(OWNERS)] == [FUND]  # type: ignore[index]
        if format in {"xml", "json"}:
            assert graph.query(REL + "ASK { ?a rel:owns ?b }").askAnswer is True
        owns = rdflib.URIRef("https://kg.example.org/ontology#owns")
        assert [str(s) for s in graph.subjects(owns, None)] == [FUND]


@pytest.mark.parametrize("method", [GET, POST])
def test_sparqlwrapper_asks_and_converts(server: Server, method: str) -> None:
    client: Any = SPARQLWrapper(f"{server.url}/sparql")
    client.setMethod(method)
    client.setQuery(OWNERS)
    client.setReturnFormat(JSON)
    assert client.query().convert()["results"]["bindings"] == [{"a": {"type": "uri", "value": FUND}}]
    client.setReturnFormat(XML)
    assert FUND in client.query().convert().toxml()
    client.setReturnFormat(CSV)
    assert client.query().convert() == f"a\r\n{FUND}\r\n".encode()
    client.setQuery(REL + "CONSTRUCT { ?a rel:owns ?b } WHERE { ?a rel:owns ?b }")
    client.setReturnFormat(TURTLE)
    assert b"owns" in client.query().convert()
    client.setReturnFormat(N3)
    assert len(rdflib.Graph().parse(data=client.query().convert(), format="turtle")) == 1


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl_asks(server: Server) -> None:
    def curl(*arguments: str) -> str:
        return subprocess.run(
            ["curl", "-s", "-L", *arguments], capture_output=True, text=True, timeout=30, check=True
        ).stdout

    asked = curl(
        "-G", f"{server.url}/sparql", "-H", "Accept: text/csv", "--data-urlencode", f"query={OWNERS}"
    )
    assert asked == f"a\n{FUND}\n"
    assert json.loads(curl(f"{server.url}/sparql", "--data-urlencode", f"query={OWNERS}"))["head"] == {
        "vars": ["a"]
    }
    assert "Alibaba" in curl("-H", "Accept: text/turtle", f"{server.url}/entity/alibaba")
    assert "<h1>Alibaba</h1>" in curl("-H", "Accept: text/html", f"{server.url}/entity/alibaba")
