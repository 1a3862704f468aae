"""Files in storages that fsspec reads, named by URL: `s3://bucket/news`, `gs://`, `abfs://`, `hdfs://`, `sftp://`, `file://`."""

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, cast

from kg.documents.raw import Unreadable, one_line
from kg.documents.reasons import Reason
from kg.errors import InputError, SetupError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def is_url(source: str) -> bool:
    """Tell whether a source is named by a URL."""
    return bool(_URL.match(source))


def files_of(url: str) -> list[tuple[str, str]]:
    """Return the files at a URL, a file or a folder, sorted: the URL of each and its path below the folder.

    Hidden files and folders are passed over. Raises `InputError` where there is nothing, and `SetupError` where what
    reads the storage is not installed.
    """
    try:
        system, path = _system(url)
        found = system.find(path)
        is_file = found == [path] and system.isfile(path)
    except ImportError as error:
        raise SetupError(f"{one_line(url)} cannot be read: {one_line(str(error))}") from error
    # Each storage has errors of its own.
    except Exception as error:
        raise InputError(
            f"{one_line(url)} cannot be read: {one_line(str(error)) or type(error).__name__}"
        ) from error
    if is_file:
        return [(system.unstrip_protocol(path), PurePosixPath(path).name)]
    pairs = ((file, PurePosixPath(file).relative_to(path)) for file in found)
    kept = [(file, below) for file, below in pairs if not any(part.startswith(".") for part in below.parts)]
    return [
        (system.unstrip_protocol(file), str(below))
        for file, below in sorted(kept, key=lambda pair: pair[1].parts)
    ]


def open_file(url: str) -> BinaryIO:
    """Open for reading and seeking. Raises `Unreadable` where that cannot be done."""
    try:
        system, path = _system(url)
        return cast(BinaryIO, system.open(path, "rb"))
    except Exception as error:
        raise Unreadable(Reason.CANNOT_OPEN, one_line(str(error)) or type(error).__name__) from error


def _system(url: str) -> "tuple[AbstractFileSystem, str]":
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise SetupError("a source that is named by a URL needs fsspec: pip install 'kg[cluster]'") from error
    system, path = url_to_fs(url)
    return system, path.rstrip("/")
