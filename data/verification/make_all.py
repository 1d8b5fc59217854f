"""Writes every committed verification case: python data/verification/make_all.py [FOLDER]."""

import sys

import case_files as files
import make_backwater
import make_dam_break
import make_lake
import make_loop
import make_macdonald
import make_transport
import make_yardsticks

if __name__ == "__main__":
    target = files.HERE if len(sys.argv) < 2 else files.pathlib.Path(sys.argv[1])
    for family in (make_macdonald, make_backwater, make_lake, make_dam_break, make_transport, make_yardsticks, make_loop):
        family.write(target)
