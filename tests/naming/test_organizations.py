"""Legal forms and acronyms."""

import pytest

from kg.naming.organizations import abbreviates, is_acronym, short_name


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Alibaba Group Holding Ltd.", "Alibaba"),
        ("Volkswagen AG", "Volkswagen"),
        ("Group", "Group"),
        ("Perdana Rail Sdn. Bhd.", "Perdana Rail"),
        ("Ferrante S.p.A.", "Ferrante"),
        ("Silver Lake Spa", "Silver Lake Spa"),
        ("OOO Lukoil", "Lukoil"),
        ("KK", "KK"),
        ("Dhofar Refining", "Dhofar Refining"),
    ],
)
def test_short_names_leave_out_legal_forms(name: str, short: str) -> None:
    assert short_name(name) == short


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("HKMA", "Hong Kong Monetary Authority"),
        ("IMF", "International Monetary Fund"),
        ("U.N.", "United Nations"),
        ("AfD", "Alternative for Deutschland"),
    ],
)
def test_acronyms_fit_their_names(short: str, long: str) -> None:
    assert abbreviates(short, long)


@pytest.mark.parametrize(
    ("short", "long"), [("IMF", "World Bank"), ("Ma", "Jack Ma"), ("W", "World"), ("WHO", "World")]
)
def test_other_words_do_not(short: str, long: str) -> None:
    assert not abbreviates(short, long)


def test_what_is_written_like_an_acronym() -> None:
    assert is_acronym("NPC")
    assert is_acronym("U.N.")
    assert not is_acronym("Npc")
    assert not is_acronym("A")
