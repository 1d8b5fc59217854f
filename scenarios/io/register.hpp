// The register inside a result file: who answers for what, what is watched, what was built and what it cost. JSON, so that assessment,
// comparison, pictures and brief need result files only.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "basin/scenario.hpp"
#include "scenarios/measures/report.hpp"

namespace riverchief::io {

/// The register of a run as JSON text (UTF-8): basin, titles, pollutants, jurisdictions, chiefs, owners, rivers, monitoring sections,
/// outfalls after the measures, measures with quantities and cost.
std::string register_json(const basin::Scenario& scenario, const std::vector<measures::MeasureReport>& reports);

/// The register as read back.
struct Register {
  basin::Basin basin;  ///< rivers without sections; pollutants, jurisdictions, chiefs, owners, monitoring sections
  std::string scenario, title_zh, title_en;
  std::vector<measures::MeasureReport> measures;
  std::string measures_json;  ///< the array as it stands in the register
  double cost = 0.0;          ///< [yuan]
  double yearly_cost = 0.0;   ///< [yuan per year]
};

/// \throws core::InputError  where the text is no register
Register read_register(const std::string& json, const std::string& file);

}  // namespace riverchief::io
