"""The table of given names that scripts/names makes: in order, folded, with its licence, apart from our own words."""

from pathlib import Path

import kg
from kg.naming.folding import fold
from kg.naming.people import gender, load_customs
from kg.nlp.gazetteer import load_gazetteer
from kg.nlp.lexicon.nouns import load_nouns

LINES = (Path(kg.__file__).parent / "naming" / "given.tsv").read_text(encoding="utf-8").splitlines()
ROWS = [line.split("\t") for line in LINES if not line.startswith("#")]


def test_the_table_says_where_it_is_from_and_is_sorted() -> None:
    assert any("Faker" in line for line in LINES if line.startswith("#"))
    assert any("MIT License" in line for line in LINES if line.startswith("#"))
    names = [name for name, _ in ROWS]
    assert names == sorted(set(names))
    assert len(names) > 10_000
    assert all(name == fold(name) and name.isalpha() for name in names)
    assert {told for _, told in ROWS} == {"f", "m", ""}


def test_no_given_name_is_a_word_of_another_table() -> None:
    customs, nouns, gazetteer = load_customs(), load_nouns(), load_gazetteer()
    for name, _ in ROWS:
        assert name not in customs.east_asian | customs.vietnamese | customs.spanish
        assert name not in nouns
        assert gazetteer.find(name.title()) is None


def test_given_names_tell_the_gender_where_all_bearers_agree() -> None:
    assert gender("Marjeta Kolenc") == "feminine"
    assert gender("Andor Balint") == "masculine"
    assert gender("Marlyn Hobday") == ""
