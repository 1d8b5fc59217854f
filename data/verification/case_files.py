"""Writes one verification case as the files a user would write: basin.toml, section tables, profiles, scenarios.

Used by the make_*.py scripts beside it; every number they write is a formula of the case, so that running a script again
gives the same files to the last digit. `python data/verification/make_all.py [FOLDER]` writes them all.
"""

import datetime
import pathlib

HERE = pathlib.Path(__file__).resolve().parent
EPOCH = "2000-01-01T00:00:00Z"  # start of every case


def number(value):
    """Shortest text of at most 12 digits that holds a value."""
    return f"{value:.12g}"


def instant(seconds):
    """The TOML time that lies `seconds` after the start of the cases."""
    whole, part = divmod(round(seconds * 1e6), 10**6)
    when = datetime.datetime(2000, 1, 1) + datetime.timedelta(seconds=whole)
    return when.isoformat() + (f".{part:06d}" if part else "") + "Z"


def table(path, header, rows):
    """A CSV file with one header line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [header] + [",".join(v if isinstance(v, str) else number(v) for v in row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def simple_sections(path, rows):
    """Trapezoids: rows of (chainage, bed level, bottom width, side slope, manning n)."""
    table(path, "chainage [m],bed_level [m],bottom_width [m],side_slope [1],manning_n [s m^-1/3]", rows)


def surveyed_sections(path, sections):
    """Surveyed points: sections of (chainage, [(offset, level, manning n, mark), ...])."""
    table(path, "chainage [m],offset [m],level [m],manning_n [s m^-1/3],mark",
          [(x, *point) for x, points in sections for point in points])


def profile(path, rows):
    """A first state: rows of (river, chainage, water level, discharge)."""
    table(path, "river,chainage [m],water_level [m],discharge [m3/s]", rows)


def series(path, column, times, values, *more):
    """A series in seconds from the start; `more` are (column, values) of further columns."""
    table(path, ",".join(["time [s]", column, *(name for name, _ in more)]), zip(times, values, *(v for _, v in more)))


def value(v):
    """A value in TOML."""
    if isinstance(v, bool):
        return str(v).lower()
    if isinstance(v, dict):
        return "{" + ", ".join(f"{k} = {value(x)}" for k, x in v.items()) + "}"
    if isinstance(v, str):
        return v if v.startswith("2000-") and v.endswith("Z") else f'"{v}"'
    if isinstance(v, (list, tuple)):
        return "[" + ", ".join(value(x) for x in v) + "]"
    return number(v)


def entries(pairs):
    return "".join(f"{k} = {value(v)}\n" for k, v in pairs.items())


def write_basin(folder, name, title_zh, title_en, rivers, pollutants=(), reactions=(), dispersion=None, more=()):
    """basin.toml: rivers, pollutants and reactions are tables of keys as data/README.md lists them; `more` are (kind, keys)."""
    folder.mkdir(parents=True, exist_ok=True)
    text = f'name = "{name}"\ntitle_zh = "{title_zh}"\ntitle_en = "{title_en}"\ncrs = "EPSG:4490"\ndatum = "EPSG:5737"\n'
    if dispersion is not None:
        text += f"dispersion = {value(dispersion)}\n"
    tables = [("river", k) for k in rivers] + [("pollutant", k) for k in pollutants] + [("reaction", k) for k in reactions] + list(more)
    for kind, keys in tables:
        text += f"\n[[{kind}]]\n" + entries(keys)
    (folder / "basin.toml").write_text(text, encoding="utf-8")


def write_scenario(path, title_zh, title_en, duration, cell_length, boundaries, every=None, initial=None, accuracy=None,
                   river_cell_length=None, lateral_inflows=(), more=()):
    """One scenario file beside its basin.toml; duration and every in seconds; `more` are (kind, keys)."""
    text = f'basin = "basin.toml"\ntitle_zh = "{title_zh}"\ntitle_en = "{title_en}"\n'
    text += f"start = {EPOCH}\nend = {instant(duration)}\ncell_length = {number(cell_length)}\n"
    if river_cell_length:
        text += f"river_cell_length = {value(river_cell_length)}\n"
    text += f"\n[output]\nevery = {number(every or duration)}\n"
    if accuracy:
        text += "\n[accuracy]\n" + entries(accuracy)
    if initial:
        text += "\n[initial]\n" + entries(initial)
    for kind, keys in [("boundary", k) for k in boundaries] + [("lateral_inflow", k) for k in lateral_inflows] + list(more):
        text += f"\n[[{kind}]]\n" + entries(keys)
    path.write_text(text, encoding="utf-8")


def river(id_, title_zh, title_en, length, sections, **more):
    return {"id": id_, "name_zh": title_zh, "name_en": title_en, "length": length, "sections": sections, **more}


def at(river_id, chainage):
    """A place, chainage in metres."""
    return f"{river_id}: {number(chainage)} m"
