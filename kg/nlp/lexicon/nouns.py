"""English common nouns by class. The table is WordNet's, sorted for news by scripts/nouns."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "nouns.tsv"


@cache
def load_nouns() -> Mapping[str, str]:
    """Return lemmas, one to three lower-case words with spaces between, and the class of what each names.

    A kind of human is a Person, though several are a Group. Where `nominals.yaml` says otherwise, it is right.
    """
    rows = TABLE.read_text(encoding="utf-8").splitlines()
    return dict(row.split("\t") for row in rows if not row.startswith("#"))
