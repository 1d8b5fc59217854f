"""A scenario: what happens to a basin, and what people do about it. Immutable; every change is a new scenario."""

import os

import pandas as pd

from . import _core


class Scenario:
    """What read_scenario returns. Two scenarios never share anything that could change.

    name, title_zh, title_en   texts; file: where it was read from
    basin                      id of the basin
    start, end                 instants (pandas, UTC)
    cell_length, output_every  [m], [s]
    rivers                     tuple of (id, length [m])
    measures                   tuple of dicts: id, kind and the keys as written
    input_hash                 SHA-256 over all inputs, hex
    """

    __slots__ = ("_core",)

    def __init__(self, core):
        object.__setattr__(self, "_core", core)

    def __setattr__(self, name, value):
        raise AttributeError(f"a Scenario does not change; with_measures and with_settings return a new one (tried to set {name})")

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self._core, name)

    def __dir__(self):
        return sorted(set(object.__dir__(self)) | {name for name in dir(self._core) if not name.startswith("_")})

    def __reduce__(self):
        raise TypeError("a Scenario is not pickled; hand over its file and measures instead")

    @property
    def start(self):
        return pd.Timestamp(self._core.start_epoch, unit="s")

    @property
    def end(self):
        return pd.Timestamp(self._core.start_epoch + self._core.duration, unit="s")

    def without_measures(self):
        """The same happenings, the basin as it is today."""
        return Scenario(self._core.without_measures())

    def with_measures(self, *measures):
        """A new scenario with these measures after the ones it has, in this order.

        :raises InputError: with everything that is wrong with the measures
        """
        taken = {record["id"] for record in self._core.measures}
        records = []
        for measure in measures:
            name, number = measure.id, 1
            while name is None or (measure.id is None and name in taken):
                name = f"{measure.kind}_{number}"
                number += 1
            taken.add(name)
            records.append((name, measure.kind, measure.settings()))
        return Scenario(self._core.with_measures(records))

    @property
    def sources(self):
        """Ids of all that brings matter: sources from the side, spills, places of boundaries."""
        return tuple(_core.source_ids(self._core))

    def with_tags(self, *by, pollutants=(), release_every=0.0, everywhere=False):
        """A new scenario that keeps apart whose the matter is.

        :param by:            "source", "boundary", "tributary", "sector", "jurisdiction", "chief": a set of tags each; none = "source"
        :param pollutants:    ids; none = all
        :param release_every: splits every tag by the time of release, number [s] or a time pandas understands ("1D"), for rc.response
        :param everywhere:    keeps tags in every cell too
        :raises InputError:   for an unknown word
        """
        seconds = float(release_every) if isinstance(release_every, (int, float)) else pd.Timedelta(release_every).total_seconds()
        return Scenario(_core.with_tags(self._core, list(by) or ["source"], list(pollutants), seconds, bool(everywhere)))

    def with_loads(self, factors):
        """A new scenario in which sources bring other loads with the same water, heat and oxygen.

        :param factors: dict of id (or place of a boundary) -> factor on its loads, >= 0
        :raises InputError: for an unknown source or a factor below 0
        """
        return Scenario(_core.with_loads(self._core, {str(key): float(value) for key, value in factors.items()}))

    def with_settings(self, *, cell_length=None, end=None, output_every=None):
        """A new scenario on coarser or finer cells, over a shorter period, or with other output times.

        :param cell_length:  wanted length of a cell, number [m] or text with unit ("2 km"); holds for every river
        :param end:          new end, an instant pandas understands (UTC unless it has an offset), not later than the old one
        :param output_every: time between stored states, number [s] or text with unit ("3 h")
        :raises InputError:  where a value is no length, no time or out of range
        """
        seconds = None
        if end is not None:
            instant = pd.Timestamp(end)
            if instant.tzinfo is not None:
                instant = instant.tz_convert("UTC").tz_localize(None)
            seconds = (instant - self.start).total_seconds()
        return Scenario(self._core.with_settings(cell_length, seconds, output_every))

    def costs(self):
        """What the measures amount to: one row a measure, with its quantities (unit in brackets), owner and cost [yuan]."""
        rows = []
        for report in self._core.reports():
            row = {"id": report["id"], "kind": report["kind"], "where": report["over"] or ", ".join(report["outfalls"]), "owner": report["owner"],
                   "cost": report["cost"], "yearly_cost": report["yearly_cost"]}
            row |= {f"{name} [{unit}]": value for name, value, unit in report["quantities"]}
            rows.append(row)
        return pd.DataFrame(rows, columns=None if rows else ["id", "kind", "where", "owner", "cost", "yearly_cost"]).set_index("id")

    def __repr__(self):
        core = self._core
        lines = [f"Scenario {core.name}: {core.title_en or core.title_zh}",
                 f"  basin     {core.basin}: {len(core.rivers)} rivers, {sum(length for _, length in core.rivers) / 1000:.1f} km",
                 f"  period    {self.start} to {self.end} (UTC)",
                 f"  cells     {core.cell_length:g} m"]
        lines += [f"  measure   {record['id']} ({record['kind']})" for record in core.measures] or ["  measures  none"]
        return "\n".join(lines)


def read_scenario(path, calibration=None):
    """Reads a scenario file and everything it names.

    Warnings are shown as Python warnings.

    :param calibration: path of a calibrated.toml that is taken instead of the one the scenario names
    :raises InputError: with all mistakes of all files in one text
    """
    core, warnings = _core.read_scenario(os.fspath(path), "" if calibration is None else os.fspath(calibration))
    if warnings:
        import warnings as python_warnings
        python_warnings.warn("\n" + warnings, stacklevel=2)
    return Scenario(core)
