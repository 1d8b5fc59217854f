"""Breaches by four laws: width and time of the published formulas, and the water that passes.

Problem    an embankment with its crest at 12.5 m breaks down to 9 m between basins that stay at 12 and 5 m; it begins after ten minutes.
Exact      Froehlich, Von Thun & Gillette, MacDonald & Langridge-Monopolis: final width and formation time; Verheij & van der Knaap: the
           width B(t) for a constant head. Q = C (b H^1.5 + 0.8 z H^2.5) with H = 3 m.
Source     Froehlich (2008), J. Hydraul. Eng. 134, 1708; Von Thun & Gillette (1990); MacDonald & Langridge-Monopolis (1984), J. Hydraul. Eng.
           110, 567; Wahl (1998), USBR DSO-98-004; Verheij (2003), WL Q3299.
Measured   discharge when the breach has formed (Verheij: every hour); instant at which half of the growth is done.
Limit      0.1 % of the discharge; 1 % of the time (default accuracy of a state that grows); Verheij 0.5 %.
"""

import math

import numpy as np

import make_structures as made
import shelf

TITLE_ZH = "溃口发展：四种已发表公式"
PROVES = "breaches grow as the published laws say, and pass what a trapezoid passes"
PROVES_ZH = "溃口宽度、历时和流量与公式一致"
G = shelf.G
HEAD = made.HIGH - made.BREACH["bottom"]
HEIGHT = made.BREACH["crest"] - made.BREACH["bottom"]
VOLUME = made.BREACH["volume"]


def passes(bottom_width, side):
    return 1.7 * (bottom_width * HEAD**1.5 + 0.8 * side * HEAD**2.5)


def parametric():
    """Bottom width [m], side slope and formation time [s] per law."""
    mean = 0.27 * 1.3 * VOLUME**0.32 * HEIGHT**0.04
    froehlich = (mean - HEIGHT * 1.0, 1.0, 63.2 * math.sqrt(VOLUME / (G * HEIGHT**2)))
    von_thun = (2.5 * 3.0 + 18.3 - HEIGHT * 1.0, 1.0, (0.020 * 3.0 + 0.25) * 3600.0)
    eroded = 0.0261 * (VOLUME * 3.0) ** 0.769
    width = (eroded - HEIGHT**2 * (0.5 * 5.0 + HEIGHT * 5.0 / 6.0)) / (HEIGHT * (5.0 + 0.5 * HEIGHT * 5.0))
    return {"froehlich": froehlich, "von_thun": von_thun, "macdonald": (width, 0.5, 0.0179 * eroded**0.364 * 3600.0)}


def check():
    results = shelf.run("breaches/scenario.toml")
    place = {name: k for k, name in enumerate(results.structure)}
    for name, (width, side, lasts) in parametric().items():
        q = results.structure_discharge[:, place[name]]
        shelf.figure("breaches", (f"{name}: final discharge", f"{name}：最终流量"), abs(q[-1] / passes(width, side) - 1.0), 1e-3)
        # At half its growth the bottom lies half way down, at 10.75 m, half as wide.
        middle = made.HIGH - 0.5 * (made.BREACH["crest"] + made.BREACH["bottom"])
        half = 1.7 * (0.5 * width * middle**1.5 + 0.8 * side * middle**2.5)
        when = float(np.interp(half, q, results.time))
        between = np.max(np.diff(results.time))  # states are stored so far apart; the curve is bent in between
        shelf.figure("breaches", (f"{name}: time of half its growth, in states stored", f"{name}：发展过半时刻"), abs(when - 600.0 - 0.5 * lasts) / between, 0.3)
    q = results.structure_discharge[:, place["verheij"]]
    hours = np.arange(1, 6)
    grown = (hours * 3600.0 - 600.0 - 360.0) / 3600.0
    width = 10.0 + 1.3 * math.sqrt(G) * HEAD**1.5 / 0.2 * np.log10(1.0 + 0.04 * G / 0.2 * grown)
    found = np.interp(hours * 3600.0, results.time, q)
    shelf.figure("breaches", ("verheij: discharge every hour", "verheij：逐时流量"), np.max(np.abs(found / passes(width, 0.0) - 1.0)), 0.005)
    shelf.figure("breaches", shelf.LEDGER, abs(results.ledger("water")["relative"]), 1e-12)
