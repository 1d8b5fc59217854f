"""Whose the pollution is: tags of a run, and runs in which one source after the other is left out."""

import xarray as xr

from . import _core
from ._core import InputError
from .assessment import _files
from .runs import run


def _group(ds, name, asked):
    """One group of a run's result file, texts as str, tags numbered with set and name as coordinates."""
    files = _files(ds)
    if len(files) != 1:
        raise InputError(f"{asked}: error: {len(files)} scenarios are given\n  why: it is told for one run\n  fix: ds.sel(scenario=\"{next(iter(files))}\").")
    path = next(iter(files.values()))
    try:
        with xr.open_dataset(path, group=name, engine="h5netcdf", decode_timedelta=False) as file:
            group = file.load()
    except (OSError, ValueError, KeyError) as error:
        hint = "run the scenario with [tags] by = [\"source\"], or scenario.with_tags(\"source\")" if name == "tags" else "run it again with this version"
        raise InputError(f"{path}: error: this run has no {name}\n  fix: {hint}.") from error
    for key, variable in group.variables.items():
        if variable.dtype == object:
            group[key] = (variable.dims, [v.decode() if isinstance(v, bytes) else str(v) for v in variable.values.ravel()], variable.attrs)
    return group.set_coords([key for key in group.variables if key.startswith(("tag_set", "tag_name", "tag_released", "place_kind", "place_cell", "place_storage", "gate_"))])


def tags(ds):
    """All that a run's tags say.

    :param ds: of rc.run or rc.open_results, one run
    :returns:  xarray.Dataset, dims time, pollutant, tag, place, gate: tag_concentration and place_concentration [g m-3], tag_passed and passed [g, since the
               start, positive downstream], tag_held [g]; coordinates tag_set, tag_name, tag_released_from and tag_released_to [s], place_kind.
               Within a set, tags add up to the total.
    :raises InputError: where the run has no tags
    """
    return _group(ds, "tags", "rc.tags")


def shares(ds, section, pollutant, by=None):
    """Whose the concentration at a section is, through time.

    :param ds:        one run with tags
    :param section:   id of a monitoring section, an intake or a protected source, or the place of a river's end
    :param pollutant: id
    :param by:        a set of tags ("source", "jurisdiction" ...); default: the first the run has
    :returns:         xarray.Dataset, dims time, tag (names): concentration [g m-3] and share of the total, which add up to the total and to 1 to round-off;
                      releases of several windows count together. Sorted by the mean, the greatest first.
    :raises InputError: for a section, pollutant or set that the run's tags do not have
    """
    all_tags = tags(ds)

    def known(word, names, what):
        if word not in names:
            near = _core.closest(str(word), [str(name) for name in names])
            raise InputError(f"rc.shares: error: the tags of this run know no {what} '{word}'\n  fix: " + (f"did you mean '{near}'?" if near else f"there are {', '.join(names)}."))

    sets = list(dict.fromkeys(all_tags.tag_set.values.tolist()))
    by = sets[0] if by is None else by
    known(by, sets, "set")
    known(section, all_tags.place.values.tolist(), "place")
    known(pollutant, all_tags.pollutant.values.tolist(), "pollutant")
    at = all_tags.place.values.tolist().index(section)
    here = all_tags.isel(place=at).sel(pollutant=pollutant)
    parts = here.tag_concentration.where(here.tag_set == by, drop=True)
    parts = parts.groupby("tag_name").sum("tag").rename(tag_name="tag").transpose("time", "tag")
    parts = parts.isel(tag=parts.mean("time").argsort().values[::-1])
    total = here.place_concentration
    found = xr.Dataset({"concentration": parts, "share": parts / total.where(total > 0.0), "total": total}).drop_vars(("place", "pollutant", "place_kind", "place_cell", "place_storage"), errors="ignore")
    found.concentration.attrs = dict(all_tags.tag_concentration.attrs)
    found.attrs = {"section": section, "pollutant": pollutant, "by": by}
    return found


def leave_one_out(scenario, sources, folder=None, progress=None):
    """Runs a scenario as it is and once without the loads of each source, for what has no tags: dissolved oxygen, and all coupled kinetics.

    Water, heat and oxygen of a source stay as they are; its other constituents come with nothing. Differences do not add up to the whole where kinetics
    are not linear: what all of them together would do needs a run of its own.

    :param scenario: a Scenario
    :param sources:  ids of sources, spills, or places of boundaries (scenario.sources)
    :returns:        xarray.Dataset with the dimension scenario: "all", then one for each source left out
    :raises InputError: for a source that the scenario does not have
    """
    runs = {"all": scenario}
    for source in [sources] if isinstance(sources, str) else sources:
        runs[f"without {source}"] = scenario.with_loads({source: 0.0})
    return run(runs, folder=folder, progress=progress)
