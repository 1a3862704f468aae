"""Names of organizations: their legal forms, short forms and acronyms."""

import re

ENDINGS = frozenset(
    """inc inc. corp corp. corporation co co. company companies ltd ltd. limited llc llp lp plc ag sa s.a. se nv n.v. bv b.v.
    gmbh kg kgaa spa s.p.a. srl ab asa as a/s oyj oy bhd berhad tbk jsc pjsc ojsc ooo kk k.k. pte pty pvt pvt. holdings
    holding group""".split()
)
"""Legal forms and general words that a short name leaves out: "Alibaba" for "Alibaba Group Holding"."""
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
