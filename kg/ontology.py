"""The ontology as the program reads it: `ontology/kg.ttl` is the source, nothing here repeats it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

NAMESPACE = "https://kg.example.org/ontology#"

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
OWL = "http://www.w3.org/2002/07/owl#"

UNKNOWN = "Entity"
"""The class of a name whose kind the text doesn't tell."""


def ontology_folder() -> Path:
    """Return the folder of the ontology: beside the package in a checkout, inside it when installed."""
    package = Path(__file__).parent
    installed = package / "_ontology"
    return installed if installed.is_dir() else package.parent / "ontology"


@dataclass(frozen=True, slots=True)
class Class:
    """A class of the ontology, with its superclasses, nearest first."""

    name: str
    label: str
    plural: str
    definition: str
    ancestors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation that statements are stored under."""

    name: str
    label: str
    definition: str
    family: str
    domain: frozenset[str]
    range: frozenset[str]
    symmetric: bool
    inverse_label: str
    overrides: frozenset[str]
    """Relations that are dropped where one sentence says both of the same two entities."""
    inverse: str | None = None
    """The name of its inverse, which no statement is stored under."""
    broader: tuple[str, ...] = ()
    """Relations that hold wherever it does."""
    through: tuple[str, ...] = ()
    """Relations that carry it on: who is based in a place that is located in another is based there too."""


@dataclass(frozen=True, slots=True)
class Term:
    """A status or a family of relations: its local name, label and definition."""

    name: str
    label: str
    definition: str


@dataclass(frozen=True, slots=True)
class Ontology:
    """Classes, relations, statuses and families by local name, each in alphabetical order."""

    version: str
    classes: Mapping[str, Class]
    relations: Mapping[str, Relation]
    statuses: Mapping[str, Term]
    families: Mapping[str, Term]

    def is_a(self, kind: str, *wanted: str) -> bool:
        """Tell whether class `kind` is one of the `wanted` or lies below one."""
        return kind in wanted or any(ancestor in wanted for ancestor in self.classes[kind].ancestors)

    def permits(self, relation: str, subject: str, object: str) -> bool:
        """Tell whether the relation may hold between these classes. `Entity`, the unknown, fits anywhere."""
        rule = self.relations[relation]
        return self._fits(subject, rule.domain) and self._fits(object, rule.range)

    def _fits(self, kind: str, allowed: frozenset[str]) -> bool:
        return kind == UNKNOWN or self.is_a(kind, *allowed)


@cache
def load_ontology() -> Ontology:
    """Return the ontology, read once in a process."""
    from pyoxigraph import Literal, NamedNode, RdfFormat, Store

    store = Store()
    with (ontology_folder() / "kg.ttl").open("rb") as file:
        store.bulk_load(file, RdfFormat.TURTLE)

    def iris(subject: NamedNode, predicate: str) -> list[str]:
        found = (quad.object for quad in store.quads_for_pattern(subject, NamedNode(predicate), None, None))
        return sorted(_local(term.value) for term in found if isinstance(term, NamedNode))

    def text(subject: NamedNode, predicate: str) -> str:
        found = (quad.object for quad in store.quads_for_pattern(subject, NamedNode(predicate), None, None))
        return min((term.value for term in found if isinstance(term, Literal)), default="")

    def instances(kind: str) -> list[NamedNode]:
        found = store.quads_for_pattern(None, NamedNode(RDF_TYPE), NamedNode(kind), None)
        nodes = {quad.subject for quad in found if isinstance(quad.subject, NamedNode)}
        return sorted(
            (node for node in nodes if node.value.startswith(NAMESPACE)), key=lambda node: node.value
        )

    def terms(kind: str) -> dict[str, Term]:
        return {
            _local(node.value): Term(
                _local(node.value), text(node, RDFS + "label"), text(node, SKOS + "definition")
            )
            for node in instances(NAMESPACE + kind)
        }

    parents = {_local(node.value): iris(node, RDFS + "subClassOf") for node in instances(OWL + "Class")}
    classes = {
        _local(node.value): Class(
            _local(node.value),
            text(node, RDFS + "label"),
            text(node, NAMESPACE + "plural"),
            text(node, SKOS + "definition"),
            _ancestors(_local(node.value), parents),
        )
        for node in instances(OWL + "Class")
    }
    inverses = {
        name: _local(node.value)
        for node in instances(OWL + "ObjectProperty")
        for name in iris(node, OWL + "inverseOf")
    }
    transitive = {_local(node.value) for node in instances(OWL + "TransitiveProperty")}

    def through(node: NamedNode) -> Iterator[str]:
        if _local(node.value) in transitive:
            yield _local(node.value)
        yield from iris(node, NAMESPACE + "through")

    symmetric = {_local(node.value) for node in instances(OWL + "SymmetricProperty")}
    relations = {
        _local(node.value): Relation(
            name=_local(node.value),
            label=text(node, RDFS + "label"),
            definition=text(node, SKOS + "definition"),
            family=iris(node, NAMESPACE + "family")[0],
            domain=frozenset(iris(node, NAMESPACE + "domainIncludes")),
            range=frozenset(iris(node, NAMESPACE + "rangeIncludes")),
            symmetric=_local(node.value) in symmetric,
            inverse_label=text(node, NAMESPACE + "inverseLabel"),
            overrides=frozenset(iris(node, NAMESPACE + "moreSpecificThan")),
            inverse=inverses.get(_local(node.value)),
            broader=tuple(iris(node, RDFS + "subPropertyOf")),
            through=tuple(through(node)),
        )
        for kind in ("ObjectProperty", "DatatypeProperty")
        for node in instances(OWL + kind)
        if iris(node, NAMESPACE + "family") and text(node, NAMESPACE + "stored") == "true"
    }
    return Ontology(
        text(NamedNode(NAMESPACE.rstrip("#")), OWL + "versionInfo"),
        classes,
        dict(sorted(relations.items())),
        terms("Status"),
        terms("Family"),
    )


def _local(iri: str) -> str:
    return iri.removeprefix(NAMESPACE)


def _ancestors(name: str, parents: Mapping[str, list[str]]) -> tuple[str, ...]:
    found: list[str] = []
    queue = list(parents.get(name, ()))
    while queue:
        parent = queue.pop(0)
        if parent not in found and parent in parents:
            found.append(parent)
            queue.extend(parents[parent])
    return tuple(found)
