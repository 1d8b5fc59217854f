// Function zones, protected sources of drinking water, black-odorous waters, sampling calendars.

#include <fmt/format.h>

#include <algorithm>

#include "io/basin_reader.hpp"

namespace riverchief::io {
namespace {

const std::vector<std::string> zone_kinds{"protection", "reserve", "buffer", "drinking", "industrial", "agricultural", "fishery", "landscape", "transition", "discharge_control"};  // as basin::ZoneKind
const std::vector<std::string> formulas{"zero_dimensional", "one_dimensional", "estuary"};                                                                                       // as basin::CapacityFormula
const std::vector<std::string> waters{"river", "lake"};                                                                                                                          // as basin::WaterBody
const std::vector<std::string> classes{"Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "I", "II", "III", "IV", "V", "1", "2", "3", "4", "5"};

std::optional<int> read_class(TomlTable& t, std::string_view example = "") {
  const auto said = t.choice("target_class", classes, example);
  return said ? std::optional(static_cast<int>(*said % 5) + 1) : std::nullopt;
}

/// A number above 0.
std::optional<double> read_positive(TomlTable& t, std::string_view key, std::string_view quantity, const char* why) {
  const auto value = t.number(key, quantity);
  if (!value || *value > 0.0) return value;
  t.error(t.where(key), fmt::format("{} of {} is not above 0", key, t.name()), why, "give a value above 0.");
  return std::nullopt;
}

/// A stretch on both banks: water mixes across the river.
std::optional<basin::Stretch> read_both_banks(TomlTable& t, std::string_view key, const BasinRead& read, std::string_view example) {
  const auto over = known_stretch(t, key, read, example);
  if (!over || !over->bank) return over;
  t.error(t.where(key), fmt::format("{} names one bank", t.name()), "its water has one quality from bank to bank", fmt::format("write {} = \"{}\"", key, basin::to_text(basin::Stretch{over->river, over->from, over->to, {}})));
  return std::nullopt;
}

bool lies_in(const basin::Place& place, const basin::Stretch& over) {
  constexpr double round_off = 1e-6;  // [m]
  return place.river == over.river && place.chainage >= over.from - round_off && place.chainage <= over.to + round_off;
}

struct ZonePlace {
  const basin::FunctionZone* zone;
  core::Where over;
};

void read_function_zone(TomlTable& t, Ids& ids, BasinRead& read) {
  basin::FunctionZone z;
  z.id = ids.read(t);
  z.name_zh = t.text("name_zh");
  z.name_en = t.text("name_en");
  const auto over = read_both_banks(t, "over", read, "\"river: 0 km to 12 km\"");
  if (const auto kind = t.choice("kind", zone_kinds, "\"agricultural\"")) z.kind = static_cast<basin::ZoneKind>(*kind);
  if (const auto target = read_class(t, z.kind == basin::ZoneKind::discharge_control ? "" : "\"Ⅳ\"")) z.target_class = *target;
  z.control = known_place(t, "control", read, "");
  if (over && z.control && !lies_in(*z.control, *over))
    t.error(t.where("control"), fmt::format("{} is judged outside itself", t.name()), fmt::format("'{}' does not lie in '{}'", basin::to_text(*z.control), basin::to_text(*over)), "give a place inside the zone, or leave control out: it is judged at its end.");
  if (const auto formula = t.choice("formula", formulas)) z.formula = static_cast<basin::CapacityFormula>(*formula);
  z.design_discharge = read_positive(t, "design_discharge", "discharge", "without water there is no capacity");
  z.design_velocity = read_positive(t, "design_velocity", "velocity", "water that stands never arrives");
  z.dispersion = read_positive(t, "dispersion", "dispersion", "the estuary formula divides by it");
  z.design_temperature = t.number("design_temperature", "water_temperature");
  const auto pollutants = read.pollutant_ids();
  z.upstream_concentration = t.numbers("upstream_concentration", "concentration", pollutants, "pollutant");
  z.limits = t.numbers("limits", "concentration", pollutants, "pollutant");
  z.decay_rates = t.numbers("decay_rates", "decay_rate", pollutants, "pollutant");
  read_owner_labels(t, read, z.jurisdiction, z.chief);
  t.finish();
  if (z.formula == basin::CapacityFormula::estuary && !z.dispersion && !t.has("dispersion"))
    t.error(t.where("formula"), fmt::format("{} has the estuary formula and no dispersion", t.name()), "an estuary carries load upstream by its dispersion", "add dispersion = \"100 m2/s\", or write formula = \"one_dimensional\".");
  if (!over || z.id.empty()) return;
  z.over = *over;
  read.basin.zones.function_zones.push_back(std::move(z));
}

/// Zones that claim the same water.
void check_overlaps(const std::vector<ZonePlace>& zones, Complaints& complaints) {
  constexpr double round_off = 1e-3;  // [m]
  for (std::size_t i = 0; i < zones.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      const basin::Stretch &a = zones[k].zone->over, &b = zones[i].zone->over;
      const double from = std::max(a.from, b.from), to = std::min(a.to, b.to);
      if (a.river != b.river || to - from <= round_off) continue;
      complaints.error(zones[i].over, fmt::format("function zone '{}' overlaps function zone '{}'", zones[i].zone->id, zones[k].zone->id),
                       fmt::format("both cover '{}', and water has one target", basin::to_text(basin::Stretch{a.river, from, to, {}})), "let one end where the other begins.", {{zones[k].over, "the other one"}});
    }
  }
}

void read_function_zones(TomlTable& file, BasinRead& read, Complaints& complaints) {
  Ids ids("function zone");
  auto& zones = read.basin.zones.function_zones;
  std::vector<core::Where> places;
  for (TomlTable& t : file.tables("function_zone", "a function zone")) {
    const std::size_t before = zones.size();
    read_function_zone(t, ids, read);
    if (zones.size() > before) places.push_back(t.where("over"));
  }
  std::vector<ZonePlace> read_zones;
  for (std::size_t i = 0; i < zones.size(); ++i) read_zones.push_back({&zones[i], places[i]});
  check_overlaps(read_zones, complaints);
}

/// Law on the prevention of water pollution (2017), articles 64 to 66: no outfall inside a protected source.
void warn_of_outfalls(TomlTable& t, const basin::WaterSource& source, const BasinRead& read) {
  for (const basin::Outfall& outfall : read.basin.outfalls) {
    const bool first = source.first_zone && lies_in(outfall.at, *source.first_zone);
    if (!first && !(source.second_zone && lies_in(outfall.at, *source.second_zone))) continue;
    t.complaints().warning(t.where(first ? "first_zone" : "second_zone"), fmt::format("outfall '{}' lies in the {} zone of {}", outfall.id, first ? "first" : "second", t.name()),
                           "the law on water pollution (articles 64 to 66) forbids outfalls in protected sources of drinking water", "close it or lead it away by a measure, or correct its place.");
  }
}

void read_water_source(TomlTable& t, Ids& ids, BasinRead& read) {
  basin::WaterSource s;
  s.id = ids.read(t);
  s.name_zh = t.text("name_zh");
  s.name_en = t.text("name_en");
  t.text("intake", "\"waterworks\"");
  const std::string said = t.text("intake");
  s.intake = read.unread.count(said) ? said : reference(t, "intake", ids_of(read.basin.intakes), "intake");
  s.first_zone = read_both_banks(t, "first_zone", read, "");
  s.second_zone = read_both_banks(t, "second_zone", read, "");
  s.target_class = read_class(t).value_or(3);
  read_owner_labels(t, read, s.jurisdiction, s.chief);
  t.finish();
  if (s.id.empty() || s.intake.empty()) return;
  for (const basin::Intake& intake : read.basin.intakes) {
    if (intake.id != s.intake || !intake.at.place || !s.first_zone || lies_in(*intake.at.place, *s.first_zone)) continue;
    t.complaints().warning(t.where("first_zone"), fmt::format("the first zone of {} does not hold its intake", t.name()), fmt::format("intake '{}' lies at '{}'", intake.id, basin::to_text(*intake.at.place)),
                           "let the first zone reach from above the intake to below it.");
  }
  warn_of_outfalls(t, s, read);
  read.basin.zones.water_sources.push_back(std::move(s));
}

}  // namespace

void read_zones(TomlTable& file, BasinRead& read, Complaints& complaints) {
  read_function_zones(file, read, complaints);
  Ids sources("water source"), waters("black-odorous water");
  for (TomlTable& t : file.tables("water_source", "a water source")) read_water_source(t, sources, read);
  for (TomlTable& t : file.tables("black_odorous_water", "a black-odorous water")) {
    basin::BlackOdorousWater w;
    w.id = waters.read(t);
    w.name_zh = t.text("name_zh");
    w.name_en = t.text("name_en");
    const auto over = read_both_banks(t, "over", read, "\"river: 3 km to 5 km\"");
    w.transparency = t.number("transparency", "transparency");
    w.redox_potential = t.number("redox_potential", "redox_potential");
    read_owner_labels(t, read, w.jurisdiction, w.chief);
    t.finish();
    if (!over || w.id.empty()) continue;
    w.over = *over;
    read.basin.zones.black_odorous_waters.push_back(std::move(w));
  }
}

basin::WaterBody read_water_body(TomlTable& t) {
  return static_cast<basin::WaterBody>(t.choice("water", waters).value_or(0));
}

basin::SamplingCalendar read_sampling(TomlTable& t) {
  basin::SamplingCalendar calendar;
  constexpr double hour = 3600.0;
  if (const auto said = t.number("sample_hour", "sample_hour")) calendar.second_of_day = *said * hour;
  const TomlValue* days = t.value("sample_days");
  if (!days) {
    if (t.has("sample_hour"))
      t.error(t.where("sample_hour"), fmt::format("{} has sample_hour and no sample_days", t.name()), "nothing says on which days it is sampled", "add sample_days = [5].");
    return calendar;
  }
  const bool numbers = days->kind == TomlValue::Kind::list && !days->list.empty() &&
                       std::all_of(days->list.begin(), days->list.end(), [](const auto& v) { return v.kind == TomlValue::Kind::number && v.number >= 1.0 && v.number <= 31.0 && v.number == static_cast<int>(v.number); });
  if (!numbers) {
    t.error(t.where("sample_days"), fmt::format("sample_days of {} is no list of days", t.name()), "days of the month are whole numbers from 1 to 31", "write sample_days = [5], or [5, 20].");
    return calendar;
  }
  for (const TomlValue& day : days->list) calendar.days.push_back(static_cast<int>(day.number));
  std::sort(calendar.days.begin(), calendar.days.end());
  calendar.days.erase(std::unique(calendar.days.begin(), calendar.days.end()), calendar.days.end());
  return calendar;
}

}  // namespace riverchief::io
