"""Files of every format, written by the tests themselves."""

import gzip
import json
from pathlib import Path

SENTENCES = (
    "The port authority sold its northern terminal to a group of investors on Tuesday, officials said.",
    "The buyers will run the terminal for thirty years and pay the city a rent of 20 million euros.",
    "The sale follows a year of talks in which two other groups had taken part and then withdrawn.",
)
TITLE = "City sells terminal to investors"


def html(*, head: str = "", above: str = "", title: str = TITLE) -> str:
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    return (
        f"<!DOCTYPE html><html lang='de'><head><title>{title} - Harbour Gazette</title>"
        f"<meta property='og:site_name' content='Harbour Gazette'>"
        f"<link rel='canonical' href='https://example.org/port/sale'>{head}</head><body>"
        f"<nav><a href='/'>Home</a> <a href='/news'>News</a></nav>"
        f"<article>{above}<h1>{title}</h1>{paragraphs}"
        f"<h2>What comes next</h2><p>{SENTENCES[0]} Nothing else is known of it.</p>"
        f"<figure><img src='a.jpg'>"
        f"<figcaption>Cranes stand idle in the harbour. Photo: J. Roe</figcaption></figure>"
        f"<ul><li>The group will also buy both of the tugs.</li></ul></article>"
        f"<footer>Copyright 2011 Harbour Gazette</footer></body></html>"
    )


def pdf(lines: list[str], *, title: str = "") -> bytes:
    """A PDF of one page with each line where the one before ends; an empty line leaves a gap."""
    shown = "".join(
        f"1 0 0 1 72 {760 - 14 * place} Tm ({line}) Tj\n" for place, line in enumerate(lines) if line
    )
    stream = f"BT /F1 11 Tf\n{shown}ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Title ({title}) >>".encode("latin-1"),
    ]
    written, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return written + (
        b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
        + b"trailer << /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, len(written))
    )


def warc(*pages: tuple[str, str, str, bytes], zipped: bool = False) -> bytes:
    """An archive of responses: address, status, type of content, content."""
    records = []
    for url, status, form, body in pages:
        answer = f"HTTP/1.1 {status} X\r\nContent-Type: {form}\r\nContent-Length: {len(body)}\r\n\r\n"
        response = answer.encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
            f"WARC-Date: 2019-01-01T00:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(response)}\r\n\r\n"
        ).encode()
        record = head + response + b"\r\n\r\n"
        records.append(gzip.compress(record, mtime=0) if zipped else record)
    return b"".join(records)


def feed(items: str) -> str:
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Harbour Gazette</title>{items}</channel></rss>"


def write_lines(path: Path, records: list[object]) -> None:
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
