"""`kg entities`, `kg judge` and `kg review`: who is who, shown, judged and taken back."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from builders import Ran, Run, told

import kg
from kg.cli import judge
from kg.cli import who as words
from kg.judging import Docket

Answers = Callable[[str], None]


def assert_complaint(ran: Ran, *words: str) -> None:
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith("Error: ")
    for word in words:
        assert word in ran.err


def rows(table: str) -> list[list[str]]:
    """Return the rows of a table as it is written into a pipe, without its head."""
    lines = [line for line in table.splitlines() if line.strip() and "───" not in line]
    return [line.split() for line in lines[1:]]


# --- kg entities ---


def test_entities_lists_the_most_mentioned_first(who: Path, run: Run) -> None:
    ran = run("entities", who)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.split()[:5] == ["id", "label", "type", "documents", "mentions"]
    assert rows(ran.out)[0] == ["imf", "International", "Monetary", "Fund", "Company", "2", "2"]
    mentions = [int(row[-1]) for row in rows(ran.out)]
    assert mentions == sorted(mentions, reverse=True)
    assert [row[0] for row in rows(ran.out)][2:4] == ["anker", "bolt"]


def test_entities_lists_only_those_of_a_class_and_those_below_it(who: Path, run: Run) -> None:
    assert {row[0] for row in rows(run("entities", who, "--type", "Person").out)} == {
        "mary-smith", "mary-jane-smith", "mary-j-smith", "peter-green",
    }  # fmt: skip
    assert "anker" in run("entities", who, "--type", "Organization").out
    nothing = run("entities", who, "--type", "City")
    assert (nothing.code, nothing.out, nothing.err) == (1, "", "no entity fits\n")
    assert run("entities", who, "--type", "City", "--json").out == "[]\n"
    assert_complaint(
        run("entities", who, "--type", "Persn"), "is no class of the ontology; did you mean Person?"
    )


def test_entities_tells_all_of_one(who: Path, run: Run) -> None:
    assert run("entities", who, "IMF").out == (
        "International Monetary Fund (Company), id imf: 2 mentions in 2 documents\n"
        "  also: IMF\n"
        "  documents: one, two\n"
        "  made of: imf, international-monetary-fund\n"
        "  same international-monetary-fund imf: IMF is bound to this name alone (kg)\n"
    )
    for name in ("imf", "international-monetary-fund", "international monetary fund"):
        assert run("entities", who, name).out == run("entities", who, "IMF").out
    doubtful = run("entities", who, "Mary Smith").out
    assert "  in doubt: Mary Jane Smith (Person), id mary-jane-smith\n    for: " in doubtful
    assert "\n    against: " in doubtful
    assert_complaint(run("entities", who, "Mary Smyth"), "did you mean Mary Smith")


def test_entities_tells_of_all_that_bear_a_name_and_of_judgements(who: Path, run: Run) -> None:
    run(
        "judge",
        who,
        "not-same",
        "peter-green@one",
        "peter-green@four",
        "--author",
        "anna",
        "--reason",
        "two men",
    )
    found = run("entities", who, "Peter Green").out
    assert found.count("Peter Green (Person), id peter-green-") == 2
    assert found.count("  not-same peter-green@one peter-green@four: two men (anna)") == 2
    assert run("entities", who, "peter-green@four").out in found


def test_entities_shows_what_was_merged(who: Path, run: Run) -> None:
    assert run("entities", who, "--merged").out == run("entities", who, "imf").out
    (found,) = json.loads(run("entities", who, "--merged", "--json").out)
    assert found["parts"] == ["imf", "international-monetary-fund"]
    assert [(each["verdict"], each["author"]) for each in found["judgements"]] == [("same", "kg")]


def test_entities_writes_json(who: Path, run: Run) -> None:
    found = {each["id"]: each for each in json.loads(run("entities", who, "--json").out)}
    assert len(found) == len(kg.open(who).entities)
    assert all(each["named"] for each in found.values())
    assert {doubt["right"] for doubt in found["mary-jane-smith"]["doubts"]} == {
        "mary-jane-smith",
        "mary-smith",
    }


def test_what_is_only_described_is_listed_on_demand(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from builders import small_graph

    graph = small_graph()
    monkeypatch.setattr("kg.open", lambda path: graph)
    assert "two warehouses" not in run("entities", "x").out
    assert "two warehouses" in run("entities", "x", "--all").out
    assert "$30 billion" not in run("entities", "x").out


# --- kg judge ---


def test_judge_applies_at_once_says_what_changed_and_undoes_to_the_byte(who: Path, run: Run) -> None:
    before = told(who)
    ran = run(
        "judge", who, "same", "Mary Smith", "Mary Jane Smith", "--reason", "one woman", "--author", "anna"
    )
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "same mary-smith mary-jane-smith: 12 entities and 7 statements became 11 and 7\n"
    assert "same\tmary-smith\tmary-jane-smith\tanna\tone woman\n" in told(who)["judgements.tsv"].decode()
    assert "Mary Jane Smith" in run("show", who, "mary-smith").out
    ran = run("judge", who, "undo")
    assert (
        ran.err
        == "taken back: same mary-smith mary-jane-smith: 11 entities and 7 statements became 12 and 7\n"
    )
    assert told(who) == before


def test_judge_splits_retypes_and_rejects(who: Path, run: Run) -> None:
    assert run("judge", who, "not-same", "IMF", "International Monetary Fund").code == 0
    assert run("judge", who, "retype", "anker", "university").code == 0
    statement = kg.open(who).statements(subject="Peter Green")[0].id
    assert statement in run("show", who, "Peter Green").out
    assert run("judge", who, "reject", statement, "--reason", "misread").code == 0
    graph = kg.open(who)
    assert {"imf", "international-monetary-fund"} <= {entity.id for entity in graph.entities}
    assert graph.entity("anker").type == "University"
    assert statement not in {each.id for each in graph.statements()}


def test_judge_corrects_a_statement_and_says_what_changed(who: Path, run: Run) -> None:
    before = told(who)
    (green,) = kg.open(who).statements(subject="Peter Green", object="Nord")
    ran = run("judge", who, "correct", green.id[:10], "--relation", "worksFor", "--status", "ended")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("correct peter-green@one leads nord (asserted) as - worksFor - (ended): 12 ent")
    assert "Peter Green  works for  Nord" in run("show", who, "Nord").out.replace(
        " worksFor ", "  works for  "
    )
    (listed,) = json.loads(run("judge", who, "list", "--json").out)
    assert (listed["relation"], listed["status"], listed["becomes"]) == (
        "leads",
        "asserted",
        {"relation": "worksFor", "status": "ended"},
    )
    run("judge", who, "undo")
    assert told(who) == before


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ([], "say what to correct: --relation, --status, --subject, --object or --swap"),
        (["--swap", "--object", "Nord"], "--swap goes without --subject and --object"),
        (["--status", "over"], "'over' is no status; use one of asserted, planned"),
        (["--swap"], "nord (Company) cannot stand in leads to peter-green (Person)"),
        (["--relation", "worksFor", "--document", "two"], "'two' does not state"),
    ],
)
def test_judge_correct_tells_what_it_cannot_do(
    who: Path, run: Run, options: list[str], complaint: str
) -> None:
    (green,) = kg.open(who).statements(subject="Peter Green", object="Nord")
    ran = run("judge", who, "correct", green.id, *options)
    assert (ran.code, ran.out) == (2, "")
    assert complaint in ran.err
    assert len(ran.err.splitlines()) == 1


def test_judge_signs_with_the_login_name(who: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "berta")
    run("judge", who, "same", "anker", "bolt")
    assert [line.author for line in Docket(who).lines] == ["berta"]

    def nobody() -> str:
        raise OSError("No username set in the environment")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert judge.login() == "unknown"


def test_judge_lists_the_lines_with_their_numbers_and_states(who: Path, run: Run) -> None:
    empty = run("judge", who, "list")
    assert (empty.code, empty.out, "nobody has judged" in empty.err) == (0, "", True)
    run("judge", who, "same", "anker", "bolt", "--author", "anna")
    run("judge", who, "same", "zeta", "sund", "--author", "anna", "--no-apply")
    file = who / "judgements.tsv"
    assert [row[0] + row[-1] for row in rows(run("judge", who, "list").out)] == ["1followed", "2yet"]
    file.write_text(file.read_text() + "same\tvest\tnobody\tanna\n")
    run("judge", who, "apply")
    listed = json.loads(run("judge", who, "list", "--json").out)
    assert [(line["line"], line["left"], line["state"]) for line in listed] == [
        (1, "anker", "followed"),
        (2, "zeta", "followed"),
        (3, "vest", "not followed: a judgement names what is not in the graph"),
    ]
    everything = json.loads(run("judge", who, "list", "--all", "--json").out)
    assert [line["author"] for line in everything] == ["anna", "anna", "anna", "kg"]


def test_judge_undoes_a_line_by_its_number(who: Path, run: Run) -> None:
    run("judge", who, "same", "anker", "bolt")
    run("judge", who, "same", "zeta", "sund")
    assert run("judge", who, "undo", "1").err.startswith("taken back: same anker bolt: ")
    assert [line.left for line in Docket(who).lines] == ["zeta"]
    assert_complaint(run("judge", who, "undo", "2"), "there is no line 2", "shows 1 to 1")
    run("judge", who, "undo", "--no-apply")
    assert Docket(who).lines == []
    assert Docket(who).pending
    assert_complaint(run("judge", who, "undo"), "nothing to undo")


def test_judge_only_writes_and_applies_later(who: Path, run: Run) -> None:
    ran = run("judge", who, "same", "anker", "bolt", "--no-apply")
    assert ran.err == "same anker bolt: written; the next `kg judge` or `kg build` applies it\n"
    assert kg.open(who).entity("bolt").id == "bolt"
    assert run("judge", who, "apply").err.startswith(
        "1 judgement: 12 entities and 7 statements became 11 and "
    )
    assert "as before" in run("judge", who, "apply").err
    assert "stands there already; nothing changed" in run("judge", who, "same", "bolt", "anker").err


def test_apply_says_what_is_not_followed(who: Path, run: Run) -> None:
    (who / "judgements.tsv").write_text("same\tanker\tnobody\tanna\n")
    first, second = run("judge", who, "apply").err.splitlines()
    assert first == "not followed same anker nobody: a judgement names what is not in the graph (nobody)"
    assert second.startswith("1 judgement: ")


@pytest.mark.parametrize(
    ("arguments", "complaints"),
    [
        (["same", "Ankr", "bolt"], ["no entity is called 'Ankr'; did you mean Anker?"]),
        (["same", "anker", "Anker"], ["they are one entity already"]),
        (
            ["not-same", "Peter Green", "peter-green"],
            ["name two of its sides: peter-green@four, peter-green@one"],
        ),
        (["not-same", "anker@nowhere", "anker@one"], ["no entity is called 'anker@nowhere'"]),
        (["retype", "anker", "Compny"], ["is no class of the ontology; did you mean Company"]),
        (["reject", "123"], ["no statement has the id '123'"]),
        (["same", "anker", "bolt", "--author", "kg"], ["'kg' cannot be an author"]),
        (["undo"], ["nothing to undo"]),
    ],
)
def test_a_judgement_that_cannot_be_made_is_one_line(
    who: Path, run: Run, arguments: list[str], complaints: list[str]
) -> None:
    before = told(who)
    assert_complaint(run("judge", who, *arguments), *complaints)
    assert told(who) == before


def test_a_contradiction_names_the_line(who: Path, run: Run) -> None:
    run("judge", who, "not-same", "anker", "bolt", "--author", "anna")
    assert_complaint(
        run("judge", who, "same", "anker", "bolt"), "contradicts line 1, not-same anker bolt (anna)"
    )


def test_a_name_of_several_lists_them(who: Path, run: Run) -> None:
    run("judge", who, "not-same", "peter-green@one", "peter-green@four")
    assert_complaint(run("judge", who, "same", "Peter Green", "anker"), "names 2 entities", "(Person in one)")
    (one,) = (entity for entity in kg.open(who).called("Peter Green") if entity.documents == ("one",))
    assert run("judge", who, "retype", one.id, "Group").code == 0
    assert kg.open(who).entity(one.id).type == "Group"


@pytest.mark.parametrize("verdict", ["same", "not-same", "retype", "reject", "undo", "apply", "list"])
def test_the_help_of_every_judgement_has_an_example(run: Run, verdict: str) -> None:
    ran = run("judge", "out", verdict, "--help")
    assert ran.out.startswith(f"Usage: kg judge DIR {verdict} ")
    assert f"kg judge out {verdict}" in ran.out.partition("Example")[2]


def test_build_tells_the_judgements_it_does_not_follow(who: Path, run: Run) -> None:
    lines = [f"same\tanker\tnobody{number}\tanna\n" for number in range(7)]
    (who / "judgements.tsv").write_text("".join(lines))
    ran = run("build", who.parent / "in", "-o", who)
    said = ran.err.splitlines()
    assert ran.code == 0
    assert said[0] == "not followed same anker nobody0: a judgement names what is not in the graph (nobody0)"
    assert said[5].startswith("and 2 more not followed; all are named in ")
    assert len(said) == 7
    assert "(0 refused)" in said[6]
    assert len(Docket(who).lines) == 7


# --- kg review ---


def review(who: Path, run: Run, answers: Answers, text: str, *arguments: str) -> Ran:
    answers(text)
    return run("review", who, *arguments)


def test_review_shows_each_pair_with_its_sentences_and_what_speaks_for_and_against(
    who: Path, run: Run, answers: Answers
) -> None:
    ran = review(who, run, answers, "k\nk\nk\n")
    assert ran.code == 0
    assert ran.out.startswith(
        "\n1 of 3\n"
        "Mary J. Smith (Person), id mary-j-smith\n"
        "  documents: three\n"
        "  three: Mary J. Smith leads Vest.\n"
        "Mary Jane Smith (Person), id mary-jane-smith\n"
        "  documents: two\n"
        "  two: Mary Jane Smith leads Sund.\n"
        "for: "
    )
    assert ran.out.count("\nagainst: ") == 3
    assert ran.err.endswith("nothing changed\n")


def test_review_writes_the_answers_and_applies_them(who: Path, run: Run, answers: Answers) -> None:
    before = told(who)
    ran = review(who, run, answers, "s\nn\n", "--author", "anna")
    assert ran.err.endswith("2 answers: 12 entities and 7 statements became 11 and 7\n")
    assert [(line.verdict, line.left, line.right, line.author) for line in Docket(who).lines] == [
        ("same", "mary-j-smith", "mary-jane-smith", "anna"),
        ("not-same", "mary-j-smith", "mary-smith", "anna"),
    ]
    assert "3 of 3" not in ran.out
    assert review(who, run, answers, "").err == "nothing is in doubt\n"
    run("judge", who, "undo")
    run("judge", who, "undo")
    assert told(who) == before


def test_review_asks_again_and_stops_where_nobody_answers(who: Path, run: Run, answers: Answers) -> None:
    ran = review(who, run, answers, "what?\n\nS\n")
    assert ran.err.count("s same, n not the same") == 4
    assert "1 answer: " in ran.err
    assert review(who, run, answers, "q\nn\n").err.endswith("nothing changed\n")
    assert len(Docket(who).lines) == 1


def test_review_keeps_each_answer_whatever_comes_after(
    who: Path, run: Run, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = iter("n")

    class Terminal:
        def isatty(self) -> bool:
            return True

    def key() -> str:
        for answer in given:
            return answer
        raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("click.getchar", key)
    ran = run("review", who)
    assert ran.code == 130
    assert "what was answered is kept" in ran.err
    assert [line.verdict for line in Docket(who).lines] == ["not-same"]
    assert Docket(who).pending
    assert review(who, run, answers, "q\n").out.startswith("\n2 of 3\n")
    assert not Docket(who).pending


def test_review_writes_json(who: Path, run: Run) -> None:
    found: list[dict[str, Any]] = json.loads(run("review", who, "--json").out)
    assert [(each["left"]["id"], each["right"]["id"]) for each in found] == [
        ("mary-j-smith", "mary-jane-smith"),
        ("mary-j-smith", "mary-smith"),
        ("mary-jane-smith", "mary-smith"),
    ]
    assert found[0]["left"]["sentences"] == [{"document": "three", "sentence": "Mary J. Smith leads Vest."}]
    assert all(each["pro"] and each["con"] for each in found)


def test_review_needs_an_author_that_can_sign(who: Path, run: Run) -> None:
    assert_complaint(run("review", who, "--author", "kg"), "cannot be an author")


def test_review_without_doubts_says_so(built: Path, run: Run) -> None:
    assert run("review", built).err == "nothing is in doubt\n"
    assert run("review", built, "--json").out == "[]\n"


@pytest.mark.parametrize(
    ("text", "wanted", "sentence"),
    [
        ("It rained. Mr. Lee met the U.S. president. They left.", "Lee", "Mr. Lee met the U.S. president."),
        ("One line\nAnna Berg, 40\nlast", "Berg", "Anna Berg, 40"),
        ('He said: "No." Then Lee went. "', "Lee", "Then Lee went."),
        ("Lee", "Lee", "Lee"),
    ],
)
def test_the_sentence_around_a_name(text: str, wanted: str, sentence: str) -> None:
    start = text.index(wanted)
    assert words.sentence_around(text, start, start + len(wanted)) == sentence


def test_what_no_statement_speaks_of_is_shown_where_it_is_named_first() -> None:
    from builders import company, graph_of, person, reading

    graph = graph_of(
        reading("one", company("Anker"), person("Anna Berg")), reading("two", person("Anna Berg"))
    )
    assert words.sentences(graph, graph.entity("Anna Berg")) == [("one", "Anna Berg.")]
