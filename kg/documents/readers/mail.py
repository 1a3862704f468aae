"""E-mail: a newsletter or a forwarded article, one a file."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.documents.options import ReadOptions
from kg.documents.raw import (
    Paragraph,
    RawDocument,
    RawRefusal,
    Stated,
    Unreadable,
    parsing,
)
from kg.documents.readers.fragment import paragraphs_of
from kg.documents.reasons import Reason
from kg.documents.sources import SourceFile

if TYPE_CHECKING:
    from email.message import EmailMessage


def read_mail(file: SourceFile, options: ReadOptions) -> Iterator[RawDocument | RawRefusal]:
    """Yield the message: its subject as title, its text, else its HTML. Attachments are not read."""
    content = file.read(options.max_bytes)
    with parsing("e-mail"):
        from email import policy
        from email.parser import BytesParser

        message = BytesParser(policy=policy.default).parsebytes(content)
        if not message.keys():
            raise Unreadable(Reason.BROKEN_FILE, "e-mail: no header")
        body = _body(message)
        subject, date = message.get("Subject"), message.get("Date")
    if not body:
        raise Unreadable(Reason.NO_TEXT)
    yield RawDocument(
        content=body,
        title=str(subject) if subject else None,
        dates=(Stated(str(date), "header Date"),) if date else (),
    )


def _body(message: "EmailMessage") -> str | tuple[Paragraph, ...] | None:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return None
    content = part.get_content()
    if not isinstance(content, str) or not content.strip():
        return None
    return paragraphs_of(content) if part.get_content_type() == "text/html" else content
