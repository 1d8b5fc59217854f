#include "scenarios/io/conveyance.hpp"

#include <algorithm>
#include <cmath>

namespace riverchief::io {
namespace {

constexpr int steps = 24;
constexpr double above_crest = 1.0;  // m

}  // namespace

physics::Ground ground_of(const basin::Section& section) {
  physics::Ground ground;
  for (const basin::SectionPoint& p : section.points) ground.points.push_back({p.offset, p.level, p.manning_n});
  ground.left_bank = section.left_bank;
  ground.right_bank = section.right_bank;
  ground.has_left_crest = section.left_crest.has_value();
  ground.has_right_crest = section.right_crest.has_value();
  ground.left_crest = section.left_crest.value_or(section.points.front().offset);
  ground.right_crest = section.right_crest.value_or(section.points.back().offset);
  for (const basin::IneffectiveGround& part : section.ineffective) ground.ineffective.push_back({part.from_offset, part.to_offset, part.level});
  return ground;
}

std::vector<Conveyance> conveyances(const basin::Scenario& scenario) {
  std::vector<Conveyance> tables;
  for (const basin::River& river : scenario.basin.rivers) {
    if (river.sections.empty()) continue;
    const auto exception = scenario.river_cell_length.find(river.id);
    const double wanted = exception == scenario.river_cell_length.end() ? scenario.cell_length : exception->second;
    const long count = std::max(1L, std::lround(river.length / wanted));
    const double spacing = river.length / static_cast<double>(count);
    for (long i = 0; i < count; ++i) {
      const double chainage = (static_cast<double>(i) + 0.5) * spacing;
      const basin::Section section = basin::section_as_run(scenario, river, chainage);
      Conveyance table{river.id, chainage, basin::bed_level(section), 0.0, {}};
      for (const double offset : {section.left_bank, section.right_bank, section.left_crest.value_or(section.left_bank), section.right_crest.value_or(section.right_bank)}) {
        table.top = std::max(table.top, basin::ground_level(section, offset) + above_crest - table.bed_level);
      }
      table.top += table.bed_level;
      const std::vector<physics::TableRow> rows = physics::tabulate(ground_of(section));
      for (int k = 0; k <= steps; ++k) {
        const physics::Wetted wet = physics::at_level(rows.data(), static_cast<int>(rows.size()), table.bed_level + (table.top - table.bed_level) * k / steps);
        table.values.push_back(k == 0 ? 0.0 : wet.flow_area * std::sqrt(std::max(0.0, wet.psi)));
      }
      tables.push_back(std::move(table));
    }
  }
  return tables;
}

double conveyance_at(const Conveyance& table, double level) {
  const std::size_t last = table.values.size() - 1;
  const double position = (level - table.bed_level) / (table.top - table.bed_level) * static_cast<double>(last);
  if (!(position > 0.0)) return 0.0;
  const std::size_t i = std::min(static_cast<std::size_t>(position), last - 1);
  const double a = std::pow(table.values[i], 0.6), b = std::pow(table.values[i + 1], 0.6);
  return std::pow(std::max(0.0, a + (b - a) * (position - static_cast<double>(i))), 1.0 / 0.6);
}

}  // namespace riverchief::io
