"""Names whose class is a mere guess have one that fits what is said of them; what is known stays."""

from dataclasses import replace

from builders import Claim, Name, company, person, reading

from kg.extraction.settling import settled_classes, with_classes
from kg.model import Reading


def guessed(made: Reading, *names: str) -> Reading:
    """Return a reading in which the classes of some names are guesses."""
    mentions = tuple(replace(each, sure=each.name not in names) for each in made.mentions)
    return replace(made, mentions=mentions)


def settled(made: Reading) -> dict[str, str]:
    classes = settled_classes(made.chains, made.mentions, made.relations)
    return {chain.name: classes[chain.number] for chain in made.chains if chain.number in classes}


OWNS = Claim(company("Kerr Holdings"), "owns", person("Lisdoon Wind"))


def test_a_guessed_class_gives_way_to_what_is_said() -> None:
    assert settled(guessed(reading("a", OWNS), "Lisdoon Wind")) == {"Lisdoon Wind": "Organization"}
    assert settled(reading("a", OWNS)) == {}
    fits = Claim(person("Lisdoon Wind"), "owns", company("Kerr Holdings"))
    assert settled(guessed(reading("a", fits), "Lisdoon Wind")) == {}


def test_a_name_that_is_sure_anywhere_is_no_guess() -> None:
    made = reading("a", OWNS, person("Lisdoon Wind"))
    first, *rest = (replace(each, sure=each.name != "Lisdoon Wind") for each in made.mentions)
    rest[-1] = replace(rest[-1], sure=True)
    assert settled(replace(made, mentions=(first, *rest))) == {}


def test_what_the_text_describes_is_no_guess() -> None:
    made = guessed(reading("a", OWNS), "Lisdoon Wind")
    chains = tuple(replace(each, described=("a pianist",)) for each in made.chains)
    assert settled(replace(made, chains=chains)) == {}


def test_where_one_class_is_asked_for_it_is_that_and_where_none_fits_all_it_is_unknown() -> None:
    based = Claim(company("Kerr Holdings"), "citizenOf", company("Lisdoon"))
    assert settled(guessed(reading("a", based), "Lisdoon")) == {"Lisdoon": "Country"}
    both = reading("a", based, Claim(person("Ann Kerr"), "leads", Name("Lisdoon", "Company")))
    assert settled(guessed(both, "Lisdoon")) in ({"Lisdoon": "Country"}, {"Lisdoon": "Entity"})


def test_chains_mentions_and_relations_agree() -> None:
    made = guessed(reading("a", OWNS), "Lisdoon Wind")
    classes = settled_classes(made.chains, made.mentions, made.relations)
    chains, mentions, relations = with_classes(classes, made.chains, made.mentions, made.relations)
    assert [each.type for each in chains] == ["Company", "Organization"]
    assert [each.type for each in mentions] == ["Company", "Organization"]
    assert [each.type for each in (relations[0].subject, relations[0].object)] == ["Company", "Organization"]
