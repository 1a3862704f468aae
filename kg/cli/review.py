"""`kg review`: the pairs that only a person can judge, one by one."""

import sys
from typing import TYPE_CHECKING, Any

import click

from kg.cli.console import counted, graph_argument, json_option, put_json, say, say_refusals, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graph import Graph
    from kg.judging import Docket
    from kg.model import Doubt

QUESTION = "s same, n not the same, k skip, q quit: "
INTERRUPTED = 130


@click.command(epilog="\b\nExamples:\n  kg review out\n  kg review out --json")
@graph_argument
@click.option("--author", metavar="NAME", help="Who judges; default: your login name.")
@json_option
def review(directory: str, author: str | None, as_json: bool) -> int:
    """Show each pair of entities in DIR that may be one, with what speaks for and against it, and ask.

    An answer is one key, or a line where no terminal is. Each is written at once and all are applied at the
    end; after Ctrl-C what was answered is kept, and `kg judge DIR apply` applies it.
    """
    from kg.assembly import unheeded
    from kg.cli.judge import change, login
    from kg.judging import Docket

    docket = Docket(directory)
    graph = docket.graph
    if as_json:
        put_json([_record(graph, doubt) for doubt in graph.doubts])
        return 0
    try:
        answered = _ask(docket, login() if author is None else author)
    except (KeyboardInterrupt, click.Abort):
        say(f"\nstopped; what was answered is kept, and `kg judge {directory} apply` applies it")
        return INTERRUPTED
    if not docket.pending:
        say("nothing changed" if graph.doubts else "nothing is in doubt")
        return 0
    say_refusals(unheeded(docket.apply()), "not followed", f"{directory}/manifest.json")
    say(f"{counted(answered, 'answer')}: {change(graph, docket.graph)}")
    return 0


def _ask(docket: "Docket", author: str) -> int:
    """Show the pairs that no line decides, write each answer, and return how many there were."""
    from kg.judging import judgement
    from kg.model import Verdict

    judgement(Verdict.SAME, "", "", reason="", author=author)  # complains now of an author that is none
    answered = 0
    doubts = docket.graph.doubts
    for number, doubt in enumerate(doubts, 1):
        left, right = docket.operand(doubt.left), docket.operand(doubt.right)
        if docket.decided(left, right):
            continue
        click.echo(shown("\n".join(_shown(docket.graph, doubt, f"{number} of {len(doubts)}"))))
        answer = _answer()
        if answer == "q":
            break
        if answer in "sn":
            verdict = Verdict.SAME if answer == "s" else Verdict.NOT_SAME
            reason = "; ".join(doubt.pro if answer == "s" else doubt.con)
            docket.write([*docket.lines, judgement(verdict, left, right, reason=reason, author=author)])
            answered += 1
    return answered


def _answer() -> str:
    """Return the answer of whoever sits there: s, n, k or q; q where nobody answers."""
    while True:
        click.echo(QUESTION, nl=False, err=True)
        if sys.stdin.isatty():
            try:
                answer = click.getchar()
            except EOFError:
                return "q"
            click.echo(shown(answer), err=True)
        else:
            answer = sys.stdin.readline()
            click.echo("", err=True)
            if not answer:
                return "q"
        answer = answer.strip().lower()
        if answer in {"s", "n", "k", "q"}:
            return answer


def _shown(graph: "Graph", doubt: "Doubt", title: str) -> "Iterator[str]":
    from kg.cli.who import documents, for_and_against, heading, sentences

    yield f"\n{title}"
    for id in (doubt.left, doubt.right):
        entity = graph.holder(id)
        if entity is None:
            yield id
            continue
        yield heading(entity)
        if entity.aliases:
            yield f"  also: {', '.join(entity.aliases)}"
        yield f"  documents: {documents(entity)}"
        yield from (f"  {document}: {sentence}" for document, sentence in sentences(graph, entity))
    yield from for_and_against(doubt)


def _record(graph: "Graph", doubt: "Doubt") -> dict[str, Any]:
    from kg.cli.who import sentences
    from kg.export.lines import entity_record

    def side(id: str) -> dict[str, Any]:
        entity = graph.holder(id)
        if entity is None:
            return {"id": id}
        told = [
            {"document": document, "sentence": sentence} for document, sentence in sentences(graph, entity)
        ]
        return {**entity_record(entity), "sentences": told}

    return {
        "left": side(doubt.left),
        "right": side(doubt.right),
        "pro": list(doubt.pro),
        "con": list(doubt.con),
    }
