"""Every IRI is legal for any id, and tells different ids apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode
from rdflib import URIRef

from kg.errors import InputError
from kg.model import Evidence, Span
from kg.store.iris import DEFAULT_BASE, Iris

IRIS = Iris()
BASES = ["https://kg.example.org/", "http://localhost:8000/x#", "urn:kg:", "http://a.example/?id="]


@given(st.text(), st.sampled_from(BASES))
def test_any_id_gives_a_legal_iri(id: str, base: str) -> None:
    for iri in (Iris(base).entity(id), Iris(base).document(id)):
        NamedNode(iri)
        assert URIRef(iri).n3() == f"<{iri}>"
        assert iri.isascii()


@given(st.lists(st.text(), unique=True, min_size=2))
def test_different_ids_have_different_iris(ids: list[str]) -> None:
    assert len({IRIS.entity(id) for id in ids}) == len(ids)
    assert len({IRIS.document(id) for id in ids}) == len(ids)


@given(
    st.lists(st.tuples(st.text(max_size=3), st.integers(0, 9), st.text(max_size=3)), unique=True, min_size=2)
)
def test_different_evidence_has_different_iris(parts: list[tuple[str, int, str]]) -> None:
    made = {
        IRIS.evidence(statement, Evidence(statement, start, 20, Span(start, 11), Span(12, 13), rule))
        for statement, start, rule in parts
    }
    assert len(made) == len(parts)


@pytest.mark.parametrize("base", BASES)
def test_names_can_follow_these_bases(base: str) -> None:
    assert Iris(base).graph("run") == f"{base}graph/run"


@pytest.mark.parametrize(
    "base",
    [
        "", "example.org", "ftp://a.example/", "javascript:alert(1)/", "http://", "urn:", "http://a b/",
        "http://a.example/%zz/", "http://a:b:c/", "http://a.example/<", "http://a.example/kg", "https://a.example/é/",
    ],
)  # fmt: skip
def test_other_bases_are_refused_with_an_example(base: str) -> None:
    with pytest.raises(InputError, match=DEFAULT_BASE):
        Iris(base)
