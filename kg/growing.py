"""Graphs in folders that grow and shrink: files added, documents taken out, folders followed.

A change is another collection of files. What comes of it is what a build of that collection gives, byte for byte; only
documents that are new or have changed are read.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from kg.assembly import up_to_date
from kg.collecting import uncollected
from kg.documents import (
    Collection,
    ReadOptions,
    holds_files,
    is_within,
    one_line,
    read_again,
    reader_digest,
    without,
)
from kg.errors import InputError
from kg.graph import Graph
from kg.parallel import Workers, workers_of
from kg.pipeline import BuildOptions, Making, Progress, assembly_digest, build, stale
from kg.store.archive import Archive, Manifest
from kg.store.lock import writing

Notice = Callable[[str], None]
"""Told in a line why more is read than what is new."""


@dataclass(frozen=True, slots=True)
class Update:
    """What a change did to a graph. Documents by id, sorted."""

    graph: Graph
    added: tuple[str, ...]
    changed: tuple[str, ...]
    """Those whose text, blocks or facts are others than before."""
    removed: tuple[str, ...]
    again: tuple[str, ...]
    """Those that were read again because what reads them has changed."""


def add(
    output: str | Path,
    sources: Sequence[str | Path],
    *,
    fields: Mapping[str, str] | None = None,
    jobs: int = 1,
    cluster: str | None = None,
    progress: Progress | None = None,
    notice: Notice | None = None,
    files: bool = True,
    wait: bool = False,
) -> Update:
    """Add files and folders to the graph in a folder; a file that it has already is replaced by what it is now.

    The graph is read as it was built; `fields` are names of fields of records, as in `ReadOptions`, and default to
    those of the last time. `notice` is told why documents that did not change must be read again. Without `files`, the
    page and the other files that people open are not written but removed, which is quicker.

    Raises `GraphError` where there is no graph, else what `build` raises.
    """
    with _changing(output, wait, workers_of(jobs, cluster), progress, files) as change:
        usual = change.manifest.settings.reading
        reading = ReadOptions(**(usual | dict(fields or {})))  # type: ignore[arg-type]
        change.making.settings = replace(change.making.settings, reading=asdict(reading))
        found = change.making.read(sources, reading, change.known, change.origins)
        return change.update({**change.known, **found}, notice)


def remove(
    output: str | Path,
    names: Sequence[str],
    *,
    jobs: int = 1,
    progress: Progress | None = None,
    notice: Notice | None = None,
    files: bool = True,
    wait: bool = False,
) -> Update:
    """Take documents out of the graph in a folder, as if they had never been added.

    `names` are ids of documents, or files and folders they came from. All else as in `add`. Raises `InputError` for a
    name that fits none, and `GraphError` where there is no graph.
    """
    with _changing(output, wait, workers_of(jobs), progress, files) as change:
        return change.update(without(change.known, names), notice)


def follow(
    output: str | Path,
    folders: Sequence[str | Path],
    *,
    jobs: int = 1,
    progress: Progress | None = None,
    notice: Notice | None = None,
    files: bool = True,
    wait: bool = True,
) -> Update:
    """Bring a graph up to date with folders: what is new or has changed is added, what is gone is taken out.

    What came from elsewhere stays. Where there is no graph, one is built. All else as in `add`. Raises `InputError` for
    what is no folder, else what `build` raises.
    """
    roots = [os.path.realpath(folder) for folder in folders]
    for folder, root in zip(folders, roots, strict=True):
        if not Path(root).is_dir():
            raise InputError(f"{one_line(str(folder))} is no folder; name one that is there")
    if not (Path(output) / "manifest.json").exists():
        graph = build(folders, output, options=BuildOptions(jobs=jobs), progress=progress, wait=wait)
        return Update(graph, tuple(sorted(graph.manifest.documents)), (), (), ())
    with _changing(output, wait, workers_of(jobs), progress, files) as change:
        others = {
            location: source
            for location, source in change.known.items()
            if not any(is_within(location, root) for root in roots)
        }
        filled = [root for root in roots if holds_files(Path(root))]
        reading = ReadOptions(**change.manifest.settings.reading)  # type: ignore[arg-type]
        found = change.making.read(filled, reading, change.known, change.origins) if filled else {}
        return change.update(others | found, notice)


@dataclass(slots=True)
class _Change:
    """A change of a graph that is under way."""

    archive: Archive
    manifest: Manifest
    """Of the graph as it was."""
    making: Making
    known: Collection
    """What its files gave."""

    @property
    def origins(self) -> dict[str, str]:
        """The names that its files went by."""
        return {location: source.origin for location, source in self.known.items()}

    def update(self, collection: Collection, notice: Notice | None) -> Update:
        """Write the graph of a collection, and return how it differs from the one before."""
        say = notice or (lambda _: None)
        changed = stale(self.manifest)
        collection = self._read_again(collection, say)
        if not changed and self._is_made(collection):
            graph = up_to_date(Graph(self.manifest, self.archive), self.archive, files=self.making.files)
            return Update(graph, (), (), (), ())
        if changed:
            say(f"{changed} changed since the graph was built; all its documents are read again")
        before = Graph(self.manifest, self.archive).metadata
        graph = self.making.graph(collection)
        names, old_names = graph.manifest.documents, self.manifest.documents
        kept = [id for id in names if id in before]
        others = {id for id in kept if graph.metadata[id] != before[id]}
        return Update(
            graph,
            tuple(sorted(names.keys() - before.keys())),
            tuple(sorted(others)),
            tuple(sorted(before.keys() - names.keys())),
            tuple(sorted(id for id in kept if id not in others and names[id] != old_names[id])),
        )

    def _read_again(self, collection: Collection, say: Notice) -> Collection:
        """Return a collection with the files read again that were read by other rules than today's."""
        found = read_again(collection)
        for source in found.values():
            for each in source.documents:
                self.making.keep_text(each.document)
        again = {**collection, **{location: source.without_texts() for location, source in found.items()}}
        old = [each.origin for each in again.values() if each.documents and each.reader != reader_digest()]
        if found:
            say(f"the rules that read files changed; read again: {len(found):,}")
        if old:
            say(
                f"not there as they were, and kept as older rules read them: {len(old):,}, {old[0]} the first;"
                " add them again or remove them"
            )
        return again

    def _is_made(self, collection: Collection) -> bool:
        """Tell whether the graph that is there is that of a collection."""
        return (
            self.manifest.assembly == assembly_digest()
            and self.manifest.settings == self.making.settings
            and self.known == collection
            and Graph(self.manifest, self.archive).people_judgements == self.archive.judgements()
        )


@contextmanager
def _changing(
    output: str | Path, wait: bool, workers: Workers, progress: Progress | None, files: bool
) -> Iterator[_Change]:
    """Hold the lock of a graph's folder and look at the graph there. Raises `GraphError` where there is none."""
    archive = Archive(Path(output))
    archive.manifest()
    with uncollected(), writing(archive.path, wait=wait):
        manifest = archive.manifest()
        making = Making(archive, manifest.settings, workers, progress, files=files)
        making.check()
        yield _Change(archive, manifest, making, archive.sources(manifest.sources))
