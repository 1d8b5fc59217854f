// Conveyance of every cell's section over its depth, so that an assessment can say what a river carries from a result file alone.

#pragma once

#include <string>
#include <vector>

#include "basin/scenario.hpp"
#include "physics/section_table.hpp"

namespace riverchief::io {

/// K [m3/s] at equal steps of the level, from the bed (K = 0) up.
struct Conveyance {
  std::string river;
  double chainage = 0.0;             ///< middle of the cell [m]
  double bed_level = 0.0, top = 0.0; ///< first and last level [m]
  std::vector<double> values;        ///< K of sections divided at banks and changes of n, as the run has it
};

/// A section as the tables of physics are made from it.
physics::Ground ground_of(const basin::Section& section);

/// One table a cell of the scenario, up to a metre above its highest crest or bank.
std::vector<Conveyance> conveyances(const basin::Scenario& scenario);

/// K at a level; between steps K^(3/5) is linear, as it is in a wide section. Above the table the last step is carried on.
double conveyance_at(const Conveyance& table, double level);

}  // namespace riverchief::io
