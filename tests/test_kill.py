"""A small sample of kills; ``python -m tests.kill_builds 50`` does many."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kill_builds import kill_builds

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.slow
def test_killed_builds_leave_the_map_whole_and_the_next_one_works(tmp_path: Path) -> None:
    assert len(kill_builds(2, seed=3, folder=tmp_path)) == 2
