"""What rules propose: that two keys mean one entity, that they don't, or that a person should judge."""

from dataclasses import dataclass
from enum import IntEnum

from kg.resolution.keys import Key


class Strength(IntEnum):
    """In which order proposals are heeded; a weaker one gives way where it would join what is kept apart."""

    LOOSE = 1
    SHORTER = 2
    SAME = 3
    EXACT = 4


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two keys, in order, and why."""

    left: Key
    right: Key
    reason: str
    strength: Strength = Strength.SAME


@dataclass(frozen=True, slots=True)
class Doubtful:
    """Two keys that may be one entity, with what speaks for and against it."""

    left: Key
    right: Key
    pro: tuple[str, ...]
    con: tuple[str, ...]


def pair(one: Key, other: Key) -> tuple[Key, Key]:
    return (one, other) if one.rank <= other.rank else (other, one)
