"""From bytes to text: byte order mark, UTF-8, the declared encoding, then a guess from the bytes."""

import codecs
import re
from typing import BinaryIO

from kg.documents.raw import Unreadable
from kg.documents.reasons import Reason

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1a\x1b"))
_SAMPLE = 1_000_000
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)


def decode(content: bytes, declared: str | None = None) -> str:
    """Return the text of `content`.

    UTF-8 is tried before what the file declares: text in another encoding is hardly ever valid UTF-8 by
    chance, while pages that declare another encoding than their own are common.

    Raises `Unreadable` for empty, binary and undecodable content.
    """
    encoding = encoding_of(content, declared)
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(Reason.ENCODING, f"not {encoding}: {error.reason}") from error


def encoding_of(content: bytes, declared: str | None = None) -> str:
    """Return the name of an encoding of `content`, judging by all of it. Raises as `decode` does."""
    if not content:
        raise Unreadable(Reason.EMPTY)
    if marked := _marked(content):
        return marked
    if _is_binary(content):
        raise Unreadable(Reason.BINARY)
    for encoding in ("utf-8", _known(declared)):
        if encoding and _decodes(content, encoding):
            return encoding
    return _guessed(content)


def stream_encoding(stream: BinaryIO) -> str:
    """Return the encoding of a seekable file of any size, and leave it at its start."""
    start = stream.read(_SAMPLE)
    stream.seek(0)
    if not start:
        raise Unreadable(Reason.EMPTY)
    if marked := _marked(start):
        return marked
    if _is_binary(start):
        raise Unreadable(Reason.BINARY)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := stream.read(_SAMPLE):
            decoder.decode(chunk)
        decoder.decode(b"", True)
        return "utf-8"
    except UnicodeDecodeError:
        return _guessed(start)
    finally:
        stream.seek(0)


def declared_encoding(content: bytes) -> str | None:
    """Return the encoding an HTML or XML file names in its first 2,048 bytes, if any."""
    match = _DECLARED.search(content[:2048])
    return match[1].decode("ascii") if match else None


def _marked(content: bytes) -> str | None:
    return next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)


def _known(declared: str | None) -> str | None:
    try:
        name = codecs.lookup(declared).name if declared else None
    except (LookupError, ValueError):
        return None
    # Browsers read what is declared as Latin-1 as Windows-1252, and so do the people who declare it.
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def _decodes(content: bytes, encoding: str, *, final: bool = True) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)().decode(content, final)
    # A declared name may be that of a codec that is no text encoding.
    except (UnicodeError, LookupError, TypeError, ValueError):
        return False
    return True


def _is_binary(content: bytes) -> bool:
    if b"\x00" in content:
        return True
    return len(content) - len(content.translate(None, _CONTROLS)) > len(content) // 100


def _guessed(content: bytes) -> str:
    high = sum(byte >= 0x80 for byte in content[:_SAMPLE])
    # English in a legacy encoding is ASCII with a few quotes and dashes, too few to guess from.
    if high * 10 <= len(content[:_SAMPLE]) and _decodes(content, "cp1252"):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(content[:_SAMPLE]).best()
    if best is None or not _decodes(content, best.encoding):
        raise Unreadable(Reason.ENCODING)
    return best.encoding
