"""The tables of names are well formed, agree with each other and stay in order."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

import kg

TABLES = Path(kg.__file__).parent / "nlp" / "gazetteer"
FILES = ("countries.yaml", "places.yaml", "organizations.yaml")

FORMS = ("aliases", "demonyms", "people", "seats", "capital_aliases", "adjectives")
TEXTS = ("name", "iso", "type", "in", "of", "capital")
FLAGS = ("common", "ambiguous")
TYPES = {
    "countries.yaml": {"Country", "Place"},
    "places.yaml": {"City", "Place", "Region"},
    "organizations.yaml": {
        "ArmedGroup",
        "Company",
        "GovernmentBody",
        "InternationalOrganization",
        "MediaOrganization",
        "Organization",
        "PoliticalParty",
        "Product",
        "University",
    },
}

Row = Mapping[str, Any]


def parse(text: str) -> list[Row]:
    return list(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


@cache
def rows(file: str) -> list[Row]:
    return parse((TABLES / file).read_text(encoding="utf-8"))


def sections(file: str) -> Iterator[tuple[str, list[Row]]]:
    """Yield each heading (`# == Heading`) of a table with its rows, one to a line."""
    parts = re.split(r"(?m)^# == (.+)$", (TABLES / file).read_text(encoding="utf-8"))
    for heading, body in zip(parts[1::2], parts[2::2], strict=True):
        yield heading, [parse(line)[0] for line in body.strip().splitlines()]


def texts(row: Row) -> Iterator[str]:
    yield from (row[key] for key in TEXTS if key in row)
    for key in FORMS:
        yield from row.get(key, ())


def alphabetic(name: str) -> str:
    """Return the key that orders names: accents and case do not matter."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()


def shared_forms(table: list[Row]) -> dict[str, list[str]]:
    """Return the forms that mean more than one entity, each with the entities' names.

    A row says all its forms at once, so a form may stand in two lists of one row (*Dutch*).
    """
    bearers: dict[str, list[str]] = defaultdict(list)
    for row in table:
        if not row.get("ambiguous"):
            for form in {row["name"], *(form for key in FORMS for form in row.get(key, ()))}:
                bearers[form].append(row["name"])
    return {form: names for form, names in bearers.items() if len(names) > 1}


@pytest.mark.parametrize("file", FILES)
def test_every_row_is_in_a_section_and_in_order(file: str) -> None:
    assert sum(len(section) for _, section in sections(file)) == len(rows(file))
    for heading, section in sections(file):
        keys = [alphabetic(row["name"]) for row in section]
        misplaced = [after for before, after in pairwise(keys) if after < before]
        assert not misplaced, heading


@pytest.mark.parametrize("file", FILES)
def test_rows_hold_known_fields_of_the_right_kind(file: str) -> None:
    for row in rows(file):
        assert set(row) <= {*TEXTS, *FORMS, *FLAGS}, row
        assert all(row[flag] is True for flag in FLAGS if flag in row), row
        assert all(isinstance(row[key], list) and row[key] for key in FORMS if key in row), row
        assert all(isinstance(text, str) for text in texts(row)), f"YAML reads a form as no text: {row}"


@pytest.mark.parametrize("file", FILES)
def test_texts_are_trimmed_and_given_once(file: str) -> None:
    for row in rows(file):
        for text in texts(row):
            assert text and text == " ".join(text.split()), row
            assert text == unicodedata.normalize("NFC", text), row
        for key in FORMS:
            assert len(row.get(key, ())) == len(set(row.get(key, ()))), row
        assert row["name"] not in row.get("aliases", ()), row


@pytest.mark.parametrize("file", FILES)
def test_a_form_means_one_entity_unless_marked(file: str) -> None:
    assert shared_forms(rows(file)) == {}


@pytest.mark.parametrize("file", FILES)
def test_types_are_allowed(file: str) -> None:
    for row in rows(file):
        default = "Country" if file == "countries.yaml" else None
        assert row.get("type", default) in TYPES[file], row


@pytest.mark.parametrize("file", FILES)
def test_in_and_of_name_a_known_country(file: str) -> None:
    countries = {row["name"] for row in rows("countries.yaml")}
    for row in rows(file):
        assert {row[key] for key in ("in", "of") if key in row} <= countries, row


def test_every_city_is_in_a_country() -> None:
    assert [row["name"] for row in rows("places.yaml") if row["type"] == "City" and "in" not in row] == []


def test_codes_are_two_letters_and_unique() -> None:
    codes = [row["iso"] for row in rows("countries.yaml")]
    assert all(re.fullmatch("[A-Z]{2}", code) for code in codes)
    assert len(codes) == len(set(codes))


def test_capitals_are_cities_of_the_places() -> None:
    cities = {form for row in rows("places.yaml") for form in (row["name"], *row.get("aliases", ()))}
    missing = {
        form
        for row in rows("countries.yaml")
        for form in ([row["capital"]] if "capital" in row else []) + row.get("capital_aliases", [])
        if form not in cities
    }
    assert missing == set()


def test_a_name_twice_is_seen() -> None:
    company: Row = {"name": "Orange"}
    county: Row = {"name": "Orange County", "aliases": ["Orange"]}
    assert shared_forms([company, county]) == {"Orange": ["Orange", "Orange County"]}
    assert shared_forms([company, {**county, "ambiguous": True}]) == {}
