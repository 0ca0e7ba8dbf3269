"""Parley as a library: its public names, its example, its frames and graphs, its map in a notebook."""

# ruff: noqa: S603 - the interpreter is started on purpose
from __future__ import annotations

import doctest
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import geo
import geo.evaluation
import maps
import maps.layer
from geo import Atlas, Role
from geo.tables import rows
from tests.browser import atlases

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType


def test_the_public_names_are_sorted_and_all_there() -> None:
    assert geo.__all__ == sorted(geo.__all__)
    assert all(getattr(geo, name).__name__ == name for name in geo.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = geo.nothing


def test_the_layer_is_had_from_maps() -> None:
    assert maps.MeetingLayer is maps.layer.MeetingLayer
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = maps.nothing


def test_both_packages_say_that_they_are_typed(project: Path) -> None:
    assert (project / "geo" / "py.typed").is_file()
    assert (project / "maps" / "py.typed").is_file()


def test_importing_the_library_is_light() -> None:
    heavy = "spacy folium pandas geopandas networkx shapely geopy typer numpy"
    code = f"import sys, geo; geo.Atlas; print([m for m in {heavy.split()} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(("module", "least"), [(geo, 5), (geo.evaluation, 4), (maps.layer, 7)])
def test_the_examples_are_true(module: ModuleType, least: int) -> None:
    assert doctest.testmod(module).failed == 0
    assert doctest.testmod(module).attempted >= least


def test_filters_choose_and_keep_the_rest() -> None:
    world = atlases.world()
    assert list(world) == list(world.meetings)
    astana = world.filter(venue="Astana", actor="RUS", role="organiser")
    assert isinstance(astana, Atlas)
    assert [m.id for m in astana] == ["m12", "m13"]
    assert astana.articles == world.articles
    assert [m.id for m in world.filter(since="2025-03-01", until="2025-04-01")] == ["m21"]  # "2025" may be then
    assert [m.id for m in world.filter(status="cancelled")] == ["m21"]
    assert not list(world.filter(role=Role.INVITED, actor="RUS"))


def test_frames() -> None:
    world = atlases.world()
    assert len(world.to_dataframe()) == 97
    meetings = world.to_dataframe("meetings").set_index("id")
    assert str(meetings["first_day"].dtype) == "datetime64[s]"
    assert meetings.loc["m0", "venue_name"] == "Camp David"
    links = world.to_geodataframe("links")
    assert links.crs.to_epsg() == 4326
    assert len(links) == len(rows(world, "links"))
    suva = links[(links["actor"] == "USA") & (links["venue_name"] == "Suva")].geometry.iloc[0]
    assert len(suva.geoms) == 2
    assert world.to_geodataframe().geometry.iloc[0].y == pytest.approx(39.6483)
    with pytest.raises(KeyError):
        world.to_geodataframe("actors")


def test_graphs() -> None:
    assert atlases.world().to_networkx()["KAZ"]["m12"]["role"] == "host"
    assert atlases.world().to_networkx(projected=True)["KOR"]["PRK"]["weight"] == 1


def test_a_notebook_shows_the_map_in_a_frame_that_nothing_leaves() -> None:
    shown = atlases.hostile()._repr_html_()
    assert shown is not None
    assert shown.count("<") == 2  # the frame and its end: all else is escaped
    assert 'sandbox="allow-scripts"' in shown
