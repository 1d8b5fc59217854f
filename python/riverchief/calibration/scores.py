"""How well what is calculated meets what was observed.

    bias = mean(c - o)      rms = sqrt(mean((c - o)^2))      NSE = 1 - sum (c - o)^2 / sum (o - mean o)^2
    KGE  = 1 - sqrt((r - 1)^2 + (sd_c / sd_o - 1)^2 + (beta - 1)^2)

beta is mean_c / mean_o (Gupta et al. 2009); a level has no zero of its own, so that there beta - 1 is (mean_c - mean_o) / sd_o
(Tang et al. 2021). Peak: highest value and its time,
where it lies within the readings and not at their ends.
Source: Nash & Sutcliffe (1970); Gupta, Kling, Yilmaz & Martinez (2009); Tang, Clark & Papalexiou (2021).
"""

import numpy as np

COLUMNS = ("readings", "rms", "bias", "nse", "kge", "peak_error", "peak_delay")


def scores(series, calculated, zero, which):
    """Scores of the readings with these indices, as a dict; NaN where there are too few.

    :param calculated: at every reading
    :param zero:       offset of the gauge's zero [m]: readings are compared with the zero that was found
    peak_error in the series' unit, peak_delay [h], positive = the model is late
    """
    found = dict.fromkeys(COLUMNS, np.nan)
    found["readings"] = len(which)
    if not len(which):
        return found
    o, c, t = series.value[which] + zero, calculated[which], series.time[which]
    d = c - o
    found["rms"], found["bias"] = float(np.sqrt(np.mean(d**2))), float(np.mean(d))
    if series.is_marks or len(which) < 5 or np.std(o) <= 0.0:
        return found
    found["nse"] = 1.0 - float(np.sum(d**2) / np.sum((o - np.mean(o)) ** 2))
    r = float(np.corrcoef(o, c)[0, 1]) if np.std(c) > 0.0 else 0.0
    beta = np.mean(d) / np.std(o) if series.quantity == "water_level" else np.mean(c) / np.mean(o) - 1.0 if np.mean(o) != 0.0 else np.nan
    found["kge"] = 1.0 - float(np.sqrt((r - 1.0) ** 2 + (np.std(c) / np.std(o) - 1.0) ** 2 + beta**2))
    if 0 < np.argmax(o) < len(o) - 1:
        found["peak_error"] = float(np.max(c) - np.max(o))
        found["peak_delay"] = float(t[np.argmax(c)] - t[np.argmax(o)]) / 3600.0
    return found
