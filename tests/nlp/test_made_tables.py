"""The tables made by scripts/gazetteer, and legal_forms.tsv: well formed, in order, with their source, in harmony with ours."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from kg.nlp.gazetteer import Known, load_gazetteer, read_lines, read_table, rows

PACKAGE = Path(kg.__file__).parent
GAZETTEER = PACKAGE / "nlp" / "gazetteer"
NAMING = PACKAGE / "naming"
HEADINGS = {
    GAZETTEER / "territories.tsv": "iso name wikidata",
    GAZETTEER / "cities.tsv": "name aliases country geonames population use",
    NAMING / "legal_forms.tsv": "form short place kind countries checked",
}
USES = {"", "ambiguous", "known", "other", "person", "short", "taken", "word"}

Line = list[str]


def lines(file: str) -> list[Line]:
    return list(read_lines(next(path for path in HEADINGS if path.name == file)))


def hand_written() -> Iterator[tuple[str, str]]:
    """Yield each form of the YAML tables with its file."""
    for file in ("countries.yaml", "places.yaml", "organizations.yaml"):
        for row in rows(read_table(str(GAZETTEER / file))):
            for cell in row.values():
                for form in cell if isinstance(cell, list) else [cell]:
                    if isinstance(form, str):
                        yield form, file


def looked_up() -> list[Line]:
    return [line for line in lines("cities.tsv") if not line[5]]


def forms(city: Line) -> list[str]:
    return [city[0], *filter(None, city[1].split("|"))]


@pytest.mark.parametrize("path", HEADINGS, ids=lambda path: path.name)
def test_a_table_says_where_it_is_from_and_is_sorted(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    comments = [line for line in text.splitlines() if line.startswith("#")]
    assert text.startswith("\n".join([*comments, "\t".join(HEADINGS[path].split())]) + "\n")
    head = "\n".join(comments)
    assert "licence" in head or "CC BY 4.0" in head
    assert "rigour 2.6.1" in head and "MIT" in head
    body = list(read_lines(path))
    keys = [(line[0], line[2], int(line[3])) if path.name == "cities.tsv" else line[0] for line in body]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys) > 100
    assert text.endswith("\n") and text == unicodedata.normalize("NFC", text)
    assert all(len(line) == len(HEADINGS[path].split()) for line in body)
    assert all(cell == " ".join(cell.split()) for line in body for cell in line)


def test_the_cities_are_credited_to_geonames() -> None:
    head = (GAZETTEER / "cities.tsv").read_text(encoding="utf-8")[:900]
    for due in (
        "https://www.geonames.org",
        "https://creativecommons.org/licenses/by/4.0/",
        "Changed:",
        "Attribution due",
    ):
        assert due in head


def test_every_country_has_an_item_of_wikidata() -> None:
    table = {code: (name, item) for code, name, item in lines("territories.tsv")}
    countries = {row["iso"]: row["name"] for row in rows(read_table(str(GAZETTEER / "countries.yaml")))}
    assert {code: name for code, (name, _) in table.items()} == countries, "run scripts/gazetteer"
    items = [item for _, item in table.values()]
    assert all(re.fullmatch(r"Q[1-9]\d*", item) for item in items)
    assert len(items) == len(set(items))


@pytest.mark.parametrize(
    ("name", "item"),
    {
        "China": "Q148",
        "Hong Kong": "Q8646",
        "Macau": "Q14773",
        "Taiwan": "Q865",
        "Germany": "Q183",
        "United States": "Q30",
        "United Kingdom": "Q145",
        "France": "Q142",
        "Japan": "Q17",
        "India": "Q668",
        "Denmark": "Q35",
        "Netherlands": "Q55",
    }.items(),
)
def test_items_of_wikidata_that_are_well_known(name: str, item: str) -> None:
    assert {line[2] for line in lines("territories.tsv") if line[1] == name} == {item}


@pytest.mark.parametrize(
    ("form", "id"),
    {
        "Beijing": "1816670",
        "Kyiv": "703448",
        "Kiev": "703448",
        "Madrid": "3117735",
        "London": "2643743",
        "New York": "5128581",
        "Paris": "2988507",
        "Tokyo": "1850147",
    }.items(),
)
def test_ids_of_geonames_that_are_well_known(form: str, id: str) -> None:
    known = load_gazetteer().find(form)
    assert known is not None
    assert known.identifiers == (("geonames", id),)


def test_cities_are_numbered_once_in_a_country_we_know() -> None:
    countries = {row["name"] for row in rows(read_table(str(GAZETTEER / "countries.yaml")))}
    table = lines("cities.tsv")
    assert {line[2] for line in table} <= countries
    assert {line[5] for line in table} == USES
    assert all(line[3].isdecimal() and line[4].isdecimal() for line in table)
    assert [id for id, count in Counter(line[3] for line in table).items() if count > 1] == []


def test_a_city_that_is_looked_up_shares_no_name_with_our_own_tables() -> None:
    taken = dict(hand_written())
    clashes = {form: taken[form] for city in looked_up() for form in forms(city) if form in taken}
    assert clashes == {}, "run scripts/gazetteer"


def test_a_city_that_is_looked_up_holds_no_name_of_our_own_tables() -> None:
    taken = {form for form, _ in hand_written()}
    for city in looked_up():
        words = re.split("[ -]", city[0])
        runs = {
            " ".join(words[start:end])
            for start in range(len(words))
            for end in range(start + 1, len(words) + 1)
        }
        assert not runs & taken, city


def test_a_form_that_is_looked_up_means_one_city() -> None:
    bearers = Counter(form for city in looked_up() for form in forms(city))
    assert [form for form, count in bearers.items() if count > 1] == []


@pytest.mark.parametrize(
    "name",
    "Reading Mobile Split Of Orange Bush Lincoln Laredo Van Batman Corona Barking Toyota Aurora Salem Kirov Benfica".split(),
)
def test_a_name_that_is_mostly_something_else_means_no_city_by_the_large_table(name: str) -> None:
    assert name not in {form for city in looked_up() for form in forms(city)}


def test_a_city_of_the_large_table_is_a_hint_and_nothing_more() -> None:
    gazetteer = load_gazetteer()
    own = {form for form, _ in hand_written()}
    for city in looked_up():
        for form in forms(city):
            assert gazetteer.names[form] == Known(
                city[0], "City", city[2], common=True, identifiers=(("geonames", city[3]),)
            )
            assert form not in gazetteer.adjectives and form not in gazetteer.seats
    unexpected = gazetteer.names.keys() - own - {form for city in looked_up() for form in forms(city)}
    assert unexpected == set()


def test_known_cities_are_those_of_the_places_and_the_capitals() -> None:
    cities = {
        (row["name"], row["in"])
        for row in rows(read_table(str(GAZETTEER / "places.yaml")))
        if row["type"] == "City"
    }
    countries = rows(read_table(str(GAZETTEER / "countries.yaml")))
    cities |= {(row["capital"], row["name"]) for row in countries if "capital" in row}
    assert {(line[0], line[2]) for line in lines("cities.tsv") if line[5] == "known"} <= cities


def test_every_capital_has_its_id() -> None:
    gazetteer = load_gazetteer()
    capitals = [
        row["capital"] for row in rows(read_table(str(GAZETTEER / "countries.yaml"))) if "capital" in row
    ]
    assert [name for name in capitals if not gazetteer.names[name].identifiers] == []


def test_identifiers_are_sorted_and_of_one_kind_of_thing() -> None:
    schemes: dict[str, set[tuple[str, ...]]] = {
        "Country": {("iso3166-1", "wikidata")},
        "Place": {("iso3166-1", "wikidata"), ()},
        "City": {("geonames",), ()},
    }
    for known in load_gazetteer().names.values():
        assert tuple(scheme for scheme, _ in known.identifiers) in schemes.get(known.type, {()}), known
        assert known.code is None or ("iso3166-1", known.code) in known.identifiers


def test_legal_forms_are_well_formed() -> None:
    codes = {code for code, _, _ in lines("territories.tsv")}
    table = lines("legal_forms.tsv")
    for _, short, place, kind, countries, checked in table:
        assert short and place in {"after", "before", "both"}
        assert kind in {"", "COOP", "GP", "JSC", "LLC", "LLP", "LP", "SOE"}
        assert countries.split() == sorted(set(countries.split())) and set(countries.split()) <= codes
        assert checked in {"r", "i", "ri", "-"}


def test_a_legal_form_is_listed_once_however_it_is_written() -> None:
    letters = [
        re.sub(r"[ .,]|[\u0300-\u036f]", "", unicodedata.normalize("NFKD", line[0])).casefold()
        for line in lines("legal_forms.tsv")
    ]
    assert [form for form, count in Counter(letters).items() if count > 1] == []


@pytest.mark.parametrize(
    ("form", "countries"),
    {
        "GmbH": "AT CH DE LI",
        "Oyj": "FI",
        "Tbk": "ID",
        "KK": "JP",
        "A/S": "DK",
        "SAOG": "OM",
        "Inc.": "",
    }.items(),
)
def test_legal_forms_tell_their_countries(form: str, countries: str) -> None:
    assert [line[4] for line in lines("legal_forms.tsv") if line[0] == form] == [countries]
