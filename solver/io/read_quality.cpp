// The coupled water quality: [quality], sets of rates, local rates, beds, aeration at weirs; and whether roles and rates belong together.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "basin/rate_names.hpp"
#include "io/basin_reader.hpp"

namespace riverchief::io {
namespace {

using basin::RateId;
using basin::Role;

/// A rate, and how its range was written.
struct Published {
  basin::Rate rate;
  std::string lowest, highest;
};
using Rates = std::map<std::string, Published>;

std::vector<std::string> known_rates() {
  std::vector<std::string> names;
  for (const auto& r : basin::rate_names()) names.emplace_back(r.name);
  return names;
}

std::string as_written(const TomlValue* value) {
  if (!value) return "";
  return value->kind == TomlValue::Kind::text ? value->text : fmt::format("{:g}", value->number);
}

/// A set of rates: data with ranges and sources.
Rates read_set(const TextFile& file, Complaints& complaints) {
  Rates set;
  bool is_toml = false;
  const TomlValue root = parse_toml(file, complaints, is_toml);
  if (!is_toml) return set;
  TomlTable table(root, file, complaints, "the set of rates");
  for (const char* key : {"title_zh", "title_en", "note_zh", "note_en", "version"}) table.text(key);
  for (TomlTable& t : table.tables("rate", "a rate")) {
    const std::string name = t.text("name", "\"nitrification\"");
    if (!name.empty()) t.rename(fmt::format("rate '{}'", name));
    const std::size_t id = basin::find_rate(name);
    if (id == basin::rate_count) {
      if (!name.empty()) t.error(t.where("name"), fmt::format("unknown rate '{}'", name), "", suggestion(name, known_rates(), "rates"));
      t.report_missing();
      continue;
    }
    const std::string quantity(basin::rate_names()[id].quantity);
    Published p;
    const auto value = t.number("value", quantity, "\"0.5 1/day\"");
    p.rate.theta = t.number("theta", "theta").value_or(1.0);
    p.rate.lowest = t.number("lowest", quantity), p.rate.highest = t.number("highest", quantity);
    p.lowest = as_written(t.value("lowest")), p.highest = as_written(t.value("highest"));
    p.rate.source = t.text("source", "\"Bowie et al. (1985)\"");
    t.finish();
    if (!value) continue;
    p.rate.value = *value;
    if (p.rate.lowest && p.rate.highest && *p.rate.lowest > *p.rate.highest)
      t.error(t.where("lowest"), fmt::format("the range of {} is upside down", t.name()), fmt::format("it goes from {} to {}", p.lowest, p.highest), "write the smaller one as lowest.");
    if (!set.emplace(name, p).second) t.error(t.where("name"), fmt::format("{} is there twice", t.name()), "", "keep one of them.");
  }
  table.finish();
  return set;
}

/// Rates among the keys of a table: `nitrification = "0.2 1/day"` or `{value = "0.2 1/day", theta = 1.08}`.
std::map<std::string, basin::Rate> read_rates(TomlTable& t, const Rates& set, bool local, const std::vector<std::string>& other_keys, Complaints& complaints) {
  std::map<std::string, basin::Rate> found;
  for (const std::string& name : known_rates()) t.value(name);  // so that a misspelt one is told what it was to be
  for (const auto& entry : t.all().entries) {
    if (std::find(other_keys.begin(), other_keys.end(), entry.key) != other_keys.end()) continue;
    const std::size_t id = basin::find_rate(entry.key);
    if (id == basin::rate_count) continue;  // finish() tells of it
    const TomlValue* value = t.value(entry.key);
    const auto& name = basin::rate_names()[id];
    const auto published = set.find(entry.key);
    basin::Rate rate = published != set.end() ? published->second.rate : basin::Rate{};
    std::optional<double> number;
    std::string written = as_written(value);
    if (value->kind == TomlValue::Kind::table) {
      auto inner = t.table(entry.key, fmt::format("{} of {}", entry.key, t.name()));
      number = inner->number("value", name.quantity, "\"0.5 1/day\"");
      written = as_written(inner->value("value"));
      if (const auto theta = inner->number("theta", "theta")) rate.theta = *theta;
      inner->finish();
    } else {
      number = t.as_number(*value, entry.key, name.quantity);
    }
    if (!number) {
      found[entry.key] = rate;  // it is there, though wrong: nobody misses it
      continue;
    }
    if (local && !name.local) {
      t.error(t.where_key(entry.key), fmt::format("{} cannot differ by stretch", entry.key), fmt::format("it holds for the whole basin: {}", name.says), "give it in [quality.own_rates].");
      continue;
    }
    rate.value = *number;
    if (published != set.end()) {
      const Published& p = published->second;
      if ((p.rate.lowest && *number < *p.rate.lowest) || (p.rate.highest && *number > *p.rate.highest))
        complaints.warning(t.where(entry.key), fmt::format("{} of {} is outside its published range", entry.key, t.name()),
                           fmt::format("it is {}; published are {} to {} ({})", written, p.lowest.empty() ? "0" : p.lowest, p.highest.empty() ? "no limit" : p.highest, p.rate.source),
                           "check the value; where measurements ask for it, say so in the basin's note_en.");
    }
    found[entry.key] = rate;
  }
  return found;
}

/// `over` or `storage`, one of the two.
bool read_where(TomlTable& t, const BasinRead& read, std::optional<basin::Stretch>& over, std::string& storage) {
  const bool stretch = t.has("over"), cell = t.has("storage");
  if (stretch) over = known_stretch(t, "over", read, "\"river: 3 km to 8 km\"");
  if (cell) storage = reference(t, "storage", ids_of(read.basin.storages), "storage cell");
  if (stretch == cell)
    t.error(stretch ? t.where("storage") : t.here(), fmt::format("{} {}", t.name(), stretch ? "has both over and storage" : "does not say where it is"), "",
            "write over = \"river: 3 km to 8 km\" or storage = \"lake\".");
  return stretch != cell && (over || !storage.empty());
}

void read_local(TomlTable& file, const Rates& set, BasinRead& read, Complaints& complaints) {
  auto& q = read.basin.quality;
  for (TomlTable& t : file.tables("local_rates", "local rates")) {
    basin::LocalRates local;
    const bool placed = read_where(t, read, local.over, local.storage);
    if (const TomlValue* at = t.value(t.has("over") ? "over" : "storage"); at && at->kind == TomlValue::Kind::text) t.rename(fmt::format("the rates of '{}'", at->text));
    local.rates = read_rates(t, set, true, {"over", "storage"}, complaints);
    t.finish();
    if (placed) q.local_rates.push_back(std::move(local));
  }
  for (TomlTable& t : file.tables("bed", "a bed")) {
    basin::Bed bed;
    bed.id = t.text("id");
    if (!bed.id.empty()) t.rename(fmt::format("bed '{}'", bed.id));
    const bool placed = read_where(t, read, bed.over, bed.storage);
    const auto rates = read_rates(t, set, true, {"id", "over", "storage"}, complaints);
    for (const auto& [name, rate] : rates) {
      if (name == "sod") bed.sod = rate.value;
      else if (name == "nh3n_release") bed.nh3n_release = rate.value;
      else if (name == "diss_p_release") bed.diss_p_release = rate.value;
      else t.error(t.where_key(name), fmt::format("{} is no rate of a bed", name), "a bed has sod, nh3n_release and diss_p_release", "give it in [[local_rates]].");
    }
    t.finish();
    if (placed) q.beds.push_back(std::move(bed));
  }
  for (TomlTable& t : file.tables("weir_aeration", "the aeration at a weir")) {
    basin::Quality::Drop drop;
    drop.structure = reference(t, "structure", ids_of(read.basin.structures), "structure");
    t.text("structure", "\"weir\"");
    drop.quality = t.number("water_factor", "ratio").value_or(1.0);
    drop.shape = t.number("weir_factor", "ratio").value_or(0.8);
    t.finish();
    if (!drop.structure.empty()) q.drops.push_back(drop);
  }
}

/// A yes or no.
void read_flag(TomlTable& t, std::string_view key, bool& flag) {
  const TomlValue* value = t.value(key);
  if (!value) return;
  if (value->kind == TomlValue::Kind::boolean) flag = value->boolean;
  else t.error(t.where(key), fmt::format("{} of {} is {}", key, t.name(), describe(value->kind)), "true or false is expected", fmt::format("write {} = true", key));
}

void read_settings(TomlTable& t, basin::Quality& q) {
  static const std::vector<std::string> formulas{"covar", "oconnor_dobbins", "churchill", "owens_gibbs", "tsivoglou_neal", "value"};  // as basin::Reaeration
  static const std::vector<std::string> lights{"steele", "smith", "half_saturation"};                                              // as basin::LightLaw
  if (t.has("reaeration"))
    if (const auto choice = t.choice("reaeration", formulas)) q.reaeration = static_cast<basin::Reaeration>(*choice);
  if (t.has("light"))
    if (const auto choice = t.choice("light", lights)) q.light = static_cast<basin::LightLaw>(*choice);
  read_flag(t, "wind_reaeration", q.wind_reaeration);
  q.longest_step = t.number("longest_step", "longest_step").value_or(q.longest_step);
  q.salinity = t.number("salinity", "salinity").value_or(q.salinity);
  q.altitude = t.number("altitude", "altitude").value_or(q.altitude);
  q.latitude = t.number("latitude", "latitude"), q.longitude = t.number("longitude", "longitude");
  if (q.latitude.has_value() != q.longitude.has_value())
    t.error(t.where(q.latitude ? "latitude" : "longitude"), fmt::format("{} of [quality] stands alone", q.latitude ? "latitude" : "longitude"), "the sun's height follows from both", "give latitude and longitude.");
  if (const auto start = t.number("bottom_algae_start", "bottom_algae_start")) q.bottom_algae = true, q.bottom_algae_start = *start;
}

/// Every rate that a role cannot do without must be there, and a role must be there once.
void check_roles(const core::Where& quality_at, const std::vector<RolePlace>& places, BasinRead& read, Complaints& complaints) {
  const auto& b = read.basin;
  auto& q = read.basin.quality;
  std::map<Role, std::string> of_role;
  for (const RolePlace& place : places) {
    const auto p = std::find_if(b.pollutants.begin(), b.pollutants.end(), [&](const auto& one) { return one.id == place.pollutant; });
    if (p == b.pollutants.end() || p->role == Role::none) continue;
    const std::string role = basin::to_text(p->role);
    if (p->role != Role::petroleum && p->role != Role::heavy_metal) {
      const auto [other, is_new] = of_role.emplace(p->role, p->id);
      if (!is_new) complaints.error(place.role, fmt::format("two pollutants have the role '{}'", role), fmt::format("'{}' has it already", other->second), "give one of them another role, or none with a decay_rate of its own.");
    }
    if (place.has_decay_rate)
      complaints.error(place.decay_rate, fmt::format("pollutant '{}' has a role and a decay_rate", p->id), fmt::format("with role = \"{}\" its rates are those of [quality]", role), "leave out decay_rate and theta, or leave out role.");
    const bool settles = p->role == Role::heavy_metal;
    for (std::size_t i = 0; i < basin::rate_count; ++i) {
      const auto& name = basin::rate_names()[i];
      const bool algae = q.bottom_algae && name.name.substr(0, 6) == "bottom";
      if (!std::isnan(name.otherwise) || q.rates.count(std::string(name.name))) continue;
      if (std::find(name.needed_by.begin(), name.needed_by.end(), p->role) == name.needed_by.end() && !(algae && place.pollutant == places.front().pollutant)) continue;
      complaints.error(algae ? quality_at : place.role, fmt::format("rate '{}' is not given", name.name), algae ? "bottom algae need it" : fmt::format("role = \"{}\" needs it: {}", role, name.says),
                       fmt::format("name a set that has it (rates = \"../rates/temperate_rivers.toml\" in [quality]), or give {} in [quality.own_rates]", settles && name.name == "heavy_metal_partition" ? "heavy_metal_partition = \"100 m3/kg\"" : std::string(name.name)));
    }
  }
  if (q.reaeration == basin::Reaeration::value && of_role.count(Role::dissolved_oxygen) && !q.rates.count("reaeration_rate"))
    complaints.error(quality_at, "reaeration = \"value\" has no value", "", "give reaeration_rate = \"0.6 1/day\" in [quality.own_rates].");
  if (places.empty() && q.bottom_algae) complaints.error(quality_at, "bottom algae have nothing to live on", "no pollutant has a role", "give pollutants a role, for example role = \"do\".");
}

}  // namespace

void read_quality(TomlTable& file, BasinRead& read, InputFiles& files, Complaints& complaints) {
  auto& q = read.basin.quality;
  Rates set;
  core::Where at = file.here();
  if (auto t = file.table("quality", "[quality]")) {
    at = t->here();
    q.rates_file = t->text("rates");
    if (!q.rates_file.empty())
      if (const TextFile* named = files.open(q.rates_file, file.file().folder(), t->where("rates"))) set = read_set(*named, complaints);
    for (const auto& [name, published] : set) q.rates[name] = published.rate;
    read_settings(*t, q);
    if (auto own = t->table("own_rates", "the basin")) {
      for (const auto& [name, rate] : read_rates(*own, set, false, {}, complaints)) q.rates[name] = rate;
      own->finish();
    }
    t->finish();
  }
  read_local(file, set, read, complaints);
  check_roles(at, read.roles, read, complaints);
}

}  // namespace riverchief::io
