"""What one file gave, before anything is known of other files."""

from dataclasses import dataclass, replace

from kg.model.document import Document
from kg.model.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a text to tell whether another was copied from it: see `kg.documents.sketch`."""

    size: int = 0
    """How many runs of words the text has."""
    values: str = ""
    """256 unsigned numbers of 32 bits, the lowest byte first, in base 64; empty where there is no text."""


NO_SKETCH = Sketch()


@dataclass(frozen=True, slots=True)
class Composed:
    """A document as its file gives it: other files may give the same id or the same text."""

    document: Document
    """The text may be left out; its digest is there."""
    keys: tuple[str, ...]
    """For each block a key of its words, by which it is found again in other documents; empty for none."""
    sketch: Sketch = NO_SKETCH


@dataclass(frozen=True, slots=True)
class Source:
    """One file that was read: every record in it is a document or is refused."""

    location: str
    """The file's own path, without links; for standard input `-` and the digest of what came."""
    origin: str
    """The path below the folder that was named."""
    content: str
    """SHA-256 of the file's bytes; empty where they could not be read, or no longer stand for what is here."""
    reader: str
    """Digest of the rules it was read with."""
    options: tuple[tuple[str, str | int], ...] = ()
    """The options it was read with, where they are not the usual ones: see `kg.documents.ReadOptions`."""
    documents: tuple[Composed, ...] = ()
    refusals: tuple[Refusal, ...] = ()

    def without_texts(self) -> "Source":
        """Return the source with the texts of its documents left out."""
        documents = (replace(each, document=each.document.without_text()) for each in self.documents)
        return replace(self, documents=tuple(documents))
