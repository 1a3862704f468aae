"""The form of a name by which it is compared, and ids made from names."""

import hashlib
import re
import unicodedata
from functools import lru_cache

FOLDED = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "Ł": "L",
        "Ø": "O",
        "Đ": "D",
        "Æ": "AE",
        "Œ": "OE",
    }
)
"""Letters that decomposition leaves whole."""


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Return a name without case, accents and punctuation, words parted by one space."""
    plain = unicodedata.normalize("NFKD", name.translate(FOLDED))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()
    return " ".join(re.sub(r"[^\w]+|_", " ", plain).split())


INITIALS = re.compile(r"(?<!\w)\w(?: \w)+(?!\w)")


def joined(name: str) -> str:
    """Return the folded name with its initials as one word: "U.S. Steel" and "US Steel" are both "us steel"."""
    return INITIALS.sub(lambda found: found[0].replace(" ", ""), fold(name))


def comparable(name: str) -> str:
    """Return the folded name, or the name itself where it is punctuation alone."""
    return fold(name) or name


def slug(name: str) -> str:
    """Return a name as part of an id: letters and digits of any script, parted by hyphens."""
    plain = name.isascii() and name.replace(" ", "").isalnum() and name == name.lower()  # folded already
    return (" ".join(name.split()) if plain else fold(name)).replace(" ", "-") or "x-" + digest(name)


@lru_cache(maxsize=65536)
def digest(text: str) -> str:
    """Return the first 8 hexadecimal digits of the SHA-256 of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
