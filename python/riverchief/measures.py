"""What people do to a basin before a run. Kinds and keys are those of [[measure]] in a scenario file.

Lengths and levels are numbers in metres or texts with a unit ("1.2 m"). Nothing is checked here: the C++ core checks every
measure when a scenario takes it, with the same messages as for a file.
"""

from dataclasses import dataclass, fields


@dataclass(frozen=True, kw_only=True)
class Measure:
    """Settings of every measure.

    id          name in results and tables; default: the kind and a number
    owner       jurisdiction that pays and answers; default: the one that owns most of the place
    unit_price  yuan per unit of the first quantity; default: data/costs
    """

    id: str | None = None
    owner: str | None = None
    unit_price: float | None = None

    kind = ""  # the word in scenario files

    def settings(self):
        """The keys and values that are set, as a scenario file would write them; without id and kind."""
        found = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name == "id" or value is None:
                continue
            if isinstance(value, (list, tuple)):
                value = [str(item) for item in value]
            elif not isinstance(value, str):
                value = float(value)
            found[field.name] = value
        return found


@dataclass(frozen=True)
class Dredging(Measure):
    """A trapezoid is cut into every section of a stretch; ground is only lowered.

    over            "river: 20 km to 32 km"
    bed_lowering    depth below the bed of each section [m], or
    bed_level       level of the new bed [m], or
    bed_level_from, bed_level_to   levels at the stretch's ends, linear in between [m]
    bottom_width    [m]; default: each section's own
    side_slope      horizontal to 1 vertical [-]; default: each section's own
    """

    over: str
    bed_lowering: float | str | None = None
    bed_level: float | str | None = None
    bed_level_from: float | str | None = None
    bed_level_to: float | str | None = None
    bottom_width: float | str | None = None
    side_slope: float | None = None

    kind = "dredging"


@dataclass(frozen=True)
class OutfallClosure(Measure):
    """Outfalls are closed; their water and load go to a receiver.

    outfalls      ids
    receiver      an outfall of kind treatment_plant, or "outside: <name>"
    capture       share of water and load that is caught [-]; default 1
    leakage       share of the caught that leaks back at the old place [-]; default 0
    sewer_length  what is priced [m]; 0 where none is built
    """

    outfalls: list[str] | str
    receiver: str | None = None
    capture: float | None = None
    leakage: float | None = None
    sewer_length: float | str | None = None

    kind = "outfall_closure"


@dataclass(frozen=True)
class OutfallInterception(OutfallClosure):
    """As OutfallClosure, but the outfall stays and spills what is not caught."""

    kind = "outfall_interception"


@dataclass(frozen=True)
class EmbankmentRaising(Measure):
    """The crest of one bank, or of both, is raised along a stretch.

    over          "river: 90 km to 110 km left"; without a bank: both
    raise_by      height added [m] (the key `raise` of scenario files, which Python keeps for itself), or
    to_level      level of the new crest [m], or
    to_level_from, to_level_to   levels at the stretch's ends, linear in between [m], or
    freeboard     height above design_level [m]
    design_level  CSV file: chainage [m],water_level [m]
    """

    over: str
    raise_by: float | str | None = None
    to_level: float | str | None = None
    to_level_from: float | str | None = None
    to_level_to: float | str | None = None
    freeboard: float | str | None = None
    design_level: str | None = None

    kind = "embankment_raising"

    def settings(self):
        found = super().settings()
        if "raise_by" in found:
            found["raise"] = found.pop("raise_by")
        return found
