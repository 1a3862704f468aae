"""The table of cue phrases, `cues.yaml`, compiled."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.documents.dates import looks_dated

_WORDS = 40
_Entry = dict[str, object]
_Table = dict[str, list[_Entry]]


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry of the table; what its fields mean stands at the top of it."""

    reason: str
    pattern: re.Pattern[str]
    example: str
    counterexample: str
    words: int = _WORDS
    opens: bool = False
    dated: bool = False
    opening: bool = False
    caption: bool = False

    def search(self, text: str) -> re.Match[str] | None:
        """Return the match, if the text is short enough and, where that is asked, names a date."""
        if len(text.split()) > self.words or (self.dated and not looks_dated(text)):
            return None
        return self.pattern.search(text)


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues by what they mark, in the order of the table: the first that fits counts."""

    boilerplate: tuple[Cue, ...]
    datelines: tuple[Cue, ...]
    prefixes: tuple[Cue, ...]
    credits: tuple[Cue, ...]
    caption_marks: tuple[Cue, ...]


@cache
def cues() -> Cues:
    """Return the table. It is read once."""
    import yaml

    table = yaml.safe_load(files("kg.documents").joinpath("cues.yaml").read_text("utf-8"))
    # Prefixes, credits and marks are parts of a block, which may be of any length.
    return Cues(
        boilerplate=_section(table, "boilerplate", _WORDS, re.IGNORECASE),
        datelines=_section(table, "datelines", _WORDS, re.NOFLAG),
        prefixes=_section(table, "prefixes", 10_000, re.NOFLAG),
        credits=_section(table, "credits", 10_000, re.NOFLAG),
        caption_marks=_section(table, "caption_marks", 10_000, re.NOFLAG),
    )


def _section(table: _Table, name: str, words: int, flags: re.RegexFlag) -> tuple[Cue, ...]:
    return tuple(_cue(entry, words, flags) for entry in table[name])


def _cue(entry: _Entry, words: int, flags: re.RegexFlag) -> Cue:
    return Cue(
        reason=str(entry["reason"]),
        pattern=re.compile(str(entry["pattern"]), re.NOFLAG if entry.get("cased") else flags),
        example=str(entry["example"]),
        counterexample=str(entry["not"]),
        words=int(str(entry.get("words", words))),
        opens=bool(entry.get("opens", False)),
        dated=bool(entry.get("dated", False)),
        opening=bool(entry.get("opening", False)),
        caption=bool(entry.get("caption", False)),
    )
