"""`kg doctor`: whether all that kg needs is in place."""

import importlib.metadata
import platform
from collections.abc import Callable
from dataclasses import dataclass

import click

from kg.cli.console import EXIT_FINDINGS, json_option, put_json, put_table
from kg.errors import SetupError

LIBRARIES = (
    "click",
    "jinja2",
    "networkx",
    "numpy",
    "onnxruntime",
    "oxrdflib",
    "pyoxigraph",
    "pyshacl",
    "pyvis",
    "rdflib",
    "rich",
    "spacy",
    "starlette",
    "tokenizers",
    "trafilatura",
    "uvicorn",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    good: bool
    detail: str


@click.command(epilog="\b\nExample:\n  kg doctor\n  kg doctor --model en_core_web_md --json")
@click.option("--model", metavar="NAME", help="The spaCy pipeline to look at instead of the default one.")
@json_option
def doctor(model: str | None, as_json: bool) -> int:
    """Say which spaCy pipeline is in use, its version, and whether all else is in place. Exit code 1 if not."""
    from kg import __version__

    findings = [
        Finding("kg", True, __version__),
        Finding("python", True, platform.python_version()),
        _try("spaCy pipeline", lambda: _pipeline(model)),
        _try("ontology", _ontology),
        _try("reading a sentence", lambda: _reads(model)),
        *(_try(name, lambda name=name: importlib.metadata.version(name)) for name in LIBRARIES),  # type: ignore[misc]
    ]
    if as_json:
        put_json([{"what": f.what, "good": f.good, "detail": f.detail} for f in findings])
    else:
        put_table(("", "", ""), [("ok" if f.good else "MISSING", f.what, f.detail) for f in findings])
    return 0 if all(finding.good for finding in findings) else EXIT_FINDINGS


def _try(what: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(what, True, look())
    except Exception as error:  # whatever is wrong with an installation is a finding
        return Finding(what, False, str(error) or type(error).__name__)


def _pipeline(model: str | None) -> str:
    from kg.nlp.pipeline import DEFAULT_PIPELINE, pipeline_version

    name = model or DEFAULT_PIPELINE
    return f"{pipeline_version(name)} (installed as {name})"


def _ontology() -> str:
    from kg.ontology import load_ontology, ontology_folder

    ontology = load_ontology()
    return f"{ontology.version}: {len(ontology.relations)} relations, in {ontology_folder()}"


def _reads(model: str | None) -> str:
    import kg

    found = next(iter(kg.extract("Toyota acquired Hino in 2001.", model=model)), None)
    if found is None:
        raise SetupError("the pipeline reads nothing in a plain sentence")
    return f"{found.subject.name} {found.relation} {found.object.name}"
