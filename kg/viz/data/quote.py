"""A sentence as the page shows it."""

from dataclasses import dataclass

Stretch = tuple[int, int]
"""Code points `[start, end)` of a text."""


@dataclass(frozen=True, slots=True)
class Quote:
    """One sentence that makes a statement, and where it stands."""

    document: str
    """The id of the document."""
    title: str | None
    publisher: str | None
    url: str | None
    published: str | None
    """As precise as the source states it: `2017`, `2017-08` or `2017-08-24`."""
    sentence: str
    subject: Stretch
    """The words that name the subject, counted from the start of the sentence."""
    object: Stretch
    """The words that name the object, counted from the start of the sentence."""
    rule: str
    """The rule that read the sentence and its version."""
    source: str | None = None
    """Whom the sentence attributes the claim to."""
    place: Stretch | None = None
    """Where the sentence stands in the text of its document."""
