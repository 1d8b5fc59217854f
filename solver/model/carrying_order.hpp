// The order in which a step's water is carried: everything after what flows into it.

#pragma once

#include <vector>

#include "model/flow_step.hpp"
#include "model/waterways.hpp"

namespace riverchief::model {

struct CarryingOrder {
  struct Item {
    bool is_node;
    std::size_t index;
  };
  /// What needs nothing that goes round in a circle, what goes round, and what comes after it.
  std::vector<Item> before, circling, after;
  /// Nodes on the circles that must begin before all that flows into them is known: those that give away least of what
  /// they hold, so storage cells rather than junctions.
  std::vector<std::size_t> cut;
};

CarryingOrder carrying_order(const Waterways& ways, const FlowStep& step);

}  // namespace riverchief::model
