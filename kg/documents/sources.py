"""The files that are meant by what a user names: a file, a folder, or `-` for standard input."""

import hashlib
import os
import re
import stat
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from kg.documents import remote
from kg.documents.raw import Unreadable, one_line
from kg.documents.reasons import Reason
from kg.errors import InputError

STDIN = "-"
_UNSAFE = re.compile(r"[^\w.~:-]+")
_LONGEST_RECORD = 100


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file to read. `content` is set where there is no path: standard input."""

    path: Path
    stem: str
    """The id of its document: the path below the named folder, with `/`, without suffix."""
    origin: str
    """The path below the named folder, with suffix."""
    suffix: str
    """In lower case with its dot; both of two, as in `.warc.gz`."""
    content: bytes | None = None
    url: str = ""
    """Of a file that lies in a storage that fsspec reads."""

    @property
    def location(self) -> str:
        """The path without links, or the URL, by which the file is known again; for standard input `-` and its content's
        digest.
        """
        if self.url:
            return self.url
        if self.content is None:
            return os.path.realpath(self.path)
        return f"{STDIN}{hashlib.sha256(self.content).hexdigest()}"

    def renamed(self, origin: str) -> "SourceFile":
        """Return the file under another path below a named folder."""
        same = self.content is not None or (origin == self.origin and bool(self.stem))
        return self if same else replace(self, origin=origin, stem=_stem(origin, self.suffix))

    def read(self, limit: int) -> bytes:
        """Return the bytes. Raises `Unreadable` where there are more than `limit`, none, or no access."""
        if self.content is None:
            with self.open() as stream:
                content = stream.read(limit + 1)
        else:
            content = self.content
        if len(content) > limit:
            raise Unreadable(Reason.TOO_LARGE, f"more than {limit} bytes")
        if not content:
            raise Unreadable(Reason.EMPTY)
        return content

    def open(self) -> BinaryIO:
        """Open for reading and seeking. Raises `Unreadable` for what is no file or cannot be opened."""
        if self.content is not None:
            return BytesIO(self.content)
        if self.url:
            return remote.open_file(self.url)
        try:
            # A pipe or a device in the folder could block for ever.
            if not stat.S_ISREG(self.path.stat().st_mode):
                raise Unreadable(Reason.NOT_A_FILE)
            return self.path.open("rb")
        except OSError as error:
            raise Unreadable(Reason.CANNOT_OPEN, error.strerror or type(error).__name__) from error


def find_files(sources: Iterable[str | Path]) -> list[SourceFile]:
    """Return the files of all sources in the order named, those of a folder sorted by their path.

    Hidden files and folders, and links to folders, are passed over. A file that is named twice, or named
    beside its folder, is read once, under the longest of its names: see `fuller`.

    Raises `InputError` for a path that does not exist, a folder without files, and no source at all.
    """
    sources = list(sources)
    if not sources:
        raise InputError("no source is named; name a file, a folder, or - for standard input")
    files: dict[str, SourceFile] = {}
    for source in sources:
        for file in _files_of(source):
            before = files.setdefault(file.location, file)
            if fuller(before.origin, file.origin) != before.origin:
                files[file.location] = file
    return list(files.values())


def holds_files(folder: Path) -> bool:
    """Tell whether a folder holds any file that `find_files` would find."""
    return any(True for _ in _walk(folder))


def fuller(one: str, other: str) -> str:
    """Return which of two paths a file goes by: the one with more folders, else the lesser one."""
    return min(one, other, key=lambda path: (-path.count("/"), path))


def record_id(stem: str, record: str) -> str:
    """Return the id of a record of a file. Characters with a meaning in paths or IRIs become `_`."""
    name = _UNSAFE.sub("_", clean_name(record)).strip("._")[:_LONGEST_RECORD]
    return f"{stem}-{name}" if name else stem


def clean_name(name: str) -> str:
    """Return a path or record id in NFC, with `_` for what cannot be printed or encoded."""
    composed = unicodedata.normalize("NFC", name)
    return "".join(c if c.isprintable() and not 0xD800 <= ord(c) <= 0xDFFF else "_" for c in composed)


def _files_of(source: str | Path) -> Iterator[SourceFile]:
    if str(source) == STDIN:
        yield SourceFile(Path(STDIN), "stdin", "stdin", ".txt", sys.stdin.buffer.read())
        return
    if remote.is_url(str(source)):
        found_there = remote.files_of(str(source))
        if not found_there:
            raise InputError(f"{one_line(str(source))} holds no files; name a file or a folder with articles")
        for url, below in found_there:
            yield _source_file(Path(below), Path(below), url)
        return
    path = Path(source)
    if path.is_dir():
        found = sorted(_walk(path), key=lambda file: file.relative_to(path).parts)
        if not found:
            raise InputError(f"folder {one_line(str(path))} holds no files; name a folder with articles")
        for file in found:
            yield _source_file(file, file.relative_to(path))
    elif os.path.lexists(path):
        yield _source_file(path, Path(path.name))
    else:
        raise InputError(
            f"{one_line(str(path))} does not exist; name a file, a folder, or - for standard input"
        )


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent, name) for name in names if not name.startswith("."))


def suffix_of(path: Path) -> str:
    """Return the suffix of a path in lower case with its dot; both of two, as in `.warc.gz`."""
    suffix = path.suffix.lower()
    return Path(path.stem).suffix.lower() + suffix if suffix == ".gz" else suffix


def _source_file(path: Path, below: Path, url: str = "") -> SourceFile:
    suffix = suffix_of(path)
    origin = clean_name(below.as_posix())
    return SourceFile(path, _stem(origin, suffix), origin, suffix, url=url)


def _stem(origin: str, suffix: str) -> str:
    return origin[: len(origin) - len(suffix)] if suffix else origin
