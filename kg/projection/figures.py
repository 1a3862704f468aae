"""Shares and sums of money as texts put them, compared as a careful reader would: a rounded figure contradicts nothing."""

import re
from dataclasses import dataclass

MAGNITUDES = {
    "thousand": 1e3, "k": 1e3,
    "million": 1e6, "m": 1e6, "mn": 1e6, "mln": 1e6,
    "billion": 1e9, "b": 1e9, "bn": 1e9,
    "trillion": 1e12, "tn": 1e12,
}  # fmt: skip
CURRENCIES = {
    "$": "dollar", "us$": "dollar", "usd": "dollar", "us dollar": "dollar", "american dollar": "dollar",
    "€": "euro", "eur": "euro", "£": "pound", "gbp": "pound", "pound sterling": "pound", "british pound": "pound",
    "¥": "yen", "jpy": "yen", "₹": "rupee", "rs": "rupee", "rs.": "rupee", "indian rupee": "rupee", "₦": "naira",
    "hk$": "hong kong dollar", "a$": "australian dollar", "c$": "canadian dollar", "nz$": "new zealand dollar",
    "cny": "yuan", "renminbi": "yuan", "chf": "franc", "swiss franc": "franc",
}  # fmt: skip
"""Signs and other names of currencies, and the one they are compared by."""
PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
TIMES = {"": 1, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4}
FRACTION = re.compile(rf"\b(?:(a|an|one|two|three|four)[ -])?({'|'.join(PARTS)})s?\b", re.I)
"""A share in words: "a quarter", "two thirds"."""
_VAGUELY = re.compile(
    r"\b(?:about|around|almost|approximately|at least|at most|close to|less than|more than|nearly|no less than|no more than"
    r"|over|roughly|some|under|up to)\b",
    re.I,
)
VAGUE = re.compile(_VAGUELY.pattern + r"\W+$", re.I)
AT_LEAST = re.compile(r"\b(?:at least|more than|over|upwards of|no less than)\W+$", re.I)
AT_MOST = re.compile(r"\b(?:at most|less than|under|up to|below|no more than)\W+$", re.I)
LOOSE = 0.1
"""How far a figure that is called vague may be from another, as a share of it."""
_NUMBER = re.compile(r"(\d[\d,]*)(\.\d+)?\s*(thousand|million|billion|trillion|mln|mn|bn|tn|k|m|b)?\b", re.I)
_PERCENT = re.compile(r"%|\bper ?cent", re.I)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit, and half of the last digit that is told."""

    value: float
    unit: str
    """`%`, or a currency by its name: `dollar`."""
    slack: float
    open_above: bool = False
    """Whether it is told as the least it can be."""
    open_below: bool = False

    def contradicts(self, other: "Figure") -> bool:
        """Tell whether the two cannot be one figure, rounded; those of different units are not compared."""
        if self.unit != other.unit:
            return False
        small, large = sorted((self, other), key=lambda each: each.value)
        apart = large.value - small.value > max(self.slack, other.slack) * 1.001
        return apart and not small.open_above and not large.open_below


def figure(text: str, sentence: str) -> Figure | None:
    """Return the figure that a qualifier tells, as its sentence puts it; None where it tells none."""
    found = _NUMBER.search(text)
    if not found:
        return _fraction(text)
    whole, decimals, word = found[1].replace(",", ""), found[2] or "", (found[3] or "").lower()
    magnitude = MAGNITUDES.get(word, 1.0)
    value = float(whole + decimals) * magnitude
    step = 10.0 ** (1 - len(decimals)) if decimals else 1.0
    if not decimals and not word:
        step = 10.0 ** (len(whole) - len(whole.rstrip("0"))) if len(whole) > 3 else 1.0
    slack = step * magnitude / 2
    if _is_vague(text, sentence) or VAGUE.search(text[: found.start()]):
        slack = max(slack, LOOSE * value)
    around = f"{text[: found.start()]} {text[found.end() :]}"
    unit = "%" if _PERCENT.search(text) else _currency(_VAGUELY.sub(" ", around))
    before = (text[: found.start()], sentence[: max(sentence.find(text), 0)])
    least, most = (any(words.search(each) for each in before) for words in (AT_LEAST, AT_MOST))
    return Figure(value, unit, slack, least, most)


def _is_vague(text: str, sentence: str) -> bool:
    return VAGUE.search(sentence[: max(sentence.find(text), 0)]) is not None


def _currency(words: str) -> str:
    name = " ".join(words.split()).casefold()
    name = CURRENCIES.get(name) or name.removesuffix("s")
    return CURRENCIES.get(name, name)


def _fraction(text: str) -> Figure | None:
    """Return the share that words tell, which is a round one."""
    found = FRACTION.search(text)
    if not found:
        return None
    value = 100 * TIMES[(found[1] or "").lower()] / PARTS[found[2].lower()]
    return Figure(value, "%", LOOSE * value)
