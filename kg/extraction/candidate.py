"""A relation that a rule proposes, before types, precedence and refusals decide."""

from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.model import Mention, Qualifiers, Status

SELF_TOLD = frozenset(
    (
        "comma", "compound", "from", "kind", "nation", "nested", "of", "origin", "party", "title", "title-of-former",
        "title-of-home", "town", "within",
    )
)  # fmt: skip
"""Rules of titles, places, affiliations and compounds: what they read holds wherever it stands, or they say what of it does."""
RULES = SELF_TOLD | {"noun", "role", "verb", "verdict"}
"""All kinds of rules, the first part of their names; what begins otherwise is of another reader."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who, what, whom; the word that says so, and the rule that read it."""

    relation: str
    subject: Mention
    object: Mention
    trigger: Token
    rule: str
    status: Status | None = None
    """What the rule itself tells of the status ("former"); None leaves it to the words around."""
    qualifiers: Qualifiers = field(default_factory=Qualifiers)
    phrase: str = ""
    """The phrase of the frame that fits, "take stake in O"; nothing where a rule has no frame."""


def stated(
    relation: str, subject: Mention, obj: Mention, trigger: Token, kind: str, version: int
) -> Candidate:
    """Return a candidate that is a plain fact wherever it stands: a rule that says no more than its `kind`."""
    return Candidate(relation, subject, obj, trigger, f"{kind}.{relation}/{version}", Status.ASSERTED)
