"""What one document says, before anything is known about other documents."""

from dataclasses import dataclass, field
from enum import StrEnum

from kg.model.document import Document
from kg.model.refusal import Refusal
from kg.model.statement import Evidence, Qualifiers, Span, Status


class MentionForm(StrEnum):
    """How a mention refers."""

    NAME = "name"
    NATIONALITY = "nationality"
    """An adjective that refers to a country: *Chinese*."""
    NOMINAL = "nominal"
    """A common noun phrase: *two data centers*, *the company*."""
    PRONOUN = "pronoun"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that refers to an entity."""

    start: int
    end: int
    name: str
    """The name without possessive and leading article; for a country its usual English name."""
    type: str
    """A class of the ontology, by its local name."""
    form: MentionForm
    chain: int
    """The number of the coreference chain in its document."""
    sure: bool = True
    """Whether more than one guess of the model speaks for the type; if not, a relation may overrule it."""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Chain:
    """All that one document says of one entity: the mentions that refer to the same thing."""

    number: int
    type: str
    name: str
    """The fullest name the document uses."""
    names: tuple[str, ...]
    """Every form that names it, sorted; pronouns and *the company* are none."""
    form: MentionForm
    """`NAME` if any mention names it, else the form of its mentions."""
    described: tuple[str, ...] = ()
    """What the text says a person is, sorted: *South Korea's trade minister*, *a Kenyan lawmaker*."""


@dataclass(frozen=True, slots=True)
class RelationMention:
    """What one sentence says between two mentions."""

    relation: str
    """A relation of the ontology by its local name."""
    subject: Mention
    object: Mention
    status: Status
    evidence: Evidence
    qualifiers: Qualifiers = field(default_factory=Qualifiers)
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class OpenMention:
    """What one sentence says between two names in a verb or noun that no frame covers: kept apart from relations."""

    phrase: str
    """The lemma with its particle and preposition: *tow away*, *preside over*, *rivalry with*."""
    subject: Mention
    object: Mention
    start: int
    """The first character of the sentence in the document's text."""
    end: int
    noun: bool = False
    """Whether a noun says it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The result for one document, from which all else is derived."""

    document: Document
    chains: tuple[Chain, ...]
    mentions: tuple[Mention, ...]
    relations: tuple[RelationMention, ...]
    refusals: tuple[Refusal, ...] = ()
    """Relation candidates that were seen and not kept, each with its reason."""
    open: tuple[OpenMention, ...] = ()
    """What it says in verbs and nouns that no frame covers, in text order."""
    sentences: tuple[Span, ...] = ()
    """All that were read, in text order."""
    unread: tuple[Span, ...] = ()
    """The sentences of blocks that are not read, in text order, as far as punctuation tells them."""
