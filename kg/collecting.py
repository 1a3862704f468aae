"""Python's search for cyclic garbage, put off while many values are made that have no cycles."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no cyclic garbage meanwhile.

    A graph is hundreds of thousands of small values that live as long as it does. Looking through them again and
    again takes as long as making them (2,000 articles: 3.5 s of 9 s).
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.freeze()
            gc.unfreeze()  # from where nothing is searched to the oldest generation
            gc.enable()
