"""Surname traps: invented news that tempts a reader to take two people for one, or one person for two.

Each trap has one to three texts in which `[id:surface]` marks every mention. The ids `a` to `h` are
people, `x1` and on are things; an id means the same one in all texts of its trap. `[?:surface]` could be
more than one of them. Titles stand outside the marks; nobody is marked in phrases such as "the brothers".
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import yaml
from traps.harness import resolved

from kg.documents.inline import inline_document
from kg.model import Document, Span

MARK = re.compile(r"\[(?P<id>[a-h]|x\d|\?):(?P<surface>[^][]+)\]")
WORD = re.compile(r"\w+(?:-\w+)*")
TITLES = re.compile("Tan Sri|Sultan of Oman")
"""Words that are a name elsewhere in their text."""
PRONOUNS = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
CULTURES = frozenset(
    {"chinese", "korean", "vietnamese", "spanish", "arabic", "russian", "indonesian", "western"}
)
ENOUGH = 0.85
"""The share of later mentions that must be found to mean the person they mean."""
BLIND = frozenset({"blind_one", "blind_two"})
"""Traps by writers who knew neither the program nor the other traps. When first read, 11 of the 60 of `blind_one`
were taken for one where they are two and 65.6 % of later mentions joined; then rules were mended, and of
`blind_two`, first read after that, it was 7 and 63.9 %. One of them in five is a bare surname in a text of its own,
which nothing is meant to resolve."""
ENOUGH_BLIND = 0.65


@dataclass(frozen=True, slots=True)
class Marked:
    """A mention that a reader has marked, and whom it means."""

    id: str
    surface: str
    document: str
    span: Span

    @property
    def is_person(self) -> bool:
        return self.id in "abcdefgh"


@dataclass(frozen=True, slots=True)
class Trap:
    name: str
    """File and name: `korean/two-kims-at-one-ministry`."""
    documents: tuple[Document, ...]
    marked: tuple[Marked, ...]
    """In the order of the texts."""
    miss: str = ""
    """Why two are taken for one today."""

    @property
    def family(self) -> str:
        return self.name.partition("/")[0]


Found = tuple[Marked, str | None]
"""A marked mention and the entity the program takes it for, if any."""
Find = Callable[[Trap], tuple[Found, ...]]


def without_marks(text: str, document: str) -> tuple[str, list[Marked]]:
    """Return the text as a newspaper prints it, and what was marked in it."""
    plain, marked, end = "", [], 0
    for match in MARK.finditer(text):
        plain += text[end : match.start()]
        span = Span(len(plain), len(plain) + len(match["surface"]))
        marked.append(Marked(match["id"], match["surface"], document, span))
        plain += match["surface"]
        end = match.end()
    return plain + text[end:], marked


def read_traps() -> Iterator[Trap]:
    for file in sorted(Path(__file__).parent.glob("*.yaml")):
        for trap in yaml.safe_load(file.read_text(encoding="utf-8")):
            name = f"{file.stem}/{trap['name']}"
            documents, marked = [], []
            for number, text in enumerate(trap["texts"], 1):
                plain, found = without_marks(text, f"{name}/{number}")
                documents.append(inline_document(plain, f"{name}/{number}"))
                marked += found
            yield Trap(name, tuple(documents), tuple(marked), trap.get("miss", ""))


TRAPS = tuple(read_traps())


@pytest.fixture(scope="module")
def find() -> Find:
    """Return what tells the entities of a trap; no text is parsed twice."""
    from kg.pipeline import read_documents

    @cache
    def found(trap: Trap) -> tuple[Found, ...]:
        entity_at = resolved(list(read_documents(trap.documents)))
        return tuple((mark, entity_at(mark.document, mark.span)) for mark in trap.marked)

    return found


@pytest.mark.slow
@pytest.mark.parametrize(
    "trap",
    [
        pytest.param(
            trap,
            id=trap.name,
            marks=[pytest.mark.xfail(strict=True, reason=trap.miss)] if trap.miss else [],
        )
        for trap in TRAPS
    ],
)
def test_no_two_are_taken_for_one(find: Find, trap: Trap) -> None:
    surfaces: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for mark, entity in find(trap):
        if entity is not None and mark.id != "?":
            surfaces[entity][mark.id].append(mark.surface)
    assert not {entity: dict(meant) for entity, meant in surfaces.items() if len(meant) > 1}


def later_mentions(found: Sequence[Found]) -> Iterator[tuple[Marked, bool]]:
    """Yield each named mention of a person after the first, and whether it is the entity of the first."""
    first: dict[str, str | None] = {}
    for mark, entity in found:
        if not mark.is_person or mark.surface.lower() in PRONOUNS:
            continue
        if mark.id in first:
            yield mark, entity is not None and entity == first[mark.id]
        else:
            first[mark.id] = entity


@pytest.mark.slow
@pytest.mark.parametrize("blind", [False, True], ids=["ours", "blind"])
def test_one_is_mostly_taken_for_one(find: Find, blind: bool) -> None:
    merged: Counter[str] = Counter()
    mentions: Counter[str] = Counter()
    for trap in TRAPS:
        if (trap.family in BLIND) is not blind:
            continue
        for mark, same in later_mentions(find(trap)):
            mentions[trap.family] += 1
            merged[trap.family] += same
            if not same:
                print(f"apart: {mark.surface} ({mark.id}) in {mark.document}")
    for family, count in sorted(mentions.items()):
        print(f"{family}: {merged[family]} of {count} later mentions join the first")
    share = merged.total() / mentions.total()
    print(f"in all: {merged.total()} of {mentions.total()}, {share:.1%}")
    assert share >= (ENOUGH_BLIND if blind else ENOUGH)


def test_there_are_traps_enough_in_names_of_many_cultures() -> None:
    texts = [document.text for trap in TRAPS for document in trap.documents]
    assert len(TRAPS) >= 150
    assert len(texts) >= 120
    assert len(set(texts)) == len(texts)
    assert len({trap.name for trap in TRAPS}) == len(TRAPS)
    assert len({trap.family for trap in TRAPS} & CULTURES) >= 5


@pytest.mark.parametrize("trap", TRAPS, ids=[trap.name for trap in TRAPS])
def test_the_marks_of_a_trap_are_whole(trap: Trap) -> None:
    assert {mark.id for mark in trap.marked} - {"?"}
    assert 1 <= len(trap.documents) <= 3
    words = {word for mark in trap.marked if mark.is_person for word in WORD.findall(mark.surface)}
    names = {word for word in words if word[0].isupper() and len(word) > 1 and word.lower() not in PRONOUNS}
    things = {mark.surface for mark in trap.marked if mark.id.startswith("x")}
    for document in trap.documents:
        assert not set("[]") & set(document.text)
        rest = TITLES.sub(lambda title: "_" * len(title[0]), document.text)
        for mark in trap.marked:
            if mark.document == document.id:
                rest = rest[: mark.span.start] + "_" * len(mark.surface) + rest[mark.span.end :]
        left = names & set(WORD.findall(rest)) | {
            name for name in things if re.search(rf"\b{re.escape(name)}\b", rest)
        }
        assert not left, f"not marked in {document.id}"
