"""River basin flood, water quality and governance: what if, before the budget is decided.

    import riverchief as rc
    plain  = rc.read_scenario("data/basins/zhimai/scenarios/flood_20y.toml").without_measures()
    dredge = plain.with_measures(rc.Dredging("zhimai: 20 km to 32 km", bed_lowering="1.2 m"))
    ds = rc.run({"plain": plain, "dredge": dredge})
    rc.along(ds, "zhimai").water_level.max("time").plot(hue="scenario")
    rc.assess(ds).compare("plain")

Everything is SI; concentrations are g m-3 (= mg/L). Results are ordinary xarray. What the user can mend arrives as
InputError, a run that could not go on as RunError, both with the text the command prints.
"""

import os as _os
import pathlib as _pathlib

# Standards and prices that an installed package carries; a build in the source tree finds them in data/.
_data = _pathlib.Path(__file__).parent / "data"
if _data.is_dir():
    _os.environ.setdefault("RIVERCHIEF_DATA", str(_data))

from ._core import InputError, RunError, __version__
from . import gb3838, guidelines
from .assessment import Assessment, assess
from .attribution import leave_one_out, shares, tags
from .calibration import Calibration, calibrate
from .ledger import ledger
from .measures import (
    DamagedCrest, Dredging, EarthTaking, EmbankmentRaising, Encroachment, Measure, Obstruction, ObstructionClearance, OutfallClosure, OutfallInterception,
    Reclamation, RoughnessChange, SandPit, SectionReshaping, StructureAddition, StructureRemoval, StructureSettings,
)
from .places import along, at
from .removal import (
    Aeration, AquacultureRemoval, BufferStrip, LitterCrews, LivestockRemoval, PlantAddition, PlantUpgrade, SewerRepair, VillageTreatment, Wetland,
)
from .response import Response, response
from .results import open_results
from .runs import run
from .scenario import Scenario, read_scenario
from .trace import Trace, trace

__all__ = [
    "Aeration", "AquacultureRemoval", "BufferStrip", "LitterCrews", "LivestockRemoval", "PlantAddition", "PlantUpgrade", "SewerRepair", "VillageTreatment", "Wetland",
    "Assessment", "Calibration", "DamagedCrest", "Dredging", "EarthTaking", "EmbankmentRaising", "Encroachment", "InputError", "Measure", "Obstruction",
    "ObstructionClearance", "OutfallClosure", "OutfallInterception", "Reclamation", "Response", "RoughnessChange", "RunError", "SandPit", "Scenario",
    "SectionReshaping", "StructureAddition", "StructureRemoval", "StructureSettings", "Trace", "__version__", "along", "assess", "at", "calibrate", "gb3838", "guidelines", "leave_one_out", "ledger",
    "open_results", "read_scenario", "response", "run", "shares", "tags", "trace",
]
