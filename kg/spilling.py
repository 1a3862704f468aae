"""Values that are too many to be held: they lie on the disk, in the folder for temporary files."""

import shutil
import tempfile
import weakref
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeVar, overload

import msgspec

Value = TypeVar("Value")
BUFFER = 1 << 18
"""Bytes that are held before they are written."""


class Spilled(Sequence[Value]):
    """Values in the order they came, read again whenever they are iterated over; gone with the last reference.

    One by its index is found by reading all before it.
    """

    def __init__(self, kind: type[Value], values: Iterable[Value] = ()) -> None:
        folder = tempfile.mkdtemp(prefix="kg-spilled-")
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        self._path = Path(folder, "values")
        self._path.touch()
        self._kind = kind
        self._held = bytearray()
        self._count = 0
        self._encode = msgspec.json.Encoder(order="deterministic").encode
        for value in values:
            self.append(value)

    def append(self, value: Value) -> None:
        self._held += self._encode(value)
        self._held += b"\n"
        self._count += 1
        if len(self._held) > BUFFER:
            self._write()

    def _write(self) -> None:
        with self._path.open("ab") as file:
            file.write(self._held)
        self._held.clear()

    def __iter__(self) -> Iterator[Value]:
        self._write()
        decode = msgspec.json.Decoder(self._kind).decode
        with self._path.open("rb") as file:
            for line in file:
                yield decode(line)

    @overload
    def __getitem__(self, index: int) -> Value: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Value, ...]: ...

    def __getitem__(self, index: int | slice) -> Value | tuple[Value, ...]:
        if isinstance(index, slice):
            return tuple(self)[index]
        place = range(len(self))[index]
        return next(islice(self, place, None))

    def __len__(self) -> int:
        return self._count
