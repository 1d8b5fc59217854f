// Where a one-dimensional result does not hold yet: sections within the mixing length of an outfall, HJ 2.3-2018.               [HJ-4]

#include <algorithm>
#include <cmath>

#include "scenarios/assessment/assess_parts.hpp"
#include "scenarios/assessment/near_field.hpp"
#include "scenarios/assessment/place_record.hpp"

namespace riverchief::assessment {
namespace {

/// A value of a table by level, linear between its rows.
double at_level(const std::vector<double>& levels, const std::vector<double>& values, double level) {
  const std::size_t i = std::clamp<std::size_t>(static_cast<std::size_t>(std::upper_bound(levels.begin(), levels.end(), level) - levels.begin()), 1, levels.size() - 1);
  const double share = std::clamp((level - levels[i - 1]) / (levels[i] - levels[i - 1]), 0.0, 1.0);
  return values[i - 1] + share * (values[i] - values[i - 1]);
}

/// Mean of the run at a cell: level, discharge by size.
struct MeanState {
  double level = 0.0, discharge = 0.0;
};

MeanState mean_at(const io::ResultsFile& r, const PlaceRecord& record, std::size_t cell) {
  MeanState mean;
  for (std::size_t k = 0; k < record.time.size(); ++k) {
    mean.level += (record.depth[k] + r.bed_level[cell]) / static_cast<double>(record.time.size());
    mean.discharge += std::abs(record.discharge[k]) / static_cast<double>(record.time.size());
  }
  return mean;
}

}  // namespace

void assess_mixing(const io::ResultsFile& results, const io::Register& registered, WaterFindings& found) {
  for (const io::RegisteredSource& source : registered.water.sources) {
    if (source.kind != "outfall" || source.level.size() < 2 || source.river.empty()) continue;
    const std::size_t cell = cell_at(results, {source.river, source.from, {}});
    if (cell == results.cell_river.size()) continue;
    const PlaceRecord record = record_of_cell(results, registered, cell);
    if (record.depth.empty() || record.discharge.empty()) continue;
    const MeanState mean = mean_at(results, record, cell);
    const double area = at_level(source.level, source.flow_area, mean.level);
    MixingLength row;
    row.outfall = source.id, row.river = source.river, row.chainage = source.from;
    row.width = at_level(source.level, source.flow_width, mean.level);
    row.velocity = area > 0.0 ? mean.discharge / area : 0.0;
    const io::Conveyance* table = nullptr;
    for (const io::Conveyance& c : registered.conveyances) {
      if (c.river == source.river && std::abs(c.chainage - results.cell_chainage[cell]) <= 0.5 * results.cell_length[cell]) table = &c;
    }
    const double conveyance = table ? io::conveyance_at(*table, mean.level) : 0.0;
    if (!(row.velocity > 0.0) || !(row.width > 0.0) || !(conveyance > 0.0)) continue;
    const double slope = std::pow(mean.discharge / conveyance, 2);
    row.lateral = lateral_mixing(area / row.width, row.width, slope);
    row.length = mixing_length(row.width, source.bank.empty() ? 0.5 * row.width : 0.0, row.velocity, row.lateral);
    for (const basin::MonitoringSection& section : registered.basin.monitoring_sections) {
      const double distance = section.at.chainage - source.from;
      if (section.at.river != source.river || distance < 0.0 || distance >= row.length || row.distance <= distance) continue;  // NaN: the first one
      row.section = section.id;
      row.distance = distance;
    }
    found.mixing.push_back(std::move(row));
  }
}

}  // namespace riverchief::assessment
