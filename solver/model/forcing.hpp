// What comes in from outside, as exact functions of time: values and integrals of piecewise linear series.

#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "basin/scenario.hpp"

namespace riverchief::model {

/// A series with its running integral, so that the volume that has entered is exact at every instant.
class Forcing {
 public:
  Forcing() = default;
  explicit Forcing(const basin::Series& series, double factor = 1.0) : time_(series.time), value_(series.value) {
    for (double& v : value_) v *= factor;
    cumulated_.assign(time_.size(), 0.0);
    for (std::size_t i = 1; i < time_.size(); ++i)
      cumulated_[i] = cumulated_[i - 1] + 0.5 * (value_[i] + value_[i - 1]) * (time_[i] - time_[i - 1]);
    origin_ = primitive(0.0);
  }

  /// The same until its integral has reached a quota, nothing from then on.
  Forcing up_to(std::optional<double> quota) const {
    if (!quota || value_.empty()) return *this;
    const double end = time_.size() < 2 ? 0.0 : time_.back();
    double stop = -1.0;
    if (integral(end) >= *quota) {
      double low = 0.0, high = end;
      for (int k = 0; k < 100; ++k) (integral(0.5 * (low + high)) < *quota ? low : high) = 0.5 * (low + high);
      stop = high;
    } else if (value_.back() > 0.0) {
      stop = end + (*quota - integral(end)) / value_.back();
    }
    if (stop < 0.0) return *this;
    constexpr double closing = 60.0;  // [s] the valve shuts; what passes meanwhile is half of that time's flow
    basin::Series cut;
    for (std::size_t i = 0; i < time_.size() && time_[i] < stop - 0.5 * closing; ++i) cut.time.push_back(time_[i]), cut.value.push_back(value_[i]);
    if (cut.time.empty()) cut.time.push_back(0.0), cut.value.push_back(value(0.0));
    const double from = std::max(stop - 0.5 * closing, cut.time.back() + 1e-3), flow = value(from);
    cut.time.insert(cut.time.end(), {from, from + closing});
    cut.value.insert(cut.value.end(), {flow, 0.0});
    return Forcing(cut);
  }

  double value(double time) const {
    if (time_.size() < 2 || time <= time_.front()) return value_.empty() ? 0.0 : value_.front();
    if (time >= time_.back()) return value_.back();
    const std::size_t i = segment(time);
    return value_[i] + (value_[i + 1] - value_[i]) * (time - time_[i]) / (time_[i + 1] - time_[i]);
  }

  /// Integral from the start (t = 0).
  double integral(double time) const { return primitive(time) - origin_; }

  /// Instants at which the slope changes markedly; the time integration stops there.
  std::vector<double> kinks() const {
    if (!stops_) return {};
    double steepest = 0;
    for (std::size_t i = 1; i < time_.size(); ++i) steepest = std::max(steepest, std::abs(slope(i - 1)));
    std::vector<double> found;
    for (std::size_t i = 0; i < time_.size(); ++i) {
      const double before = i == 0 ? 0.0 : slope(i - 1), after = i + 1 == time_.size() ? 0.0 : slope(i);
      if (std::abs(after - before) > 0.3 * steepest && steepest > 0) found.push_back(time_[i]);
    }
    return found;
  }

  /// Names no kinks from now on: its integral is exact without stops.
  void pass_over_kinks() { stops_ = false; }

  const std::vector<double>& times() const { return time_; }
  bool constant() const { return time_.size() < 2; }

 private:
  double slope(std::size_t i) const { return (value_[i + 1] - value_[i]) / (time_[i + 1] - time_[i]); }
  std::size_t segment(double time) const {
    if (!(hint_ + 1 < time_.size() && time_[hint_] <= time && time <= time_[hint_ + 1]))
      hint_ = static_cast<std::size_t>(std::upper_bound(time_.begin(), time_.end(), time) - time_.begin()) - 1;
    return std::min(hint_, time_.size() - 2);
  }
  double primitive(double time) const {
    if (value_.empty()) return 0.0;
    if (time_.size() < 2) return value_.front() * time;
    if (time <= time_.front()) return value_.front() * (time - time_.front());
    if (time >= time_.back()) return cumulated_.back() + value_.back() * (time - time_.back());
    const std::size_t i = segment(time);
    const double d = time - time_[i];
    return cumulated_[i] + d * (value_[i] + 0.5 * slope(i) * d);
  }

  std::vector<double> time_, value_, cumulated_;
  mutable std::size_t hint_ = 0;
  double origin_ = 0.0;  ///< the primitive at t = 0
  bool stops_ = true;
};

}  // namespace riverchief::model
