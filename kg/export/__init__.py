"""Files that other programs read. Same graph, same bytes; a file is written whole or not at all."""

from kg.export.formats import FORMATS, Contents, export, format_of

__all__ = ["FORMATS", "Contents", "export", "format_of"]
