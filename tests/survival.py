"""Runs changes of graphs in processes of their own and kills them; `test_survival.py` reads what came of it.

    python tests/survival.py FOLDER SEED TIMES

This process never opens a store, so that the processes it forks begin with nothing but what is imported. Each of them
does one thing and ends with a code of its own.
"""

import json
import os
import random
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import builders

from kg import growing, pipeline
from kg.cli import main
from kg.graph import Graph
from kg.model import Document, Reading
from kg.validation import validate

FIRST = {
    "one": "Anker owns Bolt.\nAnker competesWith Maersk.",
    "two": "Anker owns Bolt.\nBolt supplies Zeta.",
}
MORE = {f"more{number}": f"Anker owns Bolt {number}.\nBolt supplies Zeta {number}." for number in range(6)}


def read_documents(
    documents: Iterable[Document], model: str = "", extractors: tuple[str, ...] = ()
) -> Iterator[Reading]:
    for document in documents:
        time.sleep(0.01)
        yield builders.toy_reading(document)


def speak_toy() -> None:
    toys = {
        "read_documents": read_documents,
        "pipeline_version": lambda model: "toy 1",
        "extractor_versions": lambda names: "toy 1",
        "rules_digest": lambda: "toy",
    }
    for name, toy in toys.items():
        setattr(pipeline, name, toy)


def outcome(out: Path) -> dict[str, object]:
    """Return what a graph is, after checking that it is sound."""
    graph = Graph.open(out)
    wrong = validate(graph, shacl=False)
    assert not wrong, wrong
    return {
        "quads": sorted(map(str, set(graph.quads))),
        "statements": [str(each) for each in graph.statements()],
    }


def files(out: Path) -> dict[str, bytes]:
    return {
        name: (out / name).read_bytes()
        for name in ("graph.ttl", "graph.graphml", "graph.html", "judgements.tsv")
    }


def names(out: Path) -> set[str]:
    """Return the files of a graph; those of its store have names of the store's own."""
    found = (path.relative_to(out) for path in out.rglob("*"))
    return {str(path) for path in found if path.parts[0] != "store" or len(path.parts) < 3}


def forked(do: Callable[[], object]) -> int:
    """Do something in a process of its own and return its id."""
    process = os.fork()
    if process:
        return process
    code = 1
    try:
        do()
        code = 0
    except SystemExit as ended:
        code = int(ended.code or 0)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def ended(process: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def changes(folder: Path, out: Path) -> dict[str, Callable[[], object]]:
    return {
        "build": lambda: pipeline.build([folder / "first", folder / "more"], out),
        "add": lambda: growing.add(out, [folder / "more"]),
    }


def killed(folder: Path, seed: int, times: int) -> None:
    """Kill changes at random moments until so many were killed before their end; check what is left and that the same
    command ends well, and print what happened.
    """
    first = builders.write_articles(folder / "first", **FIRST)
    builders.write_articles(folder / "more", **MORE)
    before, out, whole = folder / "before", folder / "out", folder / "whole"
    assert ended(forked(lambda: pipeline.build([first], before))) == 0
    took = {}
    for name in changes(folder, out):
        shutil.rmtree(whole, ignore_errors=True)
        shutil.copytree(before, whole)
        start = time.monotonic()
        assert ended(forked(changes(folder, whole)[name])) == 0
        took[name] = time.monotonic() - start
    moments = random.Random(seed)
    told: list[tuple[str, int, int]] = []
    while sum(code == -signal.SIGKILL for _, code, _ in told) < times and len(told) < 4 * times:
        name = ("build", "add")[len(told) % 2]
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(before, out)
        process = forked(changes(folder, out)[name])
        time.sleep(moments.random() * took[name])
        os.kill(process, signal.SIGKILL)

        def check(name: str = name) -> None:
            assert outcome(out) in (outcome(before), outcome(whole))
            changes(folder, out)[name]()
            assert outcome(out) == outcome(whole)
            assert files(out) == files(whole)
            assert names(out) == names(whole)

        told.append((name, ended(process), ended(forked(check))))
    print(json.dumps(told))


def filled(folder: Path, disk: Path) -> None:
    """Let the disk fill up at ever later moments of each change, then give it room; print what happened."""
    first = builders.write_articles(folder / "first", **FIRST)
    builders.write_articles(folder / "more", **MORE)
    before, whole, out = folder / "before", folder / "whole", disk / "out"
    assert ended(forked(lambda: pipeline.build([first], before))) == 0
    shutil.copytree(before, whole)
    assert ended(forked(changes(folder, whole)["build"])) == 0
    commands = {
        "build": ["build", str(folder / "first"), str(folder / "more"), "-o", str(out)],
        "add": ["add", str(out), str(folder / "more")],
    }
    told = []
    for name, command in commands.items():
        for room in range(0, 1_500, 125):
            shutil.rmtree(out, ignore_errors=True)
            shutil.copytree(before, out)
            filler = disk / "filler"
            status = os.statvfs(disk)
            filler.write_bytes(b"x" * max(0, status.f_bavail * status.f_frsize - room * 1024))
            said = folder / "said"

            def run(command: list[str] = command, said: Path = said) -> None:
                with said.open("wb") as file:
                    os.dup2(file.fileno(), sys.stderr.fileno())
                main(command)

            code = ended(forked(run))

            def look() -> None:
                assert outcome(out) in (outcome(before), outcome(whole))

            def go_on(name: str = name) -> None:
                changes(folder, out)[name]()
                assert outcome(out) == outcome(whole)
                assert files(out) == files(whole)

            left = ended(forked(look))
            stopped = Graph.open(out).manifest.documents.keys() == {"one", "two"}
            filler.unlink()
            lines = said.read_text(encoding="utf-8").splitlines()
            told.append((name, code, lines if code else [], stopped, left, ended(forked(go_on))))
    print(json.dumps(told))


if __name__ == "__main__":
    speak_toy()
    what, *arguments = sys.argv[1:]
    if what == "killed":
        killed(Path(arguments[0]), int(arguments[1]), int(arguments[2]))
    else:
        filled(Path(arguments[0]), Path(arguments[1]))
