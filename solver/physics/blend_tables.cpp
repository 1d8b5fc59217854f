#include "physics/blend_tables.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace riverchief::physics {
namespace {

/// Levels nearer to each other than this, or than this share of the depth, make one row [m, -].
constexpr double least_step = 2e-3, least_share = 4e-3;

/// What the shares measure together at one level.
struct Sum {
  double storage_area = 0, storage_width = 0, flow_area = 0, flow_width = 0, psi = 0;
};

Sum read(const std::vector<TableShare>& shares, double level) {
  Sum sum;
  double resistance = 0;  // Σ w / K²
  for (const TableShare& share : shares) {
    const auto& rows = *share.rows;
    const double at = level - share.shift;
    if (at <= rows.front().level) {
      resistance = std::numeric_limits<double>::infinity();
      continue;
    }
    const Wetted w = at_level(rows.data(), static_cast<int>(rows.size()), at);
    sum.storage_area += share.weight * w.storage_area, sum.storage_width += share.weight * w.storage_width;
    sum.flow_area += share.weight * w.flow_area, sum.flow_width += share.weight * w.flow_width;
    resistance += share.weight / std::max(w.psi * w.flow_area * w.flow_area, std::numeric_limits<double>::min());
  }
  if (sum.flow_area > 0.0) sum.psi = std::min(1.0 / (resistance * sum.flow_area * sum.flow_area), frictionless_psi);
  return sum;
}

std::vector<double> levels_of(const std::vector<TableShare>& shares) {
  std::vector<double> levels, kept;
  for (const TableShare& share : shares)
    for (const TableRow& row : *share.rows) levels.push_back(row.level + share.shift);
  std::sort(levels.begin(), levels.end());
  for (const double level : levels)
    if (kept.empty() || level - kept.back() > std::max(least_step, least_share * (level - kept.front()))) kept.push_back(level);
  return kept;
}

/// Width and spread of a row of the given mean width; w1 and w3 are read at its quarters.
void set_width(double mean, double w1, double w3, double height, double& width, double& spread) {
  mean = std::max(mean, least_width);
  const double steepest = 2.0 * (mean - least_width) / height;
  spread = std::clamp((w3 - w1) / (0.5 * height), -steepest, steepest);
  width = mean - 0.5 * spread * height;
}

/// Cubics through the values, monotone where those are (Fritsch & Carlson 1980).
void set_psi(std::vector<TableRow>& rows, const std::vector<double>& value) {
  const std::size_t count = rows.size();
  std::vector<double> secant(count, 0.0), slope(count, 0.0);
  for (std::size_t k = 0; k + 1 < count; ++k) secant[k] = (value[k + 1] - value[k]) / (rows[k + 1].level - rows[k].level);
  for (std::size_t k = 1; k + 1 < count; ++k) {
    if (secant[k - 1] * secant[k] <= 0.0) continue;
    const double before = rows[k].level - rows[k - 1].level, after = rows[k + 1].level - rows[k].level;
    const double a = 2.0 * after + before, b = after + 2.0 * before;
    slope[k] = (a + b) / (a / secant[k - 1] + b / secant[k]);
  }
  if (count > 1) slope[count - 1] = std::max(secant[count - 2], 0.0);
  for (std::size_t k = 0; k < count; ++k) {
    double* psi = rows[k].psi;
    psi[0] = value[k], psi[1] = slope[k], psi[2] = psi[3] = 0.0;
    if (k + 1 == count) break;
    const double height = rows[k + 1].level - rows[k].level;
    psi[2] = (3.0 * secant[k] - 2.0 * slope[k] - slope[k + 1]) / height;
    psi[3] = (slope[k] + slope[k + 1] - 2.0 * secant[k]) / (height * height);
  }
}

}  // namespace

std::vector<TableRow> blend(const std::vector<TableShare>& shares) {
  assert(!shares.empty());
  const std::vector<double> levels = levels_of(shares);
  const std::size_t count = levels.size();
  std::vector<TableRow> rows(count);
  std::vector<double> psi(count);
  Sum foot = read(shares, levels[0]);
  double storage_area = 0, flow_area = 0;
  for (std::size_t k = 0; k < count; ++k) {
    TableRow& row = rows[k];
    row = {};
    row.level = levels[k];
    row.storage_area = storage_area;
    row.flow_area = flow_area;
    psi[k] = foot.psi;
    if (k + 1 == count) {
      row.storage_width = std::max(foot.storage_width, least_width);
      row.flow_width = std::max(foot.flow_width, least_width);
      break;
    }
    const double height = levels[k + 1] - levels[k];
    const Sum low = read(shares, levels[k] + 0.25 * height), high = read(shares, levels[k] + 0.75 * height), head = read(shares, levels[k + 1]);
    set_width((head.storage_area - foot.storage_area) / height, low.storage_width, high.storage_width, height, row.storage_width, row.storage_spread);
    set_width((head.flow_area - foot.flow_area) / height, low.flow_width, high.flow_width, height, row.flow_width, row.flow_spread);
    storage_area += height * (row.storage_width + 0.5 * row.storage_spread * height);
    flow_area += height * (row.flow_width + 0.5 * row.flow_spread * height);
    foot = head;
  }
  for (std::size_t k = 0; k < count; ++k) rows[k].storage_area_end = k + 1 < count ? rows[k + 1].storage_area : std::numeric_limits<double>::infinity();
  psi[0] = 0.0;
  set_psi(rows, psi);
  return rows;
}

}  // namespace riverchief::physics
