"""What a check finds."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad it is."""

    VIOLATION = "violation"
    """The graph says something that cannot be: it is damaged, or the program is wrong."""
    WARNING = "warning"
    """The graph is sound, but a statement is unlikely to be true."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong, and where."""

    severity: Severity
    check: str
    focus: str
    """What it is found at: the id of a statement, entity or document, a file, or an IRI."""
    message: str
