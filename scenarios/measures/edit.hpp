// What a kind of measure is given to work on, and the table row it is.

#pragma once

#include <string>
#include <vector>

#include "basin/scenario.hpp"
#include "scenarios/io/prices.hpp"
#include "scenarios/measures/report.hpp"
#include "scenarios/measures/settings.hpp"

namespace riverchief::measures {

/// One measure at work. A kind edits `basin` only when all its settings are fine.
struct Edit {
  basin::Basin& basin;              ///< the copy to edit
  const basin::Scenario& scenario;  ///< for relative paths; its basin is the one before all measures
  Settings& settings;               ///< of this measure, with its complaints
  const io::Prices& prices;
  MeasureReport& report;            ///< to fill: place, quantities, prices, notes
  std::vector<basin::InputText>& inputs;  ///< files the measure reads besides the scenario's
};

void dredging(Edit& edit);
void outfall_closure(Edit& edit);
void outfall_interception(Edit& edit);
void embankment_raising(Edit& edit);

/// Adds `amount` at the price of that id to the report. `first` says that the measure's own unit_price, if any, replaces it.
void add_price(Edit& edit, const std::string& quantity, double amount, const std::string& price_id, bool first, bool yearly = false);

}  // namespace riverchief::measures
