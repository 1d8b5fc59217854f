#include "model/tally.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/parallel.hpp"

namespace riverchief::model {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double water_density = 1000.0, gravity = 9.81;  // [kg/m3], [m/s2]
/// An intake is short where it gets less than this share of its demand.
constexpr double met = 0.99;

/// Share of a step during which a value that runs straight from a to b lies above 0.
double share_above(double a, double b) {
  if (a > 0.0 && b > 0.0) return 1.0;
  if (a <= 0.0 && b <= 0.0) return 0.0;
  return std::max(a, b) / std::fabs(b - a);
}

/// When it first lies above 0, between two instants.
double first_above(double from, double a, double to, double b) { return a > 0.0 ? from : to - (to - from) * b / (b - a); }

}  // namespace

Tally::Tally(const basin::Scenario& scenario, const Network& network) : scenario_(scenario), net_(network) {
  const std::size_t cells = net_.grid.cells.size(), faces = net_.grid.faces.size(), storages = net_.storage_cell.size();
  const std::size_t structures = scenario.basin.structures.size(), intakes = net_.draws.size();
  s_.max_water_level.assign(cells, -1e300);
  s_.time_of_max_water_level.assign(cells, 0.0);
  s_.max_discharge.assign(faces, 0.0);
  s_.time_of_max_discharge.assign(faces, 0.0);
  for (int bank = 0; bank < 2; ++bank) {
    s_.first_overtopping[bank].assign(cells, nan);
    s_.overtopped_volume[bank].assign(cells, 0.0);
    s_.spilled_volume[bank].assign(cells, 0.0);
    for (const auto& cell : net_.grid.cells) crest_[bank].push_back(bank == 0 ? cell.left_crest_level : cell.right_crest_level);
  }
  for (std::size_t g = 0; g < cells; ++g) lower_crest_.push_back(std::fmin(crest_[0][g], crest_[1][g]));
  for (const auto& face : net_.face_of_grid) {
    if (face.face < 0) end_faces_.push_back(static_cast<int>(momentum_face_.size()));
    momentum_face_.push_back(face.face);
  }
  s_.dry_duration.assign(cells, 0.0);
  s_.no_flow_duration.assign(faces, 0.0);
  s_.max_storage_level.assign(storages, -1e300);
  for (auto* a : {&s_.time_of_max_storage_level, &s_.flooded_duration}) a->assign(storages, 0.0);
  s_.first_flooding.assign(storages, nan);
  s_.first_structure_flow.assign(structures, nan);
  for (auto* a : {&s_.max_structure_discharge, &s_.time_of_max_structure_discharge, &s_.structure_volume_forward, &s_.structure_volume_backward,
                  &s_.structure_flow_duration, &s_.structure_blocked_duration, &s_.structure_energy})
    a->assign(structures, 0.0);
  for (auto* a : {&s_.intake_demand_volume, &s_.intake_supply_volume, &s_.intake_short_duration}) a->assign(intakes, 0.0);
  level_.resize(cells), depth_.resize(cells), discharge_.resize(faces), storage_depth_.resize(storages);
  structure_discharge_.resize(structures), blocked_.resize(structures), power_.resize(structures), supplied_.resize(intakes);
  for (const auto& part : net_.parts) {
    const auto same = std::count_if(net_.parts.begin(), net_.parts.end(), [&](const auto& p) { return part.face >= 0 ? p.face == part.face : p.outlet == part.outlet; });
    alone_.push_back(same == 1 && (part.face < 0 || net_.faces[idx(part.face)].barrier));
  }
}

void Tally::mark(double time, const Flow& flow, const double* y) {
  mark_river(time, flow);
  mark_storages(time, flow);
  mark_structures(time, flow, y);
  mark_intakes(time, flow);
  started_ = true;
  last_time_ = time;
}

void Tally::mark_river(double time, const Flow& flow) {
  core::in_pieces(level_.size(), [&](std::size_t, std::size_t from, std::size_t end) {
    for (std::size_t g = from; g < end; ++g) mark_cell(g, time, flow.sites.level[idx(net_.cell_of_grid[g])], flow.sites.depth[idx(net_.cell_of_grid[g])]);
  });
  core::in_pieces(discharge_.size(), [&](std::size_t, std::size_t from, std::size_t end) {
    for (std::size_t g = from; g < end; ++g)
      if (momentum_face_[g] >= 0) mark_face(g, time, flow.discharge[idx(momentum_face_[g])]);
  });
  for (const int g : end_faces_) mark_face(idx(g), time, flow.discharge_at(g, time));
}

inline void Tally::mark_cell(std::size_t g, double time, double level, double depth) {
  if (level > s_.max_water_level[g]) {
    if (level > lower_crest_[g]) first_over_crests(g, time, level);
    s_.max_water_level[g] = level;
    s_.time_of_max_water_level[g] = time;
  }
  if (std::min(depth, depth_[g]) < dry_limit && started_) s_.dry_duration[g] += (time - last_time_) * share_above(dry_limit - depth_[g], dry_limit - depth);
  level_[g] = level, depth_[g] = depth;
}

inline void Tally::mark_face(std::size_t g, double time, double q) {
  const double size = std::fabs(q), before = std::fabs(discharge_[g]);
  if (size > std::fabs(s_.max_discharge[g])) s_.max_discharge[g] = q, s_.time_of_max_discharge[g] = time;
  if (std::min(size, before) < no_flow_limit && started_)
    s_.no_flow_duration[g] += (time - last_time_) * share_above(no_flow_limit - before, no_flow_limit - size);
  discharge_[g] = q;
}

void Tally::first_over_crests(std::size_t g, double time, double level) {
  for (int bank = 0; bank < 2; ++bank)
    if (level > crest_[bank][g] && std::isnan(s_.first_overtopping[bank][g])) {
      const bool crossed = started_ && level_[g] < crest_[bank][g];
      s_.first_overtopping[bank][g] = crossed ? first_above(last_time_, level_[g] - crest_[bank][g], time, level - crest_[bank][g]) : time;
    }
}

void Tally::mark_storages(double time, const Flow& flow) {
  const double dt = time - last_time_;
  for (std::size_t i = 0; i < storage_depth_.size(); ++i) {
    const double level = flow.sites.level[idx(net_.storage_cell[i])], depth = level - net_.grid.storages[i].bottom_level - flood_limit;
    if (level > s_.max_storage_level[i]) s_.max_storage_level[i] = level, s_.time_of_max_storage_level[i] = time;
    if (depth > 0.0 && std::isnan(s_.first_flooding[i])) s_.first_flooding[i] = started_ ? first_above(last_time_, storage_depth_[i], time, depth) : time;
    if (started_) s_.flooded_duration[i] += dt * share_above(storage_depth_[i], depth);
    storage_depth_[i] = depth;
  }
}

void Tally::mark_structures(double time, const Flow& flow, const double* y) {
  const double dt = time - last_time_;
  for (std::size_t s = 0; s < structure_discharge_.size(); ++s) {
    double q = 0, power = 0;
    for (int k = net_.first_part[s]; k < net_.first_part[s + 1]; ++k) {
      const auto& part = net_.parts[idx(k)];
      const double before = part.face >= 0 ? flow.sites.level[idx(net_.faces[idx(part.face)].left_site)] : flow.sites.level[idx(net_.outlets[idx(part.outlet)].cell)];
      const double behind = part.face >= 0 ? flow.sites.level[idx(net_.faces[idx(part.face)].right_site)] : part.outside_level;
      const double here = flow.part_discharge[idx(k)];
      q += here;
      power += part.law->power(before, behind, here);
      if (k != net_.first_part[s]) continue;
      const double blocked = std::min(behind - part.law->sill(flow.setting(s, time, y)), behind - before);
      if (started_) s_.structure_blocked_duration[s] += dt * share_above(blocked_[s], blocked);
      blocked_[s] = blocked;
    }
    const double flows = std::fabs(q) - no_flow_limit, flowed = std::fabs(structure_discharge_[s]) - no_flow_limit;
    if (std::fabs(q) > std::fabs(s_.max_structure_discharge[s])) s_.max_structure_discharge[s] = q, s_.time_of_max_structure_discharge[s] = time;
    if (flows > 0.0 && std::isnan(s_.first_structure_flow[s])) s_.first_structure_flow[s] = started_ ? first_above(last_time_, flowed, time, flows) : time;
    if (started_) {
      s_.structure_flow_duration[s] += dt * share_above(flowed, flows);
      s_.structure_energy[s] += 0.5 * dt * (power_[s] + power);
    }
    power_[s] = power;
    structure_discharge_[s] = q;
  }
}

void Tally::mark_intakes(double time, const Flow& flow) {
  for (std::size_t i = 0; i < supplied_.size(); ++i) {
    const double wanted = flow.demand(i, time), lack = wanted > 0.0 ? met * wanted - flow.draw_discharge[i] : 0.0;
    if (started_) s_.intake_short_duration[i] += (time - last_time_) * share_above(supplied_[i], lack);
    supplied_[i] = lack;
  }
}

void Tally::count(const FlowStep& step, const Flow& flow) {
  for (std::size_t k = 0; k < net_.parts.size(); ++k) {
    const auto& part = net_.parts[k];
    const auto s = idx(part.structure);
    // What passes a face together with others is shared by the discharges of the moment.
    const double passed = !alone_[k] ? flow.part_discharge[k] * (step.to - step.from)
                          : part.face >= 0 ? step.through_face[part.face] : step.through_outlet[part.outlet];
    (passed > 0.0 ? s_.structure_volume_forward : s_.structure_volume_backward)[s] += std::fabs(passed);
    if (part.spills_cell >= 0) s_.spilled_volume[part.spills_bank][idx(part.spills_cell)] += passed;
  }
  for (std::size_t i = 0; i < net_.draws.size(); ++i) {
    const auto& draw = net_.draws[i];
    s_.intake_demand_volume[i] += draw.demand.integral(step.to) - draw.demand.integral(step.from);
    s_.intake_supply_volume[i] += (draw.outlet >= 0 ? step.through_outlet[draw.outlet] : 0.0) + (draw.face >= 0 ? step.through_face[draw.face] : 0.0);
  }
}

Summary Tally::finish() const {
  Summary summary = s_;
  for (std::size_t g = 0; g < net_.grid.cells.size(); ++g) {
    const auto& ground = net_.grounds[idx(net_.cell_of_grid[g])];
    for (int bank = 0; bank < 2; ++bank)
      if (s_.max_water_level[g] > crest_[bank][g])
        summary.overtopped_volume[bank][g] = net_.grid.cells[g].length * physics::area_behind_crest(ground, bank == 0, s_.max_water_level[g]);
  }
  return summary;
}

void add_quota_events(const basin::Scenario& scenario, const Network& network, std::vector<Event>& events) {
  for (std::size_t i = 0; i < scenario.lateral_inflows.size(); ++i) {
    const auto& inflow = scenario.lateral_inflows[i];
    if (!inflow.quota) continue;
    for (const auto& source : network.sources) {
      if (source.lateral != static_cast<int>(i)) continue;
      const Forcing& series = network.inflows[idx(source.series)];
      const double end = series.times().back();
      if (end < scenario.duration && series.integral(end) >= (1.0 - 1e-6) * *inflow.quota) events.push_back({end, inflow.id, "quota used up", *inflow.quota});
      break;
    }
  }
}

template <class Self, class Do>
void Tally::each(Self& self, Do&& act) {
  auto& s = self.s_;
  act("max_water_level", s.max_water_level), act("time_of_max_water_level", s.time_of_max_water_level);
  act("max_discharge", s.max_discharge), act("time_of_max_discharge", s.time_of_max_discharge);
  act("first_overtopping_left", s.first_overtopping[0]), act("first_overtopping_right", s.first_overtopping[1]);
  act("spilled_volume_left", s.spilled_volume[0]), act("spilled_volume_right", s.spilled_volume[1]);
  act("dry_duration", s.dry_duration), act("no_flow_duration", s.no_flow_duration);
  act("max_storage_level", s.max_storage_level), act("time_of_max_storage_level", s.time_of_max_storage_level);
  act("first_flooding", s.first_flooding), act("flooded_duration", s.flooded_duration);
  act("max_structure_discharge", s.max_structure_discharge), act("time_of_max_structure_discharge", s.time_of_max_structure_discharge);
  act("first_structure_flow", s.first_structure_flow);
  act("structure_volume_forward", s.structure_volume_forward), act("structure_volume_backward", s.structure_volume_backward);
  act("structure_flow_duration", s.structure_flow_duration), act("structure_blocked_duration", s.structure_blocked_duration);
  act("structure_energy", s.structure_energy);
  act("intake_demand_volume", s.intake_demand_volume), act("intake_supply_volume", s.intake_supply_volume);
  act("intake_short_duration", s.intake_short_duration);
  act("last_level", self.level_), act("last_depth", self.depth_), act("last_discharge", self.discharge_), act("last_storage_depth", self.storage_depth_);
  act("last_structure_discharge", self.structure_discharge_), act("last_blocked", self.blocked_), act("last_power", self.power_), act("last_supplied", self.supplied_);
}

void Tally::save(State& state) const {
  each(*this, [&](const char* name, const std::vector<double>& values) { state[std::string("tally.") + name] = values; });
  state["tally.last_time"] = {last_time_};
}

void Tally::restore(const State& state) {
  each(*this, [&](const char* name, std::vector<double>& values) { values = state.at(std::string("tally.") + name); });
  last_time_ = state.at("tally.last_time").front();
  started_ = true;
}

}  // namespace riverchief::model
