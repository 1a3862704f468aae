"""The commands that change a graph: `kg add`, `kg rm`, `kg ls`, `kg watch`."""

import json
from pathlib import Path

from builders import Run, write_articles


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
