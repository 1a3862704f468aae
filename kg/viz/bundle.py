"""One HTML file out of a template, a style sheet, scripts and the contents of the page."""

import re
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from kg.errors import SetupError
from kg.viz.data.contents import Contents
from kg.viz.data.options import Options
from kg.viz.data.text import shown
from kg.viz.payload import payload
from kg.viz.style.drawing import Drawing

PAGE = files("kg.viz") / "page"
STYLES = ("theme.css", "page.css", "legend.css", "panel.css", "table.css", "narrow.css", "print.css")
ENTRY = "explorer.js"
"""The module that starts the page; what it imports, and what that imports, comes before it."""
IMPORT = re.compile(r'^import \{[^}]*\} from "\./([a-z]+\.js)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?function|class|const|let)", re.MULTILINE)
LIBRARY = re.compile(r"vis-(\d+(?:\.\d+)*)")


def bundle(contents: Contents, drawing: Drawing, ranked: Sequence[str], options: Options) -> str:
    """Return the page. It names no resource outside itself, and its policy would let it load none."""
    version, library = vis_network()
    explorer = _explorer()
    data = payload(contents, drawing, ranked, options)
    jinja = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = jinja.from_string(_read("page.html.jinja"))
    return template.render(
        title=contents.title,
        entities=len(contents.entities),
        statements=len(contents.statements),
        documents=len({quote.document for s in contents.statements for quote in s.quotes}),
        all_entities=contents.all_entities,
        all_statements=contents.all_statements,
        scope=shown(options.scope),
        vis_version=version,
        policy=_policy(library, explorer),
        style=Markup("\n".join(_read(f"styles/{name}") for name in STYLES).replace("</", "<\\/")),
        library=Markup(library),
        explorer=Markup(explorer),
        opening=Markup(data.opening),
        names=Markup(data.names),
        parts=[Markup(part) for part in data.parts],
        articles=Markup(data.articles),
    )


@cache
def vis_network() -> tuple[str, str]:
    """Return version and text of the newest vis-network that comes with pyvis, ready to stand in a page."""
    shipped: Traversable = files("pyvis") / "templates" / "lib"
    versions = {
        tuple(map(int, found[1].split("."))): entry
        for entry in (shipped.iterdir() if shipped.is_dir() else ())
        if (found := LIBRARY.fullmatch(entry.name))
    }
    if not versions:
        raise SetupError("pyvis brings no vis-network: run `pip install --force-reinstall pyvis`")
    newest = max(versions)
    script = (versions[newest] / "vis-network.min.js").read_text(encoding="utf-8")
    return ".".join(map(str, newest)), _inline(re.sub(r"\n//# sourceMappingURL=\S*\s*$", "\n", script))


@cache
def _explorer() -> str:
    """Return all modules as one script: they share a scope, in which no name stands twice."""
    parts = "\n".join(EXPORT.sub("", IMPORT.sub("", _read(f"scripts/{name}"))) for name in modules())
    return _inline(f'(() => {{\n"use strict";\n\n{parts}\n}})();\n')


def modules(entry: str = ENTRY) -> list[str]:
    """Return the names of a module and of all it needs, each after those it imports."""
    found: list[str] = []

    def visit(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            raise SetupError(
                f"{' imports '.join((*above, name))}: modules of the page must not import in a circle"
            )
        for imported in IMPORT.findall(_read(f"scripts/{name}")):
            visit(imported, (*above, name))
        if name not in found:
            found.append(name)

    visit(entry, ())
    return found


def _read(name: str) -> str:
    return (PAGE / name).read_text(encoding="utf-8")


def _inline(script: str) -> str:
    """Return the script so that it cannot end its element, in the line feeds a browser hashes."""
    return script.replace("\r\n", "\n").replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _policy(*scripts: str) -> str:
    """Return the Content Security Policy: nothing is loaded, and only these scripts run."""
    digests = (sha256(script.encode()).digest() for script in scripts)
    hashes = " ".join(f"'sha256-{b64encode(digest).decode()}'" for digest in digests)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )
