// What the flow makes of a cell for its water quality: depth, velocity, discharge, slope and fall of the water, cell by cell.

#pragma once

#include <vector>

#include "model/flow_step.hpp"
#include "model/network.hpp"
#include "physics/water_quality/oxygen.hpp"

namespace riverchief::model {

class Surroundings {
 public:
  Surroundings(const basin::Scenario& scenario, const Network& network);
  /// Looks at the flow at the end of a step. \param volume  (cell) [m3]
  void look(const FlowStep& step, const double* volume);

  std::vector<char> wet;                    ///< (cell) holds enough water to react
  std::vector<physics::Current> current;    ///< (cell) depth = volume over surface
  /// A weir above the cell.
  struct Fall {
    int cell, drop;                         ///< index into basin.quality.drops
    double height, discharge;               ///< [m], [m3/s]
  };
  std::vector<Fall> falls;

  /// The least time in which a river cell's water is replaced [s].
  static double least_passage(const Network& network, const FlowStep& step);

 private:
  const Network& net_;
  std::vector<std::vector<int>> drop_faces_;  // (drop)
  std::vector<double> passing_, slope_, slopes_;
  std::vector<int> row_;  // (cell) where its level was last found
};

}  // namespace riverchief::model
