"""One HTML file out of a template, a style sheet, scripts and the contents of the page."""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from kg.errors import SetupError
from kg.viz.contents import Contents
from kg.viz.drawing import Drawing
from kg.viz.payload import payload

PAGE = files("kg.viz") / "page"
SCRIPTS = (
    "base.js",
    "model.js",
    "state.js",
    "labels.js",
    "canvas.js",
    "panel.js",
    "legend.js",
    "search.js",
    "table.js",
    "explorer.js",
)
"""In the order in which they are joined; they share one scope."""
LIBRARY = re.compile(r"vis-(\d+(?:\.\d+)*)")


def bundle(contents: Contents, drawing: Drawing) -> str:
    """Return the page. It names no resource outside itself, and its policy would let it load none."""
    version, library = vis_network()
    explorer = _explorer()
    jinja = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = jinja.from_string(_read("page.html.jinja"))
    return template.render(
        title=contents.title,
        entities=len(contents.entities),
        statements=len(contents.statements),
        documents=len({quote.document for s in contents.statements for quote in s.quotes}),
        all_entities=contents.all_entities,
        all_statements=contents.all_statements,
        vis_version=version,
        policy=_policy(library, explorer),
        style=Markup(_read("explorer.css").replace("</", "<\\/")),
        library=Markup(library),
        explorer=Markup(explorer),
        payload=Markup(payload(contents, drawing)),
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
    parts = "\n".join(_read(name) for name in SCRIPTS)
    return _inline(f'(() => {{\n"use strict";\n\n{parts}\n}})();\n')


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
