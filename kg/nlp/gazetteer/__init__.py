"""What is known of names beforehand: countries and their people, places, bodies, companies, products.

The tables beside this file are data. A capitalised name of theirs is a mention and has its type; one that is an
ordinary word too ("Shell", "Orange") only if the model sees a name there as well.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

TABLES = Path(__file__).parent


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
    """Whether the name is an ordinary word or surname too, so that it proves little."""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Look-up by exact form; every value is the thing meant."""

    names: Mapping[str, Known]
    adjectives: Mapping[str, Known]
    """*Chinese*, *European* and their plurals for people: *Germans*."""
    seats: Mapping[str, Known]
    """What stands for a government when it acts: *Beijing*, *the Kremlin*."""

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


@cache
def load_gazetteer() -> Gazetteer:
    """Return all tables as one look-up. Where forms clash, countries win over places over organizations."""
    names: dict[str, Known] = {}
    adjectives: dict[str, Known] = {}
    seats: dict[str, Known] = {}
    for file in ("countries.yaml", "places.yaml", "organizations.yaml"):
        for row in rows(read_table(str(TABLES / file))):
            known = Known(
                row["name"],
                row.get("type", "Country"),
                row.get("in") or row.get("of"),
                row.get("iso"),
                bool(row.get("common")),
            )
            if row.get("ambiguous"):
                continue
            for form in (row["name"], *row.get("aliases", ())):
                names.setdefault(form, known)
            for form in (*row.get("demonyms", ()), *row.get("people", ()), *row.get("adjectives", ())):
                adjectives.setdefault(form, known)
            capitals = (row.get("capital"), *row.get("capital_aliases", ()))
            for form in (*row.get("seats", ()), *(capital for capital in capitals if capital)):
                seats.setdefault(form, known)
            if file == "countries.yaml":
                for capital in capitals:
                    if capital:
                        names.setdefault(capital, Known(capitals[0] or capital, "City", row["name"]))
    return Gazetteer(names, adjectives, seats)
