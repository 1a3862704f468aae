"""Pages for people: search, questions, queries, and what is said of each entity with its sentences."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response

from kg.asking import EXAMPLES, reply
from kg.errors import InputError, LimitError
from kg.graph import Graph
from kg.model import AMOUNT_PREFIX, Statement
from kg.naming.folding import fold
from kg.ontology import load_ontology
from kg.server.library import Library
from kg.store.limits import Evaluator
from kg.store.questions import load_questions
from kg.viz import Quote
from kg.viz.bundle import vis_network
from kg.viz.data.sentence import pieces
from kg.viz.data.text import shown as without_controls
from kg.viz.data.text import web_address

PAGE_SIZE = 50
"""Statements or search results on a page."""
SENTENCES = 5
"""Sentences of a statement that are shown in a list; its own page has all."""


@dataclass(frozen=True, slots=True)
class Side:
    """One end of a statement, as a page shows it."""

    label: str
    type: str
    link: str | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A statement, as a page shows it."""

    id: str
    subject: Side
    relation: str
    object: Side
    status: str
    confidence: float
    sources: str
    """How many of its sources are independent, and when they tell it: "2 sources, 2024-05-01 to 2024-06"."""
    qualifiers: tuple[tuple[str, str], ...]
    quotes: tuple[tuple[Quote, list[tuple[str, str]], str | None], ...]
    """Each with its sentence in pieces, and the link to its document if there is a safe one."""
    more: int
    """Sentences that are not shown."""


@cache
def templates() -> Environment:
    jinja = Environment(
        loader=PackageLoader("kg.server", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: (
            value if isinstance(value, Markup) or not isinstance(value, str) else without_controls(value)
        ),
    )
    jinja.filters["path"] = lambda value: quote(str(value), safe="-._~")
    jinja.filters["document_path"] = lambda value: quote(str(value), safe="-._~/")
    return jinja


def page(name: str, status: int = 200, **values: Any) -> HTMLResponse:
    return HTMLResponse(templates().get_template(f"{name}.html.jinja").render(**values), status)


async def _graph(request: Request) -> Graph:
    library: Library = request.app.state.library
    return (await library.current()).graph


async def home(request: Request) -> Response:
    graph = await _graph(request)
    spoken = Counter(
        id
        for each in graph.statements()
        for id in {each.subject, each.object}
        if not id.startswith(AMOUNT_PREFIX)
    )
    most = [
        (graph.entity(id), count)
        for id, count in sorted(spoken.items(), key=lambda pair: (-pair[1], pair[0]))[:20]
    ]
    return page("home", counts=graph.manifest.counts, most=most, examples=EXAMPLES[:6])


async def search(request: Request) -> Response:
    """Find entities by name: those called so, then those whose name begins so, then those that have the words in it."""
    graph = await _graph(request)
    text = request.query_params.get("q", "")
    found = found_by(graph, text, PAGE_SIZE)
    if request.url.path == "/suggest":
        return JSONResponse([{"id": each.id, "label": each.label, "type": each.type} for each in found[:12]])
    return page("search", text=text, found=found)


def found_by(graph: Graph, text: str, most: int) -> list[Any]:
    wanted = fold(text)
    if not wanted:
        return []
    ranked = []
    for entity in graph.entities:
        names = [fold(name) for name in (entity.label, *entity.aliases)]
        rank = min(
            (
                0 if name == wanted else 1 if name.startswith(wanted) else 2
                for name in names
                if wanted in name
            ),
            default=None,
        )
        if rank is not None:
            ranked.append((rank, not entity.named, -entity.mentions, entity.id, entity))
    return [entity for *_, entity in sorted(ranked, key=lambda each: each[:4])[:most]]


async def entity(request: Request) -> Response:
    graph = await _graph(request)
    found = graph.holder(request.path_params["id"])
    if found is None:
        raise HTTPException(404, f"no entity has the id {request.path_params['id']!r}")
    said = graph.statements(about=found.id)
    said.sort(key=lambda each: (each.status != "asserted", each.status, -each.confidence, each.id))
    number, part = _part(request, said)
    return page(
        "entity",
        entity=found,
        kind=load_ontology().classes[found.type].label,
        iri=graph.iris.entity(found.id),
        total=len(said),
        number=number,
        last=-(-len(said) // PAGE_SIZE),
        statements=[shown(graph, each) for each in part],
    )


async def statement(request: Request) -> Response:
    graph = await _graph(request)
    try:
        found = graph.statement(request.path_params["id"])
    except InputError as error:
        raise HTTPException(404, str(error)) from error
    return page(
        "statement", iri=graph.iris.statement(found.id), statement=shown(graph, found, len(found.evidence))
    )


async def document(request: Request) -> Response:
    graph = await _graph(request)
    id = request.path_params["id"]
    if id not in graph.manifest.documents:
        raise HTTPException(404, f"no document has the id {id!r}")
    said = graph.statements(document=id)
    number, part = _part(request, said)
    source = graph.document(id)
    return page(
        "document",
        document=source,
        link=web_address(source.url),
        iri=graph.iris.document(id),
        total=len(said),
        number=number,
        last=-(-len(said) // PAGE_SIZE),
        statements=[shown(graph, each) for each in part],
    )


async def ask(request: Request) -> Response:
    """Answer a question in words."""
    library: Library = request.app.state.library
    question = request.query_params.get("q", "").strip()
    if not question:
        return page("ask", question="", examples=EXAMPLES, reply=None, sections=(), error=None, chains=())
    served = await library.current()

    def answered(evaluator: Evaluator) -> Response:
        graph = served.graph
        made = reply(question, graph, evaluator.answer)
        sections = [
            (
                title,
                [
                    (each.text, each.entity, [shown(graph, s) for s in each.statements])
                    for each in answers[:PAGE_SIZE]
                ],
            )
            for title, answers in (
                ("", made.answers),
                ("By an earlier text", made.earlier),
                ("Said too, with another status", made.others),
            )
            if answers
        ]
        chains = [[shown(graph, s) for link in chain for s in link.statements] for chain in made.chains]
        return page(
            "ask",
            question=question,
            examples=EXAMPLES,
            reply=made,
            sections=sections,
            chains=chains,
            error=None,
        )

    try:
        return await served.pool.run(answered)
    except LimitError as error:
        raise HTTPException(504, str(error)) from error
    except InputError as error:
        return page(
            "ask",
            400,
            question=question,
            examples=EXAMPLES,
            reply=None,
            sections=(),
            chains=(),
            error=str(error),
        )


async def query(request: Request) -> Response:
    """The editor for SPARQL."""
    graph = await _graph(request)
    prefixes = graph.iris.prefixes
    return page("query", questions=list(load_questions().values()), prefixes=prefixes)


async def vocabulary(request: Request) -> Response:
    """What the editor completes: prefixes, relations, classes, statuses and what statements have."""
    graph = await _graph(request)
    ontology = load_ontology()
    terms = [
        *({"text": f"rel:{each.name}", "note": each.label} for each in ontology.relations.values()),
        *({"text": f"rel:{each.name}", "note": f"class: {each.label}"} for each in ontology.classes.values()),
        *(
            {"text": f"rel:{each.name}", "note": f"status: {each.label}"}
            for each in ontology.statuses.values()
        ),
        *({"text": text, "note": note} for text, note in TERMS),
    ]
    return JSONResponse({"prefixes": graph.iris.prefixes, "terms": terms})


TERMS = (
    ("rdf:subject", "of a statement"),
    ("rdf:predicate", "its relation"),
    ("rdf:object", "of a statement"),
    ("rel:status", "asserted, planned, possible, negated or ended"),
    ("rel:confidence", "0 to 1"),
    ("prov:wasDerivedFrom", "its evidence"),
    ("oa:exact", "the sentence"),
    ("oa:hasSource", "the document"),
    ("rel:attributedTo", "the speaker"),
    ("rdfs:label", "the name"),
    ("skos:altLabel", "another name"),
    ("dcterms:issued", "the date of a document"),
    ("dcterms:title", "the title of a document"),
    *((f"rel:qualifier{name.capitalize()}", f"qualifier {name}") for name in
      ("time", "place", "role", "amount", "share", "count", "purpose", "source")),
)  # fmt: skip


async def explorer(request: Request) -> Response:
    """The interactive page that a build writes."""
    library: Library = request.app.state.library
    file = library.path / "graph.html"
    if not file.is_file():
        raise HTTPException(404, f"{file} is missing; `kg viz` writes it again")
    return FileResponse(file, media_type="text/html")


def shown(graph: Graph, said: Statement, most: int = SENTENCES) -> Shown:
    quotes = [graph.quote(evidence) for evidence in said.evidence[:most]]
    return Shown(
        id=said.id,
        subject=_side(graph, said.subject),
        relation=load_ontology().relations[said.relation].label,
        object=_side(graph, said.object),
        status=str(said.status),
        confidence=said.confidence,
        sources=_sources(said),
        qualifiers=tuple((name, ", ".join(values)) for name, values in said.qualifiers),
        quotes=tuple((each, pieces(each), web_address(each.url)) for each in quotes),
        more=max(0, len(said.evidence) - most),
    )


def _sources(said: Statement) -> str:
    dates = sorted({date for date in (said.first, said.last) if date})
    return ", ".join(
        [f"{said.sources:,} source{'s' if said.sources != 1 else ''}", " to ".join(dates)]
    ).rstrip(", ")


def _side(graph: Graph, id: str) -> Side:
    if id.startswith(AMOUNT_PREFIX):
        return Side(id.removeprefix(AMOUNT_PREFIX), "amount", None)
    found = graph.entity(id)
    return Side(
        found.label, load_ontology().classes[found.type].label, f"/page/entity/{quote(id, safe='-._~')}"
    )


def _part(request: Request, said: Sequence[Statement]) -> tuple[int, Sequence[Statement]]:
    """Return the number of the page that is asked for, from 1, and its statements."""
    text = request.query_params.get("page", "1")
    number = int(text) if text.isdecimal() and len(text) < 9 and int(text) > 0 else 1
    return number, said[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]


async def drawing(request: Request) -> Response:
    """The library that draws results: the one that comes with pyvis."""
    _, library = vis_network()
    return Response(library, media_type="text/javascript", headers={"Cache-Control": "max-age=86400"})
