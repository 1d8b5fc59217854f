"""Makes a basin and a scenario of Boulder Creek, 21 August 1987, from the published input of QUAL2K's standard case.

    python tests/validation/boulder_creek.py FOLDER       needs RIVERCHIEF_REALDATA

Geometry, flows, what enters and the sky are the case's own numbers; rates are chosen here (RATES), every one within the range published in
data/rates/temperate_rivers.toml. Detritus counts as slow CBOD (0.4 g C per g, 2.69 g O2 per g C).
"""

import csv
import math
import pathlib
import sys

import real_rivers

sys.path.insert(0, str(real_rivers.ROOT / "data" / "verification"))
import case_files as files  # noqa: E402

DAY, LENGTH, DAYS = 86400.0, 13_600.0, 5
POLLUTANTS = ["temperature", "do", "cbod", "cbod_slow", "org_n", "nh3n", "no3n", "org_p", "diss_p", "suspended_solids"]
# Fitted by hand to the five stations; everything else as in data/rates/temperate_rivers.toml.
RATES = {
    "cbod_oxidation": "0.54 1/day", "cbod_slow_hydrolysis": "1.2 1/day", "org_n_hydrolysis": "0.3 1/day", "org_n_settling": "0 m/d", "nitrification": "4.0 1/day",
    "denitrification": "0.5 1/day", "bed_denitrification": "0.1 m/d", "org_p_hydrolysis": "2.0 1/day", "org_p_settling": "0 m/d", "diss_p_settling": "0 m/d",
    "bottom_algae_growth": "450 mg/m2/d", "bottom_algae_respiration": "0.7 1/day", "bottom_algae_death": "0.05 1/day", "bottom_nitrogen_half": "0.16 mg/L",
    "sod": "2.0 g/m2/d", "diss_p_release": "30 mg/m2/d", "suspended_solids_settling": "0.06 m/d",
}
OXYGEN_OF_DETRITUS = 2.69 * 0.4


def numbers(line):
    return [float(x) for x in line.replace('"', "").split(",") if x.strip()]


def course(line, hour):
    """Mean, amplitude, time of the greatest (share of a day): the value at an hour."""
    mean, amplitude, greatest = line[:3]
    return max(mean + amplitude * math.cos(2.0 * math.pi * (hour / 24.0 - greatest)), 0.0)


def read_input(path):
    """What the case's input says: flows [m3/s], concentrations [g/m3] by hour of the day, the sky."""
    lines = path.read_text(encoding="latin-1").splitlines()
    at = lambda start: next(i for i, line in enumerate(lines) if line.startswith(start))
    plant, seep, taken, ground = at('"Boulder WWTP"'), at('"",10.2'), at('"",6.6,1.9'), at('"Groundwater",13.6')
    head = next(i for i, line in enumerate(lines) if i > ground and line.count(",") == 24)

    def point(first):
        line = numbers(lines[first].split(",", 1)[1])
        water = [line[3:6]] + [numbers(x) for x in lines[first + 1:first + 17]]
        return line[2], lambda hour: composition([course(x, hour) for x in water])

    def diffuse(first):
        line = numbers(lines[first].split(",", 1)[1])
        return (13.6 - line[0]) * 1e3, (13.6 - line[1]) * 1e3, line[3], composition([line[4]] + [numbers(x)[0] for x in lines[first + 1:first + 17]])

    rows = [numbers(x) for x in lines[head:head + 17]]
    sky = [numbers(lines[head + 17 + 17 * k]) for k in range(6)]  # shade, air temperature, dew point, wind, cloud, sun
    flow = numbers(lines[5].split('"', 6)[-1])[9] * DAY           # the headwater's, in m3/s per 86400
    return {"flow": flow, "head": lambda hour: composition([x[int(hour) % 24] for x in rows]), "plant": point(plant), "seep": point(seep),
            "taken": numbers(lines[taken].split(",", 1)[1])[1], "ground": [diffuse(ground), diffuse(ground + 17)], "sky": sky}


def composition(v):
    """The case's order (temperature, conductivity, inorganic solids, DO, slow and fast CBOD, organic N, ammonia, nitrate, organic P, inorganic P, algae, detritus, ...)
    as our constituents; nutrients come in mg/m3."""
    return {"temperature": v[0], "do": v[3], "cbod": v[5], "cbod_slow": v[4] + OXYGEN_OF_DETRITUS * v[12], "org_n": v[6] / 1e3, "nh3n": v[7] / 1e3, "no3n": v[8] / 1e3,
            "org_p": v[9] / 1e3, "diss_p": v[10] / 1e3, "suspended_solids": v[2]}


def by_hour(path, discharge, water):
    times = [3600.0 * k for k in range(24 * DAYS + 1)]
    columns = [(f"{p} [mg/L]", [water(k % 24)[p] for k in range(len(times))]) for p in POLLUTANTS]
    files.series(path, "discharge [m3/s]", times, [discharge] * len(times), *columns)


def write(data, folder, rates=None, cell_length=100.0):
    folder.mkdir(parents=True, exist_ok=True)
    case = read_input(data / "BC_1987-08-21.q2k")
    reaches = real_rivers.rows(data / "reaches.csv")
    sections = []
    for r in reaches:
        width, n = float(r["bottom_width_m"]), float(r["manning_n"])
        sections.append(((13.6 - float(r["upstream_km"])) * 1e3, float(r["elev_up_m"]), width, 0.0, n))
    last = reaches[-1]
    sections.append((LENGTH, float(last["elev_down_m"]), float(last["bottom_width_m"]), 0.0, float(last["manning_n"])))
    files.simple_sections(folder / "sections.csv", sections)
    chosen = "\n".join(f'{name} = "{value}"' for name, value in (RATES | (rates or {})).items())
    constituents = "\n".join(f'[[pollutant]]\nid = "{p}"\nrole = "{p}"' for p in POLLUTANTS)
    set_of_rates = (real_rivers.ROOT / "data/rates/temperate_rivers.toml").as_posix()
    (folder / "basin.toml").write_text(f"""name = "boulder_creek"
[[river]]
id = "creek"
length = {LENGTH}
sections = "sections.csv"
{constituents}
[quality]
rates = "{set_of_rates}"
reaeration = "oconnor_dobbins"
light = "half_saturation"
altitude = 1650
bottom_algae_start = "100 mg/m2"
[quality.own_rates]
{chosen}
[[intake]]
id = "ditch"
at = "creek: {(13.6 - 6.6):g} km"
use = "irrigation"
demand = {case["taken"]}
""", encoding="utf-8")
    by_hour(folder / "head.csv", case["flow"], case["head"])
    by_hour(folder / "plant.csv", case["plant"][0], case["plant"][1])
    by_hour(folder / "seep.csv", case["seep"][0], case["seep"][1])
    lateral = ""
    for name, where in (("plant", "at = \"creek: 10 m\""), ("seep", "at = \"creek: 3400 m\"")):
        lateral += f'[[lateral_inflow]]\nid = "{name}"\n{where}\nseries = "{name}.csv"\n'
    for k, (start, end, discharge, water) in enumerate(case["ground"]):
        lateral += f'[[lateral_inflow]]\nid = "ground_{k}"\nover = "creek: {start:g} m to {end:g} m"\ndischarge = {discharge}\nconcentration = {files.value(water)}\n'
    shade, air, dew, wind, cloud, sun = case["sky"]
    hours = [3600.0 * k for k in range(24 * DAYS + 1)]
    files.table(folder / "sun.csv", "time [s],solar_radiation [W/m2]", [(t, sun[k % 24]) for k, t in enumerate(hours)])
    (folder / "scenario.toml").write_text(f"""basin = "basin.toml"
start = 1987-08-21T00:00:00-06:00
end = 1987-08-{21 + DAYS}T00:00:00-06:00
cell_length = {cell_length}
[output]
every = 3600
[weather]
solar_radiation = {{series = "sun.csv"}}
air_temperature = {air[0]}
dew_point = {dew[0]}
wind_speed = {wind[0]}
cloud_cover = {cloud[0]}
[[boundary]]
at = "creek: 0 m"
kind = "discharge"
series = "head.csv"
[[boundary]]
at = "creek: {LENGTH} m"
kind = "normal_depth"
{lateral}""", encoding="utf-8")
    return folder / "scenario.toml"


def observed(data):
    """Minimum, mean and maximum by station (chainage) and variable."""
    found = {}
    with open(data / "observed.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault((13.6 - float(row["km_above_end"])) * 1e3, {}).setdefault(row["variable"], {})[row["statistic"]] = float(row["value"])
    return found


if __name__ == "__main__":
    write(real_rivers.data_folder("wq_boulder_creek_1987"), pathlib.Path(sys.argv[1]))
