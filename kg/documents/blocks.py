"""The blocks of a text: which paragraphs are the news, and which are around it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.documents import dates
from kg.documents.cues import Cue, cues
from kg.model import Block, BlockKind, Span

_TITLE_WORDS = 30
_TITLE_SENTENCE_WORDS = 14
_HEADING_WORDS = 14
_HEADING_CHARACTERS = 110
_CUE_CHARACTERS = 1_000
_CAPTION_WORDS = 80
_EDGE = 300
"""How far from its ends a block is searched for prefixes and credits."""
_TOP = 6
_CREDITS = 4

_MARKER = re.compile(r"(?:(?P<heading>#{1,6})|[•●▪◦‣·*–—-]+|\d{1,2}[.)])\s+(?=\S)")
_FULL_STOP = re.compile(r"[.!…][\"'”’»)\]]*$")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_INNER_END = re.compile(r"[a-z0-9)\"”’][.!?][\"”’)]* +[A-Z\"“‘]")
_DATE_WORDS = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b"
    r"|\b(?:[ap]\.?m|gmt|utc|[ecmp][sd]t|[cb]e?st|ist|hkt|sgt|jst|et|pt|at|on|the|of|noon|published|updated?|posted|last|first|modified"
    r"|released|issued|date|t|z|st|nd|rd|th)\b|[\W\d_]+(?:st|nd|rd|th|am|pm|t|z)?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the text; `kind` is what its format says it is, if it says so."""

    span: Span
    kind: BlockKind | None = None


def classify(text: str, lines: Sequence[Line]) -> tuple[Block, ...]:
    """Return the blocks of a text in order: stripped, not empty, without overlap.

    A line gives one block, or several where a dateline stands before its first sentence or a credit
    after its last. List markers and the `#` of headings are in no block. A text without any paragraph of
    full sentences has no headings: its short lines are its body.
    """
    lines = [marked for line in lines if (marked := _without_marker(text, line))]
    title = _title_of(text, lines)
    blocks: list[Block] = []
    section = ""
    bodies = 0
    for index, line in enumerate(lines):
        words = text[line.span.start : line.span.end]
        if index == title:
            blocks.append(Block(BlockKind.TITLE, *line.span, "title"))
            section = ""
            continue
        kind, reason, opens = _kind_of(words, line.kind, near_top=index < _TOP and bodies < 2)
        if kind is BlockKind.BODY and _is_sentence(words):
            section = ""
        elif section and kind in (
            BlockKind.BODY,
            BlockKind.HEADING,
            BlockKind.DATELINE,
        ):
            kind, reason = BlockKind.BOILERPLATE, section
        if opens:
            section = reason
        if kind in (BlockKind.BODY, BlockKind.HEADING, BlockKind.CAPTION):
            blocks.extend(_parts(text, line.span, kind, reason, opening=not bodies))
        else:
            blocks.append(Block(kind, *line.span, reason))
        bodies += blocks[-1].kind is BlockKind.BODY
    if not any(block.kind is BlockKind.BODY for block in blocks):
        blocks = [_read(block) for block in blocks]
    return tuple(blocks)


def _read(block: Block) -> Block:
    return Block(BlockKind.BODY, block.start, block.end) if block.kind is BlockKind.HEADING else block


def _without_marker(text: str, line: Line) -> Line | None:
    start, end = line.span
    if match := _MARKER.match(text, start, end):
        heading = BlockKind.HEADING if match["heading"] else None
        # What is marked as an item of a list is no stray headline.
        kind = line.kind or heading or (BlockKind.BODY if _words(text[match.end() : end]) > 4 else None)
        return Line(Span(match.end(), end), kind)
    return line if start < end else None


def _title_of(text: str, lines: Sequence[Line]) -> int | None:
    """Return the number of the line that is the title: the first that is no dateline and no boilerplate."""
    for index, line in enumerate(lines):
        if line.kind is BlockKind.TITLE:
            return index
    for index, line in enumerate(lines[: _TOP - 2]):
        words = text[line.span.start : line.span.end]
        if _kind_of(words, None, near_top=True)[0] in (
            BlockKind.DATELINE,
            BlockKind.BOILERPLATE,
        ):
            continue
        rest = len(lines) > index + 1
        return index if rest and line.kind in (None, BlockKind.HEADING) and _is_title(words) else None
    return None


def _is_title(words: str) -> bool:
    count = _words(words)
    if count > _TITLE_WORDS or _first(cues().credits, words) or words.endswith((",", ";", ":")):
        return False
    return not words.endswith(".") or (count <= _TITLE_SENTENCE_WORDS and not _INNER_END.search(words))


def _kind_of(words: str, stated: BlockKind | None, *, near_top: bool) -> tuple[BlockKind, str, bool]:
    """Return the kind, the reason, and whether the short lines below belong to it."""
    if not any(character.isalnum() for character in words):
        return BlockKind.BOILERPLATE, "no words", False
    if len(words) <= _CUE_CHARACTERS:
        if near_top and (cue := _first(cues().datelines, words)):
            return BlockKind.DATELINE, cue.reason, False
        if _is_date_line(words):
            return BlockKind.DATELINE, "time of publication", False
        if cue := _first(cues().boilerplate, words):
            return BlockKind.BOILERPLATE, cue.reason, cue.opens
    if stated is BlockKind.CAPTION:
        return BlockKind.CAPTION, "caption", False
    if stated is BlockKind.HEADING:
        return BlockKind.HEADING, "heading", False
    if stated is None and _is_heading(words):
        return BlockKind.HEADING, "short line", False
    return BlockKind.BODY, "", False


def _is_heading(words: str) -> bool:
    if len(words) > _HEADING_CHARACTERS or _words(words) > _HEADING_WORDS or _FULL_STOP.search(words):
        return False
    quoted = words[0] in "\"“‘'" and words[-1] in "\"”’'"
    return not quoted and (not words.endswith((":", ",")) or _words(words) <= 6)


def _is_sentence(words: str) -> bool:
    return (
        bool(_SENTENCE_END.search(words)) and _words(words) > 3 and (words[-1] != "?" or _words(words) > 14)
    )


def _is_date_line(words: str) -> bool:
    """Tell whether a line is a date and little else: a weekday, a time, a place, the name of a section."""
    if _words(words) > 14 or len(words) > 120 or not dates.looks_dated(words):
        return False
    others = _words(_DATE_WORDS.sub(" ", words))
    return others <= (4 if len(dates.in_line(words) or "") == len("2017-08-24") else 1) and not (
        words.endswith(".") and others > 1
    )


def _parts(text: str, span: Span, kind: BlockKind, reason: str, *, opening: bool) -> Iterator[Block]:
    """Yield the block, after what stands before its first sentence and before what stands after its last."""
    start, end = span
    after: list[Block] = []
    while len(after) < _CREDITS and (credit := _credit(text, start, end)):
        cue, border = credit
        after.insert(0, Block(BlockKind.BOILERPLATE, *_trimmed(text, border, end), cue.reason))
        end = _trimmed(text, start, border).end
        if cue.caption and _words(text[start:end]) <= _CAPTION_WORDS:
            kind, reason = BlockKind.CAPTION, "caption"
    if mark := _first(cues().caption_marks, text[start : min(end, start + _EDGE)]):
        border = start + _match_end(mark, text[start : min(end, start + _EDGE)])
        yield Block(BlockKind.BOILERPLATE, *_trimmed(text, start, border), mark.reason)
        start, kind, reason = border, BlockKind.CAPTION, "caption"
    elif kind is BlockKind.BODY:
        head = text[start : min(end, start + _EDGE)]
        if (prefix := _first(cues().prefixes, head)) and (opening or not prefix.opening):
            border = start + _match_end(prefix, head)
            yield Block(BlockKind.DATELINE, *_trimmed(text, start, border), prefix.reason)
            start = border
    start, end = _trimmed(text, start, end)
    if start < end:
        yield Block(kind, start, end, reason)
    yield from after


def _credit(text: str, start: int, end: int) -> tuple[Cue, int] | None:
    """Return the cue and the start of a credit at the end of `[start, end)`, with some text before it."""
    for cue in cues().credits:
        match = cue.pattern.search(text[start:end], max(0, end - start - _EDGE))
        if match and match[0].strip(" .>(") and any(c.isalnum() for c in text[start : start + match.start()]):
            # The point before a credit ends the caption's sentence.
            lead = len(match[0]) - len(match[0].lstrip(" .>"))
            return cue, start + match.start() + lead
    return None


def _first(table: Sequence[Cue], words: str) -> Cue | None:
    return next((cue for cue in table if cue.search(words)), None)


def _match_end(cue: Cue, words: str) -> int:
    match = cue.search(words)
    return match.end() if match else 0


def _trimmed(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    return Span(start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip()))


def _words(text: str) -> int:
    return len(text.split())
