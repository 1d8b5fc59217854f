// Time and accuracy of the two yardsticks, flow only, one thread, as a ratio to B (block_thomas.hpp).
//
//   benchmark_yardsticks CASES DENDRITIC [REPEATS]
//   benchmark_yardsticks CASES DENDRITIC large
//   benchmark_yardsticks CASES DENDRITIC transport [REPEATS]
//
// CASES is data/verification, DENDRITIC the folder that make_yardsticks.py wrote the dendritic network into. The time is that of
// model::simulate() with a recorder that keeps nothing; starting the program and reading files are not in it. It is processor time
// of the one thread, the median of REPEATS runs (5); B is measured before and after, and the smaller B counts.
//
// `large` is another table: what a cell and a step cost on meshes of a thousand to a million cells, and what a second thread brings
// (time on the clock: nothing else may run).

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <vector>

#include "block_thomas.hpp"
#include "core/complaint.hpp"
#include "core/parallel.hpp"
#include "io/read_scenario.hpp"
#include "model/simulate.hpp"
#include "preissmann.hpp"
#include "processor_clock.hpp"
#include "transport.hpp"

namespace {

using namespace riverchief;

constexpr double output_every = 3600.0;  // [s]: an ordinary interval; more states cost more

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

struct Timing {
  double median, least, unit;  ///< of the runs, and B [s]
};

/// Runs something again and again, with B before and after; the smaller B counts.
template <class Work>
Timing timed(std::size_t cells, int repeats, Work work) {
  double unit = benchmarks::block_solve_time(cells);
  std::vector<double> times;
  for (int k = 0; k < repeats; ++k) {
    const double begin = benchmarks::processor_seconds();
    work();
    times.push_back(benchmarks::processor_seconds() - begin);
  }
  unit = std::min(unit, benchmarks::block_solve_time(cells));
  std::sort(times.begin(), times.end());
  return {times[times.size() / 2], times.front(), unit};
}

void print_row(const std::string& name, std::size_t cells, const Timing& t, long steps, long fallback, double peak, double hours, double peak_known, double hours_known) {
  fmt::print("{:<22} {:>7} {:>8.2f} {:>9.3f} {:>9.3f} {:>9.0f} {:>6} {:>6} {:>9.2f} {:>+8.3f} {:>7.2f} {:>+7.2f}\n", name, cells, 1e6 * t.unit, t.median, t.least,
             t.median / t.unit, steps, fallback, peak, 100.0 * (peak / peak_known - 1.0), hours, hours - hours_known);
}

/// One scenario; returns its median time [s].
double measure(const std::string& name, const std::string& path, std::size_t cells, double peak, double hours, int repeats) {
  basin::Scenario scenario = io::read_scenario(path);
  scenario.output_every = output_every;
  Listener listener;
  const Timing timing = timed(cells, repeats, [&] { model::simulate(scenario, listener); });
  if (listener.cells != cells) throw std::runtime_error(fmt::format("{} has {} cells instead of {}", path, listener.cells, cells));
  const auto& summary = listener.summary;
  print_row(name, cells, timing, summary.steps, summary.fallback_steps, summary.max_discharge[listener.outlet], summary.time_of_max_discharge[listener.outlet] / 3600.0, peak, hours);
  return timing.median;
}

/// The bare peer on the long river, 300 s steps.
void measure_peer(int repeats) {
  const auto flood = [](double t) { return t < 43200.0 ? 100.0 + 900.0 * t / 43200.0 : t < 172800.0 ? 1000.0 - 900.0 * (t - 43200.0) / 129600.0 : 100.0; };
  benchmarks::Peak peak;
  const Timing timing = timed(1000, repeats, [&] {
    benchmarks::Preissmann peer({{100'000.0, 100.0, 50.0, 2.0, 2e-4, 0.030}}, 1.0);
    peak = peer.run(flood, 432'000.0, 300.0);
  });
  print_row("peer: bare Preissmann", 1000, timing, 1440, 0, peak.discharge, peak.time / 3600.0, 813.37, 27.06);
}

/// The same scenario on a finer mesh, for some days, on one thread and on two.
void measure_large(const std::string& name, const std::string& path, double cell_length, double days) {
  basin::Scenario scenario = io::read_scenario(path);
  scenario.output_every = output_every;
  scenario.cell_length = cell_length;
  scenario.duration = std::min(scenario.duration, days * 86400.0);
  double seconds[2] = {}, peak[2] = {};
  Listener listener;
  for (const int threads : {1, 2}) {
    core::use_threads(threads);
    const auto begin = std::chrono::steady_clock::now();
    model::simulate(scenario, listener);
    seconds[threads - 1] = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    peak[threads - 1] = listener.summary.max_discharge[listener.outlet];
  }
  core::use_threads(1);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const double each = 1e9 * seconds[0] / (static_cast<double>(listener.cells) * static_cast<double>(listener.summary.steps));
  fmt::print("{:<22} {:>8} {:>5.1f} {:>6} {:>9.2f} {:>9.0f} {:>9.2f} {:>7.2f} {:>7} {:>8.2f}\n", name, listener.cells, days, listener.summary.steps, seconds[0], each, seconds[1],
             seconds[0] / seconds[1], peak[0] == peak[1] ? "same" : "DIFFER", static_cast<double>(usage.ru_maxrss) / 1024.0 / 1024.0);
}

void measure_all_large(const std::string& cases, const std::string& dendritic) {
  fmt::print("{:<22} {:>8} {:>5} {:>6} {:>9} {:>9} {:>9} {:>7} {:>7} {:>8}\n", "case", "cells", "days", "steps", "1 thread", "ns each", "2 threads", "faster", "values", "GB");
  const std::string river = cases + "/long_river/1000_cells.toml", tree = dendritic + "/cells_of_200_m.toml";
  for (const double cell : {100.0, 10.0, 1.0}) measure_large("long river", river, cell, 5.0);
  for (const double cell : {200.0, 20.0}) measure_large("dendritic", tree, cell, 2.0);
  measure_large("long river", river, 0.1, 1.0);
  measure_large("dendritic", tree, 2.0, 1.0);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: benchmark_yardsticks CASES DENDRITIC [REPEATS]\n");
    return 2;
  }
  const std::string cases = argv[1], dendritic = argv[2];
  const bool large = argc > 3 && std::string(argv[3]) == "large";
  const bool transport = argc > 3 && std::string(argv[3]) == "transport";
  const int repeats = transport ? (argc > 4 ? std::max(1, std::atoi(argv[4])) : 5) : argc > 3 ? std::max(1, std::atoi(argv[3])) : 5;
  try {
    if (transport) {
      benchmarks::measure_transport(repeats);
      return 0;
    }
    if (large) {
      measure_all_large(cases, dendritic);
      return 0;
    }
    fmt::print("{:<22} {:>7} {:>8} {:>9} {:>9} {:>9} {:>6} {:>6} {:>9} {:>8} {:>7} {:>7}\n", "case", "cells", "B [us]", "median s", "least s", "time/B", "steps", "fallb.",
               "peak", "error %", "at h", "off h");
    const double one = measure("long river", cases + "/long_river/1000_cells.toml", 1000, 813.37, 27.06, repeats);
    const double ten = measure("long river x 10", cases + "/long_river/10000_cells.toml", 10'000, 813.37, 27.06, std::min(repeats, 3));
    const double tree = measure("dendritic", dendritic + "/cells_of_200_m.toml", 10'230, 1849.1, 13.14, std::min(repeats, 3));
    const double big = measure("dendritic x 10", dendritic + "/cells_of_20_m.toml", 102'300, 1849.1, 13.14, 1);
    measure_peer(repeats);
    fmt::print("ten times the cells: long river {:.1f} times the time, dendritic {:.1f} times\n", ten / one, big / tree);
  } catch (const core::InputError& error) {
    fmt::print(stderr, "{}", core::to_text(error.complaints()));
    return 2;
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
}
