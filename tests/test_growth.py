"""Graphs that grow and shrink: what comes of adding, changing and removing is what a build of it all gives."""

import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from builders import article, write_articles
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg
from kg import growing, pipeline
from kg.documents import ReadOptions
from kg.errors import GraphError, InputError
from kg.export import FORMATS, export
from kg.files import replace_bytes
from kg.graph import Graph
from kg.model import Document, Reading
from kg.store.archive import Archive

Toys = list[str]

FOOTER = "Readers who want to hear from the desk every morning may leave their address with us."
NEWS = (
    "Anker Foods has bought Bolt Mills for $40 million, its chief executive Mary Smith said in Lagos.",
    "Mary Smith leads Anker Foods.\n\nAnker Foods is based in Lagos.\n\n" + FOOTER,
    "Bolt Mills denied that it had been bought by Anker Foods.\n\n" + FOOTER,
    "Kenya and Ghana signed a trade agreement in Nairobi on Monday.\n\n" + FOOTER,
    "Mary Smith, a footballer from Ghana, plays for Accra Lions.",
    "The International Monetary Fund (IMF) lent Kenya $2 billion.\n\nThe IMF supports Ghana.",
    "IMF managers visited Ghana. Ghana plans to join the Lagos Pact.",
    "Peter Green left Anker Foods in 2019. He now works for Vest Bank.",
    "Vest Bank may acquire Anker Foods, analysts say.\n\n" + FOOTER,
    "Vest Bank acquired Anker Foods.",
    "LAGOS. Anker Foods has bought Bolt Mills for $41 million, its chief executive Mary Smith said on Monday in Lagos.",
)
"""Short reports that share people, an acronym, a paragraph a claim with several statuses, and text of one another."""
NAMES = ("a", "b", "c", "sub/a", "sub/d")


@pytest.fixture(scope="module")
def remembered() -> Iterator[None]:
    """Let builds read each document once in all cases, and draw no page: only real readings are compared."""
    read: dict[Document, Reading] = {}
    real = pipeline.read_documents

    def read_documents(documents: Iterable[Document], *settings: object) -> Iterator[Reading]:
        documents = list(documents)
        new = [each for each in documents if each not in read]
        read.update(zip(new, real(new), strict=True))
        return iter([read[each] for each in documents])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "read_documents", read_documents)
        patch.setattr(Graph, "html", lambda self, path, **options: replace_bytes(Path(path), b"page"))
        yield


def outcome(graph: Graph) -> dict[str, object]:
    """Return all that a graph tells the world but the time."""
    exports = {
        name: export(graph.contents, FORMATS[name])
        for name in ("nquads", "jsonl", "entities-jsonl", "graphml")
    }
    manifest = graph.manifest
    return {
        **exports,
        "documents": manifest.documents,
        "stages": manifest.stages,
        "refusals": manifest.refusals,
        "counts": manifest.counts,
        "judgements": graph.judgements,
        "doubts": graph.doubts,
        "parts": dict(graph.parts),
    }


files = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(NEWS), min_size=1, max_size=4)


def put(folder: Path, news: dict[str, str]) -> list[Path]:
    paths = []
    for name, text in news.items():
        path = folder / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


@pytest.mark.slow
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(first=files, second=files, data=st.data())
def test_adding_in_any_order_is_building_and_removing_is_its_inverse(
    remembered: None,
    tmp_path_factory: pytest.TempPathFactory,
    first: dict[str, str],
    second: dict[str, str],
    data: st.DataObject,
) -> None:
    folder = tmp_path_factory.mktemp("growth")
    one, two = put(folder / "one", first), put(folder / "two", second)
    alone, both = outcome(pipeline.build(one)), outcome(pipeline.build([*one, *two]))
    order = data.draw(st.permutations([*one, *two]))
    out = folder / "out"
    pipeline.build(order[:1], out)
    for path in order[1:]:
        growing.add(out, [path])
    assert outcome(kg.open(out)) == both
    assert outcome(growing.remove(out, [str(path) for path in two]).graph) == alone
    assert outcome(growing.add(out, [folder / "two", *two]).graph) == outcome(
        pipeline.build([*one, folder / "two"])
    )
    shutil.rmtree(folder)


TWO = {"one": "Anker owns Bolt.\nAnker competesWith Maersk.", "two": "Anker owns Bolt.\nBolt supplies Zeta."}


@pytest.fixture
def out(tmp_path: Path, read_toys: Toys) -> Path:
    """A folder with a graph of two toy articles."""
    pipeline.build([write_articles(tmp_path / "in", **TWO)], tmp_path / "out")
    read_toys.clear()
    return tmp_path / "out"


def test_only_what_is_new_or_changed_is_read(tmp_path: Path, out: Path, read_toys: Toys) -> None:
    write_articles(tmp_path / "in", two="Bolt owns Zeta.", three="Zeta owns Anker.")
    update = growing.add(out, [tmp_path / "in"])
    assert read_toys == ["three", "two"]
    assert (update.added, update.changed, update.removed, update.again) == (("three",), ("two",), (), ())
    assert outcome(update.graph) == outcome(pipeline.build([tmp_path / "in"]))


def test_adding_what_is_there_reads_and_changes_nothing(tmp_path: Path, out: Path, read_toys: Toys) -> None:
    before = outcome(kg.open(out))
    update = growing.add(out, [tmp_path / "in"])
    assert (update.added, update.changed, update.removed, update.again) == ((), (), (), ())
    assert (outcome(update.graph), read_toys) == (before, [])


FILES = ("graph.ttl", "graph.graphml", "graph.html")


def test_the_files_people_open_show_the_graph_that_is_there_or_are_gone(tmp_path: Path, out: Path) -> None:
    more = write_articles(tmp_path / "more", three="Zeta owns Anker.")
    growing.add(out, [more], files=False)
    assert not [name for name in FILES if (out / name).exists()]
    growing.add(out, [more])
    built = pipeline.build([tmp_path / "in", more], tmp_path / "new")
    assert outcome(kg.open(out)) == outcome(built)
    for name in FILES:
        assert (out / name).read_bytes() == (tmp_path / "new" / name).read_bytes()
    (out / "graph.ttl").unlink()
    growing.add(out, [more])
    assert (out / "graph.ttl").is_file()


def test_files_that_a_stopped_change_left_behind_are_written_by_the_next(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = write_articles(tmp_path / "more", three="Zeta owns Anker.")
    with monkeypatch.context() as patch:
        patch.setattr(Graph, "html", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            growing.add(out, [more])
    assert set(kg.open(out).manifest.documents) == {"one", "three", "two"}
    (out / "graph.html").write_bytes(b"old")
    assert growing.add(out, [more]).added == ()
    assert (out / "graph.html").read_bytes() != b"old"


def test_files_of_two_folders_are_two_documents_though_their_names_are_one(
    tmp_path: Path, out: Path, read_toys: Toys
) -> None:
    today = write_articles(tmp_path / "today", one="Zeta owns Anker.")
    update = growing.add(out, [today])
    assert len(update.graph.manifest.documents) == 3
    assert {each.origin for each in update.graph.metadata.values()} == {"one.txt", "two.txt"}
    assert outcome(update.graph) == outcome(pipeline.build([today, tmp_path / "in"]))
    assert set(growing.remove(out, [str(today)]).graph.manifest.documents) == {"one", "two"}


def test_where_one_of_two_copies_goes_the_other_stands_for_it(
    tmp_path: Path, out: Path, read_toys: Toys
) -> None:
    update = growing.add(out, [write_articles(tmp_path / "in", zz=TWO["one"]) / "zz.txt"])
    assert [(each.item, each.reason) for each in update.graph.manifest.refusals] == [
        ("zz.txt", "duplicate text")
    ]
    update = growing.remove(out, ["one"])
    assert (update.added, update.removed) == (("zz",), ("one",))
    (tmp_path / "in" / "one.txt").unlink()
    assert outcome(update.graph) == outcome(pipeline.build([tmp_path / "in"]))


def test_one_record_of_a_file_can_be_removed_and_comes_back_with_its_file(
    tmp_path: Path, out: Path, read_toys: Toys
) -> None:
    records = [
        {"id": name, "text": article(text)}
        for name, text in (("x", "Zeta owns Bolt."), ("y", "Zeta sues Bolt."))
    ]
    file = tmp_path / "news.jsonl"
    file.write_text("\n".join(json.dumps(each) for each in records), encoding="utf-8")
    both = outcome(growing.add(out, [file]).graph)
    update = growing.remove(out, ["news-x"])
    assert update.removed == ("news-x",)
    assert set(update.graph.manifest.documents) == {"news-y", "one", "two"}
    assert outcome(growing.add(out, [file]).graph) == both


def test_the_fields_of_records_are_remembered(tmp_path: Path, read_toys: Toys) -> None:
    def records(name: str, claims: str) -> Path:
        file = tmp_path / f"{name}.jsonl"
        file.write_text(json.dumps({"story": article(claims), "text": "Not this."}), encoding="utf-8")
        return file

    options = pipeline.BuildOptions(reading=ReadOptions(text_field="story"))
    pipeline.build([records("a", "Anker owns Bolt.")], tmp_path / "out", options=options)
    graph = growing.add(tmp_path / "out", [records("b", "Bolt owns Zeta.")]).graph
    assert {each.subject for each in graph.statements(relation="owns")} == {"anker", "bolt"}


def test_what_is_refused_is_kept_in_the_count_until_it_is_removed(
    tmp_path: Path, out: Path, read_toys: Toys
) -> None:
    before = outcome(kg.open(out))
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    update = growing.add(out, [tmp_path / "broken.pdf"])
    assert update.graph.manifest.stages["documents"]["refused"] == 1
    assert outcome(growing.remove(out, ["broken.pdf"]).graph) == before


def test_a_graph_may_be_emptied_and_filled_again(tmp_path: Path, out: Path, read_toys: Toys) -> None:
    before = outcome(kg.open(out))
    update = growing.remove(out, ["one", "two"])
    assert update.graph.statements() == []
    assert update.graph.manifest.documents == {}
    assert outcome(growing.add(out, [tmp_path / "in"]).graph) == before


def test_a_name_that_fits_nothing_is_told_and_nothing_is_removed(out: Path, read_toys: Toys) -> None:
    for name in ("nobody", "", "tw", "/nowhere"):
        with pytest.raises(InputError, match="is no document of the graph"):
            growing.remove(out, ["one", name])
    assert set(kg.open(out).manifest.documents) == {"one", "two"}


def test_where_there_is_no_graph_nothing_can_be_added(tmp_path: Path, read_toys: Toys) -> None:
    with pytest.raises(GraphError, match="holds no graph; build one"):
        growing.add(tmp_path / "out", [write_articles(tmp_path / "in", **TWO)])
    assert not (tmp_path / "out").exists()


def test_other_rules_read_all_documents_again_and_say_so(
    tmp_path: Path, out: Path, read_toys: Toys, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert pipeline.stale(kg.open(out).manifest) == ""
    monkeypatch.setattr(pipeline, "rules_digest", lambda: "other")
    assert pipeline.stale(kg.open(out).manifest) == "the rules (toy to other)"
    said: list[str] = []
    write_articles(tmp_path / "in", three="Zeta owns Anker.")
    update = growing.add(out, [tmp_path / "in" / "three.txt"], notice=said.append)
    assert update.again == ("one", "two")
    assert update.added == ("three",)
    assert sorted(read_toys) == ["one", "three", "two"]
    assert said == [
        "the rules (toy to other) changed since the graph was built; all its documents are read again"
    ]
    assert outcome(update.graph) == outcome(pipeline.build([tmp_path / "in"]))


def test_files_that_other_rules_read_are_read_again_where_they_are_as_they_were(
    tmp_path: Path, out: Path, read_toys: Toys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.documents.reading.code_digest", lambda *_: "newer")
    (tmp_path / "in" / "two.txt").unlink()
    said: list[str] = []
    growing.add(out, [write_articles(tmp_path / "more", three="Zeta owns Anker.")], notice=said.append)
    assert said[0] == "the rules that read files changed; read again: 1"
    assert said[1].startswith(
        "not there as they were, and kept as older rules read them: 1, two.txt the first; "
    )
    archive = Archive(out)
    readers = {each.origin: each.reader for each in archive.sources(archive.manifest().sources).values()}
    assert readers["one.txt"] == readers["three.txt"] == "newer" != readers["two.txt"]


def test_a_graph_follows_its_folder(tmp_path: Path, read_toys: Toys) -> None:
    folder, out = write_articles(tmp_path / "in", **TWO), tmp_path / "out"
    assert growing.follow(out, [folder]).added == ("one", "two")
    elsewhere = write_articles(tmp_path / "else", four="Zeta sues Anker.")
    growing.add(out, [elsewhere])
    (folder / "one.txt").unlink()
    write_articles(folder, two="Bolt owns Zeta.", three="Zeta owns Anker.")
    update = growing.follow(out, [folder])
    assert (update.added, update.changed, update.removed) == (("three",), ("two",), ("one",))
    assert outcome(update.graph) == outcome(pipeline.build([folder, elsewhere]))
    for file in folder.iterdir():
        file.unlink()
    assert set(growing.follow(out, [folder]).graph.manifest.documents) == {"four"}
    with pytest.raises(InputError, match="is no folder"):
        growing.follow(out, [tmp_path / "nowhere"])


def test_a_file_that_changed_under_a_longer_name_keeps_it(tmp_path: Path, read_toys: Toys) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    file = write_articles(folder / "sub", one="Anker owns Bolt.") / "one.txt"
    pipeline.build([folder], out)
    write_articles(folder / "sub", one="Anker owns Zeta.")
    update = growing.add(out, [file])
    assert update.changed == ("sub/one",)
    assert outcome(update.graph) == outcome(pipeline.build([file, folder]))


def test_a_removed_documents_text_and_reading_are_gone_from_the_disk(out: Path, read_toys: Toys) -> None:
    growing.remove(out, ["one"])
    for folder in ("texts", "readings", "sources", "derived"):
        assert len(list((out / folder).iterdir())) == 1
    held = b"".join(file.read_bytes() for file in out.rglob("*") if file.is_file())
    assert b"Maersk" not in held


def test_a_text_that_is_damaged_is_made_again_by_a_build_and_stops_nothing_else(
    tmp_path: Path, out: Path, read_toys: Toys
) -> None:
    archive = Archive(out)
    before = outcome(kg.open(out))
    document = kg.open(out).metadata["one"]
    for file in (out / "texts").iterdir():
        file.write_bytes(b"")
    assert len(growing.add(out, [write_articles(tmp_path / "more", three="Zeta owns Anker.")]).added) == 1
    growing.remove(out, ["three"])
    assert not archive.has_text(document)
    assert outcome(pipeline.build([tmp_path / "in"], out)) == before
    assert archive.has_text(document)
