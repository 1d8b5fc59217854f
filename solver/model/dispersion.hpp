// Longitudinal dispersion, implicit in time and conservative: ∂(A C)/∂t = ∂/∂x (A D_L ∂C/∂x).            [TR-3]
//
// D_L is given per river, or follows from the flow:
//   fischer_1979   D_L = 0.011 u² W² / (h u_*),   u_* = √(g h S_f), with S_f from the friction law          [TR-4]
// Nothing disperses through a water-level boundary, a structure or a link: what passes there is what the water brings.
// Source: Fischer et al. (1979), Mixing in Inland and Coastal Waters, chapter 5.

#pragma once

#include <Eigen/SparseCholesky>
#include <Eigen/SparseCore>
#include <vector>

#include "model/flow_step.hpp"
#include "model/network.hpp"

namespace riverchief::model {

class Dispersion {
 public:
  Dispersion(const basin::Scenario& scenario, const Network& network);
  bool active() const { return active_; }
  /// The longest step [s] in which implicit spreading keeps its shape: D Δt <= Δx², or a tenth of the time in which the
  /// stream outruns the spreading, D / u².
  double longest_step(const FlowStep& step) const;
  /// Spreads over one step: masses change by the fluxes of the new concentrations; both are (cell, pollutant).
  void apply(const FlowStep& step, std::size_t pollutants, const std::vector<double>& concentration, std::vector<double>& mass,
             std::vector<double>& through_face);

 private:
  double coefficient(std::size_t face, const FlowStep& step, double area) const;  // D_L [m2/s]

  const Network& net_;
  bool active_ = false, analysed_ = false;
  std::vector<double> value_;       // (face) [m2/s]
  std::vector<double> fischer_;     // (face) factor on the formula; 0 = a value
  std::vector<double> conductance_; // (face) D A / Δx times the step [m3]
  Eigen::SparseMatrix<double> matrix_;
  Eigen::SimplicialLDLT<Eigen::SparseMatrix<double>> factors_;
};

}  // namespace riverchief::model
