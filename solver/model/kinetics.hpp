// Linear first-order kinetics, exact over a step.
//
//   dC_p/dt = −k_p(T) C_p + Σ_from yield k_from(T) C_from,      k(T) = k_20 θ^(T − 20)                  [KI-1]
//
// The step is the matrix exponential E of the rates at the step's mean temperature; without reactions between constituents it is one
// factor each. The rates are the same everywhere, so that it does not matter where a mass is while it reacts: a step is carried in masses
// as of its first instant, what enters or leaves at τ is converted by E(τ), and all of it reacts at the end.         [TR-13]
// Source: Chapra (1997), Surface Water-Quality Modeling, lectures 2 and 21.

#pragma once

#include <vector>

#include "basin/scenario.hpp"
#include "model/forcing.hpp"
#include "model/tags.hpp"

namespace riverchief::model {

class Kinetics {
 public:
  explicit Kinetics(const basin::Scenario& scenario);
  bool active() const { return active_; }
  /// The largest rate at an instant [s-1].
  double fastest(double time) const;
  /// The longest step [s] in which straight lines tell how masses of one instant grow within a piece: k Δt = 0.1.
  double longest_step(double time) const { return active_ ? 0.1 / fastest(time) : 1e300; }

  /// Prepares the step from one instant to another [s].
  void prepare(double from, double to) { prepare(from, to, from, to, 1); }
  /// Prepares a part of a step, cut into pieces; instants are its start, the middle and end of the first piece, and so on.
  void prepare(double step_from, double step_to, double from, double to, int pieces);
  /// Changes the constituents of one cell over the whole step, masses or concentrations.
  void apply(double* values) const { change(whole_, values); }
  /// The same for many cells in a row, and for their tags.
  void apply(double* values, std::size_t rows) const;
  void apply_tags(const Tags& tags, double* columns, std::size_t rows) const;
  /// From masses at an instant to masses as of the step's start, and back.
  void to_start(int instant, double* values) const { change(back_[static_cast<std::size_t>(instant)], values); }
  void from_start(int instant, double* values) const { change(fore_[static_cast<std::size_t>(instant)], values); }
  void tags_from_start(int instant, const Tags& tags, double* columns) const { change_tags(fore_[static_cast<std::size_t>(instant)], tags, columns); }
  /// By how much masses as of the start grow over one piece where the concentration stays the same: late less early.
  void growth(const double* values, double* late_less_early) const;

 private:
  using Change = std::vector<double>;  // (pollutant), or (row, column) by columns when coupled

  double temperature(double time) const;                           // [degC]
  double rate(std::size_t pollutant, double temperature) const;    // [s-1]
  void change(const Change& by, double* values) const;
  void change_tags(const Change& by, const Tags& tags, double* columns) const;
  Change over(double length, double temperature) const;            // [s], of either sign
  Change product(const Change& a, const Change& b) const;

  const basin::Scenario& scenario_;
  Forcing temperature_;
  bool active_ = false, coupled_ = false;
  std::size_t count_;
  double temperature_then_ = -1e300, length_ = -1, offset_ = -1, part_ = -1;  // what is prepared
  int pieces_ = 0;
  Change whole_, early_, late_;            // over the step; from the middle of a piece to its ends
  std::vector<Change> fore_, back_;        // (instant)
  mutable std::vector<double> before_, tags_before_;
};

}  // namespace riverchief::model
