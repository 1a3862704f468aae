"""The questions that ship: each has a known answer, and both engines give it."""

from typing import Any

import pytest
from builders import Claim, Name, asked_of_rdflib, company, graph_of, nominal, person, read_by_rdflib, reading
from pyoxigraph import Literal, NamedNode

from kg.export import FORMATS, export
from kg.model import Qualifiers, Status
from kg.store.iris import Iris
from kg.store.questions import load_questions
from kg.store.sparql import Query

QUESTIONS = load_questions()
ALI, TEN, SHIP = company("Alibaba"), company("Tencent"), company("Norvik Lines")
HONG_KONG, CHINA = Name("Hong Kong", "City"), Name("China", "Country")
ANNA, CARL = person("Anna Berg"), person("Carl Lund")
GRAPH = graph_of(
    reading(
        "one",
        Claim(ANNA, "leads", ALI, qualifiers=Qualifiers(role=("chairwoman",))),
        Claim(CARL, "leads", ALI, Status.ENDED, qualifiers=Qualifiers(role=("chairman",))),
        Claim(ALI, "operates", nominal("two data centers"), qualifiers=Qualifiers(place=("Hong Kong",))),
        Claim(TEN, "operatesIn", HONG_KONG, Status.PLANNED, source="Anna Berg"),
        Claim(SHIP, "acquires", TEN, Status.PLANNED),
        Claim(TEN, "acquires", SHIP, qualifiers=Qualifiers(amount=("$2 billion",))),
        Claim(CHINA, "sanctions", SHIP),
        Claim(ANNA, "meetsWith", CARL, qualifiers=Qualifiers(time=("Monday",))),
    ),
    reading(
        "two",
        Claim(TEN, "acquires", SHIP, Status.NEGATED),
        Claim(TEN, "owns", SHIP, qualifiers=Qualifiers(share=("51%",))),
        Claim(ALI, "competesWith", TEN),
    ),
)
IRIS = Iris()
IT = {
    "who-leads-it": "Alibaba",
    "who-owns-it": "Norvik Lines",
    "what-it-operates": "Alibaba",
    "who-plans-what-there": "Hong Kong",
    "what-is-said-of-it": "Hong Kong",
    "what-is-known-since": "Hong Kong",
    "how-are-they-connected": "Alibaba",
}
EXPECTED: dict[str, list[tuple[Any, ...]]] = {
    "who-leads-what": [("Anna Berg", "Alibaba", "chairwoman")],
    "who-leads-it": [("Anna Berg", "asserted", "chairwoman"), ("Carl Lund", "ended", "chairman")],
    "who-owns-it": [
        ("Tencent", "acquires", "asserted", None),
        ("Tencent", "acquires", "negated", None),
        ("Tencent", "owns", "asserted", "51%"),
    ],
    "what-it-operates": [("two data centers", "Hong Kong", "asserted")],
    "who-plans-what-there": [("Tencent", "operatesIn", "Hong Kong")],
    "who-sanctions-whom": [("China", "Norvik Lines", "asserted")],
    "what-changed-hands": [("Tencent", "acquires", "Norvik Lines", "$2 billion")],
    "who-met-whom": [("Anna Berg", "Carl Lund", "Monday")],
    "what-is-said-of-it": [
        ("Tencent", "operatesIn", "Hong Kong", "planned", "one", "Tencent operatesIn Hong Kong.")
    ],
    "what-is-known-since": [],
    "who-says-what": [("Anna Berg", "Tencent", "operatesIn", "Hong Kong", "planned")],
    "what-is-disputed": [("Tencent", "acquires", "Norvik Lines")],
    "how-are-they-connected": [("competesWith", "Tencent", "acquires"), ("competesWith", "Tencent", "owns")],
    "who-is-spoken-of-most": [("Tencent", "Company", 6), ("Norvik Lines", "Company", 5)],
}


def query(name: str) -> Query:
    values: dict[str, NamedNode | Literal] = {}
    if name in IT:
        values["it"] = NamedNode(IRIS.entity(GRAPH.entity(IT[name]).id))
    if "since" in QUESTIONS[name].given:
        values["since"] = Literal("2024-01-01")
    if "other" in QUESTIONS[name].given:
        values["other"] = NamedNode(IRIS.entity(GRAPH.entity("Norvik Lines").id))
    return Query(QUESTIONS[name].query, values)


def shortened(value: object) -> object:
    """Return the local name of an IRI, all else as it is."""
    text = str(value)
    for prefix in (IRIS.prefixes["rel"], IRIS.prefixes["doc"]):
        if text.startswith(prefix):
            return text.removeprefix(prefix)
    return value


def answered(name: str) -> list[dict[str, Any]]:
    asked = query(name)
    rows = GRAPH.query(asked.text, asked.values)
    return [{key: shortened(value) for key, value in row.items()} for row in rows]


def test_every_question_is_tried() -> None:
    assert set(EXPECTED) == set(QUESTIONS)
    assert {name for name, each in QUESTIONS.items() if "it" in each.given} == set(IT)


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_has_its_answer(name: str) -> None:
    wanted = EXPECTED[name]
    rows = [tuple(row.values())[: len(wanted[0]) if wanted else None] for row in answered(name)]
    assert rows[: len(wanted) if name == "who-is-spoken-of-most" else None] == wanted


@pytest.mark.parametrize("name", QUESTIONS)
def test_both_engines_agree(name: str) -> None:
    dataset = read_by_rdflib(export(GRAPH.contents, FORMATS["nquads"]), "nquads")
    prefixes = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in IRIS.prefixes.items())
    theirs = asked_of_rdflib(dataset, prefixes + query(name).bound())
    assert in_any_order(theirs) == in_any_order(answered(name))


def in_any_order(rows: list[dict[str, Any]]) -> list[list[tuple[str, str]]]:
    """Return rows as text; an engine may leave out what has no value, and sort equal rows as it likes."""
    return sorted(
        sorted((key, str(shortened(value))) for key, value in row.items() if value is not None)
        for row in rows
    )
