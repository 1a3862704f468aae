"""Within one document: which names name the same thing.

Countries and other known things by what they stand for; people by a full name and its parts, where
only one bearer can be meant; organizations by a name and its short form or acronym. Where two readings
are possible, the last full name before the mention decides; where none is near, names stay apart.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from kg.model import MentionForm
from kg.nlp.draft import Draft
from kg.nlp.pipeline import Passage

ENDINGS = frozenset(
    [
        "inc",
        "inc.",
        "corp",
        "corp.",
        "corporation",
        "co",
        "co.",
        "company",
        "ltd",
        "ltd.",
        "limited",
        "llc",
        "plc",
        "ag",
        "sa",
        "s.a.",
        "se",
        "nv",
        "n.v.",
        "gmbh",
        "kgaa",
        "spa",
        "s.p.a.",
        "ab",
        "asa",
        "oyj",
        "oy",
        "bhd",
        "holdings",
        "holding",
        "group",
    ]
)
"""Legal forms and general words that a short name leaves out: "Alibaba" for "Alibaba Group Holding"."""

STYLES = frozenset(
    {
        "King",
        "Queen",
        "Pope",
        "Prince",
        "Princess",
        "Emperor",
        "Empress",
        "Emir",
        "Sultan",
        "Patriarch",
        "Sheikh",
    }
)
SMALL_WORDS = frozenset({"of", "for", "the", "and", "on", "in", "to", "&", "de"})


def short_name(name: str) -> str:
    """Return a name without legal forms at its end, unless nothing would be left."""
    words = name.replace(",", "").split()
    while len(words) > 1 and words[-1].lower() in ENDINGS:
        words.pop()
    return " ".join(words)


def initials(name: str) -> str:
    """Return the capitals of the words of a name that count: `HKMA` for Hong Kong Monetary Authority."""
    words = re.split(r"[\s-]+", name)
    return "".join(
        word[0] for word in words if word and word.lower() not in SMALL_WORDS and word[0].isupper()
    )


def chain_names(drafts: Sequence[Draft], passages: Sequence[Passage]) -> None:
    """Give every name its chain number; mentions of the same thing share one. `drafts` are in text order."""
    numbers: dict[tuple[str, str], int] = {}

    def number(group: str, key: str) -> int:
        return numbers.setdefault((group, key), len(numbers))

    names = [draft for draft in drafts if draft.form in (MentionForm.NAME, MentionForm.NATIONALITY)]
    _style(names, passages)
    people = [draft for draft in names if draft.best_type == "Person" and not draft.known]
    full = _full_names(people)
    bound = _bracketed(names, passages)
    long_names = {
        short_name(d.name) for d in names if d.best_type not in {"Person", "Entity"} and " " in d.name
    }
    latest: dict[str, str] = {}
    for draft in names:
        if draft.known:
            draft.chain = number("known", draft.known)
        elif draft.best_type == "Person" or (not draft.sure and draft.name in _parts(full)):
            name = _whole_person(draft.name, full, latest)
            if name in full:
                for part in (*name.split(), name):
                    latest[part] = name
                draft.votes["Person"] += 1
            draft.chain = number("person", name)
        else:
            name = bound.get(draft.name) or short_name(draft.name)
            if name.isupper() and len(name) > 2 and name not in long_names:
                # An acronym without brackets stands for the only long name with these initials.
                fitting = sorted(long for long in long_names if initials(long) == name)
                name = fitting[0] if len(fitting) == 1 else name
            draft.chain = number("name", short_name(name))


def _style(names: Iterable[Draft], passages: Sequence[Passage]) -> None:
    """Let monarchs and popes, known by one name, keep the style it is said with: "Pope Francis"."""
    for draft in names:
        doc = passages[draft.passage].doc
        if (
            draft.start
            and draft.best_type == "Person"
            and " " not in draft.name
            and doc[draft.start - 1].text in STYLES
        ):
            draft.name = f"{doc[draft.start - 1].text} {draft.name}"


def _full_names(people: Iterable[Draft]) -> set[str]:
    """Return the names of two words and more, each shortened to the form all longer ones contain."""
    forms = sorted({draft.name for draft in people if " " in draft.name}, key=lambda name: (len(name), name))
    kept: list[str] = []
    for form in forms:
        if not any(_same_person(short, form) for short in kept):
            kept.append(form)
    return set(kept)


def _same_person(short: str, long: str) -> bool:
    """Tell whether a longer name is the shorter one with more given names: "John Lee", "John Lee Ka-chiu"."""
    a, b = short.split(), long.split()
    return a == b[: len(a)] or (a[0] == b[0] and a[-1] == b[-1] and len(a) == 2)


def _parts(full: Iterable[str]) -> set[str]:
    return {part for name in full for part in name.split()}


def _whole_person(name: str, full: set[str], latest: dict[str, str]) -> str:
    """Return the full name that `name` is short for, or `name` itself."""
    if " " in name:
        return next((known for known in sorted(full) if known == name or _same_person(known, name)), name)
    if name in latest:
        return latest[name]
    by_last = sorted(known for known in full if known.split()[-1] == name)
    by_first = sorted(known for known in full if known.split()[0] == name)
    candidates = by_last or by_first
    return candidates[0] if len(candidates) == 1 else name


def _bracketed(names: Sequence[Draft], passages: Sequence[Passage]) -> dict[str, str]:
    """Return acronyms that follow their long form in brackets, with the long form."""
    bound = {}
    for long, acronym in pairwise(draft for draft in names if not draft.nested):
        if long.passage != acronym.passage or acronym.start - long.end != 1:
            continue
        doc = passages[long.passage].doc
        if doc[long.end].text == "(" and acronym.end < len(doc) and doc[acronym.end].text == ")":
            if acronym.name.replace(".", "").isupper() and " " in long.name:
                bound[acronym.name] = short_name(long.name)
    return bound
