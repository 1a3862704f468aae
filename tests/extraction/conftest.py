"""The language model, loaded once, and sentences read with it."""

from collections.abc import Callable

import pytest

from kg.model import Reading

Read = Callable[[str], Reading]


@pytest.fixture(scope="session")
def read() -> Read:
    """Return the reading of a text given by hand."""
    from kg.documents.inline import inline_document
    from kg.pipeline import read_documents

    def reading(text: str) -> Reading:
        (found,) = read_documents([inline_document(text)])
        return found

    return reading
