#include "model/network.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "core/complaint.hpp"
#include "model/elimination_order.hpp"

namespace riverchief::model {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

[[noreturn]] void refuse(const basin::Scenario& scenario, std::string what, std::string fix) {
  throw core::InputError({{.where = {scenario.file, 0, 0, ""}, .what = std::move(what), .why = "", .fix = std::move(fix), .notes = {}}});
}

physics::Ground ground_of(const basin::Section& section, double roughness_factor) {
  physics::Ground ground;
  for (const auto& p : section.points) ground.points.push_back({p.offset, p.level, p.manning_n * roughness_factor});
  ground.left_bank = section.left_bank;
  ground.right_bank = section.right_bank;
  ground.has_left_crest = section.left_crest.has_value();
  ground.has_right_crest = section.right_crest.has_value();
  ground.left_crest = section.left_crest.value_or(section.points.front().offset);
  ground.right_crest = section.right_crest.value_or(section.points.back().offset);
  for (const auto& part : section.ineffective) ground.ineffective.push_back({part.from_offset, part.to_offset, part.level});
  return ground;
}

/// The network while it is put together: cells in grid order, level cells behind them.
struct Draft {
  struct Edge {
    int left, right;
    int left_mouth = -1, right_mouth = -1;  // index of the mouth through which the far side is seen
    int before = -1, after = -1;
    double distance, length_left, length_right;
    int boundary = -1;
  };
  std::vector<Edge> edges;
  std::vector<bool> plain;          // (cell)
  std::vector<int> level_boundary;  // (cell)
};

class Builder {
 public:
  explicit Builder(const basin::Scenario& s) : scenario(s), basin(s.basin) {}

  Network build() {
    lay_out_cells();
    join_rivers();
    attach_sources();
    order();
    return std::move(net);
  }

 private:
  const basin::Scenario& scenario;
  const basin::Basin& basin;
  Network net;
  Draft draft;
  std::vector<double> spacing;  // (river)
  std::vector<physics::Ground> mouth_ground;
  std::vector<int> mouth_host;

  int river_index(const std::string& id) const {
    for (std::size_t i = 0; i < basin.rivers.size(); ++i)
      if (basin.rivers[i].id == id) return static_cast<int>(i);
    refuse(scenario, "there is no river '" + id + "'", "name a river of the basin");
  }

  int cell_at(int river, double chainage) const {
    const auto r = static_cast<std::size_t>(river);
    const int count = net.river_first_cell[r + 1] - net.river_first_cell[r];
    const int i = static_cast<int>(std::floor(chainage / spacing[r]));
    return net.river_first_cell[r] + std::clamp(i, 0, count - 1);
  }

  double roughness_factor(const std::string& river) const {
    double factor = 1.0;
    for (const auto& f : scenario.roughness_factors)
      if (f.river.empty() || f.river == river) factor = f.factor;
    return factor;
  }

  static std::pair<double, double> point_at(const basin::River& river, double chainage) {
    const auto& line = river.centreline;
    if (line.size() < 2) return {nan, nan};
    std::size_t i = 0;
    while (i + 2 < line.size() && line[i + 1].chainage < chainage) ++i;
    const double w = (chainage - line[i].chainage) / (line[i + 1].chainage - line[i].chainage);
    return {line[i].x + w * (line[i + 1].x - line[i].x), line[i].y + w * (line[i + 1].y - line[i].y)};
  }

  void lay_out_cells() {
    for (const auto& p : basin.pollutants) net.grid.pollutants.push_back(p.id);
    net.river_first_cell.push_back(0);
    for (std::size_t r = 0; r < basin.rivers.size(); ++r) {
      const auto& river = basin.rivers[r];
      net.grid.rivers.push_back(river.id);
      const auto exception = scenario.river_cell_length.find(river.id);
      const double wanted = exception == scenario.river_cell_length.end() ? scenario.cell_length : exception->second;
      const int count = std::max(1, static_cast<int>(std::lround(river.length / wanted)));
      spacing.push_back(river.length / count);
      for (int i = 0; i < count; ++i) {
        const double chainage = (i + 0.5) * spacing[r];
        const basin::Section section = basin::interpolate_section(river, chainage);
        Grid::Cell cell;
        cell.river = static_cast<int>(r);
        cell.chainage = chainage;
        cell.length = spacing[r];
        cell.bed_level = basin::bed_level(section);
        cell.left_bank_level = basin::ground_level(section, section.left_bank);
        cell.right_bank_level = basin::ground_level(section, section.right_bank);
        cell.left_crest_level = section.left_crest ? basin::ground_level(section, *section.left_crest) : nan;
        cell.right_crest_level = section.right_crest ? basin::ground_level(section, *section.right_crest) : nan;
        std::tie(cell.x, cell.y) = point_at(river, chainage);
        net.grid.cells.push_back(cell);
        net.grounds.push_back(ground_of(section, roughness_factor(river.id)));
      }
      net.river_first_cell.push_back(static_cast<int>(net.grid.cells.size()));
    }
    draft.plain.assign(net.grid.cells.size(), true);
    draft.level_boundary.assign(net.grid.cells.size(), -1);
    net.boundary_cell.assign(scenario.boundaries.size(), -1);
    net.boundary_face.assign(scenario.boundaries.size(), -1);
  }

  int add_mouth(const basin::River& river, double chainage, int host) {
    mouth_ground.push_back(ground_of(basin::interpolate_section(river, chainage), roughness_factor(river.id)));
    mouth_host.push_back(host);
    return static_cast<int>(mouth_ground.size()) - 1;
  }

  void join_rivers() {
    std::vector<std::vector<double>> splits(basin.rivers.size());  // chainage of junctions on each river
    for (std::size_t r = 0; r < basin.rivers.size(); ++r) {
      const auto& river = basin.rivers[r];
      const int first = net.river_first_cell[r], end = net.river_first_cell[r + 1];
      const double dx = spacing[r];
      std::vector<int> chain;  // edges down the river
      const auto grid_face = [&](double chainage, int up, int down) -> Network::GridFace& {
        const auto [x, y] = point_at(river, chainage);
        net.grid.faces.push_back({static_cast<int>(r), chainage, up, down, x, y});
        return net.face_of_grid.emplace_back();
      };
      const auto open_end = [&](bool head) {
        const int cell = head ? first : end - 1;
        const double chainage = head ? 0.0 : river.length;
        const auto& link = head ? river.leaves : river.joins;
        if (link) {
          const int host_river = river_index(link->river);
          const int host = cell_at(host_river, link->chainage);
          if (host_river == static_cast<int>(r)) refuse(scenario, "river '" + river.id + "' joins itself", "name another river");
          splits[static_cast<std::size_t>(host_river)].push_back(link->chainage);
          const int mouth = add_mouth(river, chainage, host);
          draft.plain[static_cast<std::size_t>(host)] = false;
          Draft::Edge edge{.left = head ? host : cell, .right = head ? cell : host, .distance = 0.5 * dx, .length_left = dx, .length_right = dx};
          (head ? edge.left_mouth : edge.right_mouth) = mouth;
          grid_face(chainage, head ? host : cell, head ? cell : host).face = static_cast<int>(draft.edges.size());
          chain.push_back(static_cast<int>(draft.edges.size()));
          draft.edges.push_back(edge);
          return;
        }
        Network::GridFace& out = grid_face(chainage, head ? -1 : cell, head ? cell : -1);
        int index = -1;
        for (std::size_t b = 0; b < scenario.boundaries.size(); ++b)
          if (scenario.boundaries[b].at.river == river.id && std::abs(scenario.boundaries[b].at.chainage - chainage) < 0.5 * dx) index = static_cast<int>(b);
        if (index < 0) return;  // closed
        const auto& boundary = scenario.boundaries[static_cast<std::size_t>(index)];
        net.boundary_cell[static_cast<std::size_t>(index)] = cell;
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
            const int level_cell = static_cast<int>(draft.level_boundary.size());
            draft.level_boundary.push_back(static_cast<int>(net.levels.size()));
            draft.plain.push_back(true);
            net.levels.emplace_back(boundary.series);
            net.grounds.push_back(ground_of(basin::interpolate_section(river, chainage), roughness_factor(river.id)));
            net.boundary_cell[static_cast<std::size_t>(index)] = level_cell;
            out.face = static_cast<int>(draft.edges.size());
            chain.push_back(out.face);
            draft.edges.push_back({.left = head ? level_cell : cell, .right = head ? cell : level_cell, .distance = 0.5 * dx,
                                   .length_left = dx, .length_right = dx, .boundary = index});
            break;
          }
          case basin::BoundaryKind::rating_curve:
          case basin::BoundaryKind::normal_depth: {
            if (head) refuse(scenario, "river '" + river.id + "' has an outlet at its head", "let a rating curve or normal depth stand at the lower end");
            const double bed_end = basin::bed_level_at(river, chainage);
            Network::Outlet outlet{.cell = cell, .bed_drop = net.grid.cells[static_cast<std::size_t>(cell)].bed_level - bed_end, .rating = boundary.rating, .boundary = index};
            if (boundary.kind == basin::BoundaryKind::normal_depth) {
              double slope = boundary.bed_slope;
              if (slope <= 0.0) {
                const double reach = std::min(river.length, std::max(4.0 * dx, 0.05 * river.length));
                slope = (basin::bed_level_at(river, river.length - reach) - bed_end) / reach;
              }
              if (!(slope > 0.0)) refuse(scenario, "normal depth at the end of '" + river.id + "' needs a falling bed", "give bed_slope, for example bed_slope = 1e-4");
              outlet.root_slope = std::sqrt(slope);
            }
            draft.plain[static_cast<std::size_t>(cell)] = false;
            out.outlet = static_cast<int>(net.outlets.size());
            net.outlets.push_back(outlet);
            break;
          }
        }
      };
      open_end(true);
      for (int i = first; i + 1 < end; ++i) {
        grid_face((i + 1 - first) * dx, i, i + 1).face = static_cast<int>(draft.edges.size());
        chain.push_back(static_cast<int>(draft.edges.size()));
        draft.edges.push_back({.left = i, .right = i + 1, .distance = dx, .length_left = dx, .length_right = dx});
      }
      open_end(false);
      for (std::size_t k = 0; k + 1 < chain.size(); ++k) {
        draft.edges[static_cast<std::size_t>(chain[k])].after = chain[k + 1];
        draft.edges[static_cast<std::size_t>(chain[k + 1])].before = chain[k];
      }
    }
    for (std::size_t r = 0; r < basin.rivers.size(); ++r) {
      auto& at = splits[r];
      std::sort(at.begin(), at.end());
      at.erase(std::unique(at.begin(), at.end()), at.end());
      for (int c = net.river_first_cell[r]; c < net.river_first_cell[r + 1]; ++c) {
        auto& cell = net.grid.cells[static_cast<std::size_t>(c)];
        const auto number = std::lower_bound(at.begin(), at.end(), cell.chainage) - at.begin() + 1;
        cell.reach = basin.rivers[r].id + "/" + std::to_string(number);
      }
    }
  }

  void attach_sources() {
    for (std::size_t i = 0; i < scenario.lateral_inflows.size(); ++i) {
      const auto& inflow = scenario.lateral_inflows[i];
      const int river = river_index(inflow.over.river);
      const int series = static_cast<int>(net.inflows.size());
      net.inflows.emplace_back(inflow.discharge);
      const double from = inflow.over.from, to = inflow.over.to;
      const int a = cell_at(river, from), b = cell_at(river, to);
      for (int c = a; c <= b; ++c) {
        const auto& cell = net.grid.cells[static_cast<std::size_t>(c)];
        const double low = std::max(from, cell.chainage - 0.5 * cell.length), high = std::min(to, cell.chainage + 0.5 * cell.length);
        const double share = to > from ? std::max(0.0, high - low) / (to - from) : 1.0;
        if (share > 0.0) net.sources.push_back({.cell = c, .share = share, .series = series, .lateral = static_cast<int>(i)});
      }
    }
    for (std::size_t i = 0; i < basin.outfalls.size(); ++i) {
      const auto& outfall = basin.outfalls[i];
      if (outfall.discharge == 0.0 && outfall.load.empty()) continue;
      net.sources.push_back({.cell = cell_at(river_index(outfall.at.river), outfall.at.chainage), .share = 1.0,
                             .series = static_cast<int>(net.inflows.size()), .outfall = static_cast<int>(i)});
      net.inflows.emplace_back(basin::Series{{0.0}, {outfall.discharge}});
    }
  }

  void order() {
    const int cells = static_cast<int>(draft.level_boundary.size());
    std::vector<Link> links;
    for (const auto& edge : draft.edges) links.push_back({edge.left, edge.right, edge.before, edge.after});
    // Rivers hang on their lower neighbours: roots are outlets, or the lowest ends.
    const auto rank = [&](int c) {
      const bool level = draft.level_boundary[static_cast<std::size_t>(c)] >= 0;
      const bool outlet = std::any_of(net.outlets.begin(), net.outlets.end(), [&](const auto& o) { return o.cell == c; });
      return (level || outlet ? 1e6 : 0.0) - bed(c);
    };
    number_everything(elimination_order(cells, links, rank));
  }

  double bed(int draft_cell) const {
    double lowest = 1e300;
    for (const auto& p : net.grounds[static_cast<std::size_t>(draft_cell)].points) lowest = std::min(lowest, p.level);
    return lowest;
  }

  void number_everything(const EliminationOrder& found) {
    const auto idx = [](int i) { return static_cast<std::size_t>(i); };
    const std::vector<int>& sequence = found.sequence;
    const int cells = static_cast<int>(sequence.size());
    std::vector<int> number(sequence.size());
    for (std::size_t k = 0; k < sequence.size(); ++k) number[idx(sequence[k])] = static_cast<int>(k);
    net.cells = cells;
    net.tree_blocks = found.tree_cells;
    // faces: the tree's by their cell, then the others
    std::vector<int> face_number(draft.edges.size(), -1);
    int count = 0;
    for (int k = 0; k < net.tree_blocks; ++k) face_number[idx(found.parent_link[idx(sequence[idx(k)])])] = count++;
    for (auto& f : face_number)
      if (f < 0) f = count++;
    net.faces.resize(draft.edges.size());
    for (std::size_t e = 0; e < draft.edges.size(); ++e) {
      const auto& edge = draft.edges[e];
      Face& face = net.faces[idx(face_number[e])];
      face.left = number[idx(edge.left)], face.right = number[idx(edge.right)];
      face.left_site = edge.left_mouth >= 0 ? cells + edge.left_mouth : face.left;
      face.right_site = edge.right_mouth >= 0 ? cells + edge.right_mouth : face.right;
      face.before = edge.before >= 0 ? face_number[idx(edge.before)] : -1;
      face.after = edge.after >= 0 ? face_number[idx(edge.after)] : -1;
      face.inverse_distance = 1.0 / edge.distance;
      face.inverse_length_left = 1.0 / edge.length_left, face.inverse_length_right = 1.0 / edge.length_right;
      face.left_is_plain = draft.plain[idx(edge.left)], face.right_is_plain = draft.plain[idx(edge.right)];
      face.inflow = -1;
      if (edge.boundary >= 0) net.boundary_face[idx(edge.boundary)] = face_number[e];
    }
    // tables
    std::vector<physics::Ground> grounds(idx(cells));
    net.length.resize(idx(cells));
    net.level_boundary.resize(idx(cells));
    net.reference_width.resize(idx(cells));
    const auto add_site = [&](const physics::Ground& ground) {
      const auto rows = physics::tabulate(ground);
      Site site;
      site.first_row = static_cast<int>(net.rows.size());
      site.rows = static_cast<int>(rows.size());
      site.bed_level = rows.front().level;
      net.rows.insert(net.rows.end(), rows.begin(), rows.end());
      net.sites.push_back(site);
      return physics::at_level(rows.data(), site.rows, site.bed_level + 0.1).storage_area / 0.1;
    };
    for (int k = 0; k < cells; ++k) {
      const int old = sequence[idx(k)];
      grounds[idx(k)] = std::move(net.grounds[idx(old)]);
      net.reference_width[idx(k)] = add_site(grounds[idx(k)]);
      net.length[idx(k)] = old < static_cast<int>(net.grid.cells.size()) ? net.grid.cells[idx(old)].length : 1.0;
      net.level_boundary[idx(k)] = draft.level_boundary[idx(old)];
    }
    net.grounds = std::move(grounds);
    for (std::size_t m = 0; m < mouth_ground.size(); ++m) {
      net.mouths.push_back({static_cast<int>(net.sites.size()), number[idx(mouth_host[m])]});
      add_site(mouth_ground[m]);
    }
    // renumber what points at cells and faces
    for (auto& s : net.sources) s.cell = number[idx(s.cell)];
    for (auto& e : net.inflow_ends) e.cell = number[idx(e.cell)];
    for (auto& o : net.outlets) o.cell = number[idx(o.cell)];
    for (auto& c : net.boundary_cell)
      if (c >= 0) c = number[idx(c)];
    for (auto& f : net.face_of_grid)
      if (f.face >= 0) f.face = face_number[idx(f.face)];
    for (std::size_t i = 0; i < net.inflow_ends.size(); ++i)
      for (Face& face : net.faces)
        if (face.left == net.inflow_ends[i].cell && face.before < 0 && face.left_site == face.left) face.inflow = static_cast<int>(i);
    net.cell_of_grid.resize(net.grid.cells.size());
    for (std::size_t c = 0; c < net.grid.cells.size(); ++c) net.cell_of_grid[c] = number[c];

    // unknowns of the core: volumes first, then velocities of the faces that are not of the tree
    net.core_volume.assign(idx(cells), -1);
    net.core_velocity.assign(net.faces.size(), -1);
    net.core_size = 0;
    for (int k = net.tree_blocks; k < cells; ++k) net.core_volume[idx(k)] = net.core_size++;
    for (std::size_t f = idx(net.tree_blocks); f < net.faces.size(); ++f) net.core_velocity[f] = net.core_size++;
    net.parents.resize(idx(net.tree_blocks));
    for (int k = 0; k < net.tree_blocks; ++k) {
      const int old = sequence[idx(k)], p = found.parent[idx(old)], beyond = found.beyond[idx(old)];
      auto& link = net.parents[idx(k)];
      if (number[idx(p)] < net.tree_blocks) {
        link.block = number[idx(p)];
      } else {
        link.core_volume = net.core_volume[idx(number[idx(p)])];
        link.core_beyond = beyond >= 0 ? net.core_velocity[idx(face_number[idx(beyond)])] : -1;
      }
    }
  }
};

}  // namespace

Network make_network(const basin::Scenario& scenario) { return Builder(scenario).build(); }

}  // namespace riverchief::model
