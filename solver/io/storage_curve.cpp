#include "io/storage_curve.hpp"

#include <algorithm>
#include <cassert>

namespace riverchief::io {
namespace {

constexpr double thinnest = 1e-3;  // [m] between two points where the area jumps
constexpr double steepest = 19.0;  // rise of a layer on one side of its mean over that on the other: a ramp takes a tenth of its height at least

void add(physics::Curve& curve, double level, double area) {
  if (!curve.x.empty() && level <= curve.x.back()) {
    if (curve.y.back() == area) return;
    level = curve.x.back() + thinnest;
  }
  curve.x.push_back(level);
  curve.y.push_back(area);
}

}  // namespace

physics::Curve area_of_volumes(const physics::Curve& volumes) {
  assert(volumes.x.size() >= 2 && volumes.x.size() == volumes.y.size());
  const std::size_t layers = volumes.x.size() - 1;
  std::vector<double> mean(layers), edge(layers + 1);
  for (std::size_t i = 0; i < layers; ++i) mean[i] = (volumes.y[i + 1] - volumes.y[i]) / (volumes.x[i + 1] - volumes.x[i]);
  // Between two layers lies the mean of theirs, unless one of them would then have its whole rise in a sliver: beside a layer that rises
  // little the edge lies near its area. The first and the last one are carried on straight.
  edge[0] = layers > 1 ? std::max(0.0, 2.0 * mean[0] - 0.5 * (mean[0] + mean[1])) : mean[0];
  for (std::size_t i = 1; i < layers; ++i) {
    const double rise_above = i + 1 < layers ? 0.5 * (mean[i + 1] - mean[i]) : mean[i];
    edge[i] = std::min(std::max(0.5 * (mean[i - 1] + mean[i]), mean[i] - steepest * rise_above), mean[i - 1] + steepest * (mean[i - 1] - edge[i - 1]));
  }
  edge[layers] = layers > 1 ? std::max(0.0, 2.0 * mean[layers - 1] - edge[layers - 1]) : mean[0];
  physics::Curve area;
  for (std::size_t i = 0; i < layers; ++i) {
    // From the lower edge to the upper one along a ramp as long as the layer allows, centred where the mean comes out right.
    const double lower = edge[i], upper = edge[i + 1], height = volumes.x[i + 1] - volumes.x[i];
    const double share = lower == upper ? 0.5 : std::clamp((upper - mean[i]) / (upper - lower), 0.0, 1.0);
    const double half = std::min(share, 1.0 - share);
    add(area, volumes.x[i], lower);
    add(area, volumes.x[i] + (share - half) * height, lower);
    add(area, volumes.x[i] + (share + half) * height, upper);
  }
  add(area, volumes.x[layers], edge[layers]);
  return area;
}

}  // namespace riverchief::io
