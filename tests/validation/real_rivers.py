"""Makes a basin and a scenario of the CSV of a measured river, in a folder of its own.

    python tests/validation/real_rivers.py CASE FOLDER      CASE = hannibal | three_reaches

The data stay outside the project ($RIVERCHIEF_REALDATA). Rules: blocked ground is cut off, because a levee keeps the water
out there; ineffective ground keeps its level; banks are marked; chainage is the channel's own length.
"""

import csv
import datetime
import os
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "data" / "verification"))
import case_files as files  # noqa: E402

FOOT = 0.3048


def data_folder(case):
    """Folder of a case's CSV, or None where there are no data."""
    root = os.environ.get("RIVERCHIEF_REALDATA")
    folder = pathlib.Path(root) / case if root else None
    return folder if folder and folder.is_dir() else None


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def zones(text):
    """"l;r;z | l;r;z" as [(l, r, z)]; r = 0 stands for the section's end, 0;0;0 for nothing."""
    found = [tuple(map(float, part.split(";"))) for part in text.split("|") if part.strip()]
    return [(left, right if right > left else 1e9, level) for left, right, level in found if (left, right) != (0.0, 0.0)]


def level_between(points, offset):
    for (x0, z0, _), (x1, z1, _) in zip(points, points[1:]):
        if x0 <= offset <= x1:
            return z0 if x1 == x0 else z0 + (z1 - z0) * (offset - x0) / (x1 - x0)
    raise ValueError(f"offset {offset} lies outside the section")


def with_point(points, offset):
    """The points with one at `offset`; it takes the roughness of the panel it lies in."""
    if any(abs(x - offset) < 1e-6 for x, _, _ in points) or not points[0][0] < offset < points[-1][0]:
        return points
    i = max(k for k, (x, _, _) in enumerate(points) if x < offset)
    return points[:i + 1] + [(offset, level_between(points, offset), points[i][2])] + points[i + 1:]


def section(points, meta):
    """Marked points between the blocked grounds, and the ineffective zones inside them."""
    low, high = points[0][0], points[-1][0]
    for left, right, _ in zones(meta["blocked(l;r;z m)"]):
        if left <= low:
            low = max(low, min(right, high))
        elif right >= high or right == 1e9:
            high = min(high, left)
    for edge in (low, high):
        points = with_point(points, edge)
    points = [p for p in points if low - 1e-6 <= p[0] <= high + 1e-6]
    banks = {"left_bank": max(float(meta["left_bank_m"]), points[0][0]), "right_bank": min(float(meta["right_bank_m"]), points[-1][0])}
    for offset in banks.values():
        points = with_point(points, offset)
    marks = [""] * len(points)
    for mark, offset in banks.items():
        nearest = min(range(len(points)), key=lambda k: abs(points[k][0] - offset))
        marks[nearest] = mark
    ineffective = []
    for left, right, level in zones(meta["ineffective(l;r;z m)"]):
        left, right = max(left, points[0][0]), min(right, points[-1][0])
        if right > left:
            ineffective.append((left, right, level))
    return [(*p, m) for p, m in zip(points, marks)], ineffective


def sections_of(folder, river, reach, shift=0.0):
    """Sections of one reach as [(chainage, marked points, ineffective zones, river station)]."""
    points = {}
    for r in rows(folder / "sections.csv"):
        if (r["river"], r["reach"]) == (river, reach):
            points.setdefault(r["rs"], []).append((float(r["offset_m"]), float(r["elevation_m"]), float(r["manning"])))
    metas = [m for m in rows(folder / "sections_meta.csv") if (m["river"], m["reach"]) == (river, reach)]
    return [(shift + float(m["station_m"]), *section(points[m["rs"]], m), m["rs"]) for m in metas]


def write_river(case, id_, title, sections, length, **more):
    """Section tables of one river; returns its entry in basin.toml."""
    files.surveyed_sections(case / f"{id_}.csv", [(x, points) for x, points, _, _ in sections])
    zones_ = [(x, *zone) for x, _, zones, _ in sections for zone in zones]
    if zones_:
        files.table(case / f"{id_}_ineffective.csv", "chainage [m],from_offset [m],to_offset [m],level [m]", zones_)
        more["ineffective"] = f"{id_}_ineffective.csv"
    return files.river(id_, title, title, length, f"{id_}.csv", **more)


HANNIBAL_AT = 17_750.942  # chainage of river mile 309.9 [m]
HANNIBAL_FITTED_FROM = "1998-03-15T00:00:00-06:00"  # the great flood of April is fitted; winter and the flood of March validate
HANNIBAL_CALIBRATION = f"""title_zh = "密西西比河22号库区,1998年"
title_en = "Mississippi, Pool 22, 1998"

[[event]]
scenario = "scenario.toml"
fit_from = {HANNIBAL_FITTED_FROM}
skip = "1 d"

[[observation]]
id = "hannibal"
reads = "water_level at mississippi: {HANNIBAL_AT / 1000.0} km"
series = "hannibal.csv"
error = "0.1 m"
weight = 0.05                        # what the model misses lasts five days: twenty readings are worth one

[[parameter]]
id = "roughness"
kind = "roughness"

[[parameter]]
id = "zero"
kind = "gauge_zero"
observation = "hannibal"
spread = "0.1 m"                     # the gauge's zero is believed right to that
"""


def hannibal(data, case, cell_length=250.0):
    """Pool 22 of the Mississippi, January to April 1998, and the calibration to the stages at Hannibal beside it; returns the scenario's path."""
    start = datetime.datetime(1998, 1, 15, 1, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=-6)))
    sections = sections_of(data, "MISSISSIPPI", "REACH # 17")
    length = sections[-1][0]
    files.write_basin(case, "pool_22", "密西西比河22号库区", "Mississippi, Pool 22", [write_river(case, "mississippi", "Mississippi", sections, length)])
    series = {variable: [(float(r["time_s"]), float(r["value"])) for r in rows(data / "hydrograph.csv") if r["variable"] == variable]
              for variable in ("discharge", "stage")}
    end = min(s[-1][0] for s in series.values())
    assert all(s[0][0] <= 0.0 for s in series.values())
    files.series(case / "inflow.csv", "discharge [m3/s]", *zip(*series["discharge"]))
    files.series(case / "lower_level.csv", "water_level [m]", *zip(*series["stage"]))
    text = f"""basin = "basin.toml"
title_zh = "1998年春汛"
title_en = "Floods of spring 1998"
start = {start.isoformat()}
end = {(start + datetime.timedelta(seconds=end)).isoformat()}
cell_length = {files.number(cell_length)}

[output]
every = "6 h"

[[boundary]]
at = "mississippi: 0 m"
kind = "discharge"
series = "inflow.csv"

[[boundary]]
at = "{files.at("mississippi", length)}"
kind = "water_level"
series = "lower_level.csv"
"""
    (case / "scenario.toml").write_text(text, encoding="utf-8")
    observed = [(float(r["time_s"]), float(r["value"])) for r in rows(data / "observed.csv") if r["location"] == "HANNIBAL" and r["variable"] == "stage"]
    files.series(case / "hannibal.csv", "water_level [m]", *zip(*observed))
    (case / "calibration.toml").write_text(HANNIBAL_CALIBRATION, encoding="utf-8")
    return case / "scenario.toml"


# HEC-RAS holds the three stages at a junction equal in unsteady flow (they are, at every hour of reference.csv), whatever the
# lengths across it in junctions.csv: Butte Creek therefore ends at its last section. Fall River needs some length between its
# two sections at the junction, the 50 ft it has there.
FALL_GAP, BUTTE_GAP = 50.0 * FOOT, 0.0


def each_for_half_the_way(sections):
    """Sections with two more half-way between neighbours: the ground in between, roughness and ineffective ground of either.

    HEC-RAS takes the mean of the friction slopes of two neighbouring sections: each counts for half of the way.
    """
    gap = 0.01  # [m]
    result = [sections[0]]
    for (x0, points0, zones0, _), next_ in zip(sections, sections[1:]):
        x1, points1, zones1, _ = next_
        middle = 0.5 * (x0 + x1)
        if x1 - x0 > 4.0 * gap and len(points0) == len(points1):
            between = [(0.5 * (a + c), 0.5 * (b + d)) for (a, b, _, _), (c, d, _, _) in zip(points0, points1)]
            for x, points, zones_ in ((middle - gap, points0, zones0), (middle + gap, points1, zones1)):
                shift = between[0][0] - points[0][0]
                result.append((x, [(*xz, n, mark) for xz, (_, _, n, mark) in zip(between, points)],
                               [(left + shift, right + shift, level) for left, right, level in zones_], None))
        result.append(next_)
    return result


def butte_length(data):
    """Length of Butte Creek as it is written, to its mouth [m]."""
    return sections_of(data, "Butte Cr.", "Butte Cr.")[-1][0] + BUTTE_GAP


def three_reaches(data, case, cell_length=15.0):
    """Fall River with Butte Creek joining it; returns the scenario's path and the places of the 20 sections."""
    upper = sections_of(data, "Fall River", "Upper Reach")
    lower = sections_of(data, "Fall River", "Lower Reach", shift=upper[-1][0] + FALL_GAP)
    butte = sections_of(data, "Butte Cr.", "Butte Cr.")
    junction, length = lower[0][0], lower[-1][0]
    files.write_basin(case, "three_reaches", "三河段", "Fall River and Butte Creek", [
        write_river(case, "fall", "Fall River", each_for_half_the_way(upper + lower), length),
        write_river(case, "butte", "Butte Creek", each_for_half_the_way(butte), butte_length(data), joins=files.at("fall", junction))])
    flows = [r for r in rows(data / "hydrograph.csv") if r["type"] == "Flow"]
    for id_, river in (("fall", "Fall River"), ("butte", "Butte Cr.")):
        q = [(float(r["time_s"]), float(r["value"])) for r in flows if r["river"] == river]
        files.series(case / f"{id_}_inflow.csv", "discharge [m3/s]", *zip(*q))
    files.write_scenario(case / "scenario.toml", "洪水", "Flood", 72 * 3600.0, cell_length, [
        {"at": files.at("fall", 0.0), "kind": "discharge", "series": "fall_inflow.csv"},
        {"at": files.at("butte", 0.0), "kind": "discharge", "series": "butte_inflow.csv"},
        {"at": files.at("fall", length), "kind": "normal_depth", "bed_slope": 0.0004}], every=3600.0)
    places = {("FALL RIVER UPPER REACH", rs): ("fall", x) for x, _, _, rs in upper}
    places |= {("FALL RIVER LOWER REACH", rs): ("fall", x) for x, _, _, rs in lower}
    places |= {("BUTTE CR. BUTTE CR.", rs): ("butte", x) for x, _, _, rs in butte}
    return case / "scenario.toml", places


if __name__ == "__main__":
    case, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    make, data = {"hannibal": (hannibal, "mississippi_pool22_1998"), "three_reaches": (three_reaches, "hecras_3reach_nostruct")}[case]
    if data_folder(data) is None:
        sys.exit(f"set RIVERCHIEF_REALDATA to the folder that holds {data}")
    print(make(data_folder(data), folder))
