// Treatment plants: what arrives, what is treated, what passes by.

#pragma once

#include <map>
#include <string>
#include <vector>

#include "basin/scenario.hpp"
#include "basin/sources.hpp"

namespace riverchief::basin {

/// Sewage on its way to plants, by the plant's id: discharge and loads of a source, its concentrations turned into loads.
using Arrivals = std::map<std::string, std::vector<Source>>;

/// Discharge x concentration + load of one pollutant [g/s], as a series.
Series load_of(const Source& source, const std::string& pollutant);
/// The outfall of a plant with what arrives there.                                                               [SO-3]
Source effluent(const Outfall& plant, const std::vector<Source>& arrivals, const Scenario& scenario);
/// What is left of a source behind treatment.                                                            [SO-14], [SO-15]
void treat(Source& source, const Treatment& treatment, const Scenario& scenario);
/// Concentration behind a wetland [g/m3].                                                                        [SO-15]
///
///   C = C* + (C_in - C*) (1 + k / (P q))^-P,   q = treated discharge / area,   k = k20 theta^(T - 20)
double behind_wetland(double concentration, double areal_rate, double theta, double background, double tanks, double hydraulic_load, double temperature);

}  // namespace riverchief::basin
