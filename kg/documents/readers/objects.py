"""JSON: one article an object; a file holds one object, a list of them, or one a line."""

import json
from collections.abc import Iterator
from dataclasses import replace

from kg.documents.encoding import decode, stream_encoding
from kg.documents.options import ReadOptions
from kg.documents.raw import RawDocument, RawRefusal, Unreadable, one_line, parsing
from kg.documents.readers.fields import document_of
from kg.documents.reasons import Reason
from kg.documents.sources import SourceFile

DIGITS = 6
"""The width of a record's number in its id."""


def read_json(file: SourceFile, options: ReadOptions) -> Iterator[RawDocument | RawRefusal]:
    """Yield the articles of a file with one object, which then bears the file's id, or a list."""
    with parsing("JSON"):
        content = json.loads(decode(file.read(options.max_bytes)))
    if isinstance(content, dict):
        yield replace(document_of(content, "", options), record="")
    elif isinstance(content, list):
        if not content:
            raise Unreadable(Reason.NO_RECORDS)
        for number, record in enumerate(content, start=1):
            yield _of_value(record, f"{number:0{DIGITS}}", options)
    else:
        raise Unreadable(
            Reason.BROKEN_FILE,
            f"JSON: {type(content).__name__} in place of an object or a list",
        )


def read_json_lines(file: SourceFile, options: ReadOptions) -> Iterator[RawDocument | RawRefusal]:
    """Yield the article of each line; blank lines are none. Holds one line at a time."""
    numbers = 0
    with file.open() as stream:
        encoding = stream_encoding(stream)
        if encoding.startswith(("utf-16", "utf-32")):
            raise Unreadable(Reason.ENCODING, f"{encoding}: lines of JSON are read in UTF-8")
        for number, line in enumerate(iter(lambda: stream.readline(options.max_bytes + 1), b""), start=1):
            if not line.strip():
                continue
            if len(line) > options.max_bytes:
                raise Unreadable(
                    Reason.TOO_LARGE,
                    f"line {number}: more than {options.max_bytes} bytes",
                )
            numbers += 1
            yield _of_line(line, f"{number:0{DIGITS}}", options)
    if not numbers:
        raise Unreadable(Reason.NO_RECORDS)


def _of_line(line: bytes, number: str, options: ReadOptions) -> RawDocument | RawRefusal:
    try:
        return _of_value(json.loads(line.decode("utf-8-sig")), number, options)
    except UnicodeDecodeError as error:
        return RawRefusal(number, Reason.ENCODING, f"not UTF-8: {error.reason}")
    except (ValueError, RecursionError) as error:
        return RawRefusal(number, Reason.BROKEN_RECORD, one_line(f"JSON: {error}"))


def _of_value(value: object, number: str, options: ReadOptions) -> RawDocument | RawRefusal:
    if not isinstance(value, dict):
        return RawRefusal(
            number,
            Reason.BROKEN_RECORD,
            f"{type(value).__name__} in place of an object",
        )
    return document_of(value, number, options)
