"""From the text of a question to what it asks for: its form, its words, and the names in it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date as calendar_date
from datetime import timedelta
from itertools import islice
from typing import Any

from kg.asking.forms import EXAMPLES, FORMS, Form
from kg.asking.question import EVERY, FACT, PAST, Asked, Kind
from kg.asking.words import ARTICLES, Sort, Word, Words, load_words
from kg.documents.dates import understand as date_of
from kg.errors import InputError
from kg.model import Status

LONGEST = 400
"""Characters of a question."""
MOST_WORDS = 40
MOST_MOODS = 5
MOST_READINGS = 3_000
"""Ways to read a question that are looked at; questions have a dozen, a heap of words may have millions."""
POLITE = re.compile(
    r"^(?:please|hey|hi|hello|ok|so|and|but|well)\b[,\s]*|"
    r"^(?:can|could|would|will) you (?:please )?(?=tell|list|show|name|give|find|say)|"
    r"^(?:i (?:want|would like|need) to know|i'd like to know|do you know|(?:please )?(?:tell|show) me(?! (?:everything|all|more|something|anything|about)\b)"
    r"|give me|find out|find|say)\s+(?:if\s+|whether\s+)?",
    re.I,
)
CONTRACTED = (
    (re.compile(r"\bwon['’]t\b", re.I), "will not"),
    (re.compile(r"\bcan['’]t\b", re.I), "can not"),
    (re.compile(r"n['’]t\b", re.I), " not"),
    (re.compile(r"\b(who|what|where|when|how|that|it)['’]s\b", re.I), r"\1 is"),
    (re.compile(r"\b(who|what)['’]re\b", re.I), r"\1 are"),
    (re.compile(r"(?<=\w)['’]s\b"), " 's"),
    (re.compile(r"(?<=s)['’](?=\s)"), " 's"),
    (re.compile(r"\bex-(?=\w)", re.I), "ex "),
)
PERIOD = re.compile(
    r"\s+(?P<how>since|from|after|before|until|till|up to|in|during|on|between)\s+"
    r"(?P<date>(?:the year\s+)?(?:(?:\d{1,2}\s+)?[A-Za-z]+\.?\s+(?:\d{1,2},?\s+)?)?\d{4}(?:-\d{2}(?:-\d{2})?)?)"
    r"(?:\s+(?:and|to|until)\s+(?P<end>(?:(?:\d{1,2}\s+)?[A-Za-z]+\.?\s+(?:\d{1,2},?\s+)?)?\d{4}(?:-\d{2}(?:-\d{2})?)?))?$",
    re.I,
)
ASIDE = re.compile(
    r"\s+in (?:these|the|my|our|any of the) (?:articles?|texts?|documents?|news|reports?|graph)\b|[,\s]+(?:and|or) (?:when|where|why|how)$"
    r"|[,\s]+(?:right now|now|today|currently|these days|at the moment|at present|so far|anyway|again|too|yet)$",
    re.I,
)
"""What asks for nothing that an answer does not tell anyway."""
ACCORDING = re.compile(r"(?:^according to (?P<first>[^,]+),\s*|[,\s]+according to (?P<last>.+)$)", re.I)
FRONTED = re.compile(
    r"^(with|to|from|against|on|at|of|by|in|into|for)\s+((?:whom|who|which|what)\b.*)$", re.I
)
OPEN = frozenset(
    {"who", "whom", "what", "which", "anyone", "anybody", "anything", "someone", "somebody", "something"}
)
BE = ("is", "are", "was", "were", "be", "been", "being", "has been", "have been", "had been", "will be")
AUX = (
    *("do", "does", "did", "has", "have", "had", "is", "are", "was", "were", "will", "would", "shall"),
    *("may", "might", "could", "can", "should"),
)
PASTS = frozenset({"did", "was", "were", "had", "had been"})
WH = ("who", "whom", "what", "which", "which ones", "what all")
LISTED = (
    *("what", "which", "which of", "how many", "list", "name", "show"),
    *("list all", "name all", "show all", "list the", "name the"),
)
PLACES = ("in", "inside", "within", "across", "throughout")
WEIGHT = {Status.PLANNED: 1, Status.POSSIBLE: 2, Status.ENDED: 3, Status.NEGATED: 4}
"""Which mood counts where several are said: "did not plan to" is about a denial."""

Resolve = Callable[[str], bool]
"""Tells whether a name is one that the graph knows."""


@dataclass(frozen=True, slots=True)
class Text:
    """A question as words: as written, and folded for comparison."""

    written: tuple[str, ...]
    folded: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Text":
        written = tuple(text.split())
        return cls(written, tuple(word.casefold() for word in written))

    def name(self, start: int, end: int) -> str:
        """Return the words of a name as they are written."""
        return " ".join(self.written[start:end]).replace(" 's", "'s").strip(" ,;:\"“”'")


Found = Mapping[str, Any]


def understand(question: str, known: Resolve) -> Asked:
    """Return what a question asks for; its names are `known` where one of its readings has such names.

    Raises `InputError` for a question of no form that is listed in `forms`.
    """
    if len(question) > LONGEST:
        raise InputError(f"the question has {len(question)} characters; ask in {LONGEST} or fewer")
    if len(question.split()) > MOST_WORDS:
        raise InputError(f"the question has {len(question.split())} words; ask in {MOST_WORDS} or fewer")
    first: Asked | None = None
    for asked in islice(_readings(question), MOST_READINGS):
        if all(known(name) for name in asked.names.values()):
            return asked
        first = first or asked
    if known(question.strip()):
        return Asked(about=question.strip(), statuses=EVERY)
    if first is None:
        near = "; ".join(_nearest(question))
        raise InputError(
            f"{question!r} has no form that can be answered; ask, for example: {near} (kg ask --forms lists all)"
        )
    return first


def _readings(question: str) -> Iterator[Asked]:
    """Yield every reading of a question, the likeliest first."""
    plain, frame = _framed(question)
    for text, place in _places(Text.of(plain)):
        for form in FORMS:
            for found in _matches(form.elements, text, 0, {}):
                asked = _asked(form, found)
                if asked is not None:
                    yield replace(asked, place=place, **frame)


def _framed(question: str) -> tuple[str, dict[str, Any]]:
    """Return the question without what narrows all of it: a period of time, a speaker."""
    plain = " ".join(question.split()).rstrip(" ?!.;:")
    while plain != (polite := POLITE.sub("", plain)):
        plain = polite
    for pattern, words in CONTRACTED:
        plain = pattern.sub(words, plain)
    frame: dict[str, Any] = {}
    if said := ACCORDING.search(plain):
        frame["speaker"] = (said["first"] or said["last"]).strip()
        plain = ACCORDING.sub("", plain).strip()
    if (period := PERIOD.search(plain)) and (date := date_of(period["date"].removeprefix("the year "))):
        how = period["how"].casefold()
        frame.update(_period(how, date, date_of(period["end"]) if period["end"] else None))
        plain = plain[: period.start()].rstrip(" ,")
    plain = ASIDE.sub("", plain)
    if fronted := FRONTED.match(plain):
        plain = f"{fronted[2]} {fronted[1]}"
    return plain, frame


def _period(how: str, date: str, end: str | None) -> dict[str, str]:
    if how in {"in", "during", "on"}:
        return {"during": date}
    if how in {"since", "from"} and end is None:
        return {"since": date}
    if how in {"until", "till", "up to"}:
        return {"until": date}
    if how in {"before", "after"}:
        return {"until": _next_to(date, -1)} if how == "before" else {"since": _next_to(date, 1)}
    return {"since": date, "until": end or date}


def _next_to(date: str, step: int) -> str:
    """Return the year, month or day before (-1) or after (1) one, as precise as it is."""
    if len(date) == 4:
        return f"{int(date) + step:04}"
    if len(date) == 7:
        months = int(date[:4]) * 12 + int(date[5:]) - 1 + step
        return f"{months // 12:04}-{months % 12 + 1:02}"
    return (calendar_date.fromisoformat(date) + timedelta(days=step)).isoformat()


def _places(text: Text) -> Iterator[tuple[Text, str | None]]:
    """Yield the text, and the text without a place at its end."""
    yield text, None
    for at in range(len(text.folded) - 1, 1, -1):
        if text.folded[at - 1] in PLACES:
            shorter = Text(text.written[: at - 1], text.folded[: at - 1])
            yield shorter, text.name(at, len(text.folded))


def _matches(elements: tuple[str, ...], text: Text, at: int, found: Found) -> Iterator[Found]:
    """Yield all ways in which the words from `at` on fill the elements."""
    if not elements:
        if at == len(text.folded):
            yield found
        return
    element, rest = elements[0], elements[1:]
    optional = element.endswith("?")
    for part in element.removesuffix("?").split("|"):
        for end, values in _fillings(part, text, at, found):
            yield from _matches(rest, text, end, {**found, **values})
    if optional:
        yield from _matches(rest, text, at, found)


def _fillings(part: str, text: Text, at: int, found: Found) -> Iterator[tuple[int, Found]]:
    """Yield where a part that begins at `at` may end, and what it is."""
    words = text.folded
    if not part.isupper():
        if at < len(words) and words[at] == part:
            yield at + 1, {}
    elif part in {"LEFT", "RIGHT", "ABOUT", "SPEAKER"}:
        yield from _names(part, text, at)
    elif part == "WH":
        yield from _wh(words, at)
    elif part in {"BE", "AUX"}:
        for phrase in sorted(BE if part == "BE" else AUX, key=len, reverse=True):
            length = len(phrase.split())
            if " ".join(words[at : at + length]) == phrase:
                past = found.get("past", False) or phrase in PASTS
                moods = found.get("moods", ())
                status = {"will be": Status.PLANNED}.get(phrase) or next(
                    (value for _, value in load_words().mood.read((phrase,), 0)), None
                )
                yield at + length, {"past": past, "moods": (*moods, *((status,) if status else ()))}
    elif part in {"MOOD", "NEAR"}:
        yield from _moods(part, words, at, found)
    elif part == "NUMBER":
        if at < len(words) and re.fullmatch(r"[1-9][0-9]{0,2}", words[at]):
            yield at + 1, {"most": int(words[at])}
    elif part == "CLASS":
        for end, value in load_words().sort.read(words, at):
            yield end, {"sort": value}
    elif part == "WANT":
        for end, status in load_words().want.read(words, at):
            yield end, {"want": status}
    else:
        for end, word in _table(part).read(words, at):
            yield end, {"word": word}


def _names(part: str, text: Text, at: int) -> Iterator[tuple[int, Found]]:
    """Yield the names that may begin here; an open word stands for any."""
    words = text.folded
    if at < len(words) and words[at] in OPEN:
        yield at + 1, {part: None}
        if words[at] in {"which", "what"}:
            for end, value in load_words().sort.read(words, at + 1):
                yield end, {part: None, "object sort": value}
        return
    for end in range(at + 1, len(words) + 1):
        name = text.name(at, end)
        if name and words[end - 1] not in ARTICLES:
            yield end, {part: name}


def _wh(words: tuple[str, ...], at: int) -> Iterator[tuple[int, Found]]:
    for phrase in sorted((*WH, *LISTED), key=len, reverse=True):
        length = len(phrase.split())
        if " ".join(words[at : at + length]) != phrase:
            continue
        counts = {"counts": phrase == "how many"}
        start = at + length
        starts = [start]
        while start < len(words) and words[start] in {"the", "all", "of", "other"}:
            start += 1
            starts.append(start)
        for start in starts:
            for end, value in load_words().sort.read(words, start):
                yield end, {"sort": value, **counts}
                if end < len(words) and words[end] in {"that", "who", "which"}:
                    yield end + 1, {"sort": value, **counts}
        if phrase in WH:
            yield at + length, {}


def _moods(part: str, words: tuple[str, ...], at: int, found: Found) -> Iterator[tuple[int, Found]]:
    """Yield none at all, then every run of them."""
    table = load_words().mood if part == "MOOD" else load_words().near
    yield at, {}
    if len(found.get("moods", ())) >= MOST_MOODS:
        return
    for end, status in table.read(words, at):
        more = {"moods": (*found.get("moods", ()), status)}
        for last, deeper in _moods(part, words, end, {**found, **more}):
            yield last, {**more, **deeper}


def _table(part: str) -> Any:
    words: Words = load_words()
    return {
        "ACTIVE": words.active,
        "PASSIVE": words.passive,
        "STATE": words.state,
        "NOUN": words.noun,
        "WHERE": words.where,
        "WHERESTATE": words.where_state,
    }[part]


def _asked(form: Form, found: Found) -> Asked | None:
    """Return what a filled form asks for, or None where it cannot be."""
    word: Word | None = found.get("word")
    sort: Sort | None = found.get("sort")
    names = {part: found.get(part.upper()) for part in ("left", "right", "about", "speaker")}
    asks_left = form.side == "left" or (
        not form.side and names["left"] is None and names["right"] is not None
    )
    if form.kind is Kind.CONNECTION and None in (names["left"], names["right"]):
        return None
    if form.kind is Kind.STATEMENTS and word is None and form.status is None and not any(names.values()):
        return None
    if form.kind is Kind.STATEMENTS and form.side and names[form.side] is not None:
        return None  # what is asked for has a name
    if form.kind is Kind.WHETHER and not form.qualifier and form.side == "" and word is not None:
        if (
            "LEFT" in form.elements
            and names["left"] is None
            and "RIGHT" in form.elements
            and names["right"] is None
        ):
            return None
    if sort is None and "object sort" in found:
        sort, asks_left = found["object sort"], False
    return Asked(
        kind=form.kind,
        meanings=word.meanings if word else (),
        **names,
        asks_left=asks_left,
        type=sort.type if sort and not form.qualifier else None,
        noun=sort.noun if sort else None,
        statuses=_statuses(form, found, word),
        roles=word.roles if word else (),
        qualifier=form.qualifier,
        counts=bool(found.get("counts")),
        most=found.get("most", 10),
    )


def _statuses(form: Form, found: Found, word: Word | None) -> tuple[Status, ...]:
    """Return the statuses that answer: those that the words before the verb ask for."""
    moods = [mood for mood in found.get("moods", ()) if mood is not Status.ASSERTED]
    moods += [found["want"]] if "want" in found else []
    if moods:
        return (max(moods, key=lambda mood: WEIGHT[mood]),)
    if word and word.statuses:
        return word.statuses
    if form.status:
        return (form.status,)
    if word is None or form.kind in {Kind.DISPUTE, Kind.SPEAKERS}:
        return EVERY
    return PAST if found.get("past") or word.past else FACT


def _nearest(question: str) -> list[str]:
    """Return the examples that share most words with a question."""
    words = set(question.casefold().rstrip("?").split())
    order = sorted(
        EXAMPLES,
        key=lambda each: (-len(words & set(each.casefold().rstrip("?").split())), EXAMPLES.index(each)),
    )
    return order[:3]
