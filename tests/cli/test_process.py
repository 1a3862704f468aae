"""`kg` as a process of its own: quick to start, good in a pipe, plain where it should be."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


PYTHON = [sys.executable, "-m", "kg"]
HEAVY = ("spacy", "rdflib", "networkx", "pyvis", "pyoxigraph", "numpy", "rich", "lxml")


def kg(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PYTHON, *arguments], capture_output=True, text=True, env={**os.environ, **environment}, timeout=60
    )


def test_python_m_kg_is_kg() -> None:
    ran = kg("--help")
    assert ran.returncode == 0
    assert ran.stdout.startswith("Usage: kg ")


def test_help_imports_nothing_heavy_and_is_quick() -> None:
    program = f"""
import json, sys, time
before = time.process_time()
from kg.cli import main
try:
    main(["--help"])
except SystemExit:
    pass
heavy = [name for name in {HEAVY!r} if name in sys.modules]
print(json.dumps([time.process_time() - before, heavy]), file=sys.stderr)
"""
    runs = [
        subprocess.run([sys.executable, "-c", program], capture_output=True, check=True) for _ in range(3)
    ]
    answers = [json.loads(ran.stderr) for ran in runs]
    assert all(heavy == [] for _, heavy in answers)
    assert min(spent for spent, _ in answers) < 0.8


def test_an_error_is_one_line_without_a_traceback(tmp_path: Path) -> None:
    ran = kg("stats", str(tmp_path))
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_gets_its_completion(shell: str) -> None:
    ran = kg(_KG_COMPLETE=f"{shell}_source")
    if shell == "bash" and "Bash version" in ran.stderr:
        pytest.skip("this bash is too old for click")
    assert ran.returncode == 0
    assert "_KG_COMPLETE" in ran.stdout


def test_a_command_is_completed() -> None:
    ran = kg(_KG_COMPLETE="bash_complete", COMP_WORDS="kg ex", COMP_CWORD="1")
    assert [line.split(",")[1] for line in ran.stdout.split()] == ["explain", "export", "extract"]


@pytest.mark.parametrize(
    "command",
    [
        "export {out} --format nquads",
        "query {out} 'SELECT * { ?s ?p ?o }'",
        "query {out} 'SELECT * { ?s ?p ?o }' -f csv",
        "show {out} anker",
        "stats {out}",
        "entities {out}",
        "entities {out} anker",
    ],
)
def test_a_reader_that_has_enough_is_no_error(built: Path, command: str) -> None:
    line = " ".join(
        [*PYTHON, command.replace("{out}", str(built)), "| head -c 1 >/dev/null; echo ${PIPESTATUS[0]}"]
    )
    ran = subprocess.run(["bash", "-c", line], capture_output=True, text=True, timeout=60)
    assert (ran.stdout, ran.stderr) == ("0\n", "")


def test_no_color_is_plain(built: Path) -> None:
    for environment in ({"NO_COLOR": "1"}, {"NO_COLOR": "1", "FORCE_COLOR": "1", "TERM": "xterm-256color"}):
        ran = kg("stats", str(built), **environment)
        assert ran.returncode == 0
        assert "\x1b[3" not in ran.stdout


def test_words_of_any_script_can_be_written_under_a_plain_locale(built: Path, tmp_path: Path) -> None:
    (tmp_path / "words.rq").write_text("SELECT ('Łódź 香港 👩' AS ?x) {}", encoding="utf-8")
    ran = kg("query", str(built), str(tmp_path / "words.rq"), LC_ALL="C")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "Łódź 香港 👩" in ran.stdout


@pytest.mark.slow
def test_extract_reads_standard_input() -> None:
    ran = subprocess.run(
        [*PYTHON, "extract", "-"], input="Toyota acquired Hino in 2001.", capture_output=True, text=True
    )
    assert ran.returncode == 0
    assert "acquires" in ran.stdout


def test_watch_follows_its_folder_until_it_is_stopped(tmp_path: Path) -> None:
    """Real files, a real process, real readers: what comes and goes is in the graph within seconds."""
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "one.txt").write_text("Norvik Bank owns Altmark Foods.\n", encoding="utf-8")

    def documents() -> set[str]:
        manifest = out / "manifest.json"
        return set(json.loads(manifest.read_bytes())["documents"]) if manifest.is_file() else set()

    def wait_for(wanted: set[str]) -> None:
        until = time.monotonic() + 60
        while documents() != wanted:
            assert time.monotonic() < until, f"{documents()} instead of {wanted}"
            assert watching.poll() is None
            time.sleep(0.1)

    command = [*PYTHON, "watch", str(out), str(folder), "--quiet"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as watching:
        try:
            wait_for({"one"})
            assert watching.stderr is not None
            assert watching.stderr.readline().startswith("watching ")
            time.sleep(0.5)  # the watch begins behind that line
            (folder / "two.txt").write_text("Altmark Foods sued Norvik Bank.\n", encoding="utf-8")
            wait_for({"one", "two"})
            (folder / "one.txt").unlink()
            wait_for({"two"})
        finally:
            watching.send_signal(signal.SIGINT)
        assert watching.wait(30) in (0, 130)
        assert "Traceback" not in watching.stderr.read()
    assert not list(out.glob("*.part"))
