#include "scenarios/assessment/litter.hpp"

#include <algorithm>
#include <cmath>

namespace riverchief::assessment {
namespace {

constexpr double step = 3600.0;

/// Mean velocity along a stretch in each stored state [m/s]; 0 where the water runs back.
std::vector<double> velocities(const io::ResultsFile& r, const basin::Stretch& over) {
  const std::size_t faces = r.face_chainage.size(), states = static_cast<std::size_t>(r.frames_written);
  std::vector<double> means(states, 0.0);
  std::vector<std::size_t> inside;
  for (std::size_t f = 0; f < faces; ++f)
    if (r.face_river[f] == over.river && r.face_chainage[f] >= over.from - 1e-6 && r.face_chainage[f] <= over.to + 1e-6) inside.push_back(f);
  for (std::size_t k = 0; k < states && !inside.empty(); ++k) {
    for (const std::size_t f : inside) means[k] += r.velocity[k * faces + f];
    means[k] = std::max(0.0, means[k] / static_cast<double>(inside.size()));
  }
  return means;
}

/// The stretch that begins where this one ends, or after it, on the same river; -1 = none.
int next_below(const std::vector<basin::Litter>& litter, std::size_t i) {
  int next = -1;
  for (std::size_t j = 0; j < litter.size(); ++j) {
    if (j == i || litter[j].over.river != litter[i].over.river || litter[j].over.from < litter[i].over.to - 1e-6) continue;
    if (next < 0 || litter[j].over.from < litter[static_cast<std::size_t>(next)].over.from) next = static_cast<int>(j);
  }
  return next;
}

}  // namespace

std::vector<LitterFindings> assess_litter(const io::ResultsFile& results, const io::Register& registered) {
  const auto& litter = registered.basin.sources.litter;
  std::vector<LitterFindings> found;
  std::vector<std::vector<double>> velocity;
  std::vector<int> next;
  for (std::size_t i = 0; i < litter.size(); ++i) {
    const basin::Litter& l = litter[i];
    LitterFindings f;
    f.id = l.id, f.name_zh = l.name_zh, f.name_en = l.name_en, f.over = basin::to_text(l.over), f.jurisdiction = l.jurisdiction, f.chief = l.chief;
    f.at_start = f.floating = l.stock;
    found.push_back(std::move(f));
    velocity.push_back(velocities(results, l.over));
    next.push_back(next_below(litter, i));
  }
  std::vector<std::size_t> order(litter.size());  // from the head down: what drifts out arrives within the step
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return litter[a].over.from < litter[b].over.from; });
  for (std::size_t k = 0; k + 1 < static_cast<std::size_t>(results.frames_written); ++k) {
    const double length = results.time[k + 1] - results.time[k];
    const int parts = std::max(1, static_cast<int>(std::ceil(length / step)));
    const double dt = length / parts;
    for (int part = 0; part < parts; ++part) {
      const double w = (part + 0.5) / parts;
      std::vector<double> arriving(litter.size(), 0.0);
      for (const std::size_t i : order) {
        const basin::Litter& l = litter[i];
        LitterFindings& f = found[i];
        const double dropped = l.inflow * dt, u = (1.0 - w) * velocity[i][k] + w * velocity[i][k + 1];
        f.dropped += dropped, f.drifted_in += arriving[i];
        f.floating += dropped + arriving[i];
        const double out = l.drift * u / (l.over.to - l.over.from), leaving = out + l.stranding;
        const double gone = leaving > 0.0 ? f.floating * -std::expm1(-leaving * dt) : 0.0;  // exact for what was there at the step's start
        const double drifts = leaving > 0.0 ? gone * out / leaving : 0.0;
        f.floating -= gone, f.stranded += gone - drifts, f.drifted_out += drifts;
        if (next[i] >= 0) arriving[static_cast<std::size_t>(next[i])] += drifts;
        double crews = l.removal * dt;
        for (double* stock : {&f.floating, &f.stranded}) {
          const double taken = std::min(*stock, crews);
          *stock -= taken, crews -= taken, f.removed += taken;
        }
        f.leached += l.leachate * (f.floating + f.stranded) * dt;
      }
    }
  }
  return found;
}

}  // namespace riverchief::assessment
