"""`kg export`: the graph as a file for other programs."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from kg.cli.console import graph_argument, say
from kg.errors import InputError

CANONICAL = "nquads"


@click.command(
    epilog="\b\nExamples:\n  kg export out -o graph.ttl\n  kg export out --format jsonl | jq .relation\n  kg export out --canonical -o graph.nq"
)
@graph_argument
@click.option(
    "-f",
    "--format",
    metavar="FORMAT",
    help="One of those below; default: what the file's ending means, else jsonl.",
)
@click.option("-o", "--output", default="-", metavar="FILE", help="The file; - is standard output.")
@click.option(
    "--canonical",
    is_flag=True,
    help="For git: sorted N-Quads, one fact a line.",
)
@click.option(
    "--measures",
    is_flag=True,
    help="Give nodes in graphml, gexf and entities-csv their degree, PageRank, betweenness and community.",
)
def export(directory: str, format: str | None, output: str, canonical: bool, measures: bool) -> None:
    """Write the graph in DIR as turtle, ntriples, nquads, trig, jsonld, rdfxml, graphml, gexf, jsonl,
    entities-jsonl, csv or entities-csv. The same graph gives the same bytes.
    """
    import kg
    from kg.export import format_of
    from kg.files import replacing

    if canonical and format not in {None, CANONICAL}:
        raise InputError(f"--canonical means {CANONICAL}; leave out --format {format}")
    path = None if output == "-" else Path(output)
    format = CANONICAL if canonical else format
    chosen = format_of(format or ("jsonl" if path is None else None), path)
    graph = kg.open(directory)
    contents = replace(graph.contents, measures=graph.measures()) if measures else graph.contents
    if path is None:
        chosen.write(contents, sys.stdout.buffer)
    else:
        with replacing(path) as file:
            chosen.write(contents, file)
        say(f"{chosen.name}: {path.stat().st_size:,} bytes in {output}")
