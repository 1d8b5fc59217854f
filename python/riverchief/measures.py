"""What people do to a basin before a run. Kinds and keys are those of [[measure]] in a scenario file.

Lengths and levels are numbers in metres or texts with a unit ("1.2 m"). Nothing is checked here: the C++ core checks every
measure when a scenario takes it, with the same messages as for a file.
"""

from dataclasses import KW_ONLY, dataclass, fields


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
    release_reduction  share by which oxygen demand and nutrient release of the bed fall [-]; default 0
    """

    over: str
    bed_lowering: float | str | None = None
    bed_level: float | str | None = None
    bed_level_from: float | str | None = None
    bed_level_to: float | str | None = None
    bottom_width: float | str | None = None
    side_slope: float | None = None
    release_reduction: float | None = None

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


@dataclass(frozen=True)
class RiverChange(Measure):
    """Something done to a stretch of river.

    over    "river: 20 km to 32 km", with " left" or " right" where a bank matters, or
    at      "river: 25 km" and length [m] along the river, the place in its middle
    """

    over: str | None = None
    _: KW_ONLY
    at: str | None = None
    length: float | str | None = None


@dataclass(frozen=True, kw_only=True)
class Obstruction(RiverChange):
    """Something that blocks or brakes the flow.

    blocked_share  share of the flow area below `level` that is filled [-], from the bank named or around the channel's middle
    level          top of the obstruction [m]
    manning_n      roughness of the whole stretch [s m-1/3], or
    factor         on the roughness that is there [-]
    """

    blocked_share: float | None = None
    level: float | str | None = None
    manning_n: float | None = None
    factor: float | None = None

    kind = "obstruction"


@dataclass(frozen=True, kw_only=True)
class ObstructionClearance(RiverChange):
    """An obstruction taken out again.

    clears       ids of earlier measures that obstruct, encroach or reclaim, or
    from_offset, to_offset, level   ground between two offsets is cut down to a level [m], or
    manning_n    the roughness after vegetation is cut [s m-1/3], or factor on what is there [-]
    """

    clears: list[str] | str | None = None
    from_offset: float | str | None = None
    to_offset: float | str | None = None
    level: float | str | None = None
    manning_n: float | None = None
    factor: float | None = None

    kind = "obstruction_clearance"


@dataclass(frozen=True, kw_only=True)
class Encroachment(RiverChange):
    """Ground filled into the river up to a level.

    width          from the embankment's crest inwards [m]; the place names the bank
    measured_from  "crest" or "bank" (of the channel); default crest
    from_offset, to_offset   instead of a width: between two offsets [m]
    level          [m]
    """

    width: float | str | None = None
    measured_from: str | None = None
    from_offset: float | str | None = None
    to_offset: float | str | None = None
    level: float | str | None = None

    kind = "encroachment"


@dataclass(frozen=True, kw_only=True)
class Reclamation(RiverChange):
    """Flood plain filled up, or surface taken from a storage cell.

    level    of the new land [m]; of a storage cell: leave it out where the land is enclosed for ever
    storage  id of the storage cell
    area     taken from it [m2]
    """

    level: float | str | None = None
    storage: str | None = None
    area: float | str | None = None

    kind = "reclamation"


@dataclass(frozen=True, kw_only=True)
class SandPit(RiverChange):
    """The bed lowered over a width and a length.

    width, depth  [m]
    offset        of its middle [m]; default: the middle of the channel's bottom
    side_slope    horizontal to 1 vertical [-]; default 0
    manning_n     of its ground [s m-1/3]; default: as it was
    """

    width: float | str
    depth: float | str
    offset: float | str | None = None
    side_slope: float | None = None
    manning_n: float | None = None

    kind = "sand_pit"


@dataclass(frozen=True, kw_only=True)
class EarthTaking(RiverChange):
    """The top of an embankment taken away: depth [m], or to_level [m]."""

    depth: float | str | None = None
    to_level: float | str | None = None

    kind = "earth_taking"


@dataclass(frozen=True, kw_only=True)
class DamagedCrest(RiverChange):
    """A crest that has sunk: settlement [m], or to_level [m]."""

    settlement: float | str | None = None
    to_level: float | str | None = None

    kind = "damaged_crest"


@dataclass(frozen=True)
class SectionReshaping(Measure):
    """A trapezoid in place of the channel, by cut and fill.

    over            "river: 20 km to 32 km"
    bottom_width    [m]
    side_slope      horizontal to 1 vertical [-]
    bed_level       level of the new bed [m], or
    bed_level_from, bed_level_to   levels at the stretch's ends, linear in between [m]
    manning_n       of the new channel [s m-1/3]; default: as it was
    """

    over: str
    bottom_width: float | str
    side_slope: float
    bed_level: float | str | None = None
    bed_level_from: float | str | None = None
    bed_level_to: float | str | None = None
    manning_n: float | None = None

    kind = "section_reshaping"


@dataclass(frozen=True, kw_only=True)
class RoughnessChange(RiverChange):
    """Vegetation or lining: manning_n [s m-1/3] or factor [-], in part = "channel", "flood_plain" or "all"."""

    part: str | None = None
    manning_n: float | None = None
    factor: float | None = None

    kind = "roughness_change"


@dataclass(frozen=True)
class StructureRemoval(Measure):
    """Structures taken away, with the rules that move them: ids."""

    structures: list[str] | str

    kind = "structure_removal"


@dataclass(frozen=True)
class StructureSettings(Measure):
    """A structure built differently: one of the keys of its kind gets a new value."""

    structure: str
    key: str
    value: float | str

    kind = "structure_settings"


class StructureAddition(Measure):
    """A new structure.

        rc.StructureAddition("weir_2", structure_kind="broad_crested_weir", at="zhimai: 40 km", crest_level=9.5, width=30.0)

    structure       its id
    structure_kind  a kind of data/README.md, whose keys follow as keyword arguments: numbers, or texts with a unit
    at; over, to; from_, to   where it stands (`from` is a word of Python's own)
    """

    kind = "structure_addition"

    def __init__(self, structure, *, structure_kind, id=None, owner=None, unit_price=None, **keys):
        super().__init__(id=id, owner=owner, unit_price=unit_price)
        if "from_" in keys:
            keys["from"] = keys.pop("from_")
        object.__setattr__(self, "_keys", {"structure": structure, "structure_kind": structure_kind, **keys})

    def settings(self):
        return {**super().settings(), **{key: value if isinstance(value, str) else float(value) for key, value in self._keys.items()}}
