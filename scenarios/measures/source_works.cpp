// Works where loads arise: village sewage, livestock, cages and ponds, buffer strips, sewers, litter crews.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/load_coefficients.hpp"
#include "scenarios/measures/edit.hpp"

namespace riverchief::measures {
namespace {

template <class Things>
std::vector<std::string> ids_of(const Things& things) {
  std::vector<std::string> ids;
  for (const auto& thing : things) ids.push_back(thing.id);
  return ids;
}

template <class Things>
auto& with_id(Things& things, const std::string& id) {
  return *std::find_if(things.begin(), things.end(), [&](const auto& thing) { return thing.id == id; });
}

/// Makes the report's place the first thing, and its owner that thing's.
template <class Things>
void place_at(Edit& edit, const Things& things, const std::vector<std::string>& ids) {
  const auto& first = with_id(things, ids.front());
  edit.report.outfalls = ids;
  edit.report.owner = first.jurisdiction;
}

/// The share a measure names; complains where it is missing or 0.
std::optional<double> wanted_share(Edit& edit, const std::string& key, double otherwise) {
  const auto share = edit.settings.has(key) ? edit.settings.share(key) : std::optional(otherwise);
  if (share && *share <= 0.0) edit.settings.changes_nothing(key, fmt::format("{} is 0", key), "give a share above 0.");
  return share;
}

}  // namespace

void village_treatment(Edit& edit) {
  auto& villages = edit.basin.sources.villages;
  const auto ids = known_ids(edit, "villages", ids_of(villages), "villages");
  const auto septic = edit.settings.share("septic"), ecological = edit.settings.share("ecological");
  if (!edit.settings.has("septic") && !edit.settings.has("ecological")) edit.settings.complain("", fmt::format("measure '{}' does not say what it builds", edit.settings.id()), "", "add septic = 0.9, ecological = 0.6 or both: shares of the households.");
  if (!edit.settings.fine() || ids.empty()) return;
  const auto before = loads_of_all(edit);
  double tanks = 0.0, beds = 0.0;
  for (const auto& id : ids) {
    auto& village = with_id(villages, id);
    const double new_septic = std::max(village.septic, septic.value_or(village.septic)), new_ecological = std::max(village.ecological, ecological.value_or(village.ecological));
    if (new_ecological > new_septic + 1e-12)
      edit.settings.complain("ecological", fmt::format("more households of '{}' would have ecological treatment than septic tanks", id), fmt::format("ecological {:g}, septic {:g}; it stands behind the tank", new_ecological, new_septic), "give septic as well.");
    tanks += village.households * (new_septic - village.septic);
    beds += village.households * (new_ecological - village.ecological);
    village.septic = new_septic, village.ecological = new_ecological;
  }
  if (!edit.settings.fine()) return;
  if (tanks + beds <= 0.0) return edit.settings.changes_nothing("villages", "these villages have that treatment already", "give greater shares.");
  place_at(edit, villages, ids);
  edit.report.quantities = {{"septic_tanks", tanks, "household"}, {"ecological_beds", beds, "household"}};
  add_price(edit, "septic_tanks", tanks, "septic_tank", true);
  add_price(edit, "ecological_beds", beds, "ecological_treatment", false);
  report_removal(edit, before);
}

void livestock_removal(Edit& edit) {
  auto& farms = edit.basin.sources.livestock;
  const auto ids = known_ids(edit, "farms", ids_of(farms), "livestock farms");
  const auto share = edit.settings.has("utilised") && !edit.settings.has("share") ? std::optional(0.0) : wanted_share(edit, "share", 1.0);
  const auto utilised = edit.settings.share("utilised");
  if (!edit.settings.fine() || ids.empty()) return;
  const auto before = loads_of_all(edit);
  double removed = 0.0, improved = 0.0;
  for (const auto& id : ids) {
    auto& farm = with_id(farms, id);
    for (auto& herd : farm.herds) removed += *share * herd.heads * herd.pigs, herd.heads *= 1.0 - *share;
    if (utilised && *utilised > farm.utilised) {
      for (const auto& herd : farm.herds) improved += herd.heads * herd.pigs;
      farm.utilised = *utilised;
    }
  }
  if (removed + improved <= 0.0) return edit.settings.changes_nothing("farms", "these farms have no animals, or use that share already", "name farms with animals, or give a greater utilised.");
  place_at(edit, farms, ids);
  edit.report.quantities = {{"removed_pig_equivalents", removed, "1"}, {"improved_pig_equivalents", improved, "1"}};
  add_price(edit, "removed_pig_equivalents", removed, "livestock_removal", true);
  if (improved > 0.0) add_price(edit, "improved_pig_equivalents", improved, "manure_use", false);
  report_removal(edit, before);
}

void aquaculture_removal(Edit& edit) {
  auto& farms = edit.basin.sources.aquaculture;
  const auto ids = known_ids(edit, "farms", ids_of(farms), "fish farms");
  const auto share = wanted_share(edit, "share", 1.0);
  if (!edit.settings.fine() || ids.empty()) return;
  const auto before = loads_of_all(edit);
  double cages = 0.0, ponds = 0.0;
  for (const auto& id : ids) {
    auto& farm = with_id(farms, id);
    (farm.cages ? cages : ponds) += *share * farm.units;
    farm.units *= 1.0 - *share;
  }
  if (cages + ponds <= 0.0) return edit.settings.changes_nothing("farms", "nothing is left of these farms", "take out farms that are already removed.");
  place_at(edit, farms, ids);
  edit.report.quantities = {{"removed_cages", cages, "1"}, {"removed_ponds", ponds / 1e4, "ha"}};
  add_price(edit, "removed_cages", cages, "cage_removal", true);
  if (ponds > 0.0) add_price(edit, "removed_ponds", ponds / 1e4, "pond_removal", false);
  report_removal(edit, before);
}

// A strip of width w keeps back 1 - (1 - r)^(w / w0) of what runs off the land behind it, with the share r of a strip of width w0.      [SO-14]
void buffer_strip(Edit& edit) {
  auto& lands = edit.basin.sources.land_uses;
  const auto ids = known_ids(edit, "land", ids_of(lands), "land uses");
  const auto width = edit.settings.number("width", "m"), length = edit.settings.number("length", "m");
  for (const auto& [key, value] : {std::pair("width", width), std::pair("length", length)}) {
    if (!edit.settings.has(key)) edit.settings.complain("", fmt::format("measure '{}' has no {}", edit.settings.id(), key), "effect and cost follow from it", fmt::format("add {} = \"{}\".", key, key == std::string("width") ? "10 m" : "12 km"));
    else if (value && *value <= 0.0) edit.settings.complain(key, fmt::format("{} of measure '{}' is not above 0", key, edit.settings.id()), "", "give a value above 0.");
  }
  if (!edit.settings.fine() || ids.empty()) return;
  io::Complaints complaints;
  io::InputFiles files(complaints);
  io::LoadCoefficients data(files, complaints);
  basin::Amounts removal = data.amounts("buffer_strip.removal", "1", edit.basin.pollutants);
  const double reference = data.number("buffer_strip.width", "m");
  complaints.throw_if_any_error();
  for (auto& [pollutant, share] : removal) share = 1.0 - std::pow(1.0 - share, *width / reference);
  const auto before = loads_of_all(edit);
  for (const auto& id : ids) {
    basin::Treatment treatment;
    treatment.source = id;
    treatment.removal = removal;
    edit.basin.sources.treatments.push_back(std::move(treatment));
  }
  for (const auto& input : files.inputs()) edit.inputs.push_back(input);
  place_at(edit, lands, ids);
  edit.report.quantities = {{"strip_area", *width * *length, "m2"}};
  add_price(edit, "strip_area", *width * *length, "buffer_strip", true);
  report_removal(edit, before);
}

void sewer_repair(Edit& edit) {
  auto& sewers = edit.basin.sources.combined_sewers;
  const auto ids = known_ids(edit, "sewers", ids_of(sewers), "combined sewers");
  const auto leakage = edit.settings.share("leakage"), ratio = edit.settings.number("interception_ratio", "1");
  if (!edit.settings.has("leakage") && !edit.settings.has("interception_ratio")) edit.settings.complain("", fmt::format("measure '{}' does not say what it mends", edit.settings.id()), "", "add leakage = 0.05, interception_ratio = 3.0 or both.");
  if (!edit.settings.fine() || ids.empty()) return;
  const auto before = loads_of_all(edit);
  double area = 0.0;
  for (const auto& id : ids) {
    auto& sewer = with_id(sewers, id);
    const bool is_better = (leakage && *leakage < sewer.leakage) || (ratio && *ratio > sewer.interception_ratio);
    if (!is_better) continue;
    area += sewer.area;
    sewer.leakage = std::min(sewer.leakage, leakage.value_or(sewer.leakage));
    sewer.interception_ratio = std::max(sewer.interception_ratio, ratio.value_or(sewer.interception_ratio));
  }
  if (area <= 0.0) return edit.settings.changes_nothing("sewers", "these sewers leak no more and intercept no less", "give a smaller leakage or a greater interception_ratio.");
  place_at(edit, sewers, ids);
  edit.report.quantities = {{"sewered_area", area / 1e4, "ha"}};
  add_price(edit, "sewered_area", area / 1e4, "sewer_repair", true);
  report_removal(edit, before);
}

void litter_crews(Edit& edit) {
  auto& litter = edit.basin.sources.litter;
  const auto ids = known_ids(edit, "litter", ids_of(litter), "stretches with litter");
  const auto crews = edit.settings.number("crews", "1"), each = edit.settings.number("crew_removes", "kg/s");
  for (const char* key : {"crews", "crew_removes"})
    if (!edit.settings.has(key)) edit.settings.complain("", fmt::format("measure '{}' has no {}", edit.settings.id(), key), "", fmt::format("add {} = {}.", key, key == std::string("crews") ? "2" : "\"300 kg/d\""));
  if (!edit.settings.fine() || ids.empty()) return;
  if (!(*crews > 0.0) || !(*each > 0.0)) return edit.settings.changes_nothing("crews", "crews or what one removes is 0", "give both above 0.");
  for (const auto& id : ids) with_id(litter, id).removal += *crews * *each;
  place_at(edit, litter, ids);
  edit.report.quantities = {{"crews", *crews * static_cast<double>(ids.size()), "1"}};
  add_price(edit, "crews", *crews * static_cast<double>(ids.size()), "litter_crew", true, true);
}

}  // namespace riverchief::measures
