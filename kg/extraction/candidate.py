"""A relation that a rule proposes, before types, precedence and refusals decide."""

from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.model import Mention, Qualifiers, Status

SELF_TOLD = frozenset(
    (
        "comma", "compound", "from", "kind", "nation", "nested", "of", "origin", "party", "title", "title-of-former",
        "title-of-home", "title-of-speaker", "town", "within",
    )
)  # fmt: skip
"""Rules of titles, places, affiliations and compounds: what they read holds wherever it stands, or they say what of it does."""
RULES = SELF_TOLD | {"noun", "role", "verb", "verdict"}
"""All kinds of rules, the first part of their names; what begins otherwise is of another reader."""


@dataclass(frozen=True, slots=True)
class Scored:
    """What a reader that weighs holds of a claim, and why."""

    probability: float
    runners: tuple[tuple[str, float], ...] = ()
    """The relations it holds most probable beside this one, each with its probability."""
    words: tuple[str, ...] = ()
    """The words it looked at most, the most first."""


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
    standing: bool = False
    """Whether it holds wherever it stands, as what a rule of `SELF_TOLD` reads: no verb around counts for its status."""
    scored: Scored | None = None
    """What a reader that weighs holds of it; None where none does."""

    @property
    def tells_itself(self) -> bool:
        """Whether words around say nothing of its status."""
        return self.standing or self.rule.partition(".")[0] in SELF_TOLD

    @property
    def score(self) -> float | None:
        """The probability that a reader that weighs gives it; None where none does."""
        return None if self.scored is None else self.scored.probability


def stated(
    relation: str, subject: Mention, obj: Mention, trigger: Token, kind: str, version: int
) -> Candidate:
    """Return a candidate that is a plain fact wherever it stands: a rule that says no more than its `kind`."""
    return Candidate(relation, subject, obj, trigger, f"{kind}.{relation}/{version}", Status.ASSERTED)
