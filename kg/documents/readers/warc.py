"""Web archives: the HTML pages among the responses."""

from collections.abc import Iterator
from typing import Any

from kg.documents.encoding import declared_encoding, decode
from kg.documents.options import ReadOptions
from kg.documents.raw import RawDocument, RawRefusal, Unreadable, parsing
from kg.documents.readers.objects import DIGITS
from kg.documents.readers.page import page_of
from kg.documents.reasons import Reason
from kg.documents.sources import SourceFile


def read_warc(file: SourceFile, options: ReadOptions) -> Iterator[RawDocument | RawRefusal]:
    """Yield the article of each response, numbered by its place among them. Holds one response at a time.

    The date of the archive is when a page was fetched, not when it was published: it is not used.
    """
    number = 0
    with file.open() as stream:
        if not stream.read(1):
            raise Unreadable(Reason.EMPTY)
        stream.seek(0)
        records = _records(stream)
        while True:
            with parsing("WARC"):
                record = next(records, None)
            if record is None:
                break
            # The library also reads the older ARC format, as which almost any bytes pass.
            if record.format != "warc":
                raise Unreadable(Reason.BROKEN_FILE, "WARC: no such record")
            if record.rec_type == "response":
                number += 1
                yield _article(record, f"{number:0{DIGITS}}", options.max_bytes)
    if not number:
        raise Unreadable(Reason.NO_RECORDS)


def _records(stream: Any) -> Iterator[Any]:
    from warcio.archiveiterator import ArchiveIterator

    return iter(ArchiveIterator(stream))


def _article(record: Any, number: str, limit: int) -> RawDocument | RawRefusal:
    url = record.rec_headers.get_header("WARC-Target-URI")
    headers = record.http_headers
    if headers is None or headers.get_statuscode() != "200":
        return RawRefusal(number, Reason.NOT_A_SUCCESS, url or "")
    form = headers.get_header("Content-Type") or ""
    if form.split(";")[0].strip().lower() not in ("text/html", "application/xhtml+xml"):
        return RawRefusal(number, Reason.NOT_HTML, form)
    try:
        with parsing("WARC response"):
            content = record.content_stream().read(limit + 1)
            if len(content) > limit:
                raise Unreadable(Reason.TOO_LARGE, f"more than {limit} bytes")
            declared = declared_encoding(form.encode("ascii", "replace")) or declared_encoding(content)
            return page_of(decode(content, declared), record=number, url=url)
    except Unreadable as error:
        return RawRefusal(number, error.reason, error.detail)
