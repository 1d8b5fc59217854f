"""riverchief-draw makes pictures from a result file, without a display, and says what is wrong with bad input."""

import json
import os
import pathlib
import shutil
import subprocess

import numpy as np
import pytest

netCDF4 = pytest.importorskip("netCDF4")
Image = pytest.importorskip("PIL.Image")

ROOT = pathlib.Path(__file__).resolve().parents[2]
DRAW = os.environ.get("RIVERCHIEF_DRAW") or next(
    (str(path) for preset in ("release", "dev", "native") if (path := ROOT / f"build/{preset}/bin/riverchief-draw").exists()),
    shutil.which("riverchief-draw"))
pytestmark = pytest.mark.skipif(DRAW is None, reason="riverchief-draw is not built (RIVERCHIEF_VIZ=ON)")

CELLS, FRAMES = 20, 9  # of river main; the creek has 4 cells and joins it at cell 10
POLLUTANTS = ["cod"]
REGISTER = {
    "basin": "two_rivers", "title_zh": "两河", "title_en": "Two Rivers",
    "pollutants": [{"id": "cod", "name_zh": "化学需氧量", "name_en": "COD", "standard_item": "CODCr"}],
    "jurisdictions": [{"id": "up", "name_zh": "上县", "name_en": "Up", "level": "county", "parent": ""},
                      {"id": "down", "name_zh": "下县", "name_en": "Down", "level": "county", "parent": ""}],
    "owners": [{"river": "main", "from": 0.0, "to": 9000.0, "bank": "", "jurisdiction": "up", "chief": "c1"},
               {"river": "main", "from": 9000.0, "to": 20000.0, "bank": "", "jurisdiction": "down", "chief": "c2"}],
    "rivers": [{"id": "main", "name_zh": "干流", "name_en": "Main River", "length": 20000.0},
               {"id": "creek", "name_zh": "支流", "name_en": "Creek", "length": 4000.0}],
    "monitoring_sections": [{"id": "s1", "name_zh": "上断面", "name_en": "Upper", "river": "main", "chainage": 5000.0,
                             "level": "city", "target_class": "Ⅲ", "jurisdiction": "up", "chief": "c1"}],
    "outfalls": [{"id": "o1", "name_zh": "厂", "name_en": "Plant", "river": "main", "chainage": 7000.0, "bank": "left",
                  "kind": "treatment_plant", "discharge": 0.5, "load": {}, "jurisdiction": "up", "chief": "c1"}],
    "measures": [], "cost": 0,
}


def write_result(path, scenario="today", title="洪水:现状", rise=0.0, with_positions=True):
    """A result file by the contract of `riverchief run`: two rivers, one flood wave; `rise` [m] is added to every level."""
    main = np.arange(CELLS) * 1000.0 + 500.0
    creek = np.arange(4) * 1000.0 + 500.0
    chainage = np.concatenate([main, creek])
    river = ["main"] * CELLS + ["creek"] * 4
    n = len(river)
    bed = 10.0 - chainage / 4000.0
    bed[CELLS:] += bed[10] - bed[-1]
    wave = np.sin(np.linspace(0.0, np.pi, FRAMES))
    level = bed + 2.0 + 3.0 * wave[:, None] + rise
    face_river = ["main"] * (CELLS + 1) + ["creek"] * 5
    face_chainage = np.concatenate([np.arange(CELLS + 1), np.arange(5)]) * 1000.0
    upstream = np.concatenate([np.arange(-1, CELLS), [-1], CELLS + np.arange(4)])
    downstream = np.concatenate([np.arange(CELLS), [-1], CELLS + np.arange(4), [10]])
    with netCDF4.Dataset(path, "w") as file:
        file.setncatts({"Conventions": "CF-1.10", "title": "a flood", "source": "riverchief", "scenario": scenario, "title_zh": title,
                        "title_en": "Flood: today", "start": "2025-08-10T00:00:00+08:00", "crs": "EPSG:4490",
                        "input_hash": "0" * 64, "completed": np.int32(1), "frames_written": np.int32(FRAMES)})
        for dimension, size in {"time": FRAMES, "cell": n, "face": len(face_river), "pollutant": 1}.items():
            file.createDimension(dimension, size)

        def write(name, values, *dimensions):
            values = np.array(values)
            kind = str if values.dtype.kind in "UO" else values.dtype
            file.createVariable(name, kind, dimensions)[:] = values.astype(object) if kind is str else values

        write("cell_river", river, "cell")
        write("face_river", face_river, "face")
        write("pollutant", POLLUTANTS, "pollutant")
        write("time", np.linspace(0.0, 4 * 86400.0, FRAMES), "time")
        along_cells = {
            "cell_chainage": chainage, "cell_length": np.full(n, 1000.0), "bed_level": bed, "left_bank_level": bed + 3.0,
            "right_bank_level": bed + 3.0, "left_crest_level": bed + 6.0,
            "right_crest_level": bed + 4.5,  # overtopped at the crest of the wave
            "max_water_level": level.max(axis=0), "max_water_level_error": np.full(n, 0.05),
            "first_overtopping_left": np.full(n, np.nan), "first_overtopping_right": np.full(n, 86400.0),
        }
        if with_positions:
            along_cells["cell_x"] = np.concatenate([118.0 + main / 90000.0, 118.117 + (creek - 4000.0) / 180000.0])
            along_cells["cell_y"] = np.concatenate([37.3 + main / 400000.0, 37.326 - (creek - 4000.0) / 120000.0])
        for name, values in along_cells.items():
            write(name, values, "cell")
        write("face_chainage", face_chainage, "face")
        write("face_upstream_cell", upstream.astype("i4"), "face")
        write("face_downstream_cell", downstream.astype("i4"), "face")
        write("water_level", level, "time", "cell")
        write("discharge", 50.0 + 200.0 * wave[:, None] * np.ones(len(face_river)), "time", "face")
        write("concentration", 25.0 + 10.0 * np.sin(chainage / 3000.0) * np.ones((FRAMES, 1, 1)), "time", "pollutant", "cell")
        inputs = file.createGroup("inputs")
        inputs.createVariable("register", str, ())[...] = np.array(json.dumps(REGISTER, ensure_ascii=False), dtype=object)
    return path


def draw(*arguments):
    environment = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
    return subprocess.run([DRAW, *map(str, arguments)], capture_output=True, text=True, env=environment, timeout=300)


def pixels(path):
    """An RGB picture as an array (height, width, 3), and its dots per inch."""
    with Image.open(path) as image:
        assert image.mode == "RGB"
        return np.asarray(image), image.info["dpi"][0]


@pytest.fixture(scope="module")
def pictures(tmp_path_factory):
    folder = tmp_path_factory.mktemp("图 片")
    base = write_result(folder / "today.h5")
    plan = write_result(folder / "today_dredging.h5", "today_dredging", "洪水:疏浚方案", rise=-0.4)
    done = draw(base, plan, "-o", folder / "out", "--pixels", 1200)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return folder / "out", done.stdout.split("\n")


def test_every_picture_is_there_and_told(pictures):
    folder, told = pictures
    names = {"profile_main", "profile_creek", "hydrographs", "concentration_cod", "map_class", "map_class_today_dredging", "map_freeboard",
             "map_freeboard_today_dredging", "map_difference"}
    assert {path.name for path in folder.iterdir()} == {name + ".png" for name in names}
    assert {pathlib.Path(line).name for line in told if line} == {name + ".png" for name in names}


@pytest.mark.parametrize("name", ["profile_main", "hydrographs", "concentration_cod", "map_class", "map_freeboard", "map_difference"])
def test_picture_has_its_size_and_ink(pictures, name):
    picture, dots_per_inch = pixels(pictures[0] / f"{name}.png")
    assert picture.shape[1] == 1200
    assert dots_per_inch == pytest.approx(1200 / (17.5 / 2.54), rel=1e-3)  # printed 17.5 cm wide
    dark = (picture.max(axis=2) < 100).mean()
    assert 0.003 < dark < 0.5
    assert (picture.min(axis=2) > 240).mean() > 0.2  # and paper


def holds(picture, colour):
    return (np.abs(picture.astype(int) - colour).max(axis=2) <= 2).sum()


def test_overtopped_bank_is_red_on_the_map(pictures):
    picture, _ = pixels(pictures[0] / "map_freeboard.png")
    legend_only = 1200 * 30
    assert holds(picture, (196, 22, 28)) > 1000
    assert holds(picture, (196, 22, 28)) < legend_only


def test_class_four_is_yellow_on_the_map(pictures):
    picture, _ = pixels(pictures[0] / "map_class.png")  # the mean is 15 to 35 mg/L: classes Ⅲ (20), Ⅳ (30) and Ⅴ (40)
    assert holds(picture, (250, 214, 40)) > 1000


def test_english_series_at_a_place_and_one_river(tmp_path):
    base = write_result(tmp_path / "today.h5")
    done = draw(base, "-o", tmp_path / "out", "--lang", "en", "--at", "main: 12 km", "--river", "creek", "--pixels", 600)
    assert done.returncode == 0, done.stderr
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert "profile_creek.png" in names and "profile_main.png" not in names


def test_without_centre_lines_there_are_no_maps(tmp_path):
    base = write_result(tmp_path / "today.h5", with_positions=False)
    done = draw(base, "-o", tmp_path / "out", "--pixels", 600)
    assert done.returncode == 0
    assert "no centre lines" in done.stderr
    assert not list((tmp_path / "out").glob("map*"))


@pytest.mark.parametrize("make, arguments, words", [
    (None, ["missing.h5"], ["missing.h5: error: no such file"]),
    (lambda folder: (folder / "text.h5").write_text("no result"), ["text.h5"], ["not an HDF5 file"]),
    (lambda folder: (folder / "folder.h5").mkdir(), ["folder.h5"], ["this is a folder"]),
    (lambda folder: netCDF4.Dataset(folder / "other.h5", "w").close(), ["other.h5"], ["not a result file of riverchief run"]),
    (lambda folder: write_result(folder / "a.h5"), ["a.h5", "--river", "mian"], ["there is no river 'mian'", "main, creek"]),
    (lambda folder: write_result(folder / "a.h5"), ["a.h5", "--at", "main 3 km"], ["this is not a place"]),
    (lambda folder: write_result(folder / "a.h5"), ["a.h5", "--at", "main: 99 km"], ["off its river", "20.00 km"]),
    (lambda folder: write_result(folder / "a.h5"), ["a.h5", "--font", "none.ttf"], ["no such font file"]),
])
def test_bad_input_is_explained_and_nothing_is_written(tmp_path, make, arguments, words):
    if make:
        make(tmp_path)
    done = draw(tmp_path / arguments[0], *arguments[1:], "-o", tmp_path / "out")
    assert done.returncode == 2
    for word in [*words, "fix:"]:
        assert word in done.stderr
    assert not (tmp_path / "out").exists()
