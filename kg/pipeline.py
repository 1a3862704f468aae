"""The order of the rooms: files, documents, readings, and what `kg.assembly` makes of them.

Nothing else knows this order. Each step is a function of what the step before returned.
"""

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from kg import __version__
from kg.assembly import assemble, keep
from kg.documents import ReadOptions, read_sources
from kg.errors import InputError
from kg.extraction.extractors import DEFAULT, extractor_versions, load_extractors
from kg.extraction.reading import read_document
from kg.graph import Graph
from kg.model import Document, Reading
from kg.nlp.pipeline import DEFAULT_PIPELINE, load_pipeline, parse, pipeline_version
from kg.ontology import load_ontology, ontology_folder
from kg.store.archive import SCHEMA, Archive, Manifest, reading_name
from kg.store.iris import DEFAULT_BASE, Iris
from kg.store.judgements import FILE as JUDGEMENT_FILE
from kg.store.quads import Versions

Progress = Callable[[int, int], None]
"""Called with the number of documents read and their total."""

Spent = dict[str, dict[str, float]]
"""What readers have cost: amounts by reader and by what they are of."""

CHUNK = 8
"""Documents a worker gets at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """How a graph is built. The result does not depend on `jobs`."""

    model: str = DEFAULT_PIPELINE
    """The spaCy pipeline, by its installed name."""
    base: str = DEFAULT_BASE
    """The IRI that all names of the graph begin with."""
    extractors: tuple[str, ...] = DEFAULT
    """The readers that propose relations, by their registered names; see `kg.extraction.extractors`."""
    jobs: int = 1
    """Processes that read documents."""
    reading: ReadOptions = field(default_factory=ReadOptions)


def build(
    sources: Sequence[str | Path],
    output: str | Path | None = None,
    *,
    options: BuildOptions | None = None,
    progress: Progress | None = None,
    now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
) -> Graph:
    """Build a graph from files and folders and return it; with `output`, it is kept in that folder.

    A graph that is there is replaced when the new one is complete, not before; its judgements are kept
    and applied. What could not be read is refused, counted and named in the manifest.

    Raises `InputError` where a source is missing, nothing could be read or a reader is not known,
    `SetupError` where the pipeline is not installed.
    """
    options = options or BuildOptions()
    Iris(options.base)  # complains now of a base that is none
    if output is not None:
        _check_output(Path(output))
    extractors = extractor_versions(options.extractors)
    documents, refusals = read_sources(sources, options.reading)
    versions = Versions(__version__, pipeline_version(options.model), load_ontology().version, extractors)
    archive = Archive(Path(output)) if output is not None else None
    if archive:
        archive.prepare()
        archive.judgements()  # complains now of a line that is none
    rules = rules_digest()
    names = {document.id: reading_name(document, f"{SCHEMA} {versions}{rules}") for document in documents}
    spent: Spent = {}
    readings = list(_read(documents, names, archive, options, progress, spent))
    people = archive.judgements() if archive else []
    manifest = Manifest(
        schema=SCHEMA,
        program=versions.program,
        model=versions.model,
        ontology=versions.ontology,
        extractors=extractors,
        rules=rules,
        base=options.base,
        store="",
        derived="",
        documents=dict(sorted(names.items())),
        counts={},
        stages={},
        refusals=refusals,
        built=now().isoformat(timespec="seconds"),
        spent=spent,
    )
    graph = assemble(manifest, readings, people)
    return graph if archive is None else keep(graph, archive)


@cache
def rules_digest() -> str:
    """Return a digest of everything that decides how a document is read: rules, tables, ontology."""
    package = Path(__file__).parent
    rooms = [package / "nlp", package / "extraction", package / "documents", package / "naming"]
    files = [file for room in rooms for file in room.rglob("*") if file.suffix in {".py", ".tsv", ".yaml"}]
    files.append(ontology_folder() / "kg.ttl")
    digest = hashlib.sha256()
    for file in sorted(files, key=lambda file: file.as_posix()):
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


def read_documents(
    documents: Iterable[Document], model: str = DEFAULT_PIPELINE, extractors: tuple[str, ...] = DEFAULT
) -> Iterator[Reading]:
    """Yield what each document says, in order."""
    readers = load_extractors(extractors)
    for document, passages in parse(documents, load_pipeline(model)):
        yield read_document(document, passages, readers)


def _read(
    documents: Sequence[Document],
    names: dict[str, str],
    archive: Archive | None,
    options: BuildOptions,
    progress: Progress | None,
    spent: Spent,
) -> Iterator[Reading]:
    """Yield the reading of each document, in order; those the archive holds already are not made again.

    What the readers have cost is added to `spent`.
    """
    missing = [d for d in documents if archive is None or not archive.has_reading(names[d.id])]
    fresh = (
        _read_in_processes(missing, options, spent)
        if options.jobs > 1 and len(missing) > 1
        else read_documents(missing, options.model, options.extractors)
    )
    wanted = {document.id for document in missing}
    for number, document in enumerate(documents, 1):
        name = names[document.id]
        if document.id in wanted:
            reading = next(fresh)
            if archive is not None:
                archive.save_reading(name, reading)
        else:
            assert archive is not None
            reading = archive.reading(name)
        if progress:
            progress(number, len(documents))
        yield reading
    _add(spent, _spent(options.extractors))


def _spent(extractors: tuple[str, ...]) -> Spent:
    """Return what the readers of this process have cost since they were last asked."""
    told = {each.name: dict(each.spent()) for each in load_extractors(extractors)}
    return {name: amounts for name, amounts in told.items() if amounts}


def _add(spent: Spent, more: Spent) -> None:
    for name, amounts in more.items():
        known = spent.setdefault(name, {})
        for what, amount in amounts.items():
            known[what] = known.get(what, 0) + amount


def _read_in_processes(
    documents: Sequence[Document], options: BuildOptions, spent: Spent
) -> Iterator[Reading]:
    chunks = [
        (documents[start : start + CHUNK], options.model, options.extractors)
        for start in range(0, len(documents), CHUNK)
    ]
    with ProcessPoolExecutor(options.jobs, mp_context=get_context("spawn")) as pool:
        for readings, cost in pool.map(_read_chunk, chunks):
            _add(spent, cost)
            yield from readings


def _read_chunk(chunk: tuple[Sequence[Document], str, tuple[str, ...]]) -> tuple[list[Reading], Spent]:
    return list(read_documents(*chunk)), _spent(chunk[2])


def _check_output(path: Path) -> None:
    """Raise `InputError` where a graph cannot be put."""
    try:
        if path.exists() and not path.is_dir():
            raise InputError(f"{path} is a file; name a folder for the graph")
        if (
            path.is_dir()
            and any(file.name != JUDGEMENT_FILE for file in path.iterdir())
            and not (path / "manifest.json").exists()
            and not (path / "readings").is_dir()
        ):
            raise InputError(f"{path} holds other files; name an empty or new folder for the graph")
        path.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path):
            pass
    except OSError as error:
        raise InputError(f"{path} cannot be written to: {error.strerror}; name another folder") from error
