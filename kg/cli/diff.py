"""`kg diff`: what one graph says that another does not."""

from pathlib import Path

import click

from kg.cli.console import EXIT_FINDINGS, put_json, say, shown
from kg.cli.filters import chosen as chosen_dates
from kg.errors import InputError

FORMATS = ("text", "markdown", "json", "html")


@click.command(
    epilog="\b\nExamples:\n  kg diff outputs/monday outputs/tuesday\n  kg diff outputs/news --since 2024-05-01 --format markdown\n  kg diff old new -o changes.html"
)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="[NEW]", required=False)
@click.option("--since", metavar="DATE", help="Compare the graph in OLD with what it said before this date.")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="Default: text, or what the file's ending means."
)
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(), help="Write a file instead of the terminal."
)
def diff(old: str, new: str | None, since: str | None, form: str | None, output: str | None) -> int:
    """Show how the graph in NEW differs from that in OLD, in meaning.

    Statements that are new, gone, put with another status, denied or made by more independent sources; entities that came,
    went, became one or were parted. With --since, what the articles of one graph from that date on have added; those
    without a date count as older. Exit code 1 if anything differs.
    """
    import kg
    from kg.export.differences import markdown, page, record, sections, text_lines
    from kg.files import replace_bytes

    chosen_dates({"since": since})
    if (new is None) == (since is None):
        raise InputError("name a second graph, or a date with --since")
    later = kg.open(new or old)
    earlier = kg.open(old) if new else later.before(since or "")
    found = sections(later.difference(earlier), earlier.label, later.label)
    title = f"What {new} says that {old} does not" if new else f"What is new in {old} since {since}"
    chosen = form or {".md": "markdown", ".json": "json", ".html": "html"}.get(
        Path(output or "").suffix, "text"
    )
    if chosen == "json" and output is None:
        put_json(record(found))
        return EXIT_FINDINGS if found else 0
    if chosen == "json":
        import json

        text = json.dumps(record(found), ensure_ascii=False, indent=2) + "\n"
    elif chosen == "text":
        text = "\n".join(text_lines(found))
    else:
        text = (markdown if chosen == "markdown" else page)(found, title)
    if output:
        replace_bytes(Path(output), text.encode())
    elif found:
        click.echo(shown(text) if chosen == "text" else text)
    else:
        say("nothing differs")
    return EXIT_FINDINGS if found else 0
