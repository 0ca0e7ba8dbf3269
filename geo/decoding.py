"""Bytes to text: the encoding of an article is found, never assumed."""

from __future__ import annotations

import codecs
import re
import unicodedata

from geo.errors import ArticleError

# The UTF-32 marks come first: the little-endian one starts like that of UTF-16.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SURROGATES = re.compile("[\ud800-\udfff]")
CONTROLS = re.compile(r"[\x01-\x08\x0b\x0e-\x1f\x7f]")
HIGH_BYTES = bytes(range(128, 256))
RARE_HIGH = 0.25  # English text has few letters beyond ASCII
MOST_CONTROLS = 0.1
SAMPLE = 65_536  # so many bytes or characters are enough to judge by


def marked_encoding(data: bytes) -> str | None:
    """Return the encoding that the byte order mark at the start of ``data`` names, or None."""
    return next((name for mark, name in MARKS if data.startswith(mark)), None)


def decode(data: bytes) -> str:
    """Return the text of ``data``: a byte order mark decides, then UTF-8 is tried, then the encoding is guessed.

    Raises ArticleError with the reason where the bytes are no text.
    """
    marked = marked_encoding(data)
    try:
        text = data.decode(marked or "utf-8")
    except UnicodeDecodeError:
        if marked is not None:
            raise ArticleError(f"is no valid {marked.removesuffix('-sig').upper()}; save it as UTF-8") from None
        text = _guess(data)
    else:
        if marked is None and "\0" in text[:SAMPLE]:
            text = _guess(data)  # UTF-16 of English letters without a mark is valid UTF-8 with NUL bytes
    check_text(text)
    return text


def check_text(text: str) -> None:
    """Raise ArticleError where ``text`` holds NUL characters or is mostly control characters."""
    if "\0" in text:
        raise ArticleError("holds NUL bytes: it is binary or damaged; save it as plain text")
    sample = text[:SAMPLE]
    if len(CONTROLS.findall(sample)) > MOST_CONTROLS * len(sample):
        raise ArticleError("is binary, not text; save it as plain text in UTF-8")


def without_surrogates(text: str) -> str:
    """``text`` with each lone surrogate, which no file can hold, as U+FFFD: the length stays the same."""
    return SURROGATES.sub("\ufffd", text)


def one_line(text: str) -> str:
    """``text`` on one line and without control and direction characters, fit for a terminal."""
    joined = " ".join(without_surrogates(text).split())
    return "".join(char for char in joined if unicodedata.category(char) not in {"Cc", "Cf"})


def _guess(data: bytes) -> str:
    if b"\0" not in data and _high_share(data) < RARE_HIGH:
        # Few high bytes give a detector nothing to go by; in English prose they are Windows quotes and accents.
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            pass
    return _detected(data)


def _high_share(data: bytes) -> float:
    sample = data[:SAMPLE]
    return (len(sample) - len(sample.translate(None, HIGH_BYTES))) / max(1, len(sample))


def _detected(data: bytes) -> str:
    from charset_normalizer import from_bytes  # most articles are UTF-8

    match = from_bytes(data).best()
    if match is None:
        raise ArticleError("is binary or in an unknown encoding; save it as plain text in UTF-8")
    return str(match)
