"""Which words are a sum of money, whatever the language model takes them for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from kg.nlp.mending import mend
from kg.nlp.pipeline import load_pipeline

pytestmark = pytest.mark.slow


def sums(text: str) -> list[str]:
    doc: Doc = mend(load_pipeline()(text))
    return [entity.text for entity in doc.ents if entity.label_ == "MONEY"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Britain fined Aldermoor Tools 45 million euros for fixing prices.", ["45 million euros"]),
        ("Germany fined Anker Foods €12m over its labels.", ["€12m"]),
        ("The bank lent Kenya $2.4bn and Ghana 300 million Swiss francs.", ["$2.4bn", "300 million Swiss francs"]),
        ("Norvik paid HK$40 million for the ferry.", ["HK$40 million"]),
        ("The grant of 18 million Canadian dollars came late.", ["18 million Canadian dollars"]),
        ("It cost 1,500 dollars.", ["1,500 dollars"]),
        ("Altmark paid nearly $65 million in May.", ["nearly $65 million"]),
        ("The home side had 3 won games and a real chance.", []),
        ("He caught 2 pounds of fish for 20 people in 2019.", []),
    ],
)  # fmt: skip
def test_sums_are_told_by_number_and_currency(text: str, told: list[str]) -> None:
    assert sums(text) == told


def test_two_sums_in_one_token_break_nothing() -> None:
    assert len(sums("The stake cost $106m:£54m by one count.")) <= 1


@given(
    st.lists(
        st.sampled_from(
            ["$", "€", "HK$", "4", "1,500", "2.5", "m", "bn", " million", " euros", ":", " ", "-", "A"]
        )
    )
)
def test_no_text_breaks_it(parts: list[str]) -> None:
    sums("It cost " + "".join(parts) + " in all.")
