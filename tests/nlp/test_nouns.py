"""The table of common nouns is in order, says where it comes from, and knows what news speaks of."""

import re

import pytest

from kg.nlp.lexicon import load_nominals
from kg.nlp.lexicon.nouns import TABLE, load_nouns
from kg.ontology import load_ontology

CLASSES = {
    "Person",
    "Group",
    "Organization",
    "Company",
    "GovernmentBody",
    "Facility",
    "Place",
    "Event",
    "Law",
    "Agreement",
    "Product",
}


def test_header_names_the_source_and_keeps_its_notice() -> None:
    header = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    text = " ".join(line.removeprefix("#").strip() for line in header)
    assert "scripts/nouns" in text
    assert "WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved." in re.sub(
        " +", " ", text
    )
    assert 'THIS SOFTWARE AND DATABASE IS PROVIDED "AS IS"' in text


def test_rows_are_sorted_and_each_lemma_stands_once() -> None:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if not line.startswith("#")]
    lemmas = [row.split("\t")[0] for row in rows]
    assert lines[-len(rows) :] == rows
    assert lemmas == sorted(set(lemmas))
    assert list(load_nouns()) == lemmas


def test_lemmas_are_lower_case_phrases() -> None:
    odd = [lemma for lemma in load_nouns() if not re.fullmatch(r"[a-z0-9]+(?:[-' ][a-z0-9]+)*", lemma)]
    assert odd == []
    assert 3000 <= len(load_nouns()) <= 8000


def test_classes_are_the_ontology_s() -> None:
    assert set(load_nouns().values()) == CLASSES
    assert set(load_ontology().classes) >= CLASSES


@pytest.mark.parametrize(
    ("kind", "lemmas"),
    [
        ("Person", "lawyer passenger voter singer prosecutor police_officer suicide_bomber child woman"),
        ("Group", "people crowd family crew militia gang public delegation"),
        ("Organization", "party trade_union university newspaper charity"),
        ("Company", "airline bank manufacturer start-up insurance_company"),
        ("GovernmentBody", "ministry court parliament army police central_bank"),
        ("Facility", "power_plant airport refinery school prison border_crossing"),
        ("Place", "village province island border"),
        ("Event", "election earthquake summit bombing lawsuit airstrike"),
        ("Law", "bill constitution tariff verdict state_of_emergency"),
        ("Agreement", "treaty ceasefire merger memorandum_of_understanding"),
        ("Product", "helicopter missile vaccine smartphone coal wheat"),
    ],
)
def test_what_news_speaks_of_has_its_class(kind: str, lemmas: str) -> None:
    words = [lemma.replace("_", " ") for lemma in lemmas.split()]
    assert {word: load_nouns().get(word) for word in words} == dict.fromkeys(words, kind)


def test_general_words_and_other_kinds_are_left_out() -> None:
    general = (
        "thing way part case number level time day place person member area point end issue problem office"
    )
    other = "hand anger animal tree table window square mile monday america"
    assert [word for word in f"{general} {other}".split() if word in load_nouns()] == []


def test_differs_from_nominals_only_where_they_choose() -> None:
    """nominals.yaml overrides. It reads people, their unions and firms as groups, and few words otherwise."""
    differing = {
        (" ".join(words), kind)
        for words, kind in load_nominals().things.items()
        if kind != load_nouns().get(" ".join(words), kind)
    }
    agents = {"Person", "Organization", "Company"}
    chosen = {lemma for lemma, kind in differing if kind != "Group" or load_nouns()[lemma] not in agents}
    assert chosen <= {"brewery", "church", "program", "satellite"}
