"""A piece of HTML inside something else: an entry of a feed, a field of a record, the body of an e-mail."""

import re
from collections.abc import Iterator
from typing import Any

from kg.documents.raw import Paragraph
from kg.model import BlockKind

_TAG = re.compile(
    r"</?(?:p|br|div|span|a|h[1-6]|ul|ol|li|strong|em|b|i|blockquote|img|figure)\b[^<>]*>",
    re.IGNORECASE,
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | {
    *(
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
    ),
    *(
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
    ),
    *("section", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
_UNSEEN = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "title",
        "iframe",
        "svg",
        "object",
    }
)
_KINDS = dict.fromkeys(_HEADINGS, BlockKind.HEADING) | {"figcaption": BlockKind.CAPTION}


def is_markup(text: str) -> bool:
    return bool(_TAG.search(text))


def paragraphs_of(html: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of an HTML fragment in order, without scripts and styles."""
    from lxml import html as parser
    from lxml.etree import ParserError

    try:
        # libxml2 takes no declaration of an encoding inside a text that is already decoded.
        root = parser.fragment_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", html), create_parent="div")
    except (ParserError, ValueError):
        return ()
    found: list[tuple[BlockKind | None, list[str]]] = [(None, [])]
    # Walked without recursion: pages nest deeper than Python's stack.
    for event, element in _events(root):
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _BLOCKS:
            found.append((_KINDS.get(tag) if event == "start" else None, []))
        if event == "start" and tag and tag not in _UNSEEN:
            found[-1][1].append(element.text or "")
        if event == "end" and element is not root:
            found[-1][1].append(element.tail or "")
    joined = (Paragraph(" ".join("".join(parts).split()), kind) for kind, parts in found)
    return tuple(paragraph for paragraph in joined if paragraph.text)


def _events(root: Any) -> Iterator[tuple[str, Any]]:
    """Yield the start and end of each element that is seen; a comment only ends."""
    from lxml.etree import iterwalk

    walker = iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        if event == "start" and element.tag in _UNSEEN:
            walker.skip_subtree()
        yield ("end" if event in ("comment", "pi") else event), element
