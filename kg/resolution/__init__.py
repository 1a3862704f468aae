"""From what each document says to what is meant: entities across documents and the statements between them.

Two documents mean the same entity only where a name says so: the same full name of a person, the same
name of anything else without its legal form, the same known place. A bare surname, "the summit" or "two
data centers" stay with their document. Nothing here depends on the order of the documents.
"""

from kg.resolution.outline import Outline, Shared, outline
from kg.resolution.resolve import Changes, Resolution, Resolved, State, resolve, resolve_changes
from kg.resolution.rulings import Claim, Rulings, Scope

__all__ = [
    "Changes",
    "Claim",
    "Outline",
    "Resolution",
    "Resolved",
    "Rulings",
    "Scope",
    "Shared",
    "State",
    "outline",
    "resolve",
    "resolve_changes",
]
