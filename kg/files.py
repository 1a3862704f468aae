"""A file that is there is complete: content goes to a neighbour first and is then put in place."""

import os
import tempfile
from pathlib import Path

from kg.errors import InputError

MODE = 0o644
"""Of new files; temporary ones are for their owner alone."""


def replace_bytes(path: Path, content: bytes) -> None:
    """Write `content` to `path`; what stood there stays until all is written.

    Raises `InputError` if the folder is not there or cannot be written to.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        # A device or a pipe, such as /dev/stdout, is written to and not replaced.
        path.write_bytes(content)
        return
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise InputError(
            f"{path} cannot be written ({error.strerror}); name a place that exists and can be written to"
        ) from error
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        part.chmod(MODE)
        part.replace(path)
    except OSError as error:
        raise InputError(f"{path} cannot be written ({error.strerror})") from error
    finally:
        part.unlink(missing_ok=True)
