// What a kind of measure is given to work on, and the table row it is.

#pragma once

#include <map>
#include <string>
#include <vector>

#include "basin/scenario.hpp"
#include "scenarios/io/prices.hpp"
#include "scenarios/measures/report.hpp"
#include "scenarios/measures/settings.hpp"

namespace riverchief::measures {

/// The basin as it was before a measure that blocks the river, for the measure that clears it.
struct Blocking {
  std::string over;  ///< its stretch, as text
  basin::Basin before;
};

/// One measure at work. A kind edits `basin` only when all its settings are fine.
struct Edit {
  basin::Basin& basin;              ///< the copy to edit
  const basin::Scenario& scenario;  ///< for relative paths; its basin is the one before all measures
  Settings& settings;               ///< of this measure, with its complaints
  const io::Prices& prices;
  MeasureReport& report;            ///< to fill: place, quantities, prices, notes
  std::vector<basin::InputText>& inputs;  ///< files the measure reads besides the scenario's
  std::vector<basin::Control>& controls;  ///< the scenario's, to edit
  std::vector<basin::ManualSetting>& manual_settings;    ///< the scenario's, to edit
  std::vector<basin::Boundary>& boundaries;              ///< the scenario's, to edit
  const std::map<std::string, Blocking>& blockings;      ///< by id, of the measures before this one
};

void dredging(Edit& edit);
void outfall_closure(Edit& edit);
void outfall_interception(Edit& edit);
void embankment_raising(Edit& edit);
void obstruction(Edit& edit);
void obstruction_clearance(Edit& edit);
void encroachment(Edit& edit);
void reclamation(Edit& edit);
void sand_pit(Edit& edit);
void earth_taking(Edit& edit);
void damaged_crest(Edit& edit);
void section_reshaping(Edit& edit);
void roughness_change(Edit& edit);
void structure_removal(Edit& edit);
void structure_settings(Edit& edit);
void structure_addition(Edit& edit);
void plant_addition(Edit& edit);
void plant_upgrade(Edit& edit);
void village_treatment(Edit& edit);
void livestock_removal(Edit& edit);
void aquaculture_removal(Edit& edit);
void buffer_strip(Edit& edit);
void sewer_repair(Edit& edit);
void litter_crews(Edit& edit);
void wetland(Edit& edit);
void aeration(Edit& edit);

/// Ids of a setting's list, each once and among those that are there; complains otherwise.
///
/// \param what  "villages"
std::vector<std::string> known_ids(Edit& edit, const std::string& key, const std::vector<std::string>& known, const std::string& what);
/// Loads of all sources, mean of the scenario's period [kg/s]; the basin as edited so far.
std::map<std::string, double> loads_of_all(const Edit& edit);
/// Adds removed_load_<pollutant> [kg/d] to the report: what `before` was more than now.
void report_removal(Edit& edit, const std::map<std::string, double>& before);

/// The structure of that id, or nullptr after a complaint at the key.
basin::Structure* known_structure(Edit& edit, const std::string& key, const std::string& id);

/// Adds `amount` at the price of that id to the report. `first` says that the measure's own unit_price, if any, replaces it.
void add_price(Edit& edit, const std::string& quantity, double amount, const std::string& price_id, bool first, bool yearly = false);
/// Adds `amount` at the measure's own unit_price, where it states one; what others do to a river has no price.
void add_stated_price(Edit& edit, const std::string& quantity, double amount, const std::string& unit);

}  // namespace riverchief::measures
