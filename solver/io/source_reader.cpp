#include "io/source_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "io/forcing_reader.hpp"

namespace riverchief::io {

std::string SourceReader::id(TomlTable& t, Ids& ids) {
  const std::size_t before = complaints.errors();
  const std::string id = ids.read(t);
  if (id.empty() || complaints.errors() > before) return id;  // of its own kind: said already
  const auto [other, is_new] = ids_.emplace(id, t.where("id"));
  if (!is_new)
    t.error(t.where("id"), fmt::format("two sources have the id '{}'", id), "measures, tags and tables name a source by its id alone", "rename one of them.", {{other->second, "the other one"}});
  return id;
}

std::string SourceReader::sector(TomlTable& t, const char* otherwise) { return t.has("sector") ? reference(t, "sector", coefficients.sectors(), "sector") : (t.value("sector"), otherwise); }

bool SourceReader::labels(TomlTable& t, Ids& ids, basin::SourceLabels& labels, const char* sector_otherwise) {
  labels.id = id(t, ids);
  labels.name_zh = t.text("name_zh");
  labels.name_en = t.text("name_en");
  bool has_place = false;
  if (t.has("at") && t.has("over")) {
    t.value("at"), t.value("over");
    t.error(t.where("at"), fmt::format("{} has both at and over", t.name()), "", "keep one of the two.", {{t.where("over"), "the other one"}});
  } else if (t.has("over")) {
    t.value("at");
    if (const auto over = known_stretch(t, "over", read, "\"river: 10 km to 30 km\"")) labels.over = *over, has_place = true;
  } else {
    t.value("over");
    if (const auto at = known_end(t, "at", read, false, "\"river: 12 km\"")) {
      has_place = true;
      if (at->place) labels.over = {at->place->river, at->place->chainage, at->place->chainage, at->place->bank};
      labels.storage = at->storage;
    }
  }
  labels.sector = sector(t, sector_otherwise);
  read_owner_labels(t, read, labels.jurisdiction, labels.chief);
  return has_place && !labels.id.empty();
}

basin::Amounts SourceReader::amounts(TomlTable& t, std::string_view key, std::string_view quantity, const basin::Amounts& defaults) {
  basin::Amounts all = t.numbers(key, quantity, pollutants(), "pollutant");
  all.insert(defaults.begin(), defaults.end());
  return all;
}

double SourceReader::number(TomlTable& t, std::string_view key, std::string_view quantity, double otherwise) {
  const auto value = t.number(key, quantity);
  if (value && *value < 0.0) t.error(t.where(key), fmt::format("{} of {} is negative", key, t.name()), fmt::format("it is {:g}", *value), "give a value of 0 or more.");
  return value.value_or(otherwise);
}

double SourceReader::wanted(TomlTable& t, std::string_view key, std::string_view quantity, const char* example) {
  const auto value = t.number(key, quantity, example);
  if (value && *value <= 0.0) t.error(t.where(key), fmt::format("{} of {} is {}", key, t.name(), *value < 0.0 ? "negative" : "0"), "nothing would come of it", "give a value above 0, or leave the source out.");
  return value.value_or(0.0);
}

double SourceReader::share(TomlTable& t, std::string_view key, double otherwise) { return t.number(key, "removal").value_or(otherwise); }

std::vector<int> SourceReader::whole_numbers(TomlTable& t, std::string_view key, int lowest, int highest, const char* example) {
  std::vector<int> numbers;
  const TomlValue* value = t.value(key);
  if (!value) return numbers;
  bool fine = value->kind == TomlValue::Kind::list && !value->list.empty();
  for (const TomlValue& item : value->list) {
    const int number = item.kind == TomlValue::Kind::number ? static_cast<int>(item.number) : lowest - 1;
    fine = fine && number >= lowest && number <= highest && number == item.number && std::find(numbers.begin(), numbers.end(), number) == numbers.end();
    numbers.push_back(number);
  }
  if (!fine) t.error(t.where(key), fmt::format("{} of {} is not understood", key, t.name()), fmt::format("a list of whole numbers from {} to {} is expected, each once", lowest, highest), fmt::format("write {} = {}", key, example));
  return fine ? numbers : std::vector<int>{};
}

std::optional<double> SourceReader::hour(TomlTable& t, const char* key, const TomlValue& value) {
  int hours = -1, minutes = -1;
  char rest = '\0';
  if (value.kind == TomlValue::Kind::text && std::sscanf(value.text.c_str(), "%d:%d%c", &hours, &minutes, &rest) == 2 && hours >= 0 && minutes >= 0 && minutes < 60 && hours * 60 + minutes <= 1440)
    return 3600.0 * hours + 60.0 * minutes;
  t.error(t.where(key), fmt::format("{} of {} is no time of day", key, t.name()), value.kind == TomlValue::Kind::text ? fmt::format("it says '{}'", value.text) : "", "write hours = [\"22:00\", \"04:30\"]");
  return std::nullopt;
}

void SourceReader::hours(TomlTable& t, double& from, double& to) {
  const TomlValue* value = t.value("hours");
  if (!value) return;
  if (value->kind != TomlValue::Kind::list || value->list.size() != 2) {
    t.error(t.where("hours"), fmt::format("hours of {} are not two times of day", t.name()), "", "write hours = [\"22:00\", \"04:30\"]");
    return;
  }
  const auto first = hour(t, "hours", value->list[0]), last = hour(t, "hours", value->list[1]);
  if (!first || !last) return;
  if (*first == *last) t.error(t.where("hours"), fmt::format("hours of {} begin and end at once", t.name()), "no time lies between them", "leave hours out where it runs all day.");
  from = *first, to = *last;
}

basin::Schedule SourceReader::schedule(TomlTable& t) {
  basin::Schedule s;
  hours(t, s.from, s.to);
  s.on = number(t, "on", "duration", 0.0);
  s.off = number(t, "off", "duration", 0.0);
  if (t.has("on") != t.has("off"))
    t.error(t.where(t.has("on") ? "on" : "off"), fmt::format("{} has {} and no {}", t.name(), t.has("on") ? "on" : "off", t.has("on") ? "off" : "on"), "it runs in turn", "give both, for example on = \"30 min\" and off = \"90 min\".");
  else if (t.has("on") && s.on <= 0.0) t.error(t.where("on"), fmt::format("on of {} is 0", t.name()), "it would never run", "give a time above 0.");
  s.weekdays = whole_numbers(t, "weekdays", 1, 7, "[1, 2, 3, 4, 5]");
  s.months = whole_numbers(t, "months", 1, 12, "[11, 12, 1, 2]");
  return s;
}

void SourceReader::water(TomlTable& t, basin::Series& discharge, basin::SeriesByPollutant& concentration, const basin::Amounts& defaults, bool needed) {
  if (t.has("series") || needed) {
    basin::Scenario none;
    SeriesRead series = read_series(t, "discharge", "\"2000 m3/d\"", false, {.scenario = none, .read = read, .files = files, .complaints = complaints, .period = read.period});
    discharge = std::move(series.series);
    concentration = std::move(series.concentration);
  } else {
    t.value("series");
    if (const auto value = t.number("discharge", "discharge")) discharge = {{0.0}, {*value}};
    for (const auto& [pollutant, value] : t.numbers("concentration", "concentration", pollutants(), "pollutant")) concentration[pollutant] = {{0.0}, {value}};
  }
  const double least = discharge.value.empty() ? 0.0 : *std::min_element(discharge.value.begin(), discharge.value.end());
  if (least < 0.0)
    t.error(t.where(t.has("series") ? "series" : "discharge"), fmt::format("discharge of {} is negative", t.name()),
            t.has("series") ? fmt::format("its least value is {:g} m3/s, and an outfall does not take water", least) : fmt::format("it is {:g} m3/s, and an outfall does not take water", least), "give a value of 0 or more.");
  for (const auto& [pollutant, value] : defaults) concentration.emplace(pollutant, basin::Series{{0.0}, {value}});
}

}  // namespace riverchief::io
