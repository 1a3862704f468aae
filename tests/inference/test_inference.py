"""What follows from statements: by which axiom, from which of them, and never from what is no fact."""

from builders import Claim, Name, company, graph_of, nominal, person, reading
from hypothesis import given
from hypothesis import strategies as st

from kg.graph import Graph
from kg.inference import Axiom, Inference, infer
from kg.model import Status

TSMC, UNIT, SUB, ANNA, CARL = (
    company("TSMC"),
    company("Unit"),
    company("Subunit"),
    person("Anna Berg"),
    person("Carl Lund"),
)
CITY, LAND, CONTINENT = Name("Hsinchu", "City"), Name("Taiwan", "Country"), Name("Asia", "Region")
PLANT = nominal("plant")


def following(*claims: Claim) -> set[tuple[str, str, str, str]]:
    graph = graph_of(reading("one", *claims))
    return {
        (each.subject, each.relation, each.object, f"{each.axiom} {each.of}") for each in graph.inferences
    }


def statement_of(graph: Graph, relation: str) -> str:
    (found,) = graph.statements(relation=relation)
    return found.id


def test_an_inverse_follows() -> None:
    assert following(Claim(TSMC, "owns", UNIT)) == {("unit", "ownedBy", "tsmc", "inverse owns")}


def test_a_symmetric_relation_holds_the_other_way_round() -> None:
    assert following(Claim(CARL, "meetsWith", ANNA)) == {
        ("carl-lund", "meetsWith", "anna-berg", "symmetric meetsWith")
    }


def test_who_is_based_in_a_place_operates_there_and_in_what_it_lies_in() -> None:
    found = following(Claim(TSMC, "basedIn", CITY), Claim(CITY, "locatedIn", LAND))
    assert found >= {
        ("tsmc", "operatesIn", "hsinchu", "sub-property basedIn operatesIn"),
        ("tsmc", "basedIn", "taiwan", "chain basedIn locatedIn"),
        ("taiwan", "seatOf", "tsmc", "inverse basedIn"),
    }
    assert ("tsmc", "operatesIn", "taiwan", "chain operatesIn locatedIn") in found


def test_places_lie_in_what_their_place_lies_in_and_units_belong_to_the_parent_of_their_parent() -> None:
    found = following(
        Claim(CITY, "locatedIn", LAND),
        Claim(LAND, "locatedIn", CONTINENT),
        Claim(SUB, "subsidiaryOf", UNIT),
        Claim(UNIT, "subsidiaryOf", TSMC),
    )
    assert ("hsinchu", "locatedIn", "asia", "transitive locatedIn") in found
    assert ("subunit", "subsidiaryOf", "tsmc", "transitive subsidiaryOf") in found
    assert ("tsmc", "hasSubsidiary", "subunit", "inverse subsidiaryOf") in found


def test_an_inference_names_the_fewest_statements_in_their_order() -> None:
    graph = graph_of(
        reading(
            "one",
            Claim(TSMC, "visits", CITY),
            Claim(CITY, "locatedIn", LAND),
            Claim(LAND, "locatedIn", CONTINENT),
            Claim(CITY, "locatedIn", CONTINENT),
        )
    )
    (found,) = [each for each in graph.inferences if (each.relation, each.object) == ("visits", "asia")]
    (near,) = [
        s for s in graph.statements(relation="locatedIn") if (s.subject, s.object) == ("hsinchu", "asia")
    ]
    assert found.premises == (statement_of(graph, "visits"), near.id)


def test_nothing_follows_from_what_is_no_fact() -> None:
    for status in set(Status) - {Status.ASSERTED}:
        assert following(Claim(TSMC, "owns", UNIT, status)) == set()
        found = following(Claim(TSMC, "basedIn", CITY), Claim(CITY, "locatedIn", LAND, status))
        assert "taiwan" not in {each[2] for each in found} | {each[0] for each in found}


def test_what_is_only_described_links_nothing() -> None:
    found = following(
        Claim(ANNA, "visits", PLANT), Claim(PLANT, "locatedIn", CITY), Claim(CITY, "locatedIn", LAND)
    )
    assert not [each for each in found if each[0] == "anna-berg"]
    assert [each for each in found if each[1:3] == ("locatedIn", "taiwan")]


def test_what_is_asserted_is_not_inferred_and_nothing_relates_to_itself() -> None:
    found = following(
        Claim(CITY, "locatedIn", LAND),
        Claim(LAND, "locatedIn", CITY),
        Claim(TSMC, "basedIn", CITY),
        Claim(TSMC, "operatesIn", CITY),
    )
    assert not [each for each in found if each[0] == each[2]]
    assert ("tsmc", "operatesIn", "hsinchu") not in {each[:3] for each in found}


@given(st.permutations(range(5)))
def test_the_order_of_statements_does_not_matter(order: list[int]) -> None:
    graph = graph_of(
        reading(
            "one",
            Claim(TSMC, "basedIn", CITY),
            Claim(CITY, "locatedIn", LAND),
            Claim(LAND, "locatedIn", CONTINENT),
            Claim(UNIT, "subsidiaryOf", TSMC),
            Claim(SUB, "subsidiaryOf", UNIT),
        )
    )
    statements = graph.statements()
    named = {each.id for each in graph.entities}
    assert tuple(infer((statements[i] for i in order), named)) == graph.inferences


def test_inferences_lie_in_a_graph_of_their_own() -> None:
    graph = graph_of(reading("one", Claim(TSMC, "basedIn", CITY), Claim(CITY, "locatedIn", LAND)))
    query = "SELECT ?firm { ?firm rel:basedIn ent:taiwan }"
    assert graph.query(query) == graph.query(query, view="asserted") == []
    assert graph.query(query, view="inferred") == [{"firm": graph.iris.entity("tsmc")}]
    trace = """SELECT ?statement { GRAPH graph:inferences { ?node a rel:Inference ; rdf:subject ent:tsmc ;
        rdf:predicate rel:basedIn ; rdf:object ent:taiwan ; rel:axiom "chain basedIn locatedIn" ;
        prov:wasDerivedFrom ?statement } }"""
    stated = {graph.iris.statement(each.id) for each in graph.statements()}
    assert {row["statement"] for row in graph.query(trace)} == stated
    assert not [quad for quad in graph.quads if "inference" in str(quad)]
    assert graph.inferences[0] == Inference(
        "hsinchu", "placeOfBusinessOf", "tsmc", Axiom.INVERSE, "operatesIn", graph.inferences[0].premises
    )
