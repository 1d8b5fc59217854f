"""Classes of GB 3838-2002, with the same code and the same limits as `riverchief assess`."""

import numpy as np
import pandas as pd

from . import _core


def classify(frame, water="river"):
    """The class of each row: that of its worst item (single-factor rating).

    :param frame: DataFrame with columns named as the standard names its items (pH, DO, CODMn, CODCr, NH3-N, TP ...), mg/L; gaps are NaN.
                  Other columns do not count, nor do items a section is not rated by (TN, temperature).
    :param water: "river" or "lake" (limits of total phosphorus differ)
    :returns:     DataFrame with the index of `frame` and the columns class (Ⅰ to Ⅴ, 劣Ⅴ; missing where a row has no rated value)
                  and deciding (the items that have this class, in the order of the standard, joined by ", ")
    :raises InputError: where a numeric column is almost the name of an item, no column is an item, or `water` is neither river nor lake
    """
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
    classes, deciding = _core.classify(names, columns, water)
    found = pd.DataFrame({"class": classes, "deciding": deciding}, index=frame.index, dtype=object)
    return found.where(found["class"] != "", None)
