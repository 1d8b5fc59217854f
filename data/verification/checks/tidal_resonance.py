"""A long channel with a closed end answers the tide with more than the tide.

Problem    60 km, 10 m deep, frictionless; a tide of 1 cm and 12.42 h at the mouth. The run begins on the solution (without friction a
           start from rest never settles) and is asked for 1e-6 m, because the tide itself is small.
Exact      a standing wave: level a cos(k x) / cos(k L) cos(w t) from the closed end, k = w / sqrt(g h): 1.51740 times the tide at the
           head, and 1.13038 m/s at the mouth per metre of tide.
Source     Ippen (1966), Estuary and Coastline Hydrodynamics, chapter 10.
Measured   amplitude of level at the head and of velocity at the mouth at the tide's own period, over two periods (even 1 cm makes a
           quarter-diurnal overtide of 1 % of itself, because that is near to resonance); 120 cells.
Limit      1 %.
"""

import numpy as np

import make_waves as made
import shelf

TITLE_ZH = "潮汐共振"
PROVES = "tides run up a channel, are thrown back and stand with the right range and current"
PROVES_ZH = "潮波上溯、反射成驻波，潮差与流速正确"
CASE = made.RESONANCE


def check():
    omega = 2.0 * np.pi / CASE["period"]
    kL = omega / np.sqrt(shelf.G * CASE["depth"]) * CASE["length"]
    amplification = 1.0 / np.cos(kL)
    current = np.sqrt(shelf.G / CASE["depth"]) * np.tan(kL)
    assert abs(kL - 0.85128) < 1e-5 and abs(amplification - 1.51740) < 1e-5 and abs(current - 1.13038) < 1e-5  # against a slip
    results = shelf.run("tidal_resonance/scenario.toml")
    turn = np.exp(1j * omega * results.time[:-1])  # whole periods without their last instant
    amplitude = lambda values: 2.0 * abs(np.mean(values[:-1] * turn)) / CASE["amplitude"]
    shelf.figure("V13", ("amplification at the head", "盲端放大系数"), abs(amplitude(results.water_level[:, 0]) / amplification - 1.0), 0.01)
    velocity = results.discharge[:, -1] / (CASE["width"] * CASE["depth"])
    shelf.figure("V13", ("current at the mouth", "口门流速"), abs(amplitude(velocity) / current - 1.0), 0.01)
