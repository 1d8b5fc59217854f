#include "transport.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "block_thomas.hpp"
#include "model/simulate.hpp"
#include "processor_clock.hpp"

namespace riverchief::benchmarks {
namespace {

constexpr double hour = 3600.0, inlet = 100.0;
constexpr double arrives = 23.176 * hour, leaves = 28.976 * hour;  // at the outlet, of a converged calculation

/// Keeps what passes the outlet, and the extremes of the first constituent.
struct Listener final : model::Recorder {
  model::Summary summary;
  std::size_t cells = 0;
  double last_length = 0, least = 0, most = 0;
  std::vector<double> time, concentration;
  void begin(const model::Grid& grid, const std::vector<double>&) override {
    cells = grid.cells.size(), last_length = grid.cells.back().length;
    time.clear(), concentration.clear(), least = most = 0.0;
  }
  void frame(int, const model::Frame& frame) override {
    if (frame.concentration == nullptr) return;
    time.push_back(frame.time + 0.5 * last_length / frame.velocity[cells]);
    concentration.push_back(frame.concentration[cells - 1]);
    for (std::size_t c = 0; c < cells; ++c) least = std::min(least, frame.concentration[c]), most = std::max(most, frame.concentration[c]);
  }
  bool progress(double) override { return true; }
  void end(const model::Summary& s) override { summary = s; }
  double mass_error() const {
    double worst = 0;
    for (const auto& row : summary.ledger)
      if (row.of != "water") worst = std::max(worst, std::abs(row.relative));
    return worst;
  }
  /// Integral of |C − exact| over the integral of exact.
  double l1() const {
    double sum = 0;
    for (std::size_t i = 1; i < time.size(); ++i) {
      const auto off = [&](std::size_t k) { return std::abs(concentration[k] - (time[k] >= arrives && time[k] < leaves ? inlet : 0.0)); };
      sum += 0.5 * (off(i) + off(i - 1)) * (time[i] - time[i - 1]);
    }
    return sum / (inlet * (leaves - arrives));
  }
};

/// The long river with so many constituents, which come as a pulse each; `sides` are lateral inflows of next to no water.
basin::Scenario long_river(double cell_length, int constituents, int sides, bool tagged) {
  basin::Scenario scenario;
  basin::River river;
  river.id = "river", river.length = 100'000.0;
  for (const auto& [chainage, bed] : {std::pair{0.0, 20.0}, std::pair{river.length, 0.0}}) {
    basin::Section section;
    section.chainage = chainage, section.left_bank = -65.0, section.right_bank = 65.0;
    section.points = {{-65.0, bed + 20.0, 0.03}, {-25.0, bed, 0.03}, {25.0, bed, 0.03}, {65.0, bed + 20.0, 0.03}};
    river.sections.push_back(section);
  }
  scenario.basin.rivers = {river};
  basin::Boundary head, mouth;
  head.at = {.river = "river", .chainage = 0.0, .bank = {}}, head.kind = basin::BoundaryKind::discharge;
  head.series = {{0.0, 12.0 * hour, 48.0 * hour, 120.0 * hour}, {100.0, 1000.0, 100.0, 100.0}};
  mouth.at = {.river = "river", .chainage = river.length, .bank = {}}, mouth.kind = basin::BoundaryKind::normal_depth, mouth.bed_slope = 2e-4;
  scenario.boundaries = {head, mouth};
  scenario.duration = 120.0 * hour;
  scenario.cell_length = cell_length;
  scenario.output_every = hour;
  for (int i = 0; i < constituents; ++i) {
    basin::Pollutant p;
    p.id = fmt::format("tracer_{}", i);
    scenario.basin.pollutants.push_back(p);
    scenario.boundaries[0].concentration[p.id] = {{0.0, 6.0 * hour, 6.0 * hour + 1e-3, 12.0 * hour, 12.0 * hour + 1e-3}, {0.0, 0.0, inlet, inlet, 0.0}};
    scenario.initial.concentration[p.id] = 0.0;
  }
  for (int i = 0; i < sides; ++i) {
    basin::LateralInflow side;
    side.id = fmt::format("side_{}", i);
    const double at = (i + 0.5) / sides * 100'000.0;
    side.over = {.river = scenario.basin.rivers[0].id, .from = at, .to = at, .bank = {}};
    side.discharge = {{0.0}, {0.01}};
    if (constituents > 0) side.concentration["tracer_0"] = {{0.0}, {inlet}};
    scenario.lateral_inflows.push_back(side);
  }
  if (tagged) scenario.tags.by = {basin::TagsBy::source};
  return scenario;
}

double median_time(const basin::Scenario& scenario, Listener& listener, int repeats) {
  std::vector<double> times;
  for (int k = 0; k < repeats; ++k) {
    const double begin = processor_seconds();
    model::simulate(scenario, listener);
    times.push_back(processor_seconds() - begin);
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

}  // namespace

void measure_transport(int repeats) {
  const double before = block_solve_time(1000);
  struct Case {
    std::string name;
    int constituents, sides;
    bool tagged;
    double seconds = 0;
    long steps = 0, transport_steps = 0;
    double mass = 0;
  };
  std::vector<Case> all{{"flow only", 0, 0, false}, {"1 constituent", 1, 0, false}, {"10 constituents", 10, 0, false}, {"99 side inflows, flow only", 0, 99, false},
                        {"1 constituent of 100 sources", 1, 99, false}, {"the same with 100 tags", 1, 99, true}};
  for (Case& c : all) {
    Listener listener;
    c.seconds = median_time(long_river(100.0, c.constituents, c.sides, c.tagged), listener, repeats);
    c.steps = listener.summary.steps, c.transport_steps = listener.summary.transport_steps, c.mass = listener.mass_error();
  }
  const double B = std::min(before, block_solve_time(1000));
  fmt::print("B = {:.2f} us\n{:<30} {:>9} {:>9} {:>11} {:>7} {:>10} {:>10}\n", 1e6 * B, "case", "median s", "time/B", "transport/B", "steps", "ns each", "mass");
  for (const Case& c : all) {
    const double own = c.seconds - (c.sides > 0 ? all[3] : all[0]).seconds;
    fmt::print("{:<30} {:>9.4f} {:>9.0f} {:>11.0f} {:>7} {:>10.1f} {:>10.1e}\n", c.name, c.seconds, c.seconds / B, own / B, c.steps, c.transport_steps > 0 ? 1e9 * own / 1000.0 / static_cast<double>(c.transport_steps) : 0.0, c.mass);
  }
  fmt::print("{:<30} {:>9} {:>12} {:>12} {:>10}\n", "pulse at the outlet", "L1", "below 0", "above inlet", "mass");
  for (const double cell : {100.0, 1000.0}) {
    basin::Scenario scenario = long_river(cell, 1, 0, false);
    scenario.output_every = 60.0, scenario.duration = 34.0 * hour;
    Listener listener;
    model::simulate(scenario, listener);
    fmt::print("{:<30} {:>9.5f} {:>12.1e} {:>12.1e} {:>10.1e}\n", fmt::format("cells of {:.0f} m", cell), listener.l1(), std::max(0.0, -listener.least), std::max(0.0, listener.most - inlet), listener.mass_error());
  }
  basin::Scenario decaying = long_river(100.0, 1, 0, false);
  decaying.basin.pollutants[0].decay_rate = 1.0 / 86400.0;
  decaying.output_every = 60.0, decaying.duration = 34.0 * hour;
  Listener listener;
  model::simulate(decaying, listener);
  double plateau = 0;
  for (const double c : listener.concentration) plateau = std::max(plateau, c);
  fmt::print("with decay of 1/day the plateau is at most {:.4f} g/m3 (49.90), ledger {:.1e}, {} transport steps\n", plateau, listener.mass_error(), listener.summary.transport_steps);
}

}  // namespace riverchief::benchmarks
