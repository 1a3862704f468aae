"""Requests to a SPARQL 1.1 server: the Graph Store protocol to write named graphs, the query protocol to ask.

Secrets come from the environment, so that none is ever on a command line or in a file:

    KG_ENDPOINT_PASSWORD   the password of the user that --user names
    KG_ENDPOINT_TOKEN      a bearer token
"""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kg.errors import InputError, QueryError

if TYPE_CHECKING:
    import requests

PASSWORD, TOKEN = "KG_ENDPOINT_PASSWORD", "KG_ENDPOINT_TOKEN"
TRIES = 4
"""How often a request is made that finds the server busy or gone; all that are made here may come twice."""
SECONDS = 600.0
"""How long a server may take to answer what is written to it."""
RESULTS = "application/sparql-results+json"
TRIPLES = "application/n-triples"


@dataclass(frozen=True, slots=True)
class Paths:
    """Where a kind of server takes what, below the address of its dataset."""

    query: str
    graphs: str
    """Of the Graph Store protocol."""
    parameter: str = "graph"
    """The parameter that names a graph."""
    digest: bool = False
    """Whether passwords are sent by Digest and not by Basic."""


KINDS = {
    "oxigraph": Paths("/query", "/store"),
    "fuseki": Paths("/query", "/data"),
    "graphdb": Paths("", "/rdf-graphs/service"),
    "virtuoso": Paths("/sparql", "/sparql-graph-crud-auth", "graph-uri", digest=True),
    "neptune": Paths("/sparql", "/sparql/gsp/"),
    "qlever": Paths("", ""),
}
"""Kinds of servers by name, as their documentation has it; Oxigraph and Virtuoso are tested."""


@dataclass(frozen=True)
class Server:
    """A dataset on a server."""

    address: str
    """Of the dataset: `http://localhost:7878`, `http://localhost:3030/news`."""
    paths: Paths = KINDS["oxigraph"]
    user: str | None = None
    seconds: float = SECONDS
    environment: dict[str, str] = field(default_factory=lambda: dict(os.environ), repr=False)

    def __post_init__(self) -> None:
        parts = urlsplit(self.address)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise InputError(
                f"{self.address!r} is no address of a server; write one like http://localhost:7878"
            )
        if parts.username or parts.password:
            raise InputError(f"the address holds a password; give --user, and the password in {PASSWORD}")

    @cached_property
    def _session(self) -> "requests.Session":
        import requests
        from requests.adapters import HTTPAdapter
        from requests.auth import HTTPBasicAuth, HTTPDigestAuth
        from urllib3 import Retry

        session = requests.Session()
        session.trust_env = False  # no proxy and no password that the user did not name
        again = Retry(TRIES, backoff_factor=0.5, status_forcelist=(429, 502, 503, 504), allowed_methods=None)
        for scheme in ("http://", "https://"):
            session.mount(scheme, HTTPAdapter(max_retries=again))
        if token := self.environment.get(TOKEN):
            session.headers["Authorization"] = f"Bearer {token}"
        elif self.user:
            kind = HTTPDigestAuth if self.paths.digest else HTTPBasicAuth
            session.auth = kind(self.user, self.environment.get(PASSWORD, ""))
        return session

    def put(self, graph: str, triples: bytes) -> None:
        """Make triples, in N-Triples, all that a graph holds."""
        self._graph("PUT", graph, triples)

    def add(self, graph: str, triples: bytes) -> None:
        """Add triples, in N-Triples, to a graph."""
        self._graph("POST", graph, triples)

    def delete(self, graph: str) -> None:
        """Take a graph away, if it is there."""
        self._graph("DELETE", graph)

    def _graph(self, method: str, graph: str, triples: bytes | None = None) -> None:
        self._ask(
            method,
            self.paths.graphs,
            params={self.paths.parameter: graph},
            data=triples,
            headers={"Content-Type": TRIPLES} if triples is not None else {},
            missing=method == "DELETE",
        )

    def query(self, text: str, graphs: Sequence[str] = (), *, makes_triples: bool = False) -> bytes:
        """Return the answer to a query: JSON of SPARQL 1.1, or N-Triples where it `makes_triples`.

        A pattern without GRAPH is matched with these graphs; with what the server takes for its default graph, if
        none is named. Raises `QueryError` where the server cannot answer.
        """
        fields = [("query", text), *(("default-graph-uri", graph) for graph in graphs)]
        accept = TRIPLES if makes_triples else RESULTS
        return self._ask("POST", self.paths.query, data=fields, headers={"Accept": accept}, asking=True)

    def counts(self, graphs: Iterable[str]) -> dict[str, int]:
        """Return how many triples graphs hold, by name; those that hold none may be missing."""
        import json

        found: dict[str, int] = {}
        names = list(graphs)
        for start in range(0, len(names), COUNTED):
            listed = " ".join(f"<{name}>" for name in names[start : start + COUNTED])
            answer = self.query(
                f"SELECT ?g (COUNT(*) AS ?n) WHERE {{ VALUES ?g {{ {listed} }} GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g"
            )
            for row in json.loads(answer)["results"]["bindings"]:
                found[row["g"]["value"]] = int(row["n"]["value"])
        return found

    def _ask(
        self, method: str, path: str, *, asking: bool = False, missing: bool = False, **options: Any
    ) -> bytes:
        import requests

        url = f"{self.address.rstrip('/')}{path}"
        try:
            answer = self._session.request(
                method, url, timeout=self.seconds, allow_redirects=False, **options
            )
        except requests.Timeout as error:
            raise _Failed[asking](f"{url} did not answer within {self.seconds:g} seconds") from error
        except requests.RequestException as error:
            raise InputError(f"no server answers at {url}; start it, or name its address") from error
        if answer.ok or (missing and answer.status_code == 404):
            return answer.content
        said = " ".join(answer.text.split())[:200]
        status = f"{url} answered {answer.status_code} {answer.reason}"
        if answer.status_code in (401, 403):
            raise InputError(f"{status}; give --user, and the password in {PASSWORD} or a token in {TOKEN}")
        if asking and answer.status_code in (400, 500):
            raise QueryError(f"the server cannot answer the query: {said}")
        hint = (
            "name the kind of server with --server"
            if answer.status_code in (301, 302, 404, 405, 415)
            else said
        )
        raise InputError(f"{status}; {hint}")


_Failed: dict[bool, type[InputError]] = {False: InputError, True: QueryError}
COUNTED = 500
"""Graphs that are counted in one query."""


def server(
    address: str,
    kind: str = "oxigraph",
    *,
    user: str | None = None,
    query_path: str | None = None,
    graphs_path: str | None = None,
    parameter: str | None = None,
    seconds: float = SECONDS,
) -> Server:
    """Return a server of a kind of `KINDS`, with other paths where they are given."""
    given: dict[str, Any] = {"query": query_path, "graphs": graphs_path, "parameter": parameter}
    paths = replace(KINDS[kind], **{name: value for name, value in given.items() if value is not None})
    return Server(address, paths, user, seconds)
