// Faces at which all that passes is summed: next to monitoring sections, and at the open ends of rivers.

#pragma once

#include <vector>

#include "basin/scenario.hpp"
#include "model/network.hpp"
#include "model/waterways.hpp"

namespace riverchief::model {

struct Watches {
  struct Inside {
    std::size_t position;  ///< of the cell below the face within its pipe
    int watch;
  };
  std::vector<std::size_t> grid_faces;            ///< (watch)
  std::vector<std::vector<Inside>> inside;        ///< (pipe)
  std::vector<int> at_up, at_down;                ///< (pipe) watch at its ends, -1 = none
  std::vector<int> of_source, of_outlet;          ///< watch of a river's end that stands at a node, -1 = none
  std::vector<int> of_face;                       ///< (face), -1 = none
  std::vector<double> passed, tags_passed;        ///< (watch, pollutant), (watch, tag column) [g], + downstream
};

Watches place_watches(const basin::Scenario& scenario, const Network& network, const Waterways& ways, std::size_t pollutants, std::size_t tag_columns);

}  // namespace riverchief::model
