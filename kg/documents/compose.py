"""From what a reader found to a document: its text, blocks, title, date and language."""

from dataclasses import dataclass

from kg.documents import dates
from kg.documents.blocks import Line, classify
from kg.documents.language import foreign_language
from kg.documents.lines import paragraphs, unwrapped
from kg.documents.raw import Paragraph, RawDocument
from kg.documents.reasons import STAGE, Reason
from kg.documents.text import normalise, one_spaced
from kg.model import Block, BlockKind, Document, Refusal, Span, StatedDate

_TOP = 4
_LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class Origin:
    """Which document this is: its id before it is settled, and the file and record it comes from."""

    id: str
    item: str


def compose(raw: RawDocument, origin: Origin, *, max_characters: int) -> Document | Refusal:
    """Return the document, or why it is none.

    A title the source states becomes the first paragraph, unless it is among the first three already.
    """
    title = _title(raw.title)
    text, lines = _laid_out(raw.content, title)
    if len(text) > max_characters:
        return Refusal(
            STAGE,
            origin.item,
            Reason.TOO_LARGE,
            f"{len(text)} characters, at most {max_characters}",
        )
    if all(line.kind is BlockKind.TITLE for line in lines):
        return Refusal(STAGE, origin.item, Reason.NO_TEXT)
    blocks = classify(text, lines)
    body = " ".join(text[block.start : block.end] for block in blocks if block.kind is BlockKind.BODY)
    if language := foreign_language(body):
        return Refusal(STAGE, origin.item, Reason.NOT_ENGLISH, language)
    published, undated = _published(raw, text, blocks)
    return Document(
        id=origin.id,
        text=text,
        blocks=blocks,
        title=title or next((text[b.start : b.end] for b in blocks if b.kind is BlockKind.TITLE), None),
        publisher=one_spaced(raw.publisher or "") or None,
        url=one_spaced(raw.url or "") or None,
        published=published,
        undated=undated,
        origin=origin.item,
    )


def _title(stated: str | None) -> str | None:
    title = one_spaced(stated or "")
    return title if title and len(title) <= _LONGEST_TITLE else None


def _laid_out(content: str | tuple[Paragraph, ...], title: str | None) -> tuple[str, list[Line]]:
    """Return the text and its paragraphs."""
    if isinstance(content, str):
        text = unwrapped(normalise(content))
        plain = [Line(span) for span in paragraphs(text)]
        if not title or (repeated := _repeats(title, [text[slice(*line.span)] for line in plain])) is None:
            return _headed(title, text, plain)
        plain[repeated] = Line(plain[repeated].span, BlockKind.TITLE)
        return text, plain
    marked = [Paragraph(words, one.kind) for one in content if (words := one_spaced(one.text))]
    repeated = _repeats(title, [one.text for one in marked]) if title else None
    lines, start = [], 0
    for index, one in enumerate(marked):
        kind = BlockKind.TITLE if index == repeated else one.kind
        lines.append(Line(Span(start, start + len(one.text)), kind))
        start += len(one.text) + 2
    return _headed(
        title if repeated is None else None,
        "\n\n".join(one.text for one in marked),
        lines,
    )


def _headed(title: str | None, text: str, lines: list[Line]) -> tuple[str, list[Line]]:
    if not title:
        return text, lines
    shift = len(title) + 2
    moved = [Line(Span(line.span.start + shift, line.span.end + shift), line.kind) for line in lines]
    return f"{title}\n\n{text}", [Line(Span(0, len(title)), BlockKind.TITLE), *moved]


def _repeats(title: str, found: list[str]) -> int | None:
    wanted = _letters(title)
    return next(
        (index for index, words in enumerate(found[:3]) if _letters(words) == wanted),
        None,
    )


def _letters(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalnum())


def _published(
    raw: RawDocument, text: str, blocks: tuple[Block, ...]
) -> tuple[StatedDate | None, str | None]:
    published, undated = dates.choose(raw.dates)
    if published:
        return published, None
    top = [block for block in blocks if block.kind is not BlockKind.BOILERPLATE][:_TOP]
    lines = [text[block.start : block.end] for block in top if block.kind is BlockKind.DATELINE]
    for line in lines:
        if iso := dates.in_line(line):
            return StatedDate(iso, "dateline"), None
    dated = next((line for line in lines if dates.looks_dated(line)), None)
    if dated and undated == dates.NOT_STATED:
        return None, f"{dates.NOT_UNDERSTOOD}: {dated[:60]}"
    return None, undated
