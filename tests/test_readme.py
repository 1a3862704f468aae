"""The README says what is so: its commands run, in order, in one folder."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.M | re.S)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample articles where the README's commands expect them, and `kg` on the path."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "kg" / "samples" / "articles", folder / "kg" / "samples" / "articles")
    (folder / "outputs").mkdir()
    (folder / "bin").mkdir()
    command = folder / "bin" / "kg"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kg "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return folder


def run(folder: Path, command: list[str]) -> str:
    # The samples lie in a folder called kg; the package must be found first, wherever it is installed.
    # The page is "opened" by a browser that does nothing.
    paths = {
        "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "BROWSER": "true",
    }
    done = subprocess.run(
        command, cwd=folder, env=os.environ | paths, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stderr}"
    return done.stdout


def test_blocks_run_in_order(folder: Path) -> None:
    shell, python = blocks("sh"), blocks("python")
    assert len(shell) >= 3
    assert len(python) == 1
    for block in shell:
        assert run(folder, ["sh", "-euc", block]) is not None
    run(folder, [sys.executable, "-W", "error", "-c", python[0]])
    for name in (
        "news.ttl",
        "news.graphml",
        "statements.csv",
        "new.html",
        "plans.html",
        "alibaba.html",
        "outputs/news/graph.html",
    ):
        assert (folder / name).stat().st_size > 1000, name


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_the_server_starts_and_answers(folder: Path) -> None:
    (block,) = blocks("bash")
    serve, curl = block.splitlines()
    if not (folder / "outputs" / "news").is_dir():
        run(folder, ["sh", "-euc", "kg build kg/samples/articles -o outputs/news -q"])
    paths = {"PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    server = subprocess.Popen(
        serve.split(), cwd=folder, env=os.environ | paths, stderr=subprocess.PIPE, text=True
    )
    try:
        assert server.stderr is not None
        assert "http://127.0.0.1:8765/" in server.stderr.readline()
        assert run(folder, ["sh", "-euc", curl]).splitlines()[0] == "a,b"
    finally:
        server.terminate()
        server.communicate(timeout=30)


def test_files_it_links_to_are_there() -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []
