"""The two spatial helpers: at a place, along a river. Everything else is ordinary xarray."""

import numpy as np

from . import _core


def _only(ds, mask_of, river):
    """Indices of the cells (or faces) of a river; an InputError with the rivers there are when there are none."""
    names = ds[mask_of].values
    found = np.flatnonzero(names == river)
    if found.size == 0:
        known = list(dict.fromkeys(names.tolist()))
        near = _core.closest(river, known)
        raise _core.InputError(f"unknown river '{river}'\n  fix: " + (f"did you mean '{near}'?" if near else f"the rivers are {', '.join(known)}."))
    return found


def at(ds, place):
    """The cell and the face nearest to a place.

    :param ds:    results (rc.run, rc.open_results)
    :param place: "zhimai: 26 km"; a bank may stand behind it and changes nothing
    :returns:     the dataset without the dimensions cell and face; coordinates chainage and face_chainage [m] say which were taken
    :raises InputError: where the text is no place or the river does not exist
    """
    river, chainage = _core.parse_place(place)
    cells = _only(ds, "river", river)
    faces = _only(ds, "face_river", river)
    length = float(ds.face_chainage.values[faces].max())
    if not -0.5 <= chainage <= length + 0.5:
        raise _core.InputError(f"'{place}' lies outside the river\n  why: {river} is {length / 1000:g} km long\n"
                               f"  fix: give a chainage from 0 km to {length / 1000:g} km.")
    cell = cells[np.argmin(np.abs(ds.chainage.values[cells] - chainage))]
    face = faces[np.argmin(np.abs(ds.face_chainage.values[faces] - chainage))]
    return ds.isel(cell=int(cell), face=int(face)).drop_vars(["cell", "face"], errors="ignore")


def along(ds, river):
    """A river from head to mouth.

    :param ds:    results (rc.run, rc.open_results)
    :param river: id
    :returns:     the dataset with the dimension chainage [m] in place of cell, and face_chainage [m] in place of face
    :raises InputError: where the river does not exist
    """
    part = ds.isel(cell=_only(ds, "river", river), face=_only(ds, "face_river", river))
    return part.swap_dims(cell="chainage", face="face_chainage").drop_vars(["cell", "face"], errors="ignore")
