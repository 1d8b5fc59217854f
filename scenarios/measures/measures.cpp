#include "scenarios/measures/measures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "io/read_scenario.hpp"
#include "scenarios/measures/edit.hpp"

namespace riverchief::measures {
namespace {

struct Kind {
  const char* name;
  std::vector<std::string> keys;  ///< besides those of every measure
  void (*apply)(Edit&);
  bool blocks = false;            ///< what it puts into the river can be cleared by a later measure
  bool checks_keys = false;       ///< its further keys depend on others: it checks them itself
};

/// The kinds of measures. A new kind is one file and one row here.
const std::vector<Kind>& table() {
  static const std::vector<Kind> kinds{
      {"dredging", {"over", "bed_lowering", "bed_level", "bed_level_from", "bed_level_to", "bottom_width", "side_slope", "release_reduction"}, dredging},
      {"outfall_closure", {"outfalls", "receiver", "capture", "leakage", "sewer_length"}, outfall_closure},
      {"outfall_interception", {"outfalls", "receiver", "capture", "leakage", "sewer_length"}, outfall_interception},
      {"embankment_raising", {"over", "raise", "to_level", "to_level_from", "to_level_to", "freeboard", "design_level"}, embankment_raising},
      {"obstruction", {"over", "at", "length", "blocked_share", "level", "manning_n", "factor"}, obstruction, true},
      {"obstruction_clearance", {"clears", "over", "at", "length", "from_offset", "to_offset", "level", "manning_n", "factor"}, obstruction_clearance},
      {"encroachment", {"over", "at", "length", "width", "measured_from", "from_offset", "to_offset", "level"}, encroachment, true},
      {"reclamation", {"over", "at", "length", "storage", "area", "level"}, reclamation, true},
      {"sand_pit", {"over", "at", "length", "width", "depth", "offset", "side_slope", "manning_n"}, sand_pit},
      {"earth_taking", {"over", "at", "length", "depth", "to_level"}, earth_taking},
      {"damaged_crest", {"over", "at", "length", "settlement", "to_level"}, damaged_crest},
      {"section_reshaping", {"over", "bed_level", "bed_level_from", "bed_level_to", "bottom_width", "side_slope", "manning_n"}, section_reshaping},
      {"roughness_change", {"over", "part", "manning_n", "factor"}, roughness_change},
      {"structure_removal", {"structures"}, structure_removal},
      {"structure_settings", {"structure", "key", "value"}, structure_settings},
      {"structure_addition", {"structure", "structure_kind", "at", "over", "from", "to"}, structure_addition, false, true},
      {"plant_addition", {"plant", "at", "capacity", "class", "utilisation"}, plant_addition},
      {"plant_upgrade", {"plant", "capacity", "class", "utilisation"}, plant_upgrade},
      {"village_treatment", {"villages", "septic", "ecological"}, village_treatment},
      {"livestock_removal", {"farms", "share", "utilised"}, livestock_removal},
      {"aquaculture_removal", {"farms", "share"}, aquaculture_removal},
      {"buffer_strip", {"land", "width", "length"}, buffer_strip},
      {"sewer_repair", {"sewers", "leakage", "interception_ratio"}, sewer_repair},
      {"litter_crews", {"litter", "crews", "crew_removes"}, litter_crews},
      {"wetland", {"sources", "river", "area", "treated_share"}, wetland},
      {"aeration", {"over", "oxygen_transfer", "expected_oxygen"}, aeration},
  };
  return kinds;
}

/// The jurisdiction that owns most of the stretch, or the first outfall; "" where the basin names none.
std::string owner_of_place(const basin::Basin& basin, const MeasureReport& report) {
  if (const auto stretch = basin::parse_stretch(report.over)) {
    std::map<std::string, double> length;
    for (const basin::Owner& owner : basin.owners) {
      if (owner.over.river != stretch->river) continue;
      if (stretch->bank && owner.over.bank && *stretch->bank != *owner.over.bank) continue;
      length[owner.jurisdiction] += std::max(0.0, std::min(owner.over.to, stretch->to) - std::max(owner.over.from, stretch->from));
    }
    const auto most = std::max_element(length.begin(), length.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == length.end() || most->second <= 0.0 ? "" : most->first;
  }
  if (const basin::Storage* storage = basin::find_storage(basin, report.over)) return storage->jurisdiction;
  if (const basin::Structure* structure = basin::find_structure(basin, report.over)) return structure->jurisdiction;
  for (const basin::Outfall& outfall : basin.outfalls) {
    if (!report.outfalls.empty() && outfall.id == report.outfalls.front()) return outfall.jurisdiction;
  }
  return "";
}

void settle_owner(Edit& edit) {
  std::vector<std::string> known;
  for (const basin::Jurisdiction& jurisdiction : edit.basin.jurisdictions) known.push_back(jurisdiction.id);
  if (!edit.settings.has("owner")) {
    if (edit.report.owner.empty()) edit.report.owner = owner_of_place(edit.basin, edit.report);
    return;
  }
  const std::optional<std::string> owner = edit.settings.text("owner");
  if (!owner) return;
  edit.report.owner = *owner;
  if (std::find(known.begin(), known.end(), *owner) != known.end()) return;
  edit.settings.complain("owner", fmt::format("unknown jurisdiction '{}' as owner of measure '{}'", *owner, edit.settings.id()), "",
                         suggestion(*owner, known, "jurisdictions"));
}

/// Applies one measure to a copy of the basin and keeps the copy if nothing was wrong.
void apply_one(const basin::MeasureRecord& record, Application& application, const basin::Scenario& scenario, std::set<std::string>& ids,
               std::map<std::string, Blocking>& blockings, std::vector<core::Complaint>& complaints) {
  Settings settings(record, scenario, complaints);
  if (record.id.empty()) {
    settings.complain("id", "a measure has no id", "results and comparisons name it by its id", "add id = \"...\".");
  } else if (!ids.insert(record.id).second) {
    settings.complain("id", fmt::format("two measures have the id '{}'", record.id), "", "give each measure its own id.");
  }
  const auto kind = std::find_if(table().begin(), table().end(), [&](const Kind& k) { return record.kind == k.name; });
  if (kind == table().end()) {
    std::vector<std::string> names;
    for (const Kind& k : table()) names.emplace_back(k.name);
    settings.complain("kind", fmt::format("unknown kind '{}' of measure '{}'", record.kind, record.id), "",
                      suggestion(record.kind, names, "kinds of measures"));
    return;
  }
  std::vector<std::string> keys = kind->keys;
  keys.insert(keys.end(), {"id", "kind", "owner", "unit_price"});
  if (!kind->checks_keys) settings.check_keys(keys);

  basin::Basin edited = application.scenario.basin;
  std::vector<basin::InputText> inputs;
  MeasureReport report;
  report.id = record.id;
  report.kind = record.kind;
  std::vector<basin::Control> controls = application.scenario.controls;
  std::vector<basin::ManualSetting> manual_settings = application.scenario.manual_settings;
  std::vector<basin::Boundary> boundaries = application.scenario.boundaries;
  Edit edit{edited, scenario, settings, io::unit_prices(), report, inputs, controls, manual_settings, boundaries, blockings};
  kind->apply(edit);
  settle_owner(edit);
  if (!settings.fine()) return;
  for (const PricedItem& item : report.prices) (item.yearly ? report.yearly_cost : report.cost) += item.cost;
  if (kind->blocks) blockings[record.id] = {report.over, std::move(application.scenario.basin)};
  application.scenario.basin = std::move(edited);
  application.scenario.controls = std::move(controls);
  application.scenario.manual_settings = std::move(manual_settings);
  application.scenario.boundaries = std::move(boundaries);
  application.scenario.inputs.insert(application.scenario.inputs.end(), inputs.begin(), inputs.end());
  application.reports.push_back(std::move(report));
}

}  // namespace

Application apply_measures(const basin::Scenario& scenario) {
  Application application{scenario, {}};
  std::vector<core::Complaint> complaints;
  std::set<std::string> ids;
  std::map<std::string, Blocking> blockings;
  for (const basin::MeasureRecord& record : scenario.measures) apply_one(record, application, scenario, ids, blockings, complaints);
  if (!complaints.empty()) throw core::InputError(std::move(complaints));
  if (!scenario.measures.empty()) {
    application.scenario.inputs.push_back({io::unit_prices().path, io::unit_prices().text});
    application.scenario.input_hash = io::input_hash(application.scenario.inputs);
  }
  return application;
}

std::vector<KindDescription> kinds() {
  std::vector<KindDescription> descriptions;
  for (const Kind& kind : table()) descriptions.push_back({kind.name, kind.keys});
  return descriptions;
}

namespace {

/// The measure's own unit_price goes into the item.
void take_stated_price(Edit& edit, PricedItem& item) {
  const std::optional<double> own = edit.settings.number("unit_price", item.unit);
  if (own && *own < 0.0) {
    edit.settings.complain("unit_price", fmt::format("unit_price of measure '{}' is negative", edit.settings.id()), fmt::format("{} {}", *own, item.unit),
                           "a unit price is 0 or more.");
  }
  item.unit_price = own.value_or(item.unit_price);
  item.source = "stated in the scenario";
  item.mark = "scenario";
  item.year = 0;
}

}  // namespace

void add_price(Edit& edit, const std::string& quantity, double amount, const std::string& price_id, bool first, bool yearly) {
  const io::Price& price = io::price_of(edit.prices, price_id);
  PricedItem item{quantity, amount, price.value, price.unit, price.source, price.mark, price.year, 0.0, yearly};
  if (first && edit.settings.has("unit_price")) take_stated_price(edit, item);
  item.cost = item.amount * item.unit_price;
  edit.report.prices.push_back(std::move(item));
}

void add_stated_price(Edit& edit, const std::string& quantity, double amount, const std::string& unit) {
  if (!edit.settings.has("unit_price")) return;
  PricedItem item{quantity, amount, 0.0, unit, "", "", 0, 0.0, false};
  take_stated_price(edit, item);
  item.cost = item.amount * item.unit_price;
  edit.report.prices.push_back(std::move(item));
}

std::string to_text(const MeasureReport& report) {
  std::string place = report.over;
  for (const std::string& outfall : report.outfalls) place += (place.empty() ? "" : ", ") + outfall;
  std::string quantities;
  for (const PricedItem& item : report.prices) {
    quantities += fmt::format(", {} {:.0f} at {:g} {}{}", item.quantity, item.amount, item.unit_price, item.unit, item.yearly ? " a year" : "");
  }
  std::string text = fmt::format("{} ({}, {}){}: {:.2f} million yuan", report.id, report.kind, place, quantities, report.cost / 1e6);
  if (report.yearly_cost > 0.0) text += fmt::format(" and {:.2f} million yuan a year", report.yearly_cost / 1e6);
  return text;
}

}  // namespace riverchief::measures
