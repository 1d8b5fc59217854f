#include "scenarios/attribution/alarm.hpp"

#include <fmt/format.h>

#include <vector>

#include "core/complaint.hpp"
#include "core/unit.hpp"
#include "io/date_time.hpp"
#include "scenarios/io/calendar.hpp"

namespace riverchief::attribution {
namespace {

std::string listed(const std::vector<std::string>& ids) {
  std::string all;
  for (const auto& id : ids) all += (all.empty() ? "" : ", ") + id;
  return all;
}

template <class Things>
std::vector<std::string> ids_of(const Things& things) {
  std::vector<std::string> ids;
  for (const auto& thing : things) ids.push_back(thing.id);
  return ids;
}

}  // namespace

Alarm read_alarm(const AlarmTexts& texts, const basin::Scenario& scenario) {
  std::vector<core::Complaint> wrong;
  const auto complain = [&](const char* option, std::string what, std::string why, std::string fix) {
    wrong.push_back({.where = {fmt::format("trace {}", option), 0, 0, ""}, .what = std::move(what), .why = std::move(why), .fix = std::move(fix), .notes = {}});
  };
  const auto meant = [](const std::string& word, const std::vector<std::string>& known) {
    const std::string near = core::closest(word, known);
    return near.empty() ? fmt::format("write one of: {}.", listed(known)) : fmt::format("did you mean '{}'?", near);
  };
  const auto number = [&](const char* option, const std::string& text, const char* unit, const char* example) {
    const auto value = core::parse_number(text, unit);
    if (!value) complain(option, fmt::format("'{}' is no quantity in {}", text, unit), "", fmt::format("write for example \"{}\".", example));
    else if (!(*value > 0.0)) complain(option, fmt::format("'{}' is not above 0", text), "", fmt::format("write for example \"{}\".", example));
    return value.value_or(1.0);
  };

  Alarm alarm;
  if (const auto place = basin::parse_place(texts.at)) {
    alarm.at = *place;
    const basin::River* river = basin::find_river(scenario.basin, place->river);
    if (river == nullptr) complain("--at", fmt::format("there is no river '{}'", place->river), "", meant(place->river, ids_of(scenario.basin.rivers)));
    else if (place->chainage < 0.0 || place->chainage > river->length)
      complain("--at", fmt::format("'{}' lies beyond the river", texts.at), fmt::format("{} is {:g} km long", river->id, river->length / 1000.0), "name a place on it.");
  } else {
    const auto& sections = scenario.basin.monitoring_sections;
    bool found = false;
    for (const auto& section : sections)
      if (section.id == texts.at) alarm.at = section.at, found = true;
    if (!found) complain("--at", fmt::format("'{}' is neither a place nor a monitoring section", texts.at), "", meant(texts.at, ids_of(sections)) + " A place is written \"zhimai: 122 km\".");
  }
  if (const auto instant = io::parse_instant(texts.time); !instant) {
    complain("--time", fmt::format("'{}' is no instant", texts.time), "", fmt::format("write it as {}.", scenario.start));
  } else {
    alarm.time = (instant->has_offset ? instant->epoch : instant->epoch - 60.0 * scenario.clock) - scenario.start_epoch;
    if (!(alarm.time > 0.0) || alarm.time > scenario.duration)
      complain("--time", fmt::format("'{}' lies outside the scenario", texts.time), fmt::format("it runs from {} to {}", scenario.start, io::instant(scenario.start, scenario.duration)),
               "name an instant within it, or make the scenario longer.");
  }
  alarm.pollutant = texts.pollutant;
  bool known = false;
  for (const auto& pollutant : scenario.basin.pollutants) known = known || pollutant.id == texts.pollutant;
  if (!known) complain("--pollutant", fmt::format("there is no pollutant '{}' in this basin", texts.pollutant), "", meant(texts.pollutant, ids_of(scenario.basin.pollutants)));
  alarm.excess = number("--excess", texts.excess, "g m-3", "0.8 mg/L");
  if (!texts.back.empty()) alarm.back = number("--back", texts.back, "s", "5 d");
  if (!texts.decay_rate.empty()) alarm.decay_rate = number("--decay-rate", texts.decay_rate, "s-1", "0.1 1/day");
  if (!wrong.empty()) throw core::InputError(wrong);
  return alarm;
}

}  // namespace riverchief::attribution
