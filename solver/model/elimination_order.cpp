#include "model/elimination_order.hpp"

namespace riverchief::model {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

/// From a root up its own river, to where no limb holds more than half of the cells: limbs are eliminated side by side.
int middle_of(int root, const std::vector<Link>& links, const std::vector<std::vector<std::pair<int, int>>>& next) {
  std::vector<int> order{root}, parent(next.size(), -1), size(next.size(), 1);
  parent[idx(root)] = root;
  for (std::size_t k = 0; k < order.size(); ++k)
    for (const auto& [link, other] : next[idx(order[k])])
      if (parent[idx(other)] < 0) parent[idx(other)] = order[k], order.push_back(other);
  for (std::size_t k = order.size(); k-- > 1;) size[idx(parent[idx(order[k])])] += size[idx(order[k])];
  const int half = size[idx(root)] / 2;
  int at = root, arrived = -1;  // by which link
  while (true) {
    int step = -1;
    for (const auto& [link, other] : next[idx(at)]) {
      if (link == arrived || size[idx(other)] <= half || parent[idx(other)] != at) continue;
      if (arrived < 0 || links[idx(link)].after == arrived || links[idx(link)].before == arrived) step = link;
    }
    if (step < 0) return at;
    at = links[idx(step)].left == at ? links[idx(step)].right : links[idx(step)].left;
    arrived = step;
  }
}

}  // namespace

EliminationOrder elimination_order(int cells, const std::vector<Link>& links, const std::function<double(int)>& rank) {
  std::vector<std::vector<std::pair<int, int>>> next(idx(cells));  // (edge, other cell)
  for (std::size_t e = 0; e < links.size(); ++e) {
    next[idx(links[e].left)].emplace_back(static_cast<int>(e), links[e].right);
    next[idx(links[e].right)].emplace_back(static_cast<int>(e), links[e].left);
  }
  // Cells on loops: what is left when leaves are taken away again and again.
  std::vector<int> degree(idx(cells));
  std::vector<int> leaves;
  for (int c = 0; c < cells; ++c)
    if ((degree[idx(c)] = static_cast<int>(next[idx(c)].size())) == 1) leaves.push_back(c);
  std::vector<bool> on_loop(idx(cells), true);
  while (!leaves.empty()) {
    const int c = leaves.back();
    leaves.pop_back();
    on_loop[idx(c)] = false;
    for (const auto& [link, other] : next[idx(c)])
      if (on_loop[idx(other)] && --degree[idx(other)] == 1) leaves.push_back(other);
  }
  for (int c = 0; c < cells; ++c)
    if (degree[idx(c)] == 0 || next[idx(c)].empty()) on_loop[idx(c)] = false;

  // Roots: a cell on a loop where there is one, otherwise the one of the highest rank.
  std::vector<int> component(idx(cells), -1), roots;
  for (int start = 0; start < cells; ++start) {
    if (component[idx(start)] >= 0) continue;
    std::vector<int> members{start};
    component[idx(start)] = static_cast<int>(roots.size());
    for (std::size_t k = 0; k < members.size(); ++k)
      for (const auto& [link, other] : next[idx(members[k])])
        if (component[idx(other)] < 0) component[idx(other)] = component[idx(start)], members.push_back(other);
    int root = start;
    for (const int c : members)
      if (on_loop[idx(c)] > on_loop[idx(root)] || (on_loop[idx(c)] == on_loop[idx(root)] && rank(c) > rank(root))) root = c;
    roots.push_back(on_loop[idx(root)] ? root : middle_of(root, links, next));
  }

  std::vector<int> parent(idx(cells), -1), parent_link(idx(cells), -1), preorder;
  std::vector<bool> seen(idx(cells), false);
  for (const int root : roots) {
    std::vector<int> stack{root};
    seen[idx(root)] = true;
    while (!stack.empty()) {
      const int c = stack.back();
      stack.pop_back();
      preorder.push_back(c);
      for (const auto& [link, other] : next[idx(c)])
        if (!seen[idx(other)]) {
          seen[idx(other)] = true;
          parent[idx(other)] = c, parent_link[idx(other)] = link;
          stack.push_back(other);
        }
    }
  }
  // The core: loops, roots, and where a river passes through a cell whose way to the root leaves it sideways.
  std::vector<bool> core(idx(cells), false);
  for (int c = 0; c < cells; ++c) core[idx(c)] = on_loop[idx(c)];
  for (const int root : roots) core[idx(root)] = true;
  const auto beyond = [&](int c) {  // the face beyond the parent, seen from c
    const Link& link = links[idx(parent_link[idx(c)])];
    return link.left == c ? link.after : link.before;
  };
  const auto shares_river_cell = [&](int c) {  // the face beyond belongs to the parent cell itself
    const int b = beyond(c);
    return b >= 0 && (links[idx(b)].left == parent[idx(c)] || links[idx(b)].right == parent[idx(c)]);
  };
  for (int c = 0; c < cells; ++c) {
    if (parent[idx(c)] < 0 || !shares_river_cell(c)) continue;
    const int p = parent[idx(c)], b = beyond(c);
    if (core[idx(c)] || parent_link[idx(p)] == b) continue;
    const Link& link = links[idx(b)];
    const int sibling = link.left == p ? link.right : link.left;
    if (core[idx(p)] && core[idx(sibling)]) continue;  // the face beyond is a core face already
    if (parent[idx(sibling)] == p) core[idx(c)] = core[idx(sibling)] = core[idx(p)] = true;
  }
  for (std::size_t k = preorder.size(); k-- > 0;) {  // a core cell's way to the root is core
    const int c = preorder[k];
    if (core[idx(c)] && parent[idx(c)] >= 0) core[idx(parent[idx(c)])] = true;
  }

  EliminationOrder order;
  for (std::size_t k = preorder.size(); k-- > 0;)
    if (!core[idx(preorder[k])]) order.sequence.push_back(preorder[k]);
  order.tree_cells = static_cast<int>(order.sequence.size());
  for (std::size_t k = preorder.size(); k-- > 0;)
    if (core[idx(preorder[k])]) order.sequence.push_back(preorder[k]);
  order.beyond.assign(idx(cells), -1);
  for (int c = 0; c < cells; ++c)
    if (parent[idx(c)] >= 0 && shares_river_cell(c)) order.beyond[idx(c)] = beyond(c);
  order.parent = std::move(parent);
  order.parent_link = std::move(parent_link);
  return order;
}

}  // namespace riverchief::model
