"""A zone that gets exactly the load it can take.

Problem    uniform flow of 10 m3/s at 0.2 m/s; three function zones in a row with the formulas of mixing, of mixing and decay, and of an estuary.
           The middle one, 10 km long, receives M in its middle, and water of C0 = 15 mg/L; its target is class Ⅲ, COD 20 mg/L.
Exact      M = (Cs - C0) Q;  M = (Cs - C0 exp(-k L / u)) exp(k L / 2u) Q;  with N = sqrt(1 + 4 k E / u^2):
           M = (Cs - C0 exp(u L / 2E (1 - N))) Q N exp(-u L / 4E (1 - N)). Under the load M the end of the zone holds Cs.
Source     GB/T 25173-2010, one equivalent outfall in the middle of the zone.
Measured   what `riverchief assess` prints of the three zones against the formulas; the concentration at the end that each capacity gives back
           against Cs; the load it counts in the middle zone against M; the run's own concentration at the end of that zone against Cs.
Limit      1e-9 for what is arithmetic; 0.5 % for the run, whose cells are 100 m long and whose load enters one of them.
"""

import json
import math
import pathlib
import subprocess
import tempfile

import make_guidelines as made
import shelf

TITLE_ZH = "水功能区纳污能力自洽（GB/T 25173）"
PROVES = "a zone that receives its capacity just keeps its target, in the formulas and in the run"
PROVES_ZH = "按纳污能力排污时，功能区末端浓度恰为目标值（公式与模拟一致）"
TONNES_A_YEAR = 31.536  # of 1 g/s


def expected():
    """Capacity of each zone [g/s]."""
    c = made.ZONES
    u, Q, k, E = c["velocity"], c["velocity"] * c["width"] * c["depth"], c["decay"], c["estuary_dispersion"]
    length, N = c["length"] - c["to"], math.sqrt(1.0 + 4.0 * k * E / u**2)
    estuary = (c["limit"] - c["estuary_upstream"] * math.exp(u * length / (2.0 * E) * (1.0 - N))) * Q * N * math.exp(-u * length / (4.0 * E) * (1.0 - N))
    return {"mixing": (c["limit"] - 12.0) * Q, "decaying": made.capacity_one_dimensional(), "estuary": estuary}


def check():
    c = made.ZONES
    with tempfile.TemporaryDirectory() as folder:
        out, table = pathlib.Path(folder, "zones.h5"), pathlib.Path(folder, "zones.json")
        for arguments in (["run", shelf.CASES / "zone_capacity/scenario.toml", "-o", out, "--quiet"], ["assess", out, "-o", table]):
            done = subprocess.run([shelf.command(), *arguments], capture_output=True, text=True)
            assert done.returncode == 0, done.stdout + done.stderr
        results, told = shelf.Results(out), json.loads(table.read_text(encoding="utf-8"))
    zones = {row["zone"]: row for row in told["zone_capacities"]}
    for zone, zh in (("mixing", "零维"), ("decaying", "一维"), ("estuary", "河口")):
        shelf.figure("capacity", (f"{zone}: t/a against the formula", f"{zh}：与公式之差"), abs(zones[zone]["capacity"] / (expected()[zone] * TONNES_A_YEAR) - 1.0), 1e-9)
        shelf.figure("capacity", (f"{zone}: Cs given back", f"{zh}：回代浓度差"), abs(zones[zone]["closes"]), 1e-9)
    shelf.figure("capacity", ("load counted in the zone", "区内负荷统计"), abs(zones["decaying"]["load"] / zones["decaying"]["capacity"] - 1.0), 1e-9)
    end = int(abs(results.cell_chainage - (c["to"] - 0.5 * c["cell"])).argmin())
    half = math.exp(c["decay"] * 0.5 * c["cell"] / c["velocity"])  # from the middle of the last cell to the end of the zone
    shelf.figure("capacity", ("simulated at the end of the zone", "模拟末端浓度"), abs(results.pollutant("cod")[-1][end] / half / c["limit"] - 1.0), 0.005)
