// Time and accuracy of the two yardsticks, flow only, one thread, as a ratio to B (block_thomas.hpp).
//
//   benchmark_yardsticks CASES DENDRITIC [REPEATS]
//
// CASES is data/verification, DENDRITIC the folder that make_yardsticks.py wrote the dendritic network into. The time is that of
// model::simulate() with a recorder that keeps nothing; starting the program and reading files are not in it. It is the median of
// REPEATS runs (5), B is measured before and after, and the smaller one counts against us.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <string>
#include <vector>

#include "block_thomas.hpp"
#include "core/complaint.hpp"
#include "io/read_scenario.hpp"
#include "model/simulate.hpp"
#include "preissmann.hpp"

namespace {

using namespace riverchief;

/// Keeps the summary and the place of the outlet.
struct Listener final : model::Recorder {
  model::Summary summary;
  std::size_t cells = 0, outlet = 0;
  void begin(const model::Grid& grid, const std::vector<double>&) override {
    cells = grid.cells.size();
    for (std::size_t f = 0; f < grid.faces.size(); ++f)
      if (grid.faces[f].downstream_cell < 0) outlet = f;
  }
  void frame(int, const model::Frame&) override {}
  bool progress(double) override { return true; }
  void end(const model::Summary& s) override { summary = s; }
};

double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

struct Measured {
  double seconds, ratio;
};

Measured measure(const std::string& name, const std::string& path, double peak, double hours, int repeats) {
  basin::Scenario scenario = io::read_scenario(path);
  Listener listener;
  std::vector<double> times;
  for (int k = 0; k < repeats; ++k) {
    const auto begin = std::chrono::steady_clock::now();
    model::simulate(scenario, listener);
    times.push_back(seconds_since(begin));
  }
  std::nth_element(times.begin(), times.begin() + repeats / 2, times.end());
  const double time = times[static_cast<std::size_t>(repeats / 2)], fastest = *std::min_element(times.begin(), times.end());
  const double unit = benchmarks::block_solve_time(listener.cells);
  const double reached = listener.summary.max_discharge[listener.outlet], when = listener.summary.time_of_max_discharge[listener.outlet] / 3600.0;
  fmt::print("{:<22} {:>7} {:>8.2f} {:>9.3f} {:>9.3f} {:>9.0f} {:>6} {:>6} {:>9.2f} {:>+8.3f} {:>7.2f} {:>+7.2f}\n", name, listener.cells, 1e6 * unit, time, fastest,
             time / unit, listener.summary.steps, listener.summary.fallback_steps, reached, 100.0 * (reached / peak - 1.0), when, when - hours);
  return {time, time / unit};
}

/// The bare peer on the long river, 300 s steps.
void measure_peer(int repeats) {
  const auto flood = [](double t) { return t < 43200.0 ? 100.0 + 900.0 * t / 43200.0 : t < 172800.0 ? 1000.0 - 900.0 * (t - 43200.0) / 129600.0 : 100.0; };
  std::vector<double> times;
  benchmarks::Peak peak;
  for (int k = 0; k < repeats; ++k) {
    const auto begin = std::chrono::steady_clock::now();
    benchmarks::Preissmann peer({{100'000.0, 100.0, 50.0, 2.0, 2e-4, 0.030}}, 1.0);
    peak = peer.run(flood, 432'000.0, 300.0);
    times.push_back(seconds_since(begin));
  }
  std::nth_element(times.begin(), times.begin() + repeats / 2, times.end());
  const double time = times[static_cast<std::size_t>(repeats / 2)], unit = benchmarks::block_solve_time(1000);
  fmt::print("{:<22} {:>7} {:>8.2f} {:>9.3f} {:>9.3f} {:>9.0f} {:>6} {:>6} {:>9.2f} {:>+8.3f} {:>7.2f} {:>+7.2f}\n", "peer: bare Preissmann", 1000, 1e6 * unit, time,
             *std::min_element(times.begin(), times.end()), time / unit, 1440, 0, peak.discharge, 100.0 * (peak.discharge / 813.37 - 1.0), peak.time / 3600.0, peak.time / 3600.0 - 27.06);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: benchmark_yardsticks CASES DENDRITIC [REPEATS]\n");
    return 2;
  }
  const std::string cases = argv[1], dendritic = argv[2];
  const int repeats = argc > 3 ? std::max(1, std::atoi(argv[3])) : 5;
  try {
    fmt::print("{:<22} {:>7} {:>8} {:>9} {:>9} {:>9} {:>6} {:>6} {:>9} {:>8} {:>7} {:>7}\n", "case", "cells", "B [us]", "median s", "least s", "time/B", "steps", "fallb.",
               "peak", "error %", "at h", "off h");
    const Measured one = measure("long river", cases + "/long_river/1000_cells.toml", 813.37, 27.06, repeats);
    const Measured ten = measure("long river x 10", cases + "/long_river/10000_cells.toml", 813.37, 27.06, std::min(repeats, 3));
    const Measured tree = measure("dendritic", dendritic + "/cells_of_200_m.toml", 1849.1, 13.14, std::min(repeats, 3));
    const Measured big = measure("dendritic x 10", dendritic + "/cells_of_20_m.toml", 1849.1, 13.14, 1);
    measure_peer(repeats);
    fmt::print("ten times the cells: long river {:.1f} times the time, dendritic {:.1f} times\n", ten.seconds / one.seconds, big.seconds / tree.seconds);
  } catch (const core::InputError& error) {
    fmt::print(stderr, "{}", core::to_text(error.complaints()));
    return 2;
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
}
