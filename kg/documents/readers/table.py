"""CSV and TSV with a header: one article a row."""

import csv
import io
from collections.abc import Iterator

from kg.documents.encoding import stream_encoding
from kg.documents.options import ReadOptions
from kg.documents.raw import RawDocument, RawRefusal, Unreadable, one_line
from kg.documents.readers.fields import document_of
from kg.documents.readers.objects import DIGITS
from kg.documents.reasons import Reason
from kg.documents.sources import SourceFile


def read_table(file: SourceFile, options: ReadOptions) -> Iterator[RawDocument | RawRefusal]:
    """Yield the article of each row. Holds one row at a time.

    Columns are parted by tabs in `.tsv`, else by what the header has most of: comma, semicolon or tab. A row
    is numbered by its place among the rows, not by its line.
    """
    with file.open() as binary:
        encoding = stream_encoding(binary)
        with io.TextIOWrapper(binary, encoding=encoding, newline="") as lines:
            header = lines.readline(options.max_bytes)
            lines.seek(0)
            rows = csv.reader(lines, delimiter=_delimiter(file.suffix, header), strict=True)
            columns = [column.strip() for column in _next_row(rows, options.max_bytes) or []]
            number = 0
            while (row := _next_row(rows, options.max_bytes)) is not None:
                if not any(cell.strip() for cell in row):
                    continue
                number += 1
                yield _of_row(columns, row, f"{number:0{DIGITS}}", options)
    if not number:
        raise Unreadable(Reason.NO_RECORDS)


def _delimiter(suffix: str, header: str) -> str:
    return "\t" if suffix == ".tsv" else max(",;\t", key=header.count)


def _next_row(rows: Iterator[list[str]], limit: int) -> list[str] | None:
    # The longest field is a setting of the whole process, too short for articles: it is ours for one row.
    before = csv.field_size_limit(limit)
    try:
        return next(rows, None)
    except (csv.Error, UnicodeDecodeError) as error:
        # Where a quote is missing nobody knows which row the following lines belong to.
        raise Unreadable(Reason.BROKEN_FILE, one_line(f"CSV: {error}")) from error
    finally:
        csv.field_size_limit(before)


def _of_row(
    columns: list[str], row: list[str], number: str, options: ReadOptions
) -> RawDocument | RawRefusal:
    if len(row) > len(columns):
        return RawRefusal(
            number,
            Reason.BROKEN_RECORD,
            f"{len(row)} cells under {len(columns)} columns",
        )
    return document_of(dict(zip(columns, row, strict=False)), number, options)
