"""A uniform concentration stays uniform through a flood and a tide in a looped network.

Problem    a river with a branch that leaves and rejoins it and a link that ties both together; a flood of 160 m3/s on a base flow of
           8 and a tide of 1.2 m; lateral inflow, dispersion; every water carries 50 g/m3.
Exact      50 g/m3, everywhere and always: transport and flow see the same volumes and fluxes.
Source     a consequence of mass conservation; no formula needed.
Measured   the largest departure, as a share; that the flow did reverse, in the link as well; both ledgers.
Tolerance  1e-12: round-off.
"""

import numpy as np
import pytest

import make_loop as made
import shelf


@pytest.fixture(scope="module")
def results():
    return shelf.run("tidal_loop/scenario.toml")


def test_the_flow_reverses(results):
    for river in ("main", "link"):
        discharge = results.discharge[:, results.faces(river)]
        print(river, np.min(discharge), np.max(discharge))
        assert np.min(discharge) < -0.5 and np.max(discharge) > 0.5


def test_the_concentration_stays_what_it_was(results):
    C = results.pollutant("tracer")
    shelf.figure("uniform concentration, tidal loop", "departure", np.max(np.abs(C / made.CONCENTRATION - 1.0)), 1e-12)


@pytest.mark.parametrize("of", ["water", "tracer"])
def test_the_ledger_closes(results, of):
    shelf.figure("uniform concentration, tidal loop", f"ledger of {of}", abs(results.ledger(of)["relative"]), 1e-12)
