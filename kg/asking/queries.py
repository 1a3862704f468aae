"""What is asked for as SPARQL. Words of the ontology are written into a query; all that a user wrote is bound to variables."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from pyoxigraph import Literal, NamedNode

from kg.asking.question import EVERY, Asked, Kind
from kg.asking.words import Meaning
from kg.model import Status
from kg.ontology import load_ontology
from kg.store.iris import Iris
from kg.store.sparql import Query

CONTRADICTORY = (
    ("asserted", "negated"),
    ("asserted", "ended"),
    ("planned", "negated"),
    ("possible", "negated"),
)
"""Statuses that one claim cannot have together, unless texts disagree or things have changed."""


def query_for(asked: Asked, entities: Mapping[str, str], iris: Iris) -> Query:
    """Return the query that answers; `entities` are the ids of the names in it, by the part they fill.

    The rows of a ranking have ?entity, ?name and ?statements, those of a dispute ?one and ?other, all others
    ?statement, ?left and ?right, and for speakers ?speaker.
    """
    if asked.kind is Kind.RANKING:
        text = _ranking(asked)
    elif asked.kind is Kind.DISPUTE:
        text = _dispute("about" in entities)
    else:
        text = _statements(asked)
    values: dict[str, NamedNode | Literal] = {
        part: NamedNode(iris.entity(id)) for part, id in entities.items()
    }
    for part in ("since", "until", "during"):
        if (date := getattr(asked, part)) is not None and f"?{part}" in text:
            values[part] = Literal(date)
    return Query(text, values)


def chain_query(length: int, start: str, end: str, statuses: Iterable[Status], iris: Iris) -> Query:
    """Return the query for all chains of so many statements, of these statuses, between two entities."""
    allowed = [f"rel:{status}" for status in statuses]
    nodes = ["?left", *(f"?by{number}" for number in range(1, length)), "?right"]
    steps = [f"?step{number}" for number in range(1, length + 1)]
    lines = [f"SELECT DISTINCT {' '.join(steps)} WHERE {{"]
    for step, (one, other) in zip(steps, pairwise(nodes), strict=True):
        lines.append(
            f"  {{ {step} rdf:subject {one} ; rdf:object {other} }} UNION {{ {step} rdf:object {one} ; rdf:subject {other} }}"
        )
        name = step.replace("step", "status")
        lines.append(f"  {step} rel:status {name} . VALUES {name} {{ {' '.join(allowed)} }}")
    lines += ["}", f"ORDER BY {' '.join(steps)}", ""]
    values = {"left": NamedNode(iris.entity(start)), "right": NamedNode(iris.entity(end))}
    return Query("\n".join(lines), values)


def _statements(asked: Asked) -> str:
    spoken = asked.kind is Kind.SPEAKERS
    names = "?statement ?left ?relation ?right ?status" + (" ?speaker" if spoken else "")
    lines = [f"SELECT DISTINCT {names} WHERE {{", *_sides(asked.meanings)]
    lines.append("  ?statement rel:status ?status .")
    if not asked.meanings and asked.statuses != EVERY:
        lines.append(f"  VALUES ?status {{ {' '.join(f'rel:{status}' for status in asked.statuses)} }}")
    if asked.about is not None:
        lines.append("  FILTER(?left = ?about || ?right = ?about)")
    if asked.type is not None:
        lines += _typed("?left" if asked.asks_left else "?right", asked.type)
    if asked.roles:
        lines += _roles(asked.roles)
    if asked.place is not None:
        lines += [
            "  FILTER(?right = ?place || EXISTS { ?right rel:locatedIn+ ?place }",
            "    || EXISTS { ?statement rel:qualifierPlace ?named . ?place rdfs:label|skos:altLabel ?named })",
        ]
    if _is_dated(asked):
        lines += _dated(asked)
    if asked.speaker is not None:
        lines += [
            "  ?statement prov:wasDerivedFrom/rel:attributedTo ?said .",
            "  ?speaker rdfs:label|skos:altLabel ?said .",
        ]
    if spoken:
        lines.append("  OPTIONAL { ?statement prov:wasDerivedFrom/rel:attributedTo ?speaker }")
    return "\n".join([*lines, "}", "ORDER BY ?statement" + (" ?speaker" if spoken else ""), ""])


def _sides(meanings: Iterable[Meaning]) -> list[str]:
    """Return patterns for ?statement between ?left and ?right. What a symmetric relation says it says both ways."""
    relations = load_ontology().relations
    straight = [each.relation for each in meanings if not each.inverse or relations[each.relation].symmetric]
    turned = [each.relation for each in meanings if each.inverse or relations[each.relation].symmetric]
    if not straight and not turned:
        return ["  ?statement rdf:subject ?left ; rdf:predicate ?relation ; rdf:object ?right ."]
    groups = []
    for names, subject, obj in ((straight, "?left", "?right"), (turned, "?right", "?left")):
        if names:
            each = " ".join(f"rel:{name}" for name in dict.fromkeys(names))
            groups.append(
                f"  {{ VALUES ?relation {{ {each} }}\n"
                f"    ?statement rdf:predicate ?relation ; rdf:subject {subject} ; rdf:object {obj} . }}"
            )
    return ["\n  UNION\n".join(groups)]


def _typed(side: str, kind: str) -> list[str]:
    ontology = load_ontology()
    kinds = " ".join(f"rel:{name}" for name in ontology.classes if ontology.is_a(name, kind))
    return [f"  VALUES ?type {{ {kinds} }}", f"  {side} a ?type ."]


def _roles(roles: tuple[str, ...]) -> list[str]:
    """Return patterns for a post of one of these names. A vice president is no president."""
    names = " ".join(f'"{role}"' for role in roles)
    return [
        "  ?statement rel:qualifierRole ?role .",
        '  BIND(CONCAT(" ", REPLACE(LCASE(?role), "[-,;/&]", " "), " ") AS ?words)',
        f"  VALUES ?post {{ {names} }}",
        '  FILTER(CONTAINS(?words, CONCAT(" ", ?post, " ")))',
        '  FILTER(!CONTAINS(?words, CONCAT("vice ", ?post)) && !CONTAINS(?words, CONCAT("deputy ", ?post)))',
    ]


def _is_dated(asked: Asked) -> bool:
    return (asked.since, asked.until, asked.during) != (None, None, None)


def _dated(asked: Asked) -> list[str]:
    """Return patterns for documents of a time; dates are compared as far as both are known."""
    lines = ["  ?statement prov:wasDerivedFrom/oa:hasSource/dcterms:issued ?issued ."]
    if asked.since is not None:
        lines.append("  FILTER(STR(?issued) >= SUBSTR(STR(?since), 1, STRLEN(STR(?issued))))")
    if asked.until is not None:
        lines.append("  FILTER(SUBSTR(STR(?issued), 1, STRLEN(STR(?until))) <= STR(?until))")
    if asked.during is not None:
        lines += [
            "  FILTER(STRSTARTS(STR(?issued), STR(?during))",
            "    || EXISTS { ?statement rel:qualifierTime ?time FILTER(CONTAINS(?time, SUBSTR(STR(?during), 1, 4))) })",
        ]
    return lines


def _ranking(asked: Asked) -> str:
    side = "?left" if asked.asks_left else "?right"
    lines = ["SELECT ?entity ?name (COUNT(DISTINCT ?statement) AS ?statements) WHERE {"]
    if asked.meanings:
        lines += [
            *_sides(asked.meanings),
            "  ?statement rel:status rel:asserted .",
            f"  BIND({side} AS ?entity)",
        ]
    else:
        lines += [
            "  { ?statement rdf:subject ?entity } UNION { ?statement rdf:object ?entity }",
            "  ?statement a rel:Statement .",
        ]
    if asked.type is not None:
        lines += _typed("?entity", asked.type)
    if _is_dated(asked):
        lines += _dated(asked)
    lines += ["  ?entity rdfs:label ?name .", "}", "GROUP BY ?entity ?name"]
    return "\n".join([*lines, "ORDER BY DESC(?statements) ?name ?entity", f"LIMIT {asked.most}", ""])


def _dispute(about: bool) -> str:
    pairs = " ".join(f"(rel:{one} rel:{other})" for one, other in CONTRADICTORY)
    lines = [
        "SELECT ?one ?other WHERE {",
        f"  VALUES (?status ?contrary) {{ {pairs} }}",
        "  ?one rel:status ?status ; rdf:subject ?left ; rdf:predicate ?relation ; rdf:object ?right .",
        "  ?other rel:status ?contrary ; rdf:subject ?left ; rdf:predicate ?relation ; rdf:object ?right .",
    ]
    if about:
        lines.append("  FILTER(?left = ?about || ?right = ?about)")
    return "\n".join([*lines, "}", "ORDER BY ?one ?other", ""])
