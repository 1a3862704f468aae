"""A file that is there is complete: content goes to a neighbour first and is then put in place. And digests of files."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError

PART = ".part"
MODE, FOLDER_MODE = 0o644, 0o755
"""Of new files and folders; temporary ones are for their owner alone."""


CODE = frozenset({".py", ".tsv", ".yaml"})


@cache
def code_digest(*paths: Path) -> str:
    """Return a digest of the code and tables in folders, and of files that are named."""
    files = {file for path in paths for file in (path.rglob("*") if path.is_dir() else [path])}
    digest = hashlib.sha256()
    for file in sorted(files, key=lambda file: file.as_posix()):
        if file.suffix in CODE or file in paths:
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


def replace_bytes(path: Path, content: bytes, *, durable: bool = False) -> None:
    """Write `content` to `path`: see `replacing`."""
    with replacing(path, durable=durable) as file:
        file.write(content)


@contextmanager
def replacing(path: Path, *, durable: bool = False) -> Iterator[BinaryIO]:
    """Yield a file whose content is that of `path` from the end on; what stood there stays until then.

    If `durable`, it is on the disk at the end, whatever happens to the power. Raises `InputError` if the
    folder is not there, cannot be written to or is full.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        # A device or a pipe, such as /dev/stdout, is written to and not replaced.
        with path.open("wb") as file:
            yield file
        return
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=PART, dir=path.parent)
    except OSError as error:
        raise InputError(
            f"{path} cannot be written ({error.strerror}); name a place that exists and can be written to"
        ) from error
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            if durable:
                file.flush()
                os.fsync(file.fileno())
        part.chmod(MODE)
        part.replace(path)
        if durable:
            _sync_folder(path.parent)
    except OSError as error:
        raise InputError(f"{path} cannot be written ({error.strerror})") from error
    finally:
        part.unlink(missing_ok=True)


def put_folder(part: Path, path: Path) -> None:
    """Give a finished folder its name; of one that has it already, the files are replaced."""
    part.chmod(FOLDER_MODE)
    if path.is_dir():
        for file in sorted(part.iterdir()):
            file.replace(path / file.name)
        part.rmdir()
        _sync_folder(path)
    else:
        part.replace(path)
    _sync_folder(path.parent)


def remove_parts(folder: Path) -> None:
    """Remove the files and folders that were not finished."""
    for part in folder.glob(f".*{PART}"):
        shutil.rmtree(part) if part.is_dir() else part.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
