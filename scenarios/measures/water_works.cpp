// Treatment of water on its way: wetlands behind sources or at a river's head, aeration, and what dredging does to a bed's oxygen demand.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "basin/plant_sources.hpp"
#include "basin/source_course.hpp"
#include "io/load_coefficients.hpp"
#include "scenarios/measures/edit.hpp"
#include "scenarios/measures/water_works.hpp"

namespace riverchief::measures {
namespace {

constexpr double seconds_per_day = 86400.0;

/// The basin's sources as edited so far.
std::vector<basin::Source> sources_now(const Edit& edit) {
  basin::Scenario scenario = edit.scenario;
  scenario.basin = edit.basin;
  return basin::sources_of(scenario);
}

/// Rates of the P-k-C* model, Kadlec & Wallace (2009).
basin::Treatment wetland_rates(Edit& edit, double area, double treated_share) {
  io::Complaints complaints;
  io::InputFiles files(complaints);
  io::LoadCoefficients data(files, complaints);
  basin::Treatment t;
  t.area = area, t.treated_share = treated_share;
  t.areal_rate = data.amounts("wetland.areal_rate", "m/s", edit.basin.pollutants);
  t.background = data.amounts("wetland.background", "mg/L", edit.basin.pollutants);
  t.theta = data.amounts("wetland.theta", "1", edit.basin.pollutants);
  t.tanks = data.number("wetland.tanks", "1");
  complaints.throw_if_any_error();
  for (const auto& input : files.inputs()) edit.inputs.push_back(input);
  return t;
}

/// The water of a river's head behind a wetland: its boundary brings what is left.
void treat_head(Edit& edit, const std::string& river, basin::Treatment treatment) {
  const auto head = std::find_if(edit.boundaries.begin(), edit.boundaries.end(), [&](const basin::Boundary& b) { return b.at.river == river && b.at.chainage == 0.0 && b.kind == basin::BoundaryKind::discharge; });
  if (head == edit.boundaries.end())
    return edit.settings.complain("river", fmt::format("river '{}' of measure '{}' has no discharge at its head", river, edit.settings.id()), "a wetland treats what enters there", "name a river with a discharge boundary at 0 km, or sources.");
  basin::Source water;
  water.discharge = head->series, water.concentration = head->concentration;
  treatment.source = river;
  const auto before = basin::mean_loads(water, edit.scenario);
  basin::treat(water, treatment, edit.scenario);
  const auto after = basin::mean_loads(water, edit.scenario);
  for (const auto& [pollutant, load] : water.load) {  // back to concentrations: a boundary has no loads
    head->concentration[pollutant] = basin::along({&load, &water.discharge}, [&, &mass = load](double t) {
      const double q = basin::value_at(water.discharge, t);
      return q > 0.0 ? basin::value_at(mass, t) / q : 0.0;
    });
  }
  const double load = basin::mean_discharge(water, edit.scenario) * seconds_per_day;
  edit.report.quantities.push_back({"treated_discharge", treatment.treated_share * load, "m3/d"});
  for (const auto& [pollutant, mass] : before) edit.report.quantities.push_back({"removed_load_" + pollutant, (mass - after.at(pollutant)) * seconds_per_day, "kg/d"});
}

}  // namespace

void wetland(Edit& edit) {
  Settings& settings = edit.settings;
  const std::string form = settings.one_of({"sources", "river"}, "whose water passes the wetland");
  const auto area = settings.number("area", "m2");
  const auto share = settings.has("treated_share") ? settings.share("treated_share") : std::optional(1.0);
  if (!settings.has("area")) settings.complain("", fmt::format("measure '{}' has no area", settings.id()), "effect and cost follow from it", "add area = \"20 ha\".");
  else if (area && *area <= 0.0) settings.complain("area", fmt::format("area of measure '{}' is not above 0", settings.id()), "", "give an area above 0.");
  if (share && *share <= 0.0) settings.changes_nothing("treated_share", "treated_share is 0", "give a share above 0.");
  std::vector<std::string> ids;
  double total = 0.0;
  std::vector<basin::Source> sources;
  if (form == "sources") {
    std::vector<std::string> known;
    sources = sources_now(edit);
    for (const auto& s : sources)
      if (s.kind != "spill" && s.kind != "dumping") known.push_back(s.id);
    ids = known_ids(edit, "sources", known, "sources");
    for (const auto& s : sources) {
      if (std::find(ids.begin(), ids.end(), s.id) == ids.end()) continue;
      const double water = basin::mean_discharge(s, edit.scenario);
      if (!(water > 0.0)) settings.complain("sources", fmt::format("source '{}' of measure '{}' has no water", s.id, settings.id()), "a wetland treats what flows through it", "name sources with a discharge; for loads without water use a measure at their origin.");
      total += water;
    }
  }
  if (!settings.fine()) return;
  edit.report.quantities = {{"wetland_area", *area, "m2"}};
  if (form == "river") {
    const auto river = settings.text("river").value_or("");
    if (!basin::find_river(edit.basin, river)) {
      std::vector<std::string> rivers;
      for (const auto& r : edit.basin.rivers) rivers.push_back(r.id);
      return settings.complain("river", fmt::format("unknown river '{}' in measure '{}'", river, settings.id()), "", suggestion(river, rivers, "rivers"));
    }
    treat_head(edit, river, wetland_rates(edit, *area, *share));
  } else {
    const auto before = loads_of_all(edit);
    for (const auto& s : sources) {  // each has its part of the area, by its water
      if (std::find(ids.begin(), ids.end(), s.id) == ids.end()) continue;
      basin::Treatment treatment = wetland_rates(edit, *area * basin::mean_discharge(s, edit.scenario) / total, *share);
      treatment.source = s.id;
      edit.basin.sources.treatments.push_back(std::move(treatment));
      if (s.id == ids.front()) edit.report.owner = s.jurisdiction;
    }
    edit.report.outfalls = ids;
    edit.report.quantities.push_back({"treated_discharge", *share * total * seconds_per_day, "m3/d"});
    report_removal(edit, before);
  }
  if (!settings.fine()) return;
  const double rate = edit.report.quantities[1].value / *area * 1000.0;
  edit.report.quantities.push_back({"hydraulic_load", rate, "mm/d"});
  if (rate > 500.0) edit.report.notes.push_back(fmt::format("hydraulic load {:.0f} mm/d: surface wetlands are built for 10 to 200 mm/d", rate));
  add_price(edit, "wetland_area", *area, "wetland", true);
}

// Oxygen brought in the field, of the transfer the maker states for clean water of 20 degC without oxygen:                                [SO-17]
//   OTR = SOTR x 0.7 x (0.95 Cs(T) - C) / Cs(20) x 1.024^(T - 20),   Cs = 468 / (31.6 + T)
void aeration(Edit& edit) {
  Settings& settings = edit.settings;
  const auto stretch = settings.stretch("over", edit.basin);
  const auto transfer = settings.number("oxygen_transfer", "kg/s");
  const auto expected = settings.has("expected_oxygen") ? settings.number("expected_oxygen", "mg/L") : std::optional(3.0);
  if (!settings.has("oxygen_transfer")) settings.complain("", fmt::format("measure '{}' has no oxygen_transfer", settings.id()), "what the aerators bring must be known", "add oxygen_transfer = \"400 kg/d\", as their maker states it for clean water.");
  else if (transfer && *transfer <= 0.0) settings.complain("oxygen_transfer", fmt::format("oxygen_transfer of measure '{}' is not above 0", settings.id()), "", "give a value above 0.");
  const auto oxygen = std::find_if(edit.basin.pollutants.begin(), edit.basin.pollutants.end(), [](const basin::Pollutant& p) { return p.role == basin::Role::dissolved_oxygen; });
  if (oxygen == edit.basin.pollutants.end())
    settings.complain("kind", fmt::format("measure '{}' aerates water whose oxygen is not modelled", settings.id()), "no pollutant of the basin has the role of dissolved oxygen", "give the basin a dissolved oxygen, or leave the measure out.");
  if (!stretch || !settings.fine()) return;
  const double T = edit.scenario.water_temperature.value.empty() ? 20.0 : basin::integral_to(edit.scenario.water_temperature, edit.scenario.duration) / edit.scenario.duration;
  const double field = 0.7 * (0.95 * 468.0 / (31.6 + T) - *expected) / (468.0 / (31.6 + 20.0)) * std::pow(1.024, T - 20.0);
  if (field <= 0.0) return settings.changes_nothing("expected_oxygen", fmt::format("at {:.1f} degC and {:g} mg/L the water takes up no more oxygen", T, *expected), "give the oxygen that is expected where the aerators stand.");
  basin::Aerator aerator;
  aerator.id = settings.id();
  aerator.over = *stretch;
  aerator.load[oxygen->id] = *transfer * field;
  edit.basin.sources.aerators.push_back(std::move(aerator));
  edit.report.over = basin::to_text(*stretch);
  edit.report.quantities = {{"oxygen_transfer", *transfer * seconds_per_day, "kg/d"}, {"oxygen_in_the_field", *transfer * field * seconds_per_day, "kg/d"}};
  edit.report.notes.push_back(fmt::format("{:.0f} % of the stated transfer at {:.1f} degC and {:g} mg/L", 100.0 * field, T, *expected));
  add_price(edit, "oxygen_transfer", *transfer * seconds_per_day, "aeration", true);
  add_price(edit, "oxygen_in_the_field", *transfer * field * 365.0 * seconds_per_day, "aeration_power", false, true);
}

double reduce_release(basin::Basin& basin, const basin::Stretch& stretch, double reduction) {
  auto& quality = basin.quality;
  const auto rate = [&](const char* name) {
    const auto found = quality.rates.find(name);
    return found == quality.rates.end() ? std::nullopt : std::optional(found->second.value);
  };
  const auto left = [&](const std::optional<double>& stated, const char* name) -> std::optional<double> {
    const auto before = stated ? stated : rate(name);
    return before && *before > 0.0 ? std::optional(*before * (1.0 - reduction)) : stated;
  };
  const auto old = quality.beds;
  double length = 0.0;
  const auto add = [&](const basin::Bed& bed, double from, double to) {
    basin::Bed cleaned = bed;
    cleaned.over = basin::Stretch{stretch.river, from, to, std::nullopt};
    cleaned.storage.clear();
    cleaned.sod = left(bed.sod, "sod"), cleaned.nh3n_release = left(bed.nh3n_release, "nh3n_release"), cleaned.diss_p_release = left(bed.diss_p_release, "diss_p_release");
    if (cleaned.sod == bed.sod && cleaned.nh3n_release == bed.nh3n_release && cleaned.diss_p_release == bed.diss_p_release) return;
    length += to - from;
    quality.beds.push_back(std::move(cleaned));
  };
  std::vector<double> cuts{stretch.from, stretch.to};  // between them one bed holds
  for (const auto& bed : old)
    if (bed.over && bed.over->river == stretch.river)
      for (const double x : {bed.over->from, bed.over->to})
        if (x > stretch.from && x < stretch.to) cuts.push_back(x);
  std::sort(cuts.begin(), cuts.end());
  for (std::size_t i = 1; i < cuts.size(); ++i) {
    const double middle = 0.5 * (cuts[i - 1] + cuts[i]);
    const auto holds = std::find_if(old.rbegin(), old.rend(), [&](const basin::Bed& bed) { return bed.over && bed.over->river == stretch.river && bed.over->from <= middle && middle <= bed.over->to; });
    add(holds == old.rend() ? basin::Bed{} : *holds, cuts[i - 1], cuts[i]);
  }
  return length;
}

}  // namespace riverchief::measures
