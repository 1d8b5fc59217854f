// Sources besides outfalls: people, animals, fish, land, combined sewers, mines, seepage pits, litter. Equations: solver/basin/README.md.

#include <fmt/format.h>

#include <algorithm>

#include "io/source_reader.hpp"

namespace riverchief::io {
namespace {

const std::vector<std::string> zones{"prohibited", "limited", "allowed", "禁养", "限养", "可养"};

/// Names the plant that takes what sewers collect: complains where it is none, or does not say what arrives.
std::string plant(TomlTable& t, std::string_view key, const SourceReader& reader, bool outside_is_fine) {
  const std::string id = t.text(key);
  if (id.empty() || (outside_is_fine && id.rfind("outside:", 0) == 0)) return id;
  const auto& outfalls = reader.read.basin.outfalls;
  const auto found = std::find_if(outfalls.begin(), outfalls.end(), [&](const auto& o) { return o.id == id; });
  std::vector<std::string> plants;
  for (const auto& o : outfalls)
    if (o.kind == basin::OutfallKind::treatment_plant && o.capacity) plants.push_back(o.id);
  if (found == outfalls.end()) t.error(t.where(key), fmt::format("unknown treatment plant '{}' in {}", id, t.name()), "", suggestion(id, plants, "treatment plants with a capacity"));
  else if (found->kind != basin::OutfallKind::treatment_plant || !found->capacity)
    t.error(t.where(key), fmt::format("'{}' in {} cannot take sewage", id, t.name()), found->capacity ? "it is no treatment plant" : "it is no treatment plant with a capacity", suggestion("", plants, "treatment plants with a capacity"));
  else return id;
  return "";
}

void read_urban(TomlTable& t, Ids& ids, SourceReader& r) {
  basin::UrbanDomestic s;
  const bool fine = r.labels(t, ids, s, "urban_life");
  s.population = r.wanted(t, "population", "population", "120000");
  s.water = t.has("water") ? r.number(t, "water", "demand", 0.0) : (t.value("water"), r.coefficients.number("urban.water", "m3/s"));
  s.per_capita = r.amounts(t, "per_capita", "load", r.coefficients.amounts("urban.per_capita", "kg/s", r.all_pollutants()));
  s.collected = r.share(t, "collected", 0.0);
  s.treated_at = plant(t, "treated_at", r, false);
  s.removal = r.amounts(t, "removal", "removal", r.coefficients.amounts("urban.removal", "1", r.all_pollutants()));
  if (t.has("treated_at") && t.has("removal"))
    t.error(t.where("removal"), fmt::format("{} has a removal and a treatment plant", t.name()), "the plant's effluent says what is left", "keep one of the two.", {{t.where("treated_at"), "the plant"}});
  t.finish();
  if (fine) r.read.basin.sources.urban_domestic.push_back(std::move(s));
}

void read_village(TomlTable& t, Ids& ids, SourceReader& r) {
  basin::Village s;
  const bool fine = r.labels(t, ids, s, "rural_life");
  s.households = r.wanted(t, "households", "population", "240");
  s.persons = t.has("persons") ? r.number(t, "persons", "population", 0.0) : (t.value("persons"), r.coefficients.number("rural.persons", "1"));
  s.water = t.has("water") ? r.number(t, "water", "demand", 0.0) : (t.value("water"), r.coefficients.number("rural.water", "m3/s"));
  s.per_capita = r.amounts(t, "per_capita", "load", r.coefficients.amounts("rural.per_capita", "kg/s", r.all_pollutants()));
  s.septic = r.share(t, "septic", 0.0);
  s.ecological = r.share(t, "ecological", 0.0);
  if (s.ecological > s.septic + 1e-12)
    t.error(t.where("ecological"), fmt::format("more households of {} have ecological treatment than septic tanks", t.name()), fmt::format("ecological {:g}, septic {:g}; it stands behind the tank", s.ecological, s.septic), "give an ecological share no greater than septic.");
  s.septic_removal = r.amounts(t, "septic_removal", "removal", r.coefficients.amounts("rural.septic_removal", "1", r.all_pollutants()));
  s.ecological_removal = r.amounts(t, "ecological_removal", "removal", r.coefficients.amounts("rural.ecological_removal", "1", r.all_pollutants()));
  s.delivery = t.has("delivery") ? r.share(t, "delivery", 1.0) : (t.value("delivery"), r.coefficients.number("rural.delivery", "1"));
  t.finish();
  if (fine) r.read.basin.sources.villages.push_back(std::move(s));
}

void read_livestock(TomlTable& t, Ids& ids, SourceReader& r) {
  basin::Livestock s;
  const bool fine = r.labels(t, ids, s, "livestock");
  const auto animals = r.coefficients.kinds("livestock");
  if (!t.has("heads")) t.error(t.here(), fmt::format("{} has no heads", t.name()), "", "add heads = {pig = 3000}");
  for (const auto& [animal, heads] : t.numbers("heads", "population", animals, "animal")) {
    const std::string path = "livestock." + animal;
    s.herds.push_back({animal, heads, r.coefficients.number(path + ".pigs", "1"), r.coefficients.amounts(path + ".per_head", "kg/s", r.all_pollutants())});
  }
  const auto own = t.numbers("per_head", "load", r.pollutants(), "pollutant");
  if (!own.empty() && s.herds.size() > 1) t.error(t.where("per_head"), fmt::format("per_head of {} stands for several animals", t.name()), "each makes a load of its own", "give each animal a [[livestock]] of its own.");
  for (auto& herd : s.herds)
    for (const auto& [pollutant, load] : own) herd.per_head[pollutant] = load;
  s.utilised = t.has("utilised") ? r.share(t, "utilised", 0.0) : (t.value("utilised"), r.coefficients.number("livestock.utilised", "1"));
  s.delivery = t.has("delivery") ? r.share(t, "delivery", 1.0) : (t.value("delivery"), r.coefficients.number("livestock.delivery", "1"));
  if (const auto zone = t.choice("zone", zones)) s.zone = static_cast<basin::LivestockZone>(*zone % 3 + 1);
  if (s.zone == basin::LivestockZone::prohibited)
    r.complaints.warning(t.where("zone"), fmt::format("{} lies in a zone where livestock is prohibited", t.name()), "its load is in the run as it is", "close it with a measure of kind livestock_removal, or mend its zone.");
  t.finish();
  if (fine) r.read.basin.sources.livestock.push_back(std::move(s));
}

void read_aquaculture(TomlTable& t, Ids& ids, SourceReader& r) {
  basin::Aquaculture s;
  const bool fine = r.labels(t, ids, s, "aquaculture");
  const bool has_cages = t.has("cages"), has_area = t.has("area");
  if (has_cages == has_area) t.error(has_cages ? t.where("area") : t.here(), fmt::format("{} has {}", t.name(), has_cages ? "both cages and area" : "neither cages nor area"), "", has_cages ? "keep one of the two." : "add cages = 120, or area = \"35 ha\" for ponds.");
  s.cages = has_cages;
  if (has_cages) s.units = r.wanted(t, "cages", "population", "120");
  else t.value("cages");
  if (has_area) s.units = r.wanted(t, "area", "area", "\"35 ha\"");
  else t.value("area");
  if (s.cages) {
    s.per_unit = r.amounts(t, "per_cage", "load", r.coefficients.amounts("aquaculture.cage.per_unit", "kg/s", r.all_pollutants()));
  } else {
    s.per_unit = r.amounts(t, "per_area", "export", r.coefficients.amounts("aquaculture.pond.per_area", "kg/(m2 s)", r.all_pollutants()));
    constexpr double year = 365.0 * 86400.0;
    s.water = (t.has("pond_water") ? r.number(t, "pond_water", "depth", 0.0) : (t.value("pond_water"), r.coefficients.number("aquaculture.pond_water", "m"))) / year;
  }
  s.months = r.whole_numbers(t, "months", 1, 12, "[10, 11]");
  t.finish();
  if (fine) r.read.basin.sources.aquaculture.push_back(std::move(s));
}

void read_land_use(TomlTable& t, Ids& ids, SourceReader& r) {
  basin::LandUse s;
  bool fine = r.labels(t, ids, s, "farmland");
  const auto uses = r.coefficients.kinds("land_use");
  const auto use = t.choice("use", uses, "\"dry_cropland\"");
  s.area = r.wanted(t, "area", "area", "\"42 km2\"");
  if (const auto by = t.choice("by", {"year", "rain"}, "\"rain\"")) s.by_rain = *by == 1;
  const std::string path = use ? "land_use." + uses[*use] : "";
  if (use) s.use = uses[*use];
  if (s.use == "urban" && !t.has("sector")) s.sector = "urban_runoff";
  if (!use) fine = false;
  for (const char* key : {"export", "delivery"})
    if (s.by_rain && t.has(key)) t.error(t.where(key), fmt::format("{} of {} is for the load of a year", key, t.name()), "it runs off by rain", "remove it, or write by = \"year\".");
  for (const char* key : {"event_concentration", "runoff_coefficient", "delay"})
    if (!s.by_rain && t.has(key)) t.error(t.where(key), fmt::format("{} of {} is for what runs off by rain", key, t.name()), "its load is that of a year, evenly", "remove it, or write by = \"rain\".");
  s.export_rate = r.amounts(t, "export", "export", use ? r.coefficients.amounts(path + ".export", "kg/(m2 s)", r.all_pollutants()) : basin::Amounts{});
  s.event_concentration = r.amounts(t, "event_concentration", "concentration", use ? r.coefficients.amounts(path + ".event_concentration", "mg/L", r.all_pollutants()) : basin::Amounts{});
  s.runoff_coefficient = t.has("runoff_coefficient") || !use ? r.share(t, "runoff_coefficient", 0.0) : (t.value("runoff_coefficient"), r.coefficients.number(path + ".runoff_coefficient", "1"));
  s.delay = r.number(t, "delay", "duration", 6.0 * 3600.0);
  s.delivery = r.share(t, "delivery", 1.0);
  t.finish();
  if (fine) r.read.basin.sources.land_uses.push_back(std::move(s));
}

void read_combined_sewer(TomlTable& t, Ids& ids, SourceReader& r) {
  basin::CombinedSewer s;
  const bool fine = r.labels(t, ids, s, "urban_runoff");
  auto& c = r.coefficients;
  s.area = r.wanted(t, "area", "area", "\"180 ha\"");
  s.runoff_coefficient = t.has("runoff_coefficient") ? r.share(t, "runoff_coefficient", 0.0) : (t.value("runoff_coefficient"), c.number("combined_sewer.runoff_coefficient", "1"));
  s.delay = r.number(t, "delay", "duration", 3600.0);
  const double water = c.number("urban.water", "m3/s");
  if (t.has("population") && t.has("dry_discharge")) t.error(t.where("dry_discharge"), fmt::format("{} has both population and dry_discharge", t.name()), "", "keep one of the two.", {{t.where("population"), "the other one"}});
  s.dry_discharge = t.has("population") ? water * r.number(t, "population", "population", 0.0) : (t.value("population"), 0.0);
  if (t.has("dry_discharge")) s.dry_discharge = r.number(t, "dry_discharge", "demand", 0.0);
  else t.value("dry_discharge");
  basin::Amounts sewage = c.amounts("urban.per_capita", "kg/s", r.all_pollutants());
  for (auto& [pollutant, value] : sewage) value = 1000.0 * value / water;
  s.sewage = r.amounts(t, "sewage", "concentration", sewage);
  s.interception_ratio = r.number(t, "interception_ratio", "interception_ratio", 0.0);
  if (!t.has("interception_ratio") && t.has("receiver")) t.error(t.where("receiver"), fmt::format("{} has a receiver and no interception_ratio", t.name()), "how much the interceptor takes must be known", "add interception_ratio = 2.0.");
  s.leakage = r.share(t, "leakage", 0.0);
  s.receiver = plant(t, "receiver", r, true);
  if (!t.has("receiver"))
    t.error(t.here(), fmt::format("{} has no receiver", t.name()), "what is intercepted must go somewhere", "add receiver = the id of a treatment plant, or \"outside: <name>\"; where nothing is intercepted, register an outfall and a land use.");
  s.build_up = r.amounts(t, "build_up", "build_up", c.amounts("combined_sewer.build_up", "kg/m2", r.all_pollutants()));
  s.build_up_rate = t.has("build_up_rate") ? r.number(t, "build_up_rate", "decay_rate", 0.0) : (t.value("build_up_rate"), c.number("combined_sewer.build_up_rate", "1/s"));
  s.wash_off = t.has("wash_off") ? r.number(t, "wash_off", "wash_off", 0.0) : (t.value("wash_off"), c.number("combined_sewer.wash_off", "1/m"));
  t.finish();
  if (fine) r.read.basin.sources.combined_sewers.push_back(std::move(s));
}

void read_mine(TomlTable& t, Ids& ids, SourceReader& r) {
  basin::Mine s;
  const bool fine = r.labels(t, ids, s, "mining");
  const std::vector<std::string> waters{"acid", "neutral"};
  const auto water = t.choice("water", waters);
  r.water(t, s.discharge, s.concentration, water ? r.coefficients.amounts("mine." + waters[*water] + ".concentration", "mg/L", r.all_pollutants()) : basin::Amounts{}, true);
  t.finish();
  if (fine) r.read.basin.sources.mines.push_back(std::move(s));
}

void read_seepage_pit(TomlTable& t, Ids& ids, SourceReader& r) {
  basin::SeepagePit s;
  const bool fine = r.labels(t, ids, s, "other");
  s.area = r.wanted(t, "area", "area", "\"1200 m2\"");
  s.seepage = r.wanted(t, "seepage", "seepage", "\"5 mm/d\"");
  s.volume = t.number("volume", "volume");
  s.concentration = r.amounts(t, "concentration", "concentration", {});
  t.finish();
  if (fine) r.read.basin.sources.seepage_pits.push_back(std::move(s));
}

void read_litter(TomlTable& t, Ids& ids, SourceReader& r) {
  basin::Litter s;
  const bool fine = r.labels(t, ids, s, "other");
  s.stock = r.number(t, "stock", "mass", 0.0);
  s.inflow = r.number(t, "inflow", "load", 0.0);
  s.drift = r.share(t, "drift", 1.0);
  s.stranding = r.number(t, "stranding", "decay_rate", 0.0);
  const double crews = r.number(t, "crews", "population", 0.0), each = r.number(t, "crew_removes", "load", 0.0);
  s.removal = crews * each;
  if (t.has("crews") && !t.has("crew_removes")) t.error(t.where("crews"), fmt::format("{} has crews and does not say what one removes", t.name()), "", "add crew_removes = \"300 kg/d\".");
  s.leachate = r.number(t, "leachate", "decay_rate", 0.0);
  t.finish();
  if (fine) r.read.basin.sources.litter.push_back(std::move(s));
}

}  // namespace

void read_sources(TomlTable& file, SourceReader& reader) {
  const auto each = [&](const char* key, const char* one, const char* kind, void (*read_one)(TomlTable&, Ids&, SourceReader&)) {
    Ids ids(kind);
    for (TomlTable& t : file.tables(key, one)) read_one(t, ids, reader);
  };
  each("urban_domestic", "an urban area", "urban area", read_urban);
  each("village", "a village", "village", read_village);
  each("livestock", "a farm", "farm", read_livestock);
  each("aquaculture", "a fish farm", "fish farm", read_aquaculture);
  each("land_use", "a land use", "land use", read_land_use);
  each("combined_sewer", "a combined sewer", "combined sewer", read_combined_sewer);
  each("mine", "a mine", "mine", read_mine);
  each("seepage_pit", "a seepage pit", "seepage pit", read_seepage_pit);
  each("litter", "litter", "litter", read_litter);
}

}  // namespace riverchief::io
