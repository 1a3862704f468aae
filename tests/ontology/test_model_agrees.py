"""The types of the model say the same as the ontology."""

from dataclasses import fields
from pathlib import Path

from rdflib import Graph, Namespace
from rdflib.namespace import RDF, RDFS

from kg.model.statement import Qualifiers, Status

REL = Namespace("https://kg.example.org/ontology#")
ONTOLOGY = Graph().parse(Path(__file__).parents[2] / "ontology" / "kg.ttl", format="turtle")


def test_statuses_of_the_model_are_those_of_the_ontology() -> None:
    assert {REL[status] for status in Status} == set(ONTOLOGY.subjects(RDF.type, REL.Status))


def test_qualifiers_of_the_model_are_those_of_the_ontology() -> None:
    of_statements = {str(name) for name in ONTOLOGY.subjects(RDFS.domain, REL.Statement)}
    of_model = {str(REL[f"qualifier{field.name.capitalize()}"]) for field in fields(Qualifiers)}
    assert of_model == {name for name in of_statements if name.startswith(f"{REL}qualifier")}
