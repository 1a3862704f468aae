"""The fields of a record: which holds the text, the title, the date."""

from collections.abc import Mapping

from kg.documents.options import ReadOptions
from kg.documents.raw import Paragraph, RawDocument, RawRefusal, Stated, one_line
from kg.documents.readers.fragment import is_markup, paragraphs_of
from kg.documents.reasons import Reason

_TEXT = (
    "text",
    "body",
    "content",
    "article",
    "article_text",
    "maintext",
    "fulltext",
    "full_text",
    "story",
)
_TITLE = ("title", "headline", "head")
_DATE = (
    "date",
    "published",
    "published_at",
    "publishedat",
    "publication_date",
    "pub_date",
    "pubdate",
    "date_publish",
)
_ID = ("id", "_id", "uuid", "guid")
_URL = ("url", "link", "uri")
_PUBLISHER = ("publisher", "source", "publication", "outlet", "site")


def document_of(record: Mapping[str, object], number: str, options: ReadOptions) -> RawDocument | RawRefusal:
    """Return the article a record holds, or a refusal that names the fields it has instead."""
    name, value = _pick(record, options.text_field, _TEXT)
    identifier = _words(_pick(record, options.id_field, _ID)[1]) or number
    if not name:
        wanted = options.text_field or ", ".join(_TEXT[:3])
        seen = ", ".join(sorted(str(key) for key in record)) or "none"
        return RawRefusal(
            number,
            Reason.NO_TEXT_FIELD,
            one_line(f"looked for {wanted}; fields are: {seen}"),
        )
    content = _content(value)
    if content is None:
        return RawRefusal(number, Reason.NO_TEXT, one_line(f"field {name}"))
    date_name, date = _pick(record, options.date_field, _DATE)
    return RawDocument(
        record=identifier,
        content=content,
        title=_words(_pick(record, options.title_field, _TITLE)[1]),
        publisher=_words(_pick(record, options.publisher_field, _PUBLISHER)[1]),
        url=_words(_pick(record, options.url_field, _URL)[1]),
        dates=(Stated(words, one_line(f"field {date_name}")),) if (words := _words(date)) else (),
    )


def _pick(record: Mapping[str, object], named: str | None, usual: tuple[str, ...]) -> tuple[str, object]:
    """Return the name and value of the field that is named or else has a usual name and a value."""
    if named is not None:
        return (named, record[named]) if named in record else ("", None)
    by_name = {str(key).strip().casefold(): (str(key), value) for key, value in record.items()}
    found = [by_name[name] for name in usual if name in by_name]
    return next(
        (pair for pair in found if pair[1] not in (None, "")),
        found[0] if found else ("", None),
    )


def _content(value: object) -> str | tuple[Paragraph, ...] | None:
    if isinstance(value, list):
        value = "\n\n".join(part for part in value if isinstance(part, str))
    if not isinstance(value, str) or not value.strip():
        return None
    return paragraphs_of(value) or None if is_markup(value) else value


def _words(value: object) -> str | None:
    """Return a value as words; of an object, such as a news source, its name."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None
