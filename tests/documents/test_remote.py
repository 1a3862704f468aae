"""Files in a storage that fsspec reads are read as files of a folder are."""

from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from kg.documents import read_each, settled, without
from kg.documents.remote import files_of
from kg.errors import InputError
from kg.growing import add, remove
from kg.model import Source
from kg.pipeline import build

FILES = {
    "one.txt": "Anker owns Bolt.",
    "sub/two.txt": "Bolt supplies Zeta.",
    "sub/.hidden.txt": "Zeta owns Anker.",
    "broken.pdf": "%PDF-1.4 broken",
}


@pytest.fixture
def storage() -> Iterator[str]:
    memory = fsspec.filesystem("memory")
    for name, text in FILES.items():
        memory.pipe(f"/news/{name}", text.encode())
    yield "memory://news"
    memory.rm("/news", recursive=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / "news" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "news" / name).write_text(text)
    return tmp_path / "news"


def test_a_storage_gives_what_a_folder_gives(storage: str, folder: Path) -> None:
    def told(source: str | Path) -> tuple[list[tuple[str, str, str]], list[object]]:
        composed, refusals = settled({each.location: each for each in read_each([source])})
        documents = [each.document for each in composed]
        return [(each.id, each.origin, each.text) for each in documents], list(refusals)

    assert told(storage) == told(folder)
    assert [id for id, _, _ in told(storage)[0]] == ["one", "sub/two"]


def test_one_file_is_named_by_its_url(storage: str) -> None:
    assert files_of(f"{storage}/sub/two.txt") == [("memory:///news/sub/two.txt", "two.txt")]


def test_a_storage_with_nothing_in_it_is_an_input_error() -> None:
    with pytest.raises(InputError, match="memory://empty holds no files"):
        list(read_each(["memory://empty"]))


def test_what_did_not_change_is_not_read_again_and_documents_are_taken_out_by_url(storage: str) -> None:
    first = {each.location: each for each in read_each([storage])}
    slim: dict[str, Source] = {location: each.without_texts() for location, each in first.items()}
    again = {each.location: each for each in read_each([storage], None, slim)}
    assert all(again[location] is slim[location] for location in slim if slim[location].content)
    assert "memory:///news/one.txt" not in without(slim, ["memory:///news/one.txt"])


def test_a_graph_grows_from_a_storage_and_shrinks(storage: str, tmp_path: Path, read_toys: list[str]) -> None:
    (tmp_path / "three.txt").write_text("Zeta owns Bolt.")
    build([tmp_path / "three.txt"], tmp_path / "out")
    assert add(tmp_path / "out", [storage]).added == ("one", "sub/two")
    assert remove(tmp_path / "out", ["memory:///news/sub"]).removed == ("sub/two",)
