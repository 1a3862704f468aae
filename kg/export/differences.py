"""A difference between two graphs as text, Markdown, JSON and a page: the same sections everywhere."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kg.model import Entity, Statement
from kg.projection.difference import Difference

Label = Callable[[str], str]
"""Takes the id of an entity and returns its name."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that differs: a line, and the sentence that says so with the document it stands in."""

    line: str
    id: str
    sentence: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """What differs in one way."""

    name: str
    """As JSON calls it."""
    title: str
    items: tuple[Item, ...]


def sections(difference: Difference, before: Label, after: Label) -> list[Section]:
    """Return what differs, by kind, those kinds that there are: what readers ask for first comes first."""

    def statement(each: Statement, label: Label, note: str = "") -> Item:
        piece = each.evidence[0]
        words = f"{label(each.subject)} {each.relation} {label(each.object)}  [{note or each.status}]"
        return Item(words, each.id, piece.sentence, piece.document)

    def entity(each: Entity) -> Item:
        return Item(f"{each.label} ({each.type})", each.id)

    found = [
        Section("new", "New statements", tuple(statement(each, after) for each in difference.new)),
        Section(
            "gone", "Statements that are gone", tuple(statement(each, before) for each in difference.gone)
        ),
        Section(
            "turned",
            "Changed in status",
            tuple(
                statement(
                    _latest(each.statements, each.before),
                    after,
                    f"{', '.join(each.before)} → {', '.join(each.after)}",
                )
                for each in difference.turned
            ),
        ),
        Section(
            "denied",
            "Newly denied",
            tuple(
                statement(
                    next(one for one in each.statements if one.status == "negated"),
                    after,
                    f"was {', '.join(each.before)}",
                )
                for each in difference.denied
            ),
        ),
        Section(
            "corroborated",
            "Newly corroborated",
            tuple(
                statement(
                    each.statement, after, f"{each.before} → {each.statement.sources} independent sources"
                )
                for each in difference.corroborated
            ),
        ),
        Section(
            "merged",
            "Entities that are one now",
            tuple(
                Item(f"{before(each.before)} → {after(each.after)}", each.before)
                for each in difference.merged
            ),
        ),
        Section(
            "split",
            "Entities that were one before",
            tuple(
                Item(f"{before(each.before)} → {after(each.after)}", each.after) for each in difference.split
            ),
        ),
        Section("entities_new", "New entities", tuple(map(entity, difference.entities_new))),
        Section("entities_gone", "Entities that are gone", tuple(map(entity, difference.entities_gone))),
    ]
    return [section for section in found if section.items]


def _latest(statements: Iterable[Statement], before: Iterable[str]) -> Statement:
    """Return the statement with a status that is new, else the first."""
    statements = list(statements)
    return next((each for each in statements if str(each.status) not in set(before)), statements[0])


def text_lines(found: Iterable[Section]) -> Iterator[str]:
    """Yield lines for a terminal."""
    for section in found:
        yield f"{section.title} ({len(section.items):,})"
        for item in section.items:
            yield f"  {item.line}  id {item.id}"
            if item.sentence:
                yield f"    {item.document}: {' '.join(item.sentence.split())}"
        yield ""


def markdown(found: Iterable[Section], title: str) -> str:
    """Return a text in Markdown."""
    lines = [f"# {_plain(title)}", ""]
    for section in found:
        lines += [f"## {section.title} ({len(section.items):,})", ""]
        for item in section.items:
            lines.append(f"- {_plain(item.line)} `{item.id}`")
            if item.sentence:
                lines += [f"  > {_plain(item.sentence)}", f"  > — {_plain(item.document)}"]
        lines.append("")
    return "\n".join(lines)


def record(found: Iterable[Section]) -> dict[str, Any]:
    """Return plain values: for each kind a list."""
    return {
        section.name: [
            {
                "id": item.id,
                "line": item.line,
                **({"sentence": item.sentence, "document": item.document} if item.sentence else {}),
            }
            for item in section.items
        ]
        for section in found
    }


def page(found: Iterable[Section], title: str) -> str:
    """Return one HTML file that asks nothing of the network; nothing of a text is ever markup in it."""
    from jinja2 import Environment, PackageLoader

    environment = Environment(loader=PackageLoader("kg.export", "."), autoescape=True)
    return environment.get_template("difference.html.jinja").render(title=title, sections=list(found))


def _plain(text: str) -> str:
    """Return a text on one line in which nothing is Markdown or HTML."""
    line = " ".join(text.split())
    return "".join(f"\\{letter}" if letter in "\\`*_{}[]<>#|~!&" else letter for letter in line)
