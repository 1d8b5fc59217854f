// Treatment plants that are built, enlarged, or brought to a better class of GB 18918.
//
// A new plant treats what later measures or sources send to it; the class gives its effluent limits [SO-3].

#include <fmt/format.h>

#include <algorithm>

#include "io/load_coefficients.hpp"
#include "scenarios/measures/edit.hpp"

namespace riverchief::measures {
namespace {

constexpr double seconds_per_day = 86400.0;
const std::vector<std::string> classes{"1A", "1B", "2", "3", "一级A", "一级B", "二级", "三级"};

/// The class by number, 0 = 1A; nothing where it is missing, or after a complaint.
std::optional<std::size_t> read_class(Settings& settings) {
  const auto written = settings.text("class");
  if (!written) return std::nullopt;
  const auto found = std::find(classes.begin(), classes.end(), *written);
  if (found != classes.end()) return static_cast<std::size_t>(found - classes.begin()) % 4;
  settings.complain("class", fmt::format("unknown class '{}' of measure '{}'", *written, settings.id()), "GB 18918 knows four", "write class = \"1A\", \"1B\", \"2\" or \"3\".");
  return std::nullopt;
}

/// Gives the plant the limits of its class; what it stated that is lower stays.
void set_class(Edit& edit, basin::Outfall& plant, std::size_t effluent_class) {
  io::Complaints complaints;
  io::InputFiles files(complaints);
  io::LoadCoefficients data(files, complaints);
  const auto limits = data.effluent(effluent_class, false, edit.basin.pollutants), cold = data.effluent(effluent_class, true, edit.basin.pollutants);
  complaints.throw_if_any_error();
  plant.effluent_class = classes[effluent_class];
  for (const auto& [pollutant, limit] : limits) {
    const auto [stated, is_new] = plant.concentration.emplace(pollutant, limit);
    const double before = stated->second;
    stated->second = std::min(before, limit);
    const auto earlier = plant.cold_concentration.find(pollutant);
    const double in_the_cold = is_new ? cold.at(pollutant) : std::min(earlier == plant.cold_concentration.end() ? before : earlier->second, cold.at(pollutant));
    plant.cold_concentration.erase(pollutant);
    if (in_the_cold != stated->second) plant.cold_concentration[pollutant] = in_the_cold;
  }
  for (const auto& input : files.inputs()) edit.inputs.push_back(input);
}

std::optional<double> read_capacity(Settings& settings) {
  const auto capacity = settings.number("capacity", "m3/s");
  if (capacity && *capacity <= 0.0) settings.complain("capacity", fmt::format("capacity of measure '{}' is not above 0", settings.id()), fmt::format("it is {:g} m3/s", *capacity), "write capacity = \"20000 m3/d\".");
  return capacity;
}

}  // namespace

void plant_addition(Edit& edit) {
  Settings& settings = edit.settings;
  const auto id = settings.text("plant");
  const auto at = settings.place("at", edit.basin);
  const auto capacity = read_capacity(settings);
  const auto effluent_class = read_class(settings);
  const auto utilisation = settings.share("utilisation");
  for (const char* key : {"plant", "capacity", "class"})
    if (!settings.has(key)) settings.complain("", fmt::format("measure '{}' has no {}", settings.id(), key), "", fmt::format("add {} = {}.", key, key == std::string("plant") ? "\"wwtp_new\"" : key == std::string("capacity") ? "\"20000 m3/d\"" : "\"1A\""));
  if (id && std::any_of(edit.basin.outfalls.begin(), edit.basin.outfalls.end(), [&](const auto& o) { return o.id == *id; }))
    settings.complain("plant", fmt::format("measure '{}' builds a plant with the id '{}', which an outfall has", settings.id(), *id), "", "give it an id of its own, or use plant_upgrade.");
  if (!settings.fine() || !at) return;
  basin::Outfall plant;
  plant.id = *id;
  plant.at = *at;
  plant.kind = basin::OutfallKind::treatment_plant;
  plant.sector = "sewage_treatment", plant.subtype = "urban_plant";
  plant.capacity = *capacity;
  plant.inflow = 0.0;
  plant.utilisation = utilisation.value_or(1.0);
  set_class(edit, plant, *effluent_class);
  for (const basin::Owner& owner : edit.basin.owners)
    if (owner.over.river == at->river && at->chainage >= owner.over.from && at->chainage <= owner.over.to && (!owner.over.bank || !at->bank || *owner.over.bank == *at->bank)) plant.jurisdiction = owner.jurisdiction, plant.chief = owner.chief;
  edit.report.outfalls = {*id};
  edit.report.quantities = {{"capacity", *capacity * seconds_per_day, "m3/d"}};
  add_price(edit, "capacity", *capacity * seconds_per_day, "plant_construction", true);
  edit.basin.outfalls.push_back(std::move(plant));
}

void plant_upgrade(Edit& edit) {
  Settings& settings = edit.settings;
  std::vector<std::string> plants;
  for (const auto& o : edit.basin.outfalls)
    if (o.kind == basin::OutfallKind::treatment_plant) plants.push_back(o.id);
  const auto ids = known_ids(edit, "plant", plants, "treatment plants");
  const auto capacity = read_capacity(settings);
  const auto effluent_class = read_class(settings);
  const auto utilisation = settings.share("utilisation");
  if (ids.size() > 1) settings.complain("plant", fmt::format("measure '{}' names several plants", settings.id()), "each has a capacity of its own", "give each plant a measure.");
  if (!settings.fine() || ids.empty()) return;
  const auto before = loads_of_all(edit);
  basin::Outfall& plant = *std::find_if(edit.basin.outfalls.begin(), edit.basin.outfalls.end(), [&](const auto& o) { return o.id == ids.front(); });
  const double old_capacity = plant.capacity.value_or(0.0);
  const auto old_concentration = plant.concentration, old_cold = plant.cold_concentration;
  const double old_utilisation = plant.utilisation;
  if (capacity) plant.capacity = *capacity;
  if (utilisation) plant.utilisation = *utilisation;
  if (effluent_class) set_class(edit, plant, *effluent_class);
  const double added = std::max(0.0, plant.capacity.value_or(0.0) - old_capacity) * seconds_per_day;
  const bool is_better = plant.concentration != old_concentration || plant.cold_concentration != old_cold;
  if (added <= 0.0 && !is_better && plant.utilisation == old_utilisation) {
    settings.changes_nothing(capacity ? "capacity" : effluent_class ? "class" : "plant", fmt::format("plant '{}' has that already: capacity {:.0f} m3/d, class {}", plant.id, old_capacity * seconds_per_day, plant.effluent_class.empty() ? "not stated" : plant.effluent_class),
                             "give a greater capacity, a better class or a greater utilisation.");
    return;
  }
  edit.report.outfalls = ids;
  const double upgraded = is_better ? plant.capacity.value_or(plant.discharge) * seconds_per_day : 0.0;
  edit.report.quantities = {{"added_capacity", added, "m3/d"}, {"upgraded_capacity", upgraded, "m3/d"}};
  add_price(edit, "added_capacity", added, "plant_construction", true);
  if (upgraded > 0.0) add_price(edit, "upgraded_capacity", upgraded, "plant_upgrade", false);
  report_removal(edit, before);
}

}  // namespace riverchief::measures
