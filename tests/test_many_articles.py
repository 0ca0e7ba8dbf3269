"""One meeting told by several files, from the folder to the page: it takes place, and copies count once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.model import Atlas
from maps.payload import payload

if TYPE_CHECKING:
    from pathlib import Path

PLAN = "---\ndate: 2024-05-06\n---\nEgypt and Turkey will hold talks in Oslo on 10 May 2024.\n"
HELD = (
    "Egypt and Turkey held talks in Oslo on 10 May 2024. Both sides spoke of the prices of gas and of grain, "
    "and of ships that wait at the gates of the canal; they found no words for a common paper.\n"
)


def test_a_plan_comes_true_and_copies_are_one_source(tmp_path: Path) -> None:
    (tmp_path / "a-plan.md").write_text(PLAN)
    (tmp_path / "b-wire.md").write_text(f"---\ndate: 2024-05-11\n---\n{HELD}")
    (tmp_path / "c-copy.md").write_text(f"---\ndate: 2024-05-12\n---\n{HELD}")
    atlas: Any = Atlas.from_paths([tmp_path])
    (row,) = payload(atlas, "Map")["meetings"]
    (meeting,) = atlas
    assert meeting.status == "held"
    assert meeting.articles == ("a-plan", "b-wire", "c-copy")
    assert row["sources"] == 2
    assert "contradictions" not in row
