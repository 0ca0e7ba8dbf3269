"""What online geocoders say, in Parley's words: names, country, kind. Nothing is taken on trust."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from geo.actor_tables import read_table
from geo.answers import Found
from geo.model import MAX_LAT, MAX_LON, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geopy.location import Location

MAX_NAMES = 40
MAX_NAME = 120
COUNTRIES = frozenset({"country", "PCLI", "PCLD", "PCLS", "PCL"})
CITIES = frozenset("city town village hamlet municipality suburb borough quarter neighbourhood P".split())
REGIONS = frozenset(
    "state region province county state_district district archipelago island sea ocean bay peninsula "
    "natural water waterway A H L T U V".split()
)


def described(service: str, location: Location) -> Found:
    """Return a place as a service tells it; ``raw`` holds name, names, country, kind, precision and source.

    Raises ValueError or TypeError where it is no place on the globe.
    """
    lat, lon = float(location.latitude), float(location.longitude)
    if not (abs(lat) <= MAX_LAT and abs(lon) <= MAX_LON):
        raise ValueError("off the globe")
    address = str(location.address or "")
    raw = location.raw if isinstance(location.raw, Mapping) else {}
    country, kind, names = _FORMS.get(service, _plain)(raw)
    told = list(dict.fromkeys(name for name in _texts([*names, address.partition(",")[0]]) if name))[:MAX_NAMES]
    about: dict[str, Any] = {"name": told[0] if told else address[:MAX_NAME], "names": told, "source": service}
    code = _alpha3().get(country.upper()) if isinstance(country, str) else None
    if code is not None:
        about["country"] = code
    if kind is not None:
        about |= {"kind": str(kind), "precision": str(kind)}
    return Found(address[: 4 * MAX_NAME], lat, lon, 0.0, about)


def _nominatim(raw: Mapping[str, Any]) -> tuple[Any, Kind | None, list[Any]]:
    sort = _kind((raw.get("addresstype"), raw.get("type"), raw.get("category", raw.get("class"))))
    return _map(raw, "address").get("country_code"), sort, [raw.get("name"), *_map(raw, "namedetails").values()]


def _photon(raw: Mapping[str, Any]) -> tuple[Any, Kind | None, list[Any]]:
    told = _map(raw, "properties")
    sort = _kind((told.get("osm_value"), told.get("type"), told.get("osm_key")))
    return told.get("countrycode"), sort, [told.get("name")]


def _geonames(raw: Mapping[str, Any]) -> tuple[Any, Kind | None, list[Any]]:
    sort = _kind((raw.get("fcode"), raw.get("fcl")))
    return raw.get("countryCode"), sort, [raw.get("name"), raw.get("toponymName")]


def _plain(_raw: Mapping[str, Any]) -> tuple[Any, Kind | None, list[Any]]:
    return None, None, []


_FORMS = {"nominatim": _nominatim, "photon": _photon, "geonames": _geonames}


def _kind(words: Iterable[Any]) -> Kind:
    """Return the kind of the first word that tells one; what is no town and no area is a site."""
    for word in words:
        for kind, known in ((Kind.COUNTRY, COUNTRIES), (Kind.CITY, CITIES), (Kind.REGION, REGIONS)):
            if isinstance(word, str) and word in known:
                return kind
    return Kind.SITE


def _map(raw: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = raw.get(key)
    return value if isinstance(value, Mapping) else {}


def _texts(values: Iterable[Any]) -> list[str]:
    return [value.strip() for value in values if isinstance(value, str) and len(value) <= MAX_NAME]


@cache
def _alpha3() -> dict[str, str]:
    """Return the alpha-3 code for each alpha-2 code of a state that still is."""
    return {row["alpha2"]: row["alpha3"] for row in read_table("states") if row["alpha2"] and not row["until"]}
