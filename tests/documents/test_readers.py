"""Every format: a sound file gives its article, a broken one a refusal, and never an exception."""

import json
from pathlib import Path

import pytest
from document_files import SENTENCES, TITLE, feed, html, pdf, warc, write_lines
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.documents import ReadOptions, Reason
from kg.documents.readers import READERS
from kg.documents.reading import read_file
from kg.documents.sources import find_files
from kg.model import BlockKind, Document, Refusal, StatedDate

BODY = "\n\n".join(SENTENCES)


def read(path: Path, **options: object) -> list[Document | Refusal]:
    chosen = ReadOptions(**options)  # type: ignore[arg-type]
    return [found for file in find_files([path]) for found in read_file(file, chosen)]


def one(path: Path, **options: object) -> Document:
    (found,) = read(path, **options)
    assert isinstance(found, Document), found
    return found


def refusals(path: Path, **options: object) -> list[tuple[str, str]]:
    return [(found.item, found.reason) for found in read(path, **options) if isinstance(found, Refusal)]


def kinds(document: Document) -> dict[str, BlockKind]:
    return {document.text[block.start : block.end]: block.kind for block in document.blocks}


def test_plain_text(tmp_path: Path) -> None:
    path = tmp_path / "000_581d7a7d05d93b25.txt"
    path.write_text(f"{TITLE}\n\nAugust 24, 2017 16:21\n{BODY}", encoding="utf-8")
    document = one(path)
    assert document.id == "000_581d7a7d05d93b25"
    assert (document.title, document.publisher) == (TITLE, None)
    assert document.published == StatedDate("2017-08-24", "dateline")
    assert document.undated is None


def test_plain_text_without_a_date_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{TITLE}\n\n{BODY}\n\n12 May 2020 was a cold day in the harbour, as all will recall.")
    assert (one(path).published, one(path).undated) == (None, "no date is stated")


@pytest.mark.parametrize(
    ("head", "above", "published"),
    [
        ("", "", None),
        (
            '<meta property="article:published_time" content="2017-08-24T08:00:00Z">',
            "",
            StatedDate("2017-08-24", "meta article:published_time"),
        ),
        (
            (
                '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "datePublished": "2001"},'
                '{"@type": "NewsArticle", "datePublished": "2017-08-24"}]}</script>'
            ),
            "",
            StatedDate("2017-08-24", "json-ld datePublished"),
        ),
        ('<script type="application/ld+json">{"datePublished": </script>', "", None),
        (
            '<meta name="DC.date" content="2017-08">',
            "",
            StatedDate("2017-08", "meta dc.date"),
        ),
        ('<meta property="article:modified_time" content="2019-01-01">', "", None),
        (
            "",
            '<header><time datetime="2017-08-24">Thursday</time></header>',
            StatedDate("2017-08-24", "time in header"),
        ),
        (
            "",
            (
                '<time class="updated" datetime="2018-01-01"></time>'
                '<time class="published" datetime="2017-08-24"></time>'
            ),
            StatedDate("2017-08-24", "time of publication"),
        ),
    ],
)
def test_a_page_has_the_date_its_metadata_states(
    tmp_path: Path, head: str, above: str, published: StatedDate | None
) -> None:
    path = tmp_path / "page.html"
    path.write_text(html(head=head, above=above), encoding="utf-8")
    assert one(path).published == published


def test_a_page_keeps_its_structure(tmp_path: Path) -> None:
    path = tmp_path / "page.htm"
    path.write_text(html(), encoding="utf-8")
    document = one(path)
    found = kinds(document)
    assert (document.title, document.publisher, document.url) == (
        TITLE,
        "Harbour Gazette",
        "https://example.org/port/sale",
    )
    assert found[TITLE] is BlockKind.TITLE
    assert found[SENTENCES[1]] is BlockKind.BODY
    assert found["What comes next"] is BlockKind.HEADING
    assert found["Cranes stand idle in the harbour."] is BlockKind.CAPTION
    assert found["The group will also buy both of the tugs."] is BlockKind.BODY
    assert not [words for words in found if "Home" in words or "2011" in words]
    assert document.text.count(TITLE) == 1


def test_a_page_reads_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("the secret word")
    path = tmp_path / "page.html"
    path.write_text(
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>' + html(above="<p>&x; is here.</p>")
    )
    assert "secret word" not in one(path).text


def test_pdf(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    lines = [
        "The port authority sold its northern ter-",
        "minal to investors on Tuesday.",
        "",
        "",
        "Page 1 of 2",
    ]
    path.write_bytes(pdf([*lines, "", "", "The buyers will pay rent for it."], title=TITLE))
    document = one(path)
    assert document.title == TITLE
    assert list(kinds(document)) == [
        TITLE,
        "The port authority sold its northern terminal to investors on Tuesday.",
        "The buyers will pay rent for it.",
    ]


@pytest.mark.parametrize("title", ["report_final.docx", "Microsoft Word - report on ports", "x"])
def test_a_title_of_a_pdf_that_is_a_file_name_is_none(tmp_path: Path, title: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([f"{words}." for words in SENTENCES[0].split(", ")], title=title))
    assert one(path).title is None


def test_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    record = {
        "title": TITLE,
        "text": BODY,
        "date": "August 2017",
        "url": "https://example.org/1",
    }
    write_lines(
        path,
        [
            record | {"source": {"name": "Gazette"}},
            record | {"id": "../x/7", "text": SENTENCES[0]},
        ],
    )
    path.write_text(path.read_text() + '\n{"text": \n{"words": 1, "more": 2}\n[]\n{"text": " "}\n')
    first, second, *rest = read(path)
    assert isinstance(first, Document) and isinstance(second, Document)
    assert (first.id, first.publisher, first.origin) == (
        "a-000001",
        "Gazette",
        "a.jsonl#000001",
    )
    assert first.text.startswith(f"{TITLE}\n\n") and first.title == TITLE
    assert first.published == StatedDate("2017-08", "field date")
    assert second.id == "a-x_7"
    assert [(found.item, found.reason, found.detail) for found in rest if isinstance(found, Refusal)] == [
        (
            "a.jsonl#000004",
            Reason.BROKEN_RECORD,
            "JSON: Expecting value: line 2 column 1 (char 10)",
        ),
        (
            "a.jsonl#000005",
            Reason.NO_TEXT_FIELD,
            "looked for text, body, content; fields are: more, words",
        ),
        ("a.jsonl#000006", Reason.BROKEN_RECORD, "list in place of an object"),
        ("a.jsonl#000007", Reason.NO_TEXT, "field text"),
    ]


def test_fields_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "a.ndjson"
    write_lines(
        path,
        [
            {
                "text": "no",
                "w": BODY,
                "t": TITLE,
                "d": "2020",
                "k": 5,
                "u": "u:1",
                "p": "Gazette",
            }
        ],
    )
    named = {
        "text": "w",
        "title": "t",
        "date": "d",
        "id": "k",
        "url": "u",
        "publisher": "p",
    }
    document = one(path, **{f"{field}_field": name for field, name in named.items()})
    assert (document.id, document.title, document.url, document.publisher) == (
        "a-5",
        TITLE,
        "u:1",
        "Gazette",
    )
    assert document.published == StatedDate("2020", "field d")
    assert refusals(path, text_field="words") == [("a.ndjson#000001", Reason.NO_TEXT_FIELD)]


def test_markup_in_a_field_is_text(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    unseen = "<script>x()</script><!-- no -->"
    text = f"<h2>News</h2><p>{SENTENCES[0]} <b>More</b> of it.</p>{unseen}<p>{SENTENCES[1]}"
    write_lines(path, [{"text": text}])
    assert one(path).text == f"News\n\n{SENTENCES[0]} More of it.\n\n{SENTENCES[1]}"


def test_json_of_one_object_and_of_a_list(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"id": 3, "body": BODY}))
    assert one(path).id == "a"
    path.write_text(json.dumps([{"id": "b 3", "body": BODY}, 4]))
    found = read(path)
    assert isinstance(found[0], Document) and found[0].id == "a-b_3"
    assert refusals(path) == [("a.json#000002", Reason.BROKEN_RECORD)]


@pytest.mark.parametrize(("suffix", "mark"), [("csv", ","), ("csv", ";"), ("tsv", "\t")])
def test_tables(tmp_path: Path, suffix: str, mark: str) -> None:
    path = tmp_path / f"a.{suffix}"
    rows = [
        ["id", "Headline", "Content"],
        ["7", TITLE, f'"{BODY}"'],
        [],
        ["8", "x", "y", "z"],
        ["9"],
    ]
    path.write_text("\r\n".join(mark.join(row) for row in rows), encoding="utf-8-sig", newline="")
    document = read(path)[0]
    assert isinstance(document, Document)
    assert (document.id, document.title) == ("a-7", TITLE)
    assert document.text == f"{TITLE}\n\n{BODY}"
    assert [reason for _, reason in refusals(path)] == [
        Reason.BROKEN_RECORD,
        Reason.NO_TEXT_FIELD,
    ]


def test_a_long_field_of_a_table_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"text\n{SENTENCES[1] * 3000}\n")
    assert len(one(path).text) == len(SENTENCES[1]) * 3000


def test_mail(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    head = f"From: a@example.org\r\nSubject: {TITLE}\r\nDate: Thu, 24 Aug 2017 08:21:00 +0800\r\n"
    head += "MIME-Version: 1.0\r\n"
    path.write_bytes(f"{head}Content-Type: text/plain; charset=utf-8\r\n\r\n{BODY}".encode())
    assert (one(path).title, one(path).published) == (
        TITLE,
        StatedDate("2017-08-24", "header Date"),
    )
    page = f"<p>{SENTENCES[0]}</p><p>Yes.</p>"
    path.write_bytes(f"{head}Content-Type: text/html; charset=utf-8\r\n\r\n{page}".encode())
    assert one(path).text == f"{TITLE}\n\n{SENTENCES[0]}\n\nYes."


def test_feed(tmp_path: Path) -> None:
    path = tmp_path / "a.rss"
    items = (
        f"<item><guid>https://example.org/1</guid><title>{TITLE}</title><link>https://example.org/1</link>"
        f"<pubDate>Thu, 24 Aug 2017 08:21:00 GMT</pubDate>"
        f"<description>&lt;p&gt;{SENTENCES[0]}&lt;/p&gt;</description></item>"
        f"<item><title>Nothing</title></item>"
    )
    path.write_text(feed(items))
    document = read(path)[0]
    assert isinstance(document, Document)
    assert (document.id, document.publisher) == (
        "a-https:_example.org_1",
        "Harbour Gazette",
    )
    assert document.published == StatedDate("2017-08-24", "feed published")
    assert document.text == f"{TITLE}\n\n{SENTENCES[0]}"
    assert refusals(path) == [("a.rss#000002", Reason.NO_TEXT)]


def test_a_change_is_no_publication(tmp_path: Path) -> None:
    path = tmp_path / "a.atom"
    path.write_text(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>G</title><entry><id>1</id><title>T</title>"
        f"<updated>2017-08-24T00:00:00Z</updated><summary>{SENTENCES[0]}</summary></entry></feed>"
    )
    assert one(path).published is None


def test_a_feed_expands_no_entity_from_outside(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("the secret word")
    path = tmp_path / "a.xml"
    entity = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'
    item = f"<item><title>T</title><description>{SENTENCES[0]} &x; it is.</description></item>"
    path.write_text(feed(item).replace("?>", f"?>{entity}", 1))
    assert not [found for found in read(path) if isinstance(found, Document) and "secret word" in found.text]


@pytest.mark.parametrize("zipped", [False, True])
def test_warc(tmp_path: Path, zipped: bool) -> None:
    path = tmp_path / ("a.warc.gz" if zipped else "a.warc")
    page = html().encode()
    path.write_bytes(
        warc(
            ("https://example.org/1", "200", "text/html; charset=utf-8", page),
            ("https://example.org/2", "404", "text/html", page),
            ("https://example.org/3", "200", "image/png", b"\x89PNG"),
            ("https://example.org/4", "200", "text/html", b""),
            zipped=zipped,
        )
    )
    document = read(path)[0]
    assert isinstance(document, Document)
    assert (document.id, document.url, document.published) == (
        "a-000001",
        "https://example.org/1",
        None,
    )
    assert [reason for _, reason in refusals(path)] == [
        Reason.NOT_A_SUCCESS,
        Reason.NOT_HTML,
        Reason.EMPTY,
    ]


GARBAGE = b"\x89\x00\xff\xfe garbage \x01\x02" * 20
NO_ARTICLE = {
    "empty": b"",
    "spaces": b" \n \n",
    "garbage": GARBAGE,
    "words": b"only words",
    "brackets": b"[" * 100_000,
    "xml": b"<a><b></a>",
    "json": b"4",
    "list": b"[]",
    "pdf": b"%PDF-1.4\n1 0 obj\n<<",
    "header": b"text,title\n",
    "warc": b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9999999\r\n\r\nHTTP",
    "gzip": b"\x1f\x8b\x08\x00garbage",
    "unclosed": b'text\n"never closed\n',
    "mail": b"Content-Type: text/plain; charset=no-such\r\n\r\nx",
}


@pytest.mark.parametrize("suffix", sorted(READERS))
@pytest.mark.parametrize("content", [pytest.param(content, id=name) for name, content in NO_ARTICLE.items()])
def test_a_broken_file_is_refused_with_a_fixed_phrase(tmp_path: Path, suffix: str, content: bytes) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content)
    found = read(path)
    assert found
    for one in found:
        if isinstance(one, Refusal):
            assert one.reason in set(Reason) and one.item.startswith("a.") and "\n" not in one.detail


@pytest.mark.parametrize("suffix", sorted(READERS))
def test_an_empty_and_a_binary_file_are_refused(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(b"")
    assert refusals(path) == [(f"a{suffix}", Reason.EMPTY)]
    path.write_bytes(GARBAGE)
    assert [item for item, _ in refusals(path)] == [f"a{suffix}"]


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
    max_examples=60,
)
@given(
    suffix=st.sampled_from(sorted(READERS)),
    place=st.integers(0, 3000),
    byte=st.integers(0, 255),
)
def test_a_damaged_byte_raises_nothing(tmp_path: Path, suffix: str, place: int, byte: int) -> None:
    sound = {
        ".pdf": pdf(list(SENTENCES)),
        ".warc": warc(("u:1", "200", "text/html", html().encode())),
        ".warc.gz": warc(("u:1", "200", "text/html", html().encode()), zipped=True),
        ".jsonl": json.dumps({"text": BODY}).encode(),
        ".xml": feed(f"<item><description>{BODY}</description></item>").encode(),
    }.get(suffix, html().encode())
    place %= len(sound)
    path = tmp_path / f"a{suffix}"
    path.write_bytes(sound[:place] + bytes([byte]) + sound[place + 1 :])
    assert read(path)


def test_large_files_and_texts_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(BODY)
    assert refusals(path, max_bytes=100) == [("a.txt", Reason.TOO_LARGE)]
    assert refusals(path, max_characters=100) == [("a.txt", Reason.TOO_LARGE)]


def test_a_text_in_another_language_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    german = "Der Hafen hat am Dienstag sein nördliches Terminal an eine Gruppe von Anlegern verkauft. "
    path.write_text(german * 4, encoding="utf-8")
    (found,) = read(path)
    assert isinstance(found, Refusal)
    assert (found.reason, found.detail) == (Reason.NOT_ENGLISH, "de")
    path.write_text(german, encoding="utf-8")
    assert one(path).language == "en"
