#include "scenarios/measures/settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "core/unit.hpp"

namespace riverchief::measures {
namespace {

/// Line number `line` (from 1) of a text.
std::string line_of(const std::string& text, int line) {
  std::size_t from = 0;
  for (int i = 1; i < line; ++i) {
    from = text.find('\n', from);
    if (from == std::string::npos) return "";
    ++from;
  }
  std::string found = text.substr(from, text.find('\n', from) - from);
  if (!found.empty() && found.back() == '\r') found.pop_back();
  return found;
}

}  // namespace

std::string suggestion(std::string_view word, const std::vector<std::string>& known, const std::string& what) {
  const std::string near = core::closest(word, known);
  if (!near.empty()) return fmt::format("did you mean '{}'?", near);
  if (known.empty()) return fmt::format("there are no {} to choose from.", what);
  constexpr std::size_t most = 12;
  std::string list;
  for (std::size_t i = 0; i < std::min(most, known.size()); ++i) list += (i ? ", " : "") + known[i];
  return fmt::format("{}: {}{}.", what, list, known.size() > most ? ", ..." : "");
}

Settings::Settings(const basin::MeasureRecord& record, const basin::Scenario& scenario, std::vector<core::Complaint>& complaints)
    : record_(record), scenario_(scenario), complaints_(complaints) {}

bool Settings::has(std::string_view key) const { return record_.settings.find(std::string(key)) != record_.settings.end(); }

std::optional<double> Settings::number(const std::string& key, const std::string& unit) {
  const auto found = record_.settings.find(key);
  if (found == record_.settings.end()) return std::nullopt;
  if (const double* value = std::get_if<double>(&found->second)) {
    if (std::isfinite(*value)) return *value;
  }
  if (const std::string* text = std::get_if<std::string>(&found->second)) {
    if (const std::optional<double> si = core::parse_number(*text, unit)) return *si;
    // A price has units of its own: they are not converted, only checked.
    char* rest = nullptr;
    const double value = std::strtod(text->c_str(), &rest);
    if (rest != text->c_str() && std::isfinite(value)) {
      while (*rest == ' ') ++rest;
      if (unit == rest) return value;
    }
  }
  complain(key, fmt::format("{} of measure '{}' is no number in {}", key, id(), unit), "",
           fmt::format("write {} = 1.0 (in {}), or a text with a unit such as \"1.0 {}\".", key, unit, unit));
  return std::nullopt;
}

std::optional<std::string> Settings::text(const std::string& key) {
  const auto found = record_.settings.find(key);
  if (found == record_.settings.end()) return std::nullopt;
  if (const std::string* text = std::get_if<std::string>(&found->second)) return *text;
  complain(key, fmt::format("{} of measure '{}' is no text", key, id()), "", fmt::format("write {} = \"...\".", key));
  return std::nullopt;
}

std::optional<std::vector<std::string>> Settings::list(const std::string& key) {
  const auto found = record_.settings.find(key);
  if (found == record_.settings.end()) return std::nullopt;
  if (const auto* list = std::get_if<std::vector<std::string>>(&found->second)) return *list;
  if (const std::string* text = std::get_if<std::string>(&found->second)) return std::vector<std::string>{*text};
  complain(key, fmt::format("{} of measure '{}' is no list of ids", key, id()), "", fmt::format("write {} = [\"...\", \"...\"].", key));
  return std::nullopt;
}

std::optional<std::string> Settings::written_place(const std::string& key, const std::string& example) {
  if (has(key)) return text(key);
  complain("", fmt::format("measure '{}' does not say where", id()), fmt::format("a {} needs the key '{}'", kind(), key),
           fmt::format("add {} = \"{}\".", key, example));
  return std::nullopt;
}

const basin::River* Settings::known_river(const std::string& key, const std::string& river, const basin::Basin& basin) {
  if (const basin::River* found = basin::find_river(basin, river)) return found;
  std::vector<std::string> known;
  for (const basin::River& r : basin.rivers) known.push_back(r.id);
  complain(key, fmt::format("unknown river '{}' in measure '{}'", river, id()), "", suggestion(river, known, "rivers"));
  return nullptr;
}

std::optional<basin::Stretch> Settings::stretch(const std::string& key, const basin::Basin& basin) {
  const std::optional<std::string> written = written_place(key, "river: 10 km to 12 km");
  if (!written) return std::nullopt;
  const std::optional<basin::Stretch> stretch = basin::parse_stretch(*written);
  if (!stretch) {
    complain(key, fmt::format("'{}' is no stretch of a river", *written), "",
             "write \"river: 10 km to 12 km\", the first chainage the smaller one, with ' left' or ' right' behind it where a bank matters.");
    return std::nullopt;
  }
  const basin::River* river = known_river(key, stretch->river, basin);
  if (!river) return std::nullopt;
  if (stretch->from < 0.0 || stretch->to > river->length) {
    complain(key, fmt::format("measure '{}' reaches beyond river '{}'", id(), river->id),
             fmt::format("the river ends at {:g} km, the stretch is {}", river->length / 1000.0, basin::to_text(*stretch)),
             fmt::format("keep it between 0 km and {:g} km.", river->length / 1000.0));
    return std::nullopt;
  }
  return stretch;
}

std::optional<basin::Place> Settings::place(const std::string& key, const basin::Basin& basin) {
  const std::optional<std::string> written = written_place(key, "river: 10 km");
  if (!written) return std::nullopt;
  const std::optional<basin::Place> place = basin::parse_place(*written);
  if (!place) {
    complain(key, fmt::format("'{}' is no place on a river", *written), "", "write \"river: 10 km\", with ' left' or ' right' behind it where a bank matters.");
    return std::nullopt;
  }
  const basin::River* river = known_river(key, place->river, basin);
  if (!river) return std::nullopt;
  if (place->chainage < 0.0 || place->chainage > river->length) {
    complain(key, fmt::format("measure '{}' lies beyond river '{}'", id(), river->id),
             fmt::format("the river ends at {:g} km, the place is {}", river->length / 1000.0, basin::to_text(*place)),
             fmt::format("keep it between 0 km and {:g} km.", river->length / 1000.0));
    return std::nullopt;
  }
  return place;
}

std::optional<double> Settings::share(const std::string& key) {
  const std::optional<double> value = number(key, "1");
  if (value && (*value < 0.0 || *value > 1.0)) {
    complain(key, fmt::format("{} of measure '{}' is {:g}", key, id(), *value), "it is a share, from 0 to 1", "write 0.9 for 90 %.");
    return std::nullopt;
  }
  return value;
}

std::string Settings::one_of(const std::vector<std::string>& keys, const std::string& purpose) {
  std::vector<std::string> found;
  for (const std::string& key : keys) {
    if (has(key)) found.push_back(key);
  }
  if (found.size() == 1) return found.front();
  const std::string choice = fmt::format("give exactly one of {}.", fmt::join(keys, ", "));
  if (found.empty()) {
    complain("", fmt::format("measure '{}' does not say {}", id(), purpose), "", choice);
  } else {
    complain(found.back(), fmt::format("measure '{}' says twice {}", id(), purpose), fmt::format("{}", fmt::join(found, " and ")), choice);
  }
  return "";
}

void Settings::check_keys(const std::vector<std::string>& known) {
  for (const auto& [key, value] : record_.settings) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    std::vector<std::string> shown(known.begin(), known.end());
    complain(key, fmt::format("unknown key '{}' in measure '{}' ({})", key, id(), kind()), "", suggestion(key, shown, "keys"));
  }
}

void Settings::complain(const std::string& key, std::string what, std::string why, std::string fix) {
  fine_ = false;
  complaints_.push_back({.where = where(key), .what = std::move(what), .why = std::move(why), .fix = std::move(fix), .notes = {}});
}

void Settings::changes_nothing(const std::string& key, std::string why, std::string fix) {
  complain(key, fmt::format("measure '{}' changes nothing", id()), std::move(why), std::move(fix));
}

core::Where Settings::where(const std::string& key) const {
  auto at = record_.position.find(key);
  if (at == record_.position.end()) at = record_.position.find("");
  core::Where where{scenario_.file, 0, 0, ""};
  if (at == record_.position.end()) return where;
  where.line = at->second.first;
  where.column = at->second.second;
  for (const basin::InputText& input : scenario_.inputs) {
    if (input.path == scenario_.file) where.excerpt = line_of(input.text, where.line);
  }
  return where;
}

}  // namespace riverchief::measures
