"""Graphs the tests draw: one made by hand, and larger ones made by a seed."""

import random
from collections.abc import Sequence
from typing import Any

import networkx as nx

from kg.viz import Legend, Quote
from kg.viz.data.contents import QUALIFIERS

LEGEND = Legend(
    classes={
        "Company": ("company", "companies"),
        "Organization": ("organization", "organizations"),
        "InternationalOrganization": ("international organization", "international organizations"),
        "GovernmentBody": ("government body", "government bodies"),
        "Person": ("person", "people"),
        "Country": ("country", "countries"),
        "City": ("city", "cities"),
        "Facility": ("facility", "facilities"),
        "Product": ("product", "products"),
        "Event": ("event", "events"),
        "Agreement": ("agreement", "agreements"),
    },
    relations={
        "operates": ("operates", "economic"),
        "operatesIn": ("operates in", "economic"),
        "basedIn": ("is based in", "economic"),
        "owns": ("owns", "economic"),
        "acquires": ("acquires", "economic"),
        "partnersWith": ("partners with", "economic"),
        "investsIn": ("invests in", "economic"),
        "competesWith": ("competes with", "economic"),
        "offers": ("offers", "economic"),
        "supplies": ("supplies", "economic"),
        "leads": ("leads", "personal"),
        "worksFor": ("works for", "personal"),
        "founded": ("founded", "personal"),
        "meetsWith": ("meets with", "political"),
        "visits": ("visits", "political"),
        "signsAgreementWith": ("signs an agreement with", "political"),
        "imposesTariffsOn": ("imposes tariffs on", "political"),
        "sanctions": ("sanctions", "political"),
        "criticizes": ("criticizes", "political"),
        "memberOf": ("is a member of", "political"),
        "investigates": ("investigates", "legal"),
        "fines": ("fines", "legal"),
        "locatedIn": ("is located in", "spatial"),
    },
    inverses={"leads": "led by", "owns": "owned by", "competesWith": "competes with"},
)

NAMES: dict[str, tuple[str, ...]] = {
    "Company": (
        "Alibaba", "Tencent", "Microsoft", "Amazon Web Services", "Huawei", "ByteDance",
        "Samsung Electronics", "TSMC", "Nvidia", "SoftBank", "Grab", "Singtel", "Temasek",
        "Reliance Industries", "Foxconn", "Ørsted", "Żabka Group", "Société Générale", "Metro",
    ),
    "Organization": ("Stanford Centre for Asia", "Rotes Kreuz"),
    "InternationalOrganization": ("ASEAN", "World Trade Organization", "European Union", "NATO"),
    "GovernmentBody": ("European Commission", "US Department of Commerce", "Monetary Authority of Singapore"),
    "Person": (
        "Xi Jinping", "Jack Ma", "Satya Nadella", "Masayoshi Son", "Narendra Modi", "Joko Widodo",
        "Donald Tusk", "Ursula von der Leyen",
    ),
    "Country": ("China", "United States", "Singapore", "India", "Japan", "Indonesia", "Poland", "Germany",
                "Vietnam"),
    "City": ("Hong Kong", "Łódź", "Shanghai", "København", "Jakarta"),
    "Facility": ("two data centers", "Port of Piraeus", "Arizona plant"),
    "Product": ("Azure", "WeChat", "TikTok"),
    "Event": ("Belt and Road Forum", "G20 summit"),
    "Agreement": ("Phase One trade deal",),
}  # fmt: skip

# subject, relation, object, status, documents, sentence with [subject] and {object}
TOLD: tuple[tuple[str, str, str, str, int, str], ...] = (
    (
        "Alibaba",
        "operates",
        "two data centers",
        "asserted",
        3,
        "[Alibaba] operates {two data centers} there.",
    ),
    ("Alibaba", "operatesIn", "Hong Kong", "asserted", 4, "[Alibaba] is active in {Hong Kong} since 2014."),
    ("Alibaba", "operatesIn", "India", "ended", 1, "[Alibaba] closed its last office in {India}."),
    ("Alibaba", "basedIn", "China", "asserted", 9, "The {Chinese} group [Alibaba] reported results."),
    ("Alibaba", "competesWith", "Tencent", "asserted", 5, "[Alibaba] competes with {Tencent} in payments."),
    ("Alibaba", "competesWith", "Amazon Web Services", "asserted", 2, "[It] takes on {Amazon Web Services}."),
    ("Alibaba", "investsIn", "Grab", "possible", 2, "[Alibaba] may invest in {Grab}, people said."),
    ("Alibaba", "acquires", "Grab", "negated", 1, "[Alibaba] denied that it would buy {Grab}."),
    ("Alibaba", "partnersWith", "Grab", "planned", 2, "[Alibaba] plans to work with {Grab} on maps."),
    ("Jack Ma", "founded", "Alibaba", "asserted", 6, "[Jack Ma], the founder of {Alibaba}, spoke."),
    ("Jack Ma", "leads", "Alibaba", "ended", 3, "[Jack Ma] stepped down as chairman of {Alibaba}."),
    ("Tencent", "offers", "WeChat", "asserted", 4, "{WeChat}, the service of [Tencent], grew."),
    ("Tencent", "basedIn", "China", "asserted", 5, "[Tencent], based in {China}, fell."),
    ("ByteDance", "offers", "TikTok", "asserted", 7, "[ByteDance] owns the app {TikTok}."),
    ("ByteDance", "basedIn", "China", "asserted", 3, "[ByteDance] of {China} said so."),
    ("Microsoft", "offers", "Azure", "asserted", 5, "[Microsoft] sells {Azure}."),
    ("Microsoft", "acquires", "TikTok", "negated", 2, "[Microsoft] will not buy {TikTok}."),
    ("Satya Nadella", "leads", "Microsoft", "asserted", 4, "[Satya Nadella], head of {Microsoft}."),
    ("Microsoft", "operatesIn", "Indonesia", "planned", 2, "[Microsoft] will open a region in {Indonesia}."),
    ("Amazon Web Services", "operatesIn", "Jakarta", "planned", 1, "[AWS] will open in {Jakarta}."),
    ("Huawei", "basedIn", "China", "asserted", 6, "{China}'s [Huawei] protested."),
    ("US Department of Commerce", "sanctions", "Huawei", "asserted", 6, "[It] blacklisted {Huawei}."),
    ("United States", "imposesTariffsOn", "China", "asserted", 11, "[The US] taxed {Chinese} goods."),
    ("China", "imposesTariffsOn", "United States", "asserted", 8, "[Beijing] taxed {US} goods."),
    ("China", "signsAgreementWith", "United States", "asserted", 4, "[China] signed with {Washington}."),
    ("China", "criticizes", "United States", "asserted", 5, "[China] accused {the US} of bullying."),
    ("Xi Jinping", "leads", "China", "asserted", 9, "{China}'s president [Xi Jinping] came."),
    ("Xi Jinping", "visits", "India", "planned", 2, "[Xi Jinping] is to visit {India}."),
    ("Xi Jinping", "meetsWith", "Narendra Modi", "asserted", 3, "[Xi Jinping] met {Narendra Modi}."),
    ("Narendra Modi", "leads", "India", "asserted", 6, "{Indian} prime minister [Narendra Modi]."),
    ("Joko Widodo", "leads", "Indonesia", "asserted", 3, "[Joko Widodo], president of {Indonesia}."),
    ("Reliance Industries", "basedIn", "India", "asserted", 2, "[Reliance], the {Indian} group."),
    ("SoftBank", "investsIn", "Alibaba", "asserted", 4, "[SoftBank] put money in {Alibaba}."),
    ("SoftBank", "investsIn", "Grab", "asserted", 3, "[SoftBank] backs {Grab}."),
    ("SoftBank", "basedIn", "Japan", "asserted", 2, "{Japan}'s [SoftBank]."),
    ("Masayoshi Son", "leads", "SoftBank", "asserted", 3, "[Masayoshi Son] of {SoftBank}."),
    ("Grab", "basedIn", "Singapore", "asserted", 4, "{Singapore}'s [Grab]."),
    ("Singtel", "basedIn", "Singapore", "asserted", 2, "[Singtel] of {Singapore}."),
    ("Temasek", "owns", "Singtel", "asserted", 3, "[Temasek] holds half of {Singtel}."),
    ("Temasek", "basedIn", "Singapore", "asserted", 3, "[Temasek], {Singapore}'s investor."),
    ("Monetary Authority of Singapore", "fines", "Singtel", "possible", 1, "[MAS] could fine {Singtel}."),
    ("Singapore", "memberOf", "ASEAN", "asserted", 3, "[Singapore] is in {ASEAN}."),
    ("Indonesia", "memberOf", "ASEAN", "asserted", 3, "[Indonesia] belongs to {ASEAN}."),
    ("Vietnam", "memberOf", "ASEAN", "asserted", 2, "[Vietnam], a member of {ASEAN}."),
    ("TSMC", "supplies", "Nvidia", "asserted", 4, "[TSMC] makes chips for {Nvidia}."),
    ("TSMC", "operates", "Arizona plant", "planned", 3, "[TSMC] will run {a plant in Arizona}."),
    ("Nvidia", "basedIn", "United States", "asserted", 3, "[Nvidia] of {the US}."),
    ("Samsung Electronics", "competesWith", "TSMC", "asserted", 3, "[Samsung] races {TSMC}."),
    ("Samsung Electronics", "operatesIn", "Vietnam", "asserted", 3, "[Samsung] builds phones in {Vietnam}."),
    ("Foxconn", "supplies", "Samsung Electronics", "possible", 1, "[Foxconn] might supply {Samsung}."),
    ("Foxconn", "operatesIn", "India", "asserted", 2, "[Foxconn] hires in {India}."),
    ("European Commission", "investigates", "Microsoft", "asserted", 2, "[Brussels] looks into {Microsoft}."),
    ("Ursula von der Leyen", "leads", "European Commission", "asserted", 4, "[She] heads the {Commission}."),
    ("Poland", "memberOf", "European Union", "asserted", 3, "[Poland] is in the {EU}."),
    ("Germany", "memberOf", "European Union", "asserted", 3, "[Germany], an {EU} state."),
    ("Donald Tusk", "leads", "Poland", "asserted", 3, "[Donald Tusk] governs {Poland}."),
    ("Poland", "memberOf", "NATO", "asserted", 2, "[Poland] is in {NATO}."),
    ("Metro", "basedIn", "Germany", "asserted", 2, "{German} retailer [Metro]."),
    ("Metro", "operatesIn", "China", "ended", 2, "[Metro] left {China}."),
    ("Łódź", "locatedIn", "Poland", "asserted", 1, "[Łódź] in {Poland}."),
    ("Żabka Group", "operatesIn", "Łódź", "asserted", 1, "[Żabka] opens in {Łódź}."),
    ("Ørsted", "basedIn", "København", "asserted", 1, "[Ørsted] of {København}."),
    ("China", "open:calls off", "Belt and Road Forum", "possible", 1, "[China] may call off {the forum}."),
)


def build(
    rows: Sequence[tuple[str, str, dict[str, Any]]], nodes: Sequence[tuple[str, dict[str, Any]]]
) -> nx.MultiDiGraph:
    """Return a graph; the id of each row's statement is its attribute `id`."""
    graph = nx.MultiDiGraph()
    for id, known in nodes:
        graph.add_node(id, **known)
    for subject, object, known in rows:
        graph.add_edge(subject, object, key=known["id"], **{k: v for k, v in known.items() if k != "id"})
    return graph


def cut(told: str) -> tuple[str, tuple[int, int], tuple[int, int]]:
    """Return a sentence without its brackets, and where they stood."""
    found = {}
    for opening, closing in ("[]", "{}"):
        start = told.index(opening)
        end = told.index(closing)
        bare = "".join(letter for letter in told[start:end] if letter not in "[]{}")
        offset = len([letter for letter in told[:start] if letter not in "[]{}"])
        found[opening] = (offset, offset + len(bare))
    return "".join(letter for letter in told if letter not in "[]{}"), found["["], found["{"]


def quote(told: str, number: int, **given: Any) -> Quote:
    sentence, subject, object = cut(told)
    known: dict[str, Any] = {
        "title": f"Report number {number}",
        "publisher": "The Daily Wire" if number % 2 else "Asia Times",
        "url": f"https://news.example/{number}",
        "published": f"2019-0{number % 9 + 1}-1{number % 10}",
        "rule": "verb.active/1",
    }
    return Quote(
        document=f"{number:03d}_report",
        sentence=sentence,
        subject=subject,
        object=object,
        **{**known, **given},
    )


def news_graph() -> tuple[nx.MultiDiGraph, dict[str, list[Quote]]]:
    """Return about sixty entities as a small corpus would give them, with their quotes."""
    types = {name: kind for kind, names in NAMES.items() for name in names}
    edges, quotes = [], {}
    for number, (subject, relation, object, status, documents, told) in enumerate(TOLD):
        id = f"st{number:03d}"
        label = LEGEND.relations.get(relation, (relation.removeprefix("open:"), ""))[0]
        known = {"id": id, "relation": relation, "label": label, "status": status, "documents": documents}
        known["confidence"] = round(0.55 + (number * 7 % 41) / 100, 2)
        if relation == "operates":
            known |= {"place": "Hong Kong", "count": "2", "time": "in 2017; since 2014"}
        edges.append((subject, object, known))
        quotes[id] = [
            quote(
                told if n == 0 else f"{told[:-1]}, according to report {n}.",
                number + n,
                source="Microsoft" if n == 1 else None,
            )
            for n in range(documents)
        ]
    degree = {name: sum(row[4] for row in TOLD if name in (row[0], row[2])) for name in types}
    nodes: list[tuple[str, dict[str, Any]]] = [
        (
            name,
            {
                "label": name,
                "type": kind,
                "aliases": "",
                "documents": 1 + degree[name] // 2,
                "mentions": 2 + degree[name],
            },
        )
        for name, kind in types.items()
    ]
    next(known for id, known in nodes if id == "Alibaba")["aliases"] = (
        "Alibaba Group; Alibaba Group Holding Ltd; 阿里巴巴"
    )
    return build(edges, nodes), quotes


def random_graph(
    size: int, *, seed: int = 3, mean: float = 1.8
) -> tuple[nx.MultiDiGraph, dict[str, list[Quote]]]:
    """Return `size` entities, a few of them much better connected than most."""
    dice = random.Random(seed)
    kinds = [kind for kind, names in NAMES.items() for _ in names]
    ids = [f"e{number:05d}" for number in range(size)]
    first = ("North", "Pan", "New", "United")
    nodes = [
        (id, {"label": f"{dice.choice(first)} {id}", "type": dice.choice(kinds), "aliases": "",
              "documents": 1 + int(dice.paretovariate(1.4)), "mentions": 3})
        for id in ids
    ]  # fmt: skip
    edges, quotes = [], {}
    for number in range(int(size * mean)):
        subject, object = ids[int(dice.random() ** 3 * size)], ids[dice.randrange(size)]
        relation = dice.choice(sorted(LEGEND.relations))
        id = f"s{number:05d}"
        status = dice.choice(["asserted"] * 7 + ["planned", "possible", "negated", "ended"])
        known = {"id": id, "relation": relation, "label": LEGEND.relations[relation][0], "status": status}
        edges.append((subject, object, {**known, "confidence": 0.8, "documents": 1}))
        quotes[id] = [
            quote(
                f"[{subject}] has to do with {{{object}}}, an article of some length reported.", number % 300
            )
        ]
    return build(edges, nodes), quotes


def hostile_graph(text: str) -> tuple[nx.MultiDiGraph, dict[str, list[Quote]], Legend]:
    """Return a graph with the text in every place that can hold one."""
    graph = nx.MultiDiGraph()
    for end in "ab":
        graph.add_node(
            text + end, label=text + end, type=text, aliases=f"{text}1; {text}2", documents=1, mentions=1
        )
    words = ["relation", "label", "status", *QUALIFIERS]
    graph.add_edge(
        text + "a", text + "b", key=text, confidence=0.5, documents=1, **{key: text + key for key in words}
    )
    sentence = f"{text} and {text}"
    said = Quote(
        document=text, title=text, publisher=text, url="javascript:alert(3)", published=text, rule=text,
        source=text, sentence=sentence, subject=(0, len(text)),
        object=(len(sentence) - len(text), len(sentence)),
    )  # fmt: skip
    return graph, {text: [said]}, Legend({text: (text, text)}, {text + "relation": (text, text)})
