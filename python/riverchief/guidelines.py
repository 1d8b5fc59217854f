"""Formula sheets of the guidelines, without a run: concentrations below a release (HJ 2.3-2018) and what load a zone can take (GB/T 25173-2010).

The same code and the same numbers as `riverchief assess`. SI: m, s, m3/s; concentrations mg/L; rates 1/s; loads g/s (1 g/s = 31.536 t/a).
"""

import numpy as np

from . import _core

GRAMS_A_SECOND_IN_TONNES_A_YEAR = 31.536


def steady_concentration(x, *, discharge, velocity, width, dispersion, decay_rate=0.0, waste_discharge=0.0, waste_concentration=0.0, river_concentration=0.0):
    """Concentration below (x > 0) and above (x < 0) a steady release at x = 0, by the branch that alpha and Pe choose.

    :param x: distance from the release [m], a number or an array
    :returns: mg/L, of the shape of x
    """
    one = np.vectorize(lambda at: _core.near_field(discharge, velocity, width, dispersion, decay_rate, waste_discharge, waste_concentration, river_concentration, at), otypes=[float])
    found = one(x)
    return found.item() if np.ndim(x) == 0 else found


def branch(*, discharge, velocity, width, dispersion, decay_rate=0.0):
    """Which of the four solutions holds: by alpha = k E / u^2 (0.027, 380) and Pe = u B / E (1)."""
    return _core.near_field_branch(discharge, velocity, width, dispersion, decay_rate)


def instantaneous_concentration(x, t, *, mass, area, velocity, dispersion, decay_rate=0.0):
    """Concentration [mg/L] at x [m] and t [s] after a mass [g] fell into a flow area [m2] at once."""
    one = np.vectorize(lambda at, when: _core.instantaneous(velocity, dispersion, decay_rate, mass, area, at, when), otypes=[float])
    found = one(x, t)
    return found.item() if np.ndim(found) == 0 else found


def mixing_length(*, width, velocity, depth, slope, from_bank=0.0):
    """Distance [m] in which a release `from_bank` metres from the bank mixes across the river, lateral mixing by Taylor."""
    return _core.mixing_length(width, from_bank, velocity, depth, slope)


def capacity(formula, *, upstream, limit, discharge, length=0.0, velocity=0.0, decay_rate=0.0, dispersion=0.0, waste_discharge=0.0):
    """Load [g/s] that brings the end of a zone to its limit.

    :param formula:  "zero_dimensional", "one_dimensional" or "estuary"
    :param upstream: concentration that arrives [mg/L]
    :param limit:    that the end must keep [mg/L]
    :returns:        negative where the water that arrives is too bad already
    """
    return _core.capacity(formula, length, discharge, waste_discharge, velocity, decay_rate, dispersion, upstream, limit)


def concentration_at_end(formula, *, upstream, load, discharge, length=0.0, velocity=0.0, decay_rate=0.0, dispersion=0.0, waste_discharge=0.0):
    """Concentration [mg/L] at the end of a zone under a load [g/s]; that of its capacity is the limit."""
    return _core.concentration_at_end(formula, length, discharge, waste_discharge, velocity, decay_rate, dispersion, upstream, load)
