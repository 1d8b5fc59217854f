"""An include may only point at the same layer or at one the layer knows.

    solver:     io -> model -> basin -> physics -> core,   model -> numerics -> core,   io -> hydrology -> basin
    scenarios:  app -> attribution -> assessment, io, measures -> solver
    python/src: solver and scenarios
    viz:        nothing of ours; it reads files
"""

import re

from tree import ROOT, files, lines, report, where

SOLVER = {
    "core": set(),
    "physics": {"core"},
    "numerics": {"core"},
    "basin": {"core", "physics"},
    "hydrology": {"core", "physics", "basin"},
    "model": {"core", "physics", "numerics", "basin"},
    "io": {"core", "physics", "basin", "hydrology", "model"},
}
FROM_OUTSIDE = {"core", "physics", "basin", "hydrology", "model", "io"}  # what planning and Python may use of the engine
SCENARIOS = {
    "measures": {"scenarios/io"},
    "io": {"scenarios/measures"},
    "assessment": {"scenarios/io", "scenarios/measures"},
    "attribution": {"scenarios/io", "scenarios/measures", "scenarios/assessment"},
    "programme": {"scenarios/io", "scenarios/measures", "scenarios/assessment"},
    "governance": {"scenarios/io", "scenarios/measures", "scenarios/assessment"},
    "app": {"scenarios/io", "scenarios/measures", "scenarios/assessment", "scenarios/attribution", "scenarios/programme", "scenarios/governance"},
}


def layer_of(path):
    """("solver", "physics") of solver/physics/section.hpp; the second is "" in a folder without layers."""
    parts = path.parts
    return parts[0], parts[1] if len(parts) > 2 else ""


def target_of(include):
    """The layer an include names: "core" for "core/quantity.hpp", "scenarios/io" for "scenarios/io/register.hpp"."""
    parts = include.split("/")
    if len(parts) == 1:
        return ""
    return "/".join(parts[:2]) if parts[0] == "scenarios" else parts[0]


def allowed(part, layer):
    if part == "solver":
        return SOLVER.get(layer, set()) | {layer}
    if part == "scenarios":
        return SCENARIOS.get(layer, set()) | {f"scenarios/{layer}"} | FROM_OUTSIDE
    if part == "python":
        return FROM_OUTSIDE | {f"scenarios/{name}" for name in SCENARIOS}
    return {"viz"}


wrong = []
for path in files("solver", "scenarios", "viz", "python", suffixes=(".hpp", ".cpp", ".h")):
    part, layer = layer_of(path.relative_to(ROOT))
    may = allowed(part, layer)
    for number, line in lines(path):
        if match := re.match(r'\s*#include\s+"([^"]+)"', line):
            target = target_of(match[1])
            if target and target not in may:
                wrong.append(f"{where(path, number)}: {part}/{layer} may not include {match[1]} (may: {', '.join(sorted(may))})")
report(wrong, "every include points downwards")
