"""What a calibration leaves behind: report.md, tables, calibrated.toml, pictures."""

import datetime
import json
import os
import pathlib

import numpy as np
import pandas as pd

from . import pictures
from .calibrated_file import text_of
from .words import number_of, percent, phrase


def _when(epoch, clock):
    return datetime.datetime.fromtimestamp(epoch, datetime.timezone(datetime.timedelta(minutes=clock))).isoformat(timespec="minutes")


def _span(seconds):
    return f"{seconds / 86400:.3g} d" if seconds >= 2 * 86400 else f"{seconds / 3600:.3g} h" if seconds >= 3600 else f"{seconds / 60:.3g} min"


def _cell(value, digits=3):
    if isinstance(value, str):
        return value
    return "–" if not np.isfinite(value) else f"{value:.{digits}f}" if abs(value) < 100 else f"{value:.4g}"


def _table(header, rows):
    lines = ["| " + " | ".join(header) + " |", "|" + "|".join(["---"] * len(header)) + "|"]
    return lines + ["| " + " | ".join(map(str, row)) + " |" for row in rows] + [""]


def _where(parameter, lang):
    keys = {key: text.strip('"') for key, text in parameter.keys}
    part = {"channel": {"zh": "主槽", "en": "channel"}, "flood_plain": {"zh": "滩地", "en": "flood plains"}}.get(keys.pop("part", ""), {}).get(lang, "")
    return ", ".join([*keys.values(), *([part] if part else [])]) or phrase("all_rivers", lang)


def note_in_words(note, lang, clock=0):
    """One thing that was found in the readings; times by a clock of so many minutes from universal time."""
    numbers = {"gauge": note["observation"], "event": note.get("event", "")}
    what = note["what"]
    if what == "outlier":
        numbers |= {"file": os.path.basename(note["file"]), "line": note["line"], "time": _when(note["time"], clock), "value": f"{note['value']:.4g}", "expected": f"{note['expected']:.4g}",
                    "done": phrase("kept" if note["kept"] else "left_out", lang)}
    elif what == "gap":
        numbers |= {"from_": _when(note["from"], clock), "to": _when(note["to"], clock), "usual": _span(note["usual"])}
    elif what == "clock":
        numbers |= {"hours": abs(note["hours"]), "early_late": phrase("earlier" if note["hours"] > 0 else "later", lang)}
    elif what == "strange":
        numbers |= {"count": note["count"], "time": _when(note["time"], clock), "difference": f"{note['difference']:+.3g} {note['unit']}"}
    else:
        numbers |= {"count": note["count"], "of": note.get("of", "")}
    return phrase(what, lang, **numbers)


def _parameters(outcome, lang):
    task, known = outcome.task, outcome.known
    confidence = percent(task.confidence)
    rows = []
    for k, p in enumerate(task.parameters):
        bounds = f"{number_of(known.lower[k], p.unit)} … {number_of(known.upper[k], p.unit)}" if known and not known.at_bound[k] else "–"
        rows.append((p.id, _where(p, lang), number_of(p.prior, p.unit), f"**{number_of(outcome.fit.values[k], p.unit)}**", bounds, f"{number_of(p.lowest, p.unit)} … {number_of(p.highest, p.unit)}"))
    return _table([phrase("parameter", lang), phrase("where", lang), phrase("prior", lang), phrase("found", lang), phrase("bounds", lang, confidence=confidence), phrase("range", lang)], rows)


def _scores(outcome, lang):
    header = [phrase(name, lang) for name in ("gauge", "event", "use", "readings", "rms_before", "rms", "bias", "nse", "kge", "peak_error", "peak_delay")]
    rows = [(r.gauge if r.gauge != "marks" else phrase("marks", lang), r.event, phrase(r.use, lang), r.readings, f"{_cell(r.rms_before)} {r.unit}", f"**{_cell(r.rms)} {r.unit}**", _cell(r.bias), _cell(r.nse), _cell(r.kge), _cell(r.peak_error), _cell(r.peak_delay, 1))
            for r in outcome.scores.itertuples()]
    return _table(header, rows)


def _worth(outcome, lang):
    known, rows = outcome.known, []
    for number, s in enumerate(outcome.task.series):
        covered = [outcome.covered(number, at) if len(at) else np.nan for at in (np.flatnonzero(s.role == role) for role in (0, 1))]
        rows.append((s.title(lang), s.event, int((s.role == 0).sum()), _cell(known.tau[number], 1), _cell(known.worth[number], 1), f"{_cell(known.scatter[number])} {s.unit}",
                     " / ".join("–" if np.isnan(c) else percent(c) for c in covered)))
    return _table([phrase(name, lang) for name in ("gauge", "event", "readings", "tau", "effective", "scatter", "covered")], rows)


def profile(outcome):
    """Highest level of every cell with the standard error that follows from that of the numbers, one table an event."""
    if outcome.known is None:
        return pd.DataFrame()
    return pd.concat([pd.DataFrame({"event": event["id"], "cell": np.arange(len(outcome.fit.highest[event["id"]])), "max_water_level": outcome.fit.highest[event["id"]],
                                    "before": outcome.before.highest[event["id"]], "standard_error": outcome.known.of(outcome.fit.highest_derivatives[event["id"]])})
                      for event in outcome.task.events], ignore_index=True)


def text(outcome, lang, drawn=()):
    """The report as Markdown."""
    task, known = outcome.task, outcome.known
    title = (task.title_zh if lang == "zh" else task.title_en) or task.basin
    lines = [f"# {phrase('title', lang)}\uff1a{title}" if lang == "zh" else f"# {phrase('title', lang)}: {title}", ""]
    if not outcome.completed and outcome.fit.derivatives is None:
        lines += [phrase("stopped", lang, why=outcome.fit.ended), ""]
    elif not outcome.completed:
        lines += [phrase("unsettled", lang, why=outcome.fit.ended), ""]
    lines += [phrase("loss_says", lang, loss=task.loss, runs=outcome.runs, trials=len(outcome.fit.trials)), "", f"## {phrase('parameters', lang)}", ""]
    lines += [*_parameters(outcome, lang), phrase("use_it", lang, path="calibrated.toml"), ""]
    if known:
        lines += [f"## {phrase('told_apart', lang)}", ""] + [f"- {words}" for words in outcome.words(lang)]
        if len(task.parameters) > 1:
            lines += ["", phrase("collinearity", lang, condition=f"{outcome.condition:.3g}")]
    lines += ["", f"## {phrase('scores', lang)}", "", phrase("scores_note", lang), "", *_scores(outcome, lang)]
    if known:
        lines += [f"## {phrase('worth', lang)}", "", phrase("worth_note", lang, confidence=percent(task.confidence)), "", *_worth(outcome, lang)]
        lines += [f"## {phrase('level_error', lang)}", "", phrase("level_error_note", lang), ""]
        lines += _table([phrase("event", lang), phrase("typical", lang), phrase("largest", lang)],
                        [(event, f"{group.standard_error.median():.3f} m", f"{group.standard_error.max():.3f} m") for event, group in profile(outcome).groupby("event", sort=False)])
        lines += [f"## {phrase('sensitivity', lang)}", ""]
        lines += _table(["", *(p.id for p in task.parameters)], [(f"{s.title(lang)} · {s.event} [{s.unit}]", *(_cell(v) for v in row)) for s, row in zip(task.series, outcome.sensitivity.to_numpy())])
        if len(task.parameters) > 1:
            lines += [f"## {phrase('correlation', lang)}", ""]
            lines += _table(["", *(p.id for p in task.parameters)], [(p.id, *(f"{v:+.2f}" for v in row)) for p, row in zip(task.parameters, known.correlation)])
    lines += [f"## {phrase('notes', lang)}", ""] + ([f"- {note_in_words(note, lang, task.events[0]['clock'])}" for note in outcome.notes] or [phrase("no_notes", lang)]) + [""]
    if drawn:
        lines += [f"## {phrase('pictures', lang)}", ""] + [f"![{path.stem}](pictures/{path.name})" for path in drawn]
    return "\n".join(lines) + "\n"


def _json(outcome):
    clean = lambda frame: json.loads(frame.to_json(orient="records"))  # noqa: E731
    known = outcome.known
    return {"basin": outcome.task.basin, "completed": outcome.completed, "ended": outcome.fit.ended, "runs": outcome.runs, "loss": outcome.task.loss, "confidence": outcome.task.confidence,
            "parameters": clean(outcome.parameters.reset_index()), "scores": clean(outcome.scores),
            "correlation": known.correlation.round(6).tolist() if known else None, "covariance": known.covariance.tolist() if known else None,
            "condition": outcome.condition if known else None, "degrees_of_freedom": known.freedom if known else None,
            "findings": [{"kind": one.kind, "parameters": [outcome.task.parameters[k].id for k in one.parameters], "zh": outcome_words, "en": english}
                         for one, outcome_words, english in zip(outcome.found, outcome.words("zh"), outcome.words("en"))] if known else [],
            "notes": outcome.notes}


def write(outcome, folder, lang):
    """Writes everything into a folder; returns the path of the report."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    known = outcome.known
    remark = f"found by riverchief calibrate {os.path.basename(outcome.task.file)} in {', '.join(e['id'] for e in outcome.task.events)}"
    bounds = list(zip(known.lower, known.upper)) if known else None
    (folder / "calibrated.toml").write_text(text_of(outcome.task.basin, outcome.task.parameters, outcome.fit.values, remark, bounds), encoding="utf-8")
    outcome.parameters.to_csv(folder / "parameters.csv")
    outcome.scores.to_csv(folder / "scores.csv", index=False)
    outcome.readings.to_csv(folder / "readings.csv", index=False)
    if known:
        outcome.correlation.to_csv(folder / "correlation.csv")
        outcome.sensitivity.to_csv(folder / "sensitivity.csv")
        profile(outcome).to_csv(folder / "profile.csv", index=False)
    pd.DataFrame([{p.id: v for p, v in zip(outcome.task.parameters, trial["values"])} | {"cost": trial["cost"]} for trial in outcome.fit.trials]).to_csv(folder / "trials.csv", index=False)
    (folder / "report.json").write_text(json.dumps(_json(outcome), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    drawn = pictures.draw(outcome, folder / "pictures", lang)
    (folder / "report.md").write_text(text(outcome, lang, drawn), encoding="utf-8")
    return folder / "report.md"
