"""What the Python tests share: the package of the build, the Zhimai basin on coarse cells, and an honest exit code."""

import os
import pathlib
import shutil

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCENARIOS = ROOT / "data/basins/zhimai/scenarios"
FLOOD = SCENARIOS / "flood_20y.toml"


def pytest_sessionfinish(session, exitstatus):
    """77 where tests were found and every one of them was skipped."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    told = reporter.stats if reporter else {}
    if exitstatus == 0 and told.get("skipped") and not told.get("passed"):
        session.exitstatus = 77


def command(name):
    """Path of a command of the build, or None."""
    folder = os.environ.get("RIVERCHIEF_BIN")
    return shutil.which(name, path=folder) if folder else shutil.which(name)


@pytest.fixture(scope="session")
def rc():
    import riverchief
    return riverchief


@pytest.fixture(scope="session")
def plain(rc):
    """The flood without measures, two days of it, on cells of 2 km."""
    scenario = rc.read_scenario(FLOOD).without_measures()
    return scenario.with_settings(cell_length="2 km", end=scenario.start + __import__("pandas").Timedelta("2D"), output_every="2 h")


@pytest.fixture(scope="session")
def dredge(rc, plain):
    return plain.with_measures(rc.Dredging("zhimai: 20 km to 32 km", bed_lowering="1.2 m"))


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("runs")


@pytest.fixture(scope="session")
def ds(rc, plain, dredge, folder):
    return rc.run({"plain": plain, "dredge": dredge}, folder=folder)
