// The processes of a basin's water quality as a Petersen matrix: which constituents are there, what each process takes and makes, and on
// what its rate depends.                                                                                        [WQ-1]

#pragma once

#include <cstddef>
#include <vector>

#include "basin/rate_names.hpp"
#include "basin/scenario.hpp"

namespace riverchief::model {

/// What a rate is multiplied by.
struct RateFactor {
  enum class Kind {
    linear,       ///< C
    saturating,   ///< C / (K + C)
    inhibiting,   ///< K / (K + C)
    nutrients     ///< min(φ_N, φ_P), times the share taken as ammonia or as nitrate
  };
  Kind kind = Kind::linear;
  int state = -1;
  double half = 0.0;
  int ammonia = -1, nitrate = -1, phosphate = -1;            ///< nutrients: states, −1 = not modelled
  double half_nitrogen = 0.0, half_phosphorus = 0.0, preference = 0.0;
  bool takes_ammonia = true;
};

/// How the coefficient of a process follows from rates and surroundings.
enum class CoefficientOf {
  rate,            ///< k(T)                           [1/s]
  settling,        ///< v(T) / H
  bed,             ///< flux(T) / H
  air_in, air_out, ///< k_a O_s; k_a, all ways of reaeration together
  growth,          ///< k(T) φ_L of the column
  bottom_growth,   ///< flux(T) φ_L at the bed / H
  die_off,         ///< k(T) + α I
  bound_settling   ///< v(T) / H of what is bound to solids
};

struct Process {
  struct Term {
    int state;
    double amount;
  };
  /// What leaves one constituent on the way to another, per extent; −1 = bed, air, and what is not carried.
  struct Passage {
    int from, to;
    double lost, gained;
  };
  CoefficientOf coefficient;
  basin::RateId rate;
  std::vector<RateFactor> factors;
  std::vector<Term> terms;
  std::vector<Passage> passages;
};

/// The states of a cell: constituents with a role in the order of elimination (sources before what they feed), then bottom algae.
struct ProcessTable {
  std::vector<basin::Role> roles;      ///< (state); Role::none = bottom algae
  std::vector<int> pollutants;         ///< (state) −1 = bottom algae
  std::vector<double> absolute;        ///< (state) tolerance [g/m3]
  std::vector<Process> processes;
  int temperature = -1;                ///< pollutant
  int oxygen = -1, phytoplankton = -1, solids = -1, bottom_algae = -1;  ///< states
};

/// \param rate  value of a rate of the whole basin
ProcessTable make_processes(const basin::Basin& basin);

/// Value of a rate of the whole basin, or what holds otherwise.
double basin_rate(const basin::Quality& quality, basin::RateId id);

}  // namespace riverchief::model
