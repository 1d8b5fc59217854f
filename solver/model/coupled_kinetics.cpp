#include "model/coupled_kinetics.hpp"

#include <algorithm>

namespace riverchief::model {

CoupledKinetics::CoupledKinetics(const basin::Scenario& scenario, const Network& network, const Tags& tags)
    : quality(scenario, network), tags_(tags), P_(scenario.basin.pollutants.size()), active_(quality.active()) {
  if (active_ && tags.any()) quality.follow_ways(true);
}

void CoupledKinetics::before(const FlowStep& step, Carried& carried, std::vector<double>& reacted) {
  const double length = step.to - step.from;
  if (length >= 0.5 * quality.longest_step(step)) react(step.from + 0.5 * length, step, step.volume_before, carried, reacted);
}

void CoupledKinetics::after(const FlowStep& step, Carried& carried, std::vector<double>& reacted, bool now) {
  if (now || step.to - behind_ >= 0.25 * quality.longest_step(step)) react(step.to, step, step.volume_after, carried, reacted);
}

void CoupledKinetics::react(double to, const FlowStep& step, const double* volume, Carried& carried, std::vector<double>& reacted) {
  if (!(to > behind_)) return;
  quality.react(behind_, to, step, volume, carried.mass, reacted_);
  behind_ = to;
  for (std::size_t k = 0; k < reacted.size(); ++k) reacted[k] += reacted_.change[k];
  if (tags_.any()) divide(carried);
}

/// Tags of each set lie anew as the kinetics want them: all constituents, what bed and air give last.
void CoupledKinetics::divide(Carried& carried) {
  const std::size_t K = tags_.columns(), sets = tags_.blocks().size() / P_;
  for (std::size_t c = 0; c * P_ < carried.mass.size(); ++c)
    for (std::size_t s = 0; s < sets; ++s) {
      const std::size_t n = tags_.blocks()[s].active;
      of_cell_.resize(P_ * n);
      const auto each = [&](const auto& act) {
        for (std::size_t p = 0; p < P_; ++p) {
          double* columns = &carried.tags[c * K + tags_.blocks()[p * sets + s].first];
          for (std::size_t t = 0; t < n; ++t) act(columns[t], of_cell_[p * n + (t == 1 ? n - 1 : t == 0 ? 0 : t - 1)]);
        }
      };
      each([](double& column, double& own) { own = column; });
      quality.divide_tags(c, reacted_, &carried.mass[c * P_], of_cell_.data(), n);
      each([](double& column, double& own) { column = own; });
    }
}

void CoupledKinetics::save(State& state) const {
  if (!active_) return;
  quality.save(state);
  state["transport.reacted_to"] = {behind_};
}

void CoupledKinetics::restore(const State& state) {
  if (!active_) return;
  quality.restore(state);
  const auto found = state.find("transport.reacted_to");
  behind_ = found != state.end() ? found->second.front() : state.at("time").front();
}

}  // namespace riverchief::model
