"""Numbers as the brief prints them."""

import math

MINUS = "−"


def signed(value, digits):
    """+0.12, −0.12, 0.00 (no sign for what rounds to nothing)."""
    text = f"{abs(value):.{digits}f}"
    if float(text) == 0:
        return text
    return ("+" if value > 0 else MINUS) + text


def plain(value, digits):
    """0.12 or −0.12; a dash where there is no number."""
    if value is None:
        return "–"
    text = f"{abs(value):.{digits}f}"
    return text if value >= 0 or float(text) == 0 else MINUS + text


def band(error):
    """The half width of an error band [m], rounded up to the next centimetre; ? where no band was computed."""
    return "?" if error is None else f"{max(math.ceil(error * 100 - 1e-9), 1) / 100:.2f}"


def level(value, error):
    """A level or freeboard [m] with its numerical error: 0.34±0.02, or 0.34±? where no band was computed."""
    return "–" if value is None else f"{plain(value, 2)}±{band(error)}"


def km(metres):
    """Metres as kilometres with one decimal."""
    return f"{metres / 1000:.1f}"


def money(yuan, lang):
    """Yuan in 10 000 yuan (万元) in Chinese, in million yuan in English."""
    return f"{yuan / 1e4:,.0f}万元" if lang == "zh" else f"CNY {yuan / 1e6:,.{2 if yuan < 1e7 else 1}f} M"
