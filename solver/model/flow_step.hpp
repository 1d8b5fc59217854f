// What the flow did between two instants: all that transport and the ledger see of it.

#pragma once

#include <cstddef>
#include <vector>

#include "model/network.hpp"

namespace riverchief::model {

/// What the flow did between two instants.
struct FlowStep {
  double from, to;                  ///< [s]
  const double* volume_before;      ///< (cell) [m3]
  const double* volume_after;       ///< (cell) [m3]
  const double* through_face;       ///< (face) ΔG [m3]
  const double* through_outlet;     ///< (outlet) [m3]
  const double* from_source;        ///< (source) [m3], signed
  const double* area;               ///< (site) flow area at the end [m2]
  const double* discharge;          ///< (face) at the end [m3/s], for dispersion formulas
  const double* level;              ///< (site) at the end [m]
};

/// A step in equal parts of time: fluxes in equal shares, volumes on the straight line between.
template <class Do>
void in_parts(const Network& net, const FlowStep& step, int parts, Do&& act) {
  const auto scaled = [&](const double* from, std::size_t n) {
    std::vector<double> part(from, from + n);
    for (double& v : part) v /= parts;
    return part;
  };
  const auto faces = scaled(step.through_face, net.faces.size());
  const auto outlets = scaled(step.through_outlet, net.outlets.size());
  const auto sources = scaled(step.from_source, net.sources.size());
  std::vector<double> before(step.volume_before, step.volume_before + net.cells), after(before.size());
  for (int k = 0; k < parts; ++k) {
    const double w = static_cast<double>(k + 1) / parts;
    for (std::size_t c = 0; c < after.size(); ++c)
      after[c] = k + 1 == parts ? step.volume_after[c] : (1.0 - w) * step.volume_before[c] + w * step.volume_after[c];
    FlowStep part = step;
    part.from = step.from + (step.to - step.from) * k / parts;
    part.to = k + 1 == parts ? step.to : step.from + (step.to - step.from) * w;
    part.volume_before = before.data(), part.volume_after = after.data();
    part.through_face = faces.data(), part.through_outlet = outlets.data(), part.from_source = sources.data();
    act(part);
    before = after;
  }
}

}  // namespace riverchief::model
