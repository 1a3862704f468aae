"""Folded names and ids made of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.naming.folding import fold, slug


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Société Générale", "societe generale"),
        ("Ørsted A/S", "orsted a s"),
        ("Łódź", "lodz"),
        ("  AT&T\tInc. ", "at t inc"),
        ("Straße", "strasse"),
        ("阿里巴巴", "阿里巴巴"),
        ("...", ""),
    ],
)
def test_fold_drops_case_accents_and_punctuation(name: str, folded: str) -> None:
    assert fold(name) == folded


@given(st.text())
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text())
def test_a_slug_is_never_empty_and_has_nothing_that_parts_paths_or_words(name: str) -> None:
    made = slug(name)
    assert made
    assert not set(made) & set(" /\\:?#%<>\"'\n\t.")


@given(st.text(alphabet=".,!?- ", max_size=4), st.text(alphabet=".,!?- ", max_size=4))
def test_names_of_punctuation_have_ids_of_their_own(one: str, other: str) -> None:
    assert (slug(one) == slug(other)) == (one == other)
