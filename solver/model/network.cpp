#include "model/network.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/complaint.hpp"
#include "core/parallel.hpp"
#include "model/network_builder.hpp"

namespace riverchief::model {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

std::pair<double, double> point_at(const basin::River& river, double chainage) {
  const auto& line = river.centreline;
  if (line.size() < 2) return {nan, nan};
  std::size_t i = 0;
  while (i + 2 < line.size() && line[i + 1].chainage < chainage) ++i;
  const double w = (chainage - line[i].chainage) / (line[i + 1].chainage - line[i].chainage);
  return {line[i].x + w * (line[i + 1].x - line[i].x), line[i].y + w * (line[i + 1].y - line[i].y)};
}

/// Area below a level some way up a section [m2].
double area_at(const basin::Section& section, double depth) {
  const double level = basin::bed_level(section) + depth;
  double area = 0;
  for (std::size_t i = 0; i + 1 < section.points.size(); ++i) {
    const auto &a = section.points[i], &b = section.points[i + 1];
    const double low = std::min(a.level, b.level), high = std::max(a.level, b.level), width = b.offset - a.offset;
    if (level <= low) continue;
    area += level >= high ? width * (level - 0.5 * (low + high)) : 0.5 * width * (level - low) * (level - low) / (high - low);
  }
  return area;
}

/// Whether the section changes at once between two places: two surveys at one place of which one is clearly the larger.
bool has_step(const basin::River& river, double from, double to) {
  constexpr double next_to = 0.01;  // of the distance between the two places
  constexpr double clearly = 0.1;  // of the area
  const auto& all = river.sections;
  auto k = std::lower_bound(all.begin(), all.end(), from, [](const basin::Section& s, double x) { return s.chainage < x; });
  for (; k != all.end() && k + 1 != all.end() && (k + 1)->chainage <= to; ++k) {
    if ((k + 1)->chainage - k->chainage > next_to * (to - from)) continue;
    for (const double depth : {1.0, 4.0}) {
      const double a = area_at(*k, depth), b = area_at(*(k + 1), depth);
      if (std::abs(b - a) > clearly * std::min(a, b)) return true;
    }
  }
  return false;
}

/// The ground between the crests alone: what lies behind one is a storage cell of its own.
void cut_off(physics::Ground& ground, bool left) {
  const double crest = left ? ground.left_crest : ground.right_crest;
  std::vector<physics::Ground::Point> kept;
  for (const auto& p : ground.points)
    if (left ? p.offset >= crest : p.offset <= crest) kept.push_back(p);
  const auto level_at = [&](double x) {
    for (std::size_t i = 0; i + 1 < ground.points.size(); ++i) {
      const auto &a = ground.points[i], &b = ground.points[i + 1];
      if (x >= a.offset && x <= b.offset && b.offset > a.offset)
        return std::pair{a.level + (b.level - a.level) * (x - a.offset) / (b.offset - a.offset), a.manning_n};
    }
    return std::pair{ground.points.back().level, ground.points.back().manning_n};
  };
  if (kept.empty() || (left ? kept.front().offset : kept.back().offset) != crest) {
    const auto [level, n] = level_at(crest);
    kept.insert(left ? kept.begin() : kept.end(), {crest, level, n});
  }
  ground.points = std::move(kept);
  (left ? ground.has_left_crest : ground.has_right_crest) = false;
}

}  // namespace

void NetworkBuilder::refuse(std::string what, std::string fix) const {
  throw core::InputError({{.where = {scenario.file, 0, 0, ""}, .what = std::move(what), .why = "", .fix = std::move(fix), .notes = {}}});
}

Network NetworkBuilder::build() {
  lay_out_cells();
  lay_storages();
  join_rivers();
  name_reaches();
  attach_sources();
  add_structures();
  add_intakes();
  add_ground_water();
  add_weather();
  order();
  return std::move(net);
}

int NetworkBuilder::river_index(const std::string& id) const {
  for (std::size_t i = 0; i < basin.rivers.size(); ++i)
    if (basin.rivers[i].id == id) return static_cast<int>(i);
  refuse("there is no river '" + id + "'", "name a river of the basin");
}

int NetworkBuilder::storage_index(const std::string& id) const {
  for (std::size_t i = 0; i < basin.storages.size(); ++i)
    if (basin.storages[i].id == id) return static_cast<int>(i);
  refuse("there is no storage cell '" + id + "'", "name a [[storage]] of the basin");
}

int NetworkBuilder::cell_at(int river, double chainage) const {
  const int count = net.river_first_cell[idx(river) + 1] - net.river_first_cell[idx(river)];
  const int i = static_cast<int>(std::floor(chainage / spacing[idx(river)]));
  return net.river_first_cell[idx(river)] + std::clamp(i, 0, count - 1);
}

int NetworkBuilder::cell_at(const basin::End& end) const {
  if (end.place) return cell_at(river_index(end.place->river), end.place->chainage);
  return end.storage.empty() ? -1 : net.storage_cell[idx(storage_index(end.storage))];
}

physics::Ground NetworkBuilder::ground_at(const basin::River& river, double chainage) const {
  return ground_of(river, chainage, basin::section_as_run(scenario, river, chainage));
}

physics::Ground NetworkBuilder::ground_of(const basin::River& river, double chainage, const basin::Section& section) const {
  physics::Ground ground;
  for (const auto& p : section.points) ground.points.push_back({p.offset, p.level, p.manning_n});
  ground.left_bank = section.left_bank;
  ground.right_bank = section.right_bank;
  ground.has_left_crest = section.left_crest.has_value();
  ground.has_right_crest = section.right_crest.has_value();
  ground.left_crest = section.left_crest.value_or(section.points.front().offset);
  ground.right_crest = section.right_crest.value_or(section.points.back().offset);
  for (const auto& part : section.ineffective) ground.ineffective.push_back({part.from_offset, part.to_offset, part.level, part.permanent});
  for (const auto& at : section.roughness_by_level) ground.roughness_by_level.push_back({at.level, at.factor});
  for (const bool left : {true, false})
    if ((left ? ground.has_left_crest : ground.has_right_crest) &&
        has_cell_behind(river.id, chainage, left ? basin::Bank::left : basin::Bank::right))
      cut_off(ground, left);
  return ground;
}

void NetworkBuilder::lay_out_cell(std::size_t r, double chainage, Grid::Cell& cell, physics::Ground& ground) const {
  const auto& river = basin.rivers[r];
  const basin::Section section = basin::section_as_run(scenario, river, chainage);
  cell.river = static_cast<int>(r);
  cell.chainage = chainage;
  cell.length = spacing[r];
  cell.bed_level = basin::bed_level(section);
  cell.left_bank_level = basin::ground_level(section, section.left_bank);
  cell.right_bank_level = basin::ground_level(section, section.right_bank);
  cell.left_crest_level = section.left_crest ? basin::ground_level(section, *section.left_crest) : nan;
  cell.right_crest_level = section.right_crest ? basin::ground_level(section, *section.right_crest) : nan;
  std::tie(cell.x, cell.y) = point_at(river, chainage);
  ground = ground_of(river, chainage, section);
}

void NetworkBuilder::lay_out_cells() {
  for (const auto& p : basin.pollutants) net.grid.pollutants.push_back(p.id);
  net.river_first_cell.push_back(0);
  for (std::size_t r = 0; r < basin.rivers.size(); ++r) {
    const auto& river = basin.rivers[r];
    net.grid.rivers.push_back(river.id);
    const auto exception = scenario.river_cell_length.find(river.id);
    const double wanted = exception == scenario.river_cell_length.end() ? scenario.cell_length : exception->second;
    const int count = std::max(1, static_cast<int>(std::lround(river.length / wanted)));
    spacing.push_back(river.length / count);
    const std::size_t first = net.grid.cells.size();
    net.grid.cells.resize(first + idx(count)), net.grounds.resize(first + idx(count));
    core::in_pieces(idx(count), [&](std::size_t, std::size_t from, std::size_t end) {
      for (std::size_t i = from; i < end; ++i) lay_out_cell(r, (static_cast<double>(i) + 0.5) * spacing[r], net.grid.cells[first + i], net.grounds[first + i]);
    });
    if (river.between_sections == basin::BetweenSections::tables)
      for (std::size_t c = first; c < net.grid.cells.size(); ++c) {
        const double middle = net.grid.cells[c].chainage, half = 0.5 * spacing[r];
        cell_shares[static_cast<int>(c)] = shares(r, middle - half, middle + half);
      }
    net.river_first_cell.push_back(static_cast<int>(net.grid.cells.size()));
  }
  plain.assign(net.grid.cells.size(), true);
  level_boundary.assign(net.grid.cells.size(), -1);
  storage.assign(net.grid.cells.size(), -1);
  net.boundary_cell.assign(scenario.boundaries.size(), -1);
  net.boundary_face.assign(scenario.boundaries.size(), -1);
  splits.resize(basin.rivers.size());
}

/// The view of a host's water through the section at a river's end, which lies `drop` lower where the host's level is known.
int NetworkBuilder::add_mouth(const basin::River& river, double chainage, int host, double drop) {
  if (river.between_sections == basin::BetweenSections::tables) {
    auto& parts = mouth_shares[static_cast<int>(mouth_ground.size())] = shares(idx(river_index(river.id)), chainage, chainage);
    for (auto& part : parts) part.shift -= drop;
  }
  mouth_ground.push_back(ground_at(river, chainage));
  for (auto& p : mouth_ground.back().points) p.level -= drop;
  for (auto& part : mouth_ground.back().ineffective) part.level -= drop;
  for (auto& at : mouth_ground.back().roughness_by_level) at.level -= drop;
  mouth_host.push_back(host);
  return static_cast<int>(mouth_ground.size()) - 1;
}

/// One end of a river: into another river or a storage cell, or what its boundary says. Its face, if it has one, joins the chain.
void NetworkBuilder::open_end(std::size_t r, bool head, std::vector<int>& chain) {
  const auto& river = basin.rivers[r];
  const int cell = head ? net.river_first_cell[r] : net.river_first_cell[r + 1] - 1;
  const double chainage = head ? 0.0 : river.length, dx = spacing[r];
  const auto& link = head ? river.leaves : river.joins;
  const std::string& lake = head ? river.leaves_storage : river.joins_storage;
  const auto grid_face = [&](int up, int down) -> Network::GridFace& {
    const auto [x, y] = point_at(river, chainage);
    net.grid.faces.push_back({static_cast<int>(r), chainage, up, down, x, y});
    return net.face_of_grid.emplace_back();
  };
  if (link || !lake.empty()) {
    int host = -1;
    double way = 0.0, drop = 0.0;
    if (link) {
      const int host_river = river_index(link->river);
      if (host_river == static_cast<int>(r)) refuse("river '" + river.id + "' joins itself", "name another river");
      host = cell_at(host_river, link->chainage);
      if (!head) {
        // The host's level is that of a cell's middle, the next one down the host: the tributary's own course is carried on to there,
        // as far and as steep as the host's.
        const int first = net.river_first_cell[idx(host_river)], last = net.river_first_cell[idx(host_river) + 1] - 1;
        host = first + std::clamp(static_cast<int>(std::ceil(link->chainage / spacing[idx(host_river)] - 0.5)), 0, last - first);
        const double middle = net.grid.cells[idx(host)].chainage;
        if (middle >= link->chainage) {
          const auto& through = basin.rivers[idx(host_river)];
          way = middle - link->chainage;
          drop = basin::bed_level_at(through, link->chainage) - basin::bed_level_at(through, middle);
        }
      }
      splits[idx(host_river)].push_back(link->chainage);
    } else {
      host = net.storage_cell[idx(storage_index(lake))];
    }
    const int mouth = add_mouth(river, chainage, host, drop);
    plain[idx(host)] = false;
    Edge edge{.left = head ? host : cell, .right = head ? cell : host, .distance = 0.5 * dx + way, .length_left = dx, .length_right = dx};
    (head ? edge.left_mouth : edge.right_mouth) = mouth;
    const int outside = link ? host : -1;  // the grid knows rivers only
    grid_face(head ? outside : cell, head ? cell : outside).face = static_cast<int>(edges.size());
    chain.push_back(static_cast<int>(edges.size()));
    edges.push_back(edge);
    return;
  }
  Network::GridFace& out = grid_face(head ? -1 : cell, head ? cell : -1);
  int index = -1;
  for (std::size_t b = 0; b < scenario.boundaries.size(); ++b)
    if (scenario.boundaries[b].at.river == river.id && std::abs(scenario.boundaries[b].at.chainage - chainage) < 0.5 * dx) index = static_cast<int>(b);
  if (index < 0) return;  // closed
  const auto& boundary = scenario.boundaries[idx(index)];
  net.boundary_cell[idx(index)] = cell;
  switch (boundary.kind) {
    case basin::BoundaryKind::closed: break;
    case basin::BoundaryKind::discharge: {
      out.source = static_cast<int>(net.sources.size());
      out.sign = head ? 1.0 : -1.0;
      net.sources.push_back({.cell = cell, .share = out.sign, .series = static_cast<int>(net.inflows.size()), .boundary = index});
      net.inflows.emplace_back(boundary.series);
      if (head) net.inflow_ends.push_back({out.source, cell});
      break;
    }
    case basin::BoundaryKind::water_level: {
      const int level_cell = static_cast<int>(level_boundary.size());
      level_boundary.push_back(static_cast<int>(net.levels.size()));
      storage.push_back(-1);
      plain.push_back(true);
      net.levels.emplace_back(boundary.series);
      if (river.between_sections == basin::BetweenSections::tables) cell_shares[static_cast<int>(net.grounds.size())] = shares(r, chainage, chainage);
      net.grounds.push_back(ground_at(river, chainage));
      net.boundary_cell[idx(index)] = level_cell;
      out.face = static_cast<int>(edges.size());
      chain.push_back(out.face);
      edges.push_back({.left = head ? level_cell : cell, .right = head ? cell : level_cell, .distance = 0.5 * dx, .length_left = dx,
                       .length_right = dx, .boundary = index});
      break;
    }
    case basin::BoundaryKind::rating_curve:
    case basin::BoundaryKind::normal_depth: {
      if (head) refuse("river '" + river.id + "' has an outlet at its head", "let a rating curve or normal depth stand at the lower end");
      const double bed_end = basin::bed_level_at(river, chainage);
      Network::Outlet outlet{.cell = cell, .bed_drop = outlet_drop(r, cell, chainage), .rating = boundary.rating, .boundary = index};
      if (boundary.kind == basin::BoundaryKind::normal_depth) {
        double slope = boundary.bed_slope;
        if (slope <= 0.0) {
          const double reach = std::min(river.length, std::max(4.0 * dx, 0.05 * river.length));
          slope = (basin::bed_level_at(river, river.length - reach) - bed_end) / reach;
        }
        if (!(slope > 0.0)) refuse("normal depth at the end of '" + river.id + "' needs a falling bed", "give bed_slope, for example bed_slope = 1e-4");
        outlet.root_slope = std::sqrt(slope);
      }
      plain[idx(cell)] = false;
      out.outlet = static_cast<int>(net.outlets.size());
      net.outlets.push_back(outlet);
      break;
    }
  }
}

void NetworkBuilder::join_rivers() {
  for (std::size_t r = 0; r < basin.rivers.size(); ++r) {
    const auto& river = basin.rivers[r];
    const int first = net.river_first_cell[r], end = net.river_first_cell[r + 1];
    const double dx = spacing[r];
    std::vector<int> chain;  // edges down the river
    open_end(r, true, chain);
    for (int i = first; i + 1 < end; ++i) {
      const double chainage = (i + 1 - first) * dx;
      const auto [x, y] = point_at(river, chainage);
      net.grid.faces.push_back({static_cast<int>(r), chainage, i, i + 1, x, y});
      net.face_of_grid.emplace_back().face = static_cast<int>(edges.size());
      chain.push_back(static_cast<int>(edges.size()));
      const double middle = net.grid.cells[idx(i)].chainage;
      edges.push_back({.left = i, .right = i + 1, .distance = dx, .length_left = dx, .length_right = dx, .step = has_step(river, middle, middle + dx)});
    }
    open_end(r, false, chain);
    for (std::size_t k = 0; k + 1 < chain.size(); ++k) {
      edges[idx(chain[k])].after = chain[k + 1];
      edges[idx(chain[k + 1])].before = chain[k];
    }
  }
}

void NetworkBuilder::name_reaches() {
  for (std::size_t r = 0; r < basin.rivers.size(); ++r) {
    auto& at = splits[r];
    std::sort(at.begin(), at.end());
    at.erase(std::unique(at.begin(), at.end()), at.end());
    for (int c = net.river_first_cell[r]; c < net.river_first_cell[r + 1]; ++c) {
      auto& cell = net.grid.cells[idx(c)];
      const auto number = std::lower_bound(at.begin(), at.end(), cell.chainage) - at.begin() + 1;
      cell.reach = fmt::format("{}/{}", basin.rivers[r].id, number);
    }
  }
}

/// One source of the network for each cell that a source's stretch touches; all of them share its series.
void NetworkBuilder::attach_sources() {
  net.given = basin::sources_of(scenario);
  for (std::size_t i = 0; i < net.given.size(); ++i) {
    const basin::Source& given = net.given[i];
    const bool is_inflow = given.kind == "lateral_inflow", brings_water = given.discharge.value != std::vector<double>{0.0};
    if (given.kind == "spill" || (!is_inflow && !brings_water && given.load.empty())) continue;
    Network::Source source{.cell = 0, .share = 1.0, .series = static_cast<int>(net.inflows.size()), .lateral = is_inflow ? given.entry : -1, .given = static_cast<int>(i)};
    net.inflows.push_back(Forcing(given.discharge).up_to(given.quota));
    if (!is_inflow && net.inflows.back().kinks().size() > net.most_stops) net.inflows.back().pass_over_kinks();
    if (!given.storage.empty()) {
      source.cell = net.storage_cell[idx(storage_index(given.storage))];
      net.sources.push_back(source);
      continue;
    }
    const int river = river_index(given.over.river);
    const double from = given.over.from, to = given.over.to;
    const int a = cell_at(river, from), b = cell_at(river, to);
    for (source.cell = a; source.cell <= b; ++source.cell) {
      const auto& cell = net.grid.cells[idx(source.cell)];
      const double low = std::max(from, cell.chainage - 0.5 * cell.length), high = std::min(to, cell.chainage + 0.5 * cell.length);
      source.share = to > from ? std::max(0.0, high - low) / (to - from) : 1.0;
      if (source.share > 0.0) net.sources.push_back(source);
    }
  }
}

Network make_network(const basin::Scenario& scenario) { return NetworkBuilder(scenario).build(); }

namespace {

int river_of(const Network& net, const std::string& id) {
  return static_cast<int>(std::find(net.grid.rivers.begin(), net.grid.rivers.end(), id) - net.grid.rivers.begin());
}

}  // namespace

int cell_of(const Network& net, const basin::Basin& basin, const basin::End& end) {
  if (end.place) {
    const auto r = idx(river_of(net, end.place->river));
    const int first = net.river_first_cell[r], last = net.river_first_cell[r + 1] - 1;
    const double dx = net.grid.cells[idx(first)].length;
    return net.cell_of_grid[idx(std::clamp(first + static_cast<int>(std::floor(end.place->chainage / dx)), first, last))];
  }
  for (std::size_t i = 0; i < basin.storages.size(); ++i)
    if (basin.storages[i].id == end.storage) return net.storage_cell[i];
  return -1;
}

int grid_face_of(const Network& net, const basin::Place& place) {
  const int r = river_of(net, place.river), first = net.river_first_cell[idx(r)], cells = net.river_first_cell[idx(r) + 1] - first;
  const double dx = net.grid.cells[idx(first)].length;
  return first + r + std::clamp(static_cast<int>(std::lround(place.chainage / dx)), 0, cells);  // a river has one face more than cells
}

}  // namespace riverchief::model
