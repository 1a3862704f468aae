"""Files from elsewhere that tests need and the project does not ship: fetched once, kept in a cache, known by their digest."""

import hashlib
import os
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from kg.files import replace_bytes


def fetched(address: str, digest: str, *, what: str, required: str) -> Path:
    """Return the file at an address, whose SHA-256 is `digest`.

    Where it cannot be fetched the test is skipped, or fails if the environment sets `required` to 1.
    """
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kg-tests"
    file = folder / address.rpartition("/")[2]
    try:
        if not file.is_file():
            with urllib.request.urlopen(address, timeout=30) as answer:
                content = answer.read()
            folder.mkdir(parents=True, exist_ok=True)
            # Whole or not at all: other processes look for it too.
            replace_bytes(file, content)
    except (OSError, urllib.error.URLError) as error:
        if os.environ.get(required) == "1":
            pytest.fail(f"{required}=1, but {what} cannot be fetched: {error}")
        pytest.skip(f"{what} cannot be fetched: {error}")
    assert hashlib.sha256(file.read_bytes()).hexdigest() == digest
    return file
