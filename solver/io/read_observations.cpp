// Readings of gauges and high-water marks. A gauge's file has blanks, repeated rows and clocks of its own: what can be taken as
// it is is taken and counted, the rest is told with its place.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>

#include "core/quantity.hpp"
#include "io/calibration_reader.hpp"
#include "io/condition_grammar.hpp"
#include "io/csv_table.hpp"

namespace riverchief::io {
namespace {

using Observation = CalibrationTask::Observation;

constexpr double level_error = 0.05, mark_error = 0.15;  // of a staff gauge; of a mark on a wall [m]
constexpr double flow_error = 0.05, concentration_error = 0.10;  // of the reading [-]
constexpr int most_shown = 3;
const std::vector<std::string> uses{"fit", "validation"}, outlier_words{"leave_out", "keep"};

/// Complaints of one kind about a file: the first few, and how many more there are.
class Told {
 public:
  explicit Told(Complaints& complaints) : complaints_(complaints) {}
  void error(const core::Where& where, std::string what, std::string why, std::string fix) {
    if (count_++ < most_shown) complaints_.error(where, std::move(what), std::move(why), std::move(fix));
  }
  int count() const { return count_; }

 private:
  Complaints& complaints_;
  int count_ = 0;
};

/// "+08:00" in minutes; nothing where it is none.
std::optional<int> clock_of(TomlTable& table) {
  const std::string text = table.text("clock");
  if (text.empty()) return std::nullopt;
  const auto read = parse_instant("2000-01-01T00:00:00" + text);
  if (read && read->has_offset) return read->offset_minutes;
  table.error(table.where("clock"), fmt::format("clock of {} is no offset", table.name()), fmt::format("it says '{}'", text), "write clock = \"+08:00\" (China) or \"Z\" (universal time): the clock of the times in the file.");
  return std::nullopt;
}

/// Seconds since 1970 of every row; NaN where it could not be read.
std::vector<double> times_of(CsvTable& table, TomlTable& t, const TaskReading& reading) {
  const auto texts = table.texts("time");
  const auto clock = clock_of(t);
  std::vector<double> times;
  Told told(reading.complaints);
  if (!texts.empty() && !table.unit("time").empty()) {
    if (reading.task.events.size() > 1) {
      reading.complaints.error(table.where_header("time"), fmt::format("the times of {} do not say from when they count", t.name()), "'time [s]' counts from a scenario's start, and there are several events", "write a column 'time' with dates: 2025-08-10T00:00:00+08:00.");
      return {};
    }
    for (const double seconds : table.numbers("time", "time")) times.push_back(seconds + (reading.task.events.empty() ? 0.0 : reading.task.events.front().start));
    return times;
  }
  for (std::size_t row = 0; row < texts.size(); ++row) {
    auto read = parse_instant(texts[row]);
    times.push_back(std::nan(""));
    if (!read) {
      told.error(table.where(row, "time"), fmt::format("'{}' is no time", texts[row]), "", "write 2025-08-10T00:00:00+08:00.");
    } else if (!read->has_offset && !clock) {
      told.error(table.where(row, "time"), fmt::format("the time '{}' has no offset", texts[row]), "it does not say by which clock", fmt::format("add clock = \"+08:00\" to {} (China; \"Z\" = universal time), or +08:00 to every time.", t.name()));
      break;
    } else {
      times.back() = read->epoch - (read->has_offset ? 0.0 : 60.0 * *clock);
    }
  }
  return told.count() == 0 ? times : std::vector<double>{};
}

/// Values in SI; NaN where the cell is blank.
std::vector<double> values_of(CsvTable& table, const std::string& column, const std::string& quantity, bool& fine, const TaskReading& reading) {
  const core::Quantity* known = core::find_quantity(quantity);
  const auto texts = table.texts(column, false);
  const auto accepted = core::accepted_units(known->unit);
  Told told(reading.complaints);
  fine = false;
  if (texts.empty()) {
    table.missing(column, accepted.front());
    return {};
  }
  const auto factor = core::conversion(table.unit(column), known->unit);
  if (table.unit(column).empty()) reading.complaints.error(table.where_header(column), fmt::format("column '{}' has no unit", column), "", fmt::format("write '{} [{}]' in the header.", column, accepted.front()));
  else if (!factor) wrong_unit(std::string(table.unit(column)), quantity, fmt::format("column '{}'", column), table.where_header(column), reading.complaints);
  if (!factor) return {};
  std::vector<double> values;
  for (std::size_t row = 0; row < texts.size(); ++row) {
    const std::string& text = texts[row];
    values.push_back(std::nan(""));
    if (text.empty()) continue;
    double value = 0.0;
    const char* from = text.data() + (text.front() == '+' ? 1 : 0);
    const auto [end, error] = std::from_chars(from, text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
      told.error(table.where(row, column), fmt::format("'{}' in column '{}' is no number", text, column), "a gauge that was not read has no number either", "leave the cell empty where there is no reading.");
    else if (value * *factor < known->lowest || value * *factor > known->highest)
      told.error(table.where(row, column), fmt::format("{} in column '{}' cannot be", text, column), fmt::format("{} lies between {:g} and {:g} {}", known->name, known->lowest, known->highest, accepted.front()), "leave the cell empty where there is no reading (numbers such as -999 stand for none); otherwise check the unit in the header.");
    else values.back() = value * *factor;
  }
  fine = told.count() == 0;
  return values;
}

/// By growing time, each time once.
void order_readings(Observation& o, const CsvTable& table, const std::string& column, const TaskReading& reading, const std::vector<double>& times, const std::vector<double>& values) {
  std::vector<std::size_t> rows(times.size());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  if (!std::is_sorted(times.begin(), times.end())) {
    const auto wrong = static_cast<std::size_t>(std::is_sorted_until(times.begin(), times.end()) - times.begin());
    reading.complaints.warning(table.where(wrong, "time"), "the readings are not in order of time", "they are put in order", "sort the rows, if this was not meant.");
    std::stable_sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) { return times[a] < times[b]; });
  }
  Told told(reading.complaints);
  for (const std::size_t row : rows) {
    if (std::isnan(values[row])) {
      ++o.blanks;
      continue;
    }
    if (!o.time.empty() && times[row] == o.time.back()) {
      if (values[row] == o.value.back()) ++o.repeated;
      else told.error(table.where(row, column), "two readings of one time differ", fmt::format("{:g} here, {:g} in line {}", values[row], o.value.back(), o.line.back()), "remove the wrong one; for two gauges write two [[observation]] with a column each.");
      continue;
    }
    o.time.push_back(times[row]);
    o.value.push_back(values[row]);
    o.line.push_back(table.where(row, column).line);
  }
  if (o.time.empty() && told.count() == 0) reading.complaints.error(table.where_header(column), fmt::format("column '{}' has no reading", column), "all its cells are blank", "name another column, or remove the observation.");
}

/// Some reading has to lie within some event.
void check_period(const Observation& o, const core::Where& where, const TaskReading& reading) {
  if (o.time.empty() || reading.task.events.empty()) return;
  std::vector<std::string> periods;
  for (const auto& event : reading.task.events) {
    const auto next = std::lower_bound(o.time.begin(), o.time.end(), event.start + event.skip);
    if (next != o.time.end() && *next <= event.end) return;
    periods.push_back(fmt::format("event '{}' {} to {}", event.id, to_text(Instant{event.start, 0, true}), to_text(Instant{event.end, 0, true})));
  }
  reading.complaints.error(where, fmt::format("no reading of observation '{}' lies within an event", o.id),
                           fmt::format("it reaches from {} to {}; {}", to_text(Instant{o.time.front(), 0, true}), to_text(Instant{o.time.back(), 0, true}), fmt::join(periods, ", ")),
                           "give readings of the event's time, and check the clock of the file (all times here are universal time).");
}

/// What is common to gauges and marks: how well a reading is known, what it is used for.
void read_worth(TomlTable& t, Observation& o, const std::string& quantity) {
  o.name_zh = t.text("name_zh");
  o.name_en = t.text("name_en");
  if (const auto use = t.choice("use", uses)) o.fits = *use == 0;
  o.weight = t.number("weight", "factor").value_or(1.0);
  const std::string error_quantity = quantity == "water_level" ? "depth" : quantity;
  if (const auto error = t.number("error", error_quantity)) {
    o.error = *error;
    if (*error <= 0.0) t.error(t.where("error"), fmt::format("error of {} is not above 0", t.name()), fmt::format("it is {:g}; it is the standard error of a reading", *error), "give a value above 0.");
  }
  if (const auto relative = t.number("relative_error", "share")) o.relative_error = *relative;
  if (t.has("error") || t.has("relative_error")) return;
  if (quantity == "water_level") o.error = o.is_mark ? mark_error : level_error;
  else o.relative_error = quantity == "discharge" ? flow_error : concentration_error;
}

void read_series(TomlTable& t, Observation& o, const std::string& quantity, const TaskReading& reading) {
  const std::string path = t.text("series", "\"observed/gauge.csv\"");
  std::string column = t.text("column");
  if (column.empty()) column = o.reads.what == basin::Reads::concentration ? o.reads.pollutant : quantity;
  const TextFile* file = path.empty() ? nullptr : reading.files.open(path, t.file().folder(), t.where("series"));
  auto table = file ? CsvTable::read(*file, reading.complaints) : std::nullopt;
  t.value("clock");
  if (!table) return;
  o.file = file->path;
  bool fine = false;
  const auto times = times_of(*table, t, reading);
  const auto values = values_of(*table, column, quantity, fine, reading);
  if (!fine || times.size() != values.size()) return;
  order_readings(o, *table, column, reading, times, values);
  check_period(o, file->where(0), reading);
}

void read_gauges(TomlTable& file, const TaskReading& reading, Ids& ids) {
  for (TomlTable& t : file.tables("observation", "an observation")) {
    Observation o;
    o.id = ids.read(t);
    o.reads_text = t.text("reads");
    const auto reads = known_reading(t, "reads", reading.read, "\"water_level at main: 9.5 km\"");
    if (reads && reads->what == basin::Reads::time) t.error(t.where("reads"), fmt::format("reads of {} is time", t.name()), "a gauge reads water_level, discharge or concentration", "write reads = \"water_level at main: 9.5 km\"");
    const std::string quantity = reads && reads->what != basin::Reads::time ? to_text(reads->what) : "water_level";
    if (reads) o.reads = *reads;
    if (const auto outliers = t.choice("outliers", outlier_words)) o.keeps_outliers = *outliers == 1;
    read_worth(t, o, quantity);
    o.offset = t.number("datum_offset", "water_level").value_or(0.0);
    if (o.offset != 0.0 && quantity != "water_level") t.error(t.where("datum_offset"), fmt::format("{} has a datum and reads no level", t.name()), "", "remove datum_offset.");
    read_series(t, o, quantity, reading);
    t.finish();
    reading.task.observations.push_back(std::move(o));
  }
}

void read_marks(TomlTable& file, const TaskReading& reading, Ids& ids) {
  for (TomlTable& t : file.tables("mark", "a high-water mark")) {
    Observation o;
    o.is_mark = true;
    o.id = ids.read(t);
    o.reads.what = basin::Reads::water_level;
    o.reads_text = t.text("at");
    if (const auto end = known_end(t, "at", reading.read, false, "\"main: 9.5 km\"")) o.reads.at = *end;
    std::vector<std::string> events;
    for (const auto& event : reading.task.events) events.push_back(event.id);
    t.value("event");
    if (t.has("event")) o.event = reference(t, "event", events, "event");
    else if (events.size() == 1) o.event = events.front();
    else if (!events.empty()) t.error(t.here(), fmt::format("{} does not say of which event", t.name()), fmt::format("there are {}", fmt::join(events, ", ")), "add event = \"...\"");
    read_worth(t, o, "water_level");
    if (const auto level = t.number("water_level", "water_level", "12.3")) o.value = {*level};
    o.offset = t.number("datum_offset", "water_level").value_or(0.0);
    o.file = t.file().path;
    o.line = {t.here().line};
    o.time = {0.0};
    t.finish();
    reading.task.observations.push_back(std::move(o));
  }
}

}  // namespace

void read_observations(TomlTable& file, const TaskReading& reading) {
  Ids ids("observation");
  read_gauges(file, reading, ids);
  read_marks(file, reading, ids);
  if (reading.task.observations.empty()) file.error(file.here(), "the calibration has no observation", "", "add [[observation]] with id, reads and series, or [[mark]] with id, at and water_level.");
  else if (std::none_of(reading.task.observations.begin(), reading.task.observations.end(), [](const Observation& o) { return o.fits; }))
    file.error(file.here(), "no observation is fitted", "all have use = \"validation\"", "let one of them have use = \"fit\".");
}

}  // namespace riverchief::io
