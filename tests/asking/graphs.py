"""The graph that questions are put to: every status, a namesake, posts of two years, a symmetric relation."""

from dataclasses import replace

from builders import Claim, Name, amount, company, graph_of, nominal, person, reading

from kg.graph import Graph
from kg.model import Qualifiers, Reading, StatedDate, Status

ALI, TEN, SHIP = company("Alibaba", "Alibaba Group"), company("Tencent"), company("Norvik Lines")
STEEL, FUND = company("U.S. Steel"), company("Baltic Fund")
HONG_KONG, CHINA, PERU = Name("Hong Kong", "City"), Name("China", "Country"), Name("Peru", "Country")
LIMA = Name("Lima", "City")
NATO = Name("North Atlantic Treaty Organization", "InternationalOrganization", also=("NATO",))
PACT = Name("Regional Comprehensive Economic Partnership", "InternationalOrganization")
ANNA, CARL, JACK, HENRY = (
    person("Anna Berg"),
    person("Carl Lund"),
    person("Jack Ma", "Ma"),
    person("Henry Ma", "Ma"),
)


def role(name: str) -> Qualifiers:
    return Qualifiers(role=(name,))


def dated(date: str, made: Reading) -> Reading:
    return replace(made, document=replace(made.document, published=StatedDate(date, "test")))


def questioned() -> Graph:
    return graph_of(*questioned_readings())


def questioned_readings() -> tuple[Reading, ...]:
    return (
        dated(
            "2020-03-01",
            reading(
                "old",
                Claim(CARL, "leads", PERU, qualifiers=role("President")),
                Claim(JACK, "founded", ALI, qualifiers=Qualifiers(time=("1999",))),
                Claim(TEN, "operatesIn", PERU),
                Claim(CHINA, "tradesWith", PERU),
            ),
        ),
        dated(
            "2024-05-01",
            reading(
                "new",
                Claim(ANNA, "leads", PERU, qualifiers=role("President")),
                Claim(ANNA, "leads", ALI, qualifiers=role("chief executive")),
                Claim(HENRY, "worksFor", ALI, qualifiers=role("vice president")),
                Claim(CARL, "leads", ALI, Status.ENDED, qualifiers=role("chairman")),
                Claim(FUND, "owns", ALI, qualifiers=Qualifiers(share=("12 percent",))),
                Claim(FUND, "owns", TEN, Status.NEGATED),
                Claim(TEN, "acquires", SHIP, Status.PLANNED, qualifiers=Qualifiers(amount=("$2 billion",))),
                Claim(SHIP, "subsidiaryOf", FUND),
                Claim(
                    ALI, "operates", nominal("two data centers"), qualifiers=Qualifiers(place=("Hong Kong",))
                ),
                Claim(TEN, "expandsInto", HONG_KONG, Status.PLANNED, source="Anna Berg"),
                Claim(CHINA, "sanctions", SHIP),
                Claim(PERU, "sanctions", SHIP, Status.POSSIBLE),
                Claim(ANNA, "meetsWith", CARL, qualifiers=Qualifiers(place=("Lima",), time=("Monday",))),
                Claim(PERU, "memberOf", NATO, Status.PLANNED),
                Claim(CHINA, "memberOf", PACT),
                Claim(STEEL, "competesWith", SHIP),
                Claim(LIMA, "locatedIn", PERU),
                Claim(STEEL, "expandsInto", LIMA),
                Claim(ALI, "valuedAt", amount("$90 billion")),
                Claim(ALI, "supplies", TEN),
                Claim(ALI, "supplies", TEN, Status.NEGATED),
                Claim(TEN, "supplies", SHIP, Status.ENDED),
            ),
        ),
    )
