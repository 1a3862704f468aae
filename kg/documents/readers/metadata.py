"""The date of publication as the metadata of an HTML page states it."""

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from kg.documents.raw import Stated

_DEEPEST = 6


def stated_dates(tree: Any) -> Iterator[Stated]:
    """Yield every date of publication a page states: JSON-LD, then meta elements, then `<time>` elements."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json":
            yield from _of_json_ld(script.text or "")
    yield from _of_meta(tree)
    yield from _of_time(tree)


def _of_json_ld(script: str) -> Iterator[Stated]:
    try:
        content = json.loads(script.strip())
    # A page's JSON-LD is often broken, and says nothing then.
    except (ValueError, RecursionError):
        return
    for found in sorted(_objects(content, _DEEPEST), key=lambda found: not _is_article(found)):
        for name in _table()["json_ld"]:
            if isinstance(value := found.get(name), str):
                yield Stated(value, f"json-ld {name}")


def _objects(content: object, depth: int) -> Iterator[dict[str, object]]:
    if depth and isinstance(content, list):
        for item in content:
            yield from _objects(item, depth - 1)
    elif depth and isinstance(content, dict):
        yield content
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(content.get(key), depth - 1)


def _is_article(found: dict[str, object]) -> bool:
    stated = found.get("@type")
    kinds = stated if isinstance(stated, list) else [stated]
    return any(str(kind).endswith(("Article", "Posting", "Report")) for kind in kinds)


def _of_meta(tree: Any) -> Iterator[Stated]:
    values: dict[str, str] = {}
    for element in tree.iter("meta"):
        for key in ("property", "name", "itemprop"):
            if (name := (element.get(key) or "").strip().lower()) and (content := element.get("content")):
                values.setdefault(name, content)
    for name in _table()["meta"]:
        if name in values:
            yield Stated(values[name], f"meta {name}")


def _of_time(tree: Any) -> Iterator[Stated]:
    """Yield the `<time>` elements that are marked as publication, then those in a `<header>`."""
    times = [
        (element, element.get("datetime") or "".join(element.itertext())) for element in tree.iter("time")
    ]
    for element, value in times:
        marks = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
        if "modified" in marks or "updated" in marks:
            continue
        if element.get("pubdate") is not None or "datepublished" in marks or "publish" in marks:
            yield Stated(value, "time of publication")
    for element, value in times:
        if next(element.iterancestors("header"), None) is not None:
            yield Stated(value, "time in header")


@cache
def _table() -> dict[str, list[str]]:
    import yaml

    table: dict[str, list[str]] = yaml.safe_load(
        files("kg.documents.readers").joinpath("metadata.yaml").read_text("utf-8")
    )
    return table
