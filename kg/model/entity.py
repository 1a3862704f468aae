"""What mentions mean, across documents."""

from dataclasses import dataclass

AMOUNT_PREFIX = "amount:"
"""What the id of a sum of money begins with; the rest is the sum in words. In RDF it is a literal."""


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, organization, place or thing."""

    id: str
    """Stable over builds: made from what identifies it, never from a count or an order."""
    label: str
    type: str
    """A class of the ontology, by its local name."""
    aliases: tuple[str, ...]
    """The other names the texts use, sorted."""
    documents: tuple[str, ...]
    """The documents that mention it, sorted."""
    mentions: int
    identifiers: tuple[tuple[str, str], ...] = ()
    """Pairs of scheme and value, such as `("iso3166-1", "HK")` and `("wikidata", "Q8646")`, sorted."""
    named: bool = True
    """Whether a text names it. What is only described (*the protesters*, *two data centers*) stays with its
    document, and is drawn and written as a node only where a statement speaks of it."""
