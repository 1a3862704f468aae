"""Sources, ids, duplicates and repeated paragraphs: what does not concern one document alone."""

import io
import os
import random
import socket
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from document_files import SENTENCES, TITLE, html
from hypothesis import given
from hypothesis import strategies as st

from kg.documents import Reason, read_each, read_sources
from kg.documents.identity import settle_documents
from kg.documents.repetition import mark_repeated, paragraph_keys, repeated_keys
from kg.documents.sources import record_id
from kg.errors import InputError
from kg.model import Block, BlockKind, Composed, Document, Refusal

BODY = "\n\n".join(SENTENCES)


def write(path: Path, content: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def test_a_folder_is_read_in_order_with_paths_as_ids(tmp_path: Path) -> None:
    write(tmp_path / "b.txt", BODY)
    write(tmp_path / "a" / "deep" / "c.d.TXT", BODY + " Yes.")
    write(tmp_path / ".hidden.txt", BODY)
    write(tmp_path / ".git" / "x.txt", BODY)
    write(tmp_path / "z.docx", BODY)
    documents, refused = read_sources([tmp_path])
    assert [document.id for document in documents] == ["a/deep/c.d", "b"]
    assert [(refusal.item, refusal.reason) for refusal in refused] == [("z.docx", Reason.UNKNOWN_FORMAT)]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "b.txt", BODY)
    assert len(list(read_each([path, str(path), tmp_path]))) == 1


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BODY.encode())))
    assert [document.id for document in read_sources(["-"])[0]] == ["stdin"]


@pytest.mark.parametrize("name", ["missing", "empty", "strange", "void"])
def test_what_cannot_be_used_at_all_is_an_error_of_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    write(tmp_path / "strange" / "a.docx", "x")
    write(tmp_path / "void" / "a.txt", "")
    with pytest.raises(InputError) as caught:
        read_sources([tmp_path / name])
    assert "\n" not in str(caught.value)
    with pytest.raises(InputError):
        read_sources([])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_or_a_dead_link_in_a_folder_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "nowhere")
    write(tmp_path / "a.txt", BODY)
    assert [refusal.reason for refusal in read_sources([tmp_path])[1]] == [
        Reason.CANNOT_OPEN,
        Reason.NOT_A_FILE,
    ]


def test_no_connection_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    write(tmp_path / "a.html", html())
    write(tmp_path / "b.xml", "http://localhost/feed")
    write(tmp_path / "c.html", "http://localhost/page")
    assert len(read_sources([tmp_path])[0]) == 1


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ("7", "a-7"),
        ("", "a"),
        ("../../etc/x", "a-etc_x"),
        ("https://example.org/a b", "a-https:_example.org_a_b"),
        ("x" * 500, "a-" + "x" * 100),
    ],
)
def test_ids_of_records(record: str, expected: str) -> None:
    assert record_id("a", record) == expected


def made(id: str, text: str, origin: str = "") -> Document:
    return Document(id, text, (Block(BlockKind.BODY, 0, len(text)),), origin=origin or f"{id}.txt")


def settle(documents: list[Document]) -> tuple[list[Document], list[Refusal]]:
    kept, refused = settle_documents(Composed(each, paragraph_keys(each)) for each in documents)
    return [each.document for each in kept], refused


def test_one_id_for_two_texts_is_told_apart_whatever_the_order() -> None:
    documents = [made("a", "One."), made("a", "Two.", "a.md"), made("b", "Three.")]
    kept, refused = settle(documents)
    assert {document.id for document in kept} == {
        f"a~{documents[0].digest[:8]}",
        f"a~{documents[1].digest[:8]}",
        "b",
    }
    assert not refused
    assert settle(documents[::-1]) == (kept, refused)


def test_one_text_under_two_ids_is_read_once() -> None:
    kept, refused = settle([made("b", "One."), made("a", "One."), made("b", "Two.", "b.md")])
    assert [document.id for document in kept] == ["a", "b"]
    assert [(refusal.item, refusal.reason, refusal.detail) for refusal in refused] == [
        ("b.txt", Reason.DUPLICATE, "same text as a")
    ]


def test_an_id_that_looks_told_apart_already_stays_unique() -> None:
    one, two = made("a", "One."), made("a", "Two.", "a.md")
    kept, _ = settle([one, two, made(f"a~{one.digest[:8]}", "Three.")])
    assert len({document.id for document in kept}) == 3


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("123"), st.sampled_from("xyz"))),
    st.randoms(use_true_random=False),
)
def test_settling_does_not_depend_on_the_order(
    parts: list[tuple[str, str, str]], order: random.Random
) -> None:
    documents = [made(id, text, origin) for id, text, origin in parts]
    mixed = list(documents)
    order.shuffle(mixed)
    kept, refused = settle(documents)
    assert settle(mixed) == (kept, refused)
    assert len(kept) + len(refused) == len(documents)
    assert len({document.id for document in kept}) == len(kept) == len({document.text for document in kept})


NOTICE = "Readers who wish to know more of the harbour may visit our office on the old quay."


def test_a_paragraph_of_three_documents_is_boilerplate(tmp_path: Path) -> None:
    for number in range(3):
        sentences = (f"{sentence} This was said {number + 2} times." for sentence in SENTENCES)
        write(tmp_path / f"{number}.txt", "\n\n".join([TITLE, *sentences, NOTICE]))
    write(tmp_path / "3.txt", BODY)
    for document in read_sources([tmp_path])[0]:
        marked = [document.text[b.start : b.end] for b in document.blocks if b.kind is BlockKind.BOILERPLATE]
        assert marked == ([NOTICE] if document.id != "3" else [])
        assert document.id == "3" or document.blocks[0].kind is BlockKind.TITLE


def test_two_documents_do_not_make_a_paragraph_boilerplate() -> None:
    keys = [
        paragraph_keys(made("a", NOTICE)),
        paragraph_keys(made("b", NOTICE.upper())),
    ]
    assert keys[0] == keys[1] != ("",)
    assert not repeated_keys(keys)
    assert repeated_keys([*keys, keys[0]]) == set(keys[0])
    assert paragraph_keys(made("c", "Too short.")) == ("",)


def test_another_printing_of_a_story_stays_news() -> None:
    document = made("a", NOTICE)
    keys = paragraph_keys(document)
    assert mark_repeated(document, keys, set(keys)) is document


def test_marking_keeps_the_keys() -> None:
    text = f"{NOTICE}\n\n{SENTENCES[0]}"
    blocks = (
        Block(BlockKind.BODY, 0, len(NOTICE)),
        Block(BlockKind.BODY, len(NOTICE) + 2, len(text)),
    )
    document = replace(made("a", text), blocks=blocks)
    marked = mark_repeated(document, paragraph_keys(document), set(paragraph_keys(made("b", NOTICE))))
    assert [block.kind for block in marked.blocks] == [
        BlockKind.BOILERPLATE,
        BlockKind.BODY,
    ]
    assert paragraph_keys(marked) == paragraph_keys(document)
