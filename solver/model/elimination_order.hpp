// In which order the cells of a network are eliminated: the trees from their leaves on, loops last.

#pragma once

#include <functional>
#include <vector>

namespace riverchief::model {

/// A face between two cells, with the next faces up and down the same river (-1 = none).
struct Link {
  int left, right, before, after;
};

struct EliminationOrder {
  std::vector<int> sequence;     ///< cells; the first `tree_cells` are eliminated in this order, the others are the core
  int tree_cells = 0;
  std::vector<int> parent;       ///< (cell) next cell on the way to its root, -1 = a root
  std::vector<int> parent_link;  ///< (cell) the link to it
  std::vector<int> beyond;       ///< (cell) the link beyond its parent on the same river, if it leaves the parent itself; -1 = none
};

/// \param rank  which cells make good roots where there is no loop: the greater the better
EliminationOrder elimination_order(int cells, const std::vector<Link>& links, const std::function<double(int)>& rank);

}  // namespace riverchief::model
