"""Waves with known answers: relaxation (simple) wave, monoclinal flood wave, tidal resonance, tide in a canal with a closed end."""

import sys

import numpy as np

import case_files as files

G = 9.81
RELAXATION = {"length": 18_000.0, "width": 200.0, "depth": 5.0, "velocity": 2.0, "falls_in": 1000.0, "cells": 360}
MONOCLINAL = {"length": 60_000.0, "width": 1000.0, "manning": 0.03, "slope": 5e-4, "low": 2.0, "high": 4.0, "middle_at": 25_000.0,
              "duration": 7200.0, "cell": 10.0}
RESONANCE = {"length": 60_000.0, "width": 100.0, "depth": 10.0, "period": 12.42 * 3600.0, "amplitude": 0.01, "cells": 120, "periods": 2}
CANAL = {"length": 2000.0, "bottom": 20.0, "side": 2.0, "bed": -3.0, "manning": 0.025, "amplitude": 1.2, "period": 12.42 * 3600.0, "cell": 50.0,
         "periods": 3}


def relaxation_head(t):
    """Depth and velocity at the head [m], [m/s]: u - 2c stays what it is in the undisturbed water."""
    c = RELAXATION
    u = c["velocity"] * np.maximum(1.0 - t / c["falls_in"], 0.0)
    celerity = np.sqrt(G * c["depth"]) + 0.5 * (u - c["velocity"])
    return celerity**2 / G, u


def uniform(h):
    """Area and discharge per metre of width of the monoclinal wave's uniform flow, walls included [m2/m], [m2/s]."""
    c = MONOCLINAL
    radius = c["width"] * h / (c["width"] + 2.0 * h)
    return h, h * radius ** (2.0 / 3.0) * np.sqrt(c["slope"]) / c["manning"]


def monoclinal_speed():
    """Celerity [m/s] and overrun discharge per metre of width [m2/s]."""
    (a0, q0), (a1, q1) = uniform(MONOCLINAL["low"]), uniform(MONOCLINAL["high"])
    c = (q1 - q0) / (a1 - a0)
    return c, c * a0 - q0


def monoclinal_profile():
    """Depth [m] against the distance [m] from where the depth is midway; Runge-Kutta in the depth, which falls downstream.

    In a frame that moves with the wave (u - c) h = -q_r is constant, and  h' (g - q_r^2 / h^3) = g (S0 - Sf).
    """
    k = MONOCLINAL
    c, overrun = monoclinal_speed()

    def distance_per_depth(h):
        velocity = c - overrun / h
        radius = k["width"] * h / (k["width"] + 2.0 * h)
        friction = k["manning"] ** 2 * velocity**2 / radius ** (4.0 / 3.0)
        return (1.0 - overrun**2 / (G * h**3)) / (k["slope"] - friction)

    # Nearer to the uniform ends the steps become finer: the profile reaches them at infinity.
    share = np.concatenate([0.5 * np.geomspace(1e-9, 1.0, 4001), 1.0 - 0.5 * np.geomspace(1.0, 1e-9, 4001)[1:]])
    h = k["low"] + (k["high"] - k["low"]) * share
    step = np.diff(h)
    slope = distance_per_depth(h[:-1]) + 4.0 * distance_per_depth(h[:-1] + 0.5 * step) + distance_per_depth(h[1:])
    x = np.concatenate([[0.0], np.cumsum(step * slope / 6.0)])
    return h[::-1], (x - np.interp(0.5 * (k["low"] + k["high"]), h, x))[::-1]


def monoclinal_depth(distance):
    """Depth [m] at a distance [m] from the middle of the wave."""
    h, x = monoclinal_profile()
    return np.interp(distance, x, h)


def write_relaxation(folder):
    c, case = RELAXATION, folder / "relaxation_wave"
    files.simple_sections(case / "sections.csv", [(x, 0.0, c["width"], 0.0, 0.0) for x in (0.0, c["length"])])
    files.write_basin(case, "relaxation_wave", "退水简单波", "Relaxation wave", [files.river("channel", "渠道", "Channel", c["length"], "sections.csv")])
    t = np.arange(0.0, c["falls_in"] + 1.0, 5.0)
    h, u = relaxation_head(t)
    files.series(case / "head.csv", "discharge [m3/s]", t, c["width"] * h * u)
    files.profile(case / "initial.csv", [("channel", x, c["depth"], c["width"] * c["depth"] * c["velocity"]) for x in (0.0, c["length"])])
    files.write_scenario(case / "scenario.toml", "退水", "The inflow ends", c["falls_in"], c["length"] / c["cells"], [
        {"at": files.at("channel", 0.0), "kind": "discharge", "series": "head.csv"},
        {"at": files.at("channel", c["length"]), "kind": "water_level", "water_level": c["depth"]}], every=50.0, initial={"profile": "initial.csv"})


def write_monoclinal(folder):
    c, case = MONOCLINAL, folder / "monoclinal_wave"
    speed, overrun = monoclinal_speed()
    bed = lambda x: c["slope"] * (c["length"] - x)
    files.simple_sections(case / "sections.csv", [(x, bed(x), c["width"], 0.0, c["manning"]) for x in (0.0, c["length"])])
    files.write_basin(case, "monoclinal_wave", "单斜洪水波", "Monoclinal wave", [files.river("channel", "渠道", "Channel", c["length"], "sections.csv")])
    discharge = lambda h: c["width"] * (speed * h - overrun)
    x = np.linspace(0.0, c["length"], 1201)
    h = monoclinal_depth(x - c["middle_at"])
    files.profile(case / "initial.csv", [("channel", s, bed(s) + d, discharge(d)) for s, d in zip(x, h)])
    t = np.arange(0.0, c["duration"] + 1.0, 60.0)
    files.series(case / "head.csv", "discharge [m3/s]", t, discharge(monoclinal_depth(-c["middle_at"] - speed * t)))
    files.write_scenario(case / "scenario.toml", "洪水波下行", "The wave travels", c["duration"], c["cell"], [
        {"at": files.at("channel", 0.0), "kind": "discharge", "series": "head.csv"},
        {"at": files.at("channel", c["length"]), "kind": "normal_depth"}], every=1800.0, initial={"profile": "initial.csv"})


def write_resonance(folder):
    c, case = RESONANCE, folder / "tidal_resonance"
    omega = 2.0 * np.pi / c["period"]
    k = omega / np.sqrt(G * c["depth"])
    files.simple_sections(case / "sections.csv", [(x, -c["depth"], c["width"], 0.0, 0.0) for x in (0.0, c["length"])])
    files.write_basin(case, "tidal_resonance", "潮汐共振", "Tidal resonance", [files.river("canal", "渠道", "Canal", c["length"], "sections.csv")])
    t = np.arange(0.0, c["periods"] * c["period"] + 1.0, c["period"] / 720.0)
    files.series(case / "sea.csv", "water_level [m]", t, c["amplitude"] * np.cos(omega * t))
    x = np.linspace(0.0, c["length"], 121)
    files.profile(case / "initial.csv", [("canal", s, c["amplitude"] * np.cos(k * s) / np.cos(k * c["length"]), 0.0) for s in x])
    files.write_scenario(case / "scenario.toml", "驻波", "A standing wave", c["periods"] * c["period"], c["length"] / c["cells"], [
        {"at": files.at("canal", 0.0), "kind": "closed"},
        {"at": files.at("canal", c["length"]), "kind": "water_level", "series": "sea.csv"}],
        every=c["period"] / 72.0, initial={"profile": "initial.csv"}, accuracy={"depth": 1e-6, "velocity": 1e-6})


def canal_tide(t):
    """Level at the mouth [m] and its rate of change [m/s]."""
    c = CANAL
    omega = 2.0 * np.pi / c["period"]
    return c["amplitude"] * np.cos(omega * t), -c["amplitude"] * omega * np.sin(omega * t)


def write_canal(folder):
    c, case = CANAL, folder / "tide_in_a_closed_canal"
    files.simple_sections(case / "sections.csv", [(x, c["bed"], c["bottom"], c["side"], c["manning"]) for x in (0.0, c["length"])])
    files.write_basin(case, "tide_in_a_closed_canal", "盲端渠道中的潮汐", "Tide in a canal with a closed end",
                      [files.river("canal", "渠道", "Canal", c["length"], "sections.csv")])
    t = np.arange(0.0, c["periods"] * c["period"] + 1.0, c["period"] / 720.0)
    files.series(case / "sea.csv", "water_level [m]", t, canal_tide(t)[0])
    files.write_scenario(case / "scenario.toml", "潮汐进出", "The tide goes in and out", c["periods"] * c["period"], c["cell"], [
        {"at": files.at("canal", 0.0), "kind": "closed"},
        {"at": files.at("canal", c["length"]), "kind": "water_level", "series": "sea.csv"}], every=c["period"] / 72.0)


def write(folder):
    write_relaxation(folder)
    write_monoclinal(folder)
    write_resonance(folder)
    write_canal(folder)


if __name__ == "__main__":
    write(files.HERE if len(sys.argv) < 2 else files.pathlib.Path(sys.argv[1]))
