"""``parley extract --cluster`` on real Dask clusters: workers die in the middle, and nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import distributed
import pytest
from typer.testing import CliRunner

from geo.bulk.crews import DaskCrew, LocalCrew
from geo.bulk.run import extract_into
from geo.errors import ClusterError
from geo.model import Atlas
from maps.cli import app
from tests.bulk.clusters import cluster
from tests.bulk.corpora import DIES, MODEL, Heard, as_tables, files, jsonl, poisoned_model, tellings
from tests.bulk.test_extracting import SIZE, SOUND, archive, single

if TYPE_CHECKING:
    from pathlib import Path

    from geo.bulk.run import Tally

pytestmark = [
    pytest.mark.enable_socket,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # Dask leaves sockets to those that it kills
]


def test_separate_workers_that_are_killed_lose_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packages = tmp_path / "packages"
    poisoned_model(packages)
    monkeypatch.syspath_prepend(packages)
    paths = [*map(str, archive(tmp_path)), str(tmp_path / "a.jsonl.gz")]  # one source twice
    heard, out, kills = Heard(), tmp_path / "out", 0
    with cluster(tmp_path / "cluster", 2, packages) as started, DaskCrew(started.address) as crew:

        def tell(tally: Tally) -> None:
            nonlocal kills
            if tally.done in {1, 4} and kills < 2:
                started.kill(tally.done)
                kills += 1

        tally = extract_into(paths, out, crew, heard, model=MODEL, size=SIZE, tell=tell)
    assert kills == 2
    assert (tally.pieces, tally.done, tally.failed, tally.articles, tally.unread) == (7, 7, 0, len(SOUND), 2)
    assert (
        f"({DIES}): could not be understood (its process died twice" in heard.failures()[0] + heard.failures()[1]
    )
    assert as_tables(Atlas.from_paths([out])) == as_tables(single(tmp_path))


def test_a_local_cluster_gives_the_same_files_as_local_processes(tmp_path: Path) -> None:
    corpus = jsonl(tmp_path / "news.jsonl", tellings(0, 12))
    out, other = tmp_path / "out", tmp_path / "other"
    dask: Any = distributed
    with (
        dask.LocalCluster(n_workers=1, threads_per_worker=2, processes=True, dashboard_address=":0") as local,
        dask.Client(local) as client,
    ):
        result = CliRunner().invoke(
            app, ["extract", str(corpus), "-o", str(out), "--cluster", local.scheduler_address]
        )
        assert result.exit_code == 0, result.stderr
        assert client.status == "running"  # the cluster is the user's and goes on
    with LocalCrew(1) as crew:
        extract_into([str(corpus)], other, crew, Heard())
    assert files(out) == files(other)


def test_a_scheduler_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.bulk.crews.PATIENCE", "1s")
    with pytest.raises(ClusterError, match="no scheduler answers there"):
        DaskCrew("tcp://127.0.0.1:9")
