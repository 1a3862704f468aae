"""What is put right in a parse, sentence by sentence, and what is left as it is."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Token

from kg.nlp.pipeline import load_pipeline

Parse = Callable[[str], Doc]


@pytest.fixture(scope="module")
def parse() -> Parse:
    from kg.nlp.mending import mend

    return lambda text: mend(load_pipeline()(text))


def word(doc: Doc, text: str) -> Token:
    return next(token for token in doc if token.text == text)


def path(token: Token) -> tuple[str, str]:
    return token.dep_, token.head.text


pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("Nimbusly is valued at 4 billion dollars.", "Nimbusly", ("nsubjpass", "valued")),
        ("The Irish Data Office will investigate Chatterly.", "Chatterly", ("dobj", "investigate")),
        ("The Maltese Finance Authority oversees Coinhaven.", "Coinhaven", ("dobj", "oversees")),
        ("Hydrowind failed to reach an agreement with the bank.", "Hydrowind", ("nsubj", "failed")),
    ],
)
def test_unknown_names_are_proper_nouns_in_the_place_that_is_free(
    parse: Parse, text: str, name: str, place: tuple[str, str]
) -> None:
    token = word(parse(text), name)
    assert (token.pos_, path(token)) == ("PROPN", place)


@pytest.mark.parametrize(
    "text",
    [
        "Inflation is expected to fall next year.",
        "Iranian officials arrived Monday.",
        "Reportedly, the bank was sold.",
        "LAWMAKERS APPROVE BUDGET",
    ],
)
def test_english_words_weekdays_and_nationalities_are_no_unknown_names(parse: Parse, text: str) -> None:
    plain = load_pipeline()(text)
    assert [(t.pos_, t.dep_, t.head.i) for t in parse(text)] == [(t.pos_, t.dep_, t.head.i) for t in plain]


def test_a_receiver_is_no_part_of_the_sum_it_gets(parse: Parse) -> None:
    doc = parse("Norway gave Malawi 40 million dollars in relief after the cyclone.")
    assert path(word(doc, "Malawi")) == ("dative", "gave")
    assert "40 million dollars" in [entity.text for entity in doc.ents if entity.label_ == "MONEY"]
    assert path(word(parse("The watchdog fined Leenbank 12 million euros."), "Leenbank")) == (
        "dative",
        "fined",
    )


def test_the_verb_of_a_headline_is_its_root(parse: Parse) -> None:
    doc = parse("Baltwings to buy Corvair Systems")
    assert path(word(doc, "buy")) == ("ROOT", "buy")
    assert path(word(doc, "Baltwings")) == ("nsubj", "buy")
    assert word(parse("The plan to buy Corvair Systems"), "plan").dep_ == "ROOT"


def test_a_name_is_taken_out_of_the_noun_behind_it(parse: Parse) -> None:
    named = parse("Granville Foods named Alice Fournier finance chief.")
    assert path(word(named, "Fournier")) == ("dobj", "named")
    assert path(word(named, "chief")) == ("oprd", "named")
    cleared = parse("The authority could approve the Northern Ferry Agreement subject to conditions.")
    assert path(word(cleared, "Agreement")) == ("dobj", "approve")
    assert path(word(cleared, "the"))[1] == "Agreement"


def test_a_second_word_that_looks_like_a_verb_belongs_to_the_name(parse: Parse) -> None:
    doc = parse("Telvia launched Telvia Go in Madrid on Tuesday.")
    assert path(word(doc, "Go")) == ("dobj", "launched")
    assert word(doc, "Go").pos_ == "PROPN"


def test_verbs_taken_for_nouns_and_lemmas_cut_wrong_are_mended(parse: Parse) -> None:
    invests = word(parse("The Gulf Horizon Fund no longer invests in Morocco."), "invests")
    assert (invests.pos_, invests.lemma_) == ("VERB", "invest")
    assert word(parse("The regulator fined the bank."), "fined").lemma_ == "fine"
    assert word(parse("Ana Ruiz co-founded the bank."), "co-founded").lemma_ == "co-found"
    assert word(parse("The watchdog decided not to fine Norvik."), "fine").pos_ == "VERB"


def test_a_participle_belongs_to_the_place_it_follows(parse: Parse) -> None:
    doc = parse("In Sardinia, ruled by the Green Horizon Party since 2019, unemployment has dropped.")
    assert path(word(doc, "ruled")) == ("acl", "Sardinia")


@pytest.mark.parametrize("text", ["co-founded", "pro-Russian", "Anti-corruption", "re-elected"])
def test_words_with_a_prefix_stay_whole(text: str) -> None:
    assert [token.text for token in load_pipeline()(f"They {text} it.")][1] == text


@pytest.mark.parametrize("text", ["Self-Help", "Shenzhen-based", "US-led"])
def test_other_hyphens_part_words(text: str) -> None:
    assert len(load_pipeline()(text)) == 3


WORDS = st.sampled_from(
    "Norvik Telvia Go Malawi Elba Monday to buy fine fined the named chief subject ruled by which trade invests in , . ? - 40 million"
    " dollars co-founded Chatterly oversees is valued not".split()
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=25))
def test_whatever_it_mends_a_parse_stays_a_parse(words: list[str]) -> None:
    from kg.nlp.mending import mend

    text = " ".join(words)
    doc = mend(load_pipeline()(text))
    assert doc.text == text
    assert sum(len(sentence) for sentence in doc.sents) == len(doc)
    for token in doc:
        assert token.head.sent == token.sent
        assert len(list(token.ancestors)) < len(doc)


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Telia named Anna Berg chief executive, succeeding Carl Lund.", "named", "Telia"),
        ("The French retailer Carrefour named Anna Berg its chairman.", "named", "retailer"),
    ],
)
def test_a_verb_in_the_past_is_no_participle_of_its_subject(
    parse: Parse, text: str, verb: str, subject: str
) -> None:
    doc = parse(text)
    assert word(doc, verb).dep_ == "ROOT"
    assert path(word(doc, subject)) == ("nsubj", verb)
    assert path(word(doc, "Berg")) == ("dobj", verb)


@pytest.mark.parametrize("text", ["A fund named after Anna Berg.", "Shares bought by Norvik."])
def test_a_participle_stays_one(parse: Parse, text: str) -> None:
    assert parse(text)[0 if text.startswith("Shares") else 1].dep_ == "ROOT"


def test_a_participle_that_opens_a_sentence_is_no_name(parse: Parse) -> None:
    token = word(
        parse("Vowing to take Ticketmaster to court, Keith Ellison said that fans had paid."), "Vowing"
    )
    assert (token.pos_, token.tag_, token.lemma_) == ("VERB", "VBG", "vow")
