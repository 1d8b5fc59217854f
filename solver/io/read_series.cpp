#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

#include "io/check_series.hpp"
#include "io/csv_table.hpp"
#include "io/forcing_reader.hpp"

namespace riverchief::io {
namespace {

/// A series must reach from the start of the scenario to its end.
void check_cover(const CsvTable& table, const std::vector<double>& times, const Period& period, Complaints& complaints) {
  if (!period.is_known || times.empty()) return;
  const auto instant = [&](double time) { return to_text(Instant{period.start_epoch + time, period.clock, true}); };
  constexpr double second = 1.0;
  const auto written = table.texts_of("time");
  const auto clock = written.empty() ? std::nullopt : parse_instant(written.front());
  const std::string other_clock = clock && clock->has_offset && clock->offset_minutes != period.clock ? fmt::format(" (its own clock says {})", written.front()) : "";
  if (times.front() > second)
    complaints.error(table.where(0, "time"), "the series begins after the scenario does", fmt::format("the series begins at {}{}, the scenario at {}", instant(times.front()), other_clock, period.start_text),
                     "add earlier rows, or start the scenario later.", {{period.where, "the period of the scenario"}});
  if (times.back() < period.duration - second)
    complaints.error(table.where(table.rows() - 1, "time"), "the series ends before the scenario does", fmt::format("the series ends at {}{}, the scenario at {}", instant(times.back()), other_clock.empty() ? "" : fmt::format(" (its own clock says {})", written.back()), period.end_text),
                     "add later rows, or end the scenario earlier.", {{period.where, "the period of the scenario"}});
}

basin::Series constant(double value) { return {{0.0}, {value}}; }

bool is_complete(const std::vector<double>& times, const std::vector<double>& values) {
  if (times.empty() || values.size() != times.size()) return false;
  for (const double value : values)
    if (std::isnan(value)) return false;
  return true;
}

}  // namespace

basin::Series read_series_file(const TextFile& file, const std::string& column, const std::string& quantity, const Period& period, Complaints& complaints) {
  auto table = CsvTable::read(file, complaints);
  if (!table) return constant(0.0);
  const auto times = table->times(period.start_epoch);
  const auto values = table->numbers(column, quantity);
  table->finish();
  check_cover(*table, times, period, complaints);
  check_series(*table, column, times, values, complaints);
  return is_complete(times, values) ? basin::Series{times, values} : constant(0.0);
}

basin::Series read_plain_series(TomlTable& table, const std::string& key, const std::string& quantity, const std::string& example, const Period& period, InputFiles& files, Complaints& complaints) {
  table.value(key), table.value("series");
  if (table.has(key) && table.has("series")) {
    table.error(table.where(key), fmt::format("{} has both {} and series", table.name(), key), "", "keep one of the two.", {{table.where("series"), "the other one"}});
  } else if (table.has(key)) {
    if (const auto value = table.number(key, quantity)) return constant(*value);
  } else if (table.has("series")) {
    const std::string path = table.text("series");
    if (const TextFile* file = path.empty() ? nullptr : files.open(path, table.file().folder(), table.where("series"))) return read_series_file(*file, key, quantity, period, complaints);
  } else if (!example.empty()) {
    table.error(table.here(), fmt::format("{} has neither {} nor series", table.name(), key), "", fmt::format("add {} = {}, or series = \"forcing/NAME.csv\"", key, example));
  }
  return constant(0.0);
}

SeriesRead read_series(TomlTable& table, const std::string& key, const std::string& example, bool needs_concentration, const ScenarioReading& reading) {
  SeriesRead result{constant(0.0), {}};
  const auto pollutants = reading.read.pollutant_ids();
  bool columns_are_known = true;
  const std::string path = table.text("series");
  if (table.has(key) && table.has("series")) {
    table.value(key);
    table.error(table.where(key), fmt::format("{} has both {} and series", table.name(), key), "", "keep one of the two.", {{table.where("series"), "the other one"}});
  } else if (!table.has("series")) {
    if (table.value(key) == nullptr)
      table.error(table.here(), fmt::format("{} has neither {} nor series", table.name(), key), "", fmt::format("add {} = {}, or series = \"../forcing/NAME.csv\"", key, example));
    else if (const auto value = table.number(key, key)) result.series = constant(*value);
  }
  if (reading.read.is_known) {
    for (const auto& [id, value] : table.numbers("concentration", "concentration", pollutants, "pollutant")) result.concentration[id] = constant(value);
  } else {
    table.value("concentration");
  }
  if (!path.empty()) {
    const TextFile* file = reading.files.open(path, table.file().folder(), table.where("series"));
    auto csv = file ? CsvTable::read(*file, reading.complaints) : std::nullopt;
    if (!csv) return result;
    const auto times = csv->times(reading.period.start_epoch);
    const auto values = csv->numbers(key, key);
    if (is_complete(times, values)) result.series = {times, values};
    for (const std::string& id : pollutants) {
      const auto column = csv->numbers(id, "concentration", false);
      if (column.empty()) continue;
      if (result.concentration.count(id))
        table.error(table.where("concentration"), fmt::format("the concentration of '{}' in {} is given twice", id, table.name()), "", "remove it here or from the series.", {{csv->where_header(id), "the other one"}});
      if (is_complete(times, column)) result.concentration[id] = {times, column};
      else result.concentration[id] = constant(0.0);
    }
    const std::size_t before = reading.complaints.errors();
    if (reading.read.is_known) csv->finish();
    columns_are_known = reading.complaints.errors() == before;
    check_cover(*csv, times, reading.period, reading.complaints);
    check_series(*csv, key, times, values, reading.complaints);
  }
  std::vector<std::string> missing;
  for (const std::string& id : pollutants)
    if (!result.concentration.count(id)) missing.push_back(id);
  if (needs_concentration && columns_are_known && !missing.empty()) {
    const std::string one = missing.front();
    reading.complaints.warning(table.where("series"), fmt::format("{} gives no concentration of {}", table.name(), fmt::join(missing, ", ")), "it is taken as 0",
                               path.empty() ? fmt::format("add concentration = {{{} = \"0 mg/L\"}}", one)
                                            : fmt::format("add a column '{} [mg/L]' to the series, or concentration = {{{} = \"0 mg/L\"}}", one, one));
  }
  return result;
}

}  // namespace riverchief::io
