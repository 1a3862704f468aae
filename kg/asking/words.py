"""The words of questions: `words.yaml` with every form of its verbs and nouns."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from kg.model import Status
from kg.nlp.gazetteer import read_table
from kg.ontology import load_ontology

ARTICLES = frozenset({"a", "an", "the", "its", "their", "his", "her"})
VOWELS = frozenset("aeiou")
PREPOSITIONS = frozenset({"in", "into", "at", "to", "on"})
"""What a question that begins with "where" leaves out: "where does it operate?"."""

WIDEST = 3
"""Words that an X in a phrase may stand for."""

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Meaning:
    """A relation, and whether it is read from its object to its subject."""

    relation: str
    inverse: bool = False

    def __str__(self) -> str:
        rule = load_ontology().relations[self.relation]
        return rule.inverse_label if self.inverse else rule.label


@dataclass(frozen=True, slots=True)
class Word:
    """A verb or noun of a question, and what it means."""

    text: str
    """Its base form."""
    meanings: tuple[Meaning, ...]
    statuses: tuple[Status, ...] = ()
    """The statuses it asks for by itself: "leave" is about what ended."""
    roles: tuple[str, ...] = ()
    """What a post may be called, folded."""
    past: bool = False
    """Whether it stands in a form of the past alone."""


@dataclass(frozen=True, slots=True)
class Sort:
    """A noun that tells which class is asked for."""

    type: str
    noun: str | None = None
    """The noun, where it means less than the class: "banks" are among the companies."""


class Table(Generic[Value]):
    """Phrases with values, found where a text has them. An X in a phrase stands for one to three words."""

    def __init__(self, phrases: Iterable[tuple[str, Value]]) -> None:
        self._by_first: dict[str, dict[tuple[str, ...], Value]] = defaultdict(dict)
        for phrase, value in phrases:
            words = phrase.split()
            plain = [word for word in words if word not in ARTICLES] or words
            for form in (words, plain):
                self._by_first[form[0]].setdefault(tuple(form), value)

    def read(self, words: tuple[str, ...], start: int) -> Iterator[tuple[int, Value]]:
        """Yield where each phrase that stands at `start` ends, with its value; longer phrases first."""
        if start >= len(words):
            return
        found = [
            (end, value)
            for phrase, value in self._by_first.get(words[start], {}).items()
            for end in _ends(phrase, words, start)
        ]
        yield from sorted(found, key=lambda pair: -pair[0])


def _ends(phrase: tuple[str, ...], words: tuple[str, ...], start: int) -> Iterator[int]:
    """Yield where a phrase that begins at `start` may end."""
    if "X" not in phrase:
        if words[start : start + len(phrase)] == phrase:
            yield start + len(phrase)
        return
    gap = phrase.index("X")
    before, behind = phrase[:gap], phrase[gap + 1 :]
    if words[start : start + gap] == before:
        for width in range(1, WIDEST + 1):
            end = start + gap + width
            if words[end : end + len(behind)] == behind:
                yield end + len(behind)


@dataclass(frozen=True)
class Words:
    """All words, each kind in a table of its own."""

    active: Table[Word]
    """Verbs in any form but passive ones: "owns", "has a stake in"."""
    passive: Table[Word]
    """Participles: "owned", "taken over". Who does it is the left side still."""
    state: Table[Word]
    """What stands behind a form of "be": "based in", "a member of"."""
    noun: Table[Word]
    """"owner": whoever it is owns the right side."""
    where: Table[Word]
    """Active verbs without the preposition that "where" replaces: "operate"."""
    where_state: Table[Word]
    """The same behind a form of "be": "based"."""
    mood: Table[Status]
    near: Table[Status]
    want: Table[Status]
    sort: Table[Sort]


@cache
def load_words() -> Words:
    """Return the words, read once in a process. Raises `ValueError` for a meaning that is no relation."""
    data = _data()
    irregular = {base: tuple(_list(forms)) for base, forms in data["irregular"].items()}
    doubling = frozenset(data["doubling"])
    active: list[tuple[str, Word]] = []
    passive: list[tuple[str, Word]] = []
    state: list[tuple[str, Word]] = []
    where: list[tuple[str, Word]] = []
    where_state: list[tuple[str, Word]] = []
    for word in _merged([*_entries(data["verbs"]), *_labels()]):
        head, _, rest = word.text.partition(" ")
        if head == "be":
            state.append((rest, word))
            where_state += [(short, word) for short in _without_preposition(rest)]
            continue
        forms = _forms(head, irregular, doubling)
        for form in forms:
            past = form in forms[3:4] and form not in (forms[0], forms[1])
            phrase, variant = f"{form} {rest}".strip(), replace(word, past=past)
            active.append((phrase, variant))
            where += [(short, variant) for short in _without_preposition(phrase)]
        passive.append((f"{forms[4]} {rest}".strip(), word))
    plain = _merged(_entries(data["nouns"]))
    nouns = [(form, word) for word in plain for form in (word.text, _plural(word.text))]
    taken = {word.text for word in plain}
    nouns += [(form, word) for form, word in _posts(data) if form not in taken]
    return Words(
        active=Table(active),
        passive=Table(passive),
        state=Table(state),
        noun=Table(nouns),
        where=Table(where),
        where_state=Table(where_state),
        mood=Table(_statuses(data["moods"])),
        near=Table(_statuses(data["nearness"])),
        want=Table(
            (f"{form} {rest}".strip(), status)
            for phrase, status in _statuses(data["wants"])
            for head, _, rest in [phrase.partition(" ")]
            for form in _forms(head, irregular, doubling)
        ),
        sort=Table(_sorts(data)),
    )


def synonyms(role: str) -> tuple[str, ...]:
    """Return what else a post is called: of a name that no list holds, the name alone."""
    return next((tuple(names) for names in _data()["roles"] if role in names), (role,))


@cache
def _data() -> Mapping[str, Any]:
    table: Mapping[str, Any] = read_table(str(Path(__file__).parent / "words.yaml"))
    return table


def _entries(table: Mapping[str, str]) -> Iterator[Word]:
    for key, phrases in table.items():
        names, _, status = key.partition("=")
        meanings = tuple(_meaning(name) for name in names.split())
        statuses = (Status(status.strip()),) if status else ()
        for phrase in _list(phrases):
            yield Word(phrase, meanings, statuses)


def _meaning(name: str) -> Meaning:
    relation = name.removeprefix("^")
    if relation not in load_ontology().relations:
        raise ValueError(f"words.yaml: {relation!r} is no relation")
    return Meaning(relation, name.startswith("^"))


def _labels() -> Iterator[Word]:
    """Yield the relations under their own labels: "operates in" is "operate in"."""
    for relation in load_ontology().relations.values():
        head, _, rest = relation.label.partition(" ")
        base = {"is": "be", "has": "have", "founded": "found"}.get(head) or _base(head)
        yield Word(f"{base} {rest}".strip(), (Meaning(relation.name),))


def _base(third: str) -> str:
    if third.endswith(("ches", "shes", "sses")):
        return third[:-2]
    return third[:-3] + "y" if third.endswith("ies") else third.removesuffix("s")


def _merged(words: Iterable[Word]) -> list[Word]:
    """Return the words, one for each text and status, with all that the text means."""
    found: dict[tuple[str, tuple[Status, ...]], Word] = {}
    for word in words:
        before = found.setdefault((word.text, word.statuses), word)
        meanings = tuple(dict.fromkeys((*before.meanings, *word.meanings)))
        found[word.text, word.statuses] = replace(before, meanings=meanings)
    return list(found.values())


def _posts(data: Mapping[str, Any]) -> Iterator[tuple[str, Word]]:
    """Yield the posts: of a name in `roles` with all names of that post, of a head with itself."""
    meanings = (Meaning("leads"), Meaning("worksFor"))
    for names in data["roles"]:
        for name in names:
            for form in (name, _plural(name)):
                yield form, Word(name, meanings, roles=tuple(names))
    for head in _list(data["role_heads"]):
        for form in (head, _plural(head)):
            yield form, Word(head, meanings, roles=synonyms(head))


def _statuses(table: Mapping[str, str]) -> Iterator[tuple[str, Status]]:
    for status, phrases in table.items():
        for phrase in _list(phrases):
            yield phrase, Status(status)


def _sorts(data: Mapping[str, Any]) -> Iterator[tuple[str, Sort]]:
    for kind in load_ontology().classes.values():
        yield kind.label.casefold(), Sort(kind.name)
        yield kind.plural.casefold(), Sort(kind.name)
    for exact, table in ((True, data["classes"]), (False, data["about"])):
        for name, nouns in table.items():
            for noun in _list(nouns):
                for form in (noun, _plural(noun)):
                    yield form, Sort(name, None if exact else form)


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(",")]


def _without_preposition(phrase: str) -> Iterator[str]:
    words = phrase.split()
    if len(words) > 1 and words[-1] in PREPOSITIONS:
        yield " ".join(words[:-1])


def _forms(
    verb: str, irregular: Mapping[str, tuple[str, ...]], doubling: frozenset[str]
) -> tuple[str, str, str, str, str]:
    """Return the forms of a verb: base, third person, -ing, past, participle."""
    third = {"have": "has", "go": "goes", "do": "does"}.get(verb) or _with_s(verb)
    stem = verb + verb[-1] if verb in doubling else verb
    if verb.endswith("ie"):
        ing = verb[:-2] + "ying"
    elif verb.endswith("e") and not verb.endswith(("ee", "ye", "oe")):
        ing = verb[:-1] + "ing"
    else:
        ing = stem + "ing"
    if verb in irregular:
        past, participle = irregular[verb]
    else:
        past = participle = _with_ed(verb, stem)
    return verb, third, ing, past, participle


def _with_s(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _with_ed(verb: str, stem: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in VOWELS:
        return verb[:-1] + "ied"
    return stem + "ed"


def _plural(noun: str) -> str:
    """Return the plural of the noun at the end, or before "of" or "in"."""
    head, space, rest = noun.partition(" of ")
    if head.endswith("man") and not head.endswith("german"):
        return head[:-2] + "en" + space + rest
    return {"person": "people"}.get(head) or _with_s(head) + space + rest
