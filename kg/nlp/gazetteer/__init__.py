"""What is known of names beforehand: countries and their people, places, bodies, companies, products.

The tables beside this file are data. A capitalised name of theirs is a mention and has its type; one that is an
ordinary word too ("Shell", "Orange") only if the model sees a name there as well. The YAML tables are written by
hand. Those that end in .tsv are made from other projects' data by scripts/gazetteer: they give identifiers, and
names of cities that are only a hint and never overrule a name of the YAML tables.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

TABLES = Path(__file__).parent
BEGINNING = re.compile(r"\w*")


@dataclass(frozen=True, slots=True)
class Known:
    """A name the tables hold, by its usual English form."""

    name: str
    type: str
    within: str | None = None
    """The country it lies in or belongs to."""
    code: str | None = None
    """ISO 3166-1 alpha-2, for countries and territories."""
    common: bool = False
    """Whether the name proves little: it is an ordinary word or surname too, or a city of the large table."""
    identifiers: tuple[tuple[str, str], ...] = ()
    """Pairs of scheme (`geonames`, `iso3166-1`, `wikidata`) and value, sorted."""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Look-up by exact form; every value is the thing meant."""

    names: Mapping[str, Known]
    adjectives: Mapping[str, Known]
    """*Chinese*, *European* and their plurals for people: *Germans*."""
    seats: Mapping[str, Known]
    """What stands for a government when it acts: *Beijing*, *the Kremlin*."""
    beginnings: Mapping[str, int]
    """The letters and digits that names begin with, up to the first other sign, with the length in
    characters of the longest such name: where none begins so, none need be looked up."""

    def find(self, form: str) -> Known | None:
        """Return what `form` names, or None; a leading "the" and full stops of abbreviations don't matter."""
        bare = form.removeprefix("the ").removeprefix("The ")
        return self.names.get(bare) or self.names.get(bare.replace(".", ""))


def read_table(name: str) -> Any:
    """Return the content of a YAML table."""
    with Path(name).open(encoding="utf-8") as file:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        return yaml.load(file, Loader=loader)  # noqa: S506  (both loaders are safe ones)


def rows(table: Any) -> Iterable[Mapping[str, Any]]:
    """Yield the rows of a table, whether it is a list or sections of lists."""
    if isinstance(table, list):
        yield from table
    else:
        for section in table.values():
            yield from rows(section)


def read_lines(file: Path) -> Iterator[list[str]]:
    """Yield the cells of each row of a table of tab-separated values, without comments and the heading."""
    lines = (line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    next(lines)
    for line in lines:
        yield line.split("\t")


class _City(NamedTuple):
    """A row of cities.tsv."""

    name: str
    aliases: tuple[str, ...]
    country: str
    geonames: str
    use: str
    """Empty if the name is looked up; `known` if a YAML table has the city; else why it is left alone."""


@dataclass(frozen=True, slots=True)
class _Identifiers:
    """The identifiers that the made tables give to what the YAML tables name."""

    items: Mapping[str, str]
    """ISO code to Wikidata item."""
    towns: Mapping[tuple[str, str], str]
    """City and country to GeoNames id."""

    def of_row(self, row: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
        if row.get("type") == "City":
            return self.of_town((row["name"],), row.get("in", ""))
        if code := row.get("iso"):
            item = self.items.get(code)
            return (("iso3166-1", code), *((("wikidata", item),) if item else ()))
        return ()

    def of_town(self, names: Iterable[str], country: str) -> tuple[tuple[str, str], ...]:
        for name in names:
            if id := self.towns.get((name, country)):
                return (("geonames", id),)
        return ()


def _read_cities() -> list[_City]:
    return [
        _City(name, tuple(aliases.split("|")) if aliases else (), country, geonames, use)
        for name, aliases, country, geonames, _, use in read_lines(TABLES / "cities.tsv")
    ]


@cache
def load_gazetteer() -> Gazetteer:
    """Return all tables as one look-up.

    Where forms clash, countries win over places over organizations, and all of them over cities.tsv.
    """
    cities = _read_cities()
    identifiers = _Identifiers(
        {code: item for code, _, item in read_lines(TABLES / "territories.tsv")},
        {(city.name, city.country): city.geonames for city in cities if city.use == "known"},
    )
    names: dict[str, Known] = {}
    adjectives: dict[str, Known] = {}
    seats: dict[str, Known] = {}
    for file in ("countries.yaml", "places.yaml", "organizations.yaml"):
        for row in rows(read_table(str(TABLES / file))):
            if row.get("ambiguous"):
                continue
            name = row["name"]
            known = Known(
                name,
                row.get("type", "Country"),
                row.get("in") or row.get("of"),
                row.get("iso"),
                bool(row.get("common")),
                identifiers.of_row(row),
            )
            for form in (name, *row.get("aliases", ())):
                names.setdefault(form, known)
            for form in (*row.get("demonyms", ()), *row.get("people", ()), *row.get("adjectives", ())):
                adjectives.setdefault(form, known)
            capitals = (*([row["capital"]] if "capital" in row else ()), *row.get("capital_aliases", ()))
            for form in capitals:
                seats.setdefault(form, known)
            # What is listed as a seat says more than a capital: Brussels acts for the European Union.
            for form in row.get("seats", ()):
                seats[form] = known
            for capital in capitals:
                there = (capitals[0], f"{capitals[0]}, {name}")  # "San Jose, Costa Rica" in places.yaml
                town = Known(capitals[0], "City", name, identifiers=identifiers.of_town(there, name))
                names.setdefault(capital, town)
    for city in cities:
        if not city.use:
            known = Known(
                city.name, "City", city.country, common=True, identifiers=(("geonames", city.geonames),)
            )
            for form in (city.name, *city.aliases):
                if form not in adjectives and form not in seats:
                    names.setdefault(form, known)
    return Gazetteer(names, adjectives, seats, _beginnings(names))


def beginning(form: str) -> str:
    """Return the letters and digits a form begins with, up to the first other sign."""
    return BEGINNING.match(form)[0]  # type: ignore[index]  # it matches any string


def _beginnings(names: Iterable[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for name in names:
        start = beginning(name)
        # Full stops of abbreviations may stand in the text that the form here lacks.
        longest[start] = max(longest.get(start, 0), 2 * len(name) if name.isupper() else len(name))
        if name.isupper() and len(name) < 6:
            longest[start[:1]] = max(longest.get(start[:1], 0), 2 * len(name))
    return longest
