"""`kg build`: articles in, a graph out."""

from typing import TYPE_CHECKING, Any

import click

from kg.cli.console import (
    EXIT_FINDINGS,
    counted,
    extractors_option,
    json_option,
    progress_bar,
    put_json,
    say,
    say_refusals,
)
from kg.cli.updates import (
    cluster_option,
    field_options,
    fields_of,
    jobs_option,
    patiently,
    quiet_option,
    wait_option,
)
from kg.cli.validate import put_findings

if TYPE_CHECKING:
    from kg.graph import Graph


@click.command(
    epilog="\b\nExamples:\n  kg build articles/ -o outputs/articles\n  kg build news.jsonl --text-field body --date-field date -o outputs/news\n  cat article.txt | kg build - -o outputs/one"
)
@click.argument("sources", nargs=-1, required=True, metavar="SRC...")
@click.option("-o", "--output", required=True, metavar="DIR", help="The folder the graph is kept in.")
@click.option("--model", metavar="NAME", help="An installed spaCy pipeline for English.")
@extractors_option
@click.option("--base", metavar="IRI", help="The IRI that all names of the graph begin with.")
@jobs_option
@cluster_option
@field_options
@wait_option
@click.option(
    "--validate", is_flag=True, help="Check what the documents that were read anew say; see `kg validate`."
)
@quiet_option
@json_option
def build(
    sources: tuple[str, ...],
    output: str,
    validate: bool,
    wait: bool,
    quiet: bool,
    as_json: bool,
    **given: Any,
) -> int:
    """Build a graph from SRC: files, folders (walked), URLs of storages (s3://bucket/news), or - for standard input.

    Reads text, HTML, PDF, JSON, JSONL, CSV, e-mail, RSS and WARC. A graph that is in DIR already is
    replaced when the new one is complete; `kg add` adds to one. The exit code is 1 if --validate finds anything.
    """
    from kg.documents import ReadOptions
    from kg.pipeline import BuildOptions
    from kg.pipeline import build as build_graph
    from kg.validation import validate as findings_of

    fields = fields_of(given)
    chosen = {name: value for name, value in given.items() if value is not None}
    options = BuildOptions(**chosen, reading=ReadOptions(**fields))  # type: ignore[arg-type]
    before = _documents(output) if validate else {}
    with progress_bar("reading", quiet) as progress:
        graph = patiently(
            lambda waiting: build_graph(sources, output, options=options, progress=progress, wait=waiting),
            wait,
        )
    manifest = graph.manifest
    if as_json:
        put_json({"output": output, "counts": manifest.counts, "stages": manifest.stages})
    if not quiet:
        _summarise(graph, output)
    if not validate:
        return 0
    anew = [id for id, name in manifest.documents.items() if before.get(id) != name]
    found = findings_of(graph, documents=anew)
    if found or not quiet:
        put_findings(found, as_json=as_json)
    return EXIT_FINDINGS if found else 0


def _documents(output: str) -> dict[str, str]:
    """Return the documents of the graph that is there already, by id, and what they were read as."""
    import kg
    from kg.errors import GraphError

    try:
        return kg.open(output).manifest.documents
    except GraphError:
        return {}


def _summarise(graph: "Graph", output: str) -> None:
    from kg.assembly import unheeded

    manifest = graph.manifest
    refused = [refusal for refusal in manifest.refusals if refusal.stage == "documents"]
    say_refusals(refused, "refused", f"{output}/manifest.json")
    say_refusals(unheeded(graph), "not followed", f"{output}/manifest.json")
    for name, amounts in manifest.spent.items():
        told = ", ".join(
            f"{what} {amount:,.4g}" if amount < 1 else f"{what} {amount:,.0f}"
            for what, amount in amounts.items()
        )
        say(f"{name} has cost: {told}")
    counts = manifest.counts
    say(
        f"{counted(counts['documents'], 'document')}, {counted(counts['entities'], 'entity', 'entities')},"
        f" {counted(counts['statements'], 'statement')} ({len(refused):,} refused) in {output};"
        f" open {output}/graph.html"
    )
