"""Measures that remove pollutants before they reach a river, or in it. Kinds and keys are those of [[measure]] in a scenario file."""

from dataclasses import dataclass

from .measures import Measure


def _with_class(measure):
    """`class` is a word of Python's own."""
    return {"class" if key == "effluent_class" else key: value for key, value in Measure.settings(measure).items()}


@dataclass(frozen=True)
class PlantAddition(Measure):
    """A treatment plant that treats what is sent to it.

    plant         its id
    at            "river: 12 km"
    capacity      [m3/s] or "20000 m3/d"
    effluent_class  of GB 18918: "1A", "1B", "2", "3"
    utilisation   share of the capacity that runs [-]; default 1
    """

    plant: str
    at: str
    capacity: float | str
    effluent_class: str
    utilisation: float | None = None

    kind = "plant_addition"

    def settings(self):
        return _with_class(self)


@dataclass(frozen=True)
class PlantUpgrade(Measure):
    """A greater plant, a better class, or more of it in use."""

    plant: str
    capacity: float | str | None = None
    effluent_class: str | None = None
    utilisation: float | None = None

    kind = "plant_upgrade"

    def settings(self):
        return _with_class(self)


@dataclass(frozen=True)
class VillageTreatment(Measure):
    """Three-chamber septic tanks and ecological treatment behind them: new shares of the households [-]."""

    villages: list[str] | str
    septic: float | None = None
    ecological: float | None = None

    kind = "village_treatment"


@dataclass(frozen=True)
class LivestockRemoval(Measure):
    """Farms closed (a share of the animals [-], default 1), or a greater share of their manure utilised [-]."""

    farms: list[str] | str
    share: float | None = None
    utilised: float | None = None

    kind = "livestock_removal"


@dataclass(frozen=True)
class AquacultureRemoval(Measure):
    """Cages taken out, ponds given up: a share [-], default 1."""

    farms: list[str] | str
    share: float | None = None

    kind = "aquaculture_removal"


@dataclass(frozen=True)
class BufferStrip(Measure):
    """A planted strip between land and river: width and length [m]."""

    land: list[str] | str
    width: float | str
    length: float | str

    kind = "buffer_strip"


@dataclass(frozen=True)
class SewerRepair(Measure):
    """Combined sewers that leak less [-] or intercept more (times the dry discharge)."""

    sewers: list[str] | str
    leakage: float | None = None
    interception_ratio: float | None = None

    kind = "sewer_repair"


@dataclass(frozen=True)
class LitterCrews(Measure):
    """Crews against floating litter, and what each removes [kg/s] or "70 kg/d"."""

    litter: list[str] | str
    crews: float
    crew_removes: float | str

    kind = "litter_crews"


@dataclass(frozen=True)
class Wetland(Measure):
    """A wetland for the water of sources, or of a river's head: area [m2], share of the water that passes it [-], default 1."""

    sources: list[str] | str | None = None
    river: str | None = None
    area: float | str | None = None
    treated_share: float | None = None

    kind = "wetland"


@dataclass(frozen=True)
class Aeration(Measure):
    """Aerators along a stretch: oxygen transfer stated for clean water [kg/s] or "400 kg/d", oxygen expected there [g/m3], default 3."""

    over: str
    oxygen_transfer: float | str
    expected_oxygen: float | str | None = None

    kind = "aeration"
