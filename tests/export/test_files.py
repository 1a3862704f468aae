"""Formats are found by name or ending, and a file is written whole or not at all."""

import os
from pathlib import Path
from typing import NoReturn

import pytest
from builders import small_graph

from kg.errors import FormatError, InputError
from kg.export import FORMATS, export, format_of
from kg.files import replace_bytes

GRAPH = small_graph()


@pytest.mark.parametrize("format", FORMATS.values(), ids=FORMATS)
def test_each_format_is_found_by_its_name_and_its_endings(format) -> None:  # type: ignore[no-untyped-def]
    assert format_of(format.name, None) is format
    for suffix in format.suffixes:
        assert format_of(None, Path(f"graph{suffix.upper()}")) is format


def test_a_name_goes_before_an_ending() -> None:
    assert format_of("csv", Path("graph.ttl")).name == "csv"


@pytest.mark.parametrize(
    ("name", "path"), [("docx", None), (None, "a.docx"), (None, "graph"), (None, None), ("CSV", None)]
)
def test_an_unknown_format_names_all_that_are_known(name: str | None, path: str | None) -> None:
    with pytest.raises(FormatError) as error:
        format_of(name, Path(path) if path else None)
    assert all(known in str(error.value) for known in FORMATS)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_graph_gives_the_same_bytes(format: str) -> None:
    assert export(GRAPH.contents, FORMATS[format]) == export(small_graph().contents, FORMATS[format])


def test_an_export_writes_what_its_ending_means(tmp_path: Path) -> None:
    GRAPH.export(tmp_path / "graph.ttl")
    assert (tmp_path / "graph.ttl").read_bytes() == export(GRAPH.contents, FORMATS["turtle"])
    GRAPH.export(str(tmp_path / "graph.txt"), "csv")
    assert (tmp_path / "graph.txt").read_bytes() == export(GRAPH.contents, FORMATS["csv"])


def failing(*_: object, **__: object) -> NoReturn:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("step", ["os.fdopen", "pathlib.Path.replace", "tempfile.mkstemp"])
def test_a_write_that_fails_keeps_the_old_file_and_leaves_no_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    file = tmp_path / "graph.csv"
    file.write_bytes(b"old")
    monkeypatch.setattr(step, failing)
    with pytest.raises(InputError, match=r"graph\.csv cannot be written \(No space left on device\)"):
        GRAPH.export(file)
    monkeypatch.undo()
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_format_that_fails_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "graph.csv"
    file.write_bytes(b"old")
    monkeypatch.setattr("kg.export.tables.statement_table", failing)
    with pytest.raises(InputError, match="No space"):
        GRAPH.export(file)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


def test_a_missing_folder_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="name a place that exists"):
        GRAPH.export(tmp_path / "nowhere" / "graph.csv")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_place_of_the_file_is_an_input_error(tmp_path: Path) -> None:
    (tmp_path / "graph.csv").mkdir()
    with pytest.raises(InputError, match="cannot be written"):
        GRAPH.export(tmp_path / "graph.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["graph.csv"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_that_may_not_be_written_to_is_an_input_error(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(InputError, match="Permission denied"):
        GRAPH.export(tmp_path / "graph.csv")


def test_a_new_file_can_be_read_by_others(tmp_path: Path) -> None:
    replace_bytes(tmp_path / "new", b"x")
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o644


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        replace_bytes(pipe, b"through")
        assert os.read(reader, 99) == b"through"
    finally:
        os.close(reader)
    assert pipe.is_fifo()
