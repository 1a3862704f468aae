"""Every IRI the program writes is made here, so that each is legal wherever it goes."""

import hashlib
import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

from kg.errors import InputError
from kg.model import Evidence
from kg.ontology import NAMESPACE

DEFAULT_BASE = "https://kg.example.org/"
PATH = r"(?:[\w.~:@!$&'()*+,;=/?-]|%[0-9A-Fa-f]{2})*"
BASE = re.compile(rf"(?:https?://[\w.~-]+(?::\d+)?/|urn:[\w-]+:)(?:{PATH}[/?=:#])?", re.ASCII)
"""What names can follow: an address or URN that ends with a separator."""

UNION = "all"
"""The graph that holds the union of all that texts say, where a store cannot make one itself."""
VIEWS = {
    "all": (),
    "asserted": ("assertions", "entities"),
    "inferred": ("assertions", "entities", "inferences"),
}
"""What a query may look at: all there is; plain triples of what texts state; the same with what follows from it."""


@dataclass(frozen=True, slots=True)
class Iris:
    """Names under one base IRI. Ids are percent-encoded, so any text gives a legal IRI."""

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        if not BASE.fullmatch(self.base):
            raise InputError(f"{self.base!r} is no base IRI; write one like {DEFAULT_BASE}")

    def entity(self, id: str) -> str:
        return f"{self.base}entity/{quote(id, safe='-._~')}"

    def entity_id(self, iri: str) -> str:
        """Return the id of an entity's IRI."""
        return unquote(iri.removeprefix(f"{self.base}entity/"))

    def statement(self, id: str) -> str:
        return f"{self.base}statement/{id}"

    def document(self, id: str) -> str:
        return f"{self.base}document/{quote(id, safe='-._~/')}"

    def evidence(self, statement: str, evidence: Evidence) -> str:
        """The IRI of one piece of evidence for one statement, by all that tells it from another."""
        parts = (
            statement,
            evidence.document,
            evidence.start,
            evidence.end,
            *evidence.subject,
            *evidence.object,
            evidence.rule,
        )
        return f"{self.base}evidence/{hashlib.sha256(repr(parts).encode()).hexdigest()[:16]}"

    def inference(self, subject: str, relation: str, object: str) -> str:
        """The IRI of the node that says why a triple follows."""
        triple = "\x1f".join((subject, relation, object))
        return f"{self.base}inference/{hashlib.sha256(triple.encode()).hexdigest()[:16]}"

    def graph(self, name: str) -> str:
        """A derived graph: `entities`, `statements`, `assertions`, `inferences`, `run`."""
        return f"{self.base}graph/{name}"

    def view(self, name: str) -> tuple[str, ...]:
        """Return the graphs that a query without GRAPH sees: those of a view of `VIEWS`; for `all` no list is needed."""
        return tuple(self.graph(each) for each in VIEWS[name])

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefixes of the project, by name, in the order they are written."""
        return {
            "ent": f"{self.base}entity/",
            "stmt": f"{self.base}statement/",
            "doc": f"{self.base}document/",
            "evidence": f"{self.base}evidence/",
            "graph": f"{self.base}graph/",
            "rel": NAMESPACE,
            "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
            "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
            "skos": "http://www.w3.org/2004/02/skos/core#",
            "schema": "https://schema.org/",
            "dcterms": "http://purl.org/dc/terms/",
            "oa": "http://www.w3.org/ns/oa#",
            "prov": "http://www.w3.org/ns/prov#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        }
