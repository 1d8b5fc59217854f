// Where the water of a section came from: the flow of a run carried backwards.                                        [TA-1]
//
//   C(x_s, T) = Σ over releases of m ψ(x, t) exp(-∫_t^T k)
//
//   -∂(A ψ)/∂t - ∂(Q ψ)/∂x - ∂/∂x (A D ∂ψ/∂x) = -q⁺ ψ,      ψ(x, T) = 1 / V in the section's cell, 0 elsewhere
//
// ψ [1/m3] is what one gram released at (x, t) makes of the concentration at (x_s, T): the adjoint of transport. It is carried by the transport
// itself on the run's own steps in reverse order: fluxes negated, volumes before and after swapped, so that inflows take ψ out and what was taken
// out brings water without any. Dispersion is its own adjoint. Decay is the same everywhere at an instant, so that it is a factor of its own.
// What an inflow takes out is the share of the section's water that had entered there: all shares and what is left make 1, exactly.

#pragma once

#include <deque>
#include <vector>

#include "basin/scenario.hpp"
#include "model/network.hpp"
#include "model/recorder.hpp"

namespace riverchief::attribution {

/// A step of the flow with values of its own.
struct KeptStep {
  double from = 0.0, to = 0.0;
  std::vector<double> volume_after, through_face, through_outlet, from_source, area, discharge, level;
};

/// Listens to a run and keeps the steps of the last `back` seconds; in a steady flow the run's own last for hours, so that they are cut: the response
/// of a place is a matter of minutes.
class StepKeeper : public model::Recorder {
 public:
  /// \param shortest  steps shorter than this are taken together [s]; 0 where rules may take the run back within a step
  StepKeeper(const model::Network& network, double end, double back, double shortest) : net_(network), end_(end), back_(back), shortest_(shortest) {}
  void begin(const model::Grid&, const std::vector<double>&) override {}
  void frame(int, const model::Frame&) override {}
  bool progress(double) override { return true; }
  void end(const model::Summary&) override {}
  void flowed(const model::FlowStep& step) override;
  /// Longest step kept [s].
  double longest() const { return back_ > 1500.0 * 300.0 ? back_ / 1500.0 : 300.0; }

  const std::deque<KeptStep>& steps() const { return steps_; }
  /// (cell) [m3] before the first of them
  const std::vector<double>& first_volume() const { return first_volume_; }

 private:
  void keep(const model::FlowStep& step);

  const model::Network& net_;
  double end_, back_, shortest_;
  std::deque<KeptStep> steps_;
  std::vector<double> first_volume_;
};

/// ψ at the beginning of every kept step, and which share of the section's water entered where during it.
struct BackwardField {
  std::vector<double> time;              ///< (instant) [s]: beginnings of the steps, then the alarm's
  std::vector<std::vector<float>> response;      ///< (instant, cell) ψ [1/m3]; 0 where a cell is dry
  std::vector<std::vector<double>> entered;      ///< (step, network source) share of the section's water
  std::vector<std::vector<double>> entered_level;  ///< (step, boundary) the same through water-level boundaries
  double left = 0.0;                     ///< share that was in the waters when the look-back begins
  double without_origin = 0.0;           ///< share that came with rain or from the ground
};

/// \param scenario  as it was run; its pollutants do not matter
/// \param network   made of it
/// \param cell      of the section
BackwardField carry_backward(const basin::Scenario& scenario, const model::Network& network, const StepKeeper& kept, int cell);

}  // namespace riverchief::attribution
