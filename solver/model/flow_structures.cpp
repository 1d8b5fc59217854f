// What structures, intakes, ground water and weather make of the levels: discharges and their derivatives by the volumes.

#include <algorithm>
#include <cmath>

#include "model/flow.hpp"
#include "physics/section_table.hpp"
#include "physics/structure_kinds.hpp"

namespace riverchief::model {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

/// Depth over which an intake begins to draw, and over which a bed gives or takes no more [m].
constexpr double intake_depth = 0.1, film = 0.02;
/// Share of a demand over which the limits of what may be taken are rounded.
constexpr double rounding = 0.05;

struct Step {
  double value, slope;
};
/// 0 up to s = 0, 1 from s = 1 on, with its slope.
Step smooth_step(double s) {
  if (s <= 0.0) return {0, 0};
  if (s >= 1.0) return {1, 0};
  return {s * s * (3.0 - 2.0 * s), 6.0 * s * (1.0 - s)};
}

/// max(x, 0) with its corner rounded over `width` on both sides.
Step ramp(double x, double width) {
  if (x <= -width) return {0, 0};
  if (x >= width) return {x, 1};
  return {(x + width) * (x + width) / (4.0 * width), (x + width) / (2.0 * width)};
}

/// The share of a demand that may be taken where x is what passes beyond all better claims, over the demand: min(x, 1), rounded.
Step allowed_share(double x) {
  const Step low = ramp(x, rounding), high = ramp(x - 1.0, rounding);
  return {low.value - high.value, low.slope - high.slope};
}

}  // namespace

void Flow::begin_structures(const basin::Basin& basin) {
  growth_of_.assign(basin.structures.size(), -1);
  settings.resize(basin.structures.size());
  for (std::size_t s = 0; s < basin.structures.size(); ++s) {
    const auto& structure = basin.structures[s];
    const auto* kind = physics::find_structure_kind(structure.kind);
    settings[s].by_hand = Forcing({{0.0}, {structure.setting ? *structure.setting : kind->usual_setting ? kind->usual_setting(structure.settings) : 0.0}});
    settings[s].rate = structure.setting_rate;
    if (!kind->grows) continue;
    growth_of_[s] = static_cast<int>(growing_.size());
    growing_.push_back(static_cast<int>(s));
  }
  growth_rate_.assign(growing_.size(), 0.0);
  growth_slope_.assign(growing_.size(), 0.0);
  for (std::size_t k = 0; k < net_.parts.size(); ++k) {
    const auto& part = net_.parts[k];
    if (part.face >= 0 && physics::find_structure_kind(basin.structures[idx(part.structure)].kind)->leaves_channel_open) losses_.push_back(static_cast<int>(k));
  }
}

double Flow::setting(std::size_t structure, double time, const double* y) const {
  const int grown = growth_of_[structure];
  return grown >= 0 ? y[growth_offset() + idx(grown)] : settings[structure].value(now(time));
}

// A structure's discharge adds to that of its face (the river's own, where the channel is open) or its outlet.         [ST-0]
void Flow::evaluate_structures(double time, const double* y) {
  std::fill(special_.begin(), special_.end(), Special{});
  for (std::size_t k = 0; k < net_.parts.size(); ++k) {
    const auto& part = net_.parts[k];
    const double set = setting(idx(part.structure), time, y);
    if (part.outlet >= 0) {
      const auto c = idx(net_.outlets[idx(part.outlet)].cell);
      const physics::Passing p = part.law->passing(sites.level[c], part.outside_level, set);
      part_discharge[k] = p.discharge;
      outflow[idx(part.outlet)] += p.discharge;
      outlet_slope_[idx(part.outlet)] += p.by_left * sites.level_slope[c];
    } else {
      const auto f = idx(part.face);
      const Face& face = net_.faces[f];
      const auto L = idx(face.left_site), R = idx(face.right_site);
      const physics::Passing p = part.law->passing(sites.level[L], sites.level[R], set);
      part_discharge[k] = p.discharge;
      discharge[f] += p.discharge;
      {
        Special& s = special_[idx(face.special)];
        s.q_left += p.by_left * sites.level_slope[L];
        s.q_right += p.by_right * sites.level_slope[R];
      }
    }
    const int grown = growth_of_[idx(part.structure)];
    if (grown < 0) continue;
    double& rate = growth_rate_[idx(grown)];
    double& slope = growth_slope_[idx(grown)];
    rate = slope = 0.0;
    if (!settings[idx(part.structure)].begun || held_) continue;
    const double left = part.outlet >= 0 ? sites.level[idx(net_.outlets[idx(part.outlet)].cell)] : sites.level[idx(net_.faces[idx(part.face)].left_site)];
    const double right = part.outlet >= 0 ? part.outside_level : sites.level[idx(net_.faces[idx(part.face)].right_site)];
    rate = part.law->growth(left, right, set);
    {
      constexpr double step = 1e-6;
      slope = std::min((part.law->growth(left, right, set + step) - rate) / step, 0.0);
    }
  }
  for (const int k : losses_) special_[idx(net_.faces[idx(net_.parts[idx(k)].face)].special)].zeta = 0.0;
  for (const int k : losses_) {
    const auto& part = net_.parts[idx(k)];
    const Face& face = net_.faces[idx(part.face)];
    const auto L = idx(face.left_site), R = idx(face.right_site);
    const physics::Loss loss = part.law->loss(0.5 * (sites.level[L] + sites.level[R]), std::max(0.5 * (sites.area[L] + sites.area[R]), 0.0));
    Special& s = special_[idx(face.special)];
    s.zeta += loss.zeta;
    {
      s.zeta_left += 0.5 * (loss.by_level * sites.level_slope[L] + loss.by_area * sites.area_slope[L]);
      s.zeta_right += 0.5 * (loss.by_level * sites.level_slope[R] + loss.by_area * sites.area_slope[R]);
    }
  }
}

// An intake takes its demand as far as water is there: above its lowest level, and from a river only what passes beyond the
// discharge that must go on and the demands of those who are served first.                                              [WU-1]
void Flow::evaluate_draws(double time) {
  const double at = now(time);
  for (std::size_t k = 0; k < net_.draws.size(); ++k) {
    const auto& draw = net_.draws[k];
    const auto c = idx(draw.cell);
    const double wanted = draw.demand.value(at);
    const Step wet = smooth_step((sites.level[c] - draw.lowest_level) / intake_depth);
    double share = 1.0, by_inflow = 0.0;
    if (draw.looks_at_flow && wanted > 0.0) {
      double passing = -draw.keep;
      for (const auto& [f, sign] : draw.inflow_faces) passing += sign * discharge[idx(f)];
      for (const int s : draw.inflow_sources) passing += net_.sources[idx(s)].share * net_.inflows[idx(net_.sources[idx(s)].series)].value(at);
      for (const int other : draw.served_before) passing -= net_.draws[idx(other)].demand.value(at);
      const Step allowed = allowed_share(passing / wanted);
      share = allowed.value, by_inflow = allowed.slope * wet.value;
    }
    {
      draw_by_inflow_[k] = by_inflow;
      for (const auto& [f, sign] : draw.inflow_faces) {
        Special& s = special_[idx(net_.faces[idx(f)].special)];
        (sign > 0.0 ? s.kept_right : s.kept_left) -= by_inflow;
      }
    }
    const double taken = draw_discharge[k] = wanted * share * wet.value;
    const double slope = wanted * share * wet.slope / intake_depth * sites.level_slope[c];
    const double returned = draw.face >= 0 ? draw.return_share : 0.0;
    if (draw.face >= 0) {
      discharge[idx(draw.face)] += returned * taken;
      {
        Special& s = special_[idx(net_.faces[idx(draw.face)].special)];
        s.q_left += returned * slope;
      }
    }
    if (draw.outlet >= 0) {
      outflow[idx(draw.outlet)] += (1.0 - returned) * taken;
      outlet_slope_[idx(draw.outlet)] += (1.0 - returned) * slope;
    }
  }
}

/// Width of a cell's water surface [m] (of a storage cell its area [m2]), and how it grows with the level.
double Flow::width_of(std::size_t c, double* by_level) const {
  const double above = std::max(sites.depth[c] - row_.level[c], 0.0);
  *by_level = above > 0.0 ? row_.storage_spread[c] : 0.0;
  return row_.storage_width[c] + row_.storage_spread[c] * above;
}

// Leakage through the bed: q = leakance T Δx (η − max(h, z_b)), as far as there is water to lose.                       [GW-1]
// Storage cells: evaporation and seepage over the wet surface, rain over the whole of it.                               [WB-1]
void Flow::evaluate_exchange(double time) {
  const double at = now(time);
  for (const auto& leak : net_.leaks) {
    const auto c = idx(leak.cell), k = idx(leak.outlet);
    const double bed = net_.sites[c].bed_level, head = std::max(leak.head.value(at), bed);
    double spread = 0;
    const double width = width_of(c, &spread), drop = sites.level[c] - head, strength = leak.leakance * net_.length[c];
    const Step wet = drop > 0.0 ? smooth_step((sites.level[c] - bed) / film) : Step{1, 0};
    outflow[k] += strength * width * drop * wet.value;
    outlet_slope_[k] += strength * (width * wet.value + spread * drop * wet.value + width * drop * wet.slope / film) * sites.level_slope[c];
  }
  const double rain = net_.rainfall.value(at), evaporation = net_.evaporation.value(at);
  for (const auto& surface : net_.surfaces) {
    const auto c = idx(surface.cell), k = idx(surface.outlet);
    double spread = 0;
    const double area_here = width_of(c, &spread);
    const double loss = surface.rain_area > 0.0 ? evaporation : surface.seepage;
    const Step wet = smooth_step((sites.level[c] - net_.sites[c].bed_level) / film);
    outflow[k] += loss * area_here * wet.value - (surface.rain_area > 0.0 ? rain * surface.rain_area : 0.0);
    outlet_slope_[k] += loss * (spread * wet.value + area_here * wet.slope / film) * sites.level_slope[c];
  }
}


}  // namespace riverchief::model
