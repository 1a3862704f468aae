"""`kg explain`, `kg why-not`, `kg eval` and `kg stats --gaps`: straight answers about what is and isn't in a graph."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import Run, write_articles

import kg
from kg.explaining import account_of, explain_statement

pytestmark = pytest.mark.slow

MONDAY = """\
Kolberg Brewing bought Haldane Ales for 300 million euros in March.

Kolberg Brewing towed Haldane Ales away. Its chairman, Pia Lund, said the protesters had attacked Haldane Ales.
"""
TUESDAY = "Kolberg Brewing may buy the Danish brewer Skovby A/S, two people close to the talks said.\n"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a graph of two articles, read by the rules alone."""
    folder = tmp_path_factory.mktemp("why")
    articles = write_articles(folder / "in", monday=MONDAY, tuesday=TUESDAY)
    kg.build([articles], folder / "out", extractors=("frames",))
    return folder / "out"


def statement(out: Path, relation: str, status: str) -> str:
    (found,) = kg.open(out).statements(relation=relation, status=status)
    return found.id


def test_explain_tells_frame_words_path_checks_and_confidence(out: Path, run: Run) -> None:
    id = statement(out, "acquires", "asserted")
    ran = run("explain", out, id)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Kolberg Brewing acquires Haldane Ales  [asserted;")
    for part in (
        "Kolberg Brewing bought Haldane Ales for 300 million euros in March.",
        "rule verb.acquires/1, frame 'buy O', at 'bought'",
        "path: Brewing <nsubj- bought -dobj> Ales",
        "check: the subject Kolberg Brewing is ",
        "check: the status is asserted: no word around takes anything away",
        "confidence: the rule verb.acquires was right in ",
    ):
        assert part in ran.out
    assert run("explain", out, id[:12]).out == ran.out


def test_explain_tells_the_words_that_make_a_status(out: Path, run: Run) -> None:
    record = json.loads(run("explain", out, statement(out, "acquires", "possible"), "--json").out)
    (evidence,) = record["evidence"]
    assert evidence["read"]["trigger"] == "buy"
    assert any(
        "the status is possible: words say so around 'buy': possible" in c for c in evidence["read"]["checks"]
    )
    start, end = evidence["read"]["span"]
    assert kg.open(out).document(evidence["document"]).text[start:end] == "buy"


def test_explain_counts_a_pronoun_of_a_named_company_as_named(tmp_path: Path) -> None:
    text = "Norvik Steel is a company in Denmark. It bought Haldane Foods in March."
    graph = kg.build([write_articles(tmp_path, wednesday=text)])
    (bought,) = graph.statements(relation="acquires")
    ((read, told),) = ((each.evidence, each.explanation) for each in explain_statement(graph, bought))
    document = graph.document(read.document).text
    assert document[read.subject.start : read.subject.end] == "It"
    assert told is not None
    assert f"{bought.confidence:.2f}" in told.confidence[-1]
    assert not any("no name" in part for part in told.confidence)


def test_explain_shows_the_score_of_the_trained_reader(tmp_path: Path, run: Run) -> None:
    articles = write_articles(tmp_path / "in", monday=MONDAY, tuesday=TUESDAY)
    graph = kg.build([articles], tmp_path / "out", extractors=("frames", "model"))
    assert graph.manifest.extractors.startswith("frames, model 1-")
    scored = 0
    for each in graph.statements():
        told = json.loads(run("explain", tmp_path / "out", each.id, "--json").out)
        scores = [piece["read"]["score"] for piece in told["evidence"] if piece["read"]["score"]]
        shown = run("explain", tmp_path / "out", each.id).out
        assert shown.count(" by the trained reader; next ") == shown.count("looked at: ") == len(scores)
        assert all(score["words"] and len(score["runners-up"]) == 3 for score in scores)
        scored += len(scores)
    assert scored >= 2


def test_explain_tells_who_corrected_a_statement_and_how_it_was_read(out: Path, run: Run) -> None:
    id = statement(out, "acquires", "asserted")
    assert (
        run(
            "judge", out, "correct", id, "--relation", "owns", "--reason", "long ago", "--author", "anna"
        ).code
        == 0
    )
    now = statement(out, "owns", "asserted")
    ran = run("explain", out, now)
    assert (ran.code, ran.err) == (0, "")
    said = "correct kolberg-brewing acquires haldane-ales (asserted) as - owns -"
    assert f"  {said}: long ago (anna)\n" in ran.out
    assert "rule verb.acquires/" in ran.out
    (told,) = json.loads(run("explain", out, now, "--json").out)["corrected"]
    assert told == {"by": "anna", "said": said, "reason": "long ago"}
    assert run("judge", out, "undo").code == 0
    assert json.loads(run("explain", out, id, "--json").out)["corrected"] == []


def test_explain_of_no_statement_or_of_several_is_one_line(out: Path, run: Run) -> None:
    ran = run("explain", out, "zz")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "Error: no statement has the id 'zz'; `kg show DIR NAME` tells the ids\n"
    assert run("explain", out, "").code == 2


def test_why_not_tells_mentions_refusals_and_near_frames(run: Run) -> None:
    ran = run("why-not", "Kolberg Brewing took a look at Haldane Ales.")
    assert (ran.code, ran.err) == (1, "")
    assert "Kolberg Brewing" in ran.out and "Haldane Ales" in ran.out
    assert "take aim at O" in ran.out and "the text has no 'aim' with the verb" in ran.out
    # "take place at O" lacks no more, but what takes place is an event, and no firm is one.
    assert "take place at O" not in ran.out


def test_why_not_tells_the_check_that_failed(run: Run) -> None:
    ran = run("why-not", "Maria Silva merged with Brazil.", "--json")
    told = json.loads(ran.out)
    assert ran.code == 1
    assert told["refused"] == [
        {"claim": "Maria Silva mergesWith Brazil", "reason": "types do not fit the relation"}
    ]


def test_why_not_reads_standard_input_and_tells_what_is_read(
    run: Run, answers: Callable[[str], None]
) -> None:
    answers("Kolberg Brewing bought Haldane Ales.")
    ran = run("why-not", "-", "--json")
    assert ran.code == 0
    assert [each["relation"] for each in json.loads(ran.out)["read"]] == ["acquires"]


def test_a_verb_without_a_frame_is_an_open_relation_and_no_statement(out: Path, run: Run) -> None:
    assert [
        each.phrase
        for each in account_of("Kolberg Brewing towed away Haldane Ales.", extractors=("frames",)).open
    ] == ["tow away"]
    assert all(not each.relation.startswith("open") for each in kg.open(out).statements())
    told = json.loads(run("stats", out, "--gaps", "--json").out)
    assert [(gap["phrase"], gap["count"], gap["documents"]) for gap in told] == [("tow away", 1, 1)]
    assert told[0]["sentence"] == "Kolberg Brewing towed Haldane Ales away."
    assert told[0]["kind"] == "verb"
    assert "tow away" in run("stats", out, "--gaps").out


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Norvik Bank's imitation of Altmark Foods is old.", ["imitation of"]),
        ("The resemblance between Norvik Bank and Altmark Foods grew.", ["resemblance between"]),
        ("The imitation of Altmark Foods by Norvik Bank was crude.", ["imitation of"]),
        ("Norvik Bank's office in Oslo is small.", []),
        ("Norvik Bank's merger with Altmark Foods is done.", []),
    ],
)
def test_a_noun_without_a_frame_is_an_open_relation(text: str, phrases: list[str]) -> None:
    assert [each.phrase for each in account_of(text, extractors=("frames",)).open if each.noun] == phrases


def test_stats_lists_what_became_of_the_sentences(out: Path, run: Run) -> None:
    listed = json.loads(run("stats", out, "--sentences", "all", "--json").out)
    assert sum(each["ending"] == "extracted" for each in listed) >= 2
    counts = json.loads(run("stats", out, "--json").out)["sentences"]
    assert sum(sum(reasons.values()) for reasons in counts.values()) == len(listed)
    without = run("stats", out, "--sentences", "without relation")
    assert "Kolberg Brewing towed Haldane Ales away." in without.out
    assert run("stats", out, "--sentences", "boilerplate").code == 1
    assert run("stats", out, "--sentences", "some").code == 2


GOLD = """\
# what a careful reader finds
E Kolberg Brewing | Company |
E Haldane Ales | Company | Haldane
E Pia Lund | Person |
E protesters | Group | the protesters
R Kolberg Brewing | acquires,owns | Haldane Ales | asserted
R Pia Lund | leads | Kolberg Brewing | ended
O protesters | attacks | Haldane Ales | possible/asserted
R Haldane Ales | sues | Kolberg Brewing | asserted
"""


def test_eval_counts_what_is_right_found_and_of_the_right_status(out: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "monday.gold").write_text(GOLD, encoding="utf-8")
    (tmp_path / "sunday.gold").write_text("R A | sues | B | asserted\n", encoding="utf-8")
    ran = run("eval", tmp_path, out, "--json")
    told = json.loads(ran.out)
    assert ran.err == "1 of 2 annotated documents are not in the graph: sunday\n"
    assert {name: told[name] for name in ("extracted", "correct", "required", "found", "status_right")} == {
        "extracted": 3, "correct": 3, "required": 4, "found": 2, "status_right": 1,
    }  # fmt: skip
    assert (told["precision"], told["recall"]) == (1.0, 0.5)
    assert told["relations"]["sues"]["required"] == 2
    assert told["statuses"] == {"asserted": {"asserted": 1}, "ended": {"asserted": 1}}
    assert told["intervals"]["recall"][0] == 0.0
    table = run("eval", tmp_path, out).out
    assert "3 of 3 right" in table and "read as asserted" in table


@pytest.mark.parametrize(
    ("gold", "complaint"),
    [
        ("R A | sues | B", ":1: not understood: R A | sues | B"),
        ("R A | buys | B | asserted", ":1: buys is no relation of the ontology"),
        (None, "holds no *.gold files"),
    ],
)
def test_eval_says_which_line_of_gold_is_not_understood(
    out: Path, run: Run, tmp_path: Path, gold: str | None, complaint: str
) -> None:
    if gold:
        (tmp_path / "monday.gold").write_text(gold, encoding="utf-8")
    ran = run("eval", tmp_path, out)
    assert (ran.code, ran.out) == (2, "")
    assert complaint in ran.err and ran.err.count("\n") == 1
