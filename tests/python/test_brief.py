"""The brief: one A4 page that a chief can read, made from comparisons through the command."""

import os
import pathlib
import subprocess
import sys

import pytest

from conftest import ROOT, SCENARIOS, command

pypdf = pytest.importorskip("pypdf")
h5py = pytest.importorskip("h5py")
pytest.importorskip("weasyprint")

RIVERCHIEF, DRAW = command("riverchief"), command("riverchief-draw")
pytestmark = [pytest.mark.skipif(RIVERCHIEF is None, reason="riverchief is not built"),
              pytest.mark.skipif(DRAW is None, reason="riverchief-draw is not built (RIVERCHIEF_VIZ=ON)")]
PLANS = ("", "_dredging", "_outfalls", "_embankments")


def add_band(path, level, concentration):
    """Gives a result file a numerical error that is the same everywhere [m], [g/m3]."""
    with h5py.File(path, "r+") as file:
        file["max_water_level_error"] = 0.0 * file["max_water_level"][()] + level
        file["concentration_error"] = 0.0 * file["concentration"][0] + concentration


@pytest.fixture(scope="module")
def comparisons(rc, tmp_path_factory):
    """Both events on cells of 2 km, four days each, compared by the command."""
    import pandas as pd
    folder = tmp_path_factory.mktemp("brief")
    for event in ("flood_20y", "dry_season"):
        runs = {}
        for plan in PLANS:
            scenario = rc.read_scenario(SCENARIOS / f"{event}{plan}.toml")
            runs[event + plan] = scenario.with_settings(cell_length="2 km", end=scenario.start + pd.Timedelta("4D"), output_every="3 h")
        rc.run(runs, folder=folder)
        add_band(folder / f"{event}.h5", 0.004, 0.002)
        files = [str(folder / f"{event}{plan}.h5") for plan in PLANS]
        subprocess.run([RIVERCHIEF, "compare", *files, "-o", str(folder / "comparison" / event)], check=True, capture_output=True)
    return folder / "comparison"


def brief(comparisons, output, *words):
    done = subprocess.run([sys.executable, "-m", "riverchief.brief.command", str(comparisons), "-o", str(output), *words], capture_output=True, text=True,
                          env=os.environ | {"PATH": f"{pathlib.Path(DRAW).parent}:{os.environ['PATH']}"})
    assert done.returncode == 0, done.stderr
    return output


def text_of(path):
    pages = pypdf.PdfReader(path).pages
    assert len(pages) == 1
    box = pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (595, 842)  # A4 in points
    return " ".join(pages[0].extract_text().split())


@pytest.fixture(scope="module")
def chinese(comparisons, tmp_path_factory):
    return brief(comparisons, tmp_path_factory.mktemp("zh") / "brief.pdf")


def test_the_chinese_brief_is_one_page_with_what_a_meeting_needs(chinese):
    text = text_of(chinese).replace(" ", "")
    for word in ("支脉河", "结论", "疏浚", "排污口整治", "堤防加高", "万元", "高青县", "博兴县", "广饶县", "级河长", "超高", "数值误差", "±", "SHA-256", "2025-08-08",
                 "2025-12-01", "判断规则", "陈桥", "GB3838-2002"):
        assert word in text, word


def test_the_english_brief_says_the_same(comparisons, tmp_path):
    text = text_of(brief(comparisons, tmp_path / "brief.pdf", "--lang", "en"))
    for word in ("Zhimai River", "Conclusions", "Dredging", "Outfalls", "Embankments", "Gaoqing", "Boxing", "Guangrao", "chief", "freeboard", "±",
                 "SHA-256", "2025-08-08", "Rule:", "Chenqiao"):
        assert word in text, word


def test_the_page_names_the_inputs_it_rests_on(chinese, comparisons):
    import json
    text = text_of(chinese)
    for event in ("flood_20y", "dry_season"):
        told = json.loads((comparisons / event / "comparison.json").read_text(encoding="utf-8"))
        for run in (told["base"], *told["plans"]):
            assert run["input_hash"][:12] in text


def test_the_same_comparison_gives_the_same_page(comparisons, chinese, tmp_path):
    again = brief(comparisons, tmp_path / "again.pdf")
    assert again.read_bytes() == chinese.read_bytes()


def test_the_page_as_html_stands_alone(comparisons, tmp_path):
    page = brief(comparisons, tmp_path / "brief.html").read_text(encoding="utf-8")
    assert page.count("data:image/png;base64,") == 3
    assert "http" not in page.replace("http-equiv", "")


def test_one_comparison_is_enough(comparisons, tmp_path):
    text_of(brief(comparisons / "flood_20y", tmp_path / "brief.pdf"))


def test_the_command_finds_the_brief(comparisons, tmp_path):
    launcher = command("riverchief-brief")
    if launcher is None:
        pytest.skip("riverchief-brief is not beside the command")
    output = tmp_path / "brief.pdf"
    done = subprocess.run([RIVERCHIEF, "brief", str(comparisons), "-o", str(output), "--lang", "en"], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    text_of(output)


@pytest.mark.parametrize("folder, word", [("nowhere", "no such folder"), (".", "no comparison in this folder")])
def test_a_folder_without_comparison_is_refused(folder, word, tmp_path):
    done = subprocess.run([sys.executable, "-m", "riverchief.brief.command", str(tmp_path / folder), "-o", str(tmp_path / "x.pdf")], capture_output=True, text=True)
    assert done.returncode == 2
    assert word in done.stderr and "fix:" in done.stderr
    assert not (tmp_path / "x.pdf").exists()
