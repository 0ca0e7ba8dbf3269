"""Files of every kind become documents: title, day and text, or one line that says why not."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import zipfile
from email.message import EmailMessage

import docx
import pytest

from geo.documents import read_documents
from geo.errors import ArticleError

SENTENCES = (
    "Talks on the future of the river ended in Geneva on Tuesday without a deal.",
    "The foreign ministers of Egypt, Ethiopia and Sudan agreed to meet again in Khartoum, officials said.",
)
DATED = dt.date(2020, 2, 25)
PAGE = (
    '<html lang="en"><head><meta property="article:published_time" content="2020-02-25"><title>Nile talks'
    f"</title></head><body><article>{''.join(f'<p>{s}</p>' for s in SENTENCES)}</article></body></html>"
).encode()


def a_pdf(lines: list[str]) -> bytes:
    """Write a PDF file of one page by hand (ISO 32000-1, 7.5)."""
    shown = "".join(f"({line}) Tj T*\n" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 72 720 Td\n{shown}ET".encode("latin-1")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + tail


def a_word_file() -> bytes:
    file = docx.Document()
    file.add_heading("Nile talks", 0)
    for text in ("Geneva, 25 February 2020", *SENTENCES):
        file.add_paragraph(text)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def a_saved_page() -> bytes:
    mail = EmailMessage()
    mail["Date"] = "Tue, 24 Nov 2026 10:00:00 +0000"
    mail["Snapshot-Content-Location"] = "https://example.org/nile"
    mail.set_content(PAGE.decode(), subtype="html")
    return mail.as_bytes()


def an_archive() -> bytes:
    """Write a web archive of one answer (WARC 1.0)."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/nile\r\n"
        "WARC-Date: 2026-11-24T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + answer + b"\r\n\r\n")


CUT = ["Nile talks", "", "Geneva, 25 February 2020", "", SENTENCES[0], *SENTENCES[1].split(" and ", 1)]


@pytest.mark.parametrize(
    ("name", "data", "url"),
    [
        ("a.html", PAGE, None),
        ("a.pdf", a_pdf(CUT), None),
        ("a.docx", a_word_file(), None),
        ("a.mhtml", a_saved_page(), "https://example.org/nile"),
        ("a.warc.gz", an_archive(), "https://example.org/nile"),
    ],
)
def test_title_day_and_text_are_read(name: str, data: bytes, url: str | None) -> None:
    (document,) = read_documents(data, name)
    assert document.title == "Nile talks"
    assert document.published == DATED
    assert document.url == url
    assert SENTENCES[0] in document.text


def test_a_mail_gives_subject_sender_and_day_and_a_forwarded_one_its_own() -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Date"] = (
        "Desk <d@example.org>",
        "Re: Nile talks",
        "Tue, 25 Feb 2020 10:00:00 +0000",
    )
    mail.set_content("\n".join(SENTENCES))
    (document,) = read_documents(mail.as_bytes(), "a.eml")
    assert (document.title, document.published, document.source) == ("Nile talks", DATED, "Desk")
    outer = EmailMessage()
    outer["From"], outer["Subject"], outer["Date"] = (
        "Me <me@example.org>",
        "Fwd: x",
        "Tue, 24 Nov 2026 10:00:00 +0000",
    )
    outer.set_content("See below.")
    outer.add_attachment(mail)
    (inner,) = read_documents(outer.as_bytes(), "b.eml")
    assert (inner.title, inner.published) == ("Nile talks", DATED)


def packed(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"%PDF-1.7 broken"),
        ("a.pdf", a_pdf([])),
        ("a.pdf", b"no such thing"),
        ("a.docx", b"PK\x03\x04 broken"),
        ("a.docx", packed("other.xml", b"x")),
        ("a.docx", packed("word/document.xml", b"\0" * 101_000_000)),
        ("a.warc.gz", b"\x1f\x8b broken"),
        ("a.mhtml", b"MIME-Version: 1.0\n\nnothing"),
        ("a.html", b"<html></html>"),
        ("a.png", b"\x89PNG\r\n"),
        ("a.doc", b"\xd0\xcf\x11\xe0"),
        ("a.xml", b"<?xml version='1.0'?><rss></rss>"),
    ],
)
def test_what_cannot_be_read_is_said(name: str, data: bytes) -> None:
    with pytest.raises(ArticleError):
        list(read_documents(data, name))
