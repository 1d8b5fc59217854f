// The register inside a result file: who answers for what, what is watched, what was built and what it cost. JSON, so that assessment,
// comparison, pictures and brief need result files only.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "basin/scenario.hpp"
#include "scenarios/io/conveyance.hpp"
#include "scenarios/io/register_water.hpp"
#include "scenarios/measures/report.hpp"

namespace riverchief::io {

/// The register of a run as JSON text (UTF-8): basin, titles, pollutants, jurisdictions, chiefs, owners, rivers, monitoring sections,
/// outfalls after the measures, storage cells, structures, rules (as texts), intakes, ecological flows, measures with quantities and cost,
/// conveyance of the sections as they are run, what was calibrated beside what it stands in for.
std::string register_json(const basin::Scenario& scenario, const std::vector<measures::MeasureReport>& reports);

/// The register as read back.
struct Register {
  /// rivers without sections; outfalls without concentrations; litter; pollutants, jurisdictions, chiefs, owners, monitoring sections, storage cells, structures (without curves), the scenario's
  /// rules, intakes (without demand), ecological flows
  basin::Basin basin;
  std::string scenario, title_zh, title_en;
  std::vector<measures::MeasureReport> measures;
  std::vector<Conveyance> conveyances;  ///< of every cell; empty in files of older versions
  WaterRegister water;        ///< zones, and what entered the waters
  std::string measures_json;  ///< the array as it stands in the register
  double cost = 0.0;          ///< [yuan]
  double yearly_cost = 0.0;   ///< [yuan per year]
};

/// \throws core::InputError  where the text is no register
Register read_register(const std::string& json, const std::string& file);

}  // namespace riverchief::io
