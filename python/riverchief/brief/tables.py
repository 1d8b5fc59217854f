"""The tables of the brief: plans, the embankments that worry most, the monitoring sections. Each row is a dict the template prints."""

from ..assessment import CLASSES
from .effects import SMALLEST_LEVEL, attained, effect_of, smallest_freeboard, total
from .numbers import band, km, level, plain, signed


def _change(falls, rises, error):
    """"−0.32±0.01", "−0.32…+0.05±0.01"; a dash when no change of flood level is claimed."""
    words = [signed(value, 2) for value in (falls, rises) if abs(value) >= SMALLEST_LEVEL]
    return "…".join(words) + f"±{band(error)}" if words else "–"


def counties(event):
    """Jurisdictions of the tables: those whose banks hold flood water, in the order of the register."""
    return [(row["id"], row) for row in event.base["jurisdictions"]]


def plan_rows(flood, quality, titles, today, names):
    """One row a plan, today first."""
    rows = []
    for key, title in {None: today, **titles}.items():
        wet, dry = (event.base if key is None else event.plans.get(key) for event in (flood, quality))
        run = wet or dry
        row = {"title": title, "cost": run["cost"], "yearly": run.get("yearly_cost") or 0.0, "levels": [], "length": "–", "freeboard": "–", "days": "–",
               "gains": [], "loses": [], "today": key is None}
        if wet:
            least = smallest_freeboard(wet)
            row["length"] = km(total(wet, "overtopped_length"))
            if least:
                error = least["max_water_level_error"]
                if error is None:  # only today's run has a band; it stands for the plans too
                    error = flood.base["reaches"][wet["reaches"].index(least)]["max_water_level_error"]
                row["freeboard"] = level(least["min_freeboard"], error)
        if dry:
            row["days"] = "{}/{}".format(*attained(dry))
        if key is not None:
            seen = {"gains": {}, "loses": {}}
            for event in dict.fromkeys((flood.name, quality.name)):
                event = flood if event == flood.name else quality
                if key in event.plans:
                    effect = effect_of(event, key)
                    for side in seen:
                        seen[side] |= {e["jurisdiction"]: names.jurisdiction(e["jurisdiction"]) for e in getattr(effect, side)}
            row |= {side: list(found.values()) for side, found in seen.items()}
        for county, _ in counties(flood):
            if key is None or not wet:
                row["levels"].append("–")
                continue
            place = next(j for j in flood.differences[key]["jurisdictions"] if j["id"] == county)
            effect = effect_of(flood, key)
            changes = [e["change"] for e in effect.gains + effect.loses if e["what"] == "water_level" and e["jurisdiction"] == county]
            errors = [bank["error"] for bank in place["banks"] if bank["error"] is not None]
            row["levels"].append(_change(min([0.0, *changes]), max([0.0, *changes]), max(errors, default=None)))
        rows.append(row)
    return rows


def reach_rows(flood, titles, names, most):
    """The reaches and banks with the smallest freeboard today, and what plans make of them; at most `most`."""
    base = flood.base["reaches"]
    order = sorted((i for i, row in enumerate(base) if row["min_freeboard"] is not None), key=lambda i: base[i]["min_freeboard"])
    # A reach that only a plan endangers belongs here too.
    endangered = [i for i in order if base[i]["min_freeboard"] >= 0 and any((run["reaches"][i]["min_freeboard"] or 0) < 0 for run in flood.plans.values())]
    chosen = sorted((endangered + [i for i in order if i not in endangered])[:most], key=lambda i: base[i]["min_freeboard"])
    rows = []
    for i in chosen:
        row = base[i]
        cells = []
        for key in titles:
            run, difference = flood.plans.get(key), flood.differences.get(key)
            if run is None:
                cells.append({"text": "–", "kind": ""})
                continue
            change, after = difference["reaches"][i], run["reaches"][i]["min_freeboard"]
            sure = change["claimed"] and abs(change["min_freeboard"] or 0) > max(change["error"] or 0, 0) and abs(change["min_freeboard"] or 0) >= SMALLEST_LEVEL
            cells.append({"text": plain(after, 2) if sure else "=", "kind": ("better" if change["min_freeboard"] > 0 else "worse") if sure else "same",
                          "wet": sure and after < -(change["error"] or 0.0)})
        first = row.get("first_overtopping")
        rows.append({"place": f"{names.river(row['river'])} {row['from'] / 1000:.1f}–{row['to'] / 1000:.1f} km", "bank": row["bank"],
                     "office": names.office(row["chief"]), "first": first[5:16].replace("T", " ") if first else "–",
                     "level": level(row["max_water_level"], row["max_water_level_error"]),
                     "today": level(row["min_freeboard"], row["max_water_level_error"]), "wet": row["min_freeboard"] < 0, "plans": cells})
    return rows


def class_name(number, lang):
    """Ⅰ to Ⅴ; worse than that 劣Ⅴ, in English >Ⅴ."""
    return ">Ⅴ" if number == 6 and lang == "en" else CLASSES[number]


def section_rows(quality, titles, names, most):
    """Monitoring sections, in the order of the register. When there is no room for all, those of national standing and those that change stay, then
    those that miss their target.
    """
    base = quality.base["sections"]
    national = {section["id"] for section in names.told.get("monitoring_sections", []) if section["level"] == "national"}

    def urgency(i):
        section = base[i]
        changes = any(quality.differences[k]["sections"][i]["claimed"] and (quality.differences[k]["sections"][i]["days_attained"]
                      or quality.differences[k]["sections"][i]["class_mean"]) for k in titles if k in quality.plans)
        return (not changes and section["id"] not in national, section["days_attained"] >= section["days"], -section["class_mean"])

    chosen = sorted(sorted(range(len(base)), key=urgency)[:most])
    rows = []
    for i in chosen:
        section = base[i]
        cells = [_class_cell(section, True, None, names.lang)]
        for key in titles:
            if key in quality.plans:
                cells.append(_class_cell(quality.plans[key]["sections"][i], quality.differences[key]["sections"][i]["claimed"], section, names.lang))
            else:
                cells.append({"text": "–", "class": 0, "kind": ""})
        rows.append({"name": names.of(section), "office": names.office(section["chief"]), "target": CLASSES[section["target_class"]], "cells": cells})
    return rows, len(base) - len(chosen)


def _class_cell(section, claimed, before, lang):
    if before is not None and not claimed:
        return {"text": "=", "class": 0, "kind": "same"}
    kind = ""
    if before is not None:
        better = section["days_attained"] - before["days_attained"] or before["class_mean"] - section["class_mean"]
        kind = "better" if better > 0 else "worse" if better < 0 else ""
    return {"text": f"{class_name(section['class_mean'], lang) or '–'} {section['days_attained']}/{section['days']}", "class": section["class_mean"], "kind": kind}


def prices(events, titles):
    """Every unit price that a plan is counted with, once: dicts as comparison.json tells them."""
    told = {}
    for key in titles:
        run = next(event.plans[key] for event in events if key in event.plans)
        for measure in run["measures"]:
            for price in measure.get("prices", []):
                told.setdefault((price["price_unit"], price["unit_price"]), price)
    return list(told.values())
