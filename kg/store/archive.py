"""A built graph on disk: one folder, in which only the readings and the judgements are truth.

    manifest.json          what the graph holds and rests on; written last, so what it names is complete
    sources/NAME.jsonl     what each file gave, a file a line: its documents and what of it is refused
    texts/DIGEST.txt       the text of each document, to which all offsets refer
    readings/NAME.json     what each document says, named by all that it follows from
    judgements.tsv         decisions of people and of rules: see `kg.store.judgements`
    derived/NAME/          what follows from readings and judgements, for quick loading, named by its content
    store/                 the RDF store
    graph.ttl, graph.graphml, graph.html

A reading is found again by the digest of all that it follows from, so a build that was stopped goes on
where it was, and a document that did not change is not read again. What the manifest names is on the disk before
the manifest is; readings and texts need not be, for one that is damaged is known by it and made again.
"""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from kg.errors import GraphError
from kg.files import PART, put_folder, remove_parts, replace_bytes, replacing
from kg.inference import Inference
from kg.model import RULES, Document, Doubt, Entity, Judgement, Reading, Refusal, Source, Statement
from kg.resolution import Claim, Resolved, Rulings, Scope, State
from kg.store.judgements import FILE, Content, content_of, judgement_table, of_people, read_judgements

SCHEMA = 5
NAMES = ("sources", "texts", "readings", "derived", "store")
"""The folders of a graph's folder."""
TEXT_DIGITS = 32
"""Of a text's digest in the name of its file."""
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a graph is built: what of it decides the result."""

    model: str
    """The spaCy pipeline, by its installed name."""
    extractors: tuple[str, ...]
    """The readers that propose relations, by their registered names."""
    base: str
    """The IRI that all names of the graph begin with."""
    reading: dict[str, str | int | None] = field(default_factory=dict)
    """The fields of `kg.documents.ReadOptions` that files were last read with."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a graph holds and what made it. The time is here and nowhere else."""

    schema: int
    program: str
    model: str
    ontology: str
    extractors: str
    """Names and versions of the readers: `frames, llm 1-0123abcd qwen3`."""
    rules: str
    """Digest of the rules and tables that read the documents."""
    assembly: str
    """Digest of the code and tables that make entities, statements and RDF of what was read."""
    settings: "Settings"
    """What it was built with, and documents are added with."""
    sources: str
    store: str
    derived: str
    documents: dict[str, str]
    """Document id to the name of its reading."""
    counts: dict[str, int]
    stages: dict[str, dict[str, Any]]
    """For each stage: read, kept, refused, and the refusals by reason."""
    refusals: list[Refusal]
    built: str
    """When, in ISO 8601 with the time zone."""
    sentences: dict[str, dict[str, int]] = field(default_factory=dict)
    """How many sentences end how and for which reason, empty where there is none: see `kg.resolution.coverage`."""
    spent: dict[str, dict[str, float]] = field(default_factory=dict)
    """What reading has cost this build, by reader: only those that cost something."""


@dataclass(frozen=True, slots=True)
class Derived:
    """What follows from the readings and judgements of a graph."""

    documents: tuple[Document, ...]
    """Without their texts, sorted by id."""
    entities: tuple[Entity, ...]
    """Sorted by id."""
    statements: Sequence[Statement]
    """Sorted by id."""
    judgements: tuple[Judgement, ...] = ()
    """Those the graph rests on: people's in their order, then those of rules."""
    doubts: tuple[Doubt, ...] = ()
    """What only a person can judge."""
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For each entity that several names or documents made, the ids of those parts."""
    state: State = field(default_factory=State)
    """What each document was resolved to."""
    inferences: tuple[Inference, ...] = ()
    """What follows from the asserted statements, sorted."""

    def files(self) -> dict[str, Iterator[bytes]]:
        """Return the lines of each file by its name."""
        kinds: dict[str, Iterable[object]] = {
            "documents": (document.without_text() for document in self.documents),
            "entities": self.entities,
            "statements": self.statements,
            "judgements": self.judgements,
            "doubts": self.doubts,
            "parts": self.parts.items(),
            "resolved": self.state.documents.values(),
            "retyped": self.state.retyped,
            "rulings": sorted(self.state.rulings.by_scope.items()),
            "inferences": self.inferences,
        }
        encode = msgspec.json.Encoder(order="deterministic").encode  # sets have no order of their own
        return {
            f"{kind}.jsonl": (encode(value) + b"\n" for value in values) for kind, values in kinds.items()
        }


@dataclass(frozen=True, slots=True)
class Archive:
    """The files of one graph."""

    path: Path

    def manifest(self) -> Manifest:
        """Return the manifest. Raises `GraphError` if there is none or it is of another version."""
        file = self.path / "manifest.json"
        if not file.is_file():
            raise GraphError(f"{self.path} holds no graph; build one with `kg build SOURCE -o {self.path}`")
        try:
            content = json.loads(file.read_bytes())
            if content.get("schema") != SCHEMA:
                raise GraphError(
                    f"{file} has schema {content.get('schema')!r}, this program reads {SCHEMA}; build the graph again with `kg build`"
                )
            return msgspec.convert(content, Manifest)
        except (OSError, ValueError, AttributeError) as error:
            raise GraphError(f"{file} is damaged ({error}); build the graph again with `kg build`") from error

    def commit(self, manifest: Manifest) -> None:
        """Write the manifest: from now on the graph is what it names."""
        content = json.dumps(msgspec.to_builtins(manifest), indent=1, ensure_ascii=False)
        replace_bytes(self.path / "manifest.json", content.encode() + b"\n", durable=True)

    def prepare(self) -> None:
        """Make the folders, and remove what a build that was stopped has left half written."""
        for name in NAMES:
            (self.path / name).mkdir(parents=True, exist_ok=True)
        # In other folders no file is kept that has no name of its own.
        for folder in (self.path, *(self.path / "derived").iterdir(), self.path / "derived"):
            remove_parts(folder)

    def save_sources(self, sources: Iterable[Source]) -> str:
        """Write what each file gave, without the texts, and return the name it has from now on."""
        lines = sorted(msgspec.json.encode(source.without_texts()) + b"\n" for source in sources)
        content = b"".join(lines)
        name = hashlib.sha256(content).hexdigest()[:16]
        replace_bytes(self.path / "sources" / f"{name}.jsonl", content, durable=True)
        return name

    def sources(self, name: str) -> dict[str, Source]:
        """Return what each file gave, by its location; the texts are left out."""
        file = self.path / "sources" / f"{name}.jsonl"
        return {source.location: source for source in _read_lines(file, Source)}

    def save_text(self, document: Document) -> None:
        if not self.has_text(document):
            replace_bytes(self._text(document), document.text.encode())

    def with_text(self, document: Document) -> Document:
        """Return a document with its text. Raises `GraphError` where that is missing or damaged."""
        file = self._text(document)
        try:
            return document.with_text(file.read_bytes().decode())
        except (OSError, ValueError) as error:
            raise GraphError(f"{file} is damaged ({error}); build the graph again with `kg build`") from error

    def has_text(self, document: Document) -> bool:
        """Tell whether the text of a document is there and whole."""
        try:
            self.with_text(document)
        except GraphError:
            return False
        return True

    def _text(self, document: Document) -> Path:
        return self.path / "texts" / f"{document.digest[:TEXT_DIGITS]}.txt"

    def save_reading(self, name: str, content: bytes) -> None:
        """Keep a reading as `encoded` gives it."""
        replace_bytes(self.path / "readings" / f"{name}.json", content)

    def reading(self, name: str) -> Reading:
        """Return a reading, whose document is without its text. Raises `GraphError` if it is missing or damaged."""
        try:
            return decoded((self.path / "readings" / f"{name}.json").read_bytes())
        except (OSError, ValueError) as error:
            raise GraphError(
                f"the reading {name} in {self.path} is damaged ({error}); build the graph again with `kg build`"
            ) from error

    def judgements(self) -> list[Judgement]:
        """Return the judgements of people, in the order of the file; lines of rules are none, unless edited.

        Raises `GraphError` for a line that is no judgement.
        """
        return of_people(read_judgements(self.path / FILE), self._written_by_rules())

    def save_judgements(self, people: Iterable[Judgement], rules: Iterable[Judgement]) -> None:
        """Write the judgements of people and, behind them, those of rules."""
        replace_bytes(self.path / FILE, judgement_table(people, rules))

    def _written_by_rules(self) -> set[Content] | None:
        """Return what rules judged in the last build and in one that was stopped before its end.

        None where that is not known: there was no build, or its files are damaged.
        """
        folders = [file.parent.name for file in (self.path / "derived").glob("[!.]*/judgements.jsonl")]
        try:
            judged = [each for name in folders for each in self.applied_judgements(name)]
        except GraphError:
            return None
        return {content_of(each) for each in judged if each.author == RULES} if folders else None

    def save_derived(self, derived: Derived) -> str:
        """Write what a graph holds beside that of the graph before, which stays until the manifest is written.

        Return the name it has from now on: the digest of its content.
        """
        part = Path(tempfile.mkdtemp(prefix=".", suffix=PART, dir=self.path / "derived"))
        digests = []
        for name, lines in derived.files().items():
            digest = hashlib.sha256()
            with replacing(part / name, durable=True) as file:
                for line in lines:
                    digest.update(line)
                    file.write(line)
            digests.append(f"{name} {digest.hexdigest()}")
        folder = hashlib.sha256("\n".join(digests).encode()).hexdigest()[:16]
        put_folder(part, self.path / "derived" / folder)
        return folder

    def documents(self, derived: str) -> tuple[Document, ...]:
        """Return the documents without their texts."""
        return tuple(self._lines(derived, "documents", Document))

    def entities(self, derived: str) -> tuple[Entity, ...]:
        return tuple(self._lines(derived, "entities", Entity))

    def statements(self, derived: str) -> tuple[Statement, ...]:
        return tuple(self._lines(derived, "statements", Statement))

    def applied_judgements(self, derived: str) -> tuple[Judgement, ...]:
        """Return the judgements a graph rests on; those of the file may be newer."""
        return tuple(self._lines(derived, "judgements", Judgement))

    def doubts(self, derived: str) -> tuple[Doubt, ...]:
        return tuple(self._lines(derived, "doubts", Doubt))

    def parts(self, derived: str) -> dict[str, tuple[str, ...]]:
        return dict(self._lines(derived, "parts", tuple[str, tuple[str, ...]]))

    def inferences(self, derived: str) -> tuple[Inference, ...]:
        """Return what follows from the asserted statements."""
        return tuple(self._lines(derived, "inferences", Inference))

    def state(self, derived: str) -> State:
        """Return what each document was resolved to."""
        resolved = self._lines(derived, "resolved", Resolved)
        return State(
            {each.outline.document: each for each in resolved},
            tuple(self._lines(derived, "retyped", str)),
            Rulings(dict(self._lines(derived, "rulings", tuple[Scope, Claim | None]))),
        )

    def remove_unnamed(self, manifest: Manifest) -> None:
        """Remove what lies in the folders and the graph doesn't rest on."""
        sources = self.sources(manifest.sources).values()
        digests = {each.document.digest[:TEXT_DIGITS] for source in sources for each in source.documents}
        named = {
            "readings": set(manifest.documents.values()),
            "texts": digests,
            "sources": {manifest.sources},
            "derived": {manifest.derived},
        }
        for folder, names in named.items():
            for path in (self.path / folder).iterdir():
                if path.name not in names and path.stem not in names:
                    shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)

    def _lines(self, derived: str, name: str, kind: type[Value]) -> Iterator[Value]:
        return _read_lines(self.path / "derived" / derived / f"{name}.jsonl", kind)


def _read_lines(file: Path, kind: type[Value]) -> Iterator[Value]:
    try:
        yield from msgspec.json.Decoder(kind).decode_lines(file.read_bytes())
    except (OSError, ValueError) as error:
        raise GraphError(f"{file} is damaged ({error}); build the graph again with `kg build`") from error


def encoded(reading: Reading) -> bytes:
    """Return a reading as it is kept, without the text of its document."""
    return msgspec.json.encode(replace(reading, document=reading.document.without_text())) + b"\n"


def decoded(content: bytes) -> Reading:
    """Return the reading that was `encoded`. Raises ValueError where it is damaged."""
    return _READING.decode(content)


_READING = msgspec.json.Decoder(Reading)


def reading_name(document: Document, versions: str) -> str:
    """Return the name of a document's reading: its id made safe, and the digest of all the reading follows from.

    The text may be left out.
    """
    safe = "".join(
        letter if (letter.isalnum() and letter.isascii()) or letter in "-_" else "_" for letter in document.id
    )[:80]
    content = msgspec.json.encode(document.without_text()) + versions.encode()
    return f"{safe}-{hashlib.sha256(content).hexdigest()[:16]}"
