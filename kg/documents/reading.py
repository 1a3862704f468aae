"""From named files to sources: what each of them gives by itself."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields, replace
from functools import partial
from itertools import chain, islice
from pathlib import Path

from kg.documents.compose import Origin, compose
from kg.documents.options import ReadOptions
from kg.documents.raw import RawDocument, RawRefusal, Unreadable, parsing
from kg.documents.readers import READERS
from kg.documents.reasons import STAGE, Reason
from kg.documents.remote import is_url
from kg.documents.repetition import paragraph_keys
from kg.documents.sketch import sketch
from kg.documents.sources import SourceFile, find_files, fuller, record_id, suffix_of
from kg.errors import InputError, SetupError
from kg.files import code_digest
from kg.model import Composed, Document, Refusal, Source
from kg.parallel import Workers
from kg.parallel.here import Here

AT_ONCE = 16
"""Files that a worker reads at a time."""
PART = 1 << 20
"""Bytes of a file that are read at a time for its digest."""
_USUAL = asdict(ReadOptions())


def read_each(
    sources: Iterable[str | Path],
    options: ReadOptions | None = None,
    known: Mapping[str, Source] | None = None,
    origins: Mapping[str, str] | None = None,
    workers: Workers | None = None,
) -> Iterator[Source]:
    """Yield what each file gives, in the order of the sources; then what `workers` read of those named by a URL.

    Holds one file at a time. Ids are not yet unique, and nothing is known of other files: see
    `kg.documents.collection`. What is `known`, by location, is not read again where neither its content nor the
    way it is read has changed. `origins` are names that files at a location went by before: see `fuller`.

    Raises `InputError` at once, before anything is read, where `find_files` does and where no file has a
    known format.
    """
    files = find_files(sources)
    if not any(file.suffix in READERS for file in files):
        known_formats = ", ".join(sorted(READERS))
        raise InputError(
            f"none of the {len(files)} files named has a known format; known are {known_formats}"
        )
    chosen, before, called = options or ReadOptions(), known or {}, origins or {}
    named = (file.renamed(fuller(file.origin, called.get(file.location, file.origin))) for file in files)
    renamed = list(named)
    near = (_source(file, chosen, before.get(file.location)) for file in renamed if not file.url)
    return chain(near, _far([file for file in renamed if file.url], chosen, before, workers or Here()))


def _far(
    files: Iterable[SourceFile], options: ReadOptions, before: Mapping[str, Source], workers: Workers
) -> Iterator[Source]:
    """Yield what files that lie elsewhere give, as workers have read them."""
    pairs = ((file, before.get(file.location)) for file in files)
    shards = iter(lambda: tuple(islice(pairs, AT_ONCE)), ())
    for some, found in workers.run(partial(_sources, options=options), shards):
        if found is not None:
            if any(each.reader != reader_digest() for each in found):
                raise SetupError(
                    "a worker reads files by other rules; install the same version of kg on all machines"
                )
            yield from found
            continue
        for file, _ in some:
            refusal = Refusal(STAGE, file.origin, Reason.ENDS_PROCESS)
            yield Source(file.location, file.origin, "", reader_digest(), refusals=(refusal,))


def _sources(files: Sequence[tuple[SourceFile, Source | None]], *, options: ReadOptions) -> list[Source]:
    return [_source(file, options, before) for file, before in files]


def read_again(known: Mapping[str, Source]) -> dict[str, Source]:
    """Return what files give that were read by other rules than today's, where they still hold what they held."""
    found = {}
    for location, source in known.items():
        path, url = (
            Path(source.origin if is_url(location) else location),
            location if is_url(location) else "",
        )
        if source.reader == reader_digest() or not source.content or not (url or path.is_file()):
            continue
        file = SourceFile(path, "", source.origin, suffix_of(path), url=url).renamed(source.origin)
        again = _source(file, ReadOptions(**dict(source.options)), None)  # type: ignore[arg-type]
        if again.content == source.content:
            found[location] = again
    return found


def reader_digest() -> str:
    """Return a digest of the rules that decide what a file gives."""
    return code_digest(Path(__file__).parent)


def read_file(file: SourceFile, options: ReadOptions) -> Iterator[Document | Refusal]:
    """Yield the documents and refusals of one file. Raises nothing for what the file holds."""
    reader = READERS.get(file.suffix)
    if reader is None:
        yield Refusal(STAGE, file.origin, Reason.UNKNOWN_FORMAT, file.suffix or "no suffix")
        return
    found = reader(file, options)
    while True:
        try:
            # Some of the readers parse while they are iterated.
            with parsing(file.suffix.lstrip(".")):
                raw = next(found, None)
        except Unreadable as error:
            yield Refusal(STAGE, file.origin, error.reason, error.detail)
            return
        if raw is None:
            return
        yield _document(raw, file, options)


def _source(file: SourceFile, options: ReadOptions, before: Source | None) -> Source:
    unusual = {field.name: getattr(options, field.name) for field in fields(options)}.items() - _USUAL.items()
    source = Source(file.location, file.origin, _content(file), reader_digest(), tuple(sorted(unusual)))
    if before and source.content and source == replace(before, documents=(), refusals=()):
        return before
    found = list(read_file(file, options))
    return replace(
        source,
        documents=tuple(
            Composed(each, paragraph_keys(each), sketch(each)) for each in found if isinstance(each, Document)
        ),
        refusals=tuple(each for each in found if isinstance(each, Refusal)),
    )


def _content(file: SourceFile) -> str:
    """Return the digest of a file's bytes; nothing where they cannot be read."""
    if file.suffix not in READERS:
        return ""
    try:
        digest = hashlib.sha256()
        with file.open() as stream:
            while part := stream.read(PART):
                digest.update(part)
        return digest.hexdigest()
    except (Unreadable, OSError):
        return ""


def _document(raw: RawDocument | RawRefusal, file: SourceFile, options: ReadOptions) -> Document | Refusal:
    item = f"{file.origin}#{record_id('', raw.record).lstrip('-')}" if raw.record else file.origin
    if isinstance(raw, RawRefusal):
        return Refusal(STAGE, item, raw.reason, raw.detail)
    return compose(
        raw,
        Origin(record_id(file.stem, raw.record), item),
        max_characters=options.max_characters,
    )
