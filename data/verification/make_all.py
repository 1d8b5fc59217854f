"""Writes every committed verification case: python data/verification/make_all.py [FOLDER]."""

import sys

import case_files as files
import make_backwater
import make_bump
import make_compound
import make_dam_break
import make_examples
import make_guidelines
import make_lake
import make_loop
import make_loop_network
import make_macdonald
import make_regimes
import make_structures
import make_swashes
import make_transport
import make_waves
import make_yardsticks

if __name__ == "__main__":
    target = files.HERE if len(sys.argv) < 2 else files.pathlib.Path(sys.argv[1])
    for family in (make_backwater, make_bump, make_compound, make_dam_break, make_examples, make_guidelines, make_lake, make_loop, make_loop_network,
                   make_macdonald, make_regimes, make_structures, make_swashes, make_transport, make_waves, make_yardsticks):
        family.write(target)
