"""Result files as xarray. They open without this package too; here places become coordinates and scenarios stand side by side."""

import os
import pathlib

import numpy as np
import xarray as xr

from . import _core

# In the file -> in Python. Everything that says where a cell or face is becomes a coordinate.
PLACES = {"cell_river": "river", "cell_reach": "reach", "cell_chainage": "chainage"}
COORDINATES = ("river", "reach", "chainage", "cell_length", "cell_x", "cell_y",
               "face_river", "face_chainage", "face_upstream_cell", "face_downstream_cell", "face_x", "face_y", "ledger_of", "ledger_reach")
# Of storage cells, structures and intakes: runs side by side may have different ones.
KINDS = ("storage_kind", "storage_bottom_level", "structure_kind", "structure_place", "intake_use")
# What differs from run to run, and so gets the dimension scenario.
OF_A_RUN = ("title_zh", "title_en", "start", "input_hash", "completed", "steps", "fallback_steps")
NOT_SHARED = ("scenario", "title", "frames_written", "rejected_steps", "newton_iterations", "jacobians", "transport_steps")


def _one(path):
    """One result file, loaded, with its places as coordinates and the attributes of the run as they are in the file."""
    if not pathlib.Path(path).is_file():
        raise InputError(f"{path}: error: there is no such result file\n  fix: give the path of a file that 'riverchief run' or rc.run wrote.")
    try:
        with xr.open_dataset(path, engine="h5netcdf", decode_timedelta=False) as file:
            ds = file.load()
    except Exception as error:
        raise InputError(f"{path}: error: this file cannot be read as results: {error}\n"
                         "  fix: give a file that 'riverchief run' or rc.run wrote.") from error
    ds = ds.rename({old: new for old, new in PLACES.items() if old in ds.variables})
    for name, variable in ds.variables.items():
        if variable.dtype == object:  # texts; a fixed width compares and indexes faster
            ds[name] = (variable.dims, np.array([_text(v) for v in variable.values.ravel()]).reshape(variable.shape), variable.attrs)
        variable.attrs.pop("coordinates", None)
        variable.encoding.clear()
    ds = ds.set_coords([name for name in COORDINATES + KINDS if name in ds.variables])
    for name, place in (("concentration", "cell"), ("storage_concentration", "storage")):
        if name in ds:
            ds[name] = ds[name].transpose("time", "pollutant", place)
    ds.attrs = {key: _text(value) for key, value in ds.attrs.items()}
    return ds.assign_coords(result_file=str(pathlib.Path(path).resolve()))


def _text(value):
    return value.decode("utf-8") if isinstance(value, bytes) else value.item() if isinstance(value, np.generic) else value


def _of_all(variables):
    """Storage cells, structures or intakes of all runs: kind and place of each, from the first run that has it."""
    merged = variables[0]
    for other in variables[1:]:
        new = ~np.isin(other[other.dims[0]].values, merged[other.dims[0]].values)
        if new.any():
            merged = xr.concat([merged, other[new]], dim=other.dims[0])
    return merged.sortby(merged.dims[0])


def beside_each_other(runs):
    """Several runs of one grid as one dataset with the dimension scenario.

    :param runs: dict of name -> dataset of one run
    :raises InputError: where the runs have different grids
    """
    names = list(runs)
    first = runs[names[0]]
    for name in names[1:]:
        for place in ("river", "chainage", "face_chainage"):
            if not np.array_equal(first[place].values, runs[name][place].values):
                raise InputError(f"rc.run: error: '{names[0]}' and '{name}' have different grids\n"
                                 "  why: results side by side need the same rivers and the same cell_length\n"
                                 "  fix: run them apart, or give both the same cell_length.")
    parts = []
    for ds in runs.values():
        ds = ds.copy()
        for key in OF_A_RUN:
            if key in ds.attrs:
                ds = ds.assign_coords({key: bool(ds.attrs[key]) if key == "completed" else ds.attrs[key]})
        parts.append(ds)
    index = xr.DataArray(names, dims="scenario", name="scenario", attrs={"long_name": "scenario", "long_name_zh": "情景"})
    kept = {name: first[name] for name in COORDINATES if name in first.coords}
    kinds = {name: _of_all([part[name] for part in parts if name in part.coords]) for name in KINDS if any(name in part.coords for part in parts)}
    parts = [part.drop_vars([*kept, *kinds], errors="ignore") for part in parts]
    ds = xr.concat(parts, dim=index, data_vars="all", coords="different", compat="equals", join="outer", combine_attrs="drop_conflicts")
    ds = ds.assign_coords(kept).assign_coords(kinds)
    for key in (*OF_A_RUN, "result_file"):  # equal in all runs or not: always one a run
        if key in ds.coords and "scenario" not in ds[key].dims:
            ds = ds.assign_coords({key: ("scenario", [part[key].item() for part in parts])})
    for key in OF_A_RUN + NOT_SHARED:
        ds.attrs.pop(key, None)
    return ds


def open_results(path):
    """A result file, or several side by side, loaded into memory.

    :param path: of one file (dims time, cell, face, pollutant, storage, structure, intake, event: as far as there are any), or a dict of name -> path (dims scenario, time, cell ...)
    :returns:    xarray.Dataset with river, reach and chainage [m] as coordinates on cell (face_river, face_chainage on face);
                 storage, structure and intake are selected by id: ds.sel(storage="lake");
                 times in UTC; attrs of every variable carry units and long_name
    :raises InputError: where a file is missing or is no result file
    """
    if isinstance(path, dict):
        return beside_each_other({name: _one(os.fspath(one)) for name, one in path.items()})
    return _one(os.fspath(path))


InputError = _core.InputError
