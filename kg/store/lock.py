"""One writer at a time: whoever writes a graph's folder holds its lock, and says who it is.

The lock is the operating system's and ends with the process that holds it, however it ends. Readers need none.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from kg.errors import BusyError
from kg.files import replace_bytes

LOCK, HOLDER = ".lock", ".writer"


@contextmanager
def writing(folder: Path, *, wait: bool = False) -> Iterator[None]:
    """Hold the lock of a folder, which is there. A thread that holds it already goes on.

    Raises `BusyError` where somebody else holds it; with `wait`, waits until it is free.
    """
    lock = FileLock(folder / LOCK, is_singleton=True)
    try:
        lock.acquire(timeout=-1 if wait else 0)
    except Timeout:
        raise BusyError(
            f"{folder} is being written{_holder(folder)}; wait until that is done, or let --wait do it"
        ) from None
    try:
        if lock.lock_counter == 1:
            told = {"process": os.getpid(), "command": _command()}
            replace_bytes(folder / HOLDER, json.dumps(told).encode())
        yield
    finally:
        if lock.lock_counter == 1:
            (folder / HOLDER).unlink(missing_ok=True)
        lock.release()


def _command() -> str:
    """Return what this process was started as, without its folders."""
    return " ".join([Path(sys.argv[0]).name, *sys.argv[1:2]])


def _holder(folder: Path) -> str:
    """Return " by process 42 (kg build)", as far as it is known."""
    try:
        holder = json.loads((folder / HOLDER).read_bytes())
        return f" by process {int(holder['process'])} ({holder['command']})"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
