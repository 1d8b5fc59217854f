// The rates of the coupled kinetics by name: in which unit, which constituents need them, and what holds where nobody gives one.
// Their values, ranges and sources are data (data/rates).

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "basin/quality.hpp"

namespace riverchief::basin {

enum class RateId {
  reaeration_rate,
  cbod_oxidation, cbod_settling, cbod_slow_hydrolysis, cbod_slow_oxidation, cbod_slow_settling,
  cod_decay, cod_settling, codmn_decay, codmn_settling,
  org_n_hydrolysis, org_n_settling, nitrification, denitrification, bed_denitrification,
  org_p_hydrolysis, org_p_settling, diss_p_settling,
  phytoplankton_growth, phytoplankton_respiration, phytoplankton_death, phytoplankton_settling,
  bottom_algae_growth, bottom_algae_respiration, bottom_algae_death,
  suspended_solids_settling, suspended_solids_release,
  coliform_die_off, coliform_light, coliform_settling,
  petroleum_decay, petroleum_settling, heavy_metal_settling, heavy_metal_partition,
  sod, nh3n_release, diss_p_release,
  oxygen_half_oxidation, oxygen_half_nitrification, oxygen_half_denitrification, oxygen_half_sod, oxygen_half_respiration, carbon_half_denitrification,
  nitrogen_half, phosphorus_half, ammonia_preference, bottom_nitrogen_half, bottom_phosphorus_half,
  light_constant, bottom_light_constant, light_share, background_extinction, solids_extinction, chlorophyll_extinction, background_solids,
  algal_carbon, algal_nitrogen, algal_phosphorus, oxygen_per_carbon, oxygen_per_nitrified, oxygen_per_denitrified
};
inline constexpr std::size_t rate_count = static_cast<std::size_t>(RateId::oxygen_per_denitrified) + 1;

struct RateName {
  std::string_view name;       ///< as files write it
  std::string_view quantity;   ///< in core/quantity: its unit and plausible range
  double otherwise;            ///< where nobody gives it; NaN = it must be given
  bool local;                  ///< may differ by stretch
  std::vector<Role> needed_by; ///< any of these; empty = never missed
  std::string_view says, says_zh;
};

/// All rates, as RateId.
const std::vector<RateName>& rate_names();
/// Its number, or rate_count.
std::size_t find_rate(std::string_view name);

}  // namespace riverchief::basin
