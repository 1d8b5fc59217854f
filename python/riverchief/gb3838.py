"""Classes of GB 3838-2002 and ratings of 环办[2011]22号, with the same code and the same data as `riverchief assess`."""

import numpy as np
import pandas as pd

from . import _core


def _items_of(frame):
    """Names and columns of a frame that are items of the standard."""
    names, columns = [], []
    for position, label in enumerate(frame.columns):
        name = str(label)
        if _core.is_item(name):
            names.append(name)
            columns.append(np.ascontiguousarray(pd.to_numeric(frame.iloc[:, position], errors="coerce"), dtype=float))
        elif pd.api.types.is_numeric_dtype(frame.dtypes.iloc[position]) and (near := _core.closest(name, _core.item_names())):
            raise _core.InputError(f"GB 3838-2002 has no item '{name}'\n  fix: did you mean '{near}'? If not, drop the column.")
    if not names:
        raise _core.InputError("no column of the frame is an item of GB 3838-2002\n  why: the columns are " + ", ".join(map(str, frame.columns))
                               + "\n  fix: name them pH, DO, CODMn, CODCr, NH3-N, TP ...")
    return names, columns


def classify(frame, water="river"):
    """The class of each row: that of its worst item (single-factor rating).

    :param frame: DataFrame with columns named as the standard names its items (pH, DO, CODMn, CODCr, NH3-N, TP ...), mg/L; gaps are NaN.
                  Other columns do not count, nor do items a section is not rated by (TN, temperature).
    :param water: "river" or "lake" (limits of total phosphorus differ)
    :returns:     DataFrame with the index of `frame` and the columns class (Ⅰ to Ⅴ, 劣Ⅴ; missing where a row has no rated value)
                  and deciding (the items that have this class, in the order of the standard, joined by ", ")
    :raises InputError: where a numeric column is almost the name of an item, no column is an item, or `water` is neither river nor lake
    """
    names, columns = _items_of(frame)
    classes, deciding = _core.classify(names, columns, water)
    found = pd.DataFrame({"class": classes, "deciding": deciding}, index=frame.index, dtype=object)
    return found.where(found["class"] != "", None)


def rate(frame, water="river"):
    """The rating of each row: class, 优 to 重度污染 with its colour, and the main pollutants with their exceedance multiples of class Ⅲ.

    :param frame: as for classify()
    :returns:     DataFrame with the index of `frame` and the columns class, rating, rating_zh, colour ("#RRGGBB"), main ("NH3-N(1.20), TP(0.35)";
                  items without a multiple, as DO, by name alone)
    """
    names, columns = _items_of(frame)
    rows = [_core.rate({name: float(column[i]) for name, column in zip(names, columns)}, water) for i in range(len(frame))]
    for row in rows:
        row["main"] = _main_text(row["main"])
    found = pd.DataFrame(rows, index=frame.index, columns=["class", "rating", "rating_zh", "colour", "main"], dtype=object)
    return found.where(found["class"] != "", None)


def rate_river(frame, water="river"):
    """The rating of a river, a basin or a jurisdiction, each row of the frame one of its sections.

    Fewer than five sections: the class of the means of each item. Otherwise shares of classes Ⅰ to Ⅲ and worse than Ⅴ.

    :returns: Series with sections, rule ("mean" or "shares"), good_share, bad_share [%], class (of means), rating, rating_zh, colour, main
    """
    names, columns = _items_of(frame)
    found = _core.rate_river([{name: float(column[i]) for name, column in zip(names, columns)} for i in range(len(frame))], water)
    found["main"] = _main_text(found["main"])
    return pd.Series(found)


def trend(values):
    """Spearman's rank correlation of values with time, at least five periods, against the critical value at 5 % (one-sided).

    :returns: Series with periods, correlation, critical, trend ("rising", "falling", "no trend"; "" = too few periods), highly_significant (1 %)
    """
    return pd.Series(_core.trend([float(value) for value in values]))


def trophic_state(**values):
    """Trophic level index of a lake from chlorophyll_a [mg/m3], TP, TN, CODMn [mg/L], transparency [m]; weights of what is known.

    :returns: Series with index, grade, grade_zh, missing
    """
    return pd.Series(_core.trophic_state({name: float(value) for name, value in values.items()}))


def _main_text(main):
    return ", ".join(item if np.isnan(multiple) else f"{item}({multiple:.2f})" for item, multiple in main)
