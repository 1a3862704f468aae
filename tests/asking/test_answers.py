"""What a graph answers to questions in words: the right side, the right status, the sentences, and one query."""

import contextlib
import dataclasses
import time

import pytest
from asking.graphs import questioned
from builders import HOSTILE, asked_of_rdflib, read_by_rdflib

from kg.asking import EXAMPLES, Reply
from kg.errors import InputError
from kg.export import FORMATS, export
from kg.model import Status

GRAPH = questioned()

FACTS = [
    ("Who leads Alibaba?", ["Anna Berg"]),
    ("who is the CEO of Alibaba", ["Anna Berg"]),
    ("Who is Alibaba's chief executive?", ["Anna Berg"]),
    ("Who is the president of Peru?", ["Anna Berg"]),
    ("Who is the vice president of Alibaba Group?", ["Henry Ma"]),
    ("Who works for Alibaba?", ["Anna Berg", "Henry Ma"]),
    ("Who founded Alibaba?", ["Jack Ma"]),
    ("Alibaba was founded by whom?", ["Jack Ma"]),
    ("By whom was Alibaba founded?", ["Jack Ma"]),
    ("Who owns Alibaba?", ["Baltic Fund"]),
    ("Who are the owners of Norvik Lines?", ["Baltic Fund"]),
    ("Which companies own Norvik Lines?", ["Baltic Fund"]),
    ("Which people own Norvik Lines?", []),
    ("What does Baltic Fund own?", ["Alibaba", "Norvik Lines"]),
    ("Who owns Tencent?", []),
    ("What does Alibaba operate in Hong Kong?", ["two data centers"]),
    ("What does Alibaba operate in Peru?", []),
    ("Where does Tencent operate?", ["Peru"]),
    ("In which countries does Tencent operate?", ["Peru"]),
    ("Who sanctions Norvik Lines?", ["China"]),
    ("Whom does China sanction?", ["Norvik Lines"]),
    ("Who is sanctioned by China?", ["Norvik Lines"]),
    ("Whom did Carl Lund meet?", ["Anna Berg"]),
    ("Who did Anna Berg meet with in Lima?", ["Carl Lund"]),
    ("Who are the rivals of US Steel?", ["Norvik Lines"]),
    ("What does US Steel compete with?", ["Norvik Lines"]),
    ("Who buys chips from Alibaba?", ["Tencent"]),
    ("How much is Alibaba worth?", ["$90 billion"]),
    ("Who is a member of RCEP?", ["China"]),
    ("Which countries trade with China?", ["Peru"]),
    ("How much of Alibaba does Baltic Fund own?", ["12 percent"]),
    ("Where did Anna Berg meet Carl Lund?", ["Lima"]),
    ("When did Anna Berg meet Carl Lund?", ["Monday"]),
    ("Who used to lead Alibaba?", ["Carl Lund"]),
    ("Who is the former chairman of Alibaba?", ["Carl Lund"]),
    ("Who plans to buy Norvik Lines?", ["Tencent"]),
    ("Who wants to buy Norvik Lines?", ["Tencent"]),
    ("Who may sanction Norvik Lines?", ["Peru"]),
    ("Who does not own Tencent?", ["Baltic Fund"]),
    ("Who no longer supplies Norvik Lines?", ["Tencent"]),
    ("Which countries plan to join NATO?", ["Peru"]),
    ("Who works for Alibaba since 2021?", ["Anna Berg", "Henry Ma"]),
    ("Who founded Alibaba since 2021?", []),
    ("Who founded Alibaba in 1999?", ["Jack Ma"]),
]

VERDICTS = [
    ("Does Baltic Fund own Alibaba?", "yes"),
    ("Is Alibaba owned by Baltic Fund?", "yes"),
    ("Is Baltic Fund an owner of Alibaba?", "yes"),
    ("Does Alibaba own Baltic Fund?", "no text says so"),
    ("Does Baltic Fund own Tencent?", "no: it is denied"),
    ("Does Tencent own Norvik Lines?", "not yet: it is planned"),
    ("Will Tencent buy Norvik Lines?", "yes"),
    ("Is Peru a member of NATO?", "not yet: it is planned"),
    ("Has Peru sanctioned Norvik Lines?", "not for certain: it is only said to be possible"),
    ("Does Carl Lund lead Alibaba?", "no longer"),
    ("Did Carl Lund lead Alibaba?", "yes, once"),
    ("Does Alibaba supply Tencent?", "texts disagree"),
    ("Is it true that China sanctions Norvik Lines?", "yes"),
]


def answers(reply: Reply) -> list[str]:
    return sorted(answer.text for answer in reply.answers)


@pytest.mark.parametrize(("question", "expected"), FACTS)
def test_a_question_is_answered(question: str, expected: list[str]) -> None:
    assert answers(GRAPH.ask(question)) == expected


@pytest.mark.parametrize(("question", "expected"), VERDICTS)
def test_a_question_whether_gets_a_verdict(question: str, expected: str) -> None:
    reply = GRAPH.ask(question)
    assert reply.verdict == expected
    assert all(each.evidence for answer in (*reply.answers, *reply.others) for each in answer.statements)


def test_what_is_no_fact_stands_apart() -> None:
    reply = GRAPH.ask("Who owns Norvik Lines?")
    assert answers(reply) == ["Baltic Fund"]
    assert [(answer.text, answer.statements[0].status) for answer in reply.others] == [
        ("Tencent", Status.PLANNED)
    ]


def test_who_held_a_post_by_an_older_text_stands_apart() -> None:
    reply = GRAPH.ask("Who leads Peru?")
    assert (answers(reply), [answer.text for answer in reply.earlier]) == (["Anna Berg"], ["Carl Lund"])


def test_plans_are_statements() -> None:
    (answer,) = GRAPH.ask("Who plans what in Hong Kong?").answers
    assert [(each.subject, each.relation) for each in answer.statements] == [("tencent", "expandsInto")]
    assert len(GRAPH.ask("What does Tencent plan?").answers) == 2
    assert GRAPH.ask("What does Alibaba plan?").found is False


def test_all_that_is_known_of_somebody() -> None:
    reply = GRAPH.ask("What is known of Norvik Lines since 2024?")
    assert len(reply.answers) == 6
    assert GRAPH.ask("What is known of Norvik Lines before 2021?").answers == ()
    assert len(GRAPH.ask("Norvik Lines").answers) == 6


@pytest.mark.parametrize(
    ("period", "known"),
    [
        ("since 2020", 6), ("after 2020", 6), ("after May 2024", 0), ("since 1 May 2024", 6), ("after 1 May 2024", 0),
        ("before 2024", 0), ("before 2025", 6), ("before June 2024", 6), ("until 2024", 6), ("until 2023", 0),
        ("in 2024", 6), ("in 2023", 0), ("between 2021 and 2024", 6),
    ],
)  # fmt: skip
def test_a_period_has_borders(period: str, known: int) -> None:
    assert len(GRAPH.ask(f"What is known of Norvik Lines {period}?").answers) == known


def test_connections_are_chains_of_facts() -> None:
    reply = GRAPH.ask("How are Anna Berg and Norvik Lines connected?")
    assert [[link.right for link in chain] for chain in reply.chains] == [
        ["alibaba", "baltic-fund", "norvik-lines"],
        ["peru", "china", "norvik-lines"],
    ]
    rows = GRAPH.query(reply.query.text, reply.query.values)
    steps = {tuple(each.id for link in chain for each in link.statements) for chain in reply.chains}
    assert {tuple(str(iri).rpartition("/")[2] for iri in row.values()) for row in rows} == steps


def test_speakers_are_named() -> None:
    assert answers(GRAPH.ask("Who says that Tencent plans to expand into Hong Kong?")) == ["Anna Berg"]
    (answer,) = GRAPH.ask("What does Anna Berg say about Hong Kong?").answers
    assert answer.statements[0].subject == "tencent"


def test_disputes_are_pairs() -> None:
    pairs = [
        tuple(each.status for each in answer.statements) for answer in GRAPH.ask("What is disputed?").answers
    ]
    assert pairs == [(Status.ASSERTED, Status.NEGATED)]
    assert GRAPH.ask("Which statements about China disagree?").answers == ()


def test_rankings_count_statements() -> None:
    ranking = GRAPH.ask("Which companies are mentioned most?").ranking
    assert (ranking[0].label, ranking[0].statements) == ("Alibaba", 9)
    assert [r.label for r in GRAPH.ask("top 2 countries").ranking] == ["Peru", "China"]
    assert [r.label for r in GRAPH.ask("Who owns the most?").ranking] == ["Baltic Fund"]


def test_answers_are_counted() -> None:
    assert GRAPH.ask("How many companies does Baltic Fund own?").verdict == "2"


def test_a_noun_that_is_no_class_is_not_taken_for_one() -> None:
    (note,) = GRAPH.ask("Which banks own Alibaba?").notes
    assert note == "the graph does not tell banks from other companies: these are all that fit"


def test_a_capital_may_stand_for_its_country() -> None:
    graph = questioned()
    reply = graph.ask("What does Lima plan?")
    assert reply.notes == ("Lima is taken for the government of Peru",)
    assert reply.answers[0].statements[0].relation == "memberOf"


def test_a_place_that_no_text_gives_is_no_answer() -> None:
    reply = GRAPH.ask("Whom did Anna Berg meet in China?")
    assert reply.answers == ()
    assert [answer.text for answer in reply.others] == ["Carl Lund"]
    assert reply.notes == ("no text says that it is in China; elsewhere, or without a place:",)


def test_a_name_of_several_is_refused_with_all_of_them() -> None:
    with pytest.raises(InputError, match=r"'Ma' may be (Henry Ma .*Jack Ma|Jack Ma .*Henry Ma)"):
        GRAPH.ask("What does Ma own?")


def test_a_name_nobody_has_is_refused_with_the_nearest() -> None:
    with pytest.raises(InputError, match="'Alibabba'; did you mean Alibaba"):
        GRAPH.ask("Who owns Alibabba?")


@pytest.mark.parametrize("question", ["", "?", "why", "drop all triples", "asdf qwer", "Who?", "who who who"])
def test_what_is_no_question_is_refused_with_examples(question: str) -> None:
    with pytest.raises(InputError, match="has no form that can be answered; ask, for example: Wh"):
        GRAPH.ask(question)


def test_a_question_has_an_end() -> None:
    with pytest.raises(InputError, match="ask in 400 or fewer"):
        GRAPH.ask("Who owns " + "very " * 200 + "much?")
    with pytest.raises(InputError, match="ask in 40 or fewer"):
        GRAPH.ask("Who " + "is " * 50 + "it?")


@pytest.mark.parametrize(
    "word", ["is", "has", "and", "in", "the", "of", "not", "who", "by", "'s", "what does", "plans to", "owns"]
)
def test_a_heap_of_words_is_refused_soon(word: str) -> None:
    began = time.monotonic()
    for question in (
        f"who {' '.join([word] * 30)} Tencent",
        f"does {' '.join([word] * 30)}",
        f"{' '.join([word] * 20)} of Tencent",
    ):
        with contextlib.suppress(InputError):
            GRAPH.ask(question[:400])
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("name", HOSTILE)
def test_a_question_can_be_no_query(name: str) -> None:
    text = HOSTILE[name]
    for question in (
        f"Who owns {text}?",
        f"What does {text} plan?",
        f"Who says that {text} owns {text}?",
        text,
    ):
        try:
            reply = GRAPH.ask(question[:400])
        except InputError:
            continue
        # What was understood is a name of the graph, never the text.
        assert text not in reply.query.bound()


@pytest.mark.parametrize("question", [question for question, _ in (*FACTS, *VERDICTS)] + [
    "What is disputed about Tencent?", "Which companies are mentioned most?", "Who owns the most companies?",
    "What is known of Norvik Lines since 2024?", "What does Anna Berg say about Hong Kong?",
    "How are Anna Berg and Norvik Lines connected?", "Who plans what in Hong Kong?",
])  # fmt: skip
def test_both_engines_answer_the_query_alike(question: str) -> None:
    query = GRAPH.ask(question).query
    ours = {
        tuple(sorted((k, str(v)) for k, v in row.items() if v is not None))
        for row in GRAPH.query(query.text, query.values)
    }
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in GRAPH.iris.prefixes.items())
    rows = asked_of_rdflib(DATASET, prefixes + query.bound())
    assert {tuple(sorted((k, str(v)) for k, v in row.items())) for row in rows} == ours


DATASET = read_by_rdflib(export(GRAPH.contents, FORMATS["nquads"]), "nquads")


def test_every_example_has_a_form() -> None:
    from kg.asking import understand

    for example in EXAMPLES:
        understand(example, lambda _: True)


def test_statements_are_those_of_the_graph() -> None:
    reply = GRAPH.ask("Who owns Alibaba?")
    (answer,) = reply.answers
    assert dataclasses.asdict(answer.statements[0]) == dataclasses.asdict(
        GRAPH.statement(answer.statements[0].id)
    )
