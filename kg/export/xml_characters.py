"""The characters that XML 1.0 cannot hold, not even escaped."""

import re

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def without_forbidden(text: str) -> str:
    """Return a text without the characters that make a file unreadable."""
    return FORBIDDEN.sub("", text)
