"""The folder of a graph: what is damaged is named in one line, with the way to mend it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from builders import Claim, company, judged, manifest_of, reading, small_graph, source_of

import kg
from kg.errors import GraphError
from kg.model import RULES, Document, Doubt, Judgement, Refusal, Source, StatedDate, Verdict
from kg.resolution import resolve
from kg.store.archive import Archive, Derived, encoded, reading_name

JUDGED_BY_RULES = Judgement(Verdict.SAME, "x", "y", "the same name", RULES)
READING = reading("a/b", Claim(company("Anker"), "owns", company("Bolt")))


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """A folder with a manifest and one reading."""
    archive = Archive(tmp_path)
    archive.prepare()
    archive.save_text(READING.document)
    archive.save_reading("one", encoded(READING))
    archive.commit(manifest_of(["one"], resolve([READING])))
    return archive


def complaint(error: pytest.ExceptionInfo[GraphError]) -> str:
    assert "\n" not in str(error.value)
    return str(error.value)


def test_a_manifest_comes_back_as_it_was(archive: Archive) -> None:
    assert archive.manifest() == manifest_of(["one"], resolve([READING]))


def test_a_reading_comes_back_as_it_was_and_its_text_by_its_digest(archive: Archive) -> None:
    found = archive.reading("one")
    assert found == replace(READING, document=READING.document.without_text())
    assert archive.with_text(found.document) == READING.document
    (file,) = (archive.path / "texts").iterdir()
    assert READING.document.digest.startswith(file.stem)
    assert file.read_text(encoding="utf-8") == READING.document.text


@pytest.mark.parametrize("text", ["one\r\ntwo", "👩‍👧 \u2028 \x85", "\ufeffx", ""])
def test_a_text_comes_back_to_the_character(archive: Archive, text: str) -> None:
    document = Document("a", text, (), published=StatedDate("2021", "dateline"))
    archive.save_text(document)
    assert archive.with_text(document.without_text()) == document


def test_what_files_gave_comes_back_without_the_texts(archive: Archive) -> None:
    sources = [
        source_of(READING.document),
        Source("/b.pdf", "b.pdf", "1", "2", refusals=(Refusal("documents", "b", "broken file"),)),
    ]
    name = archive.save_sources(sources)
    assert archive.sources(name) == {each.location: each.without_texts() for each in sources}
    assert archive.save_sources(sources[::-1]) == name


def test_a_folder_without_a_graph_says_how_to_build_one(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(GraphError, match="holds no graph; build one with `kg build") as error:
            kg.open(path)
        complaint(error)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"3",
        b"\xff\xfe",
        b'{"schema": 4}',
        b'{"schema": 99}',
        b'{"schema": "1"}',
        b"{}",
    ],
)
def test_a_damaged_manifest_is_a_graph_error(archive: Archive, content: bytes) -> None:
    (archive.path / "manifest.json").write_bytes(content)
    with pytest.raises(GraphError, match="build the graph again") as error:
        kg.open(archive.path)
    assert "manifest.json" in complaint(error)


def test_a_manifest_with_a_field_of_another_type_is_a_graph_error(archive: Archive) -> None:
    file = archive.path / "manifest.json"
    file.write_text(json.dumps({**json.loads(file.read_bytes()), "counts": {"documents": "many"}}))
    with pytest.raises(GraphError, match="is damaged"):
        kg.open(archive.path)


@pytest.mark.parametrize("schema", [1, 7])
def test_a_manifest_of_another_schema_names_both_and_how_to_mend_it(archive: Archive, schema: int) -> None:
    file = archive.path / "manifest.json"
    file.write_text(json.dumps({**json.loads(file.read_bytes()), "schema": schema}))
    with pytest.raises(GraphError, match=f"has schema {schema}, this program reads 5; build the graph again"):
        kg.open(archive.path)


@pytest.mark.parametrize("content", [None, b"\xff", b""])
def test_a_missing_or_damaged_reading_is_a_graph_error(archive: Archive, content: bytes | None) -> None:
    damage(archive.path / "readings" / "one.json", content)
    with pytest.raises(GraphError, match=r"the reading one .*build the graph again") as error:
        archive.reading("one")
    complaint(error)


@pytest.mark.parametrize("content", [None, b"\xff", b"", b"Anker sold Bolt."])
def test_a_missing_or_damaged_text_is_a_graph_error_until_it_is_saved_again(
    archive: Archive, content: bytes | None
) -> None:
    (file,) = (archive.path / "texts").iterdir()
    assert archive.has_text(READING.document.without_text())
    damage(file, content)
    assert not archive.has_text(READING.document.without_text())
    with pytest.raises(GraphError, match=r"is damaged .*build the graph again") as error:
        archive.with_text(READING.document.without_text())
    complaint(error)
    archive.save_text(READING.document)
    assert archive.has_text(READING.document.without_text())


def damage(file: Path, content: bytes | None) -> None:
    file.unlink() if content is None else file.write_bytes(content)


def test_missing_derived_values_are_a_graph_error(archive: Archive) -> None:
    graph = kg.open(archive.path)
    for load in (lambda: graph.entities, graph.statements, lambda: graph.store):
        with pytest.raises(GraphError, match="build the graph again") as error:
            load()
        complaint(error)


def test_derived_values_come_back_as_they_were_under_a_name_that_follows_from_them(archive: Archive) -> None:
    small = small_graph()
    doubts = (Doubt("a", "b", ("alike",), ("far apart", "years between them")),)
    judgements = (judged(Verdict.SAME, "a", "c"), JUDGED_BY_RULES)
    derived = Derived((), small.entities, tuple(small.statements()), judgements, doubts, {"a": ("a", "c")})
    name = archive.save_derived(derived)
    assert archive.entities(name) == small.entities
    assert archive.statements(name) == tuple(small.statements())
    assert archive.applied_judgements(name) == judgements
    assert archive.doubts(name) == doubts
    assert archive.parts(name) == {"a": ("a", "c")}
    assert archive.save_derived(derived) == name
    assert archive.save_derived(replace(derived, doubts=())) != name


@pytest.mark.parametrize(
    "id", ["../../etc/passwd", "a/b", "C:\\x", "..", "a\x00b", "x" * 500, "", "é", "a\nb"]
)
def test_a_reading_has_a_name_that_is_a_plain_file_name(tmp_path: Path, id: str) -> None:
    name = reading_name(Document(id, "text", ()), "v1")
    assert not set(name) & set("/\\.\x00\n")
    assert len(name) < 120
    (tmp_path / f"{name}.json").write_text("")


def test_the_name_of_a_reading_follows_from_all_it_rests_on() -> None:
    document = Document("a", "text", ())
    names = {
        reading_name(document, "v1"),
        reading_name(document, "v2"),
        reading_name(Document("a", "text.", ()), "v1"),
        reading_name(Document("a", "text", (), title="T"), "v1"),
        reading_name(Document("b", "text", ()), "v1"),
        reading_name(Document("a", "text", (), published=StatedDate("2021", "dateline")), "v1"),
    }
    assert len(names) == 6
