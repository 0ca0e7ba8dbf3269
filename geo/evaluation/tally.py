"""What a score is made of: counts that add up over articles, and the errors behind them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from statistics import fmean
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Rate:
    """So many out of so many; nothing out of nothing is 0."""

    hits: int
    of: int

    @property
    def value(self) -> float:
        """The share, 0 to 1."""
        return self.hits / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that is no share, over ``of`` items; None where there is nothing to measure."""

    value: float | None
    of: int


Metric = Rate | Amount


@dataclass(frozen=True, slots=True)
class Finding:
    """One error in an article: what is wrong, and the venue or the [start, end) of the text that it is about."""

    article: str
    problem: str
    venue: str = ""
    at: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """The metrics of a run by section and name, and the errors in the order of the articles."""

    form: str
    sections: Mapping[str, Mapping[str, Metric]]
    findings: tuple[Finding, ...]

    @property
    def metrics(self) -> Mapping[str, Metric]:
        """Those of the first section: of all together."""
        return next(iter(self.sections.values()))


@dataclass(slots=True)
class Tally:
    """Adds up hits, values and errors."""

    hits: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    values: dict[str, list[float]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def add(self, name: str, hits: int, of: int) -> None:
        """Count ``hits`` out of ``of``."""
        self.hits[name] += hits
        self.of[name] += of

    def judge(self, name: str, right: bool) -> bool:
        """Count one item, right or wrong, and give that back."""
        self.add(name, int(right), 1)
        return right

    def note(self, article: str, problem: str, venue: str = "", at: tuple[int, int] | None = None) -> None:
        """Keep an error."""
        self.findings.append(Finding(article, problem, venue, at))

    def rate(self, name: str) -> Rate:
        """Return what was counted under a name."""
        return Rate(self.hits[name], self.of[name])


def f1(precision: Rate, recall: Rate) -> Amount:
    """Return the harmonic mean of precision and recall, 0 where both are 0."""
    total = precision.value + recall.value
    return Amount(2 * precision.value * recall.value / total if total else 0.0, recall.of)


def mean(values: Iterable[float]) -> Amount:
    """Return the mean."""
    known = list(values)
    return Amount(fmean(known) if known else None, len(known))
