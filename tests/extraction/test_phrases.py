"""What phrases read, and what they leave to each other: longer before shorter, agents and owners wherever they stand."""

from collections.abc import Callable

import pytest

from kg.extraction.frames import load_frames
from kg.model import Reading

pytestmark = pytest.mark.slow

Read = Callable[[str], Reading]
Said = tuple[str, str, str, str]


def said(reading: Reading) -> set[Said]:
    return {(r.subject.name, r.relation, r.object.name, str(r.status)) for r in reading.relations}


def test_a_longer_phrase_leaves_nothing_of_what_it_reads_to_a_shorter_one(read: Read) -> None:
    found = said(read("Norvik Steel signed a deal with Haldane Foods."))
    assert ("Norvik Steel", "signsAgreementWith", "Haldane Foods", "asserted") in found
    assert all(relation != "approves" for _, relation, _, _ in found)


def test_a_longer_phrase_leaves_other_objects_to_a_shorter_one(read: Read) -> None:
    found = said(read("Pia Lund will meet Rajiv Bhandari on the sidelines of the Oran Energy Summit."))
    assert ("Pia Lund", "meetsWith", "Rajiv Bhandari", "planned") in found
    assert ("Pia Lund", "attends", "Oran Energy Summit", "planned") in found


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # a word of a phrase may ask for the word in front of it
        (
            "The European Commission gave the green light to the Northern Ferry Agreement.",
            ("European Commission", "approves", "Northern Ferry Agreement", "asserted"),
        ),
        # whose something is may stand in front of it
        (
            "Marlinov Shipping faces Canadian sanctions.",
            ("Canada", "sanctions", "Marlinov Shipping", "asserted"),
        ),
        # the agent may hang on what stands between
        (
            "Japan was threatened with retaliation by North Korea.",
            ("North Korea", "threatens", "Japan", "asserted"),
        ),
        (
            "Miha Zupan was appointed ambassador to Canada by Slovenia.",
            ("Slovenia", "appoints", "Miha Zupan", "asserted"),
        ),
        # a sum may stand between
        (
            "The European Commission imposed a fine of 80 million euros on Norvik Steel.",
            ("European Commission", "fines", "Norvik Steel", "asserted"),
        ),
        # goods may tell where they were made
        (
            "India has imposed tariffs on gloves made in Malaysia.",
            ("India", "imposesTariffsOn", "Malaysia", "asserted"),
        ),
        # who acts on a journey is who travels
        (
            "During a visit to Oslo, Rajiv Bhandari praised the harbour.",
            ("Rajiv Bhandari", "visits", "Oslo", "asserted"),
        ),
        # "it" of the subject that follows
        (
            "With its purchase of Haldane Foods, Norvik Steel gains two plants.",
            ("Norvik Steel", "acquires", "Haldane Foods", "asserted"),
        ),
        # co- and re- leave a verb its frames
        ("Pia Lund co-founded Norvik Steel in 1997.", ("Pia Lund", "founded", "Norvik Steel", "asserted")),
        # what somebody threatens or refuses to do
        ("Russia has threatened to attack Poland.", ("Russia", "threatens", "Poland", "asserted")),
        (
            "Poland has refused to sign the Paris Agreement.",
            ("Poland", "opposes", "Paris Agreement", "asserted"),
        ),
        # the noun that a relative clause tells of is the object of its verb
        (
            "Farmers count the cost of the duties that China levied on Canada in August.",
            ("China", "imposesTariffsOn", "Canada", "asserted"),
        ),
        (
            "Norway's tariffs on machinery from Peru continued on Monday.",
            ("Norway", "imposesTariffsOn", "Peru", "asserted"),
        ),
        # an apposition with a clause means the name it describes
        (
            "Meta, the company which owns WhatsApp, was founded in 2004.",
            ("Meta", "owns", "WhatsApp", "asserted"),
        ),
        # who heads a part does not lead the whole
        (
            "Pieter de Vries, head of credit research at Rabobank, wrote a note.",
            ("Pieter de Vries", "worksFor", "Rabobank", "asserted"),
        ),
        (
            "Pieter de Vries, mayor of the city of Utrecht, wrote a note.",
            ("Pieter de Vries", "leads", "Utrecht", "asserted"),
        ),
        # "the country" is one named in the sentence
        (
            "Norway waited. Rosa Quispe, the Peruvian president who led the country into the pact, lost.",
            ("Rosa Quispe", "leads", "Peru", "asserted"),
        ),
        # plural roles of two subjects
        ("Freshway and Colruna are rivals.", ("Freshway", "competesWith", "Colruna", "asserted")),
        # one of many
        (
            "Norvik Steel, one of the members of the Baltic Metals Federation, closed a plant.",
            ("Norvik Steel", "memberOf", "Baltic Metals Federation", "asserted"),
        ),
        # who is seen as something may become it
        (
            "Petra Vogel is a candidate for the post of chief executive of Norvik Steel.",
            ("Petra Vogel", "leads", "Norvik Steel", "possible"),
        ),
        # an ambiguous head noun gives way to what the text says of the name
        (
            "Pia Lund, a senior economist at the Baltic Trade Forum, expects growth.",
            ("Pia Lund", "worksFor", "Baltic Trade Forum", "asserted"),
        ),
        # what an aside says of an agency is not its post
        (
            "Speaking to Reuters, the head of the Baltic Sailing League, Pia Lund, said the harbour was safe.",
            ("Pia Lund", "leads", "Baltic Sailing League", "asserted"),
        ),
        # an officer who speaks of a firm is the firm's
        (
            "Norvik Steel lifted its sales by 6 percent, chief executive Pia Lund said.",
            ("Pia Lund", "leads", "Norvik Steel", "asserted"),
        ),
        (
            "Skagervind Lines will order two ferries, chief executive Henrik Torsvik told people in Bergen.",
            ("Henrik Torsvik", "leads", "Skagervind Lines", "asserted"),
        ),
        # ... and of what runs something, not of a part of it
        (
            "Pia Lund, chief executive of the Oslo ferry operator Haldane Lines, resigned from the board of Norvik.",
            ("Pia Lund", "leads", "Haldane Lines", "asserted"),
        ),
        (
            "Haldane Foods, operator of the Brema airport, was sold.",
            ("Haldane Foods", "operates", "airport", "asserted"),
        ),
        # a name that only a guess makes a person's is what the text says of it
        (
            "Japanese trading house Wakamori Shoji owns 49 percent of the Chilean lithium producer Salmira Litio.",
            ("Wakamori Shoji", "owns", "Salmira Litio", "asserted"),
        ),
        # rounds, sums and loans
        (
            "Haldane Foods raised $30 million in a round led by the fund Palmeiral Ventures in February.",
            ("Palmeiral Ventures", "investsIn", "Haldane Foods", "asserted"),
        ),
        (
            "Norvik Steel paid $620 million to acquire the Welsh quarry operator Haldane Stone.",
            ("Norvik Steel", "acquires", "Haldane Stone", "asserted"),
        ),
        (
            "The World Bank has lent the Nepalese grid company Pahadline Grid $250 million.",
            ("World Bank", "aids", "Pahadline Grid", "asserted"),
        ),
        (
            "Haldane Foods has trebled its profit since Pia Lund became chief executive in 2018.",
            ("Pia Lund", "leads", "Haldane Foods", "asserted"),
        ),
        (
            "Pia Lund, managing director of the Singapore bunker trader Straitsmark Fuels, expects growth.",
            ("Pia Lund", "leads", "Straitsmark Fuels", "asserted"),
        ),
        (
            "Petra Nova Quist, a Swedish novelist, has sold two million books.",
            ("Petra Nova Quist", "citizenOf", "Sweden", "asserted"),
        ),
        (
            "Italian mill Norvik Steel supplies tubing to the Turkish boiler maker Haldane Kazan.",
            ("Norvik Steel", "supplies", "Haldane Kazan", "asserted"),
        ),
        (
            "The chain Haldane Foods, 51 percent owned by the entrepreneur Carl Lund, will open in Oslo this summer.",
            ("Carl Lund", "owns", "Haldane Foods", "asserted"),
        ),
        (
            "Wakamori Foods will close a mill, a month after Thornmere Partners bought the pet food maker.",
            ("Thornmere Partners", "acquires", "Wakamori Foods", "asserted"),
        ),
    ],
)
def test_it_is_read(read: Read, sentence: str, expected: Said) -> None:
    assert expected in said(read(sentence))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Norvik Steel walked away from its takeover of Haldane Foods.",
            ("Norvik Steel", "acquires", "Haldane Foods", "negated"),
        ),
        (
            "Pia Lund failed in her bid to become chairman of Norvik Steel.",
            ("Pia Lund", "leads", "Norvik Steel", "negated"),
        ),
        (
            "The European Commission has to approve the Northern Ferry Agreement.",
            ("European Commission", "approves", "Northern Ferry Agreement", "possible"),
        ),
        (
            "Norvik Steel dismissed its chief executive, Pia Lund, on Friday.",
            ("Pia Lund", "leads", "Norvik Steel", "ended"),
        ),
        (
            "Pia Lund, the chief executive of Norvik Steel, resigned on Friday.",
            ("Pia Lund", "leads", "Norvik Steel", "ended"),
        ),
        (
            "Pia Lund worked for Norvik Steel for nine years.",
            ("Pia Lund", "worksFor", "Norvik Steel", "ended"),
        ),
        (
            "Rajiv Bhandari travels to Oslo on Monday for talks.",
            ("Rajiv Bhandari", "visits", "Oslo", "planned"),
        ),
        (
            "Norvik Steel is in talks to buy Haldane Foods.",
            ("Norvik Steel", "acquires", "Haldane Foods", "possible"),
        ),
        (
            "Norvik Steel is opening a plant in Kenya next year.",
            ("Norvik Steel", "expandsInto", "Kenya", "planned"),
        ),
        (
            "Without the guarantee, Norvik Steel would not have acquired Haldane Foods, its chairman said.",
            ("Norvik Steel", "acquires", "Haldane Foods", "possible"),
        ),
        (
            "Norvik Steel refused to supply Haldane Foods until it paid.",
            ("Norvik Steel", "supplies", "Haldane Foods", "negated"),
        ),
    ],
)
def test_it_is_no_fact(read: Read, sentence: str, expected: Said) -> None:
    found = said(read(sentence))
    assert expected in found
    assert (*expected[:3], "asserted") not in found


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        ("Police found a woman named Pia Lund in Oslo.", "appoints"),
        ("Norvik Steel wants to turn over its weapons.", "uses"),
        ("The committee ordered Norvik Steel to pay.", "acquires"),
        ("Norvik Steel has shipped arms to Kenya, Pia Lund told Reuters.", "leads"),
        ("Demand in Kenya fell, chief executive Pia Lund said.", "leads"),
        (
            "Norvik Steel has never supplied Haldane Kazan, a spokeswoman for the Italian mill said.",
            "worksFor",
        ),
        ("Pia Lund met the Oslo ferry operator Haldane Lines.", "operates"),
    ],
)
def test_it_is_not_read(read: Read, sentence: str, relation: str) -> None:
    assert relation not in {each.relation for each in read(sentence).relations}


def test_a_list_of_people_with_titles_is_read_to_its_end(read: Read) -> None:
    found = said(
        read(
            "The Oran Energy Summit was attended by Danish prime minister Jens Holt and energy minister Karen Voss,"
            " Polish president Ewa Nowak and finance minister Jan Kowal."
        )
    )
    assert {subject for subject, relation, _, _ in found if relation == "attends"} == {
        "Jens Holt",
        "Karen Voss",
        "Ewa Nowak",
        "Jan Kowal",
    }


def test_a_list_ends_where_somebody_does_something_else(read: Read) -> None:
    found = said(read("Pia Lund praised Ana Ruiz, and Tom Hill left the room."))
    assert {obj for _, relation, obj, _ in found if relation == "supports"} == {"Ana Ruiz"}


HOME = "Police in Poland arrested six men. Poland and its neighbours had looked for them. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HOME + "Prime Minister Jan Kowal thanked them.", {("Jan Kowal", "leads", "Poland", "asserted")}),
        (HOME + "Prime Minister Jan Kowal thanked Sweden.", {("Jan Kowal", "leads", "Poland", "possible")}),
        # an office that the state does not have
        (HOME.replace("Poland", "Brazil") + "Prime Minister Jan Kowal thanked them.", set()),
        (HOME + "Foreign Secretary Jan Kowal thanked them.", set()),
        # somebody else holds it
        (
            HOME + "Polish President Ewa Nowak thanked them. President Carlos Lima did so too.",
            {("Ewa Nowak", "leads", "Poland", "asserted")},
        ),
    ],
)
def test_a_title_without_an_owner_is_the_country_s_that_has_the_office_free(
    read: Read, text: str, expected: set[Said]
) -> None:
    assert {each for each in said(read(text)) if each[1] in {"leads", "worksFor"}} == expected


def test_offices_are_said_of_states_that_there_are() -> None:
    from kg.nlp.gazetteer import load_gazetteer
    from kg.nlp.lexicon import load_titles

    titles = load_titles()
    assert {*titles.only, *titles.never} <= titles.national
    states = {name for table in (titles.only, titles.never) for names in table.values() for name in names}
    known = {name: load_gazetteer().find(name) for name in states}
    assert [name for name, found in known.items() if found is None or found.name != name] == []


def test_of_nouns_that_end_alike_the_shorter_adds_only_what_the_longer_says() -> None:
    from kg.nlp.pipeline import load_pipeline

    doc = load_pipeline()("The drone attack surprised them after merger talks.")
    frames = load_frames()
    attack, talks = doc[2], doc[7]
    assert {frame.relation for frame in frames.at(attack, frames.nouns)} == {"attacks"}
    assert {frame.head for frame in frames.at(attack, frames.nouns)} == {"drone attack", "attack"}
    heads = {(frame.relation, frame.head) for frame in frames.at(talks, frames.nouns)}
    assert ("mergesWith", "merger talks") in heads
    assert ("negotiatesWith", "merger talks") in heads


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        ("The British director Anna Berg praised Toyota.", "leads"),
        ("The Maoist Prime Minister Anna Berg visited Oslo.", "leads"),
        ("Spain captain Anna Berg visited Oslo.", "leads"),
        ("Former presidents Anna Berg and Carl Lund visited Oslo.", "leads"),
        ("In Gaza, a move that Anna Berg cautioned against, settlers built homes.", "directs"),
    ],
)
def test_a_relation_is_not_read(read: Read, sentence: str, relation: str) -> None:
    assert all(found != relation for _, found, _, _ in said(read(sentence)))


def test_a_country_does_not_run_what_is_run_there(read: Read) -> None:
    found = said(read("In Vietnam, where it runs 180 restaurants, Jollibee expects no impact."))
    assert all(subject != "Vietnam" for subject, _, _, _ in found)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "Nokia competes with Saab at home and with Volvo and Scania abroad.",
            ("Nokia", "competesWith", "Scania"),
        ),
        ("Anna Berg succeeded Carl Lund as president of Kowal Steel.", ("Anna Berg", "leads", "Kowal Steel")),
        ("Carl Lund was replaced by Anna Berg as chief executive of Telia.", ("Anna Berg", "leads", "Telia")),
        ("Telia grew. The company, which is owned by Saab, bought Volvo.", ("Saab", "owns", "Telia")),
        ("Kowal Steel sued Saab, its chief executive, Jon Ek, and Bo Lind.", ("Jon Ek", "leads", "Saab")),
        ("Nokia bought three firms: Saab, Volvo and Scania.", ("Nokia", "acquires", "Scania")),
        (
            "Merkel met the presidents of two states: Anna Berg of Peru and Bo Ek of Chad.",
            ("Merkel", "meetsWith", "Bo Ek"),
        ),
        ("Telia and its chairman, Carl Lund, sued Saab.", ("Carl Lund", "leads", "Telia")),
    ],
)
def test_what_hangs_on_a_phrase_is_read_with_it(read: Read, text: str, claim: tuple[str, str, str]) -> None:
    assert claim in {(subject, relation, obj) for subject, relation, obj, _ in said(read(text))} | {
        (obj, relation, subject)
        for subject, relation, obj, _ in said(read(text))
        if relation in {"competesWith", "meetsWith"}
    }


def test_the_company_that_does_something_is_no_company_spoken_of_before(read: Read) -> None:
    assert not said(read("Telia grew. The company that is owned by Saab bought Volvo."))
    found = said(read("Kowal Steel sued Saab, its chief executive, Jon Ek, and Bo Lind."))
    assert ("Jon Ek", "leads", "Kowal Steel", "asserted") not in found


def test_an_officer_whose_firm_the_text_names_is_not_of_the_firm_spoken_of(read: Read) -> None:
    text = "Haldane Lines chief executive Pia Lund is angry. Norvik Steel is breaking the law, chief executive Pia Lund said."
    found = said(read(text))
    assert ("Pia Lund", "leads", "Haldane Lines", "asserted") in found
    assert all(obj != "Norvik Steel" for _, relation, obj, _ in found if relation == "leads")
