"""`kg infer`: what follows from the statements of a graph, and from which."""

import sys
from collections import Counter

import click

from kg.cli.console import (
    EXIT_FINDINGS,
    counted,
    evidence_option,
    graph_argument,
    json_option,
    put_json,
    say,
    shown,
)
from kg.cli.statements import put_statement
from kg.errors import InputError
from kg.inference import MIRRORS, Axiom

RDF_FORMATS = ("turtle", "nquads")


@click.command(
    epilog="\b\nExamples:\n  kg infer out\n  kg infer out TSMC --no-evidence\n  kg infer out --axiom inverse --json\n"
    "  kg infer out --format turtle > inferences.ttl\n"
    '  kg query out --graph inferred "SELECT ?firm { ?firm rel:basedIn ent:taiwan }"'
)
@graph_argument
@click.argument("entity", required=False)
@click.option(
    "--axiom",
    "axioms",
    type=click.Choice([str(axiom) for axiom in Axiom]),
    multiple=True,
    help="Only what follows by this kind of axiom. May be repeated. Default: all that say more than their statements,"
    " which the inverse and the symmetric ones don't.",
)
@click.option("--relation", metavar="RELATION", help="Only inferences of this relation or inverse.")
@click.option(
    "-f",
    "--format",
    type=click.Choice(RDF_FORMATS),
    help="Write RDF, all axioms, with what each follows from.",
)
@evidence_option
@json_option
def infer(
    directory: str,
    entity: str | None,
    axioms: tuple[str, ...],
    relation: str | None,
    format: str | None,
    evidence: bool,
    as_json: bool,
) -> int:
    """Show what follows from the asserted statements by the axioms of the ontology, for all or for ENTITY.

    Each comes with the statements it follows from and their sentences. No text says it, so it is kept apart: `kg query` sees
    it with --graph inferred only. The exit code is 1 if nothing follows.
    """
    import kg
    from kg.export.lines import statement_record
    from kg.export.rdf import write_rdf

    graph = kg.open(directory)
    about = graph.entity(entity).id if entity else None
    if relation and relation not in {each.relation for each in graph.inferences}:
        raise InputError(f"nothing that follows has the relation {relation!r}; see `kg infer {directory}`")
    found = [
        each
        for each in graph.inferences
        if about in (None, each.subject, each.object) and relation in (None, each.relation)
    ]
    if format:
        write_rdf(graph.inferred_quads(found), format, graph.iris, sys.stdout.buffer)
        return 0 if found else EXIT_FINDINGS
    wanted = set(axioms) or ({str(axiom) for axiom in Axiom} - ({*MIRRORS} if not relation else set()))
    listed = [each for each in found if each.axiom in wanted]
    by_id = {each.id: each for each in graph.entities}
    if as_json:
        put_json(
            [
                {
                    "subject": {"id": each.subject, "label": by_id[each.subject].label},
                    "relation": each.relation,
                    "object": {"id": each.object, "label": by_id[each.object].label},
                    "axiom": str(each.axiom),
                    "of": each.of.split(),
                    "premises": [statement_record(graph.statement(id), by_id) for id in each.premises],
                }
                for each in listed
            ]
        )
        return 0 if listed else EXIT_FINDINGS
    for each in listed:
        triple = f"{by_id[each.subject].label} {each.relation} {by_id[each.object].label}"
        click.echo(shown(f"{triple}  [{each.axiom} {each.of}]"))
        for id in each.premises:
            put_statement(graph.statement(id), by_id, evidence=evidence, indent="  ")
    unlisted = Counter(str(each.axiom) for each in found if each.axiom not in wanted)
    for axiom, count in sorted(unlisted.items()):
        say(f"{counted(count, 'other')} by {axiom}: --axiom {axiom}")
    return 0 if listed else EXIT_FINDINGS
