"""A decision about entities or statements that outlives a build."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What a judgement says."""

    SAME = "same"
    NOT_SAME = "not-same"
    REJECT = "reject"
    RETYPE = "retype"


RULES = "kg"
"""The author of judgements made by rules. They follow from the documents and are made anew by every build."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """`SAME` and `NOT_SAME` name two entity ids, `REJECT` a statement id, `RETYPE` an entity id and a class.

    An entity may be named by any id it had before it was merged, and one document's part of it by
    `id@document`.
    """

    verdict: Verdict
    left: str
    right: str
    reason: str
    author: str


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """Two entities that may be one; they are kept apart until a person judges."""

    left: str
    right: str
    pro: tuple[str, ...]
    """What speaks for one entity."""
    con: tuple[str, ...]
    """What speaks against it."""
