"""What is left of a graph when a change of it is killed, or its disk fills up: see `survival.py`."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
PROGRAM = Path(__file__).with_name("survival.py")
TIMES = 25
"""Each half kills so many changes at random moments: 50 in all."""


def survived(*arguments: object) -> list[list[object]]:
    done = subprocess.run(
        [sys.executable, PROGRAM, *map(str, arguments)], capture_output=True, text=True, check=False
    )
    print(done.stderr, file=sys.stderr)
    assert done.returncode == 0
    found: list[list[object]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("seed", [1, 2])
def test_a_change_that_is_killed_leaves_a_sound_graph_and_goes_on_to_the_same_bytes(
    tmp_path: Path, seed: int
) -> None:
    told = survived("killed", tmp_path, seed, TIMES)
    assert [each for each in told if each[2] != 0] == []
    assert sum(code == -signal.SIGKILL for _, code, _ in told) == TIMES
    assert {code for _, code, _ in told} <= {0, -signal.SIGKILL}


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    """A disk of 24 MB in memory, unmounted by the end of its process's name space."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk], capture_output=True, check=False
    ).returncode:
        if os.environ.get("KG_REQUIRE_DISK"):
            pytest.fail("a disk that fills up needs root, and KG_REQUIRE_DISK is set")
        pytest.skip("a disk that fills up can be made by root only")
    return disk


def test_a_disk_that_fills_up_stops_a_change_with_one_line_and_harms_nothing(
    tmp_path: Path, small_disk: Path
) -> None:
    try:
        told = survived("full", tmp_path, small_disk)
    finally:
        subprocess.run(["umount", "--lazy", small_disk], check=True)
    assert [each for each in told if each[4:] != [0, 0]] == []
    stopped = [each for each in told if each[1] != 0]
    assert {name for name, *_ in stopped} == {"build", "add"}
    for _, code, lines, *_ in stopped:
        assert code == 2
        assert isinstance(lines, list)
        assert [line[:7] for line in lines if not line.startswith(("added", "refused"))] == ["Error: "]
    assert any(not was_stopped for *_, was_stopped, _, _ in told)
