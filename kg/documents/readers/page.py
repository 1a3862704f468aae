"""HTML pages: the article in the page, its headings, captions and metadata."""

from collections.abc import Iterator
from typing import Any

from kg.documents.encoding import declared_encoding, decode
from kg.documents.options import ReadOptions
from kg.documents.raw import Paragraph, RawDocument, RawRefusal, Unreadable, parsing
from kg.documents.readers.metadata import stated_dates
from kg.documents.reasons import Reason
from kg.documents.sources import SourceFile
from kg.model import BlockKind

_KINDS = {"head": BlockKind.HEADING}
_LEAVES = ("head", "p", "item", "cell", "quote", "ab", "code")


def read_page(file: SourceFile, options: ReadOptions) -> Iterator[RawDocument | RawRefusal]:
    content = file.read(options.max_bytes)
    yield page_of(decode(content, declared_encoding(content)))


def page_of(html: str, *, record: str = "", url: str | None = None) -> RawDocument:
    """Return the article of a page. Raises `Unreadable` where no article is found.

    The date is what the metadata states, never a guess from the address or a footer.
    """
    with parsing("HTML"):
        from lxml import html as parser
        from trafilatura import bare_extraction

        if not html.strip():
            raise Unreadable(Reason.EMPTY)
        # lxml takes a text with an XML declaration for bytes that were decoded wrongly.
        tree = parser.document_fromstring(html.encode("utf-8"), parser=parser.HTMLParser(encoding="utf-8"))
        dates = tuple(stated_dates(tree))
        captions = _unfold_captions(tree)
        article: Any = bare_extraction(tree, with_metadata=True, include_comments=False, include_tables=True)
        paragraphs = tuple(_paragraphs(article.body, captions)) if article is not None else ()
    if not paragraphs:
        raise Unreadable(Reason.NO_TEXT)
    return RawDocument(
        record=record,
        content=paragraphs,
        title=article.title,
        publisher=article.sitename,
        url=url or article.url,
        dates=dates,
    )


def _unfold_captions(tree: Any) -> frozenset[str]:
    """Make each caption of a figure a paragraph, which the extraction would drop, and return their texts."""
    texts = []
    for caption in list(tree.iter("figcaption")):
        caption.tag = "p"
        texts.append(_squeezed("".join(caption.itertext())))
        figure = next((parent for parent in caption.iterancestors("figure")), None)
        if figure is not None:
            figure.tag = "div"
    return frozenset(texts)


def _paragraphs(body: Any, captions: frozenset[str]) -> Iterator[Paragraph]:
    """Yield the paragraphs of the extracted tree; a line break inside one ends it."""
    for element in body.iter(*_LEAVES):
        for words in _lines(element):
            kind = BlockKind.CAPTION if _squeezed(words) in captions else _KINDS.get(element.tag)
            yield Paragraph(words, kind)


def _lines(element: Any) -> list[str]:
    """Return the text of an element that is not in a paragraph within it, cut at line breaks."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == "lb":
            parts.append("\n")
        elif child.tag not in _LEAVES and child.tag != "list":
            parts.append(" ".join(_lines(child)) if len(child) else (child.text or ""))
        else:
            parts.append("\n")
        parts.append(child.tail or "")
    return [" ".join(line.split()) for line in "".join(parts).split("\n") if line.strip()]


def _squeezed(words: str) -> str:
    return " ".join(words.split())
