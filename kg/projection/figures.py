"""Shares and sums of money as texts put them, compared as a careful reader would: a rounded figure contradicts nothing."""

import re
from dataclasses import dataclass

MAGNITUDES = {
    "thousand": 1e3, "k": 1e3,
    "million": 1e6, "m": 1e6, "mn": 1e6, "mln": 1e6,
    "billion": 1e9, "b": 1e9, "bn": 1e9,
    "trillion": 1e12, "tn": 1e12,
}  # fmt: skip
VAGUE = re.compile(
    r"\b(about|around|almost|approximately|at least|at most|close to|less than|more than|nearly|over|roughly|some|under|up to)\W+$",
    re.I,
)
LOOSE = 0.1
"""How far a figure that is called vague may be from another, as a share of it."""
_NUMBER = re.compile(r"(\d[\d,]*)(\.\d+)?\s*(thousand|million|billion|trillion|mln|mn|bn|tn|k|m|b)?\b", re.I)
_PERCENT = re.compile(r"%|\bper ?cent", re.I)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit, and half of the last digit that is told."""

    value: float
    unit: str
    """`%`, or what stands around the number: `$`, `euros`."""
    slack: float

    def contradicts(self, other: "Figure") -> bool:
        """Tell whether the two cannot be one figure, rounded; those of different units are not compared."""
        return (
            self.unit == other.unit and abs(self.value - other.value) > max(self.slack, other.slack) * 1.001
        )


def figure(text: str, sentence: str) -> Figure | None:
    """Return the figure that a qualifier tells, as its sentence puts it; None where it tells none."""
    found = _NUMBER.search(text)
    if not found:
        return None
    whole, decimals, word = found[1].replace(",", ""), found[2] or "", (found[3] or "").lower()
    magnitude = MAGNITUDES.get(word, 1.0)
    value = float(whole + decimals) * magnitude
    step = 10.0 ** (1 - len(decimals)) if decimals else 1.0
    if not decimals and not word:
        step = 10.0 ** (len(whole) - len(whole.rstrip("0"))) if len(whole) > 3 else 1.0
    slack = step * magnitude / 2
    place = sentence.find(text)
    if VAGUE.search(sentence[: max(place, 0)]) or VAGUE.search(text[: found.start()]):
        slack = max(slack, LOOSE * value)
    around = f"{text[: found.start()]} {text[found.end() :]}"
    unit = "%" if _PERCENT.search(text) else " ".join(VAGUE.sub("", around).split()).casefold()
    return Figure(value, unit, slack)
