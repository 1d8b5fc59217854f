// Linear first-order kinetics, exact over a step.
//
//   dC_p/dt = −k_p(T) C_p + Σ_from yield k_from(T) C_from,      k(T) = k_20 θ^(T − 20)                  [KI-1]
//
// The step is the matrix exponential of the rates at the step's mean temperature; without reactions between
// constituents it is one factor each. Source: Chapra (1997), Surface Water-Quality Modeling, lectures 2 and 21.

#pragma once

#include <vector>

#include "basin/scenario.hpp"
#include "model/forcing.hpp"

namespace riverchief::model {

class Kinetics {
 public:
  explicit Kinetics(const basin::Scenario& scenario);
  bool active() const { return active_; }
  /// The largest rate at an instant [s-1].
  double fastest(double time) const;
  /// Prepares the step from one instant to another [s].
  void prepare(double from, double to);
  /// Changes the constituents of one cell, masses or concentrations.
  void apply(double* values) const;

 private:
  double temperature(double time) const;                           // [degC]
  double rate(std::size_t pollutant, double temperature) const;    // [s-1]

  const basin::Scenario& scenario_;
  Forcing temperature_;
  bool active_ = false, coupled_ = false;
  std::size_t count_;
  double prepared_dt_ = -1, prepared_temperature_ = -1e300;
  std::vector<double> factor_;           // (pollutant), or (row, column) when coupled
  mutable std::vector<double> before_;
};

}  // namespace riverchief::model
