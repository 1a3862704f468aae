"""The fixed phrases by which refused files and records are counted."""

from enum import StrEnum

STAGE = "documents"


class Reason(StrEnum):
    """Why something that was met is not a document of the graph."""

    UNKNOWN_FORMAT = "unknown format"
    CANNOT_OPEN = "cannot be opened"
    NOT_A_FILE = "not a regular file"
    TOO_LARGE = "too large"
    EMPTY = "empty"
    BINARY = "binary file"
    ENCODING = "unknown encoding"
    BROKEN_FILE = "broken file"
    ENCRYPTED = "encrypted"
    NO_TEXT = "no text"
    NO_RECORDS = "no records"
    BROKEN_RECORD = "broken record"
    NO_TEXT_FIELD = "no text field"
    NOT_HTML = "not an HTML page"
    NOT_A_SUCCESS = "not a successful response"
    NOT_ENGLISH = "not in English"
    DUPLICATE = "duplicate text"
    ENDS_PROCESS = "reading it ends the process"
    """It needs more memory than there is, say, or meets a fault of a library."""
