"""Which spans are mentions, what class they have, and which mean the same thing; sentences of our own."""

from collections.abc import Callable

import pytest

from kg.model import Chain, Mention, Reading

pytestmark = pytest.mark.slow

Read = Callable[[str], Reading]


def named(reading: Reading) -> dict[str, str]:
    """Return the text of each mention with its class."""
    text = reading.document.text
    return {text[mention.start : mention.end]: mention.type for mention in reading.mentions}


def meant(reading: Reading, words: str, occurrence: int = 0) -> Chain:
    """Return the chain of the mention with these words; the first one unless said otherwise."""
    text = reading.document.text
    found = [mention for mention in reading.mentions if text[mention.start : mention.end] == words]
    assert len(found) > occurrence, f"{words!r} is not among {sorted(named(reading))}"
    return next(chain for chain in reading.chains if chain.number == found[occurrence].chain)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Rivals of Tantrix, a carmaker from Leeds, sold less.", "Tantrix", "Company"),
        ("The payment service Zandopay has 3 million users.", "Zandopay", "Product"),
        ("She joined the Hong Kong General Chamber of Commerce.", "Hong Kong General Chamber of Commerce", "Organization"),
        ("He spoke at the Kwame Asante University on Monday.", "Kwame Asante University", "University"),
        ("It was sold to Bergholt Steel Holdings for a pound.", "Bergholt Steel Holdings", "Company"),
        ("The Ministry of Oil said nothing.", "Ministry of Oil", "GovernmentBody"),
        ("Prime Minister Okonedo resigned.", "Okonedo", "Person"),
        ("Ji-hoon Park told investors in London.", "Ji-hoon Park", "Person"),
        ("Vasile Rotaru refused on Monday to step down.", "Vasile Rotaru", "Person"),
        ("The mathematician Goh Siew Choo won.", "Goh Siew Choo", "Person"),
    ],
)  # fmt: skip
def test_the_words_around_a_name_tell_its_class(read: Read, text: str, name: str, kind: str) -> None:
    assert named(read(text)).get(name) == kind


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Google's Bard was late.", {"Google", "Bard"}),
        ("Tencent-backed Luxpay opened in Macau.", {"Tencent", "Luxpay", "Macau"}),
        ("The Redmond, Washington-based company hired Ana Ruiz.", {"Redmond", "Washington", "Ana Ruiz"}),
        ("Peter Wong Tai-man met Carrie Ho Lau Mei-ling.", {"Peter Wong Tai-man", "Carrie Ho Lau Mei-ling"}),
        ("The Electro-mobility Platform Henning Kaltmann leads met.", {"Henning Kaltmann"}),
        ("A consultancy from Cambridge, Massachusetts, won.", {"Cambridge", "Massachusetts"}),
        ("Mumbai-based Orchid Group grew.", {"Mumbai", "Orchid Group"}),
        ("Baker Goh Siew Choo left with Elena Christou of Cyprus.", {"Goh Siew Choo", "Elena Christou", "Cyprus"}),
        ("Anna Berg\nLeeds Castle burned down.", {"Anna Berg", "Leeds Castle"}),
    ],
)  # fmt: skip
def test_where_names_begin_and_end(read: Read, text: str, names: set[str]) -> None:
    assert names <= set(named(read(text)))


def test_a_name_never_crosses_a_block(read: Read) -> None:
    reading = read("A deal for Bergholt\nSteel prices fell.")
    assert not any("\n" in words for words in named(reading))


def test_all_mentions_of_a_name_agree(read: Read) -> None:
    reading = read("Zandopay, a payment company, grew. Users of Zandopay paid. They like Zandopay a lot.")
    assert {m.type for m in reading.mentions if m.name == "Zandopay"} == {"Company"}


def test_an_acronym_in_brackets_is_bound_to_its_long_form(read: Read) -> None:
    reading = read("The Gulf Rail Safety Board (GRSB) met. Later the GRSB fined two firms.")
    assert meant(reading, "GRSB", 1).name == "Gulf Rail Safety Board"


def test_a_name_introduced_beside_another_is_the_same(read: Read) -> None:
    reading = read("Ma Wenlong, also known as Leo Ma, sold the firm. Leo Ma lives in Perth.")
    assert meant(reading, "Leo Ma", 1) == meant(reading, "Ma Wenlong")


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Chinese firms bought steel.", "Chinese", "China"),
        ("South Korean banks lend less.", "South Korean", "South Korea"),
        ("Beijing accused the firm of spying.", "Beijing", "China"),
        ("Brussels approved the merger on Monday.", "Brussels", "European Union"),
        ("The Kremlin denied the report.", "Kremlin", "Russia"),
        ("Norway urged Beijing to open its ports.", "Beijing", "China"),
        ("Norway called on Washington to sign.", "Washington", "United States"),
        ("The Athens parliament voted on Monday.", "Athens parliament", "Greek parliament"),
        ("The White House denied the report.", "White House", "White House"),
        ("The Greek government resigned.", "Greek government", "Greece"),
    ],
)
def test_governments_and_their_people(read: Read, text: str, words: str, name: str) -> None:
    assert meant(read(text), words).name == name


def test_a_capital_that_does_not_act_is_the_town(read: Read) -> None:
    assert meant(read("The fair opens in Beijing on Monday."), "Beijing").type == "City"


def test_a_body_of_a_state_is_a_thing_of_its_own_whatever_form_its_owner_takes(read: Read) -> None:
    reading = read("The Ghanaian parliament voted on Monday. Ghana's parliament has 276 seats.")
    body = meant(reading, "Ghanaian parliament")
    assert (body.name, body.type) == ("Ghanaian parliament", "GovernmentBody")
    assert meant(reading, "Ghana's parliament") == body
    assert meant(reading, "Ghana").name == "Ghana"


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Hackers of apparent Chinese origin attacked the bank.", "Hackers", "Group"),
        ("Eight Hong Kong universities joined the project.", "universities", "Group"),
        ("The firm runs two data centers in Hong Kong.", "two data centers", "Facility"),
        ("Prosecutors questioned the mayor.", "Prosecutors", "Group"),
        ("A gunman shot the mayor.", "gunman", "Person"),
        ("The two sides resumed peace talks in Oman.", "peace talks", "Event"),
    ],
)
def test_groups_and_things_with_a_clear_head_are_mentions(
    read: Read, text: str, words: str, kind: str
) -> None:
    assert named(read(text)).get(words) == kind


def test_a_definite_phrase_means_the_thing_spoken_of_before(read: Read) -> None:
    reading = read("Gunmen attacked two mosques on Friday. The mosques were full, officials said.")
    assert meant(reading, "mosques") == meant(reading, "two mosques")


def test_a_general_noun_that_points_at_nothing_is_no_mention(read: Read) -> None:
    assert "briefing" not in named(read("Anna Berg attended the briefing."))


def test_a_short_name_is_the_long_one_that_introduced_it(read: Read) -> None:
    reading = read("Larnham Airport was closed. Flights from Larnham were late.")
    assert meant(reading, "Larnham").name == "Larnham Airport"


def test_a_parent_named_first_is_not_its_subsidiary(read: Read) -> None:
    reading = read("Zandopay grew. Zandopay Logistics, a unit, did not. Zandopay hired 20 people.")
    assert meant(reading, "Zandopay", 1) != meant(reading, "Zandopay Logistics")


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Anna Berg met Tom Hill. She praised the deal.", "She", "Anna Berg"),
        ("Xu Jing led the firm. Her brother Xu Bin kept the books. He resigned.", "He", "Xu Bin"),
        ("Zandopay, a payment company, grew. The company hired 20 people.", "company", "Zandopay"),
        ("Volvo sold its truck unit to Geely.", "its", "Volvo"),
        ("The fair in Lyon was full. The city wants another.", "city", "Lyon"),
        ("Mayor Anna Berg met senator Tom Hill in Lyon. The senator left early.", "senator", "Tom Hill"),
    ],
)
def test_pronouns_and_definite_phrases_point_back(read: Read, text: str, words: str, name: str) -> None:
    assert meant(read(text), words).name == name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It rained in Lyon.", "It"),
        ("Tom Hill spoke. She left.", "She"),
        ("Anna Berg spoke in Lyon. The minister left.", "minister"),
    ],
)
def test_where_nothing_fits_they_are_left_alone(read: Read, text: str, words: str) -> None:
    reading = read(text)
    assert not any(reading.document.text[m.start : m.end] == words for m in reading.mentions)


def test_the_evidence_of_a_relation_read_through_a_pronoun_is_the_pronoun(read: Read) -> None:
    reading = read("Anna Berg studied in Oslo. In 2019 she founded Zandopay, a payment company.")
    (founded,) = (relation for relation in reading.relations if relation.relation == "founded")
    start, end = founded.evidence.subject
    assert reading.document.text[start:end] == "she"
    assert meant(reading, "she").name == "Anna Berg"


def people(reading: Reading) -> list[Mention]:
    return [mention for mention in reading.mentions if mention.type == "Person"]


def test_a_bare_surname_means_whom_its_title_tells(read: Read) -> None:
    reading = read(
        "Governor Liu Zhenhua ordered people to leave. Liu Bo, the party secretary, had not."
        " Governor Liu flew home. Secretary Liu was dismissed."
    )
    assert meant(reading, "Liu", 0).name == "Liu Zhenhua"
    assert meant(reading, "Liu", 1).name == "Liu Bo"


def test_a_bare_surname_that_may_be_two_peoples_stays_alone(read: Read) -> None:
    reading = read("Ma Huateng met Jack Ma in Hong Kong. Ma did not speak to reporters.")
    alone = meant(reading, "Ma")
    assert alone.names == ("Ma",)
    assert len({mention.chain for mention in people(reading)}) == 3


@pytest.mark.parametrize(
    ("text", "name", "full"),
    [
        ("Rita Lima left early. Lima said she was tired.", "Lima", "Rita Lima"),
        ("Greta Hamilton won again. Hamilton said the track was wet.", "Hamilton", "Greta Hamilton"),
        ("Pianist Irena Dolska has left Perm for Riga. Dolska said nothing.", "Dolska", "Irena Dolska"),
        ('The prize went to Robert "Bob" Tunnard. Tunnard kept it.', "Tunnard", 'Robert "Bob" Tunnard'),
        ("OSLO - Marit Fjelde resigned on Monday. Fjelde said it was time.", "Fjelde", "Marit Fjelde"),
        ("It was built by her student Alonso Robles. Robles expects rain.", "Robles", "Alonso Robles"),
    ],
)  # fmt: skip
def test_a_bare_surname_is_found_and_means_its_person(read: Read, text: str, name: str, full: str) -> None:
    found = meant(read(text), name)
    assert (found.name, found.type) == (full, "Person")


@pytest.mark.parametrize(
    "text",
    [
        # Three readers would ask back: which of them?
        "Worku Tadelle trains his daughter, Hirut Worku. Worku is strict.",
        "The shipowner Edmund Hartwell died. His widow, Lady Hartwell, sold the fleet.",
        "Senator Emeka Obiora spoke. The late Chief Obiora would have agreed.",
        "Liang Shaolin, the party secretary, stayed away. The city's mayor, Liang, spoke.",
    ],
)
def test_a_bare_surname_put_like_anothers_joins_nobody(read: Read, text: str) -> None:
    reading = read(text)
    bare = [
        chain for chain in reading.chains if chain.type == "Person" and all(" " not in n for n in chain.names)
    ]
    assert len(bare) == 1


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("London police arrested two men.", "London police"),
        ("A Moscow court fined the bank.", "Moscow court"),
        ("The Athens parliament passed the law.", "Greek parliament"),
        ("Protesters storm Greek parliament", "Greek parliament"),
    ],
)
def test_towns_have_police_and_courts_and_states_have_parliaments(read: Read, text: str, body: str) -> None:
    reading = read(text)
    assert body in {chain.name for chain in reading.chains if chain.type == "GovernmentBody"}
    assert all(mention.end <= len(text) for mention in reading.mentions)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The terrorist group Zarbul attacked a village.", "Zarbul", "ArmedGroup"),
        ("The rights group Kelgar Watchers wrote a report.", "Kelgar Watchers", "Organization"),
        ("Zarbul, a rights group, wrote a report.", "Zarbul", "Organization"),
        ("Zarbul, a group from Leeds, sold its shares.", "Zarbul", "Company"),
    ],
)
def test_the_longest_noun_beside_a_name_tells_its_class(read: Read, text: str, name: str, kind: str) -> None:
    assert named(read(text)).get(name) == kind


def test_a_day_ends_the_name_of_an_event(read: Read) -> None:
    assert {"Belgian Grand Prix", "Falkner"} <= named(
        read("He won the Belgian Grand Prix on Sunday for Falkner.")
    ).keys()


@pytest.mark.parametrize("word", ["Foreign Minister ", "President Smith "])
def test_a_text_of_nothing_but_titles_is_read(read: Read, word: str) -> None:
    assert read(word * 400).document.text


def test_a_founder_beside_other_people_is_not_the_firm_named_after_him(read: Read) -> None:
    text = "Kowal Steel was founded in 1901 by J.P. Morgan, Charles Schwab and other financiers."
    types = {mention.name: mention.type for mention in read(text).mentions}
    assert types["J.P. Morgan"] == "Person"
    types = {mention.name: mention.type for mention in read("J.P. Morgan bought Telia and Saab.").mentions}
    assert types["JPMorgan Chase"] == "Company"


@pytest.mark.parametrize(
    ("text", "words", "whom"),
    [
        ("Norvik Bank rose. Altmark Foods, which owns a third of the company, fell.", "the company", "Norvik Bank"),
        ("Norvik Bank fell. Altmark Foods agreed to buy the company in May.", "the company", "Norvik Bank"),
        ("Norvik Bank fell. The company said nothing.", "The company", "Norvik Bank"),
    ],
)  # fmt: skip
def test_the_object_of_a_verb_is_never_its_subject(read: Read, text: str, words: str, whom: str) -> None:
    assert meant(read(text), words.partition(" ")[2]).name == whom


def test_its_in_a_phrase_about_somebody_is_not_that_one(read: Read) -> None:
    found = read("Norvik Water must replace its pipes, Colin Ashdown, its managing director, told lawmakers.")
    assert meant(found, "its", 1).name == "Norvik Water"


def test_where_it_would_be_its_own_subject_it_is_something_without_a_name(read: Read) -> None:
    found = read("Norvik Bank and Altmark Foods signed a deal, but Altmark Foods vowed to block it.")
    assert all(found.document.text[each.start : each.end] != "it" for each in found.mentions)
