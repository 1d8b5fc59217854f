#include "model/steady_state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>
#include <numeric>
#include <utility>

#include "core/complaint.hpp"
#include "core/parallel.hpp"
#include "model/trouble.hpp"
#include "numerics/implicit_step.hpp"

namespace riverchief::model {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

/// Share of the run's tolerances that a state which is nearly steady may still change by.
constexpr double nearly = 0.1;

/// How pseudo-time goes on: by how much a step grows after few iterations, up to the longest [s], and how near Newton must come on the way.
struct Pace {
  double grows, longest, nearness;
  int few;
};
constexpr double shortest_long = 1e5;  // [s] a state that such a step leaves as it is is steady
/// Rivers without structures mostly bear it; of longer steps little is left but round-off.
constexpr Pace bold{.grows = 10.0, .longest = 3e5, .nearness = 1.0, .few = 8};
/// Where structures switch and beds fall dry.
constexpr Pace careful{.grows = 3.0, .longest = 1e7, .nearness = 0.01, .few = 6};

/// Level at which a cell conveys the discharge on the slope, by halving.
double uniform_level(const Network& net, int cell, double discharge, double slope) {
  const Site& site = net.sites[idx(cell)];
  const physics::TableRow* rows = &net.rows[idx(site.first_row)];
  double low = 0.0, high = 50.0;
  for (int k = 0; k < 40; ++k) {
    const double middle = 0.5 * (low + high);
    const physics::Wetted w = physics::at_level(rows, site.rows, middle);
    const double speed = std::min(std::sqrt(w.psi * slope), std::sqrt(9.81 * middle));
    (w.flow_area * speed < discharge ? low : high) = middle;
  }
  return site.bed_level + 0.5 * (low + high);
}

/// The faces of every cell across which levels have to do with each other: those of structures have not.
struct FacesOf {
  std::vector<int> first, face;  // (cell, plus the end), by cell
  explicit FacesOf(const Network& net) : first(idx(net.cells) + 1, 0) {
    for (const Face& f : net.faces)
      if (!f.barrier) ++first[idx(f.left) + 1], ++first[idx(f.right) + 1];
    std::partial_sum(first.begin(), first.end(), first.begin());
    face.resize(idx(first.back()));
    std::vector<int> at(first.begin(), first.end() - 1);
    for (std::size_t f = 0; f < net.faces.size(); ++f) {
      if (net.faces[f].barrier) continue;
      for (const int c : {net.faces[f].left, net.faces[f].right}) face[idx(at[idx(c)]++)] = static_cast<int>(f);
    }
  }
};

/// Discharges towards the outlets as far as a tree tells them, then uniform depths raised to backwater.
FirstState guess(const basin::Scenario& scenario, const Network& net, const Flow& flow) {
  std::vector<double> through(idx(net.cells), 0.0), sources(idx(net.cells), 0.0);
  std::vector<bool> drains(idx(net.cells), false);  // an outlet lies in the cell's subtree
  double total = 0;
  for (const auto& s : net.sources) {
    const double q = s.share * net.inflows[idx(s.series)].value(0.0);
    sources[idx(s.cell)] += q;
    total += q;
  }
  for (const auto& outlet : net.outlets) drains[idx(outlet.cell)] = true;
  for (const int c : net.storage_cell) drains[idx(c)] = true;
  for (int c = 0; c < net.cells; ++c)
    if (net.level_boundary[idx(c)] >= 0) drains[idx(c)] = true;
  std::vector<double> face_discharge(net.faces.size(), 0.0);
  for (int k = 0; k < net.tree_blocks; ++k) {
    const Face& face = net.faces[idx(k)];
    const int parent = face.left == k ? face.right : face.left;
    const double towards = drains[idx(k)] ? sources[idx(k)] - total : sources[idx(k)];
    face_discharge[idx(k)] = face.left == k ? towards : -towards;
    through[idx(k)] = std::max(through[idx(k)], std::abs(towards));
    through[idx(parent)] = std::max(through[idx(parent)], std::abs(towards));
    sources[idx(parent)] += sources[idx(k)];
    if (drains[idx(k)]) drains[idx(parent)] = true;
  }
  for (int k = net.tree_blocks; k < net.cells; ++k) through[idx(k)] = std::max(through[idx(k)], 0.5 * std::abs(total));

  const FacesOf next(net);
  // Slope of the bed over some cells around each, never flat.
  std::vector<double> level(idx(net.cells));
  core::in_pieces(net.grid.cells.size(), [&](std::size_t, std::size_t from, std::size_t end) {
    for (std::size_t g = from; g < end; ++g) {
    const auto& here = net.grid.cells[g];
    std::size_t up = g, down = g;
    while (up > 0 && net.grid.cells[up - 1].river == here.river && g - up < 5) --up;
    while (down + 1 < net.grid.cells.size() && net.grid.cells[down + 1].river == here.river && down - g < 5) ++down;
    const double run = net.grid.cells[down].chainage - net.grid.cells[up].chainage;
    const double slope = run > 0 ? (net.grid.cells[up].bed_level - net.grid.cells[down].bed_level) / run : 0.0;
    const int c = net.cell_of_grid[g];
    level[idx(c)] = uniform_level(net, c, std::max(through[idx(c)], 1e-3), std::max(slope, 2e-5));
    }
  });
  // Backwater: no lower than the water on the way to an outlet.
  std::deque<int> queue;
  std::vector<bool> seen(idx(net.cells), false);
  for (std::size_t g = 0; g < net.grid.cells.size(); ++g) {
    const auto given = scenario.initial.river_level.find(net.grid.rivers[idx(net.grid.cells[g].river)]);
    if (given == scenario.initial.river_level.end()) continue;
    const int c = net.cell_of_grid[g];
    level[idx(c)] = std::max(given->second, net.grid.cells[g].bed_level);
    queue.push_back(c), seen[idx(c)] = true;
  }
  for (std::size_t i = 0; i < net.storage_cell.size(); ++i) {
    const int c = net.storage_cell[i];
    level[idx(c)] = first_level(scenario, scenario.basin.storages[i]);
    queue.push_back(c), seen[idx(c)] = true;
  }
  for (int c = 0; c < net.cells; ++c) {
    if (net.level_boundary[idx(c)] >= 0) level[idx(c)] = net.levels[idx(net.level_boundary[idx(c)])].value(0.0);
  }
  for (const auto& outlet : net.outlets) queue.push_back(outlet.cell), seen[idx(outlet.cell)] = true;
  for (int c = 0; c < net.cells; ++c)
    if (net.level_boundary[idx(c)] >= 0) queue.push_back(c), seen[idx(c)] = true;
  while (!queue.empty()) {
    const int c = queue.front();
    queue.pop_front();
    for (int k = next.first[idx(c)]; k < next.first[idx(c) + 1]; ++k) {
      const int f = next.face[idx(k)];
      const int other = net.faces[idx(f)].left == c ? net.faces[idx(f)].right : net.faces[idx(f)].left;
      if (seen[idx(other)]) continue;
      seen[idx(other)] = true;
      level[idx(other)] = std::max(level[idx(other)], level[idx(c)]);
      queue.push_back(other);
    }
  }
  FirstState state;
  state.volume.resize(idx(net.cells));
  state.velocity.assign(net.faces.size(), 0.0);
  std::vector<double> wetted(idx(net.cells), 0.0);
  core::in_pieces(idx(net.cells), [&](std::size_t, std::size_t from, std::size_t end) {
    for (int c = static_cast<int>(from); c < static_cast<int>(end); ++c) {
    state.volume[idx(c)] = net.level_boundary[idx(c)] >= 0 ? 0.0 : flow.volume_at_level(c, level[idx(c)]);
    const Site& site = net.sites[idx(c)];
    wetted[idx(c)] = physics::at_level(&net.rows[idx(site.first_row)], site.rows, level[idx(c)] - site.bed_level).flow_area;
    }
  });
  for (std::size_t f = 0; f < net.faces.size(); ++f) {
    if (net.faces[f].barrier) continue;
    const double A = 0.5 * (wetted[idx(net.faces[f].left)] + wetted[idx(net.faces[f].right)]);
    if (A > 1e-3) state.velocity[f] = face_discharge[f] / A;
  }
  return state;
}

/// The greatest of many values, and the first that is as great.
struct Most {
  double value = 0;
  std::size_t at = 0;
};
template <class Value>
Most most_of(std::size_t count, Value&& value) {
  std::vector<Most> parts(core::pieces_of(count));
  core::in_pieces(count, [&](std::size_t k, std::size_t from, std::size_t end) {
    for (std::size_t i = from; i < end; ++i)
      if (const double v = value(i); v > parts[k].value) parts[k] = {v, i};
  });
  Most most;
  for (const Most& part : parts)
    if (part.value > most.value) most = part;
  return most;
}

/// Cells whose first level is given: storage cells, and rivers at rest.
std::vector<int> resting_cells(const basin::Scenario& scenario, const Network& net) {
  std::vector<int> cells = net.storage_cell;
  for (std::size_t g = 0; g < net.grid.cells.size(); ++g)
    if (scenario.initial.river_level.count(net.grid.rivers[idx(net.grid.cells[g].river)])) cells.push_back(net.cell_of_grid[g]);
  return cells;
}

}  // namespace

double at_chainage(const basin::Initial::Profile& profile, const std::vector<double>& values, double chainage) {
  const auto& x = profile.chainage;
  if (chainage <= x.front()) return values.front();
  if (chainage >= x.back()) return values.back();
  const std::size_t i = static_cast<std::size_t>(std::upper_bound(x.begin(), x.end(), chainage) - x.begin()) - 1;
  return values[i] + (values[i + 1] - values[i]) * (chainage - x[i]) / (x[i + 1] - x[i]);
}

double first_level(const basin::Scenario& scenario, const basin::Storage& storage) {
  const auto given = scenario.initial.storage_level.find(storage.id);
  if (given != scenario.initial.storage_level.end()) return given->second;
  if (storage.water_level) return *storage.water_level;
  return storage.kind == basin::StorageKind::reservoir && storage.normal_level ? *storage.normal_level : basin::bottom_level(storage);
}

FirstState from_profiles(const basin::Scenario& scenario, const Network& net, const Flow& flow) {
  FirstState state;
  state.volume.assign(idx(net.cells), 0.0);
  for (std::size_t i = 0; i < net.storage_cell.size(); ++i)
    state.volume[idx(net.storage_cell[i])] = flow.volume_at_level(net.storage_cell[i], first_level(scenario, scenario.basin.storages[i]));
  state.velocity.assign(net.faces.size(), 0.0);
  const auto profile_of = [&](int river) -> const basin::Initial::Profile* {
    for (const auto& p : scenario.initial.profiles)
      if (p.river == net.grid.rivers[idx(river)]) return &p;
    return nullptr;
  };
  std::vector<double> wetted(idx(net.cells), 0.0);
  for (std::size_t g = 0; g < net.grid.cells.size(); ++g) {
    const auto& cell = net.grid.cells[g];
    const auto* profile = profile_of(cell.river);
    if (profile == nullptr) continue;  // a river without a profile starts dry
    const double level = at_chainage(*profile, profile->water_level, cell.chainage);
    const int c = net.cell_of_grid[g];
    state.volume[idx(c)] = flow.volume_at_level(c, level);
    const Site& site = net.sites[idx(c)];
    wetted[idx(c)] = physics::at_level(&net.rows[idx(site.first_row)], site.rows, level - site.bed_level).flow_area;
  }
  for (std::size_t g = 0; g < net.grid.faces.size(); ++g) {
    const auto& face = net.grid.faces[g];
    const int f = net.face_of_grid[g].face;
    const auto* profile = profile_of(face.river);
    if (f < 0 || net.faces[idx(f)].barrier || profile == nullptr || profile->discharge.empty()) continue;
    const double q = at_chainage(*profile, profile->discharge, face.chainage);
    double A = 0, n = 0;
    for (const int c : {face.upstream_cell, face.downstream_cell})
      if (c >= 0 && net.grid.cells[idx(c)].river == face.river) A += wetted[idx(net.cell_of_grid[idx(c)])], n += 1;
    if (n > 0 && A > 1e-9) state.velocity[idx(f)] = q * n / A;
  }
  return state;
}

FirstState steady_state(const basin::Scenario& scenario, const Network& net, Flow& flow) {
  const FirstState guessed = guess(scenario, net, flow);
  FirstState state = guessed;
  flow.hold(0.0);
  flow.freeze(resting_cells(scenario, net));
  numerics::ImplicitStep step(flow);
  std::vector<double> y(flow.size());
  const std::size_t offset = flow.velocity_offset();
  constexpr int patience = 60;  // steps; a bold walk takes about twenty
  Pace pace = net.parts.empty() ? bold : careful;
  double dt = 10.0, change = 0, settled = 0;
  int calm = 0, idle = 0;
  double least = std::numeric_limits<double>::infinity();  // change so far
  Suspect restless;  // where it changes most
  const auto nearly_steady = [&](double of_volume, double of_velocity) {
    return of_volume < scenario.accuracy.relative * nearly && of_velocity < scenario.accuracy.velocity * nearly;
  };
  for (int k = 0; k < 2000; ++k) {
    flow.set_start(0.0, state.volume);
    std::fill(y.begin(), y.end(), 0.0);
    std::copy(state.velocity.begin(), state.velocity.end(), y.begin() + static_cast<std::ptrdiff_t>(offset));
    const int iterations = step.take(0.0, dt, y, dt < pace.longest ? pace.nearness : careful.nearness);
    if ((iterations == 0 || k > patience) && pace.grows == bold.grows) {  // once more, with care
      state = guessed, pace = careful, dt = 10.0, least = std::numeric_limits<double>::infinity();
      continue;
    }
    if (iterations == 0) {
      dt *= 0.2;
      if (dt < 1e-4) {
        restless = find_suspect(scenario, net, flow, 0.0, dt, y);
        change = settled = std::numeric_limits<double>::infinity();
        break;
      }
      continue;
    }
    std::vector<double> volume(state.volume.size());
    flow.volumes(dt, y.data(), volume.data());
    const Most of_volume = most_of(volume.size(), [&](std::size_t c) {
      return net.level_boundary[c] >= 0 ? 0.0 : std::abs(volume[c] - state.volume[c]) / (std::abs(state.volume[c]) + net.length[c] * net.reference_width[c]);
    });
    const Most of_velocity = most_of(state.velocity.size(), [&](std::size_t f) { return std::abs(y[offset + f] - std::exchange(state.velocity[f], y[offset + f])); });
    change = of_volume.value, settled = of_velocity.value;
    if (settled > change)
      restless = {.quantity = Suspect::Quantity::velocity, .face = static_cast<int>(of_velocity.at)};
    else
      restless = {.quantity = Suspect::Quantity::volume, .cell = static_cast<int>(of_volume.at)};
    state.volume = std::move(volume);
    calm = change < 1e-9 && settled < 1e-9 ? calm + 1 : 0;
    if (calm >= 2 && dt >= std::min(pace.longest, shortest_long)) {
      flow.release();
      flow.freeze({});
      return state;
    }
    // Long steps leave round-off, on very fine cells more than that: what comes no nearer for a while tries shorter ones, and is as near
    // as it gets where it is nearly steady.
    const double now = std::max(change, settled);
    idle = now < 0.5 * least ? 0 : idle + 1;
    least = std::min(least, now);
    if (idle >= 20 && dt >= std::min(pace.longest, shortest_long)) {
      if (pace.longest <= shortest_long && nearly_steady(change, settled)) break;
      pace.longest = std::max(0.1 * pace.longest, shortest_long), dt = std::min(dt, pace.longest), idle = 0;
    }
    if (iterations <= pace.few) dt = std::min(dt * (iterations <= 4 ? pace.grows : 3.0), pace.longest);
    else if (iterations > 12) dt *= 0.7;
  }
  flow.release();
  flow.freeze({});
  // Closer than the run's own accuracy: what is left comes to rest within its first steps.
  if (nearly_steady(change, settled)) return state;
  throw core::RunError(fmt::format(
      "no steady state was found for the first instant{}\n  where: {}\n"
      "  why: the boundary values at the start may have no steady state, for example where water can only gather\n"
      "  fix: give the start as profiles: [initial] profile = \"initial.csv\"",
      std::isfinite(change) ? fmt::format(": volumes still change by {:.1e} and velocities by {:.1e} m/s", change, settled) : ": its equations do not converge", place_of(restless, net)));
}

}  // namespace riverchief::model
