"""Concentrations under thousands of loads from the tags of one run."""

import numpy as np
import xarray as xr

from . import _core
from ._core import InputError
from .attribution import tags


class Response:
    """What one unit of every load makes at every place and time: C_v = Σ_i f_vi C_i, where kinetics are linear.

    matrix   xarray.DataArray, dims pollutant, time, place, tag: the part of the concentration at factor 1 [g m-3]
    names    of the tags in its order; windows: (from, to) of their release [s from the start], (0, 0) = whenever
    by       the set of tags

    The water stays as it was: loads change, discharges do not.
    """

    def __init__(self, matrix, names, windows, by):
        self.matrix, self.names, self.windows, self.by = matrix, names, windows, by

    def factors(self, changes, start=None, end=None):
        """A row of factors: 1 but for the tags named.

        :param changes: dict of tag -> factor >= 0
        :param start:   [s] releases before it stay as they were, likewise after `end`; for runs with release_every
        :raises InputError: for an unknown tag
        """
        row = np.ones(len(self.names))
        low, high = 0.0 if start is None else float(start), np.inf if end is None else float(end)
        for name, factor in changes.items():
            found = [k for k, known in enumerate(self.names) if known == name]
            if not found:
                near = _core.closest(str(name), sorted(set(self.names)))
                raise InputError(f"rc.response: error: there is no tag '{name}'\n  fix: " + (f"did you mean '{near}'?" if near else f"the tags are {', '.join(dict.fromkeys(self.names))}."))
            for k in found:
                a, b = self.windows[k]
                covered = 1.0 if b <= a else min(max((min(b, high) - max(a, low)) / (b - a), 0.0), 1.0)
                row[k] += (factor - 1.0) * covered
        return row

    def concentration(self, factors):
        """Concentrations of many variants at once, one matrix product.

        :param factors: array (variant, tag) or (tag,) in the order of `names`, >= 0; or a list of dicts tag -> factor
        :returns:       xarray.DataArray, dims (variant,) pollutant, time, place [g m-3]
        :raises InputError: where the array has another number of columns, or a factor lies below 0
        """
        if isinstance(factors, dict):
            factors = self.factors(factors)
        elif len(factors) and isinstance(factors[0], dict):
            factors = np.array([self.factors(one) for one in factors])
        values = np.asarray(factors, dtype=float)
        if values.ndim not in (1, 2) or values.shape[-1] != len(self.names):
            raise InputError(f"rc.response: error: factors of shape {values.shape}\n  why: there are {len(self.names)} tags\n  fix: give (variant, tag) in the order of .names.")
        if not (values >= 0.0).all():
            raise InputError("rc.response: error: a factor is below 0 or not a number\n  why: a load cannot be negative\n  fix: give 0 where a source is closed.")
        flat = self.matrix.values.reshape(-1, len(self.names))
        product = np.atleast_2d(values) @ flat.T
        shape = self.matrix.shape[:-1]
        dims, coords = list(self.matrix.dims[:-1]), {name: self.matrix.coords[name] for name in self.matrix.dims[:-1]}
        found = product.reshape((-1, *shape))
        if values.ndim == 1:
            return xr.DataArray(found[0], dims=dims, coords=coords, name="concentration", attrs=self.matrix.attrs)
        return xr.DataArray(found, dims=["variant", *dims], coords=coords, name="concentration", attrs=self.matrix.attrs)

    def __repr__(self):
        return f"Response of {self.matrix.sizes['place']} places to {len(self.names)} tags by {self.by}: matrix, names, windows, factors, concentration"


def response(ds, by=None):
    """The response matrix that a run's tags are.

    :param ds: one run with tags; with release_every, loads can change for a time
    :param by: a set of tags; default: the first the run has
    :raises InputError: where the run has no tags, or not that set
    """
    all_tags = tags(ds)
    sets = list(dict.fromkeys(all_tags.tag_set.values.tolist()))
    by = sets[0] if by is None else by
    if by not in sets:
        raise InputError(f"rc.response: error: this run has no tags by '{by}'\n  fix: it has {', '.join(sets)}.")
    own = np.flatnonzero(all_tags.tag_set.values == by)
    part = all_tags.isel(tag=own)
    matrix = part.tag_concentration.transpose("pollutant", "time", "place", "tag")
    windows = list(zip(part.tag_released_from.values.tolist(), part.tag_released_to.values.tolist()))
    return Response(matrix, part.tag_name.values.tolist(), windows, by)
