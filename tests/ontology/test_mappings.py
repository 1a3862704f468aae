"""The mappings lead to terms that their vocabularies define."""

import re
from pathlib import Path

import pytest
from rdflib import Graph, Literal, Namespace, URIRef, namespace
from rdflib.namespace import RDF, RDFS, SKOS

REL = Namespace("https://kg.example.org/ontology#")
PLOVER = Namespace("https://kg.example.org/plover#")
WIKIDATA = Namespace("http://www.wikidata.org/entity/")
FTM = Namespace("https://schema.followthemoney.tech/#")
MAPPINGS = Graph().parse(Path(__file__).parents[2] / "ontology" / "mappings.ttl", format="turtle")

FTM_OF_4_11_2 = """
Article Company Directorship Employment Event Family Membership Organization Ownership Person PublicBody Sanction
Territory
"""
FTM_SCHEMATA = frozenset(FTM_OF_4_11_2.split())
"""The schemata of followthemoney 4.11.2 that the mappings name."""
PLOVER_CODES = """
AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT INVESTIGATE DEMAND DISAPPROVE REJECT THREATEN PROTEST CRIME
SANCTION MOBILIZE COERCE ASSAULT FIGHT
"""
PLOVER_CATEGORIES = frozenset(PLOVER_CODES.split())
MAPPING_PROPERTIES = {
    RDFS.subPropertyOf,
    SKOS.closeMatch,
    SKOS.narrowMatch,
    SKOS.broadMatch,
    SKOS.relatedMatch,
}


def mapped_targets() -> list[URIRef]:
    return sorted(
        {target for _, link, target in MAPPINGS if link in MAPPING_PROPERTIES and isinstance(target, URIRef)}
    )


def is_verified(target: URIRef) -> bool:
    """Tell whether a term is one that its vocabulary defines, as far as the mappings were checked."""
    vocabulary, name = re.split(r"(?<=[#/])(?=[^#/]+$)", target)
    if vocabulary == str(WIKIDATA):
        return bool(re.fullmatch(r"P[1-9]\d*", name)) and (target, RDFS.label, None) in MAPPINGS
    known = {str(FTM): FTM_SCHEMATA, str(PLOVER): PLOVER_CATEGORIES}.get(vocabulary, frozenset())
    return name in known or any(target in closed for closed in (namespace.SDO, namespace.ORG, namespace.PROV))


@pytest.mark.parametrize("target", mapped_targets())
def test_mapping_target_is_verified(target: URIRef) -> None:
    assert is_verified(target)


@pytest.mark.parametrize(
    "invented",
    ["https://schema.org/headquarters", "http://www.w3.org/ns/org#owns", f"{FTM}Takeover", f"{PLOVER}FLATTER",
     f"{WIKIDATA}P99999999", "http://dbpedia.org/ontology/owner"],
)  # fmt: skip
def test_invented_mapping_target_is_told(invented: str) -> None:
    assert not is_verified(URIRef(invented))


def test_only_mappings_link_our_terms_outwards() -> None:
    links = {link for subject, link, _ in MAPPINGS if str(subject).startswith(REL)}
    assert links <= MAPPING_PROPERTIES


def test_plover_concepts_carry_their_codes() -> None:
    concepts = set(MAPPINGS.subjects(RDF.type, SKOS.Concept))
    assert concepts
    for concept in concepts:
        code = str(concept).removeprefix(str(PLOVER))
        assert code in PLOVER_CATEGORIES
        assert MAPPINGS.value(concept, SKOS.notation) == Literal(code)
