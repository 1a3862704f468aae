"""Readings, graphs and articles made by hand, so that no test here depends on what is read from text.

A reading is made of claims; each claim becomes one sentence "SUBJECT relation OBJECT." of its document.
The toy language is the same the other way round: lines of that form are read as claims.
"""

import re
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.graph import Graph
from kg.inference import inferences_of
from kg.model import (
    Block,
    BlockKind,
    Chain,
    Composed,
    Correction,
    Document,
    Evidence,
    Judgement,
    Mention,
    MentionForm,
    Qualifiers,
    Reading,
    RelationMention,
    Source,
    Span,
    Statement,
    Status,
    Verdict,
)
from kg.ontology import load_ontology
from kg.resolution import Resolution, resolve
from kg.store.archive import SCHEMA, Derived, Manifest, Settings
from kg.store.iris import DEFAULT_BASE

if TYPE_CHECKING:
    import rdflib

HOSTILE = {
    "sparql": '" } ; DELETE WHERE { ?s ?p ?o } #',
    "turtle": '""" . <http://evil.example/> a <http://evil.example/x> . \\u0041 \\',
    "html": "<script>alert(1)</script><img src=x onerror='alert(2)'>&lt;b&gt;",
    "xml": "]]><!DOCTYPE x [<!ENTITY a 'b'>]>&a;<!-- --><?php ?>",
    "formula": '=HYPERLINK("http://evil.example/","click")',
    "formula at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "path": "../../../etc/passwd",
    "format": "%s %n {0} {self.__class__} ${HOME} $(id) `id`",
    "quote": '"',
    "apostrophe": "'",
    "commas": 'a,b;"c"\td|e',
    "lines": "one\ntwo",
    "bidi": "abc\u202egpj.exe\u2066x\u2069",
    "emoji": "👩‍👩‍👧 \U0001f1ed\U0001f1f0",
    "separators": "a\u2028b\u2029c\x85d",
    "null word": "null",
    "number word": "1e5",
    "backslash": "C:\\new\\table",
    "long": "Grand " * 2_000 + "Holding",
}
"""Names that try to be something else than a name, all of which XML can hold."""

CONTROLS = {
    "escape": "\x1b[31mred\x1b[0m \x1b]0;title\x07",
    "controls": "".join(map(chr, range(1, 32))) + "x\x7f\x9b",
    "nul": "c\x00d",
    "noncharacters": "a\ufffe\uffffb",
}
"""Names that XML cannot hold."""


@dataclass(frozen=True)
class Ran:
    """What a command left on the terminal."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@dataclass(frozen=True)
class Name:
    """One way a document refers to something."""

    text: str
    type: str = "Company"
    form: MentionForm = MentionForm.NAME
    also: tuple[str, ...] = ()
    """Other names its chain has in the document."""


NOTHING_MORE = Qualifiers()


@dataclass(frozen=True)
class Claim:
    """What one sentence says."""

    subject: Name
    relation: str
    object: Name
    status: Status = Status.ASSERTED
    confidence: float = 0.9
    qualifiers: Qualifiers = NOTHING_MORE
    rule: str = "toy.rule/1"
    source: str | None = None


def company(name: str, *also: str) -> Name:
    return Name(name, "Company", also=also)


def person(name: str, *also: str) -> Name:
    return Name(name, "Person", also=also)


def nominal(name: str, type: str = "Facility") -> Name:
    return Name(name, type, MentionForm.NOMINAL)


def amount(text: str) -> Name:
    return Name(text, "Amount", MentionForm.AMOUNT)


def reading(id: str, *said: Claim | Name) -> Reading:
    """Return the reading of a document that makes these claims and mentions these names, in this order."""
    text = ""
    chains: dict[Name, int] = {}
    mentions: list[Mention] = []
    relations: list[RelationMention] = []
    sentences: list[Span] = []

    def mention(name: Name) -> Mention:
        nonlocal text
        start = len(text)
        text += name.text
        number = chains.setdefault(name, len(chains))
        mentions.append(Mention(start, len(text), name.text, name.type, name.form, number))
        return mentions[-1]

    for item in said:
        start = len(text)
        if isinstance(item, Name):
            mention(item)
            text += ".\n"
            sentences.append(Span(start, len(text) - 1))
            continue
        subject = mention(item.subject)
        text += f" {item.relation} "
        obj = mention(item.object)
        text += "."
        sentences.append(Span(start, len(text)))
        evidence = Evidence(
            id, start, len(text), subject.span, obj.span, item.rule, item.source, text[start:]
        )
        relations.append(
            RelationMention(
                item.relation, subject, obj, item.status, evidence, item.qualifiers, item.confidence
            )
        )
        text += "\n"
    document = Document(
        id, text, (Block(BlockKind.BODY, 0, len(text)),), undated="made by hand", origin=f"{id}.txt"
    )
    return Reading(
        document,
        tuple(
            Chain(number, name.type, name.text, tuple(sorted({name.text, *name.also})), name.form)
            for name, number in chains.items()
        ),
        tuple(mentions),
        tuple(relations),
        sentences=tuple(sentences),
    )


def graph_of(*readings: Reading, judgements: Sequence[Judgement] = (), base: str = DEFAULT_BASE) -> Graph:
    """Return the graph of the readings, in memory, as a build makes it."""
    resolution = resolve(readings, judgements)
    documents = {each.document.id: each.document for each in readings}
    manifest = manifest_of(documents, resolution, base)
    return Graph.in_memory(manifest, derived_of(documents, resolution, judgements), documents)


def kept(folder: Path, *readings: Reading) -> Graph:
    """Return the graph of the readings, written into a folder as a build writes it."""
    from kg.assembly import keep
    from kg.store.archive import Archive, encoded

    archive = Archive(folder)
    archive.prepare()
    for each in readings:
        archive.save_text(each.document)
        archive.save_reading(each.document.id, encoded(each))
    return keep(graph_of(*readings), archive, [source_of(each.document) for each in readings])


def source_of(document: Document) -> Source:
    """Return a file that holds one document."""
    return Source(f"/news/{document.origin}", document.origin, "", "", documents=(Composed(document, ("",)),))


def derived_of(
    documents: Mapping[str, Document], resolution: Resolution, judgements: Sequence[Judgement] = ()
) -> Derived:
    return Derived(
        tuple(documents.values()),
        resolution.entities,
        resolution.statements,
        (*judgements, *resolution.judgements),
        resolution.doubts,
        resolution.parts,
        resolution.changes.state,
        inferences_of(resolution.entities, resolution.statements),
    )


def manifest_of(documents: Iterable[str], resolution: Resolution, base: str = DEFAULT_BASE) -> Manifest:
    documents = list(documents)
    counts = {
        "documents": len(documents),
        "entities": len(resolution.entities),
        "statements": len(resolution.statements),
    }
    return Manifest(
        schema=SCHEMA, program="0", model="toy 1", ontology="0", extractors="toy", rules="0", assembly="0",
        settings=Settings(model="toy", extractors=("toy",), base=base), sources="", store="", derived="",
        documents={id: id for id in documents}, counts=counts, stages={}, refusals=[], built="2021-01-01T00:00:00+00:00",
    )  # fmt: skip


def small_graph() -> Graph:
    """Return a graph with every status, parallel edges, an amount, a nominal, two documents for one claim."""
    maersk, tema = company("Maersk"), Name("Port of Tema", "Facility")
    bolt, anna = company("Bolt & Sons"), person("Anna Berg")
    return graph_of(
        reading(
            "ports/one",
            Claim(maersk, "operates", tema, qualifiers=Qualifiers(time=("2019", "2021"), place=("Ghana",))),
            Claim(maersk, "operates", tema, Status.PLANNED, 0.5),
            Claim(maersk, "owns", tema, Status.NEGATED),
            Claim(anna, "leads", maersk, Status.ENDED, qualifiers=Qualifiers(role=("chairwoman",))),
            Claim(maersk, "acquires", bolt, Status.POSSIBLE, source="Reuters"),
        ),
        reading(
            "two",
            Claim(maersk, "operates", tema, confidence=0.8),
            Claim(bolt, "valuedAt", amount("$30 billion")),
            Claim(maersk, "operates", nominal("two warehouses")),
            Claim(company("Zeta Lines"), "competesWith", maersk),
        ),
    )


def read_by_rdflib(content: bytes, format: str) -> "rdflib.Dataset":
    """Return what rdflib reads, in memory, without this program."""
    import rdflib

    dataset = rdflib.Dataset(default_union=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's parsers use what rdflib deprecates
        dataset.parse(data=content, format=format)
    return dataset


def triples_of(dataset: "rdflib.Dataset") -> set[tuple[str, str, str]]:
    """Return subject, predicate and the bare value of the object of each triple in any graph."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return {(str(s), str(p), str(o)) for s, p, o in dataset.triples((None, None, None))}


def asked_of_rdflib(dataset: "rdflib.Dataset", text: str) -> list[dict[str, object]]:
    """Return the rows of rdflib, which warns of its own code."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        rows = dataset.query(text).bindings
    return [{str(name): term for name, term in row.items()} for row in rows]


def hostile_graph(*names: str) -> Graph:
    """Return a graph where each name stands wherever a text of a document can."""
    claims = [
        Claim(
            company(name, f"{name} also"),
            "operates",
            Name(f"port {name}", "Facility"),
            qualifiers=Qualifiers(place=(name,), role=(name,)),
            source=name,
        )
        for name in names
    ]
    return graph_of(reading("hostile", *claims))


def statement(
    subject: str = "a", relation: str = "operates", object: str = "b", status: Status = Status.ASSERTED
) -> Statement:
    from kg.model import statement_id

    evidence = Evidence("doc", 0, 9, Span(0, 1), Span(8, 9), "toy.rule/1", sentence="a runs b.")
    id = statement_id(subject, relation, object, status)
    return Statement(id, subject, relation, object, status, 0.5, Qualifiers(), (evidence,))


def judged(verdict: Verdict, left: str, right: str = "") -> Judgement:
    return Judgement(verdict, left, right, "known", "test")


NO_CORRECTION = Correction()


def ruled(
    verdict: Verdict,
    subject: str,
    relation: str,
    object: str,
    *,
    status: str = "asserted",
    document: str = "",
    becomes: Correction = NO_CORRECTION,
) -> Judgement:
    """Return what a person judges of a claim."""
    return Judgement(verdict, subject, object, "known", "test", relation, status, document, becomes)


def labels(resolution: Resolution) -> dict[str, tuple[str, str]]:
    """Return label and type of each entity by its id."""
    return {entity.id: (entity.label, entity.type) for entity in resolution.entities}


def entity_names(resolution: Resolution) -> list[tuple[str, ...]]:
    """Return the names of each entity, sorted: what was taken for one."""
    return sorted(tuple(sorted((entity.label, *entity.aliases))) for entity in resolution.entities)


def toy_reading(document: Document) -> Reading:
    """Read lines of the form "SUBJECT relation OBJECT." as claims.

    All are companies but for the subject of what only people do; a name may have its acronym behind it:
    "International Monetary Fund (IMF)".
    """
    relations = load_ontology().relations
    chains: dict[tuple[str, str], int] = {}
    mentions: list[Mention] = []
    found: list[RelationMention] = []
    for line in re.finditer(rf"(.+?) ({'|'.join(relations)}) (.+)\.", document.text):
        ends = []
        for group in (1, 3):
            start, end = line.span(group)
            kind = "Person" if group == 1 and relations[line[2]].domain == {"Person"} else "Company"
            number = chains.setdefault((line[group], kind), len(chains))
            name = line[group].partition(" (")[0]
            ends.append(Mention(start, end, name, kind, MentionForm.NAME, number))
        mentions += ends
        start, end = line.span()
        subject, obj = ends
        evidence = Evidence(
            document.id, start, end, subject.span, obj.span, "toy.rule/1", sentence=document.quote(start, end)
        )
        found.append(RelationMention(line[2], subject, obj, Status.ASSERTED, evidence, confidence=0.9))
    return Reading(
        document,
        tuple(
            Chain(number, kind, names[0], names, MentionForm.NAME)
            for (said, kind), number in chains.items()
            for names in [tuple(said.removesuffix(")").split(" ("))]
        ),
        tuple(mentions),
        tuple(found),
        sentences=tuple(Span(each.evidence.start, each.evidence.end) for each in found),
    )


def write_articles(folder: Path, **articles: str) -> Path:
    """Write articles into a folder, each one under its name, and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in articles.items():
        (folder / f"{name}.txt").write_text(article(text), encoding="utf-8")
    return folder


def article(claims: str) -> str:
    """Return claims of the toy language as the text of an article that is long enough to be one."""
    return f"The report on the companies was published by the office this week and says the following.\n\n{claims}\n"


WHO = {
    "one": "International Monetary Fund (IMF) owns Bolt.\nMary Smith leads Anker.\nPeter Green leads Nord.",
    "two": "IMF owns Zeta.\nMary Jane Smith leads Sund.",
    "three": "Mary J. Smith leads Vest.",
    "four": "Peter Green leads Kvist.",
}
"""Articles with what a rule joins (IMF), what only a person can judge (Mary Smith), and one name in two documents."""


def told(folder: Path) -> dict[str, bytes]:
    """Return what a graph tells the world: the files that people open or edit, and all exports."""
    from kg.export import FORMATS, export

    contents = Graph.open(folder).contents
    files = {name: (folder / name).read_bytes() for name in ("judgements.tsv", "graph.ttl", "graph.graphml")}
    return files | {name: export(contents, format) for name, format in FORMATS.items()}
