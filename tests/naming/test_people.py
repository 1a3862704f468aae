"""The customs by which people are named: parts, short forms, and when two names may be one person's."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.naming.people import (
    CUSTOMARY,
    Custom,
    Kind,
    block_words,
    compare,
    gender,
    is_east_asian,
    load_customs,
    parse,
    short_forms,
    short_key,
)


@pytest.mark.parametrize(
    ("name", "custom", "given_name", "family"),
    [
        ("Henry Ma", Custom.EAST_ASIAN, "henry", ("ma",)),
        ("Ma Huateng", Custom.EAST_ASIAN, "huateng", ("ma",)),
        ("John Lee Ka-chiu", Custom.EAST_ASIAN, "john", ("lee",)),
        ("Carrie Lam Cheng Yuet-ngor", Custom.EAST_ASIAN, "carrie", ("lam",)),
        ("Ji-hoon Park", Custom.EAST_ASIAN, "jihoon", ("park",)),
        ("Park Ji Hoon", Custom.EAST_ASIAN, "jihoon", ("park",)),
        ("Bae Jung-hwa", Custom.EAST_ASIAN, "junghwa", ("bae",)),
        ("Nguyen Phu Trong", Custom.VIETNAMESE, "trong", ("nguyen",)),
        ("Andrés Manuel López Obrador", Custom.SPANISH, "andres", ("lopez", "obrador")),
        ("Abdel Fattah al-Sisi", Custom.ARABIC, "abdfattah", ("sisi",)),
        ("Mohammed bin Salman", Custom.ARABIC, "mohammed", ("bin salman",)),
        ("Vladimir Vladimirovich Putin", Custom.RUSSIAN, "vladimir", ("putin",)),
        ("Ursula von der Leyen", Custom.WESTERN, "ursula", ("von", "der", "leyen")),
        ("Kim Clark", Custom.WESTERN, "kim", ("clark",)),
        ("Lee Marvin", Custom.WESTERN, "lee", ("marvin",)),
        ("Dr. Anna Berg", Custom.WESTERN, "anna", ("berg",)),
        ("Suharto", Custom.SINGLE, "", ("suharto",)),
    ],
)
def test_the_parts_of_a_name(name: str, custom: Custom, given_name: str, family: tuple[str, ...]) -> None:
    parts = parse(name)
    assert (parts.custom, parts.given, parts.family) == (custom, given_name, family)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Ma Huateng", "Ma"),
        ("Jack Ma", "Ma"),
        ("Nguyen Phu Trong", "Trong"),
        ("Gabriel García Márquez", "García"),
        ("Gabriel García Márquez", "García Márquez"),
        ("Abdel Fattah al-Sisi", "Sisi"),
        ("Abdel Fattah al-Sisi", "El-Sisi"),
        ("Mohammed bin Salman", "bin Salman"),
        ("Ursula von der Leyen", "von der Leyen"),
        ("Ursula von der Leyen", "Leyen"),
        ("Andrei Ivanovich Belov", "Andrei Ivanovich"),
        ("Cláudia Moreira Prado", "Moreira Prado"),
    ],
)
def test_what_people_are_called_by_custom(name: str, short: str) -> None:
    assert short_forms(name)[short_key(short)] == CUSTOMARY


@pytest.mark.parametrize(
    ("name", "short"),
    [("Nguyen Phu Trong", "Nguyen"), ("Jack Ma", "Jack"), ("Gabriel García Márquez", "Márquez")],
)
def test_what_they_may_be_called_but_seldom_are(name: str, short: str) -> None:
    assert 0 < short_forms(name)[short_key(short)] < CUSTOMARY


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Park Ji-hoon", "Ji Hoon Park", Kind.SAME),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy", Kind.SAME),
        ("Sergey Vasilyev", "Sergei Vasiliev", Kind.SAME),
        ("Abdel Fattah al-Sisi", "Abdel-Fattah el-Sissi", Kind.SAME),
        ("Naoko Tachibana", "Tachibana Naoko", Kind.SAME),
        ("John Lee", "John Lee Ka-chiu", Kind.SHORTER),
        ("Lee Ka-chiu", "John Lee Ka-chiu", Kind.SHORTER),
        ("Vladimir Putin", "Vladimir Vladimirovich Putin", Kind.SHORTER),
        ("Gabriel Garcia", "Gabriel García Márquez", Kind.SHORTER),
        ("Mohammed bin Salman", "Muhammad bin Salman Al Saud", Kind.SHORTER),
        ("Rosli Hamid", "Rosli bin Hamid", Kind.SHORTER),
        ("Bill Gates", "William Gates", Kind.SHORTER),
        ("George Bush", "George W. Bush", Kind.SHORTER),
        ("Pasang Doma", "Pasang Doma Sherpa", Kind.BEGINS),
        ("Robert Kennedy", "Robert Kennedy Jr.", Kind.LOOSE),
        ("J. Smith", "John Smith", Kind.LOOSE),
        ("Katrin Göring-Eckart", "Katrin Göring-Eckardt", Kind.LOOSE),
    ],
)
def test_names_that_may_be_one_persons(one: str, other: str, kind: Kind) -> None:
    likeness = compare(one, other)
    assert likeness is not None
    assert likeness.kind is kind
    assert likeness.reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jack Ma", "Henry Ma"),
        ("Jack Ma", "Ma Huateng"),
        ("George W. Bush", "George H. W. Bush"),
        ("John Smith Jr.", "John Smith Sr."),
        ("Li Wei", "Li Weimin"),
        ("Thomas James", "James Thomas"),
        ("Idris II", "Idris III"),
        ("Ma", "Jack Ma"),
        ("Kim Min-jae", "Kim Ji-won"),
    ],
)
def test_names_of_different_people(one: str, other: str) -> None:
    assert compare(one, other) is None


WORDS = sorted(
    {
        *list(load_customs().given)[:60],
        *list(load_customs().east_asian)[:40],
        "bin",
        "al-Sisi",
        "von",
        "J.",
        "Ka-chiu",
        "Jr.",
    }
)
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(lambda words: " ".join(words).title())


@given(NAMES, NAMES)
def test_comparing_knows_no_first_and_second(one: str, other: str) -> None:
    assert compare(one, other) == compare(other, one)


@given(NAMES, NAMES)
def test_names_that_are_alike_beyond_a_document_share_two_words_of_their_blocks(one: str, other: str) -> None:
    likeness = compare(one, other)
    if likeness and likeness.kind is not Kind.LOOSE and parse(one).words != parse(other).words:
        pairs = [set(combinations(sorted(block_words(name)), 2)) for name in (one, other)]
        assert pairs[0] & pairs[1], (one, other, likeness)


@pytest.mark.parametrize(
    ("name", "told"), [("Angela Merkel", "feminine"), ("Karl-Heinz Rummenigge", "masculine"), ("Xu Jing", "")]
)
def test_given_names_tell_the_gender(name: str, told: str) -> None:
    assert gender(name) == told


def test_a_person_called_park_is_no_park() -> None:
    assert is_east_asian("Ji-hoon Park")
    assert not is_east_asian("Hyde Park")


def test_the_tables_hold_folded_words_alone() -> None:
    customs = load_customs()
    for words in (customs.east_asian, customs.vietnamese, customs.spanish, customs.given, customs.same_given):
        assert all(isinstance(word, str) and word == word.casefold() for word in words)
