"""A built graph on disk: one folder, in which only the readings and the judgements are truth.

    manifest.json          what the graph holds and rests on; written last, so what it names is complete
    texts/NAME.txt         the text of each document, to which all offsets refer
    readings/NAME.json     what each document says, named by the content that gave it
    judgements.tsv         decisions of people and of rules: see `kg.store.judgements`
    derived/NAME/          what follows from readings and judgements, for quick loading, named by its content
    store/                 the RDF store
    graph.ttl, graph.graphml, graph.html

A reading is found again by the digest of all that it follows from, so a build that was stopped goes on
where it was, and a document that did not change is not read again.
"""

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from kg.errors import GraphError
from kg.files import replace_bytes
from kg.model import RULES, Document, Doubt, Entity, Judgement, Reading, Refusal, Statement
from kg.store.judgements import FILE, Claim, claim_of, judgement_table, of_people, read_judgements

SCHEMA = 3
Value = TypeVar("Value")


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
    base: str
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
    spent: dict[str, dict[str, float]] = field(default_factory=dict)
    """What reading has cost this build, by reader: only those that cost something."""


@dataclass(frozen=True, slots=True)
class Derived:
    """What follows from the readings and judgements of a graph."""

    entities: tuple[Entity, ...]
    """Sorted by id."""
    statements: tuple[Statement, ...]
    """Sorted by id."""
    judgements: tuple[Judgement, ...] = ()
    """Those the graph rests on: people's in their order, then those of rules."""
    doubts: tuple[Doubt, ...] = ()
    """What only a person can judge."""
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For each entity that several names or documents made, the ids of those parts."""

    def files(self) -> dict[str, bytes]:
        """Return the content of each file by its name."""
        kinds: dict[str, Iterable[object]] = {
            "entities": self.entities,
            "statements": self.statements,
            "judgements": self.judgements,
            "doubts": self.doubts,
            "parts": self.parts.items(),
        }
        return {
            f"{kind}.jsonl": b"".join(msgspec.json.encode(value) + b"\n" for value in values)
            for kind, values in kinds.items()
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
        replace_bytes(self.path / "manifest.json", content.encode() + b"\n")

    def prepare(self) -> None:
        for name in ("texts", "readings", "derived", "store"):
            (self.path / name).mkdir(parents=True, exist_ok=True)

    def save_reading(self, name: str, reading: Reading) -> None:
        replace_bytes(self.path / "texts" / f"{name}.txt", reading.document.text.encode())
        slim = replace(reading, document=replace(reading.document, text=""))
        replace_bytes(self.path / "readings" / f"{name}.json", msgspec.json.encode(slim) + b"\n")

    def has_reading(self, name: str) -> bool:
        """Tell whether a reading is there and whole; one that is damaged is made again."""
        try:
            self.reading(name)
        except GraphError:
            return False
        return True

    def reading(self, name: str) -> Reading:
        """Return a reading with its text. Raises `GraphError` if it is missing or damaged."""
        try:
            slim = msgspec.json.decode((self.path / "readings" / f"{name}.json").read_bytes(), type=Reading)
            text = (self.path / "texts" / f"{name}.txt").read_bytes().decode()
        except (OSError, ValueError) as error:
            raise GraphError(
                f"the reading {name} in {self.path} is damaged ({error}); build the graph again with `kg build`"
            ) from error
        return replace(slim, document=replace(slim.document, text=text))

    def judgements(self) -> list[Judgement]:
        """Return the judgements of people, in the order of the file; lines of rules are none, unless edited.

        Raises `GraphError` for a line that is no judgement.
        """
        return of_people(read_judgements(self.path / FILE), self._written_by_rules())

    def save_judgements(self, people: Iterable[Judgement], rules: Iterable[Judgement]) -> None:
        """Write the judgements of people and, behind them, those of rules."""
        replace_bytes(self.path / FILE, judgement_table(people, rules))

    def _written_by_rules(self) -> set[Claim] | None:
        """Return what rules judged in the last build and in one that was stopped before its end.

        None where that is not known: there was no build, or its files are damaged.
        """
        folders = [file.parent.name for file in (self.path / "derived").glob("*/judgements.jsonl")]
        try:
            judged = [each for name in folders for each in self.applied_judgements(name)]
        except GraphError:
            return None
        return {claim_of(each) for each in judged if each.author == RULES} if folders else None

    def save_derived(self, derived: Derived) -> str:
        """Write what a graph holds beside that of the graph before, which stays until the manifest is written.

        Return the name it has from now on: the digest of its content.
        """
        files = derived.files()
        digests = [f"{name} {hashlib.sha256(content).hexdigest()}" for name, content in files.items()]
        folder = hashlib.sha256("\n".join(digests).encode()).hexdigest()[:16]
        (self.path / "derived" / folder).mkdir(exist_ok=True)
        for name, content in files.items():
            replace_bytes(self.path / "derived" / folder / name, content)
        return folder

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

    def remove_unnamed(self, manifest: Manifest) -> None:
        """Remove the readings, texts and derived values that the manifest doesn't name."""
        names = set(manifest.documents.values())
        for folder in ("texts", "readings"):
            for file in (self.path / folder).iterdir():
                if file.stem not in names:
                    file.unlink()
        for path in (self.path / "derived").iterdir():
            if path.name != manifest.derived:
                shutil.rmtree(path, ignore_errors=True)

    def _lines(self, derived: str, name: str, kind: type[Value]) -> Iterator[Value]:
        file = self.path / "derived" / derived / f"{name}.jsonl"
        try:
            for line in file.read_bytes().splitlines():
                yield msgspec.json.decode(line, type=kind)
        except (OSError, ValueError) as error:
            raise GraphError(f"{file} is damaged ({error}); build the graph again with `kg build`") from error


def reading_name(document: Document, versions: str) -> str:
    """Return the name of a document's reading: its id made safe, and the digest of all the reading follows from."""
    safe = "".join(
        letter if (letter.isalnum() and letter.isascii()) or letter in "-_" else "_" for letter in document.id
    )[:80]
    content = msgspec.json.encode(document) + versions.encode()
    return f"{safe}-{hashlib.sha256(content).hexdigest()[:16]}"
