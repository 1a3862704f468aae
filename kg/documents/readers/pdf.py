"""PDF: the text of a page's boxes, from top to bottom as the layout analysis orders them."""

import re
from collections.abc import Iterator
from io import BytesIO

from kg.documents.options import ReadOptions
from kg.documents.raw import Paragraph, RawDocument, RawRefusal, Unreadable, parsing
from kg.documents.reasons import Reason
from kg.documents.sources import SourceFile

_PAGE_NUMBER = re.compile(r"(?:page\s*)?\W{0,2}\d{1,4}\W{0,2}(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
_BROKEN_WORD = re.compile(r"(?<=[a-z])[-\xad\u2010]\n(?=[a-z])")
_ENDS_SENTENCE = re.compile(r"[.!?:][\"'”’)\]]*$")
_FILE_NAME = re.compile(
    r"\.(?:docx?|pdf|indd|qxd|rtf|odt|html?|tex|pages)\b|^(?:microsoft word|untitled|document\d*)\b",
    re.IGNORECASE,
)


def read_pdf(file: SourceFile, options: ReadOptions) -> Iterator[RawDocument | RawRefusal]:
    """Yield the text of the file. Page numbers are left out; paragraphs are joined over page ends."""
    content = file.read(options.max_bytes)
    with parsing("PDF"):
        paragraphs = _joined(_boxes(content))
        title = _title(content)
    if not paragraphs:
        raise Unreadable(Reason.NO_TEXT, "PDF: no text layer")
    yield RawDocument(content=tuple(Paragraph(words) for words in paragraphs), title=title)


def _boxes(content: bytes) -> Iterator[str]:
    """Yield the text of each box of each page that is no page number, on one line."""
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LTTextContainer
    from pdfminer.pdfdocument import PDFEncryptionError

    try:
        for page in extract_pages(BytesIO(content)):
            for box in page:
                if isinstance(box, LTTextContainer):
                    words = " ".join(_BROKEN_WORD.sub("", box.get_text().replace(" \n", "\n")).split())
                    if words and not _PAGE_NUMBER.fullmatch(words):
                        yield words
    except PDFEncryptionError as error:
        raise Unreadable(Reason.ENCRYPTED) from error


def _joined(boxes: Iterator[str]) -> list[str]:
    """Return the paragraphs: a box that begins in lower case goes on with an unfinished one before it."""
    paragraphs: list[str] = []
    for words in boxes:
        if paragraphs and words[0].islower() and not _ENDS_SENTENCE.search(paragraphs[-1]):
            paragraphs[-1] = f"{paragraphs[-1]} {words}"
        else:
            paragraphs.append(words)
    return paragraphs


def _title(content: bytes) -> str | None:
    """Return the title of the file's metadata, unless it is the name of a file or a program's default."""
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfparser import PDFParser
    from pdfminer.utils import decode_text

    for info in PDFDocument(PDFParser(BytesIO(content))).info:
        title = info.get("Title")
        words = decode_text(title).strip() if isinstance(title, bytes) else ""
        if len(words.split()) >= 3 and not _FILE_NAME.search(words):
            return words
    return None
