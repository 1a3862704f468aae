"""Lines in order, however many: what does not fit into memory is sorted piece by piece, on the disk."""

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

MOST = 1 << 25
"""Characters that are held in memory at a time."""


def sorted_lines(lines: Iterable[str], *, most: int = MOST) -> Iterator[str]:
    """Yield lines, which end in a line feed and hold no other, in order, each once.

    Pieces of `most` characters are sorted by themselves and lie in a temporary folder until all is yielded.
    """
    with tempfile.TemporaryDirectory(prefix="kg-sorting-") as folder:
        runs: list[Path] = []
        held: set[str] = set()
        size = 0
        for line in lines:
            if line not in held:
                held.add(line)
                size += len(line)
            if size > most:
                runs.append(_written(sorted(held), Path(folder, str(len(runs)))))
                held, size = set(), 0
        merged = heapq.merge(*map(_read, runs), sorted(held))
        yield from (line for line, _ in groupby(merged))


def _written(lines: Iterable[str], path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines)
    return path


def _read(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="\n") as file:
        yield from file
