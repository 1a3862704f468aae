"""What the types and relations of a graph are called."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Legend:
    """The words of the ontology that the page needs; what is missing is shown by its local name."""

    classes: Mapping[str, tuple[str, str]]
    """Class to label and plural: `"Company": ("company", "companies")`."""
    relations: Mapping[str, tuple[str, str]]
    """Relation to label and family: `"operatesIn": ("operates in", "business")`."""
    inverses: Mapping[str, str] = field(default_factory=dict)
    """Relation to its label as read from the object: `"leads": "led by"`."""
