"""A mention while its type and its chain are still being found."""

from collections import Counter
from dataclasses import dataclass, field

from kg.model import MentionForm
from kg.nlp.pipeline import Passage

SURE = 6
"""Votes from which a class is taken as known; see `typing` for what votes weigh."""


@dataclass(slots=True)
class Draft:
    """Tokens `[start, end)` of a passage, the name they give, and the votes for its class."""

    passage: int
    start: int
    end: int
    name: str
    form: MentionForm
    votes: Counter[str] = field(default_factory=Counter)
    guesses: Counter[str] = field(default_factory=Counter)
    """The part of the votes that is a model's guess, with nothing in the text to point at."""
    known: str | None = None
    """The usual name of what is meant, if the gazetteer knows it: the key of its chain."""
    chain: int = -1
    gender: str = ""
    """`feminine` or `masculine`, where name, title or form of address tell it."""
    points_back: bool = False
    """Whether it is a definite phrase with nothing to narrow it, "the ceremony": it means one spoken of before."""
    nested: bool = False
    """Whether it lies inside another name: the country in "Bank of Ghana"."""

    def characters(self, passages: tuple[Passage, ...]) -> tuple[int, int]:
        """Return start and end in the document."""
        passage = passages[self.passage]
        span = passage.doc[self.start : self.end]
        return passage.offset + span.start_char, passage.offset + span.end_char

    @property
    def sure(self) -> bool:
        """Whether the votes for the best class are more than a model's guess at one or two mentions.

        A person's name of two words that begins with no given name may be a firm's as well.
        """
        return (
            self.form is not MentionForm.NAME
            or self.votes[self.best_type] >= SURE
            or (self.best_type == "Person" and " " in self.name and self.evident)
        )

    @property
    def evident(self) -> bool:
        """Whether the text or the tables speak for the class, not the model alone."""
        return self.votes[self.best_type] > self.guesses[self.best_type]

    @property
    def best_type(self) -> str:
        """The class with most votes; ties go to the first in the alphabet."""
        if not self.votes:
            return "Entity"
        return min(self.votes, key=lambda kind: (-self.votes[kind], kind))
