"""One writer at a time."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from builders import write_articles

import kg
from kg import growing, pipeline
from kg.errors import BusyError
from kg.judging import Docket
from kg.model import Verdict
from kg.store.lock import HOLDER, writing

HOLD = "import sys; from pathlib import Path; from kg.store.lock import writing\nwith writing(Path(sys.argv[1])):\n print('held', flush=True); sys.stdin.read()"


@contextmanager
def held(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Let another process hold the lock of a folder."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


@pytest.fixture
def out(tmp_path: Path, read_toys: list[str]) -> Path:
    pipeline.build([write_articles(tmp_path / "in", one="Anker owns Bolt.")], tmp_path / "out")
    return tmp_path / "out"


def test_who_comes_second_is_told_who_is_writing_and_changes_nothing(tmp_path: Path, out: Path) -> None:
    more = write_articles(tmp_path / "more", two="Bolt owns Zeta.")
    before = kg.open(out).manifest
    with held(out) as process:
        for change in (
            lambda: pipeline.build([more], out),
            lambda: growing.add(out, [more]),
            lambda: growing.remove(out, ["one"]),
            lambda: growing.follow(out, [more], wait=False),
            lambda: Docket(out).judge(Verdict.SAME, "anker", "bolt", author="anna"),
            lambda: Docket(out).apply(),
        ):
            with pytest.raises(
                BusyError, match=rf"is being written by process {process.pid} \(-c .*\); wait"
            ):
                change()
        assert len(kg.open(out).statements()) == 1
    assert kg.open(out).manifest == before


def test_a_writer_that_is_killed_holds_nobody_up(tmp_path: Path, out: Path) -> None:
    with held(out):
        pass
    assert (out / HOLDER).exists()
    growing.add(out, [write_articles(tmp_path / "more", two="Bolt owns Zeta.")])
    assert not (out / HOLDER).exists()


def test_who_waits_goes_on_when_the_first_is_done(tmp_path: Path, out: Path) -> None:
    with held(out) as process:
        timer = threading.Timer(0.3, process.kill)
        timer.start()
        update = growing.add(out, [write_articles(tmp_path / "more", two="Bolt owns Zeta.")], wait=True)
    assert update.added == ("two",)


def test_two_threads_are_two_writers_and_one_may_go_on_holding(tmp_path: Path) -> None:
    refused: list[BaseException] = []

    def other() -> None:
        try:
            with writing(tmp_path):
                pass
        except BusyError as error:
            refused.append(error)

    with writing(tmp_path):
        with writing(tmp_path):
            pass
        assert (tmp_path / HOLDER).exists()
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert len(refused) == 1
    with writing(tmp_path):
        pass


def test_a_judgement_made_while_the_graph_grew_is_one_on_the_grown_graph(tmp_path: Path, out: Path) -> None:
    docket = Docket(out)
    growing.add(out, [write_articles(tmp_path / "more", two="Bolt owns Zeta.")])
    docket.judge(Verdict.SAME, "anker", "zeta", author="anna")
    graph = kg.open(out)
    assert set(graph.manifest.documents) == {"one", "two"}
    assert graph.entity("zeta") == graph.entity("anker")
