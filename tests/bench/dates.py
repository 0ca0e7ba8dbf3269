"""How long the dates of an article of 3,000 characters take to find; about two milliseconds is the aim.

Run it::

    python -m tests.bench.dates
"""

from __future__ import annotations

import time

from geo.dates import find_dates

TEXT = (
    "The foreign ministers met on Friday in Geneva, and the envoy said that the next round of the talks "
    "may begin in early March, after a visit to Moscow by the president of the country. "
) * 17
RUNS = 50


def main() -> None:
    """Print the best of some runs."""
    find_dates(TEXT)
    times = []
    for _ in range(RUNS):
        started = time.process_time()
        find_dates(TEXT[:3000])
        times.append(time.process_time() - started)
    print(f"{1000 * min(times):.2f} ms")  # noqa: T201


if __name__ == "__main__":
    main()
