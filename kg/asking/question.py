"""What a question asks for, before anything is looked up."""

from dataclasses import dataclass
from enum import StrEnum

from kg.asking.words import Meaning
from kg.model import Status


class Kind(StrEnum):
    """What an answer looks like."""

    STATEMENTS = "statements"
    """Whoever stands on the side that is asked for, with the statements that say so."""
    WHETHER = "whether"
    """A verdict, with the statements it rests on."""
    SPEAKERS = "speakers"
    """Who is named as the source of statements."""
    CONNECTION = "connection"
    """Chains of statements between two entities."""
    DISPUTE = "dispute"
    """Statements that do not agree with each other."""
    RANKING = "ranking"
    """Entities by how many statements speak of them."""


FACT = (Status.ASSERTED,)
PAST = (Status.ASSERTED, Status.ENDED)
EVERY = tuple(Status)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question, understood. Names are as written; what is None is asked for, or open."""

    kind: Kind = Kind.STATEMENTS
    meanings: tuple[Meaning, ...] = ()
    """Any of them; empty for any relation."""
    left: str | None = None
    """Who does it, as a name."""
    right: str | None = None
    """What it is done to, as a name."""
    about: str | None = None
    """An entity on either side, as a name."""
    asks_left: bool = False
    """Whether the left side is the answer; else it is the right side, or the other side than `about`."""
    type: str | None = None
    """The class of what is asked for."""
    noun: str | None = None
    """The word for it, where it means less than the class: "banks" are looked for among companies."""
    statuses: tuple[Status, ...] = FACT
    """The statuses that answer the question; others are shown apart."""
    roles: tuple[str, ...] = ()
    """What the post may be called."""
    place: str | None = None
    speaker: str | None = None
    since: str | None = None
    until: str | None = None
    during: str | None = None
    """A time at which it happens or is written of."""
    qualifier: str | None = None
    """The qualifier that is asked for: "when", "how much"."""
    counts: bool = False
    """Whether the number of answers is asked for."""
    most: int = 10
    """How many are ranked."""

    @property
    def names(self) -> dict[str, str]:
        """The names in it, by the part of the question they fill."""
        parts = ("left", "right", "about", "place", "speaker")
        return {part: name for part in parts if (name := getattr(self, part)) is not None}
