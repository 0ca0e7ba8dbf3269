"""Mails (.eml) and pages that a browser saved as one (.mhtml)."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.policy import default
from email.utils import parseaddr, parsedate_to_datetime
from typing import TYPE_CHECKING, cast

from geo.decoding import decode, one_line
from geo.document import Document, date_line, plausible
from geo.errors import ArticleError

if TYPE_CHECKING:
    import datetime as dt
    from email.message import EmailMessage

PREFIXES = re.compile(r"^(?:\s*(?:re|fwd?|wg|aw|tr|\[[^\]]{1,40}\])\s*:?\s+)+", re.IGNORECASE)
FORWARDED = re.compile(r"^\s*(?:fwd?|wg|tr):", re.IGNORECASE)
INNER_HEAD = re.compile(
    r"^[>\s*]*(?:-+ ?(?:forwarded|original) message ?-+|begin forwarded message:)\s*$",
    re.IGNORECASE | re.MULTILINE,
)
INNER_FIELD = re.compile(r"^[>\s*]*(?P<name>from|date|sent|subject|to|cc):\*?\s*(?P<value>.*)$", re.IGNORECASE)


def read_mail(data: bytes, url: str | None = None) -> Document:
    """Read a mail: its subject, its sender, its day and its text; of a forwarded one what was forwarded.

    Raises ArticleError where it has no text.
    """
    mail = _passed_on(_parse(data))
    subject = _field(mail, "subject")
    body = _body(mail)
    day = _day(_field(mail, "date"))
    sender = _sender(_field(mail, "from"))
    if match := INNER_HEAD.search(body):
        fields, body = _inner(body[match.end() :])
        subject, sender = fields.get("subject") or subject, _sender(fields.get("from", "")) or sender
        day = _day(fields.get("date") or fields.get("sent") or "")
    elif FORWARDED.match(subject):
        day = date_line(body)  # the day on which somebody passed it on is not its day
    attached = [name for part in mail.iter_attachments() if (name := one_line(part.get_filename() or ""))]
    notes = (f"has attachments that were not read: {', '.join(attached[:5])}",) if attached else ()
    title = one_line(PREFIXES.sub("", subject))
    return Document(body, title or None, plausible(day), sender, url, notes=notes)


def read_saved_page(data: bytes, url: str | None = None) -> Document:
    """Read a page saved as .mhtml. The day on which it was saved is no day of publication.

    Raises ArticleError where there is no page in it, or no article on that.
    """
    from geo.pages import read_page

    mail = _parse(data)
    pages = [part for part in mail.walk() if part.get_content_type() in {"text/html", "application/xhtml+xml"}]
    if not pages:
        raise ArticleError("holds no page; save it again as .html")
    came = _field(mail, "snapshot-content-location") or _field(pages[0], "content-location") or url
    address = came if came and came.startswith(("http://", "https://")) else None
    content = pages[0].get_payload(decode=True)
    return read_page(content if isinstance(content, bytes) else b"", address, pages[0].get_content_charset())


def _parse(data: bytes) -> EmailMessage:
    if data.startswith(b"From "):
        data = data.partition(b"\n")[2]
    return message_from_bytes(data, policy=default)


def _passed_on(mail: EmailMessage) -> EmailMessage:
    """Give the mail that another carries as an attachment, or else the mail itself."""
    for part in mail.walk():
        carried = part.get_payload()
        if part.get_content_type() == "message/rfc822" and isinstance(carried, list):
            return cast("EmailMessage", carried[0])
    return mail


def _field(mail: EmailMessage, name: str) -> str:
    """Give a header's text, or nothing where it is missing or too broken to parse."""
    try:
        return str(mail.get(name, ""))
    except Exception:  # noqa: BLE001 - the parser of headers fails in many ways on hostile ones
        return ""


def _body(mail: EmailMessage) -> str:
    """Give the text of a mail: the plain one, or that of its page."""
    from geo.pages import page_lines

    part = mail.get_body(preferencelist=("plain", "html"))
    content = None if part is None else part.get_payload(decode=True)
    if part is None or not isinstance(content, bytes) or not content.strip():
        raise ArticleError("has no text; add its attachments as files")
    if part.get_content_type() == "text/html":
        return page_lines(content, part.get_content_charset())
    try:
        return content.decode(part.get_content_charset() or "utf-8")
    except (LookupError, UnicodeError):
        return decode(content)


def _inner(text: str) -> tuple[dict[str, str], str]:
    """Give the fields that stand over a forwarded text, and that text."""
    fields: dict[str, str] = {}
    lines = text.lstrip("\n").split("\n")
    for number, line in enumerate(lines):
        match = INNER_FIELD.match(line)
        if match is None and (line.strip(" >\r") or fields):
            return fields, re.sub(r"^> ?", "", "\n".join(lines[number:]), flags=re.MULTILINE)
        if match is not None:
            fields.setdefault(match["name"].lower(), match["value"].strip(" *\r"))
    return fields, ""


def _day(value: str) -> dt.date | None:
    try:
        return parsedate_to_datetime(value).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    words = re.sub(r"\bat\b.*|,?\s*\d{1,2}:\d\d.*", "", value).strip(" ,")
    return date_line(re.sub(r"^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*,?\s+", "", words))


def _sender(value: str) -> str | None:
    name, address = parseaddr(value)
    return one_line(name) or one_line(address.rpartition("@")[2]) or None
