"""The order of the rooms: files, documents, readings, and what `kg.assembly` makes of them.

Nothing else knows this order. Each step is a function of what the step before returned. A graph follows from the
collection of its files alone: see `kg.growing` for other ways to come to one than a build.
"""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import cache, partial
from itertools import islice
from pathlib import Path

from kg import __version__
from kg.assembly import Before, Changed, assemble, keep
from kg.collecting import uncollected
from kg.documents import (
    Collection,
    ReadOptions,
    check_readable,
    read_each,
    settled,
)
from kg.documents.reasons import STAGE as DOCUMENTS
from kg.documents.reasons import Reason
from kg.errors import GraphError, InputError, SetupError
from kg.extraction.extractors import DEFAULT, extractor_versions, load_extractors
from kg.extraction.reading import read_document
from kg.files import code_digest
from kg.graph import Graph
from kg.model import Document, Judgement, Reading, Refusal, Source
from kg.nlp.pipeline import DEFAULT_PIPELINE, load_pipeline, parse, pipeline_version
from kg.ontology import load_ontology, ontology_folder
from kg.parallel import Workers, workers_of
from kg.resolution import Outline, Shared, outline
from kg.store.archive import SCHEMA, Archive, Manifest, Settings, decoded, encoded, reading_name
from kg.store.iris import DEFAULT_BASE, Iris
from kg.store.judgements import FILE as JUDGEMENT_FILE
from kg.store.lock import HOLDER, LOCK, writing
from kg.store.quads import Versions

Progress = Callable[[int, int], None]
"""Called with the number of documents read and their total."""

Clock = Callable[[], datetime]

Spent = dict[str, dict[str, float]]
"""What readers have cost: amounts by reader and by what they are of."""

CHUNK = 8
"""Documents that are read at a time: enough to fill a batch of the language model, few enough to be lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """How a graph is built. The result does not depend on `jobs` and `cluster`."""

    model: str = DEFAULT_PIPELINE
    """The spaCy pipeline, by its installed name."""
    base: str = DEFAULT_BASE
    """The IRI that all names of the graph begin with."""
    extractors: tuple[str, ...] = DEFAULT
    """The readers that propose relations, by their registered names; see `kg.extraction.extractors`."""
    jobs: int = 1
    """Processes that read documents."""
    cluster: str | None = None
    """The address of a Dask scheduler whose workers read documents instead."""
    reading: ReadOptions = field(default_factory=ReadOptions)


def build(
    sources: Sequence[str | Path],
    output: str | Path | None = None,
    *,
    options: BuildOptions | None = None,
    progress: Progress | None = None,
    now: Clock = lambda: datetime.now().astimezone(),
    wait: bool = False,
) -> Graph:
    """Build a graph from files and folders and return it; with `output`, it is kept in that folder.

    A graph that is there is replaced when the new one is complete, not before; its judgements are kept
    and applied. What could not be read is refused, counted and named in the manifest.

    Raises `InputError` where a source is missing, nothing could be read or a reader is not known,
    `SetupError` where the pipeline is not installed, and `BusyError` where somebody else is writing the
    folder, unless it shall `wait` for them.
    """
    options = options or BuildOptions()
    settings = _settings(options)
    if output is not None:
        _check_output(Path(output))
    archive = Archive(Path(output)) if output is not None else None
    with writing(archive.path, wait=wait) if archive else nullcontext():
        making = Making(
            archive, settings, workers_of(options.jobs, options.cluster), progress, now, growing=False
        )
        making.check()
        collection = making.read(sources, options.reading, _known(archive))
        check_readable(collection.values())
        return making.graph(collection)


@cache
def rules_digest() -> str:
    """Return a digest of everything that decides how a document is read: rules, tables, ontology."""
    package = Path(__file__).parent
    rooms = [package / "nlp", package / "extraction", package / "naming"]
    return code_digest(*rooms, ontology_folder() / "kg.ttl")


@cache
def assembly_digest() -> str:
    """Return a digest of everything that decides what readings become together: entities, statements, quads."""
    package = Path(__file__).parent
    rooms = [package / name for name in ("model", "naming", "nlp/gazetteer", "resolution", "store")]
    return code_digest(*rooms, package / "inference.py", ontology_folder() / "kg.ttl")


def read_documents(
    documents: Iterable[Document], model: str = DEFAULT_PIPELINE, extractors: tuple[str, ...] = DEFAULT
) -> Iterator[Reading]:
    """Yield what each document says, in order."""
    readers = load_extractors(extractors)
    for document, passages in parse(documents, load_pipeline(model)):
        yield read_document(document, passages, readers)


def stale(manifest: Manifest) -> str:
    """Return what has changed since a graph was built, so that its documents must be read again, in words."""
    now = _versions(manifest.settings)
    pairs = {
        "the program": (manifest.program, now.program),
        "the language model": (manifest.model, now.model),
        "the ontology": (manifest.ontology, now.ontology),
        "the readers of relations": (manifest.extractors, now.extractors),
    }
    changes = [f"{what} ({old} to {new})" for what, (old, new) in pairs.items() if old != new]
    if not changes and manifest.rules != rules_digest():
        changes = [f"the rules ({manifest.rules} to {rules_digest()})"]
    return ", ".join(changes)


def _settings(options: BuildOptions) -> Settings:
    Iris(options.base)  # complains now of a base that is none
    return Settings(
        model=options.model,
        extractors=options.extractors,
        base=options.base,
        reading=asdict(options.reading),
    )


def _versions(settings: Settings) -> Versions:
    return Versions(
        __version__,
        pipeline_version(settings.model),
        load_ontology().version,
        extractor_versions(settings.extractors),
    )


def _known(archive: Archive | None) -> Collection:
    """Return what files gave whose texts are there and whole; nothing where there is no graph."""
    if archive is None:
        return {}
    try:
        known = archive.sources(archive.manifest().sources)
    except GraphError:
        return {}
    return {
        location: source
        for location, source in known.items()
        if all(archive.has_text(each.document) for each in source.documents)
    }


@dataclass(slots=True)
class Making:
    """One making of a graph from the collection of its files, in a folder or in memory."""

    archive: Archive | None
    settings: Settings
    workers: Workers
    progress: Progress | None
    now: Clock = field(default=lambda: datetime.now().astimezone())
    growing: bool = True
    """Whether the graph is made from the one that is there, which is trusted; a build trusts the readings alone."""
    files: bool = True
    """Whether the files that people open are written."""
    texts: dict[str, str] = field(default_factory=dict)
    """By digest, of a graph in memory."""
    contents: dict[str, bytes] = field(default_factory=dict)
    """Readings of a graph in memory, by name."""
    spent: Spent = field(default_factory=dict)

    def check(self) -> None:
        """Complain now, before anything is read, of a reader that is not known or a judgement that is none."""
        extractor_versions(self.settings.extractors)
        pipeline_version(self.settings.model)
        if self.archive:
            self.archive.prepare()
            self.archive.judgements()

    def read(
        self,
        sources: Sequence[str | Path],
        reading: ReadOptions,
        known: Collection,
        origins: Mapping[str, str] | None = None,
    ) -> dict[str, Source]:
        """Return what files give, without the texts, which are kept."""
        found = {}
        for source in read_each(sources, reading, known, origins, self.workers):
            if source is not known.get(source.location):
                for each in source.documents:
                    self.keep_text(each.document)
            found[source.location] = source.without_texts()
        return found

    def keep_text(self, document: Document) -> None:
        if self.archive:
            self.archive.save_text(document)
        else:
            self.texts[document.digest] = document.text

    def _with_text(self, document: Document) -> Document:
        if self.archive:
            return self.archive.with_text(document)
        return document.with_text(self.texts[document.digest])

    def graph(self, collection: Collection) -> Graph:
        """Return the graph of a collection; in a folder, it is written."""
        graph, before = self._assembled(collection)
        if self.archive is None:
            return graph
        return keep(graph, self.archive, collection.values(), before, files=self.files)

    def _assembled(self, collection: Collection) -> tuple[Graph, Graph | None]:
        """Return the graph of a collection in memory, and the one before it, if it was made from one."""
        composed, refusals = settled(collection)
        versions = _versions(self.settings)
        names = {
            each.document.id: reading_name(each.document, f"{SCHEMA} {versions}{rules_digest()}")
            for each in composed
        }
        people = self.archive.judgements() if self.archive else []
        before = self._before(people) if self.growing else None
        old = before.graph.manifest.documents if before else {}
        wanted = [each.document for each in composed if names[each.document.id] != old.get(each.document.id)]
        come, lost = self._read(wanted, names)
        left_out = {each.id for each in wanted} - come.keys()
        documents = [each.document for each in composed if each.document.id not in left_out]
        names = {each.id: names[each.id] for each in documents}
        manifest = Manifest(
            schema=SCHEMA,
            program=versions.program,
            model=versions.model,
            ontology=versions.ontology,
            extractors=versions.extractors,
            rules=rules_digest(),
            assembly=assembly_digest(),
            settings=self.settings,
            sources="",
            store="",
            derived="",
            documents=names,
            counts={},
            stages={},
            refusals=sorted((*refusals, *lost)),
            built=self.now().isoformat(timespec="seconds"),
            spent=self.spent,
        )
        whole = documents if self.archive else [self._with_text(each) for each in documents]
        sketches = {each.document.id: each.sketch for each in composed}
        changed = Changed(come, old.keys() - names.keys(), lambda each: self._reading(names[each]), sketches)
        return assemble(manifest, whole, changed, people, before), before.graph if before else None

    @uncollected()
    def _before(self, people: Sequence[Judgement]) -> Before | None:
        """Return the graph that is there, if another one can be made from it: one by the same code, under the same
        judgements and base, that is whole.
        """
        assert self.archive
        graph = Graph.open(self.archive.path)
        if (
            graph.manifest.assembly != assembly_digest()
            or graph.manifest.settings.base != self.settings.base
            or graph.people_judgements != people
        ):
            return None
        try:
            return Before(graph, graph.derived.state)
        except GraphError:
            return None

    def _read(
        self, documents: Sequence[Document], names: Mapping[str, str]
    ) -> tuple[dict[str, Outline], list[Refusal]]:
        """Have a reading of each document kept; return their outlines by id, and which could not be read.

        What is kept already is not read again.
        """
        values = Shared()
        come: dict[str, Outline] = {}
        lost = []
        missing = []
        for document in documents:
            kept = self._kept(names[document.id])
            if kept:
                come[document.id] = values.one(outline(kept))
            else:
                missing.append(document)
        if come:
            self._tell(len(come), len(documents))
        task = partial(read_shard, settings=self.settings, by=_readers(self.settings))
        for some, shard in self.workers.run(task, self._shards(missing)):
            if shard is None:
                lost += [Refusal(DOCUMENTS, each.origin, Reason.ENDS_PROCESS) for each in some]
                continue
            _add(self.spent, shard.spent)
            for document, made in zip(some, shard.readings, strict=True):
                self._keep(names[document.id], made.content)
            for document, made in zip(some, shard.readings, strict=True):
                come[document.id] = values.one(made.outline)
                self._tell(len(come) + len(lost), len(documents))
        return come, lost

    def _shards(self, documents: Iterable[Document]) -> Iterator[list[Document]]:
        whole = map(self._with_text, documents)
        while some := list(islice(whole, CHUNK)):
            yield some

    def _tell(self, done: int, total: int) -> None:
        if self.progress:
            self.progress(done, total)

    def _keep(self, name: str, content: bytes) -> None:
        if self.archive:
            self.archive.save_reading(name, content)
        else:
            self.contents[name] = content

    def _kept(self, name: str) -> Reading | None:
        try:
            return self.archive.reading(name) if self.archive else None
        except GraphError:
            return None

    def _reading(self, name: str) -> Reading:
        return self.archive.reading(name) if self.archive else decoded(self.contents[name])


@dataclass(frozen=True, slots=True)
class Read:
    """What was read in a document."""

    content: bytes
    """The reading as it is kept."""
    outline: Outline


@dataclass(frozen=True, slots=True)
class ReadShard:
    """What was read in some documents, in their order."""

    readings: list[Read]
    spent: Spent


def read_shard(documents: Sequence[Document], *, settings: Settings, by: str) -> ReadShard:
    """Return what documents, with their texts, say, and what the readers of this process have cost for it.

    Raises `SetupError` where this process, maybe one of another machine, reads by other readers than it should.
    """
    if by != (ours := _readers(settings)):
        raise SetupError(
            f"a worker reads with {ours}, and not with {by}; install the same version of kg on all machines"
        )
    read = read_documents(documents, settings.model, settings.extractors)
    return ReadShard([Read(encoded(each), outline(each)) for each in read], _spent(settings.extractors))


def _readers(settings: Settings) -> str:
    """Return in words all that decides what a document is read as."""
    now = _versions(settings)
    return (
        f"kg {now.program} ({now.extractors}; {now.model}; ontology {now.ontology}; rules {rules_digest()})"
    )


def _spent(extractors: tuple[str, ...]) -> Spent:
    """Return what the readers of this process have cost since they were last asked."""
    told = {each.name: dict(each.spent()) for each in load_extractors(extractors)}
    return {name: amounts for name, amounts in told.items() if amounts}


def _add(spent: Spent, more: Spent) -> None:
    for name, amounts in more.items():
        known = spent.setdefault(name, {})
        for what, amount in amounts.items():
            known[what] = known.get(what, 0) + amount


def _check_output(path: Path) -> None:
    """Raise `InputError` where a graph cannot be put."""
    try:
        if path.exists() and not path.is_dir():
            raise InputError(f"{path} is a file; name a folder for the graph")
        if (
            path.is_dir()
            and any(file.name not in {JUDGEMENT_FILE, LOCK, HOLDER} for file in path.iterdir())
            and not (path / "manifest.json").exists()
            and not (path / "readings").is_dir()
        ):
            raise InputError(f"{path} holds other files; name an empty or new folder for the graph")
        path.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path):
            pass
    except OSError as error:
        raise InputError(f"{path} cannot be written to: {error.strerror}; name another folder") from error
