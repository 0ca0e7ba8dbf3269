"""One reader with the embedded gazetteer for all tests of this folder."""

from __future__ import annotations

import pytest

from geo.reader import Reader
from tests.reading.telling import Teller


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The reader as a user gets it."""
    return Reader()


@pytest.fixture(scope="session")
def tell(reader: Reader) -> Teller:
    """Tells the meetings of short texts."""
    return Teller(reader)
