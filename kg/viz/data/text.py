"""Text from documents, made fit to be shown."""

import re

UNSAFE = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidi controls: they make a text read as what it is not
    "\ufeff\ufffe\uffff"
    "]"
)
SURROGATE = re.compile("[\ud800-\udfff]")
WEB_ADDRESS = re.compile(r"https?://[^\s\x00-\x20\"<>\\^`{|}]+", re.IGNORECASE)


def shown(text: object) -> str:
    """Return the text without control and bidi control characters; half a surrogate pair becomes U+FFFD."""
    return SURROGATE.sub("\ufffd", UNSAFE.sub("", str(text)))


def shown_or_none(text: object | None) -> str | None:
    return None if text is None else shown(text).strip() or None


def web_address(url: str | None) -> str | None:
    """Return the address if it is one of the web, else None: no other scheme becomes a link."""
    address = shown(url or "").strip()
    return address if WEB_ADDRESS.fullmatch(address) else None


def items(joined: object | None) -> tuple[str, ...]:
    """Split a text joined by "; ", leaving out empty items and repetitions."""
    parts = (shown(part).strip() for part in str(joined or "").split("; "))
    return tuple(dict.fromkeys(part for part in parts if part))
