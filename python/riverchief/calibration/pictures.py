"""Pictures of a calibration: hydrographs before and after, residuals, parameters with their bounds, marks."""

import datetime
import pathlib

import numpy as np

from .task import FIT, LEFT_OUT, VALIDATION
from .words import percent, phrase, zone_of

CHINESE = ("Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Microsoft YaHei", "PingFang SC", "SimHei")
INK, MUTED, BEFORE, AFTER, BAND, VALID = "#222222", "#888888", "#b58900", "#0b5fa5", "#9ec5e8", "#c2410c"
WIDTH, DPI = 9.0, 150  # inches


def _pyplot(lang):
    """Matplotlib without a display, with a font that has Chinese where one is installed."""
    import matplotlib
    matplotlib.use("Agg", force=False)
    from matplotlib import font_manager, pyplot
    installed = {font.name for font in font_manager.fontManager.ttflist}
    chinese = [name for name in CHINESE if name in installed]
    pyplot.rcParams.update({"font.family": ["sans-serif"], "font.sans-serif": (chinese[:1] if lang == "zh" else []) + ["DejaVu Sans"] + chinese[:1],
                            "axes.unicode_minus": False, "font.size": 9, "axes.spines.top": False, "axes.spines.right": False, "axes.edgecolor": MUTED,
                            "axes.labelcolor": INK, "xtick.color": INK, "ytick.color": INK, "axes.grid": True, "grid.color": "#e6e6e6", "grid.linewidth": 0.6,
                            "axes.axisbelow": True, "legend.frameon": False, "figure.constrained_layout.use": True})
    return pyplot


def _dates(seconds, event):
    start = datetime.datetime.fromtimestamp(event["start"] + 60 * event["clock"], datetime.timezone.utc).replace(tzinfo=None)
    return np.array([np.datetime64(start, "ms") + np.timedelta64(int(round(1000.0 * s)), "ms") for s in np.atleast_1d(seconds)])


def _time_axis(axis, event, lang):
    import matplotlib.dates as dates
    locator = dates.AutoDateLocator(minticks=4, maxticks=9)
    axis.xaxis.set_major_locator(locator)
    axis.xaxis.set_major_formatter(dates.ConciseDateFormatter(locator, formats=["%Y", "%Y-%m", "%m-%d", "%H:%M", "%H:%M", "%S"], zero_formats=["", "%Y", "%Y-%m", "%m-%d", "%H:%M", "%H:%M"],
                                                              offset_formats=["", "%Y", "%Y-%m", "%Y-%m-%d", "%Y-%m-%d", "%Y-%m-%d"]))
    axis.set_xlabel(phrase("time", lang, zone=zone_of(event["clock"])))


def _hydrograph(pyplot, outcome, number, lang, path):
    task, s = outcome.task, outcome.task.series[number]
    event, zero = task.event(s.event), outcome.fit.zero[number]
    figure, (axis, below) = pyplot.subplots(2, 1, figsize=(WIDTH, 5.2), sharex=True, height_ratios=[3, 1])
    known = outcome.known
    dates = _dates(s.time, event)
    if known is not None:
        half = known.t * np.hypot(known.of(outcome.fit.derivatives[number]), known.scatter[number])
        middle = outcome.fit.calculated[number] - zero
        low, high = middle - half, middle + half
        if s.quantity != "water_level":
            low = np.maximum(low, 0.0)
        axis.fill_between(dates, low, high, color=BAND, alpha=0.5, linewidth=0, label=phrase("band", lang, confidence=percent(task.confidence)))
    for fit, colour, name, style in ((outcome.before, BEFORE, "calculated_before", "--"), (outcome.fit, AFTER, "calculated_after", "-")):
        time, values = fit.history[number]
        axis.plot(_dates(time, event), values - fit.zero[number], color=colour, linestyle=style, linewidth=1.3, label=phrase(name, lang))
    for role, colour, marker, name in ((FIT, INK, "o", "fit_reading"), (VALIDATION, VALID, "o", "validation_reading"), (LEFT_OUT, "#d00000", "x", "left_out_reading")):
        at = s.role == role
        if at.any():
            axis.plot(dates[at], s.value[at], linestyle="none", marker=marker, markersize=5 if marker == "x" else 2.6, color=colour, label=phrase("observed", lang) + " · " + phrase(name, lang))
            if role != LEFT_OUT:
                below.plot(dates[at], (outcome.fit.calculated[number] - zero - s.value)[at], linestyle="none", marker="o", markersize=2.2, color=colour)
    shown = s.value[s.role != LEFT_OUT]
    if len(shown):
        everything = np.concatenate([shown, *(f.history[number][1] for f in (outcome.before, outcome.fit))])
        room = 0.06 * max(np.ptp(everything), 1e-6)
        axis.set_ylim(everything.min() - room, everything.max() + room)
    below.axhline(0.0, color=MUTED, linewidth=0.8)
    axis.set_ylabel(phrase(s.quantity, lang))
    below.set_ylabel(phrase("residual", lang) + f"\n[{s.unit}]")
    _time_axis(below, event, lang)
    axis.set_title(f"{s.title(lang)} · {s.event}", loc="left", fontsize=11, color=INK)
    axis.legend(fontsize=8, loc="best", ncols=1)
    figure.align_ylabels()
    figure.savefig(path, dpi=DPI)
    pyplot.close(figure)


def _marks(pyplot, outcome, number, lang, path):
    task, s = outcome.task, outcome.task.series[number]
    figure, axis = pyplot.subplots(figsize=(5.2, 5.0))
    low, high = (f(np.concatenate([s.value, outcome.fit.calculated[number], outcome.before.calculated[number]])) for f in (np.min, np.max))
    room = 0.08 * max(high - low, 0.1)
    axis.plot([low - room, high + room], [low - room, high + room], color=MUTED, linewidth=0.8)
    axis.errorbar(s.value, outcome.before.calculated[number], xerr=s.error, fmt="s", color=BEFORE, markersize=4, markerfacecolor="white", elinewidth=0.7, label=phrase("calculated_before", lang))
    for role, colour, name in ((FIT, AFTER, "fit_reading"), (VALIDATION, VALID, "validation_reading")):
        at = s.role == role
        if at.any():
            axis.errorbar(s.value[at], outcome.fit.calculated[number][at], xerr=s.error[at], fmt="o", color=colour, markersize=4, elinewidth=0.7, label=f"{phrase('calculated_after', lang)} · {phrase(name, lang)}")
    axis.set_aspect("equal")
    axis.set_xlabel(phrase("mark_axis", lang))
    axis.set_ylabel(phrase("mark_calculated", lang))
    axis.set_title(f"{s.title(lang)} · {s.event}", loc="left", fontsize=11, color=INK)
    axis.legend(fontsize=8, loc="best")
    figure.savefig(path, dpi=DPI)
    pyplot.close(figure)


def _bars(axis, outcome, which, lang):
    """Values with their bounds against what they were before; grey = how far they may go."""
    task, known = outcome.task, outcome.known
    for row, k in enumerate(which):
        p = task.parameters[k]
        scale = p.prior if p.is_log else 1.0
        origin = 0.0 if p.is_log else (p.prior if p.kind != "gauge_zero" else 0.0)
        at = lambda value: (value - origin) / scale  # noqa: E731
        axis.barh(row, at(p.highest) - at(p.lowest), left=at(p.lowest), height=0.5, color="#efefef", linewidth=0)
        if known is not None:
            low, high = max(known.lower[k], p.lowest), min(known.upper[k], p.highest)
            axis.plot([at(low), at(high)], [row, row], color=AFTER, linewidth=5, alpha=0.35, solid_capstyle="butt")
        axis.plot(at(outcome.fit.values[k]), row, "o", color=AFTER, markersize=6)
    axis.axvline(1.0 if task.parameters[which[0]].is_log else 0.0, color=BEFORE, linewidth=1.0, linestyle="--")
    axis.set_yticks(range(len(which)), [task.parameters[k].id for k in which])
    axis.set_ylim(len(which) - 0.4, -0.6)
    axis.grid(axis="y", visible=False)
    if task.parameters[which[0]].is_log:
        from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter
        axis.set_xscale("log")
        low, high = axis.get_xlim()
        ticks = [v for v in (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0, 20.0, 50.0) if low <= v <= high]
        axis.set_xticks(ticks)
        axis.xaxis.set_major_formatter(FuncFormatter(lambda v, _: f"{v:g}"))
        axis.xaxis.set_minor_locator(LogLocator(subs=()))
        axis.xaxis.set_minor_formatter(NullFormatter())
        axis.set_xlabel(phrase("factor_axis", lang))
    else:
        axis.set_xlabel(phrase("offset_axis", lang))


def _parameters(pyplot, outcome, lang, path):
    groups = [g for g in ([k for k, p in enumerate(outcome.task.parameters) if p.is_log], [k for k, p in enumerate(outcome.task.parameters) if not p.is_log]) if g]
    figure, axes = pyplot.subplots(len(groups), 1, figsize=(WIDTH, 1.0 * len(groups) + 0.42 * len(outcome.task.parameters)), squeeze=False,
                                   height_ratios=[len(g) + 0.5 for g in groups])
    for axis, which in zip(axes[:, 0], groups):
        _bars(axis, outcome, which, lang)
    axes[0, 0].set_title(phrase("parameters", lang), loc="left", fontsize=11, color=INK)
    figure.savefig(path, dpi=DPI)
    pyplot.close(figure)


def draw(outcome, folder, lang):
    """All pictures of an outcome; returns their paths."""
    pyplot = _pyplot(lang)
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    done = []
    for number, s in enumerate(outcome.task.series):
        path = folder / f"{s.event}_{s.id}.png"
        (_marks if s.is_marks else _hydrograph)(pyplot, outcome, number, lang, path)
        done.append(path)
    if outcome.task.parameters:
        done.append(folder / "parameters.png")
        _parameters(pyplot, outcome, lang, done[-1])
    return done
