#include "basin/calibration.hpp"

#include <algorithm>

#include "basin/scenario.hpp"

namespace riverchief::basin {
namespace {

/// Factors on the roughness of the main channel and of the flood plains.
struct Factors {
  double channel = 1.0, flood_plain = 1.0;
};

Factors factors_at(const Scenario& scenario, const std::string& river, double chainage) {
  Factors factors;
  for (const RoughnessFactor& f : scenario.roughness_factors)
    if (f.river.empty() || f.river == river) factors = {f.factor, f.factor};
  for (const Calibration::Roughness& zone : scenario.calibration.roughness) {
    if (!zone.over.river.empty() && (zone.over.river != river || chainage < zone.over.from || chainage > zone.over.to)) continue;
    if (zone.part != SectionPart::flood_plain) factors.channel = zone.factor;
    if (zone.part != SectionPart::channel) factors.flood_plain = zone.factor;
  }
  return factors;
}

/// A point at the bank, so that no panel lies on both sides of it.
void divide_at(std::vector<SectionPoint>& points, double bank) {
  const auto after = std::lower_bound(points.begin(), points.end(), bank, [](const SectionPoint& p, double x) { return p.offset < x; });
  if (after == points.begin() || after == points.end() || after->offset == bank) return;
  const SectionPoint left = *(after - 1), right = *after;
  points.insert(after, {bank, left.level + (right.level - left.level) * (bank - left.offset) / (right.offset - left.offset), left.manning_n});
}

}  // namespace

std::string to_text(SectionPart part) {
  return part == SectionPart::channel ? "channel" : part == SectionPart::flood_plain ? "flood_plain" : "all";
}

bool overlap(const Calibration::Roughness& a, const Calibration::Roughness& b) {
  if (a.part != SectionPart::all && b.part != SectionPart::all && a.part != b.part) return false;
  if (a.over.river.empty() || b.over.river.empty()) return true;
  return a.over.river == b.over.river && std::max(a.over.from, b.over.from) < std::min(a.over.to, b.over.to);
}

Section section_as_run(const Scenario& scenario, const River& river, double chainage) {
  Section section = interpolate_section(river, chainage);
  const Factors factors = factors_at(scenario, river.id, chainage);
  if (factors.channel == 1.0 && factors.flood_plain == 1.0) return section;
  if (factors.channel != factors.flood_plain) {
    divide_at(section.points, section.left_bank);
    divide_at(section.points, section.right_bank);
  }
  for (std::size_t i = 0; i + 1 < section.points.size(); ++i) {
    const double middle = 0.5 * (section.points[i].offset + section.points[i + 1].offset);
    const bool between_banks = middle > section.left_bank && middle < section.right_bank;
    section.points[i].manning_n *= between_banks ? factors.channel : factors.flood_plain;
  }
  section.points.back().manning_n *= factors.flood_plain;
  return section;
}

}  // namespace riverchief::basin
