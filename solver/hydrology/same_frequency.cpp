#include "hydrology/same_frequency.hpp"

#include <Eigen/Dense>
#include <Eigen/SparseCholesky>
#include <algorithm>
#include <cmath>
#include <map>

namespace riverchief::hydrology {
namespace {

constexpr double smoothing = 3.0 * 3600.0;  ///< factors change over this time [s]

/// The typical flood with points at all borders of windows.
basin::Series with_borders(const basin::Series& typical, const std::vector<WantedVolume>& windows) {
  std::vector<double> times = typical.time;
  for (const WantedVolume& wanted : windows) times.insert(times.end(), {wanted.window.from, wanted.window.to});
  std::sort(times.begin(), times.end());
  times.erase(std::unique(times.begin(), times.end()), times.end());
  basin::Series series = {.time = times, .value = {}};
  for (const double time : times) series.value.push_back(basin::value_at(typical, time));
  return series;
}

/// The textbook's factors: one for the shortest window, one for each ring around it; the outermost holds beyond.
std::vector<double> stepped_factors(const basin::Series& series, const std::vector<WantedVolume>& windows) {
  std::vector<double> ring(windows.size());
  for (std::size_t j = 0; j < windows.size(); ++j) {
    const double inner = j == 0 ? 0.0 : windows[j - 1].volume, inner_typical = j == 0 ? 0.0 : windows[j - 1].window.volume;
    const double typical = windows[j].window.volume - inner_typical;
    ring[j] = typical > 0.0 ? (windows[j].volume - inner) / typical : 1.0;
  }
  std::vector<double> factors;
  for (const double time : series.time) {
    std::size_t j = 0;
    while (j + 1 < windows.size() && (time < windows[j].window.from || time > windows[j].window.to)) ++j;
    factors.push_back(ring[j]);
  }
  return factors;
}

/// Time that a point stands for, within [from, to]: the integral of a series of straight lines is the sum of these times its values.
std::vector<double> shares_of_time(const std::vector<double>& time, double from, double to) {
  std::vector<double> share(time.size(), 0.0);
  for (std::size_t i = 0; i + 1 < time.size(); ++i) {
    if (time[i] < from || time[i + 1] > to) continue;
    share[i] += 0.5 * (time[i + 1] - time[i]);
    share[i + 1] += 0.5 * (time[i + 1] - time[i]);
  }
  return share;
}

/// What factors must fulfil: row . factors = value.
struct Demand {
  Eigen::VectorXd row;
  double value = 0;
};

// Least sum of Δt (k - k_textbook)² + smoothing² (dk/dt)² Δt under the demands, by Lagrange's multipliers.
class Smoother {
 public:
  Smoother(const std::vector<double>& time, const std::vector<double>& textbook) : pull_(static_cast<Eigen::Index>(time.size())) {
    const std::vector<double> share = shares_of_time(time, time.front(), time.back());
    std::vector<Eigen::Triplet<double>> entries;
    for (std::size_t i = 0; i < time.size(); ++i) {
      const int row = static_cast<int>(i);
      entries.emplace_back(row, row, share[i]);
      pull_[row] = share[i] * textbook[i];
      if (i + 1 == time.size()) break;
      const double stiff = smoothing * smoothing / (time[i + 1] - time[i]);
      for (const auto& [r, c, sign] : {std::tuple(row, row, 1.0), {row + 1, row + 1, 1.0}, {row, row + 1, -1.0}, {row + 1, row, -1.0}})
        entries.emplace_back(r, c, sign * stiff);
    }
    Eigen::SparseMatrix<double> matrix(pull_.size(), pull_.size());
    matrix.setFromTriplets(entries.begin(), entries.end());
    solver_.compute(matrix);
  }

  Eigen::VectorXd factors(const std::vector<Demand>& demands) const {
    const Eigen::Index count = static_cast<Eigen::Index>(demands.size());
    Eigen::MatrixXd rows(pull_.size(), count);
    Eigen::VectorXd values(count);
    for (Eigen::Index j = 0; j < count; ++j) {
      const Demand& demand = demands[static_cast<std::size_t>(j)];
      const double scale = 1.0 / demand.row.norm();
      rows.col(j) = demand.row * scale;
      values[j] = demand.value * scale;
    }
    const Eigen::VectorXd free = solver_.solve(pull_);
    const Eigen::MatrixXd answers = solver_.solve(rows);
    const Eigen::MatrixXd coupling = rows.transpose() * answers;
    const Eigen::VectorXd missing = values - rows.transpose() * free;
    return free + answers * coupling.completeOrthogonalDecomposition().solve(missing);
  }

 private:
  Eigen::VectorXd pull_;
  Eigen::SimplicialLDLT<Eigen::SparseMatrix<double>> solver_;
};

}  // namespace

std::optional<basin::Series> same_frequency(const basin::Series& typical, Instant peak, double wanted_peak, const std::vector<WantedVolume>& windows) {
  constexpr int most_rounds = 100;
  constexpr double close = 1e-9;
  basin::Series series = with_borders(typical, windows);
  const Eigen::Index count = static_cast<Eigen::Index>(series.time.size());
  const Eigen::Map<const Eigen::VectorXd> flow(series.value.data(), count);
  const auto only = [&](Eigen::Index i, double discharge) {  // the discharge of one point
    Demand demand = {Eigen::VectorXd::Zero(count), discharge};
    demand.row[i] = flow[i];
    return demand;
  };

  std::map<Eigen::Index, double> held = {{std::lower_bound(series.time.begin(), series.time.end(), peak.time) - series.time.begin(), wanted_peak}};
  std::vector<Demand> volumes;
  for (const WantedVolume& wanted : windows) {
    const std::vector<double> share = shares_of_time(series.time, wanted.window.from, wanted.window.to);
    volumes.push_back({Eigen::Map<const Eigen::VectorXd>(share.data(), count).cwiseProduct(flow), wanted.volume});
  }
  const Smoother smoother(series.time, stepped_factors(series, windows));
  for (int round = 0; round < most_rounds; ++round) {
    std::vector<Demand> demands = volumes;
    for (const auto& [i, discharge] : held) demands.push_back(only(i, discharge));
    const Eigen::VectorXd found = smoother.factors(demands).cwiseProduct(flow);
    bool within = true;
    for (Eigen::Index i = 0; i < count; ++i) {
      if (held.contains(i) || flow[i] <= 0.0) continue;
      if (found[i] > wanted_peak * (1.0 + close)) held[i] = wanted_peak, within = false;
      if (found[i] < -wanted_peak * close) held[i] = 0.0, within = false;
    }
    if (!within) continue;
    for (const Demand& demand : demands)
      if (const double reached = demand.row.dot(found.cwiseQuotient(flow.cwiseMax(1e-300))); std::abs(reached - demand.value) > 1e-6 * std::abs(demand.value) + 1e-9)
        return std::nullopt;
    for (Eigen::Index i = 0; i < count; ++i) series.value[static_cast<std::size_t>(i)] = std::clamp(found[i], 0.0, wanted_peak);
    return series;
  }
  return std::nullopt;
}

}  // namespace riverchief::hydrology
