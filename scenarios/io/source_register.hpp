// What the register keeps of sources beside their loads: permits of outfalls, what was dumped at random, litter.

#pragma once

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "basin/scenario.hpp"

namespace riverchief::io {

/// Adds subtype, sector, permit, disposal, illicit, permitted_load [kg/s], class and capacity of an outfall, as far as it has them.
void put_permit(nlohmann::ordered_json& json, const basin::Outfall& outfall);
/// Reads them.
void take_permit(const nlohmann::ordered_json& json, basin::Outfall& outfall);
/// Adds the keys dumping (the events, with their seed) and litter.
void put_events(nlohmann::ordered_json& json, const basin::Scenario& scenario);
/// The stretches with litter; empty in files of older versions.
std::vector<basin::Litter> litter_of(const nlohmann::ordered_json& json);

}  // namespace riverchief::io
