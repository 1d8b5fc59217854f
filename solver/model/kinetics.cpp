#include "model/kinetics.hpp"

#include <Eigen/Dense>
#include <unsupported/Eigen/MatrixFunctions>

#include <algorithm>
#include <cmath>

namespace riverchief::model {

Kinetics::Kinetics(const basin::Scenario& scenario)
    : scenario_(scenario), temperature_(scenario.water_temperature), count_(scenario.basin.pollutants.size()), before_(count_) {
  for (std::size_t p = 0; p < count_; ++p) active_ = active_ || rate(p, 20.0) > 0.0;
  coupled_ = active_ && !scenario.basin.reactions.empty();
}

double Kinetics::temperature(double time) const {
  return scenario_.water_temperature.value.empty() ? 20.0 : temperature_.value(time);
}

/// Constituents of the coupled model are left to it.
double Kinetics::rate(std::size_t pollutant, double temperature) const {
  const auto& p = scenario_.basin.pollutants[pollutant];
  return p.role != basin::Role::none ? 0.0 : p.decay_rate * std::pow(p.theta, temperature - 20.0);
}

double Kinetics::fastest(double time) const {
  double most = 0;
  for (std::size_t p = 0; p < count_; ++p) most = std::max(most, rate(p, temperature(time)));
  return most;
}

Kinetics::Change Kinetics::over(double length, double T) const {
  Change factor(count_);
  if (!coupled_) {
    for (std::size_t p = 0; p < count_; ++p) factor[p] = std::exp(-rate(p, T) * length);
    return factor;
  }
  const auto& pollutants = scenario_.basin.pollutants;
  const auto n = static_cast<Eigen::Index>(count_);
  Eigen::MatrixXd rates = Eigen::MatrixXd::Zero(n, n);
  for (std::size_t p = 0; p < count_; ++p) rates(static_cast<Eigen::Index>(p), static_cast<Eigen::Index>(p)) -= rate(p, T) * length;
  for (const auto& reaction : scenario_.basin.reactions)
    for (std::size_t to = 0; to < count_; ++to)
      for (std::size_t from = 0; from < count_; ++from)
        if (pollutants[to].id == reaction.to && pollutants[from].id == reaction.from)
          rates(static_cast<Eigen::Index>(to), static_cast<Eigen::Index>(from)) += reaction.yield * rate(from, T) * length;
  const Eigen::MatrixXd step = rates.exp();
  return Change(step.data(), step.data() + step.size());
}

void Kinetics::prepare(double step_from, double step_to, double from, double to, int pieces) {
  const double T = temperature(0.5 * (step_from + step_to)), length = step_to - step_from, offset = from - step_from, part = to - from;
  if (T == temperature_then_ && length == length_ && offset == offset_ && part == part_ && pieces == pieces_) return;
  temperature_then_ = T, length_ = length, offset_ = offset, part_ = part, pieces_ = pieces;
  const double half = 0.5 * part / pieces;
  whole_ = over(length, T);
  early_ = over(half, T), late_ = over(-half, T);
  const auto instants = static_cast<std::size_t>(2 * pieces + 1);
  fore_.resize(instants), back_.resize(instants);
  fore_[0] = over(offset, T), back_[0] = over(-offset, T);
  for (std::size_t k = 1; k < instants; ++k) fore_[k] = product(fore_[k - 1], early_), back_[k] = product(back_[k - 1], late_);
}

Kinetics::Change Kinetics::product(const Change& a, const Change& b) const {
  Change both(a.size());
  if (!coupled_) {
    for (std::size_t p = 0; p < count_; ++p) both[p] = a[p] * b[p];
    return both;
  }
  const auto n = static_cast<Eigen::Index>(count_);
  Eigen::Map<Eigen::MatrixXd>(both.data(), n, n).noalias() = Eigen::Map<const Eigen::MatrixXd>(a.data(), n, n) * Eigen::Map<const Eigen::MatrixXd>(b.data(), n, n);
  return both;
}

void Kinetics::change(const Change& by, double* values) const {
  if (!coupled_) {
    for (std::size_t p = 0; p < count_; ++p) values[p] *= by[p];
    return;
  }
  before_.assign(values, values + count_);
  for (std::size_t p = 0; p < count_; ++p) values[p] = 0.0;
  for (std::size_t from = 0; from < count_; ++from)
    for (std::size_t to = 0; to < count_; ++to) values[to] += by[from * count_ + to] * before_[from];
}

void Kinetics::change_tags(const Change& by, const Tags& tags, double* columns) const {
  const std::size_t n = tags.list().size();
  const auto& tagged = tags.pollutants();
  if (!coupled_) {
    for (const TagBlock& block : tags.blocks())
      for (std::size_t t = 0; t < block.active; ++t) columns[block.first + t] *= by[block.pollutant];
    return;
  }
  tags_before_.assign(columns, columns + tags.columns());
  std::fill(columns, columns + tags.columns(), 0.0);
  for (std::size_t from = 0; from < tagged.size(); ++from)
    for (std::size_t to = 0; to < tagged.size(); ++to) {
      const double share = by[tagged[from] * count_ + tagged[to]];
      for (std::size_t t = 0; share != 0.0 && t < n; ++t) columns[to * n + t] += share * tags_before_[from * n + t];
    }
}

void Kinetics::apply(double* values, std::size_t rows) const {
  for (std::size_t r = 0; r < rows; ++r) change(whole_, values + r * count_);
}

void Kinetics::apply_tags(const Tags& tags, double* columns, std::size_t rows) const {
  for (std::size_t r = 0; tags.any() && r < rows; ++r) change_tags(whole_, tags, columns + r * tags.columns());
}

void Kinetics::growth(const double* values, double* late_less_early) const {
  if (!coupled_) {
    for (std::size_t p = 0; p < count_; ++p) late_less_early[p] = (late_[p] - early_[p]) * values[p];
    return;
  }
  std::fill(late_less_early, late_less_early + count_, 0.0);
  for (std::size_t from = 0; from < count_; ++from)
    for (std::size_t to = 0; to < count_; ++to) late_less_early[to] += (late_[from * count_ + to] - early_[from * count_ + to]) * values[from];
}

}  // namespace riverchief::model
