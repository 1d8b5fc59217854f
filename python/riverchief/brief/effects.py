"""What a plan does, in a few numbers: what is claimed, what of it matters, who gains and who loses.

A change is *claimed* when it is greater than the numerical error (the comparison says so). It *matters* on paper from
one centimetre, five percent of a concentration, one tenth of a kilometre or one day.
"""

from dataclasses import dataclass, field

SMALLEST_LEVEL = 0.01    # m
SMALLEST_SHARE = 0.05    # of the base's mean concentration
SMALLEST_LENGTH = 100.0  # m

# What hurts most comes first.
WEIGHT = {"overtopped_length": 0, "freeboard": 1, "water_level": 2, "class": 3, "days_attained": 4, "concentration": 5}


@dataclass
class PlanEffect:
    """A plan in one event.

    dry_again, newly_wet  embankment no longer and newly overtopped, beyond doubt [m]
    fall, rise            largest claimed change of flood level [m], <= 0 and >= 0
    days                  change of the days on which sections attain their target, over sections with a claimed change
    better, worse         sections whose class changes
    gains, loses          effects that matter, the gravest first; rows of comparison.json
    slight                what is claimed but does not matter, for example {"concentration"}
    """

    dry_again: float = 0.0
    newly_wet: float = 0.0
    fall: float = 0.0
    rise: float = 0.0
    days: int = 0
    better: list = field(default_factory=list)
    worse: list = field(default_factory=list)
    gains: list = field(default_factory=list)
    loses: list = field(default_factory=list)
    slight: set = field(default_factory=set)

    @property
    def claims_flood(self):
        return self.dry_again > 0 or self.newly_wet > 0 or self.fall < 0 or self.rise > 0

    @property
    def claims_quality(self):
        return bool(self.days or self.better or self.worse) or any(e["what"] == "concentration" for e in self.gains + self.loses)


def _matters(effect, base_means):
    what, change = effect["what"], abs(effect["change"])
    if what in ("water_level", "freeboard"):
        return change >= SMALLEST_LEVEL
    if what == "overtopped_length":
        return change >= SMALLEST_LENGTH
    if what == "concentration":
        mean = base_means.get(effect["subject"])
        return mean is None or change >= SMALLEST_SHARE * mean
    return change > 0


def effect_of(event, key):
    """The PlanEffect of a plan in an event."""
    difference = event.differences[key]
    means = {f"{section['id']}:{item['pollutant']}": item["mean"] for section in event.base["sections"] for item in section["by_item"].values()}
    found = PlanEffect()
    for reach in difference["reaches"]:
        found.dry_again += reach.get("no_longer_overtopped_length") or 0.0
        found.newly_wet += reach.get("newly_overtopped_length") or 0.0
    for section in difference["sections"]:
        if not section["claimed"]:
            continue
        found.days += section["days_attained"]
        if section["class_mean"] < 0:
            found.better.append(section)
        elif section["class_mean"] > 0:
            found.worse.append(section)
    for kept, rows in ((found.gains, difference["gains"]), (found.loses, difference["loses"])):
        kept += sorted((row for row in rows if _matters(row, means)), key=lambda row: (WEIGHT.get(row["what"], 9), -abs(row["change"])))
        found.slight |= {row["what"] for row in rows} - {row["what"] for row in kept}
    levels = [row["change"] for row in found.gains + found.loses if row["what"] == "water_level"]
    found.fall, found.rise = min([0.0, *levels]), max([0.0, *levels])
    return found


def flood_event(events):
    """The event that threatens the embankments most."""
    def threat(event):
        rows = [row for run in (event.base, *event.plans.values()) for row in run["reaches"]]
        freeboards = [row["min_freeboard"] for row in rows if row["min_freeboard"] is not None]
        return sum(row["overtopped_length"] or 0.0 for row in rows), -min(freeboards, default=0.0)
    return max(events, key=threat)


def quality_event(events):
    """The event with the most days of rated water; a flood only when there is nothing else."""
    flood = flood_event(events)
    return max(events, key=lambda event: (event is not flood, sum(section["days"] for section in event.base["sections"])))


def total(run, key):
    """Sum over reaches and banks of a run."""
    return sum(row[key] or 0.0 for row in run["reaches"])


def smallest_freeboard(run):
    """The row (reach and bank) with the smallest freeboard, or None without an embankment."""
    rows = [row for row in run["reaches"] if row["min_freeboard"] is not None]
    return min(rows, key=lambda row: row["min_freeboard"], default=None)


def attained(run):
    """(days attained, days rated) over all monitoring sections."""
    return sum(s["days_attained"] for s in run["sections"]), sum(s["days"] for s in run["sections"])
