"""The normal form of a text: what a document's offsets count in."""

import re
import unicodedata

_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028]")
_UNUSUAL = re.compile(r"[^\n\t -~]")
_SPACES = re.compile(r"[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_REMOVED_CATEGORIES = frozenset({"Cc", "Cf", "Cs"})
"""Controls, surrogates, and format characters: zero-width, bidirectional, soft hyphen, byte order mark."""


def normalise(text: str) -> str:
    r"""Return the text in NFC, with `\\n` for every line end, plain spaces, and no character that is not seen.

    Nothing else changes: runs of spaces stay, so that offsets stay near those of the file. Blank lines
    and spaces at both ends are removed. Applying it twice changes nothing.
    """
    text = _LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n")
    text = _SPACES.sub(" ", text)
    text = _UNUSUAL.sub(lambda found: found[0] if _is_seen(found[0]) else "", text)
    return unicodedata.normalize("NFC", text).strip("\n\t ")


def one_spaced(text: str) -> str:
    """Return the normal form on one line, with single spaces."""
    return " ".join(normalise(text).split())


def _is_seen(character: str) -> bool:
    # Noncharacters (U+FFFE, U+1FFFF ...) may stand in no XML file.
    return unicodedata.category(character) not in _REMOVED_CATEGORIES and ord(character) & 0xFFFE != 0xFFFE
