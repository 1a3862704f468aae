"""What workers do in the tests: a process of its own must be able to import it."""

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from kg.errors import InputError


def square(numbers: Sequence[int]) -> list[int]:
    return [number * number for number in numbers]


def dies_once(items: Sequence[tuple[int, str]]) -> list[int]:
    """End the process at the first item whose file is not there yet, and leave that file."""
    for _, mark in items:
        if mark and not Path(mark).exists():
            Path(mark).touch()
            os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.01)
    return [number for number, _ in items]


def dies_of_13(numbers: Sequence[int]) -> list[int]:
    if 13 in numbers:
        os.kill(os.getpid(), signal.SIGKILL)
    return list(numbers)


def complains_of_13(numbers: Sequence[int]) -> list[int]:
    if 13 in numbers:
        raise InputError("13 is no number; name another")
    return list(numbers)


def threads(_: Sequence[int]) -> str:
    return os.environ["OMP_NUM_THREADS"]
