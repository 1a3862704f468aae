"""Bytes become the text they were written as, or a reason."""

import io
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.documents.encoding import declared_encoding, decode, stream_encoding
from kg.documents.raw import Unreadable
from kg.documents.reasons import Reason

TEXT = "The café’s owner – a “friend” of the mayor – paid €5 for it, and that was that. " * 3
RUSSIAN = "Председатель правления банка сообщил о покупке компании в понедельник. " * 10


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_text_is_decoded(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)).lstrip("\ufeff") == TEXT


@pytest.mark.parametrize("encoding", ["koi8-r", "cp1251"])
def test_an_encoding_is_declared_or_guessed(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding), encoding) == RUSSIAN
    assert decode(RUSSIAN.encode(encoding)) == RUSSIAN


def test_text_in_utf8_is_utf8_whatever_is_declared() -> None:
    assert decode(TEXT.encode(), "iso-8859-1") == TEXT


@pytest.mark.parametrize("declared", ["iso-8859-1", "no-such", "rot13", "utf-16", "\x00", None])
def test_a_wrong_declaration_does_no_harm(declared: str | None) -> None:
    assert decode(TEXT.encode("cp1252"), declared) == TEXT


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"abc\x00def", Reason.BINARY),
        (bytes(range(1, 32)) * 9, Reason.BINARY),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, reason: Reason) -> None:
    with pytest.raises(Unreadable) as caught:
        decode(content)
    assert caught.value.reason is reason


def test_declarations_are_found() -> None:
    assert declared_encoding(b'<meta charset="koi8-r">') == "koi8-r"
    assert declared_encoding(b"<?xml version='1.0' encoding='cp1251'?>") == "cp1251"
    assert declared_encoding(b"<p>") is None


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("cp1252"), "cp1252"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
    ],
)
def test_a_stream_is_left_at_its_start(content: bytes, encoding: str) -> None:
    stream = io.BytesIO(content)
    assert stream_encoding(stream) == encoding
    assert stream.tell() == 0


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_are_text_or_refused(content: bytes) -> None:
    with suppress(Unreadable):
        assert isinstance(decode(content, "utf-8"), str)
