"""Search for the source of an alarm, by the code of `riverchief trace`."""

import json

import pandas as pd

from . import _core

_INSTANTS = ("release_first", "release_peak", "release_last")


class Trace:
    """What could have caused an alarm.

    sources  by rank: kind, id, place, verdict (possible, unlikely, impossible) and why; release_first, _peak, _last; travel_time [h]; concentration_per_mass
             [mg/L per kg]; mass_needed [kg] at once, load_needed [kg/d] from first to last; known_load, permitted_load [kg/d]; multiple of it; contribution of
             the known load [mg/L]; share_of_water
    reaches  the same for anybody along a reach or a reservoir, at the place from which least is needed
    cells    one row a cell, ready to draw
    facts    dict: at, time, pollutant, excess, concentration_explained [mg/L], share_there_before, closure (what the shares of water miss of 1), notes
    """

    def __init__(self, told):
        tables = {name: pd.DataFrame(told.pop(name)) for name in ("sources", "reaches", "cells")}
        for table in tables.values():
            for column in _INSTANTS:
                if column in table:
                    table[column] = pd.to_datetime(table[column].replace("", None), utc=True).dt.tz_localize(None)
        self.sources, self.reaches, self.cells, self.facts = tables["sources"], tables["reaches"], tables["cells"], told

    def __repr__(self):
        possible = self.sources[self.sources.verdict == "possible"] if len(self.sources) else self.sources
        return f"Trace of {self.facts['excess']} mg/L {self.facts['pollutant']} at {self.facts['at']}: {len(possible)} possible sources" + \
               (f", first {possible.iloc[0].id}" if len(possible) else "") + "; sources, reaches, cells, facts"


def trace(scenario, at, time, pollutant, excess, back="5 d", decay_rate=""):
    """Searches what could have caused too much of something at a section: travel times and backward response on the scenario's own flow.

    :param scenario:   a Scenario; its run up to the alarm is part of the search
    :param at:         "zhimai: 122 km", or the id of a monitoring section
    :param time:       instant of the alarm, ISO 8601 with offset, or what pandas understands (UTC unless it has an offset)
    :param pollutant:  id
    :param excess:     above what is usual there: number [mg/L] or text with unit
    :param back:       how far to look back: text with unit
    :param decay_rate: at 20 degC instead of the basin's: text with unit
    :raises InputError: with all that is wrong with the question
    """
    if not isinstance(time, str):
        instant = pd.Timestamp(time)
        time = (instant.tz_localize("UTC") if instant.tzinfo is None else instant).isoformat()
    text = excess if isinstance(excess, str) else f"{float(excess)!r} mg/L"
    return Trace(json.loads(_core.trace(scenario._core, at, time, pollutant, text, back, decay_rate)))
