"""A file that is there is complete: content goes to a neighbour first and is then put in place. And digests of files."""

import hashlib
import os
import tempfile
from functools import cache
from pathlib import Path

from kg.errors import InputError

PART = ".part"
MODE = 0o644
"""Of new files; temporary ones are for their owner alone."""


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
    """Write `content` to `path`; what stood there stays until all is written.

    If `durable`, it is on the disk when this returns, whatever happens to the power. Raises `InputError` if the
    folder is not there, cannot be written to or is full.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        # A device or a pipe, such as /dev/stdout, is written to and not replaced.
        path.write_bytes(content)
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
            file.write(content)
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


def remove_parts(folder: Path) -> None:
    """Remove the files of `replace_bytes` that were not finished."""
    for part in folder.glob(f".*{PART}"):
        part.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
