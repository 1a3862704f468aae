"""The table of English words is in order, says where it comes from, and tells words from names."""

import re

import pytest

from kg.nlp.lexicon.english import TABLE, is_english, load_english


def test_header_names_the_source_and_keeps_its_notice() -> None:
    header = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    text = re.sub(" +", " ", " ".join(line.removeprefix("#").strip() for line in header))
    assert "scripts/english" in text
    assert "WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved." in text
    assert 'THIS SOFTWARE AND DATABASE IS PROVIDED "AS IS"' in text


def test_words_are_sorted_lower_case_and_stand_once() -> None:
    rows = [row for row in TABLE.read_text(encoding="utf-8").splitlines() if not row.startswith("#")]
    assert rows == sorted(set(rows))
    assert [row for row in rows if not re.fullmatch("[a-z]{4,}", row)] == []
    assert 60_000 <= len(load_english()) <= 80_000


@pytest.mark.parametrize(
    "word",
    "Inflation lawmakers STOPPED supplies reopening renationalisation protesters smartphones oversaw cryptocurrency"
    " astonishingly has the".split(),
)
def test_words_and_their_forms_are_english(word: str) -> None:
    assert is_english(word)


@pytest.mark.parametrize(
    "word", "Norgass Hydrowind Nimbusly Chatterly Telvia Mijares Coinhaven Leenbank".split()
)
def test_names_are_not(word: str) -> None:
    assert not is_english(word)
