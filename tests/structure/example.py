"""The basin and the scenario printed in data/README.md, with the sections and the series that belong to them."""

import pathlib
import re
import subprocess

from tree import ROOT

SECTIONS = "chainage [m],bed_level [m],bottom_width [m],side_slope [1],manning_n [s m^-1/3]\n"


def printed(name):
    """The first TOML block under the heading `## name`."""
    text = (ROOT / "data/README.md").read_text(encoding="utf-8")
    return re.search(rf"^## {re.escape(name)}\n+```toml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)[1]


def write(folder):
    """Lays the example out in a folder; the scenario is scenarios/flood.toml there."""
    contents = {
        "basin.toml": printed("basin.toml"),
        "scenarios/flood.toml": printed("scenario.toml"),
        # 1 in 5000; the creek meets the main river bed to bed at 20 km
        "sections/main.csv": SECTIONS + "0,16.4,20,2,0.03\n32000,10.0,30,2,0.03\n",
        "sections/creek.csv": SECTIONS + "0,14.8,8,2,0.035\n8000,12.4,10,2,0.035\n",
        "forcing/creek.csv": "time [s],discharge [m3/s],cod [mg/L]\n0,3,25\n86400,20,40\n864000,3,25\n",
    }
    for name, content in contents.items():
        path = pathlib.Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def call(command, *words, folder):
    """Runs a verb in the folder; "" when it ended well, otherwise what it said."""
    result = subprocess.run([command, *words], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300)
    if result.returncode == 0:
        return ""
    return f"riverchief {' '.join(words)} ended with {result.returncode}:\n{result.stdout}{result.stderr}"
