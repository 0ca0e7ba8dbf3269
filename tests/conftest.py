"""What all tests share: hypothesis without deadlines, a private cache folder on request, the evaluation kit."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from geo.articles import load
from geo.reader import Reader

if TYPE_CHECKING:
    from geo.model import Extraction

# Programs under test keep their byte code, as on a user's machine, whatever the environment of the tests says.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# The machine may be busy: a slow example is no failure, and the same examples run everywhere.
settings.register_profile("parley", deadline=None, derandomize=True)
settings.load_profile("parley")

PROJECT = Path(__file__).resolve().parents[1]
SHARED = PROJECT.parent / "shared"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def project() -> Path:
    """The project's folder."""
    return PROJECT


@pytest.fixture(scope="session")
def seeds() -> tuple[Extraction, ...]:
    """What the reader takes out of seeds/, read once."""
    return tuple(Reader().read(load([PROJECT / "seeds"]).articles))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the founding article and the evaluation kit, which does not ship with the project."""
    if not (SHARED / "eval" / "score.py").is_file():
        pytest.skip("the evaluation kit (../shared/eval) is not beside the project")
    return SHARED


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; without one the test skips, or fails where PARLEY_REQUIRE_BROWSER=1 asks for it."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        complaint = "no Chromium found; install it: apt-get install chromium"
        if os.environ.get("PARLEY_REQUIRE_BROWSER") == "1":
            pytest.fail(complaint)
        pytest.skip(complaint)
    return found
