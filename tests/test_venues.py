"""The hand-kept tables, and the places that diplomacy meets at: each in its country."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from geopy.location import Location

from geo.gazetteer import Gazetteer, open_gazetteer
from geo.model import Kind
from geo.placenames import countries, country_names, normalise, regions, venues

DATA = Path(__file__).resolve().parents[1] / "geo" / "data"

# Names as articles print them, and the country they must fall in.
DIPLOMATIC = """
CHE Geneva|Palais des Nations|Lausanne|Montreux|Bern|Davos|Bürgenstock|Buergenstock|Lugano|Zurich
CHE Geneva, Switzerland
AUT Vienna|Hofburg|Palais Coburg|Salzburg|Vienna, Austria
DEU Bonn|Petersberg|Potsdam|Munich|Berlin|Heiligendamm|Aachen|Schloss Elmau
FRA Paris|Rambouillet|Versailles|Élysée Palace|Quai d'Orsay|Evian|Strasbourg
GBR London|Lancaster House|Chequers|10 Downing Street|St. Andrews|Stormont|Oxford|Cambridge|Gleneagles
ITA Rome|Taormina|Chigi Palace|Trieste
NLD The Hague|Peace Palace|Maastricht
BEL Brussels|NATO headquarters
LUX Luxembourg City|Schengen
NOR Oslo
ISL Reykjavik|Höfði House
FIN Helsinki
IRL Dublin
ESP Madrid
GRC Athens
CYP Nicosia|Ledra Palace
MLT Valletta
RUS Moscow|Kremlin|Sochi|Bocharov Ruchei|Novo-Ogaryovo|Strelna|Khasavyurt|Vladivostok
BLR Minsk|Viskuli
UKR Kyiv|Kiev|Livadia Palace|Donetsk
KAZ Astana|Nur-Sultan|Almaty|Aktau
UZB Tashkent|Samarkand
TJK Dushanbe
TKM Ashgabat
KGZ Bishkek
AZE Baku|Nagorno-Karabakh
ARM Yerevan
GEO Tbilisi|Abkhazia|Georgia
TUR Ankara|Istanbul|Dolmabahçe Palace|Antalya
USA Washington|White House|Camp David|Wye River|Wye Plantation|Dayton|Dumbarton Oaks|New York|UN headquarters
USA Annapolis
USA Mar-a-Lago|Bretton Woods|Glassboro|Shepherdstown|Sunnylands|Key West|San Francisco|Moscow, Idaho
USA Vienna, Virginia
USA Paris, Texas|Washington, D.C.
CAN Ottawa|La Malbaie|Charlevoix|Kananaskis
MEX Mexico City|Cancun
PAN Panama City|Contadora
GTM Guatemala City|Esquipulas
CUB Havana|El Laguito
COL Bogota|Cartagena|San Vicente del Caguán
EGY Cairo|Sharm el-Sheikh|Taba|El Alamein
JOR Amman|Aqaba|Jordan
ISR Jerusalem|Tel Aviv
PSE Ramallah|Gaza Strip|West Bank
LBN Beirut|Naqoura
SYR Damascus|Aleppo
IRQ Baghdad|Erbil
IRN Tehran
SAU Riyadh|Jeddah|Taif|Mecca
QAT Doha
ARE Abu Dhabi|Dubai
OMN Muscat
KWT Kuwait City
YEM Sana'a|Aden
MAR Skhirat|Rabat|Casablanca
TUN Tunis|Tabarka
DZA Algiers
LBY Tripoli|Ghadames
ETH Addis Ababa|African Union headquarters
ERI Asmara
DJI Djibouti City
SDN Khartoum|Darfur
SSD Juba
KEN Nairobi|Naivasha|Machakos
UGA Kampala|Entebbe
TZA Arusha|Dar es Salaam
RWA Kigali
ZAF Pretoria|Sun City|Johannesburg
ZMB Lusaka
BFA Ouagadougou
TGO Lomé
NGA Abuja
GHA Accra
SEN Dakar
TCD N'Djamena|Chad
PAK Islamabad|Karachi
AFG Kabul
IND New Delhi|Simla|Agra
LKA Colombo
NPL Kathmandu
CHN Beijing|Diaoyutai|Great Hall of the People|Boao|Beidaihe
KOR Seoul|Blue House|Panmunjom
PRK Pyongyang|Kaesong
JPN Tokyo|Hiroshima
SGP Singapore|Capella Hotel|Sentosa
VNM Hanoi|Metropole Hotel
MYS Kuala Lumpur
IDN Jakarta|Bali|Bandung
MMR Naypyidaw
KHM Phnom Penh
"""
WANTED = [
    (name, line[:3]) for line in DIPLOMATIC.strip().splitlines() for name in line[4:].split("|")
]  # fmt: skip


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer(progress=False)


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_at_most_one_diplomatic_venue_falls_in_another_country(gazetteer: Gazetteer) -> None:
    assert len(WANTED) >= 118
    wrong = [
        (name, country, found)
        for name, country in WANTED
        if not isinstance(found := gazetteer.geocode(name), Location) or found.raw["country"] != country
    ]
    assert len(wrong) <= 1, wrong


def test_every_venue_names_its_source_and_a_country_that_exists() -> None:
    table = rows("venues.csv")
    assert len(table) >= 150
    for row in table:
        assert row["source"], row
        assert row["country"] in countries() or (not row["country"] and row["kind"] in ("region", "site")), row
        assert row["kind"] == row["precision"] or row["kind"] == "city", row


def test_no_two_venues_share_a_name() -> None:
    keys = Counter(
        key
        for row in rows("venues.csv")
        for key in {normalise(name) for name in (row["name"], *row["aliases"].split("|")) if name}
    )
    assert [key for key, times in keys.items() if times > 1 or not key] == []


def test_a_name_that_a_country_bears_is_the_country_save_for_the_city_state() -> None:
    assert set(venues()) & set(country_names()) == {"singapore"}


def test_towns_of_the_table_lie_where_the_gazetteer_has_them(gazetteer: Gazetteer) -> None:
    towns = {place for same in venues().values() for place in same if place.geonameid is not None}
    assert len(towns) > 100
    for town in towns:
        row = gazetteer._store.execute(
            "SELECT lat, lon, country FROM place WHERE id = ?", (town.geonameid,)
        ).fetchone()
        assert row[2] == town.country, town
        assert abs(row[0] - town.lat) < 0.12, town
        assert abs(row[1] - town.lon) < 0.12, town


def test_every_state_has_a_point_and_a_capital_with_coordinates(gazetteer: Gazetteer) -> None:
    assert len(countries()) == 250
    for code, entry in countries().items():
        assert entry.place.kind is Kind.COUNTRY
        if entry.capital:
            capital = gazetteer.capital(code)
            assert capital is not None, code
            assert capital.country == code
    without = {code for code, entry in countries().items() if not entry.capital}
    assert without == {"ATA", "BES", "BVT", "HMD", "TKL", "UMI"}  # nobody's, or towns that take turns


def test_regions_carry_the_codes_of_their_country() -> None:
    found = {(region.place.country, region.admin1) for same in regions().values() for region in same}
    assert ("USA", "ID") in found
    assert ("CAN", "10") in found
    assert len(found) == 51 + 13
