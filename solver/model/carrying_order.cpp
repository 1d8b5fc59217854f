#include "model/carrying_order.hpp"

#include <algorithm>

namespace riverchief::model {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

/// Pipes, then nodes, as the vertices of a graph whose edges are limbs that pass water.
class Finder {
 public:
  Finder(const Waterways& waterways, const FlowStep& flow)
      : ways(waterways), step(flow), pipes(ways.pipes.size()), waits(pipes + ways.nodes.size(), 0), done(waits.size(), false) {}

  CarryingOrder find() {
    for (std::size_t v = 0; v < waits.size(); ++v) each_next(v, [&](std::size_t w) { ++waits[w]; });
    for (std::size_t v = pipes; v < waits.size(); ++v) offer(v);
    for (std::size_t v = 0; v < pipes; ++v) offer(v);
    follow(order.before);
    if (count == waits.size()) return std::move(order);
    const std::vector<bool> behind = behind_the_circles();
    std::vector<CarryingOrder::Item> found;
    while (count < waits.size()) {
      const std::size_t v = best_cut(behind);
      order.cut.push_back(v - pipes);
      waits[v] = 0;
      offer(v);
      follow(found);
    }
    for (const auto& item : found) (behind[item.is_node ? pipes + item.index : item.index] ? order.after : order.circling).push_back(item);
    return std::move(order);
  }

 private:
  const Waterways& ways;
  const FlowStep& step;
  std::size_t pipes, count = 0;
  std::vector<int> waits;
  std::vector<bool> done;
  std::vector<std::size_t> ready;
  CarryingOrder order;

  template <class Visit>
  void each(std::size_t v, double direction, Visit&& visit) const {
    const bool is_node = v >= pipes;
    for (const Limb& limb : is_node ? ways.nodes[v - pipes].limbs : ways.pipes[v].limbs)
      if ((is_node ? -direction : direction) * into_node(limb, ways, step) > 0.0) visit(is_node ? idx(limb.pipe) : pipes + idx(limb.node));
  }
  template <class Visit>
  void each_next(std::size_t v, Visit&& visit) const { each(v, 1.0, visit); }
  template <class Visit>
  void each_previous(std::size_t v, Visit&& visit) const { each(v, -1.0, visit); }

  void offer(std::size_t v) {
    if (waits[v] <= 0 && !done[v]) done[v] = true, ready.push_back(v);
  }

  void follow(std::vector<CarryingOrder::Item>& items) {
    while (!ready.empty()) {
      const std::size_t v = ready.back();
      ready.pop_back();
      ++count;
      items.push_back({v >= pipes, v >= pipes ? v - pipes : v});
      each_next(v, [&](std::size_t w) {
        --waits[w];
        offer(w);
      });
    }
  }

  /// Of what is not done: that from which no circle is reached.
  std::vector<bool> behind_the_circles() const {
    std::vector<bool> behind(waits.size(), false);
    std::vector<int> leads_to(waits.size(), 0);
    std::vector<std::size_t> ends;
    for (std::size_t v = 0; v < waits.size(); ++v) {
      if (done[v]) continue;
      each_next(v, [&](std::size_t) { ++leads_to[v]; });
      if (leads_to[v] == 0) behind[v] = true, ends.push_back(v);
    }
    while (!ends.empty()) {
      const std::size_t v = ends.back();
      ends.pop_back();
      each_previous(v, [&](std::size_t u) {
        if (!done[u] && --leads_to[u] == 0) behind[u] = true, ends.push_back(u);
      });
    }
    return behind;
  }

  std::size_t best_cut(const std::vector<bool>& behind) const {
    std::size_t best = waits.size();
    double least = 1e300;
    for (std::size_t v = pipes; v < waits.size(); ++v) {
      if (done[v] || behind[v]) continue;
      double out = 0;
      for (const Limb& limb : ways.nodes[v - pipes].limbs) out += std::max(-into_node(limb, ways, step), 0.0);
      const double share = out / (std::max(step.volume_before[ways.nodes[v - pipes].cell], 0.0) + 1e-6);
      if (share < least) least = share, best = v;
    }
    return best;
  }
};

}  // namespace

CarryingOrder carrying_order(const Waterways& ways, const FlowStep& step) { return Finder(ways, step).find(); }

}  // namespace riverchief::model
