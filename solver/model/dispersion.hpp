// Longitudinal dispersion, implicit in time and conservative: ∂(A C)/∂t = ∂/∂x (A D_L ∂C/∂x).            [TR-3]
//
// D_L is given per river, or follows from the flow by a published formula (physics/dispersion_formulas). One elimination along the tree of
// the network serves all constituents and tags. Half of a step's spreading comes before the water moves, half after (Strang): what enters
// meanwhile spreads for half of it, as on the mean it should.
// Nothing disperses through a water-level boundary, a structure or a link: what passes there is what the water brings.

#pragma once

#include <vector>

#include "model/flow_step.hpp"
#include "model/network.hpp"
#include "model/old_water.hpp"
#include "model/watches.hpp"
#include "numerics/tree_laplacian.hpp"
#include "physics/dispersion_formulas.hpp"

namespace riverchief::model {

class Dispersion {
 public:
  Dispersion(const basin::Scenario& scenario, const Network& network);
  bool active() const { return active_; }
  /// The longest step [s] within which what enters, which spreads for half of the step, is short of what it should by little more than a cell: D Δt <= 2 Δx², or
  /// a tenth of the time in which the stream outruns the spreading, D / u².
  double longest_step(const FlowStep& step) const;
  /// Spreads for a time [s]: masses change by the fluxes of the new concentrations.
  ///
  /// \param volume        (cell) [m3]; all but dry cells take part
  /// \param through_face  (face, pollutant) [g], added to
  void spread(double time, const FlowStep& step, const double* volume, const Columns& columns, Carried& carried, std::vector<double>& through_face, Watches& watches);

 private:
  struct Of {
    double value = 0.0;  // [m2/s]
    const physics::DispersionFormula* formula = nullptr;
    double factor = 1.0;
  };
  double coefficient(std::size_t face, const FlowStep& step, double area) const;  // D_L [m2/s]
  bool takes_part(std::size_t face) const { return of_[face].value > 0.0 || of_[face].formula != nullptr; }
  void prepare(double time, const FlowStep& step, const double* volume);
  void spread_tags(std::size_t columns, Carried& carried, Watches& watches);

  const Network& net_;
  bool active_ = false;
  std::vector<Of> of_;              // (face)
  numerics::TreeLaplacian solver_;
  std::vector<double> conductance_; // (face) D A / Δx times the step [m3]
  std::vector<double> held_;        // (cell) volume that takes part [m3]; 1 where a cell is dry
  std::vector<char> wet_;
  std::vector<double> spread_, spread_tags_;  // (cell, column) concentrations
};

}  // namespace riverchief::model
