"""What a graph lacks: sentences without a relation, and the words between names that no frame covers."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg.model import OpenMention, Reading, Span


@dataclass(frozen=True, slots=True)
class Gap:
    """A phrase that no frame covers, and how often names say it to each other."""

    phrase: str
    """The lemma of the verb or noun with particle and preposition."""
    kind: str
    """`verb` or `noun`."""
    count: int
    documents: int
    subject: str
    """The classes of the two sides, as they stand together most often."""
    object: str
    sentence: str
    """The first sentence of these classes."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document, and how it ends."""

    document: str
    span: Span
    ending: str
    """`extracted`, `refused`, `without relation` or `boilerplate`."""
    reason: str
    """Why it was refused or not read; empty for the others."""
    text: str


def gaps(readings: Iterable[Reading], text_of: Callable[[str], str]) -> list[Gap]:
    """Return what readings say in words that no frame covers, the most frequent phrase first.

    `text_of` gives the text of a document by its id.
    """
    seen: dict[tuple[bool, str], list[tuple[str, OpenMention, str]]] = defaultdict(list)
    for reading in readings:
        id = reading.document.id
        text = text_of(id) if reading.open else ""
        for mention in reading.open:
            sentence = " ".join(text[mention.start : mention.end].split())
            seen[mention.noun, mention.phrase].append((id, mention, sentence))
    found = []
    for (noun, phrase), each in seen.items():
        classes = Counter((mention.subject.type, mention.object.type) for _, mention, _ in each)
        subject, obj = min(classes, key=lambda pair: (-classes[pair], pair))
        example = next(text for _, m, text in each if (m.subject.type, m.object.type) == (subject, obj))
        documents = len({id for id, _, _ in each})
        found.append(Gap(phrase, "noun" if noun else "verb", len(each), documents, subject, obj, example))
    return sorted(found, key=lambda gap: (-gap.count, -gap.documents, gap.phrase, gap.kind))
