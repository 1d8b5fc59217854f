// Black-odorous waters: every cell of the water is a point, its daily means are the data. Oxygen and ammonia come from the run, transparency and
// redox potential from observation; what nobody knows is told as missing.                                                    [WR-9]

#include <algorithm>
#include <cmath>
#include <map>

#include "scenarios/assessment/assess_parts.hpp"
#include "scenarios/assessment/place_record.hpp"
#include "scenarios/io/water_guidelines.hpp"

namespace riverchief::assessment {
namespace {

/// Shares of data that are light or worse, and heavy, of one item at one point [%].
struct Shares {
  double light = 0.0, heavy = 0.0;
};

bool is_worse(const io::BlackOdorousItem& item, double value, double limit) { return item.worse_below ? value < limit : value > limit; }

/// 0 = not black-odorous, 1 = light, 2 = heavy: one item in at least 60 % of its data, or two items in at least 30 %.
int grade_of_point(const std::vector<Shares>& items) {
  const io::BlackOdorousGuide& guide = io::water_guidelines().black_odorous;
  const auto has = [&](double Shares::* share) {
    int two = 0;
    bool one = false;
    for (const Shares& item : items) {
      one = one || item.*share >= guide.one_item;
      two += item.*share >= guide.two_items ? 1 : 0;
    }
    return one || two >= 2;
  };
  return has(&Shares::heavy) ? 2 : has(&Shares::light) ? 1 : 0;
}

/// Shares of one item at a point; nothing where nobody knows it.
std::optional<Shares> shares_of(const io::BlackOdorousItem& item, const basin::BlackOdorousWater& water, const PlaceRecord& record, const std::vector<DatedDay>& days, double depth) {
  const io::BlackOdorousGuide& guide = io::water_guidelines().black_odorous;
  const auto all_or_none = [&](double value, double light) { return Shares{is_worse(item, value, light) ? 100.0 : 0.0, is_worse(item, value, item.heavy) ? 100.0 : 0.0}; };
  if (item.id == "transparency") {
    if (!water.transparency) return std::nullopt;
    return all_or_none(*water.transparency, depth < guide.shallow ? guide.shallow_share * depth : item.light);
  }
  if (item.id == "redox_potential") return water.redox_potential ? std::optional(all_or_none(*water.redox_potential, item.light)) : std::nullopt;
  for (std::size_t i = 0; i < record.items.size(); ++i) {
    if (!record.items[i].item || record.items[i].item->id != item.id) continue;
    int count = 0, light = 0, heavy = 0;
    for (const DatedDay& day : days) {
      if (day.dry) continue;
      ++count;
      light += is_worse(item, day.means[i], item.light) ? 1 : 0;
      heavy += is_worse(item, day.means[i], item.heavy) ? 1 : 0;
    }
    return count > 0 ? std::optional(Shares{100.0 * light / count, 100.0 * heavy / count}) : std::nullopt;
  }
  return std::nullopt;
}

/// What is known of the items, and from where.
void tell_items(const basin::BlackOdorousWater& water, const PlaceRecord& record, BlackOdorousFindings& row) {
  for (const io::BlackOdorousItem& item : io::water_guidelines().black_odorous.items) {
    const bool is_observed = (item.id == "transparency" && water.transparency) || (item.id == "redox_potential" && water.redox_potential);
    const bool is_simulated = std::any_of(record.items.begin(), record.items.end(), [&](const WatchedItem& w) { return w.item && w.item->id == item.id; });
    (is_observed ? row.observed : is_simulated ? row.simulated : row.missing).push_back(item.id);
  }
}

void note_extremes(const PlaceRecord& record, const std::vector<DatedDay>& days, BlackOdorousFindings& row) {
  for (std::size_t i = 0; i < record.items.size(); ++i) {
    if (!record.items[i].item) continue;
    for (const DatedDay& day : days) {
      if (day.dry) continue;
      if (record.items[i].item->id == "DO") row.lowest_oxygen = std::fmin(row.lowest_oxygen, day.means[i]);
      if (record.items[i].item->id == "NH3-N") row.highest_ammonia = std::fmax(row.highest_ammonia, day.means[i]);
    }
  }
}

/// From 60 % heavy points on the whole water is heavy. Cells leave no gaps, so that heavy points in a row join by themselves.
void rate_water(std::vector<int>& grades, const std::vector<double>& lengths, BlackOdorousFindings& row) {
  const io::BlackOdorousGuide& guide = io::water_guidelines().black_odorous;
  const auto count = [&](int least) { return static_cast<int>(std::count_if(grades.begin(), grades.end(), [&](int g) { return g >= least; })); };
  row.points = static_cast<int>(grades.size());
  row.heavy = count(2);
  row.light = count(1) - row.heavy;
  for (std::size_t i = 0; i < grades.size(); ++i) {
    if (grades[i] == 2) row.heavy_length += lengths[i];
    if (grades[i] == 1) row.light_length += lengths[i];
  }
  if (100.0 * row.heavy >= guide.points * row.points) row.rating = "heavy";
  else row.rating = row.heavy + row.light > 0 ? "light" : "none";
}

}  // namespace

void assess_black_odorous(const io::ResultsFile& results, const io::Register& registered, WaterFindings& found) {
  const std::vector<io::BlackOdorousItem>& items = io::water_guidelines().black_odorous.items;
  for (const basin::BlackOdorousWater& water : registered.water.zones.black_odorous_waters) {
    BlackOdorousFindings row;
    row.water = water;
    std::vector<int> grades;
    std::vector<double> lengths;
    bool is_first = true;
    for (std::size_t c = 0; c < results.cell_river.size() && !results.concentration.empty(); ++c) {
      const double x = results.cell_chainage[c], half = 0.5 * results.cell_length[c];
      if (results.cell_river[c] != water.over.river || x + half <= water.over.from || x - half >= water.over.to) continue;
      const PlaceRecord record = record_of_cell(results, registered, c);
      const std::vector<DatedDay> days = days_at(record);
      if (is_first) tell_items(water, record, row);
      is_first = false;
      double depth = 0.0;
      for (const double d : record.depth) depth += d / static_cast<double>(record.depth.size());
      std::vector<Shares> known;
      for (const io::BlackOdorousItem& item : items) {
        if (const auto shares = shares_of(item, water, record, days, depth)) known.push_back(*shares);
      }
      if (known.empty()) continue;  // dry, or nothing known
      note_extremes(record, days, row);
      grades.push_back(grade_of_point(known));
      lengths.push_back(std::min(x + half, water.over.to) - std::max(x - half, water.over.from));
    }
    if (grades.empty()) row.rating = "unknown";
    else rate_water(grades, lengths, row);
    found.black_odorous.push_back(std::move(row));
  }
}

}  // namespace riverchief::assessment
