"""`kg judge`: a person's word on who is who and what is stated, kept over all builds."""

import getpass
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from kg.cli.console import counted, graph_argument, json_option, put_json, put_table, say, say_refusals
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.judging import Docket, Outcome
    from kg.model import Judgement, Verdict

Command = Callable[..., Any]


@click.group(
    epilog='\b\nExamples:\n  kg judge out same "Jack Ma" "Ma Yun" --reason "one man, two names"\n  kg judge out not-same john-lee@monday john-lee@friday\n  kg judge out retype Xinhua MediaOrganization\n  kg judge out reject 0123456789abcdef\n  kg judge out correct 0123456789abcdef --status ended\n  kg judge out list\n  kg judge out undo'
)
@graph_argument
@click.pass_context
def judge(ctx: click.Context, directory: str) -> None:
    """Say who is who in the graph in DIR and what its statements should be, and apply it at once.

    Judgements are lines of DIR/judgements.tsv, which every build follows; undo takes one back, and the graph
    is what it was. Entities go by id or name: what a merged entity was before by the ids that `kg entities`
    shows, one document's part of it by ID@DOCUMENT.
    """
    ctx.obj = directory


def judging(command: Command) -> Command:
    """Give a command the options of all that judge."""
    for option in (
        click.option("--no-apply", is_flag=True, help="Only write the line; a later judgement applies it."),
        click.option("--author", metavar="NAME", help="Who judges; default: your login name."),
        click.option("--reason", default="", metavar="TEXT", help="Why, in a few words."),
    ):
        command = option(command)
    return click.pass_obj(command)


@judge.command(epilog='\b\nExample:\n  kg judge out same "Jack Ma" "Ma Yun" --reason "one man, two names"')
@click.argument("a")
@click.argument("b")
@judging
def same(directory: str, a: str, b: str, **given: Any) -> None:
    """Make one entity of A and B, ids or names."""
    docket, verdict = _opened(directory, "same")
    _judge(docket, verdict, *docket.pair(verdict, a, b), **given)


@judge.command(
    "not-same", epilog="\b\nExample:\n  kg judge out not-same john-lee@monday john-lee@friday --author anna"
)
@click.argument("a")
@click.argument("b")
@judging
def not_same(directory: str, a: str, b: str, **given: Any) -> None:
    """Keep A and B apart, or take them apart where they are one: ids, names, or ID@DOCUMENT."""
    docket, verdict = _opened(directory, "not-same")
    _judge(docket, verdict, *docket.pair(verdict, a, b), **given)


@judge.command(epilog="\b\nExample:\n  kg judge out retype Xinhua MediaOrganization")
@click.argument("a")
@click.argument("kind", metavar="CLASS")
@judging
def retype(directory: str, a: str, kind: str, **given: Any) -> None:
    """Give A, an id or a name, a CLASS of the ontology."""
    docket, verdict = _opened(directory, "retype")
    _judge(docket, verdict, docket.operand(a), docket.kind(kind), **given)


def within(command: Command) -> Command:
    """Give a command the option to speak of one document."""
    option = click.option(
        "--document", default="", metavar="ID", help="Only as this document says it; default: as any does."
    )
    return option(command)


@judge.command(
    epilog="\b\nExamples:\n  kg judge out reject 0123456789abcdef --reason misread\n  kg judge out reject 0123 --document monday"
)
@click.argument("statement", metavar="STATEMENT_ID")
@within
@judging
def reject(directory: str, statement: str, document: str, **given: Any) -> None:
    """Take a statement out of the graph, for good: `kg show` tells its id.

    It stays out when its documents are read again, and when others say the same.
    """
    docket, author = _signed(directory, given)
    _add(docket, docket.rejected(statement, document, reason=given["reason"], author=author), given)


@judge.command(
    epilog="\b\nExamples:\n  kg judge out correct 0123456789abcdef --relation worksFor\n  kg judge out correct 0123 --status ended --reason 'he left in May'\n  kg judge out correct 0123 --swap"
)
@click.argument("statement", metavar="STATEMENT_ID")
@click.option("--relation", default="", metavar="NAME", help="What the relation should be.")
@click.option("--status", default="", metavar="NAME", help="What the status should be.")
@click.option("--subject", default="", metavar="NAME", help="Who the subject should be, by name or id.")
@click.option("--object", "obj", default="", metavar="NAME", help="Who the object should be, by name or id.")
@click.option("--swap", is_flag=True, help="Subject and object should change places.")
@within
@judging
def correct(
    directory: str,
    statement: str,
    relation: str,
    status: str,
    subject: str,
    obj: str,
    swap: bool,
    document: str,
    **given: Any,
) -> None:
    """Make another statement of one that was misread: relation, status or sides.

    Its sentences then support what you say; `kg explain` tells whose word that is. All that reads the same claim
    later is corrected as well.
    """
    from kg.model import Correction, Status

    if status and status not in set(Status):
        raise InputError(f"{status!r} is no status; use one of {', '.join(Status)}")
    if swap and (subject or obj):
        raise InputError("--swap goes without --subject and --object")
    docket, author = _signed(directory, given)
    if swap:
        found = docket.statement(statement)
        subject, obj = found.object, found.subject
    becomes = Correction(subject, relation, obj, status)
    if becomes == Correction():
        raise InputError("say what to correct: --relation, --status, --subject, --object or --swap")
    made = docket.corrected(statement, becomes, document, reason=given["reason"], author=author)
    _add(docket, made, given)


@judge.command(
    epilog="\b\nExample:\n  kg judge out compatible 0123456789abcdef@monday 0123456789abcdef@friday --reason 'two deals'"
)
@click.argument("one", metavar="ID[@DOCUMENT]")
@click.argument("other", metavar="ID[@DOCUMENT]")
@judging
def compatible(directory: str, one: str, other: str, **given: Any) -> None:
    """Settle a conflict of `kg conflicts`, which tells the ids: both can be so.

    With @DOCUMENT only what these documents say is settled.
    """
    docket, author = _signed(directory, given)
    _add(docket, docket.compatible(one, other, reason=given["reason"], author=author), given)


@judge.command(epilog="\b\nExample:\n  kg judge out undo\n  kg judge out undo 3")
@click.argument("number", metavar="[N]", type=int, required=False)
@click.option("--no-apply", is_flag=True, help="Only remove the line; a later judgement applies it.")
@click.pass_obj
def undo(directory: str, number: int | None, no_apply: bool) -> None:
    """Take back the last judgement, or that of line N of `kg judge DIR list`."""
    from kg.judging import Docket

    _tell(Docket(directory).take_back(number, apply=not no_apply), "taken back: ")


@judge.command(epilog="\b\nExample:\n  kg judge out apply")
@click.pass_obj
def apply(directory: str) -> None:
    """Apply what is written in judgements.tsv by hand or with --no-apply; no source is read again."""
    from kg.assembly import unheeded
    from kg.judging import Docket

    docket = Docket(directory)
    before = docket.graph
    say_refusals(unheeded(docket.apply()), "not followed", f"{directory}/manifest.json")
    say(f"{counted(len(docket.lines), 'judgement')}: {change(before, docket.graph)}")


@judge.command("list", epilog="\b\nExample:\n  kg judge out list\n  kg judge out list --all --json")
@click.option("--all", "everything", is_flag=True, help="Also what rules judged.")
@json_option
@click.pass_obj
def list_(directory: str, everything: bool, as_json: bool) -> None:
    """List the judgements of people, numbered, and whether the graph follows them."""
    from kg.assembly import unheeded
    from kg.judging import Docket

    docket = Docket(directory)
    reasons = {refusal.item: f"not followed: {refusal.reason}" for refusal in unheeded(docket.graph)}
    applied = docket.graph.people_judgements
    rows = [
        _row(line, number, reasons.get(line.said, "followed") if line in applied else "not applied yet")
        for number, line in enumerate(docket.lines, 1)
    ]
    if everything:
        rows += [_row(line, None, "followed") for line in docket.graph.rule_judgements]
    if as_json:
        put_json(rows)
    elif rows:
        columns = ("line", "said", "author", "reason", "state")
        put_table(columns, [tuple(row[column] for column in columns) for row in rows])
    else:
        say(f"nobody has judged anything of {directory}")


def _row(line: "Judgement", number: int | None, state: str) -> dict[str, Any]:
    return {
        "line": number,
        "said": line.said,
        **{name: value for name, value in asdict(line).items() if value and name != "becomes"},
        "becomes": {name: value for name, value in asdict(line.becomes).items() if value},
        "reason": line.reason,
        "state": state,
    }


def _opened(directory: str, verdict: str) -> "tuple[Docket, Verdict]":
    from kg.judging import Docket
    from kg.model import Verdict

    return Docket(directory), Verdict(verdict)


def _judge(
    docket: "Docket",
    verdict: "Verdict",
    left: str,
    right: str = "",
    *,
    reason: str,
    author: str | None,
    no_apply: bool,
) -> None:
    from kg.judging import judgement

    name = login() if author is None else author
    made = judgement(verdict, left, right, reason=reason, author=name)
    _add(docket, made, {"no_apply": no_apply})


def _signed(directory: str, given: dict[str, Any]) -> "tuple[Docket, str]":
    """Return the judgements of a graph and who judges."""
    from kg.judging import Docket

    author = given["author"]
    return Docket(directory), login() if author is None else author


def _add(docket: "Docket", made: "Judgement", given: dict[str, Any]) -> None:
    """Write a judgement and say what came of it."""
    outcome = docket.add(made, apply=not given["no_apply"])
    if outcome is None:
        say(f"{made.said} stands there already; nothing changed")
        return
    say_refusals(outcome.dropped, "no longer followed", f"{docket.archive.path}/manifest.json")
    _tell(outcome, "")


def _tell(outcome: "Outcome", prefix: str) -> None:
    line = f"{prefix}{outcome.judgement.said}"
    if outcome.after is None:
        say(f"{line}: written; the next `kg judge` or `kg build` applies it")
    else:
        say(f"{line}: {change(outcome.before, outcome.after)}")


def change(before: "Graph", after: "Graph") -> str:
    """Return what a graph holds, and what it held before: "5 entities and 3 statements became 4 and 3"."""
    old, new = before.manifest.counts, after.manifest.counts
    held = f"{counted(old['entities'], 'entity', 'entities')} and {counted(old['statements'], 'statement')}"
    if (old["entities"], old["statements"]) == (new["entities"], new["statements"]):
        return f"{held}, as before"
    return f"{held} became {new['entities']:,} and {new['statements']:,}"


def login() -> str:
    """Return the name of whoever is logged in."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"
