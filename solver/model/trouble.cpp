#include "model/trouble.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "model/face_laws.hpp"

namespace riverchief::model {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

/// From here on something is worth a word: a step of the bed against the depth, a ratio of widths, a depth [m], a Froude number, a change of
/// the forcing in a minute against what it is.
constexpr double marked_bed_step = 1.0, marked_width_ratio = 3.0, thin = 0.02, fast = 1.5, sudden = 0.5;
constexpr double minute = 60.0;

/// A face of the network as the grid shows it.
int grid_face_of(const Network& net, int face) {
  for (std::size_t i = 0; i < net.face_of_grid.size(); ++i)
    if (net.face_of_grid[i].face == face) return static_cast<int>(i);
  return -1;
}

int grid_cell_of(const Network& net, int cell) {
  for (std::size_t i = 0; i < net.cell_of_grid.size(); ++i)
    if (net.cell_of_grid[i] == cell) return static_cast<int>(i);
  return -1;
}

/// The cells that a suspect lies in or between, by the grid.
std::vector<int> grid_cells_at(const Network& net, const Suspect& suspect) {
  std::vector<int> cells;
  if (suspect.face >= 0)
    for (const int cell : {net.faces[idx(suspect.face)].left, net.faces[idx(suspect.face)].right}) cells.push_back(grid_cell_of(net, cell));
  else if (suspect.cell >= 0)
    cells.push_back(grid_cell_of(net, suspect.cell));
  cells.erase(std::remove(cells.begin(), cells.end(), -1), cells.end());
  return cells;
}

/// Newton's last correction of one implicit step; `end` is where it came to.
bool newton(Flow& flow, double time, double step, const std::vector<double>& start, std::vector<double>& end, std::vector<double>& correction) {
  constexpr int most_iterations = 12;
  std::vector<double> rate(start.size());
  flow.evaluate(time, start.data());
  flow.weigh(start.data());
  end = start;
  correction.assign(start.size(), 0.0);
  for (int iteration = 0; iteration < most_iterations; ++iteration) {
    if (!flow.right_hand_side(time + step, end.data(), rate.data()) || !flow.prepare(step)) return false;
    std::vector<double> next(start.size());
    for (std::size_t i = 0; i < start.size(); ++i) next[i] = start[i] + step * rate[i] - end[i];
    flow.solve(next.data(), next.data());
    const double size = flow.error_norm(next.data());
    if (!std::isfinite(size)) return false;
    correction = next;
    for (std::size_t i = 0; i < start.size(); ++i) end[i] += correction[i];
    if (size < 1e-2) return true;
  }
  return false;
}

double depth_at(const Flow& flow, const Network& net, int cell) { return flow.sites.level[idx(cell)] - net.sites[idx(cell)].bed_level; }

double width_at(const Network& net, int cell, double depth) {
  const Site& site = net.sites[idx(cell)];
  return physics::at_level(&net.rows[idx(site.first_row)], site.rows, depth).flow_width;
}

}  // namespace

Suspect find_suspect(const basin::Scenario& scenario, const Network& net, Flow& flow, double time, double step, const std::vector<double>& y) {
  std::vector<double> end, correction, change(idx(net.cells)), before(idx(net.cells)), after(idx(net.cells));
  Suspect suspect;
  flow.volumes(time, y.data(), before.data());
  if (newton(flow, time, step, y, end, correction)) {  // it converges: then a cell would lose what it does not have
    flow.volumes(time + step, end.data(), after.data());
    double most = 0.0;
    for (int c = 0; c < net.cells; ++c) {
      const double missing = -after[idx(c)] / (net.reference_width[idx(c)] * net.length[idx(c)]);
      if (net.level_boundary[idx(c)] < 0 && missing > most) most = missing, suspect = {Suspect::Quantity::emptied, -1, c, -1, 1.0};
    }
    if (most > 0.0) return suspect;
  }
  const double* velocity = correction.data() + flow.velocity_offset();
  const basin::Accuracy& accuracy = scenario.accuracy;
  double sum = 0.0, largest = -1.0;
  const auto judge = [&](double error, Suspect found) {
    const double square = std::isfinite(error) ? error * error : std::numeric_limits<double>::max();
    sum += square;
    if (square > largest) largest = square, suspect = found;
  };
  for (std::size_t f = 0; f < net.faces.size(); ++f) {
    change[idx(net.faces[f].left)] -= correction[f], change[idx(net.faces[f].right)] += correction[f];
    if (!net.faces[f].barrier) judge(velocity[f] / (accuracy.relative * std::fabs(y[flow.velocity_offset() + f]) + accuracy.velocity), {Suspect::Quantity::velocity, static_cast<int>(f), -1, -1, 0.0});
  }
  for (std::size_t k = 0; k < net.outlets.size(); ++k) change[idx(net.outlets[k].cell)] -= correction[net.faces.size() + k];
  for (int c = 0; c < net.cells; ++c)
    if (net.level_boundary[idx(c)] < 0)
      judge(change[idx(c)] / (accuracy.relative * std::fabs(before[idx(c)]) + accuracy.depth * net.reference_width[idx(c)] * net.length[idx(c)]), {Suspect::Quantity::volume, -1, c, -1, 0.0});
  suspect.share = sum > 0.0 && std::isfinite(sum) ? largest / sum : 1.0;
  return suspect;
}

std::string place_of(const Suspect& suspect, const Network& net) {
  if (suspect.face >= 0) {
    if (const int at = grid_face_of(net, suspect.face); at >= 0) return fmt::format("{}: {:.3f} km", net.grid.rivers[idx(net.grid.faces[idx(at)].river)], net.grid.faces[idx(at)].chainage / 1000.0);
    for (const auto& part : net.parts)
      if (part.face == suspect.face) return fmt::format("{} ({})", net.grid.structures[idx(part.structure)].id, net.grid.structures[idx(part.structure)].place);
  }
  for (const int at : grid_cells_at(net, suspect)) return fmt::format("{}: {:.3f} km", net.grid.rivers[idx(net.grid.cells[idx(at)].river)], net.grid.cells[idx(at)].chainage / 1000.0);
  for (std::size_t s = 0; s < net.storage_cell.size(); ++s)
    if (net.storage_cell[s] == suspect.cell) return net.grid.storages[s].id;
  return "a boundary";
}

namespace {

/// What is seen there, and what follows from it.
struct Sight {
  std::vector<std::string> seen, remedies;
};

/// Depth, velocity, slope and width at the place and next door.
void look_at_the_river(const Network& net, const Flow& flow, const Suspect& suspect, const std::vector<double>& y, Sight& sight) {
  const auto cells = grid_cells_at(net, suspect);
  if (cells.empty()) return;
  const auto& cell = net.grid.cells[idx(cells.front())];
  const std::string& river = net.grid.rivers[idx(cell.river)];
  double depth = 0.0, deepest = 0.1, narrow = std::numeric_limits<double>::infinity(), wide = 0.0, low = narrow, high = -narrow, from = narrow, to = -narrow;
  std::vector<int> around{cells.front() - 1, cells.front(), cells.back(), cells.back() + 1};  // one more on both sides
  around.erase(std::remove_if(around.begin(), around.end(), [&](int i) { return i < 0 || i >= static_cast<int>(net.grid.cells.size()) || net.grid.cells[idx(i)].river != cell.river; }), around.end());
  for (const int i : around) deepest = std::max(deepest, depth_at(flow, net, net.cell_of_grid[idx(i)]));
  for (const int i : around) {
    const auto& at = net.grid.cells[idx(i)];
    const double width = width_at(net, net.cell_of_grid[idx(i)], deepest);  // of the sections, not of how full they are
    narrow = std::min(narrow, width), wide = std::max(wide, width), low = std::min(low, at.bed_level), high = std::max(high, at.bed_level);
    from = std::min(from, at.chainage), to = std::max(to, at.chainage);
  }
  for (const int i : cells) depth = std::max(depth, depth_at(flow, net, net.cell_of_grid[idx(i)]));
  sight.seen.push_back(fmt::format("depth {:.3g} m", depth));
  if (suspect.face >= 0) {
    const double u = y[flow.velocity_offset() + idx(suspect.face)], froude = std::fabs(u) / std::sqrt(g * std::max(depth, 1e-9));
    sight.seen.push_back(fmt::format("velocity {:.3g} m/s, Froude number {:.2g}, discharge {:.3g} m3/s", u, froude, flow.discharge[idx(suspect.face)]));
    if (froude > fast) sight.remedies.push_back("the flow is supercritical there: shorter cells resolve jumps");
  }
  if (to > from) sight.seen.push_back(fmt::format("the bed lies between {:.2f} and {:.2f} m and the sections are {:.3g} to {:.3g} m wide within {:.3g} m", low, high, narrow, wide, to - from));
  if (high - low > marked_bed_step * std::max(depth, 0.1)) sight.remedies.push_back(fmt::format("the bed steps by {:.2f} m: look at the sections of '{}' there, or give it shorter cells (river_cell_length = {{{} = \"{:.3g} m\"}})", high - low, river, river, 0.5 * cell.length));
  if (wide > marked_width_ratio * narrow) sight.remedies.push_back(fmt::format("the width changes {:.0f}-fold: look at the sections of '{}' there", wide / narrow, river));
  if (depth < thin) sight.remedies.push_back("it is almost dry there: a little more inflow (a base flow) helps");
}

/// Structures at the place or at the faces of its cells, with their setting and what moves it.
void look_at_structures(const basin::Scenario& scenario, const Network& net, const Flow& flow, const Suspect& suspect, double time, const std::vector<double>& y, Sight& sight) {
  std::vector<int> touched{suspect.cell}, told;
  if (suspect.face >= 0) touched = {net.faces[idx(suspect.face)].left, net.faces[idx(suspect.face)].right};
  const auto touches = [&](int cell) { return cell >= 0 && std::find(touched.begin(), touched.end(), cell) != touched.end(); };
  for (std::size_t k = 0; k < net.parts.size(); ++k) {
    const auto& part = net.parts[k];
    const bool is_here = part.face >= 0 ? touches(net.faces[idx(part.face)].left) || touches(net.faces[idx(part.face)].right) : touches(net.outlets[idx(part.outlet)].cell);
    if (!is_here || std::find(told.begin(), told.end(), part.structure) != told.end()) continue;
    told.push_back(part.structure);
    const basin::Structure& s = scenario.basin.structures[idx(part.structure)];
    const std::string& moves = net.grid.structures[idx(part.structure)].setting;
    std::string text = fmt::format("structure '{}' ({}) passes {:.3g} m3/s", s.id, s.kind, flow.part_discharge[k]);
    if (!moves.empty()) text += fmt::format(", {} {:.3g}", moves, flow.setting(idx(part.structure), time, y.data()));
    std::vector<std::string> rules;
    for (const auto& control : scenario.controls)
      if (control.structure == s.id) rules.push_back("'" + control.id + "'");
    if (!rules.empty()) text += fmt::format(", moved by {}", fmt::join(rules, ", "));
    sight.seen.push_back(std::move(text));
    if (!rules.empty() && !(s.setting_rate > 0.0)) sight.remedies.insert(sight.remedies.begin(), fmt::format("give '{}' a setting_rate: it moves at once", s.id));
    else if (!rules.empty()) sight.remedies.insert(sight.remedies.begin(), fmt::format("look at the rule {} of '{}': a wider gap between when and until", rules.front(), s.id));
    else sight.remedies.push_back(fmt::format("look at the levels of structure '{}' against the bed", s.id));
  }
}

/// What comes in there, and how fast it changes.
void look_at_forcing(const basin::Scenario& scenario, const Network& net, const Suspect& suspect, double time, Sight& sight) {
  const auto tell = [&](const std::string& what, const char* unit, const Forcing& series, double scale) {
    const double now = series.value(time), later = series.value(time + minute);
    sight.seen.push_back(fmt::format("{} {:.4g} {}, a minute later {:.4g}", what, now, unit, later));
    if (std::fabs(later - now) > sudden * scale) sight.remedies.push_back(fmt::format("{} changes suddenly: look at its series", what));
  };
  for (const auto& source : net.sources) {
    const bool is_here = source.cell == suspect.cell || (suspect.face >= 0 && (source.cell == net.faces[idx(suspect.face)].left || source.cell == net.faces[idx(suspect.face)].right));
    if (!is_here || (source.given >= 0 && source.lateral < 0)) continue;
    const std::string what = source.boundary >= 0 ? fmt::format("the discharge {} at '{}'", source.share < 0.0 ? "taken" : "given", basin::to_text(scenario.boundaries[idx(source.boundary)].at)) : source.lateral >= 0 ? fmt::format("lateral inflow '{}'", scenario.lateral_inflows[idx(source.lateral)].id) : "";
    const Forcing& series = net.inflows[idx(source.series)];
    if (what.empty()) continue;
    tell(what, "m3/s", series, std::fabs(series.value(time)) + 1e-3);
    if (suspect.quantity == Suspect::Quantity::emptied && source.share * series.value(time) < 0.0) sight.remedies.insert(sight.remedies.begin(), what + " is more than arrives: give less, or a water_level, a rating_curve or normal_depth there");
  }
  if (suspect.face < 0) return;
  for (const int cell : {net.faces[idx(suspect.face)].left, net.faces[idx(suspect.face)].right})
    if (net.level_boundary[idx(cell)] >= 0) tell("the level given at the end of the river", "m", net.levels[idx(net.level_boundary[idx(cell)])], 1.0);
}

}  // namespace

std::string explain_trouble(const basin::Scenario& scenario, const Network& net, Flow& flow, double time, double step, const std::vector<double>& y, const std::string& why) {
  const Suspect suspect = find_suspect(scenario, net, flow, time, step, y);
  flow.evaluate(time, y.data());
  Sight sight;
  look_at_the_river(net, flow, suspect, y, sight);
  look_at_structures(scenario, net, flow, suspect, time, y, sight);
  look_at_forcing(scenario, net, suspect, time, sight);
  if (sight.remedies.empty()) sight.remedies.push_back("look at the sections around this place: very narrow or very rough ground, a cell length that does not fit");
  if (sight.remedies.size() > 3) sight.remedies.resize(3);
  const std::string what = suspect.quantity == Suspect::Quantity::emptied ? "more water leaves this cell than it holds"
                           : fmt::format("the {} there has {:.0f} % of the error of the step", suspect.quantity == Suspect::Quantity::velocity ? "velocity" : "volume", 100.0 * suspect.share);
  return fmt::format("the run stopped {:.3f} h after its start: {}\n  where: {}\n  why: {}, even in {:.1g} s; {}\n  fix: {}", time / 3600.0, why, place_of(suspect, net), what, step, fmt::join(sight.seen, "; "),
                     fmt::join(sight.remedies, "; "));
}

}  // namespace riverchief::model
