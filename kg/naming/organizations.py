"""Names of organizations: their legal forms, short forms and acronyms."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

GENERAL = frozenset({"company", "companies", "co", "group", "holding", "holdings", "partners"})
"""Words that a short name leaves out like a legal form: "Alibaba" for "Alibaba Group Holding"."""
SHORT = 3
"""Letters up to which a form counts only as it is written: "SpA" is a form, "Spa" a word."""
SMALL_WORDS = frozenset({"of", "for", "the", "and", "on", "in", "to", "&", "de"})


@dataclass(frozen=True, slots=True)
class LegalForms:
    """Legal forms as tuples of words without full stops and commas."""

    after: frozenset[tuple[str, ...]]
    """Those behind a name: `("Inc",)`, `("Sdn", "Bhd")`; longer words are in lower case."""
    before: frozenset[tuple[str, ...]]
    """Those in front of one: `("OOO",)`."""
    longest: int
    """Words of the longest form."""


@cache
def load_legal_forms() -> LegalForms:
    """Return the table `legal_forms.tsv`."""
    after, before = set(), set()
    lines = (Path(__file__).parent / "legal_forms.tsv").read_text(encoding="utf-8").splitlines()
    for line in [line for line in lines if not line.startswith("#")][1:]:
        form, _, place, *_ = line.split("\t")
        for written in (form, form.upper()):
            words = tuple(_plain(word) for word in written.split())
            if place in {"after", "both"}:
                after.add(words)
            if place in {"before", "both"}:
                before.add(words)
    return LegalForms(frozenset(after), frozenset(before), max(map(len, after | before)))


def _plain(word: str) -> str:
    bare = word.replace(".", "").strip(",")
    return bare if len(bare) <= SHORT else bare.lower()


@lru_cache(maxsize=65536)
def short_name(name: str) -> str:
    """Return a name without legal forms at its end or in front, unless nothing would be left."""
    forms = load_legal_forms()
    words = name.replace(",", " ").split()
    while length := _form_at_end(words, forms):
        words = words[:-length]
    for length in range(min(forms.longest, len(words) - 1), 0, -1):
        if tuple(_plain(word) for word in words[:length]) in forms.before:
            words = words[length:]
            break
    return " ".join(words)


def _form_at_end(words: list[str], forms: LegalForms) -> int:
    """Return how many words at the end are a legal form or say as little; one word is always left."""
    for length in range(min(forms.longest, len(words) - 1), 0, -1):
        tail = tuple(_plain(word) for word in words[len(words) - length :])
        if tail in forms.after or (length == 1 and words[-1].lower().strip(".") in GENERAL):
            return length
    return 0


def initials(name: str) -> str:
    """Return the capitals of the words of a name that count: `HKMA` for Hong Kong Monetary Authority."""
    words = re.split(r"[\s-]+", name)
    return "".join(
        word[0] for word in words if word and word.lower() not in SMALL_WORDS and word[0].isupper()
    )


def is_acronym(name: str) -> bool:
    """Tell whether a name is written like an acronym: `NPC`, `U.N.`, `EYP MCF`, `HRW`."""
    letters = name.replace(".", "").replace(" ", "")
    return 1 < len(letters) <= 8 and letters.isalpha() and letters.isupper()


def abbreviates(short: str, long: str) -> bool:
    """Tell whether `short` is an acronym of `long`: its letters are the capitals, or begin the words, in order.

    A lower-case letter of the acronym ("AfD") may stand for a small word of the name.
    """
    letters = short.replace(".", "").replace(" ", "")
    if len(letters) < 2 or (" " not in long and "-" not in long):
        return False
    if initials(long) == letters.upper():
        return True
    words = [word for word in re.split(r"[\s-]+", long) if word]
    starts = "".join(word[0] for word in words).lower()
    return letters.lower() == starts and letters[0].isupper()
