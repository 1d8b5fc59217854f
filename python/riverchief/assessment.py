"""Results turned into what standards and people ask, by the code of `riverchief assess` and `riverchief compare`."""

import json

import pandas as pd

from . import _core
from ._core import InputError

CLASSES = ("", "Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "劣Ⅴ")
_BANK = ["max_water_level", "max_water_level_error", "min_freeboard", "river_of_min_freeboard", "chainage_of_min_freeboard", "embanked_length",
         "overtopped_length", "overtopped_volume", "spilled_volume", "first_overtopping"]


def _files(ds):
    """name -> result file of each run of a dataset."""
    if "result_file" not in ds.coords:
        raise InputError("rc.assess: error: this dataset does not say which result files it comes from\n"
                         "  why: the coordinate result_file is missing\n  fix: take the dataset of rc.run or rc.open_results.")
    if "scenario" in ds.result_file.dims:
        return dict(zip(ds.scenario.values.tolist(), ds.result_file.values.tolist()))
    return {str(ds.coords["scenario"].item()) if "scenario" in ds.coords else str(ds.attrs.get("scenario", "run")): str(ds.result_file.item())}


def _numbers(frame):
    """Columns that hold nothing but numbers and gaps as float, so that a column of gaps is one of NaN."""
    for name in frame.columns:
        if frame[name].dtype == object and frame[name].map(lambda value: value is None or isinstance(value, (int, float)) and not isinstance(value, bool)).all():
            frame[name] = frame[name].astype(float)
    return frame


class Assessment:
    """Assessed runs. Each table is an ordinary DataFrame; the first index level is the scenario.

    plans          cost and yearly cost [yuan], overtopped length [m], smallest freeboard [m], days attained and rated
    banks          jurisdiction and bank: highest level and its numerical error [m], smallest freeboard [m] and where [m], overtopped length [m],
                   volume [m3] and first time; class of the worst of the jurisdiction's monitoring sections; its share of the cost [yuan]
    reaches        the same per reach, bank and answering office
    sections       monitoring sections: target, class of the means, days attained
    concentration  monitoring sections and items: mean, largest daily mean, 90th percentile [mg/L], class, numerical error [mg/L]
    bank_sites     where embankments were overtopped or broke: stretch [m], first time, volume [m3]
    storages       flood cells, detention areas and ponds: greatest depth [m], hours flooded, volume [m3]
    structures     largest discharge [m3/s], volumes both ways [m3], hours with flow, open, and blocked; energy [kWh]
    bottlenecks    stretches that carry less than what came, worst first, then the tightest place of every other reach [m3/s]
    intakes        demand, supply, shortage [m3], days short, share of the time met, share of the year's quota
    water_use      the same together by use, priority and jurisdiction
    quotas         lateral inflows whose allotment was used up
    ecological_flows  days and kilometres below the flow a stretch needs, worst day
    dry_reaches    days and kilometres that fell dry or stood still
    reservoirs     highest level, hours above the flood limit level, peaks in and out [m3/s], share of the peak cut
    section_months  sections by month: class and rating as simulated and as sampled, deciding items, exceedance, load [kg/d] and what of it
                   must go, probability that a grab sample passes, days attained; 断流 where there was no water
    section_month_items  the same item by item
    section_periods  quarters and years: class of the mean, months attained, probability that monthly grab samples pass
    section_trends  rank correlation of monthly means with time
    water_ratings  rivers, jurisdictions, levels and the basin by month and year: shares of classes, rating, compliance rate
    function_zones, function_zone_months, zone_compliance  zones against their targets by two items and by all
    zone_capacities  what load each zone can take at its design flow [t/a], its load, margin and reduction, beside what the run shows
    water_sources, protected_outfalls  hours beyond the limits at intakes of drinking water; outfalls inside their zones
    black_odorous_waters  light or heavy by points, and what nobody knows of them
    mixing_lengths  how far from outfalls a one-dimensional result does not hold, and sections within
    shares         whose the concentration [mg/L] and the load [kg] are at sections, intakes and open ends, by month and set of tags
    exceedances    excess over a section's target divided among the tags, what each one's removal would do
    oxygen_demand  the same of the demand for oxygen that passes [kg]: dissolved oxygen has no tags
    tributaries    sections by tributaries
    source_loads, loads_by  what came in, by source and together by kind, type, sector, jurisdiction and chief [t, t/a]
    load_to_sea    what left through the rivers' mouths [t, t/a]
    unmonitored    sources whose load no monitoring section sees, or not whole
    spill_arrivals when a spill arrives where water is taken, peak, hours above the limit
    """

    def __init__(self, runs, files):
        self._runs, self._files = runs, files

    def _rows(self, make, index):
        rows = [{"scenario": name, **row} for name, run in self._runs.items() for row in make(run)]
        return _numbers(pd.DataFrame(rows)).set_index(["scenario", *index]) if rows else pd.DataFrame()

    @property
    def plans(self):
        def rows(run):
            freeboards = [r["min_freeboard"] for r in run["reaches"] if r["min_freeboard"] is not None]
            yield {"cost": run["cost"], "yearly_cost": run["yearly_cost"], "overtopped_length": sum(r["overtopped_length"] or 0 for r in run["reaches"]),
                   "min_freeboard": min(freeboards, default=None), "days_attained": sum(s["days_attained"] for s in run["sections"]),
                   "days": sum(s["days"] for s in run["sections"]), "completed": run["completed"], "input_hash": run["input_hash"]}
        return self._rows(rows, [])

    @property
    def banks(self):
        def rows(run):
            for place in run["jurisdictions"]:
                sections = [s["class_mean"] for s in run["sections"] if s["jurisdiction"] == place["id"]]
                cost = sum(m["cost"] for m in run["measures"] if m["owner"] == place["id"])
                for bank in place["banks"]:
                    yield {"jurisdiction": place["id"], "bank": bank["bank"], "name_zh": place["name_zh"], "name_en": place["name_en"],
                           **{key: bank[key] for key in _BANK}, "class": CLASSES[max(sections, default=0)], "cost": cost}
        return self._rows(rows, ["jurisdiction", "bank"])

    @property
    def reaches(self):
        places = ["river", "reach", "bank", "from", "to", "jurisdiction", "chief"]
        return self._rows(lambda run: ({key: reach[key] for key in places + _BANK} for reach in run["reaches"]), ["river", "reach", "bank"])

    @property
    def sections(self):
        def rows(run):
            for s in run["sections"]:
                yield {"section": s["id"], "name_zh": s["name_zh"], "name_en": s["name_en"], "jurisdiction": s["jurisdiction"], "chief": s["chief"],
                       "target": CLASSES[s["target_class"]], "class": CLASSES[s["class_mean"]], "deciding": ", ".join(s["deciding"]), "days": s["days"],
                       "days_attained": s["days_attained"]}
        return self._rows(rows, ["section"])

    @property
    def concentration(self):
        def rows(run):
            for s in run["sections"]:
                for item, found in s["by_item"].items():
                    yield {"section": s["id"], "item": item, **{key: found[key] for key in ("mean", "max", "p90", "error")},
                           "class": CLASSES[found["class"] or 0]}
        return self._rows(rows, ["section", "item"])

    def _table(self, name, index):
        """One of the tables that riverchief assess writes as it is."""
        return self._rows(lambda run: run[name], index)

    @property
    def bank_sites(self):
        return self._table("bank_sites", [])

    @property
    def storages(self):
        return self._table("storages", ["storage"])

    @property
    def structures(self):
        return self._table("structures", ["structure"])

    @property
    def bottlenecks(self):
        return self._table("bottlenecks", [])

    @property
    def intakes(self):
        return self._table("intakes", ["intake"])

    @property
    def water_use(self):
        return self._table("water_use", ["by", "group"])

    @property
    def quotas(self):
        return self._table("quotas", ["lateral_inflow"])

    @property
    def ecological_flows(self):
        return self._table("ecological_flows", ["ecological_flow"])

    @property
    def dry_reaches(self):
        return self._table("dry_reaches", ["reach"])

    @property
    def reservoirs(self):
        return self._table("reservoirs", ["storage"])

    @property
    def section_months(self):
        return self._table("section_months", ["section", "month"])

    @property
    def section_month_items(self):
        return self._table("section_month_items", ["section", "month", "pollutant"])

    @property
    def section_periods(self):
        return self._table("section_periods", ["section", "period"])

    @property
    def section_trends(self):
        return self._table("section_trends", ["section", "pollutant"])

    @property
    def water_ratings(self):
        return self._table("water_ratings", ["by", "group", "period"])

    @property
    def function_zones(self):
        return self._table("function_zones", ["zone"])

    @property
    def function_zone_months(self):
        return self._table("function_zone_months", ["zone", "month"])

    @property
    def zone_compliance(self):
        return self._table("zone_compliance", ["by", "group"])

    @property
    def zone_capacities(self):
        return self._table("zone_capacities", ["zone", "pollutant"])

    @property
    def water_sources(self):
        return self._table("water_sources", ["water_source", "pollutant"])

    @property
    def protected_outfalls(self):
        return self._table("protected_outfalls", ["water_source", "source"])

    @property
    def black_odorous_waters(self):
        return self._table("black_odorous_waters", ["water"])

    @property
    def mixing_lengths(self):
        return self._table("mixing_lengths", ["outfall"])

    @property
    def shares(self):
        return self._table("shares", ["place", "month", "pollutant", "set", "tag"])

    @property
    def exceedances(self):
        return self._table("exceedances", ["section", "month", "pollutant", "set", "tag"])

    @property
    def oxygen_demand(self):
        return self._table("oxygen_demand", ["section", "month", "set", "tag"])

    @property
    def tributaries(self):
        return self._table("tributaries", ["section", "pollutant", "tributary"])

    @property
    def source_loads(self):
        return self._table("source_loads", ["source", "pollutant"])

    @property
    def loads_by(self):
        return self._table("loads_by", ["by", "group", "pollutant"])

    @property
    def load_to_sea(self):
        return self._table("load_to_sea", ["end", "month", "pollutant", "set", "tag"])

    @property
    def unmonitored(self):
        return self._table("unmonitored", ["source", "pollutant"])

    @property
    def spill_arrivals(self):
        return self._table("spill_arrivals", ["place", "pollutant"])

    def compare(self, base):
        """Every other scenario minus the base, per jurisdiction and bank.

        A difference is claimed where it is greater than the numerical error of its place; runs without an error band claim nothing
        (`riverchief run SCENARIO --error-band` makes one).

        :param base: name of the scenario the others are set beside
        :returns:    DataFrame with index (scenario, jurisdiction, bank) and the columns
                     freeboard, freeboard_change [m]; overtopped_length, overtopped_length_change [m]; overtopped_volume_change, spilled_volume_change [m3];
                     max_water_level_change, largest_rise, largest_fall [m]; error [m], claimed; class and class_base (worst monitoring section of
                     the jurisdiction by its means); days_attained_change; cost (what the jurisdiction pays) [yuan]
                     attrs: numerical_error, base, gains, loses, and the tables storages (flooded depth and hours) and intakes (shortage)
        :raises InputError: where there is no such scenario, nothing to compare it with, or the runs are not comparable
        """
        if base not in self._runs:
            near = _core.closest(str(base), [str(name) for name in self._runs])
            raise InputError(f"compare: error: there is no scenario '{base}' here\n  fix: " +
                             (f"did you mean '{near}'?" if near else f"the scenarios are {', '.join(map(str, self._runs))}."))
        others = [name for name in self._runs if name != base]
        if not others:
            raise InputError(f"compare: error: there is nothing to compare '{base}' with\n  fix: run it beside at least one other scenario.")
        told = json.loads(_core.compare([self._files[name] for name in [base, *others]]))
        banks = self.banks
        rows = []
        for name, difference in zip(others, told["differences"]):
            for place in difference["jurisdictions"]:
                own = [s for s in difference["sections"] if s["jurisdiction"] == place["id"]]
                for change in place["banks"]:
                    key = (place["id"], change["bank"])
                    was, now = banks.loc[(base, *key)], banks.loc[(name, *key)]
                    rows.append({
                        "scenario": name, "jurisdiction": place["id"], "bank": change["bank"],
                        "freeboard": now["min_freeboard"], "freeboard_change": change["min_freeboard"],
                        "overtopped_length": now["overtopped_length"], "overtopped_length_change": change["overtopped_length"],
                        "overtopped_volume_change": change["overtopped_volume"], "spilled_volume_change": change["spilled_volume"],
                        "max_water_level_change": change["max_water_level"],
                        "largest_rise": change["largest_rise"]["change"], "largest_fall": change["largest_fall"]["change"],
                        "error": change["error"], "claimed": change["claimed"], "class": now["class"], "class_base": was["class"],
                        "days_attained_change": sum(s["days_attained"] for s in own), "cost": now["cost"]})
        table = _numbers(pd.DataFrame(rows)).set_index(["scenario", "jurisdiction", "bank"])
        table.attrs["numerical_error"] = told["numerical_error"]
        table.attrs["base"] = base
        for kind, index in (("storages", ["scenario", "storage"]), ("intakes", ["scenario", "intake"])):
            rows = [{"scenario": name, **row} for name, d in zip(others, told["differences"]) for row in d[kind]]
            table.attrs[kind] = _numbers(pd.DataFrame(rows)).set_index(index) if rows else pd.DataFrame()
        table.attrs["gains"] = {name: d["gains"] for name, d in zip(others, told["differences"])}
        table.attrs["loses"] = {name: d["loses"] for name, d in zip(others, told["differences"])}
        return table

    def __repr__(self):
        return f"Assessment of {', '.join(map(str, self._runs))}: plans, banks, reaches, sections, concentration, bank_sites, storages, structures, "\
               "bottlenecks, intakes, water_use, quotas, ecological_flows, dry_reaches, reservoirs, section_months, section_month_items, section_periods, "\
               "section_trends, water_ratings, function_zones, function_zone_months, zone_compliance, zone_capacities, water_sources, protected_outfalls, "\
               "black_odorous_waters, mixing_lengths, compare(base)"


def assess(ds):
    """Assesses whole runs: freeboard, overtopping, class and days attained, cost.

    The runs are read again from their result files, so a selection in time does not change the answer; a selection of scenarios does.

    :param ds: results of rc.run or rc.open_results
    :raises InputError: where a result file is gone or has no register
    """
    files = _files(ds)
    return Assessment({name: json.loads(_core.assess(path)) for name, path in files.items()}, files)
