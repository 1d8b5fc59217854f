"""The basin and the scenario printed in data/README.md are complete: with sections and a series beside them, they run.

    examples_run.py COMMAND
"""

import pathlib
import re
import subprocess
import sys
import tempfile

from tree import ROOT, report

command = sys.argv[1]
text = (ROOT / "data/README.md").read_text(encoding="utf-8")
basin, scenario = (re.search(rf"^## {name}\.toml\n+```toml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)[1] for name in ("basin", "scenario"))

SECTIONS = "chainage [m],bed_level [m],bottom_width [m],side_slope [1],manning_n [s m^-1/3]\n"
FILES = {
    "basin.toml": basin,
    "scenarios/flood.toml": scenario,
    # 1 in 5000, and the creek meets the main river bed to bed at 20 km
    "sections/main.csv": SECTIONS + "0,16.4,20,2,0.03\n32000,10.0,30,2,0.03\n",
    "sections/creek.csv": SECTIONS + "0,14.8,8,2,0.035\n8000,12.4,10,2,0.035\n",
    "forcing/creek.csv": "time [s],discharge [m3/s],cod [mg/L]\n0,3,25\n86400,20,40\n864000,3,25\n",
}

wrong = []
with tempfile.TemporaryDirectory() as folder:
    for name, content in FILES.items():
        path = pathlib.Path(folder, name)
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    for words in (["check", "scenarios/flood.toml"], ["run", "scenarios/flood.toml", "-o", "flood.h5", "--quiet"]):
        result = subprocess.run([command, *words], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300)
        if result.returncode:
            wrong.append(f"riverchief {' '.join(words)} ended with {result.returncode}:\n{result.stdout}{result.stderr}")
            break
report(wrong, "the examples run as printed")
