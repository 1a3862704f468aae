"""Where the paragraphs of a plain text are: at blank lines, and at line ends unless the text is wrapped."""

import re
from itertools import pairwise

from kg.model import Span

_WIDEST_WRAP = 130
_NARROWEST_WRAP = 40
_MARKER = re.compile(r"(?:[•●▪◦‣·*–—-]|\d{1,2}[.)])\s")
_ENDS_SENTENCE = re.compile(r"[.!?:][\"'”’)\]]*$")
_BLANK = re.compile(r"\n[ \t]*\n[ \t\n]*")
_LINE = re.compile(r"[^\n]+")


def unwrapped(text: str) -> str:
    """Return the text with a space for each line end that is no paragraph border; the length is kept.

    In the result every newline ends a paragraph. A text is wrapped if its lines are filled to one width of
    at most 130 characters and run on in lower case; then only blank lines, indents, list markers and lines
    that end early are borders. In any other text a line is a paragraph, except where a long line stops
    amid a sentence and the next begins in lower case.
    """
    width = _wrap_width(text)
    characters = list(text)
    for stretch in _stretches(text):
        for line, following in pairwise(stretch):
            before, after = (
                text[line.start : line.end],
                text[following.start : following.end],
            )
            if _runs_on(before, after, width):
                characters[line.end : following.start] = " "
    return "".join(characters)


def paragraphs(text: str) -> list[Span]:
    """Return the span of each line that holds more than spaces, without the spaces around it."""
    return [_stripped(text, *match.span()) for match in _LINE.finditer(text) if match[0].strip()]


def _stripped(text: str, start: int, end: int) -> Span:
    line = text[start:end]
    return Span(start + len(line) - len(line.lstrip()), end - len(line) + len(line.rstrip()))


def _stretches(text: str) -> list[list[Span]]:
    """Return the lines between blank lines, each line with its indent."""
    stretches, start = [], 0
    for border in [
        *(match.span() for match in _BLANK.finditer(text)),
        (len(text), len(text)),
    ]:
        found = _LINE.finditer(text, start, border[0])
        stretches.append([Span(*match.span()) for match in found])
        start = border[1]
    return [stretch for stretch in stretches if stretch]


def _wrap_width(text: str) -> int:
    """Return the width the text is wrapped to, or 0 where it is not wrapped."""
    stretches = [[text[line.start : line.end].rstrip() for line in lines] for lines in _stretches(text)]
    pairs = (pair for lines in stretches for pair in pairwise(lines))
    inner = [(before, after) for before, after in pairs if not _MARKER.match(after.lstrip())]
    long = sum(len(line) > _WIDEST_WRAP for lines in stretches for line in lines)
    if not inner or long * 10 > len(inner):
        return 0
    width = max(
        (len(line) for lines in stretches for line in lines if len(line) <= _WIDEST_WRAP),
        default=0,
    )
    if width < _NARROWEST_WRAP:
        return 0
    full = sum(_is_full(before, after, width) for before, after in inner)
    lower = sum(after.lstrip()[:1].islower() for _, after in inner)
    return width if full * 10 >= len(inner) * 6 and lower * 10 >= len(inner) * 4 else 0


def _is_full(before: str, after: str, width: int) -> bool:
    """Tell whether the next line's first word would not have fitted; two characters are forgiven."""
    first = after.split(maxsplit=1)[0] if after.strip() else ""
    return len(before) + 1 + len(first) + 2 > width


def _runs_on(before: str, after: str, width: int) -> bool:
    before = before.rstrip()
    if not before or not after.strip() or _MARKER.match(after.lstrip()):
        return False
    lower = after.lstrip()[0].islower()
    if not width or len(before) > _WIDEST_WRAP:
        return lower and len(before) >= 60 and not _ENDS_SENTENCE.search(before)
    indented = len(after) - len(after.lstrip()) >= 2 > len(before) - len(before.lstrip())
    if lower:
        return True
    if indented:
        return False
    return _is_full(before, after, width) or (
        len(before) * 10 >= width * 7 and not _ENDS_SENTENCE.search(before)
    )
