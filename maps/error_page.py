"""The errors of an evaluation as one HTML file: each article's text beside what was read and what the gold has.

The page runs no script and asks nobody for anything; words of articles stand in it escaped.
"""

from __future__ import annotations

import base64
import hashlib
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.evaluation.gold import CompleteArticle, PartialArticle
from geo.evaluation.tally import Rate
from maps.assets import join, lean_style
from maps.plain import line as meeting_line
from maps.plain import markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geo.evaluation.gold import CompleteMeeting, Gold
    from geo.evaluation.tally import Finding, Metric, Score
    from geo.model import Evidence, Extraction, Meeting

STYLES = ("colours.css", "dark.css", "errors.css")
PROOF, NAME = "proof", "venue"
Stretch = tuple[int, int, str]  # start, end, class


def error_page(score: Score, gold: Sequence[Gold], extractions: Mapping[str, Extraction], title: str) -> str:
    """Return the page; ``extractions`` are by article id, ``title`` names what was evaluated."""
    style = lean_style(join(STYLES))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    found: dict[str, list[Finding]] = {}
    for finding in score.findings:
        found.setdefault(finding.article, []).append(finding)
    wrong = list({article.id: article for article in gold if article.id in found}.values())
    body = "\n".join(_article(one, found[one.id], extractions.get(one.id)) for one in wrong)
    counts = f"{len(score.findings)} errors in {len(wrong)} of {len(gold)} articles"
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{markup(title)}</title><style>{style}</style></head>\n<body><main><h1>{markup(title)}</h1>"
        f"<p>{counts}. Sentences that prove something are shaded, names that errors are about are underlined.</p>"
        f"{_table(score)}\n{body}</main></body></html>\n"
    )


def value_text(metric: Metric) -> str:
    """Write a metric's value; ``-`` where there was nothing to measure."""
    if not metric.of or metric.value is None:
        return "-"
    return str(metric.value) if isinstance(metric.value, int) else f"{metric.value:.3f}"


def count_text(metric: Metric) -> str:
    """Write on how many items a metric stands: ``hits/of`` for a share."""
    return f"{metric.hits}/{metric.of}" if isinstance(metric, Rate) else str(metric.of)


def _table(score: Score) -> str:
    first, *others = table_rows(score)
    heads = "".join(f"<th scope=col>{cell}</th>" for cell in ("metric", *first[1:]))
    rows = "".join(f"<tr><th scope=row>{name}</th><td>{'<td>'.join(cells)}" for name, *cells in others)
    return f"<table><caption>{markup(score.form)}</caption><tr>{heads}{rows}</table>"


def table_rows(score: Score) -> list[list[str]]:
    """Return the metrics as rows, heads first: value and count of one section, or the values of several."""
    names = [name.replace("_", " ") for name in score.metrics]
    if len(score.sections) == 1:
        values = [[value_text(metric), count_text(metric)] for metric in score.metrics.values()]
        heads = [score.form, "value", "n"]
    else:
        values = [
            [
                "" if metric is None else value_text(metric)
                for metric in (one.get(name) for one in score.sections.values())
            ]
            for name in score.metrics
        ]
        heads = [score.form, *score.sections]
    return [heads, *([name, *cells] for name, cells in zip(names, values, strict=True))]


def _article(gold: Gold, findings: list[Finding], read: Extraction | None) -> str:
    """Write one article: on the left its text, on the right its errors, the gold, and what was read."""
    meetings = read.meetings if read else ()
    text = "This article is not in the corpus." if read is None else read.article.text
    proofs = _proofs(read) if read is not None and isinstance(gold, CompleteArticle | PartialArticle) else ()
    stretches = [] if read is None else [*proofs, *_names(text, findings)]
    day = "" if read is None or read.article.published is None else f", published {read.article.published}"
    title = "" if read is None or read.article.title is None else f"<h3 dir=auto>{markup(read.article.title)}</h3>"
    lists = (
        ("Errors", [markup(finding.problem) for finding in findings]),
        ("Gold", [markup(told) for told in _gold(gold)]),
        ("Read", [_read(meeting) for meeting in meetings]),
    )
    of_meetings = isinstance(gold, CompleteArticle | PartialArticle)
    shown = lists if of_meetings else lists[:1]
    right = "".join(f"<h3>{head}</h3><ul>{_items(items)}</ul>" for head, items in shown)
    return (
        f"<article><h2 dir=auto>{markup(gold.id)}{day}</h2><div class=pair><div class=text>{title}"
        f"<p dir=auto>{marked(text, stretches)}</p></div><div>{right}</div></div></article>"
    )


def _items(items: Iterable[str]) -> str:
    return "".join(f"<li dir=auto>{item}" for item in items) or "<li>none"


def _read(meeting: Meeting) -> str:
    rules = ", ".join(dict.fromkeys(proof.rule for proof in meeting.venue_evidence))
    return f"{meeting_line(meeting)} <small>{markup(rules)}</small>"


def _gold(gold: Gold) -> Iterator[str]:
    if isinstance(gold, CompleteArticle):
        yield from map(_complete, gold.meetings)
    elif isinstance(gold, PartialArticle):
        yield _partial(gold)


def _complete(meeting: CompleteMeeting) -> str:
    who = "; ".join(f"{one.role}: {one.actor}{' (optional)' * one.optional}" for one in meeting.actors)
    where = f"{meeting.venue or 'no venue'} ({meeting.country})"
    optional = "optional: " * meeting.optional
    return f"{optional}{meeting.start or 'date not told'}, {where}, {' or '.join(meeting.statuses)}: {who}"


def _partial(gold: PartialArticle) -> str:
    who = ", ".join(one.actor if one.in_text else f"({one.actor})" for one in gold.actors)
    return f"{f'{gold.venue.name} ({gold.venue.country})' if gold.venue else 'no venue'}: {who}"


def _proofs(read: Extraction) -> Iterator[Stretch]:
    for meeting in read.meetings:
        proofs: list[Evidence] = [*meeting.venue_evidence, *meeting.date_evidence, *meeting.status_evidence]
        proofs += [proof for part in meeting.participations for proof in part.evidence]
        for proof in proofs:
            yield proof.start, proof.end, PROOF


def _names(text: str, findings: list[Finding]) -> Iterator[Stretch]:
    """Yield where the names that errors are about stand in the text."""
    for finding in findings:
        if finding.at is not None:
            yield *finding.at, NAME
    for name in {finding.venue for finding in findings if finding.venue}:
        at = text.find(name)
        while at >= 0:
            yield at, at + len(name), NAME
            at = text.find(name, at + len(name))


def marked(text: str, stretches: Iterable[Stretch]) -> str:
    """Return text as HTML with stretches of it in spans of their classes; they may overlap."""
    inside = [(max(0, start), min(len(text), end), kind) for start, end, kind in stretches]
    cuts = sorted({0, len(text), *(at for start, end, _ in inside if start < end for at in (start, end))})
    parts = []
    for start, end in pairwise(cuts):
        kinds = sorted({kind for first, last, kind in inside if first <= start and end <= last})
        words = markup(text[start:end])
        parts.append(f'<span class="{" ".join(kinds)}">{words}</span>' if kinds else words)
    return "".join(parts)
