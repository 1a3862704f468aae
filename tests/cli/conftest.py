"""Runs `kg` in this process, with everything it writes and its exit code."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import Ran, Run, write_articles

from kg.cli import main


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Return a function that runs `kg` with arguments; a traceback would fail the test."""

    def ran(*arguments: str | Path) -> Ran:
        capfdbinary.readouterr()
        with pytest.raises(SystemExit) as caught:
            main([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return Ran(int(caught.value.code or 0), out.decode(), err.decode())

    return ran


@pytest.fixture
def articles(tmp_path: Path, read_toys: list[str]) -> Path:
    return write_articles(
        tmp_path / "in", one="Anker owns Bolt.\nBolt supplies Zeta.", two="Anker owns Bolt."
    )


@pytest.fixture
def built(articles: Path, tmp_path: Path) -> Path:
    """A folder with a graph of toy articles."""
    from kg import pipeline

    pipeline.build([articles], tmp_path / "out")
    return tmp_path / "out"


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return a function that puts a text on standard input."""
    return lambda text: monkeypatch.setattr(sys, "stdin", io.StringIO(text))
