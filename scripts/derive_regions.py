"""Derives the region tables and boundaries that ship with the rulebook.

Reads ``$ZHUCHAO_SHARED_DATA/regions`` (sources and licences: rulebook/data/regions/SOURCE.md) and writes
``src/zhuchao/rulebook/data/regions``. Run it again when a new list of divisions is at hand.
"""

import csv
import gzip
import json
import os
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent.parent / "src/zhuchao/rulebook/data/regions"
MUNICIPALITIES = ("11", "12", "31", "50")
#: The county history's stable id is wrong for some codes that ended earlier (its own caveat).
HISTORY_GOOD_FROM = 1995
#: Degrees a coordinate is rounded to. One grid for all features, so that neighbours keep their common border.
PROVINCE_GRID = 0.05
DISTRICT_GRID = 0.001


def main() -> None:
    """Write every file."""
    source = Path(os.environ["ZHUCHAO_SHARED_DATA"]) / "regions"
    HERE.mkdir(parents=True, exist_ok=True)
    divisions = _divisions(source)
    _write_csv("divisions.csv", ["code", "name", "level", "parent", "lon", "lat"], divisions)
    known = {row[0] for row in divisions}
    _write_csv("old_codes.csv", ["code", "name", "today"], _old_codes(source, known))
    names = {row[0]: row[1] for row in divisions}
    _write_map("zhejiang_districts", source / "zhejiang_districts.geojson.gz", names, DISTRICT_GRID)
    _write_map("provinces", source / "china_provinces.geojson.gz", names, PROVINCE_GRID)


def _divisions(source: Path) -> list[list[str]]:
    with (source / "divisions_2026.csv").open(encoding="utf-8") as lines:
        raw = list(csv.DictReader(lines))
    rows = {r["code"]: [r["code"], r["name"], r["level"], r["parent_code"], r["lon"], r["lat"]] for r in raw}
    for row in list(rows.values()):
        if row[2] == "3":
            row[3] = _city_of(row[0], rows)
    _place_centres(rows)
    return [rows[code] for code in sorted(rows)]


def _city_of(county: str, rows: dict[str, list[str]]) -> str:
    """The city of a county: first four digits and 00, made where the list jumps from province to county."""
    city = county[:4] + "00"
    if city not in rows:
        province = rows[county[:2] + "0000"]
        kind = "县" if county[:2] in MUNICIPALITIES and county[2:4] == "02" else ""
        plain = province[1] + kind if county[:2] in MUNICIPALITIES else province[1] + "直辖县级行政区"
        rows[city] = [city, plain, "2", province[0], "", ""]
    return city


def _place_centres(rows: dict[str, list[str]]) -> None:
    """A city or province without coordinates gets the mean of its urban districts, else of its counties."""
    below: dict[str, list[list[str]]] = defaultdict(list)
    for row in rows.values():
        if row[2] == "3" and row[4]:
            below[row[3]].append(row)
            below[row[0][:2] + "0000"].append(row)
    for row in rows.values():
        counties = below.get(row[0], [])
        if row[4] or not counties:
            continue
        chosen = [c for c in counties if c[1].endswith("区")] if row[2] == "2" else counties
        chosen = chosen or counties
        row[4] = f"{sum(float(c[4]) for c in chosen) / len(chosen):.4f}"
        row[5] = f"{sum(float(c[5]) for c in chosen) / len(chosen):.4f}"


def _old_codes(source: Path, known: set[str]) -> list[list[str]]:
    """Code no longer in use → name it had and the code that took over, through every later change."""
    steps = _changes(source)
    found: dict[str, tuple[str, str]] = {}
    for old in steps:
        if old not in known:
            today = _follow(old, steps, known)
            if today:
                found[old] = (max(steps[old])[2], today)
    with (source / "county_code_history_1980_2024.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            old, last = row["county_adcode"], int(row["last_year"])
            if (
                old not in known
                and old not in found
                and last >= HISTORY_GOOD_FROM
                and row["county_id"] in known
            ):
                found[old] = (row["county_name"], row["county_id"])
    return [[old, *found[old]] for old in sorted(found)]


def _changes(source: Path) -> dict[str, list[tuple[int, str, str]]]:
    steps: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    with gzip.open(source / "division_changes_1980_2020.csv.gz", "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["old_code"] and row["new_code"] and row["old_code"] != row["new_code"]:
                steps[row["old_code"]].append((int(row["year"]), row["new_code"], row["old_name"]))
    return steps


def _follow(old: str, steps: dict[str, list[tuple[int, str, str]]], known: set[str]) -> str:
    """The code in use today, or empty when the trail ends. A code given to another place is not followed back."""
    code, year, seen = old, 0, {old}
    while code not in known:
        later = [s for s in steps.get(code, ()) if s[0] >= year and s[1] not in seen]
        if not later:
            return ""
        year, code, _ = max(later)
        seen.add(code)
    return code


def _write_csv(name: str, headings: list[str], rows: Iterable[list[str]]) -> None:
    with (HERE / name).open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(headings)
        writer.writerows(rows)


def _write_map(name: str, path: Path, names: dict[str, str], grid: float) -> None:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        features = json.load(lines)["features"]
    kept = [f for f in (_feature(f, names, grid) for f in features) if f]
    kept.sort(key=lambda f: str(f["properties"]["code"]))
    body = json.dumps(
        {"type": "FeatureCollection", "features": kept}, ensure_ascii=False, separators=(",", ":")
    )
    # No time stamp in the gzip header: the same input gives the same bytes.
    (HERE / f"{name}.geojson.gz").write_bytes(gzip.compress(body.encode(), mtime=0))


def _feature(feature: dict[str, Any], names: dict[str, str], grid: float) -> dict[str, Any] | None:
    """The feature on the grid; the boundary line of the South China Sea has no code and is kept as a line."""
    code, name = feature["properties"]["code"], feature["properties"]["name"]
    geometry = feature["geometry"]
    if geometry["type"].endswith("LineString"):
        lines = geometry["coordinates"] if geometry["type"].startswith("Multi") else [geometry["coordinates"]]
        shape = {"type": "MultiLineString", "coordinates": [_ring(line, grid) for line in lines]}
        return {"type": "Feature", "properties": {"code": code, "name": name}, "geometry": shape}
    if code and code not in names:
        return None
    polygons = [[_ring(ring, grid) for ring in polygon] for polygon in _polygons(geometry)]
    polygons = [[ring for ring in polygon if len(ring) >= 4] for polygon in polygons]
    shape = {"type": "MultiPolygon", "coordinates": [polygon for polygon in polygons if polygon]}
    return {"type": "Feature", "properties": {"code": code, "name": names.get(code, name)}, "geometry": shape}


def _polygons(geometry: dict[str, Any]) -> list[Any]:
    return [geometry["coordinates"]] if geometry["type"] == "Polygon" else list(geometry["coordinates"])


def _ring(ring: list[list[float]], grid: float) -> list[list[float]]:
    snapped = [[round(round(x / grid) * grid, 4), round(round(y / grid) * grid, 4)] for x, y, *_ in ring]
    kept = snapped[:1]
    for point in snapped[1:]:
        if point != kept[-1]:
            kept.append(point)
    return kept


if __name__ == "__main__":
    main()
