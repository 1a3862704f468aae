"""What a user can say about how documents are read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """Field names for records (JSON, JSONL, CSV) and limits. A field left None goes by its usual names."""

    text_field: str | None = None
    title_field: str | None = None
    date_field: str | None = None
    id_field: str | None = None
    url_field: str | None = None
    publisher_field: str | None = None
    max_bytes: int = 64 * 1024 * 1024
    """The largest file that is read at once, and the largest record of a file that is streamed."""
    max_characters: int = 1_000_000
    """The longest text of one document, in code points."""
