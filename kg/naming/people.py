"""Names of people: which part is the family's, how a name is shortened, and when two names may be one person's.

The customs are those of Chinese, Korean, Vietnamese, Spanish, Arabic, Russian and Western names; their
words stand in `customs.yaml`. A name of one word is taken as it is: a surname, or all there is of a name
(Indonesian, Burmese, Brazilian).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml

from kg.naming.folding import fold

HERE = Path(__file__).parent


class Custom(StrEnum):
    """The custom a name follows."""

    SINGLE = "single"
    WESTERN = "western"
    EAST_ASIAN = "east-asian"
    """Chinese and Korean: the family name first, or last behind a Western or reversed given name."""
    VIETNAMESE = "vietnamese"
    SPANISH = "spanish"
    ARABIC = "arabic"
    RUSSIAN = "russian"


@dataclass(frozen=True, slots=True)
class PersonName:
    """The folded parts of a name, whatever order it is written in."""

    custom: Custom
    given: str
    family: tuple[str, ...]
    middle: tuple[str, ...] = ()
    """Further given names, initials or a patronymic; the Chinese given name behind a Western one."""
    suffix: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        return (self.given, *self.middle, *self.family) if self.given else self.family


class Kind(StrEnum):
    """How close two names are."""

    SAME = "same"
    """One name, spelled or ordered otherwise."""
    SHORTER = "shorter"
    """One leaves out what the other has; others may bear the shorter one too."""
    BEGINS = "begins"
    """One is the beginning of the other: a family name may be left out, or the longer is somebody else's."""
    LOOSE = "loose"
    """Alike enough within one document, not beyond."""


class Likeness(NamedTuple):
    kind: Kind
    reason: str


@dataclass(frozen=True, slots=True)
class Customs:
    """The tables of `customs.yaml` and `given.tsv`."""

    chinese: frozenset[str]
    korean: frozenset[str]
    vietnamese: frozenset[str]
    spanish: frozenset[str]
    western_particles: frozenset[str]
    arabic_particles: frozenset[str]
    patronymics: tuple[str, ...]
    honorifics: frozenset[str]
    addresses: frozenset[str]
    """Honorifics and nouns for kin that tell the gender."""
    suffixes: frozenset[str]
    younger: frozenset[str]
    """The suffixes that may be left out."""
    same_given: Mapping[str, str]
    """Given name to the first of its spellings."""
    short_given: Mapping[str, str]
    """Given name or what it is shortened to, to the given name."""
    gender: Mapping[str, str]
    """Folded given name, title or honorific to `feminine` or `masculine`."""
    given: frozenset[str]
    """Folded given names."""

    @property
    def east_asian(self) -> frozenset[str]:
        return self.chinese | self.korean


@cache
def load_customs() -> Customs:
    """Return the tables of how people are named."""
    table = yaml.safe_load((HERE / "customs.yaml").read_text(encoding="utf-8"))
    further = _further_given()
    families, honorifics = table["families"], table["honorifics"]
    gender = {name: told for name, told in further.items() if told}
    gender |= dict.fromkeys((*table["masculine"], *honorifics["masculine"]), "masculine")
    gender |= dict.fromkeys((*table["feminine"], *honorifics["feminine"]), "feminine")
    return Customs(
        chinese=frozenset(families["chinese"]),
        korean=frozenset(families["korean"]),
        vietnamese=frozenset(families["vietnamese"]),
        spanish=frozenset(families["spanish"]),
        western_particles=frozenset(table["particles"]["western"]),
        arabic_particles=frozenset(table["particles"]["arabic"]),
        patronymics=tuple(table["patronymics"]),
        honorifics=frozenset(word for words in honorifics.values() for word in words),
        addresses=frozenset((*honorifics["feminine"], *honorifics["masculine"])),
        suffixes=frozenset((*table["younger"], *table["numbers"])),
        younger=frozenset(table["younger"]),
        same_given={word: group[0] for group in table["same_given"] for word in group},
        short_given={word: group[0] for group in table["short_given"] for word in group},
        gender=gender,
        given=frozenset((*table["feminine"], *table["masculine"], *table["given"], *further)),
    )


def _further_given() -> dict[str, str]:
    """Return the names of `given.tsv`, each with the gender it tells, or nothing."""
    genders = {"f": "feminine", "m": "masculine", "": ""}
    rows = (HERE / "given.tsv").read_text(encoding="utf-8").splitlines()
    cells = (row.split("\t") for row in rows if not row.startswith("#"))
    return {name: genders[told] for name, told in cells}


SYLLABLE = re.compile(
    r"(?:(?:[bcdfghjklmnpqrstwxyz]|[cksgztp]h|ng|sz|[bcdghjklmnprstz]w|hs|ts|tz|[bghkmnprs]y|ss|kk|tt)?[aeiou]{1,4}(?:ng|ck|[nkptmlhrw](?![aeiou]))?)+"
)
"""What Chinese and Korean given names are made of; most Western names aren't."""
VOWELS = re.compile(r"[aeiouy]+")
MOST_SYLLABLES = 3
VIETNAMESE_MIDDLE = frozenset(
    {
        "van",
        "thi",
        "duc",
        "minh",
        "ngoc",
        "xuan",
        "quang",
        "huu",
        "phu",
        "dinh",
        "thanh",
        "tan",
        "hong",
        "ba",
        "cong",
        "viet",
    }
)
# Also long vowels of Japanese names; the rules of both do the other no harm.
SLAVIC = (
    (re.compile(r"^h(?=[aeior])"), "g"),
    (re.compile(r"iu|ju"), "yu"),
    (re.compile(r"o(?:h(?=[bcdfgjkmnprstwyz])|u)"), "o"),
    (re.compile(r"(?:skyy|skiy|skyi|skij|skyj|skii|sky|ski)$"), "ski"),
    (re.compile(r"[yij](?=(?:ev|eva)$)"), ""),
    (re.compile(r"[yj](?=\w*(?:ev|ov|eva|ova|in|ina|ski|enko)$)"), "i"),
)
ARABIC_SPELLING = (
    (re.compile(r"ou|oo|o"), "u"),
    (re.compile(r"ee|y"), "i"),
    (re.compile(r"ei"), "ai"),
    (re.compile(r"q"), "k"),
    (re.compile(r"[dg]h"), "d"),
    (re.compile(r"e"), "a"),
    (re.compile(r"(.)\1"), r"\1"),
)


@lru_cache(maxsize=65536)
def parse(name: str) -> PersonName:
    """Return the parts of a name; honorifics in front don't count."""
    customs = load_customs()
    words = [plain for word in name.split() if (plain := _plain(word))]
    while len(words) > 1 and words[0] in customs.honorifics and len(words[0]) > 1 and words[1] not in SON:
        words.pop(0)  # but "Sultan bin Majid" bears it as a name
    suffix = words.pop() if len(words) > 2 and words[-1] in customs.suffixes else ""
    if len(words) < 2:
        return PersonName(Custom.SINGLE, "", tuple(words), (), suffix)
    found = (
        _arabic(words, customs)
        or _vietnamese(words, customs)
        or _east_asian(words, customs)
        or _russian(words, customs)
        or _spanish(words, customs)
        or _western(words, customs)
    )
    return PersonName(found.custom, found.given, found.family, found.middle, suffix)


SERVANT = frozenset({"abd", "abdel", "abdul", "abdal", "abdol"})
"""Spellings of the first half of names such as Abdel Fattah."""
SON = frozenset({"bin", "ibn", "ben", "ould"})


def _plain(word: str) -> str:
    """Return a word folded into one: "Ka-chiu" and "Kachiu" are the same; the article of "al-Sisi" is off."""
    folded = fold(word).split()
    while len(folded) > 1 and folded[0] in {"al", "el", "ul", "ad", "as", "ar"}:
        folded.pop(0)
    if len(folded) > 1 and folded[0] in SERVANT:
        folded[0] = "abd"
    return "".join(folded)


def _arabic(words: list[str], customs: Customs) -> PersonName | None:
    if not any(word in customs.arabic_particles for word in words):
        return None
    parts: list[str] = []
    glue = ""
    for word in words:
        if word in {"al", "el", "ul"}:
            continue  # the article says nothing
        if word in customs.arabic_particles:
            glue = "abd" if word in SERVANT else "bin " if word in SON else f"{word} "
            continue
        parts.append(glue + word)
        glue = ""
    if glue:
        parts.append(glue.strip())
    if len(parts) < 2:
        return PersonName(Custom.SINGLE, "", tuple(parts))
    return PersonName(Custom.ARABIC, parts[0], (parts[-1],), tuple(parts[1:-1]))


def _vietnamese(words: list[str], customs: Customs) -> PersonName | None:
    if words[0] not in customs.vietnamese or not 2 <= len(words) <= 4:
        return None
    only = words[0] not in customs.east_asian
    if not (only and len(words) > 2) and not (len(words) > 2 and words[1] in VIETNAMESE_MIDDLE):
        return None
    return PersonName(Custom.VIETNAMESE, words[-1], (words[0],), tuple(words[1:-1]))


def _east_asian(words: list[str], customs: Customs) -> PersonName | None:
    families = customs.east_asian
    first, last = words[0], words[-1]
    western_given = first in customs.gender and not SYLLABLE.fullmatch(first)
    if first in families and len(words) <= 3 and _is_given(words[1:]):
        if not (len(words) == 2 and last in families and first in customs.gender):
            return PersonName(Custom.EAST_ASIAN, "".join(words[1:]), (first,))
    if last in families and len(words) <= 3 and _is_given(words[:-1]) and not western_given:
        return PersonName(Custom.EAST_ASIAN, "".join(words[:-1]), (last,))
    if last in families and len(words) == 2:
        return PersonName(Custom.EAST_ASIAN, first, (last,))
    for count in (1, 2):
        # "John Lee Ka-chiu"; "Carrie Lam Cheng Yuet-ngor" bears her husband's name and her own.
        family, rest = words[1 : 1 + count], words[1 + count :]
        if (
            1 <= len(rest) <= 2
            and all(word in families for word in family)
            and len(family) == count
            and all(SYLLABLE.fullmatch(word) for word in rest)
            and not (count == 1 and len(rest) == 2 and rest[0] in families)
        ):
            return PersonName(Custom.EAST_ASIAN, first, (family[0],), ("".join(rest),))
    return None


def _is_given(words: Sequence[str]) -> bool:
    """Tell whether words could be a Chinese or Korean given name: two or three syllables, "Wayan Sukerti" is not."""
    vowels = sum(len(VOWELS.findall(word)) for word in words)
    return all(SYLLABLE.fullmatch(word) for word in words) and vowels <= MOST_SYLLABLES


def _russian(words: list[str], customs: Customs) -> PersonName | None:
    if len(words) == 3 and len(words[1]) > 5 and words[1].endswith(customs.patronymics):
        return PersonName(Custom.RUSSIAN, words[0], (words[2],), (words[1],))
    return None


def _spanish(words: list[str], customs: Customs) -> PersonName | None:
    core = [word for word in words if word not in {"de", "del", "la", "y", "los", "las"}]
    if len(core) < 3 or core[-2] not in customs.spanish or core[-2] in customs.gender:
        return None
    return PersonName(Custom.SPANISH, core[0], tuple(core[-2:]), tuple(core[1:-2]))


def _western(words: list[str], customs: Customs) -> PersonName:
    start = len(words) - 1
    for index in range(1, len(words) - 1):
        if words[index] in customs.western_particles:
            start = index
            break
    return PersonName(Custom.WESTERN, words[0], tuple(words[start:]), tuple(words[1:start]))


CUSTOMARY, POSSIBLE = 2, 1
"""How usual a short form is: by the custom of the name, or merely one of its words."""


@lru_cache(maxsize=65536)
def short_forms(name: str) -> Mapping[str, int]:
    """Return what a person of this full name may be called for short, with how usual that is.

    Keys are as `short_key` makes them.
    """
    parts = parse(name)
    forms = dict.fromkeys((word for word in parts.words if len(word) > 1), POSSIBLE)
    if parts.custom is Custom.VIETNAMESE:
        forms[parts.given] = CUSTOMARY
        return forms
    for index in range(len(parts.family)):
        forms[" ".join(parts.family[index:])] = CUSTOMARY
    if parts.custom is Custom.WESTERN and parts.middle and len(parts.middle[-1]) > 2:
        forms[" ".join((parts.middle[-1], *parts.family))] = CUSTOMARY
    if parts.custom is Custom.SPANISH:
        forms[parts.family[0]] = CUSTOMARY
        forms[parts.family[1]] = POSSIBLE
    if parts.custom is Custom.RUSSIAN:
        forms[f"{parts.given} {parts.middle[0]}"] = CUSTOMARY
    if parts.custom is Custom.ARABIC:
        for word in parts.words:
            if word.startswith("abd") and len(word) > 6:
                forms[word[3:]] = CUSTOMARY if word in parts.family else POSSIBLE
        for word in (*parts.middle, *parts.family):
            forms[word.removeprefix("bin ")] = max(POSSIBLE, forms.get(word, 0))
            forms[word] = CUSTOMARY if word in parts.family or word.startswith("bin ") else POSSIBLE
        forms[parts.family[-1].removeprefix("bin ")] = CUSTOMARY
    return forms


def short_key(name: str) -> str:
    """Return a short name in the form of the keys of `short_forms`: "al-Sisi" and "Sisi" are one, "Jr." is off."""
    words = [plain for word in name.split() if (plain := _plain(word))]
    if len(words) > 1 and words[0] in {"al", "el"}:
        words = words[1:]
    if len(words) > 1 and words[-1] in load_customs().younger:
        words = words[:-1]
    return " ".join("bin" if word in SON and len(words) > 1 else word for word in words)


def suffix_of(name: str) -> str:
    """Return what tells namesakes of one family apart if a name, full or short, ends in it: "jr"; else nothing."""
    last = _plain(name.split()[-1])
    return last if " " in name and last in load_customs().younger else ""


@lru_cache(maxsize=262144)
def compare(one: str, other: str) -> Likeness | None:
    """Return how alike two full names are and why, or None if they name different people.

    Symmetric. Single words are never alike here: what a bare surname means, only its document tells.
    """
    a, b = sorted(
        (parse(one), parse(other)), key=lambda name: (len(name.words), name.words, name.suffix, name.custom)
    )
    if Custom.SINGLE in (a.custom, b.custom) or (a.suffix and b.suffix and a.suffix != b.suffix):
        return None
    if a.words != b.words and min(len(block_words(one)), len(block_words(other))) < 2:
        return None  # one word twice, such as two initials, says nothing
    found = _compared(a, b)
    if found and a.suffix != b.suffix:
        return Likeness(Kind.LOOSE, "one of them is called the elder or younger")
    return found


def _compared(a: PersonName, b: PersonName) -> Likeness | None:
    """Compare two names, the shorter one first."""
    if a.words == b.words:
        return Likeness(Kind.SAME, "the same name")
    families = _same_family(a, b)
    given = _same_given(a.given, b.given)
    if families and given:
        return _by_middle(a, b, families, given)
    if a.custom is b.custom is Custom.EAST_ASIAN and families:
        if not a.middle and b.middle and a.given == b.middle[0]:
            return Likeness(Kind.SHORTER, f"the Western given name {b.given.title()} is left out")
    if families and min(len(a.given), len(b.given)) == 1 and a.given[:1] == b.given[:1]:
        return Likeness(Kind.LOOSE, "the given name is an initial")
    if _turned(a, b):
        return Likeness(Kind.SAME, "given and family name in the other order")
    if Custom.ARABIC in (a.custom, b.custom) and (_within(a, b) or _without_bin(a) == _without_bin(b)):
        return Likeness(Kind.SHORTER, "further parts of an Arabic name are left out")
    if len(a.words) > 1 and _in_order(one=a, other=b):
        return Likeness(Kind.BEGINS, "the last part of the name is left out")
    if families and a.given in b.middle:
        return Likeness(Kind.LOOSE, f"{a.given.title()} is the second given name")
    if given and not families and _misspelt("".join(a.family), "".join(b.family)):
        return Likeness(Kind.LOOSE, "one letter of the family name differs")
    return None


def _by_middle(a: PersonName, b: PersonName, families: str, given: str) -> Likeness | None:
    """Compare names whose family and given names agree: what stands between must not contradict."""
    short, long = sorted((a.middle, b.middle), key=len)
    if not all(_same_middle(word, other) for word, other in zip(short, long, strict=False)):
        return None
    reasons = [reason for reason in (families, given) if not reason.startswith("the same")]
    if len(short) < len(long):
        reasons.append(f"the {_what_middle(a, b)} is left out")
    elif short != long:
        reasons.append("a second given name is an initial")
    shorter = short != long or given.endswith("for short") or len(a.family) != len(b.family)
    return Likeness(Kind.SHORTER if shorter else Kind.SAME, "; ".join(reasons) or "the same name")


def _what_middle(a: PersonName, b: PersonName) -> str:
    customs = {a.custom, b.custom}
    if Custom.RUSSIAN in customs:
        return "patronymic"
    return "Chinese given name" if Custom.EAST_ASIAN in customs else "second given name"


def _same_family(a: PersonName, b: PersonName) -> str:
    """Return why two family names are one, or nothing."""
    if a.family == b.family:
        return "the same family name"
    rules = ARABIC_SPELLING if Custom.ARABIC in (a.custom, b.custom) else SLAVIC
    if [_spell(word, rules) for word in a.family] == [_spell(word, rules) for word in b.family]:
        return "the family name is spelled otherwise"
    first, second = sorted((a.family, b.family), key=len)
    if Custom.SPANISH in (a.custom, b.custom) and len(first) == 1 and first[0] == second[0]:
        return "the mother's family name is left out"
    return ""


def _same_given(one: str, other: str) -> str:
    """Return why two given names are one, or nothing."""
    if one == other:
        return "the same given name"
    customs = load_customs()
    short, long = sorted((one, other), key=lambda word: (len(word), word))
    if customs.same_given.get(one, one) == customs.same_given.get(other, other):
        return f"{short.title()} and {long.title()} are one given name"
    if customs.short_given.get(one, one) == customs.short_given.get(other, other):
        return f"{short.title()} stands for {long.title()} for short"
    if _spell(one, SLAVIC) == _spell(other, SLAVIC):
        return "the given name is spelled otherwise"
    return ""


def _same_middle(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def _turned(a: PersonName, b: PersonName) -> bool:
    """Tell whether two words are the same in the other order, as in Asian and Hungarian names.

    One of them must be a family name of East Asia, or just one of them a given name: James Thomas is not
    Thomas James.
    """
    if not (len(a.words) == len(b.words) == 2 and a.words == tuple(reversed(b.words))):
        return False
    given = load_customs().given
    return Custom.EAST_ASIAN in (a.custom, b.custom) or sum(word in given for word in a.words) == 1


def _in_order(one: PersonName, other: PersonName) -> bool:
    """Tell whether a name, as written, begins with all of the other. Only names with the given name first."""
    western = {Custom.WESTERN, Custom.SPANISH, Custom.EAST_ASIAN}
    return (
        {one.custom, other.custom} <= western
        and other.words[: len(one.words)] == one.words
        and len(other.words) > len(one.words)
    )


def _without_bin(name: PersonName) -> tuple[str, ...]:
    return tuple(word.removeprefix("bin ") for word in name.words)


def _within(short: PersonName, long: PersonName) -> bool:
    """Tell whether all parts of one name stand in the other, in order, from its first on."""
    words = [_spell(word, ARABIC_SPELLING) for word in long.words]
    place = 0
    for word in (_spell(word, ARABIC_SPELLING) for word in short.words):
        if word not in words[place:]:
            return False
        place = words.index(word, place) + 1
    return _spell(short.words[0], ARABIC_SPELLING) == words[0] and len(short.words) > 1


def _spell(word: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    if len(word) < 5:
        return word
    for pattern, plain in rules:
        word = pattern.sub(plain, word)
    return word


def _misspelt(one: str, other: str) -> bool:
    """Tell whether two words of seven letters or more differ by one letter put in, left out or changed."""
    short, long = sorted((one, other), key=len)
    if len(short) < 7 or len(long) - len(short) > 1 or short == long:
        return False
    start = next((i for i, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    return short[start:] == long[start + 1 :] or short[start + 1 :] == long[start + 1 :]


def is_syllable(word: str) -> bool:
    """Tell whether a word could be a syllable or more of a Chinese or Korean given name."""
    return SYLLABLE.fullmatch(word.lower()) is not None


def is_by_custom(name: str) -> bool:
    """Tell whether a name of three words is made like a Chinese, Korean or Vietnamese one."""
    parts = parse(name)
    return (
        len(name.split()) == 3
        and fold(name.split()[0]) == "".join(parts.family)
        and parts.custom in {Custom.EAST_ASIAN, Custom.VIETNAMESE}
    )


def is_east_asian(name: str) -> bool:
    """Tell whether a name is a hyphenated Chinese or Korean given name with a family name: "Ji-hoon Park"."""
    hyphenated = any("-" in word and word[word.index("-") + 1 :].islower() for word in name.split())
    return hyphenated and parse(name).custom is Custom.EAST_ASIAN


def begins_with_given(name: str) -> bool:
    """Tell whether a name of two words or more begins with a given name and could be a person's."""
    words = name.split()
    first = fold(words[0]).split() if words else []
    # "Nils-Erik" is two of them.
    given = bool(first) and all(part in load_customs().given for part in first)
    return len(words) > 1 and given and words[-1][:1].isupper()


def gender(name: str) -> str:
    """Return `feminine` or `masculine` where the given name or the title in front tells it, else nothing."""
    told = load_customs().gender
    words = fold(name.replace("-", " ")).split()
    for word in words[:2] if len(words) > 2 else words[:1]:
        if found := told.get(word):
            return found
    return ""


def block_words(name: str) -> frozenset[str]:
    """Return words of a full name in one spelling, such that names that are alike share two of them.

    An initial stands for itself, so names that agree only by an initial share a word and no more.
    """
    customs = load_customs()
    parts = parse(name)
    words = set()
    for word in parts.words:
        word = customs.same_given.get(word, word)
        word = customs.short_given.get(word, word)
        for rules in (SLAVIC, ARABIC_SPELLING):
            word = _spell(word, rules)
        words.add(word)
    return frozenset(words)
