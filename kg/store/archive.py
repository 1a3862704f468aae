"""A built graph on disk: one folder, in which only the readings and the judgements are truth.

    manifest.json          what the graph holds and rests on; written last, so what it names is complete
    texts/NAME.txt         the text of each document, to which all offsets refer
    readings/NAME.json     what each document says, named by the content that gave it
    judgements.jsonl       decisions of rules or people, one a line
    derived/NAME/          entities and statements, for quick loading, named like the store they belong to
    store/                 the RDF store
    graph.ttl, graph.graphml, graph.html

A reading is found again by the digest of all that it follows from, so a build that was stopped goes on
where it was, and a document that did not change is not read again.
"""

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from kg.errors import GraphError
from kg.files import replace_bytes
from kg.model import Document, Entity, Judgement, Reading, Refusal, Statement, Verdict
from kg.ontology import load_ontology

SCHEMA = 1
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a graph holds and what made it. The time is here and nowhere else."""

    schema: int
    program: str
    model: str
    ontology: str
    rules: str
    """Digest of the rules and tables that read the documents."""
    base: str
    store: str
    documents: dict[str, str]
    """Document id to the name of its reading."""
    counts: dict[str, int]
    stages: dict[str, dict[str, Any]]
    """For each stage: read, kept, refused, and the refusals by reason."""
    refusals: list[Refusal]
    built: str
    """When, in ISO 8601 with the time zone."""


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
        """Return the judgements, in the order of the file. Raises `GraphError` for a line that is none."""
        file = self.path / "judgements.jsonl"
        found = []
        for number, line in enumerate(file.read_bytes().splitlines() if file.is_file() else (), 1):
            if line.strip():
                try:
                    judgement = msgspec.json.decode(line, type=Judgement)
                    if judgement.verdict is Verdict.RETYPE and judgement.right not in load_ontology().classes:
                        raise ValueError(f"{judgement.right!r} is no class of the ontology")
                except ValueError as error:
                    raise GraphError(f"{file}:{number}: {error}; mend or remove the line") from error
                found.append(judgement)
        return found

    def save_derived(self, store: str, entities: Iterable[Entity], statements: Iterable[Statement]) -> None:
        """Write what a graph holds beside that of the graph before, which stays until the manifest is written."""
        (self.path / "derived" / store).mkdir(exist_ok=True)
        self._save_lines(store, "entities", entities)
        self._save_lines(store, "statements", statements)

    def entities(self, store: str) -> tuple[Entity, ...]:
        return tuple(self._lines(store, "entities", Entity))

    def statements(self, store: str) -> tuple[Statement, ...]:
        return tuple(self._lines(store, "statements", Statement))

    def remove_unnamed(self, manifest: Manifest) -> None:
        """Remove the readings, texts and derived values that the manifest doesn't name."""
        names = set(manifest.documents.values())
        for folder in ("texts", "readings"):
            for file in (self.path / folder).iterdir():
                if file.stem not in names:
                    file.unlink()
        for path in (self.path / "derived").iterdir():
            if path.name != manifest.store:
                shutil.rmtree(path, ignore_errors=True)

    def _save_lines(self, store: str, name: str, values: Iterable[object]) -> None:
        content = b"".join(msgspec.json.encode(value) + b"\n" for value in values)
        replace_bytes(self.path / "derived" / store / f"{name}.jsonl", content)

    def _lines(self, store: str, name: str, kind: type[Value]) -> Iterator[Value]:
        file = self.path / "derived" / store / f"{name}.jsonl"
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
