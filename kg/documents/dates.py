"""Dates of publication: only where one is stated, and only as precisely as it is stated.

No library for dates in free text is used: those fill what is missing from today's date, read *Monday* as
one, and settle `03/04/2016` by a locale. Here such a date is not understood, and says so.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

from kg.documents.raw import Stated, one_line
from kg.model import StatedDate

NOT_STATED = "no date is stated"
NOT_UNDERSTOOD = "stated date not understood"

_MONTHS = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?!\d)"
_DAY = r"(?<!\d)(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_NO_NUMBER_BEFORE = r"(?<![\d/.-])"

# Each form with one example, the most exact first.
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        _NO_NUMBER_BEFORE + _YEAR + r"[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)(?!\d)",  # 2017-08-24T16:21
        r"\b" + _MONTH + r"\s*" + _DAY + r"\s*,?\s+" + _YEAR,  # August 24, 2017
        _DAY + r"\s*[-/]?\s*(?:of\s+)?\b" + _MONTH + r"[-/,]?\s*" + _YEAR,  # 24 August 2017, 24-Aug-2017
        r"\b(?P<first>\d\d?)(?P<mark>[/.-])(?P<second>\d\d?)(?P=mark)" + _YEAR,  # 03/16/2016
        r"\b" + _MONTH + r"\s*,?\s+" + _YEAR,  # August 2017
    )
)
# These mean a date only where nothing else stands: in a field or a meta element.
_BARE_FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        _YEAR.replace(r"(?!\d)", "")
        + r"(?P<month>\d\d)(?P<day>\d\d)(?:T\d{4}(?:\d\d)?Z?|\d{6})?",  # 20170824
        _YEAR + r"[-/](?P<month>\d\d?)",  # 2017-08
        _YEAR,  # 2017
    )
)
_SECONDS = re.compile(r"\d{9,10}(?:\.\d+)?")
_MILLISECONDS = re.compile(r"\d{12,13}")
_WITHOUT_YEAR = re.compile(
    rf"\b{_MONTH}\s*\d{{1,2}}\b|\b\d{{1,2}}\s+{_MONTH}".replace("?P<month>", "?:"),
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"(?<!\d)\d{1,4}([/.-])\d{1,2}\1\d{1,4}(?!\d)")
_UPDATED = re.compile(r"\b(?:updated?|modified|revised)\b[\s:\w]{0,12}$", re.IGNORECASE)


def choose(stated: Iterable[Stated]) -> tuple[StatedDate | None, str | None]:
    """Return the first date that is understood, or None and the reason."""
    stated = [one for one in stated if one.value.strip()]
    for one in stated:
        if iso := understand(one.value):
            return StatedDate(iso, one.source), None
    if stated:
        return None, f"{NOT_UNDERSTOOD}: {one_line(stated[0].value, 60)}"
    return None, NOT_STATED


def understand(value: str) -> str | None:
    """Return a field's date as `2017`, `2017-08` or `2017-08-24`, in the time zone it is stated in, or None.

    A count of seconds or milliseconds since 1970 is a date in UTC. Relative words, days without a year,
    and numbers that could be day or month are not understood.
    """
    value = value.strip()
    for form in _BARE_FORMS:
        if match := form.fullmatch(value):
            return _iso(match)
    if _SECONDS.fullmatch(value):
        return _of_seconds(float(value))
    if _MILLISECONDS.fullmatch(value):
        return _of_seconds(int(value) / 1000)
    return next((iso for _, iso in _found(value) if iso), None)


def in_line(line: str) -> str | None:
    """Return the date a line of text states: the first that is not one of an update, else the first."""
    found = [(start, iso) for start, iso in _found(line) if iso]
    first = [iso for start, iso in found if not _UPDATED.search(line[:start])]
    return next(iter(first), found[0][1] if found else None)


def looks_dated(line: str) -> bool:
    """Tell whether the line names a day or month, understood or not."""
    return bool(next(_found(line), None) or _WITHOUT_YEAR.search(line) or _NUMERIC.search(line))


def _found(text: str) -> Iterator[tuple[int, str | None]]:
    """Yield the place of each date in text order, with its value or, where that is no date, None."""
    matches: list[re.Match[str]] = []
    for form in _FORMS:
        for match in form.finditer(text):
            if all(match.end() <= other.start() or other.end() <= match.start() for other in matches):
                matches.append(match)
    for match in sorted(matches, key=lambda match: match.start()):
        yield match.start(), _iso(match)


def _iso(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    year = int(parts["year"])
    if "first" in parts:
        day_and_month = _day_and_month(int(parts["first"]), int(parts["second"]))
        return _valid(year, *day_and_month) if day_and_month else None
    if not parts.get("month"):
        return f"{year:04}"
    named = parts["month"][:3].lower()
    month = _MONTHS.index(named) + 1 if named in _MONTHS else int(parts["month"])
    if parts.get("day"):
        return _valid(year, int(parts["day"]), month)
    return f"{year:04}-{month:02}" if 1 <= month <= 12 else None


def _day_and_month(first: int, second: int) -> tuple[int, int] | None:
    """Return day and month of two numbers in unknown order, or None where both orders are possible."""
    if first == second:
        return first, second
    if first > 12 >= second:
        return first, second
    if second > 12 >= first:
        return second, first
    return None


def _valid(year: int, day: int, month: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _of_seconds(seconds: float) -> str | None:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
