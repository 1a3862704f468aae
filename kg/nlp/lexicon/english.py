"""Which words are English: one that is not may be a name, even where every sentence begins with a capital."""

from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "english.txt"
ENDINGS = tuple("s es ed d ing ingly edly er r ers est ness less ist ism able".split())
"""What regular forms and derivations add to a word of the table. No "ly": brands end in it."""
PREFIXES = tuple("un re non anti over under out co pre inter cyber super multi".split())


@cache
def load_english() -> frozenset[str]:
    """Return the words of the table, in lower case; inflected forms only where they are irregular."""
    rows = TABLE.read_text(encoding="utf-8").splitlines()
    return frozenset(row for row in rows if not row.startswith("#"))


def is_english(word: str) -> bool:
    """Tell whether a word, in any case, is one of the table, or a regular form or derivation of one.

    A word of three letters or fewer always counts as one.
    """
    low = word.lower()
    return len(low) < 4 or any(each in load_english() for each in _bases(low))


def _bases(word: str) -> list[str]:
    """Return the word and what it may be a form of: "planning" of "plan", "supplies" of "supply"."""
    stems = [word]
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word.removesuffix(ending)
            stems += [stem, stem + "e"]
            if stem[-1] == stem[-2:-1]:
                stems.append(stem[:-1])
            if stem.endswith("i"):
                stems.append(stem[:-1] + "y")
    short = [
        stem.removeprefix(prefix).lstrip("-")
        for stem in stems
        for prefix in PREFIXES
        if stem.startswith(prefix)
    ]
    return [stem for stem in (*stems, *short) if len(stem) >= 4 or stem == word]
