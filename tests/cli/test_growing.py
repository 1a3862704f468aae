"""The commands that change a graph: `kg add`, `kg rm`, `kg ls`, `kg watch`."""

import json
import shutil
from pathlib import Path

from builders import Run, write_articles

import kg


def test_the_commands_say_what_they_did(tmp_path: Path, built: Path, run: Run) -> None:
    write_articles(tmp_path / "in", three="Zeta owns Anker.")
    ran = run("add", built, tmp_path / "in")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.splitlines()[0] == "added: three"
    assert ran.err.splitlines()[1].startswith("1 document added; 3 documents, ")
    assert run("add", built, tmp_path / "in").err.startswith("nothing is new; 3 documents, ")
    told = json.loads(run("rm", built, "three", "--json", "--quiet").out)
    assert (told["removed"], told["counts"]["documents"]) == (["three"], 2)
    listed = json.loads(run("ls", built, "--json").out)
    assert [(each["id"], each["statements"], each["file"]) for each in listed] == [
        ("one", 2, "one.txt"),
        ("two", 1, "two.txt"),
    ]
    assert run("ls", built, "--refused").code == 1
    ran = run("rm", built, "three")
    assert (ran.code, len(ran.err.splitlines())) == (2, 1)
    assert run("watch", built, tmp_path / "in", "--once").err.splitlines()[0] == "added: three"


def test_diff_tells_in_every_form_what_changed(tmp_path: Path, built: Path, run: Run, articles: Path) -> None:
    shutil.copytree(built, tmp_path / "old")
    write_articles(articles, three="Zeta owns Anker.\nZeta supplies <b>Bold</b> & Sons.")
    run("add", built, articles)
    ran = run("diff", tmp_path / "old", built)
    assert ran.code == 1
    assert ran.out.splitlines()[:3] == [
        "New statements (2)",
        *[line for line in ran.out.splitlines() if "Zeta owns Anker  [asserted]" in line],
        "    three: Zeta owns Anker.",
    ]
    told = json.loads(run("diff", tmp_path / "old", built, "--format", "json").out)
    assert [each["document"] for each in told["new"]] == ["three", "three"]
    back = json.loads(run("diff", built, tmp_path / "old", "--format", "json").out)
    assert len(back["gone"]) == 2
    page = tmp_path / "changes.html"
    assert run("diff", tmp_path / "old", built, "-o", page).code == 1
    assert "<b>Bold" not in page.read_text()
    assert "&lt;b&gt;Bold" in page.read_text()
    marked = run("diff", tmp_path / "old", built, "--format", "markdown").out
    assert marked.startswith("# What ")
    assert "\\<b\\>Bold" in marked
    same = run("diff", built, built)
    assert (same.code, same.out, same.err) == (0, "", "nothing differs\n")


def test_diff_since_a_date_tells_what_later_articles_add(
    tmp_path: Path, run: Run, read_toys: list[str]
) -> None:
    folder = tmp_path / "in"
    for name, day, text in (
        ("old", "1 May 2024", "Anker owns Bolt."),
        ("new", "3 May 2024", "Bolt sues Zeta."),
    ):
        write_articles(folder, **{name: text})
        file = folder / f"{name}.txt"
        file.write_text(f"{name} title\n\n{day}\n\n{file.read_text()}", encoding="utf-8")
    run("build", folder, "-o", tmp_path / "out")
    told = json.loads(run("diff", tmp_path / "out", "--since", "2024-05-02", "--format", "json").out)
    assert [each["document"] for each in told["new"]] == ["new"]
    assert [each["line"] for each in told["entities_new"]] == ["Zeta (Company)"]
    assert run("diff", tmp_path / "out", "--since", "2024-06").err == "nothing differs\n"
    for bad in (("--since", "May"), (), (tmp_path / "out", "--since", "2024")):
        ran = run("diff", tmp_path / "out", *bad)
        assert (ran.code, len(ran.err.splitlines())) == (2, 1)


def test_conflicts_shows_both_sentences_until_a_person_judges(
    tmp_path: Path, run: Run, read_toys: list[str]
) -> None:
    folder = write_articles(tmp_path / "in", one="Jordan Hale leads Anker.", two="Jordan Hale owns Bolt.")
    run("build", folder, "-o", tmp_path / "out")
    ran = run("conflicts", tmp_path / "out")
    assert (ran.code, ran.err) == (1, "1 conflict\n")
    assert ran.out.startswith("classes that exclude each other\n")
    assert "one: Jordan Hale leads Anker." in ran.out
    assert "two: Jordan Hale owns Bolt." in ran.out
    (told,) = json.loads(run("conflicts", tmp_path / "out", "--about", "Jordan Hale", "--json").out)
    assert {told["left"]["told"], told["right"]["told"]} == {"Person", "Company"}
    assert json.loads(run("conflicts", tmp_path / "out", "--about", "Anker", "--json").out) == []
    assert told["left"]["says"].endswith(f"[{told['left']['told']}]")
    run("judge", tmp_path / "out", "same", told["left"]["about"], told["right"]["about"])
    assert run("conflicts", tmp_path / "out").err == "nothing contradicts anything else\n"


def test_a_conflict_of_statements_ends_when_one_is_rejected(
    tmp_path: Path, run: Run, read_toys: list[str]
) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    write_articles(folder, one="Anker owns Bolt.", two="Anker owns Bolt.\nZeta sues Bolt.")
    run("build", folder, "-o", out)
    (owns,) = kg.open(out).statements(relation="owns")
    run("judge", out, "correct", owns.id, "--status", "negated", "--document", "two")
    (told,) = json.loads(run("conflicts", out, "--json").out)
    assert [told[side]["says"] for side in ("left", "right")] == [
        "Anker owns Bolt  [asserted; stated]",
        "Anker owns Bolt  [negated; denied]",
    ]
    assert run("judge", out, "reject", told["right"]["about"]).code == 0
    assert run("conflicts", out).code == 0


def test_a_conflict_can_be_judged_to_be_none(tmp_path: Path, run: Run, read_toys: list[str]) -> None:
    folder = write_articles(tmp_path / "in", one="Jordan Hale leads Anker.", two="Jordan Hale owns Bolt.")
    out = tmp_path / "out"
    run("build", folder, "-o", out)
    (told,) = json.loads(run("conflicts", out, "--json").out)
    sides = [f"{told[side]['about']}@{told[side]['document']}" for side in ("left", "right")]
    ran = run("judge", out, "compatible", sides[0], sides[0])
    assert (ran.code, len(ran.err.splitlines())) == (2, 1)
    assert "are in no conflict" in ran.err
    assert run("judge", out, "compatible", *reversed(sides), "--reason", "a man and his firm").code == 0
    ran = run("conflicts", out)
    assert (ran.code, ran.out, ran.err) == (
        0,
        "",
        "nothing contradicts anything else; settled by a judgement: 1\n",
    )
    run("build", folder, "-o", out)
    assert run("conflicts", out).code == 0
    (folder / "two.txt").unlink()
    ran = run("build", folder, "-o", out)
    assert "a judgement names what is not in the graph" in ran.err
