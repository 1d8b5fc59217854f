"""Readings that stand out of their neighbours, and clocks that are wrong. Nothing is deleted: what is found is told."""

import numpy as np

HALF_WINDOW = 3       # readings on each side
FARTHEST = 6.0        # robust standard deviations
LEAST = 4.0           # standard errors of a reading: nearer is no outlier, however calm the neighbours
NORMAL = 1.4826       # median absolute deviation -> standard deviation


def outliers(time, value, error):
    """Hampel's rule: a reading farther than six robust standard deviations from the median of itself and three on each side, and than four
    standard errors. A reading whose neighbour on either side goes the same way is a flood wave, not an outlier.

    :param time:  [s], growing
    :returns:     which stand out, and the median that was expected, both shape (reading,)
    Source: Hampel (1974), The influence curve and its role in robust estimation; Davies & Gather (1993) for the moving window.
    """
    n = len(value)
    strange, median = np.zeros(n, bool), np.array(value, float)
    if n < 2 * HALF_WINDOW + 1:
        return strange, median
    for i in range(n):
        low = min(max(i - HALF_WINDOW, 0), n - 2 * HALF_WINDOW - 1)
        window = value[low:low + 2 * HALF_WINDOW + 1]
        median[i] = np.median(window)
        spread = NORMAL * np.median(np.abs(window - median[i]))
        strange[i] = abs(value[i] - median[i]) > max(FARTHEST * spread, LEAST * error[i])
    away = value - median
    for i in np.flatnonzero(strange):
        for k in (i - 1, i + 1):
            if 0 <= k < n and not strange[k] and away[k] * away[i] > 0.0 and abs(away[k]) > 0.3 * abs(away[i]):
                strange[i] = False
    return strange, median


def clock_error(time, value, calculated, error):
    """Whole hours by which readings lag behind what is calculated, where that explains most of the difference.

    :param time: of the readings [s], growing
    :param calculated: function of time [s]
    :returns: hours the readings are late, or 0
    """
    if len(time) < 12:
        return 0

    def misfit(hours):
        t = time - 3600.0 * hours
        inside = (t >= time[0]) & (t <= time[-1])
        if inside.sum() < max(8, len(time) // 2):
            return np.inf
        o, c = value[inside], calculated(t)[inside]
        alike = np.corrcoef(o, c)[0, 1] if np.std(o) > 0.0 and np.std(c) > 0.0 else 0.0
        return np.sqrt(1.0 - max(alike, 0.0) ** 2)  # the share not explained; roughness that is not yet right stretches a wave: only its shape counts

    now = misfit(0)
    hours = [h for h in range(-14, 15) if h]
    found = [misfit(h) for h in hours]
    best = int(np.argmin(found))
    beside = [misfit(hours[best] + d) for d in (-1, 1)]
    is_clear = found[best] < 0.5 * now and np.std(value) > 4.0 * np.median(error) and found[best] <= min(beside)
    return hours[best] if is_clear and abs(hours[best]) >= 2 else 0
