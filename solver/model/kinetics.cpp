#include "model/kinetics.hpp"

#include <Eigen/Dense>
#include <unsupported/Eigen/MatrixFunctions>

#include <algorithm>
#include <cmath>

namespace riverchief::model {

Kinetics::Kinetics(const basin::Scenario& scenario)
    : scenario_(scenario), temperature_(scenario.water_temperature), count_(scenario.basin.pollutants.size()), before_(count_) {
  for (const auto& p : scenario.basin.pollutants) active_ = active_ || p.decay_rate > 0.0;
  coupled_ = active_ && !scenario.basin.reactions.empty();
}

double Kinetics::temperature(double time) const {
  return scenario_.water_temperature.value.empty() ? 20.0 : temperature_.value(time);
}

double Kinetics::rate(std::size_t pollutant, double temperature) const {
  const auto& p = scenario_.basin.pollutants[pollutant];
  return p.decay_rate * std::pow(p.theta, temperature - 20.0);
}

double Kinetics::fastest(double time) const {
  double most = 0;
  for (std::size_t p = 0; p < count_; ++p) most = std::max(most, rate(p, temperature(time)));
  return most;
}

void Kinetics::prepare(double from, double to) {
  const double dt = to - from;
  const double T = temperature(0.5 * (from + to));
  if (dt == prepared_dt_ && T == prepared_temperature_) return;
  prepared_dt_ = dt, prepared_temperature_ = T;
  const auto& pollutants = scenario_.basin.pollutants;
  if (!coupled_) {
    factor_.resize(count_);
    for (std::size_t p = 0; p < count_; ++p) factor_[p] = std::exp(-rate(p, T) * dt);
    return;
  }
  const auto n = static_cast<Eigen::Index>(count_);
  Eigen::MatrixXd rates = Eigen::MatrixXd::Zero(n, n);
  for (std::size_t p = 0; p < count_; ++p) rates(static_cast<Eigen::Index>(p), static_cast<Eigen::Index>(p)) -= rate(p, T) * dt;
  for (const auto& reaction : scenario_.basin.reactions)
    for (std::size_t to_p = 0; to_p < count_; ++to_p)
      for (std::size_t from_p = 0; from_p < count_; ++from_p)
        if (pollutants[to_p].id == reaction.to && pollutants[from_p].id == reaction.from)
          rates(static_cast<Eigen::Index>(to_p), static_cast<Eigen::Index>(from_p)) += reaction.yield * rate(from_p, T) * dt;
  const Eigen::MatrixXd step = rates.exp();
  factor_.assign(step.data(), step.data() + step.size());  // by columns
}

void Kinetics::apply(double* values) const {
  if (!coupled_) {
    for (std::size_t p = 0; p < count_; ++p) values[p] *= factor_[p];
    return;
  }
  before_.assign(values, values + count_);
  for (std::size_t p = 0; p < count_; ++p) values[p] = 0.0;
  for (std::size_t from = 0; from < count_; ++from)
    for (std::size_t to = 0; to < count_; ++to) values[to] += factor_[from * count_ + to] * before_[from];
}

}  // namespace riverchief::model
