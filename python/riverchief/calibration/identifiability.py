"""Which numbers the observations can tell, and which they cannot, in words.

Columns of J (derivatives of the fitted readings over their errors) are brought to length 1. The smallest singular value s of a
set of columns says how nearly one is made good by the others: 1 / s is the collinearity index, 1 = all independent. Above 10
the set cannot be told apart: a change of one, made good by the others, changes what is calculated by less than a tenth.
Source: Brun, Reichert & Künsch (2001), Practical identifiability analysis of large environmental simulation models.
"""

import dataclasses

import numpy as np

from .task import FIT
from .words import number_of, percent, phrase

COLLINEAR = 10.0      # index above which a set cannot be told apart
ALIKE = 0.95          # correlation above which two are nearly one
SILENT = 0.1          # standard errors by which 10 % more changes the readings: below nothing is seen
VAGUE = 0.5           # share of what is allowed that the bounds leave open: above, little is known
TAKES_PART = 0.25     # component of the weakest direction from which a parameter belongs to it


@dataclasses.dataclass
class Finding:
    """kind: silent, at_bound, collinear, alike, vague or known; parameters: their positions; numbers: what the words need."""

    kind: str
    parameters: list
    numbers: dict


def _change(parameter):
    """A change worth looking at: 10 %, or 0.1 m."""
    return np.log(1.1) if parameter.is_log else 0.1


def sensitivity(task, fit):
    """Root mean square change of the readings of every series for 10 % more (0.1 m more) of every parameter, in the series' unit.

    :returns: shape (series, parameter)
    """
    step = np.array([_change(p) for p in task.parameters])
    return np.array([np.sqrt(np.mean((slope * step) ** 2, axis=0)) for slope in fit.derivatives])


def _scaled(task, fit):
    rows = [(slope / s.error[:, None] * np.sqrt(s.weight)[:, None])[s.role == FIT] for s, slope in zip(task.series, fit.derivatives)]
    return np.concatenate(rows)


def findings(task, fit, known):
    """What can be told from these observations, most serious first.

    :param known: Uncertainty
    :returns:     (list of Finding, condition number of the unit columns)
    """
    J = _scaled(task, fit)
    step = np.array([_change(p) for p in task.parameters])
    length = np.sqrt(np.sum(J**2, axis=0))
    felt = np.sqrt(np.mean((J * step) ** 2, axis=0))
    found = [Finding("silent", [k], {"felt": float(felt[k])}) for k in range(len(step)) if felt[k] < SILENT]
    found += [Finding("at_bound", [k], {"side": int(known.at_bound[k])}) for k in range(len(step)) if known.at_bound[k]]
    heard = [k for k in range(len(step)) if felt[k] >= SILENT]
    condition = 1.0
    if len(heard) > 1:
        unit = J[:, heard] / length[heard]
        _, s, directions = np.linalg.svd(unit, full_matrices=False)
        condition = float(s[0] / max(s[-1], 1e-12))
        taken = set()
        for strength, direction in sorted(zip(s, directions), key=lambda pair: pair[0]):
            if 1.0 / max(strength, 1e-12) < COLLINEAR:
                break
            members = [i for i in np.argsort(-np.abs(direction)) if abs(direction[i]) >= TAKES_PART]
            if len(members) < 2 or set(members) & taken:
                continue
            taken |= set(members)
            found.append(_collinear(task, known, [heard[i] for i in members], direction[members] / length[[heard[i] for i in members]], 1.0 / max(strength, 1e-12)))
        for a in range(len(heard)):
            for b in range(a):
                if a in taken and b in taken:
                    continue
                r = float(known.correlation[heard[a], heard[b]])
                if abs(r) >= ALIKE:
                    found.append(Finding("alike", [heard[b], heard[a]], {"r": r, "index": 1.0 / max(float(np.sqrt(max(1.0 - abs(float(unit[:, a] @ unit[:, b])), 0.0))), 1e-9)}))
    in_trouble = {k for one in found for k in one.parameters}
    for k, p in enumerate(task.parameters):
        if k not in in_trouble:
            share = (p.inside(known.upper[k]) - p.inside(known.lower[k])) / (p.inside(p.highest) - p.inside(p.lowest))
            found.append(Finding("known" if share < VAGUE else "vague", [k], {}))
    return found, condition


def _collinear(task, known, members, direction, index):
    """What is made good by what, and which combination is known nevertheless."""
    first = members[0]
    change = _change(task.parameters[first])
    others = {k: float(direction[i] / direction[0] * change) for i, k in enumerate(members) if i > 0}
    part = known.covariance[np.ix_(members, members)]
    _, vectors = np.linalg.eigh(part)
    best = vectors[:, 0]  # of the smallest variance: the combination that is known
    best = best / np.sum(np.abs(best)) * np.sign(best[np.argmax(np.abs(best))])
    return Finding("collinear", members, {"index": index, "change": change, "others": others, "share": [float(b) for b in best],
                                          "error": float(np.sqrt(max(best @ part @ best, 0.0)))})


def _by(parameter, change, lang):
    """"up by 10 %", "down by 0.12 m"."""
    size = percent(np.expm1(abs(change))) if parameter.is_log and change > 0 else percent(-np.expm1(-abs(change))) if parameter.is_log else f"{abs(change):.2f} m"
    return phrase("up" if change > 0 else "down", lang, size=size)


def in_words(task, finding, known, lang):
    """One finding as a sentence or two."""
    names = [task.parameters[k].id for k in finding.parameters]
    n = finding.numbers
    if finding.kind == "silent":
        return phrase("silent", lang, name=names[0], felt=f"{n['felt']:.2g}", change="10 %" if task.parameters[finding.parameters[0]].is_log else "0.1 m")
    if finding.kind == "at_bound":
        p = task.parameters[finding.parameters[0]]
        bound = p.lowest if n["side"] < 0 else p.highest
        return phrase("at_lowest" if n["side"] < 0 else "at_highest", lang, name=names[0], bound=number_of(bound, p.unit))
    if finding.kind == "alike":
        return phrase("alike", lang, a=names[0], b=names[1], r=f"{n['r']:+.2f}")
    if finding.kind == "collinear":
        made_good = phrase("and", lang).join(f"{task.parameters[k].id} {_by(task.parameters[k], change, lang)}" for k, change in n["others"].items())
        all_log = all(task.parameters[k].is_log for k in finding.parameters)
        sign = " × " if all_log else " + "
        if all_log:
            known_one = sign.join(f"{name}^{share:.2f}" for name, share in zip(names, n["share"]))
            error = percent(np.expm1(known.t * n["error"]))
        else:
            terms = [f"{share:+.2f} {'ln ' if task.parameters[k].is_log else ''}{name}" for k, name, share in zip(finding.parameters, names, n["share"])]
            known_one, error = " ".join(terms), f"{known.t * n['error']:.2g}"
        return phrase("collinear", lang, names=phrase("and", lang).join(names), first=f"{names[0]} {_by(task.parameters[finding.parameters[0]], n['change'], lang)}",
                      made_good=made_good, index=f"{n['index']:.0f}" if n["index"] < 1000 else "> 1000", combination=known_one, error=error, confidence=percent(task.confidence))
    k = finding.parameters[0]
    p = task.parameters[k]
    return phrase(finding.kind, lang, name=names[0], lower=number_of(known.lower[k], p.unit), upper=number_of(known.upper[k], p.unit), confidence=percent(task.confidence))
