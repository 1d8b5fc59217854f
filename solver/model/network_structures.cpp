// Storage cells, structures and water use on the network.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "model/network_builder.hpp"
#include "model/wet_side_law.hpp"
#include "physics/structure_kinds.hpp"

namespace riverchief::model {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

const char* word(basin::StorageKind kind) {
  switch (kind) {
    case basin::StorageKind::reservoir: return "reservoir";
    case basin::StorageKind::detention: return "detention";
    case basin::StorageKind::flood_cell: return "flood_cell";
    case basin::StorageKind::pond: break;
  }
  return "pond";
}

const char* word(basin::WaterUse use) {
  switch (use) {
    case basin::WaterUse::drinking: return "drinking";
    case basin::WaterUse::ecology: return "ecology";
    case basin::WaterUse::irrigation: return "irrigation";
    case basin::WaterUse::industry: break;
  }
  return "industry";
}

std::string text(const basin::End& end) { return end.place ? basin::to_text(*end.place) : end.storage.empty() ? "outside" : end.storage; }

double lowest_between_crests(const physics::Ground& ground) {
  double lowest = 1e300;
  for (const auto& p : ground.points)
    if (p.offset >= ground.left_crest && p.offset <= ground.right_crest) lowest = std::min(lowest, p.level);
  return lowest;
}

bool lies_behind(const basin::Structure& s, const std::string& river, double chainage, basin::Bank bank) {
  return s.over && s.over->river == river && s.over->bank == bank && chainage >= s.over->from && chainage <= s.over->to;
}

}  // namespace

/// Whether the ground behind a crest is a storage cell of its own there.
bool NetworkBuilder::has_cell_behind(const std::string& river, double chainage, basin::Bank bank) const {
  return std::any_of(basin.structures.begin(), basin.structures.end(), [&](const auto& s) { return lies_behind(s, river, chainage, bank); });
}

void NetworkBuilder::lay_storages() {
  for (std::size_t i = 0; i < basin.storages.size(); ++i) {
    const auto& s = basin.storages[i];
    net.storage_cell.push_back(static_cast<int>(level_boundary.size()));
    level_boundary.push_back(-1);
    storage.push_back(static_cast<int>(i));
    plain.push_back(false);
    net.grounds.emplace_back();
    net.grid.storages.push_back({s.id, word(s.kind), basin::bottom_level(s)});
  }
}

double NetworkBuilder::bed(int draft_cell) const {
  if (storage[idx(draft_cell)] >= 0) return basin::bottom_level(basin.storages[idx(storage[idx(draft_cell)])]);
  return lowest_between_crests(net.grounds[idx(draft_cell)]);
}

/// Width between the crests, or of the whole section without them; endless at a storage cell.
double NetworkBuilder::width_at(int draft_cell) const {
  if (draft_cell < 0 || storage[idx(draft_cell)] >= 0) return std::numeric_limits<double>::infinity();
  const auto& ground = net.grounds[idx(draft_cell)];
  return ground.right_crest - ground.left_crest;
}

void NetworkBuilder::add_structures() {
  for (std::size_t i = 0; i < basin.structures.size(); ++i) {
    const auto& s = basin.structures[i];
    const auto* kind = physics::find_structure_kind(s.kind);
    if (kind == nullptr) refuse(fmt::format("structure '{}' is of an unknown kind '{}'", s.id, s.kind), "name a kind of structure");
    const int number = static_cast<int>(i);
    net.first_part.push_back(static_cast<int>(net.parts.size()));
    Grid::Structure shown{s.id, s.kind, "", kind->grows ? "growth" : std::string(kind->setting)};
    if (s.at) {
      shown.place = basin::to_text(*s.at);
      add_across(number, s);
    } else if (s.over) {
      shown.place = basin::to_text(*s.over) + " -> " + text(s.to);
      add_along(number, s);
    } else {
      shown.place = text(s.from) + " -> " + text(s.to);
      add_link(number, s);
    }
    net.grid.structures.push_back(std::move(shown));
  }
  net.first_part.push_back(static_cast<int>(net.parts.size()));
}

void NetworkBuilder::add_part(int structure, const basin::Structure& s, int edge, int outlet, physics::Surroundings around, int spills_cell, int spills_bank) {
  const auto* kind = physics::find_structure_kind(s.kind);
  auto law = kind->make(s.settings, around);
  // Settings are shares, growth or openings, which leave the sill at one of its two ends; a crest may be moved anywhere.
  const double lowest_sill = kind->setting == "crest_level" ? -std::numeric_limits<double>::infinity() : std::min(law->sill(0.0), law->sill(1.0));
  net.parts.push_back({.structure = structure, .face = edge, .outlet = outlet, .law = limited_by_water(std::move(law), lowest_sill, around.left_bed, around.right_bed), .outside_level = around.right_bed,
                       .spills_cell = spills_cell, .spills_bank = spills_bank});
}

/// Across a river: the face nearest to the place becomes the structure's, and no momentum passes it.
void NetworkBuilder::add_across(int structure, const basin::Structure& s) {
  const int r = river_index(s.at->river), first = net.river_first_cell[idx(r)], cells = net.river_first_cell[idx(r) + 1] - first;
  int k = std::clamp(static_cast<int>(std::lround(s.at->chainage / spacing[idx(r)])), 0, cells);
  const auto edge_at = [&](int i) { return net.face_of_grid[idx(first + r + i)].face; };
  if (edge_at(k) < 0) k = k == 0 ? 1 : cells - 1;
  if (k < 0 || k > cells || edge_at(k) < 0)
    refuse(fmt::format("structure '{}' stands at the end of a river that is one cell long", s.id), "give the river shorter cells, or let the structure stand within it");
  const int e = edge_at(k);
  Edge& edge = edges[idx(e)];
  if (!physics::find_structure_kind(s.kind)->leaves_channel_open && !edge.barrier) {
    edge.barrier = true;
    if (edge.before >= 0) edges[idx(edge.before)].after = -1;
    if (edge.after >= 0) edges[idx(edge.after)].before = -1;
    edge.before = edge.after = -1;
  }
  physics::Surroundings around;
  // Through a mouth the water is seen down to the mouth's bed, be the cell's own as deep as it may.
  const auto bed_at = [&](int cell, int mouth) { return mouth >= 0 ? std::max(bed(cell), lowest_between_crests(mouth_ground[idx(mouth)])) : bed(cell); };
  around.left_bed = bed_at(edge.left, edge.left_mouth), around.right_bed = bed_at(edge.right, edge.right_mouth);
  around.width = std::min(width_at(edge.left), width_at(edge.right));
  add_part(structure, s, e, -1, around, -1, 0);
}

/// Along a bank: every cell of the stretch has its part of the crest.
void NetworkBuilder::add_along(int structure, const basin::Structure& s) {
  const int r = river_index(s.over->river);
  const auto& river = basin.rivers[idx(r)];
  const int to = cell_at(s.to);
  const auto bank = s.over->bank.value_or(basin::Bank::left);
  const auto crest_at = [&](double chainage) {
    const basin::Section section = basin::interpolate_section(river, chainage);
    const auto& crest = bank == basin::Bank::left ? section.left_crest : section.right_crest;
    return basin::ground_level(section, crest.value_or(bank == basin::Bank::left ? section.points.front().offset : section.points.back().offset));
  };
  for (int c = cell_at(r, s.over->from); c <= cell_at(r, s.over->to); ++c) {
    const auto& cell = net.grid.cells[idx(c)];
    const double from = std::max(s.over->from, cell.chainage - 0.5 * cell.length), until = std::min(s.over->to, cell.chainage + 0.5 * cell.length);
    if (!(until > from)) continue;
    physics::Surroundings around;
    around.left_bed = bed(c), around.right_bed = to >= 0 ? bed(to) : around.left_bed;
    around.width = width_at(c);
    around.length = until - from;
    around.crest_from = crest_at(from), around.crest_to = crest_at(until);
    const int spills_bank = bank == basin::Bank::left ? 0 : 1;
    if (to >= 0) {
      add_part(structure, s, static_cast<int>(edges.size()), -1, around, c, spills_bank);
      edges.push_back({.left = c, .right = to, .barrier = true, .link = true});
    } else {
      add_part(structure, s, -1, static_cast<int>(net.outlets.size()), around, c, spills_bank);
      net.outlets.push_back({.cell = c, .bed_drop = 0, .rating = {}});
    }
  }
}

void NetworkBuilder::add_link(int structure, const basin::Structure& s) {
  const int from = cell_at(s.from), to = cell_at(s.to);
  if (from < 0) refuse(fmt::format("structure '{}' begins outside the basin", s.id), "let water from outside come as a [[lateral_inflow]]");
  if (from == to) refuse(fmt::format("both ends of structure '{}' lie in the same cell", s.id), "take shorter cells, or leave the structure out");
  physics::Surroundings around;
  around.left_bed = bed(from), around.right_bed = to >= 0 ? bed(to) : around.left_bed;
  around.width = std::min(width_at(from), to >= 0 ? width_at(to) : width_at(from));
  if (to >= 0) {
    add_part(structure, s, static_cast<int>(edges.size()), -1, around, -1, 0);
    edges.push_back({.left = from, .right = to, .barrier = true, .link = true});
  } else {
    add_part(structure, s, -1, static_cast<int>(net.outlets.size()), around, -1, 0);
    net.outlets.push_back({.cell = from, .bed_drop = 0, .rating = {}});
  }
}

/// Who comes first where water is short: a better priority in the same cell or further down the same river; of equals the first named.
void NetworkBuilder::add_intakes() {
  for (std::size_t i = 0; i < basin.intakes.size(); ++i) {
    const auto& intake = basin.intakes[i];
    net.grid.intakes.push_back({intake.id, word(intake.use)});
    Network::Draw draw{.intake = static_cast<int>(i), .cell = cell_at(intake.at)};
    draw.demand = Forcing(intake.demand);
    draw.keep = intake.keep;
    draw.lowest_level = std::max(intake.lowest_level.value_or(bed(draw.cell)), bed(draw.cell));  // from an empty cell nothing is taken
    draw.return_share = cell_at(intake.returns_to) >= 0 ? intake.return_share : 0.0;
    if (intake.at.place) {
      const int r = river_index(intake.at.place->river), k = draw.cell - net.river_first_cell[idx(r)];
      for (std::size_t e = 0; e < edges.size(); ++e) {
        const Edge& edge = edges[e];
        if (edge.link || (edge.left != draw.cell && edge.right != draw.cell)) continue;
        const int below = net.face_of_grid[idx(draw.cell + r + 1)].face;
        if (static_cast<int>(e) != below) draw.inflow_faces.emplace_back(static_cast<int>(e), edge.right == draw.cell ? 1.0 : -1.0);
      }
      for (std::size_t s = 0; s < net.sources.size(); ++s)
        if (net.sources[s].cell == draw.cell) draw.inflow_sources.push_back(static_cast<int>(s));
      for (std::size_t j = 0; j < basin.intakes.size(); ++j) {
        const auto& other = basin.intakes[j];
        if (j == i || !other.at.place || other.at.place->river != intake.at.place->river) continue;
        const int there = cell_at(other.at) - net.river_first_cell[idx(r)];
        const bool better = other.priority < intake.priority, equal = other.priority == intake.priority;
        if ((better && there >= k) || (equal && there == k && j < i)) draw.served_before.push_back(static_cast<int>(j));
      }
      draw.looks_at_flow = draw.keep > 0.0 || !draw.served_before.empty();
      if (!draw.looks_at_flow) draw.inflow_faces.clear();
      else plain[idx(draw.cell)] = false;  // what it takes depends on what flows in: like a junction, the cell carries no momentum on
    }
    if (draw.return_share < 1.0) {
      draw.outlet = static_cast<int>(net.outlets.size());
      net.outlets.push_back({.cell = draw.cell, .bed_drop = 0, .rating = {}});
    }
    if (draw.return_share > 0.0 && cell_at(intake.returns_to) != draw.cell) {
      draw.face = static_cast<int>(edges.size());
      edges.push_back({.left = draw.cell, .right = cell_at(intake.returns_to), .barrier = true, .link = true});
    }
    net.draws.push_back(std::move(draw));
  }
}

void NetworkBuilder::add_ground_water() {
  for (const auto& aquifer : basin.aquifers) {
    const int r = river_index(aquifer.over.river);
    for (int c = cell_at(r, aquifer.over.from); c <= cell_at(r, aquifer.over.to); ++c) {
      const auto& cell = net.grid.cells[idx(c)];
      const double low = std::max(aquifer.over.from, cell.chainage - 0.5 * cell.length), high = std::min(aquifer.over.to, cell.chainage + 0.5 * cell.length);
      if (!(high > low)) continue;
      net.leaks.push_back({c, static_cast<int>(net.outlets.size()), aquifer.leakance * (high - low) / cell.length, Forcing(aquifer.head)});
      net.outlets.push_back({.cell = c, .bed_drop = 0, .rating = {}});
    }
  }
}

void NetworkBuilder::add_weather() {
  const auto given = [](const basin::Series& s) { return s.value.empty() ? basin::Series{{0.0}, {0.0}} : s; };
  net.rainfall = Forcing(given(scenario.rainfall));
  net.evaporation = Forcing(given(scenario.evaporation));
  const bool weather = !scenario.rainfall.value.empty() || !scenario.evaporation.value.empty();
  for (std::size_t i = 0; i < basin.storages.size(); ++i) {
    const auto& s = basin.storages[i];
    // Seepage takes what is dissolved with it; rain and evaporation do not.
    if (s.seepage > 0.0) {
      net.surfaces.push_back({net.storage_cell[i], static_cast<int>(net.outlets.size()), s.seepage, 0.0});
      net.outlets.push_back({.cell = net.storage_cell[i], .bed_drop = 0, .rating = {}});
    }
    if (weather) {
      net.surfaces.push_back({net.storage_cell[i], static_cast<int>(net.outlets.size()), 0.0, s.area.y.back()});
      net.outlets.push_back({.cell = net.storage_cell[i], .bed_drop = 0, .rating = {}, .carries_mass = false});
    }
  }
}

}  // namespace riverchief::model
