"""A decision about entities or statements that outlives a build."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What a judgement says."""

    SAME = "same"
    NOT_SAME = "not-same"
    REJECT = "reject"
    RETYPE = "retype"


@dataclass(frozen=True, slots=True)
class Judgement:
    """`SAME` and `NOT_SAME` name two entity ids, `REJECT` a statement id, `RETYPE` an entity id and a class."""

    verdict: Verdict
    left: str
    right: str
    reason: str
    author: str
