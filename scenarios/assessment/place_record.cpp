#include "scenarios/assessment/place_record.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

#include "scenarios/io/calendar.hpp"

namespace riverchief::assessment {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr double dry_depth = 0.01;         // [m], as in dry_duration of result files
constexpr double standing_depth = 0.1;     // [m]: puddles that stand are no river
constexpr double standing_discharge = 1e-3;  // [m3/s], as in no_flow_duration

PlaceRecord empty_record(const io::ResultsFile& results, const io::Register& registered) {
  PlaceRecord record;
  record.start = results.start;
  record.time.assign(results.time.begin(), results.time.begin() + results.frames_written);
  for (std::size_t p = 0; p < results.pollutants.size(); ++p) {
    WatchedItem watched;
    watched.pollutant = p;
    watched.id = results.pollutants[p];
    for (const basin::Pollutant& pollutant : registered.basin.pollutants) {
      if (pollutant.id == watched.id && !pollutant.standard_item.empty()) watched.item = io::find_item(io::gb3838_2002(), pollutant.standard_item);
    }
    record.items.push_back(std::move(watched));
  }
  return record;
}

}  // namespace

bool PlaceRecord::has_water(std::size_t state) const {
  if (depth.empty()) return true;
  if (!(depth[state] >= dry_depth)) return false;
  return discharge.empty() || depth[state] >= standing_depth || std::abs(discharge[state]) >= standing_discharge;
}

std::size_t cell_at(const io::ResultsFile& results, const basin::Place& place) {
  std::size_t nearest = results.cell_river.size();
  double distance = std::numeric_limits<double>::infinity();
  for (std::size_t c = 0; c < results.cell_river.size(); ++c) {
    if (results.cell_river[c] != place.river) continue;
    const double d = std::abs(results.cell_chainage[c] - place.chainage);
    if (d < distance) {
      distance = d;
      nearest = c;
    }
  }
  return nearest;
}

PlaceRecord record_of_cell(const io::ResultsFile& r, const io::Register& registered, std::size_t cell) {
  PlaceRecord record = empty_record(r, registered);
  const std::size_t states = record.time.size(), cells = r.cell_river.size(), faces = r.face_river.size(), pollutants = r.pollutants.size();
  for (WatchedItem& watched : record.items) {
    for (std::size_t k = 0; k < states; ++k) watched.values.push_back(r.concentration[(k * pollutants + watched.pollutant) * cells + cell]);
  }
  if (r.water_level.size() >= states * cells && !r.bed_level.empty()) {
    for (std::size_t k = 0; k < states; ++k) record.depth.push_back(r.water_level[k * cells + cell] - r.bed_level[cell]);
  }
  std::vector<std::size_t> own;  // its faces along the river
  for (std::size_t f = 0; f < faces; ++f) {
    const bool beside = r.face_upstream_cell[f] == static_cast<int>(cell) || r.face_downstream_cell[f] == static_cast<int>(cell);
    if (beside && r.face_river[f] == r.cell_river[cell]) own.push_back(f);
  }
  if (own.empty() || r.discharge.size() < states * faces) return record;
  for (std::size_t k = 0; k < states; ++k) {
    double sum = 0.0;
    for (const std::size_t f : own) sum += r.discharge[k * faces + f];
    record.discharge.push_back(sum / static_cast<double>(own.size()));
  }
  return record;
}

PlaceRecord record_of_storage(const io::ResultsFile& r, const io::Register& registered, std::size_t storage) {
  PlaceRecord record = empty_record(r, registered);
  const std::size_t states = record.time.size(), storages = r.storages.size(), pollutants = r.pollutants.size();
  for (WatchedItem& watched : record.items) {
    for (std::size_t k = 0; k < states; ++k) watched.values.push_back(r.storage_concentration[(k * pollutants + watched.pollutant) * storages + storage]);
  }
  for (std::size_t k = 0; k < states; ++k) record.depth.push_back(r.storage_water_level[k * storages + storage] - r.storage_bottom_level[storage]);
  return record;
}

std::vector<DatedDay> days_at(const PlaceRecord& record) {
  std::vector<DatedDay> found;
  for (Day& day : days_of(record.time, io::second_of_day(record.start))) {
    DatedDay dated;
    constexpr double a_while = 1.0;  // [s] into the day, so that its date is its own
    dated.date = io::instant(record.start, day.from + a_while).substr(0, 10);
    double wet = 0.0, all = 0.0;
    dated.means.assign(record.items.size(), 0.0);
    dated.loads.assign(record.items.size(), record.discharge.empty() ? none : 0.0);
    dated.discharge = record.discharge.empty() ? none : 0.0;
    for (std::size_t k = 0; k < day.weights.size(); ++k) {
      const std::size_t state = day.first + k;
      const double weight = day.weights[k];
      all += weight;
      if (!record.discharge.empty()) dated.discharge += weight * record.discharge[state];
      if (!record.has_water(state)) continue;
      wet += weight;
      for (std::size_t i = 0; i < record.items.size(); ++i) {
        const double value = record.items[i].values[state];
        dated.means[i] += weight * value;
        if (!record.discharge.empty()) dated.loads[i] += weight * value * record.discharge[state];
      }
    }
    dated.dry = wet < 0.5 * all;
    for (double& mean : dated.means) mean = dated.dry ? none : mean / wet;
    dated.day = std::move(day);
    found.push_back(std::move(dated));
  }
  return found;
}

std::vector<Month> months_of(const std::vector<DatedDay>& days) {
  std::vector<Month> months;
  for (std::size_t d = 0; d < days.size(); ++d) {
    const std::string name = days[d].date.substr(0, 7);
    if (months.empty() || months.back().name != name) {
      namespace ch = std::chrono;
      const ch::year_month_day_last last{ch::year{std::stoi(name.substr(0, 4))} / ch::month{static_cast<unsigned>(std::stoi(name.substr(5, 2)))} / ch::last};
      months.push_back({name, static_cast<int>(static_cast<unsigned>(last.day())), {}});
    }
    months.back().days.push_back(d);
  }
  return months;
}

std::vector<double> means_over(const std::vector<DatedDay>& days, const std::vector<std::size_t>& which, std::size_t items) {
  std::vector<double> means(items, 0.0);
  int wet = 0;
  for (const std::size_t d : which) {
    if (days[d].dry) continue;
    ++wet;
    for (std::size_t i = 0; i < items; ++i) means[i] += days[d].means[i];
  }
  for (double& mean : means) mean = wet > 0 ? mean / wet : none;
  return means;
}

ItemValues item_values(const PlaceRecord& record, const std::vector<double>& values) {
  ItemValues found;
  for (std::size_t i = 0; i < record.items.size(); ++i) {
    if (record.items[i].item && !std::isnan(values[i])) found[record.items[i].item->id] = values[i];
  }
  return found;
}

Sample sample_at(const PlaceRecord& record, double seconds) {
  Sample sample;
  const std::vector<double>& time = record.time;
  if (time.empty() || !(seconds >= time.front()) || !(seconds <= time.back())) return sample;
  const std::size_t after = std::min(static_cast<std::size_t>(std::upper_bound(time.begin(), time.end(), seconds) - time.begin()), time.size() - 1);
  const std::size_t before = after > 0 ? after - 1 : 0;
  double share = after > before ? (seconds - time[before]) / (time[after] - time[before]) : 0.0;
  sample.time = io::instant(record.start, seconds);
  if (record.has_water(before) != record.has_water(after)) share = share < 0.5 ? 0.0 : 1.0;  // what a dry state says of concentrations is nothing
  sample.dry = !record.has_water(share < 0.5 ? before : after);
  for (const WatchedItem& watched : record.items) sample.values.push_back(sample.dry ? none : (1.0 - share) * watched.values[before] + share * watched.values[after]);
  return sample;
}

}  // namespace riverchief::assessment
