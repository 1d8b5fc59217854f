// The coupled water quality of a basin: what part a constituent plays, the rates, the bed, air and light above the water.
//
// Everything is optional. A basin without roles has none of it; a constituent without a role keeps its own decay_rate.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "basin/place.hpp"
#include "basin/series.hpp"

namespace riverchief::basin {

/// The part a constituent plays in the coupled kinetics. A constituent without one decays by itself.
enum class Role {
  none,
  temperature,    ///< of the water, carried as a concentration in degC
  dissolved_oxygen,
  cbod,           ///< oxygen demand of carbon, fast, ultimate [g O2/m3]
  cbod_slow,      ///< to be hydrolysed to the fast one
  cod,            ///< by dichromate
  codmn,          ///< permanganate index
  org_n,
  nh3n,
  no3n,
  org_p,
  diss_p,
  phytoplankton,  ///< as chlorophyll a
  suspended_solids,
  coliform,       ///< in any count a volume: per litre in GB 3838
  petroleum,
  heavy_metal
};
inline constexpr int role_count = 17;

/// A rate at 20 degC in SI, its temperature factor, and what is published about it.
struct Rate {
  double value = 0.0;               ///< [1/s], [m/s], [g m-2 s-1], [g/m3], [W/m2] or [1], see physics/water_quality/rate_names
  double theta = 1.0;               ///< k(T) = value theta^(T − 20)
  std::optional<double> lowest, highest;  ///< published range
  std::string source;
};

/// Rates of a stretch, or of a storage cell, instead of the basin's; later ones win where two overlap.
struct LocalRates {
  std::optional<Stretch> over;      ///< a stretch of a river, or
  std::string storage;              ///< a storage cell
  std::map<std::string, Rate> rates;
};

/// What a bed takes and gives. Dredging lowers these; nothing = the rate of the same name holds. At 20 degC.
struct Bed {
  std::string id;                           ///< may be empty
  std::optional<Stretch> over;              ///< a stretch of a river, or
  std::string storage;                      ///< a storage cell
  std::optional<double> sod;                ///< oxygen demand of the sediment [g O2 m-2 s-1]
  std::optional<double> nh3n_release;       ///< [g N m-2 s-1]
  std::optional<double> diss_p_release;     ///< [g P m-2 s-1]
};

/// How the water takes in oxygen from the air: a formula by name, or "value" (the rate `reaeration_rate`).
enum class Reaeration { covar, oconnor_dobbins, churchill, owens_gibbs, tsivoglou_neal, value };

/// How light limits growth.
enum class LightLaw { steele, smith, half_saturation };

struct Quality {
  std::string rates_file;                   ///< as the basin names it; may be empty
  std::map<std::string, Rate> rates;        ///< by name
  std::vector<LocalRates> local_rates;
  std::vector<Bed> beds;                    ///< later ones win where two overlap
  Reaeration reaeration = Reaeration::covar;
  bool wind_reaeration = false;             ///< adds Banks & Herrera (1977)
  LightLaw light = LightLaw::half_saturation;
  double longest_step = 1800.0;             ///< of the kinetics [s]
  double salinity = 0.0;                    ///< [g/kg]
  double altitude = 0.0;                    ///< [m], for the pressure of the air
  std::optional<double> latitude, longitude;  ///< [degree], for the sun where there is no measured radiation
  bool bottom_algae = false;                ///< an immobile state of the bed
  double bottom_algae_start = 0.0;          ///< [g chlorophyll a/m2]
  struct Drop {
    std::string structure;                  ///< a weir or sill across a river
    double quality = 1.0, shape = 0.8;      ///< coefficients a and b of Butts & Evans (1983)
  };
  std::vector<Drop> drops;
};

/// The sky above the water, for heat and light; a series without values = not given.
struct Weather {
  Series solar_radiation;                   ///< short wave at the surface [W/m2]
  Series air_temperature;                   ///< [degC]
  Series dew_point;                         ///< [degC]
  Series wind_speed;                        ///< 7 m above the water [m/s]
  Series cloud_cover;                       ///< share of the sky [1]
};

/// "do", "cbod" ... as basin.toml writes it; "" for none.
const std::vector<std::string>& role_names();
std::string to_text(Role role);

}  // namespace riverchief::basin
