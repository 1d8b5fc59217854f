#include "model/transport.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <initializer_list>

#include "model/dispersion.hpp"
#include "model/kinetics.hpp"

namespace riverchief::model {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

/// Water that enters or leaves a train's end during a step, in pieces in the order of time.
struct Stream {
  std::vector<double> volume;  ///< (piece) [m3]
  std::vector<double> mass;    ///< (piece, pollutant) [g]
};

/// A stretch of a river between junctions and ends.
struct Pipe {
  std::vector<int> cells;
  struct End {
    int node = -1, face = -1, source = -1, outlet = -1;  // what stands there; all -1 = closed
    int level_boundary = -1;                             // scenario boundary whose water enters through `face`
  } up, down;
  std::vector<int> inner_faces;  // between its cells
  std::vector<int> sources;      // in its cells, by cell
  std::vector<int> source_cell;  // position of the cell within the pipe
};

/// A junction cell.
struct Node {
  int cell;
  struct Limb {
    int pipe;
    bool up_end;  // the pipe's upper end opens into this node
  };
  std::vector<Limb> limbs;
  std::vector<int> sources, outlets;
};

/// Density of a source over the old water it was spread on: volume and mass per m3.
struct Knot {
  double at;      // position in the train [m3]
  int source;     // index into the pipe's sources
  bool begins;
};

}  // namespace

struct Transport::Implementation {
  const basin::Scenario& scenario;
  const Network& net;
  std::size_t P;
  std::vector<Pipe> pipes;
  std::vector<Node> nodes;
  std::vector<int> node_of_cell;
  std::vector<std::vector<Forcing>> source_concentration;    // (source, pollutant); empty = none
  std::vector<std::vector<double>> source_load;              // (source, pollutant) [g/s] that come without water
  std::vector<std::vector<Forcing>> boundary_concentration;  // (boundary, pollutant)
  Kinetics kinetics;
  Dispersion dispersion;

  std::vector<double> mass;           // (cell, pollutant) [g]
  std::vector<double> concentration;  // (cell, pollutant) [g/m3]
  MassLedger ledger;
  long steps = 0;
  bool held = false;                  // the start: everything as at t = 0, no spills

  // work of one step
  int pieces = 4;
  std::vector<Stream> pipe_up, pipe_down;  // entering or leaving each end
  std::vector<double> left, right, curve;  // parabolas (position, pollutant)
  std::vector<double> position;            // old cell edges of a pipe
  std::vector<Knot> knots;
  std::vector<double> begin_at, end_at, source_mass;
  std::vector<double> dry_volume, dry_mass;  // (position) sources into dry cells
  bool any_dry = false;
  std::vector<double> mass_density, taken;

  Implementation(const basin::Scenario& s, const Network& n)
      : scenario(s), net(n), P(s.basin.pollutants.size()), kinetics(s), dispersion(s, n) {
    lay_pipes();
    gather_concentrations();
    mass.assign(idx(net.cells) * P, 0.0);
    concentration = mass;
    ledger.through_face.assign(net.faces.size() * P, 0.0);
    ledger.through_outlet.assign(net.outlets.size() * P, 0.0);
    ledger.from_source.assign(net.sources.size() * P, 0.0);
    ledger.from_spill = ledger.reacted = mass;
    pipe_up.resize(pipes.size());
    pipe_down.resize(pipes.size());
    mass_density.resize(P);
    taken.resize(P);
  }

  // ---- what there is --------------------------------------------------------------------------------------------------

  void lay_pipes() {
    node_of_cell.assign(idx(net.cells), -1);
    for (const auto& mouth : net.mouths)
      if (node_of_cell[idx(mouth.cell)] < 0) {
        node_of_cell[idx(mouth.cell)] = static_cast<int>(nodes.size());
        nodes.push_back({mouth.cell, {}, {}, {}});
      }
    std::vector<std::vector<int>> sources_of(idx(net.cells)), outlets_of(idx(net.cells));
    std::vector<bool> at_end(net.sources.size(), false);
    for (const auto& f : net.face_of_grid)
      if (f.source >= 0) at_end[idx(f.source)] = true;
    for (std::size_t s = 0; s < net.sources.size(); ++s)
      if (!at_end[s]) sources_of[idx(net.sources[s].cell)].push_back(static_cast<int>(s));
    for (auto& node : nodes) node.sources = sources_of[idx(node.cell)];

    std::size_t grid_face = 0;
    for (std::size_t r = 0; r + 1 < net.river_first_cell.size(); ++r) {
      const int first = net.river_first_cell[r], end = net.river_first_cell[r + 1];
      Pipe pipe;
      pipe.up = outer_end(grid_face, true);
      for (int g = first; g < end; ++g) {
        const int cell = net.cell_of_grid[idx(g)];
        const std::size_t below = grid_face + idx(g - first) + 1;
        if (node_of_cell[idx(cell)] >= 0) {
          pipe.down.node = node_of_cell[idx(cell)];
          if (pipe.cells.empty() && pipe.up.node < 0) {  // the river begins with a junction cell: its end stands at the node
            if (pipe.up.source >= 0) nodes[idx(pipe.down.node)].sources.push_back(pipe.up.source);
            if (pipe.up.face >= 0) finish(std::move(pipe), grid_face + idx(g - first));
          } else {
            finish(std::move(pipe), grid_face + idx(g - first));
          }
          pipe = Pipe{};
          pipe.up.node = node_of_cell[idx(cell)];
          pipe.up.face = net.face_of_grid[below].face;
        } else {
          if (!pipe.cells.empty()) pipe.inner_faces.push_back(net.face_of_grid[below - 1].face);
          for (const int s : sources_of[idx(cell)]) {
            pipe.sources.push_back(s);
            pipe.source_cell.push_back(static_cast<int>(pipe.cells.size()));
          }
          pipe.cells.push_back(cell);
        }
      }
      const std::size_t last = grid_face + idx(end - first);
      pipe.down = outer_end(last, false);
      if (pipe.cells.empty() && pipe.down.node < 0 && pipe.down.face < 0) {  // the river ends with a junction cell
        if (pipe.down.outlet >= 0) nodes[idx(pipe.up.node)].outlets.push_back(pipe.down.outlet);
        if (pipe.down.source >= 0) nodes[idx(pipe.up.node)].sources.push_back(pipe.down.source);
      } else {
        pipes.push_back(std::move(pipe));
      }
      grid_face = last + 1;
    }
    for (std::size_t p = 0; p < pipes.size(); ++p) {
      if (pipes[p].up.node >= 0) nodes[idx(pipes[p].up.node)].limbs.push_back({static_cast<int>(p), true});
      if (pipes[p].down.node >= 0) nodes[idx(pipes[p].down.node)].limbs.push_back({static_cast<int>(p), false});
    }
  }

  void finish(Pipe pipe, std::size_t grid_face) {
    if (pipe.cells.empty() && pipe.up.face < 0) pipe.up.face = net.face_of_grid[grid_face].face;
    pipe.down.face = net.face_of_grid[grid_face].face;
    pipes.push_back(std::move(pipe));
  }

  Pipe::End outer_end(std::size_t grid_face, bool head) const {
    const auto& f = net.face_of_grid[grid_face];
    Pipe::End end;
    end.face = f.face;
    end.source = f.source;
    end.outlet = f.outlet;
    if (f.face < 0) return end;
    const Face& face = net.faces[idx(f.face)];
    const int outside = head ? face.left : face.right;
    if (net.level_boundary[idx(outside)] >= 0) {
      for (std::size_t b = 0; b < net.boundary_face.size(); ++b)
        if (net.boundary_face[b] == f.face) end.level_boundary = static_cast<int>(b);
    } else {
      end.node = node_of_cell[idx(outside)];
    }
    return end;
  }

  void gather_concentrations() {
    const auto series = [&](const std::map<std::string, basin::Series>& given) {
      std::vector<Forcing> all;
      for (const auto& p : scenario.basin.pollutants) {
        const auto found = given.find(p.id);
        all.emplace_back(found == given.end() ? basin::Series{{0.0}, {0.0}} : found->second);
      }
      return all;
    };
    for (const auto& boundary : scenario.boundaries) boundary_concentration.push_back(series(boundary.concentration));
    for (const auto& source : net.sources) {
      source_load.emplace_back(P, 0.0);
      if (source.boundary >= 0) {
        source_concentration.push_back(boundary_concentration[idx(source.boundary)]);
      } else if (source.lateral >= 0) {
        source_concentration.push_back(series(scenario.lateral_inflows[idx(source.lateral)].concentration));
      } else {
        const auto& outfall = scenario.basin.outfalls[idx(source.outfall)];
        std::vector<Forcing> all;
        for (std::size_t p = 0; p < P; ++p) {
          const auto& id = scenario.basin.pollutants[p].id;
          const auto c = outfall.concentration.find(id);
          all.emplace_back(basin::Series{{0.0}, {c == outfall.concentration.end() ? 0.0 : c->second}});
          const auto w = outfall.load.find(id);
          if (w != outfall.load.end()) source_load.back()[p] = 1000.0 * w->second;  // kg/s -> g/s
        }
        source_concentration.push_back(std::move(all));
      }
    }
  }

  // ---- one step -------------------------------------------------------------------------------------------------------

  /// Mass that a source brings during a part of the step, by the midpoint of three (exact for linear q and C).
  void mass_of_source(std::size_t s, double volume, double from, double to, double* out) const {
    const Forcing& q = net.inflows[idx(net.sources[s].series)];
    const double share = net.sources[s].share, middle = 0.5 * (from + to);
    for (std::size_t p = 0; p < P; ++p) {
      const Forcing& C = source_concentration[s][p];
      double m;
      if (held || C.constant())
        m = volume * C.value(0.0);
      else
        m = share * (to - from) / 6.0 * (q.value(from) * C.value(from) + 4.0 * q.value(middle) * C.value(middle) + q.value(to) * C.value(to));
      out[p] = m + source_load[s][p] * (to - from);
    }
  }

  /// Water that enters a pipe from outside: discharge or water-level boundary.
  void fill_from_outside(const Pipe::End& end, double volume, const FlowStep& step, Stream& stream) {
    stream.volume.assign(idx(pieces), 0.0);
    stream.mass.assign(idx(pieces) * P, 0.0);
    const double part = (step.to - step.from) / pieces;
    if (end.source >= 0) {
      const auto s = idx(end.source);
      const Forcing& q = net.inflows[idx(net.sources[s].series)];
      const double whole = q.integral(step.to) - q.integral(step.from);
      for (int k = 0; k < pieces; ++k) {
        const double a = step.from + k * part, b = k + 1 == pieces ? step.to : a + part;
        const double share = whole > 0.0 && !held ? (q.integral(b) - q.integral(a)) / whole : 1.0 / pieces;
        stream.volume[idx(k)] = volume * share;
        mass_of_source(s, stream.volume[idx(k)], a, b, &stream.mass[idx(k) * P]);
        for (std::size_t p = 0; p < P; ++p) ledger.from_source[s * P + p] += stream.mass[idx(k) * P + p];
      }
      return;
    }
    for (int k = 0; k < pieces; ++k) {
      stream.volume[idx(k)] = volume / pieces;
      if (end.level_boundary < 0) continue;
      for (std::size_t p = 0; p < P; ++p)
        stream.mass[idx(k) * P + p] = volume / pieces * boundary_concentration[idx(end.level_boundary)][p].value(held ? 0.0 : step.from + (k + 0.5) * part);
    }
  }

  double through(const Pipe::End& end, const FlowStep& step, bool up) const {
    if (end.face >= 0) return step.through_face[end.face];
    if (end.outlet >= 0) return step.through_outlet[end.outlet];
    if (end.source >= 0) return up ? step.from_source[end.source] : -step.from_source[end.source];
    return 0.0;
  }

  /// Limited parabolas of a pipe's old cells: edges and curvature, per pollutant.                       [TR-2]
  void make_parabolas(const Pipe& pipe, const Stream* from_up, const Stream* from_down) {
    const std::size_t N = pipe.cells.size();
    if (N == 0) return;
    left.resize(N * P), right.resize(N * P), curve.resize(N * P);
    for (std::size_t p = 0; p < P; ++p) {
      const auto value = [&](std::ptrdiff_t i) {
        if (i < 0) {
          if (from_up && from_up->volume[0] > 0.0) return from_up->mass[p] / from_up->volume[0];
          i = 0;
        }
        if (i >= static_cast<std::ptrdiff_t>(N)) {
          if (from_down && from_down->volume[0] > 0.0) return from_down->mass[p] / from_down->volume[0];
          i = static_cast<std::ptrdiff_t>(N) - 1;
        }
        return concentration[idx(pipe.cells[static_cast<std::size_t>(i)]) * P + p];
      };
      const auto slope = [](double a, double b, double c) {
        if ((c - b) * (b - a) <= 0.0) return 0.0;
        const double central = 0.5 * (c - a), least = std::min({std::abs(central), 2.0 * std::abs(b - a), 2.0 * std::abs(c - b)});
        return std::copysign(least, central);
      };
      double a = value(-2), b = value(-1), c = value(0), d = value(1);
      double edge = b + 0.5 * (c - b) - (slope(b, c, d) - slope(a, b, c)) / 6.0;
      for (std::size_t i = 0; i < N; ++i) {
        a = b, b = c, c = d, d = value(static_cast<std::ptrdiff_t>(i) + 2);
        const double next = b + 0.5 * (c - b) - (slope(b, c, d) - slope(a, b, c)) / 6.0;
        double l = edge, r = next;
        edge = next;
        if ((r - b) * (b - l) <= 0.0) {
          l = r = b;
        } else {
          const double span = r - l, six = 6.0 * (b - 0.5 * (l + r));
          if (span * six > span * span) l = 3.0 * b - 2.0 * r;
          else if (span * six < -span * span) r = 3.0 * b - 2.0 * l;
        }
        left[i * P + p] = l, right[i * P + p] = r, curve[i * P + p] = 6.0 * (b - 0.5 * (l + r));
      }
    }
  }

  // Walks along a train from its upper end, handing out what lies in the next so many m3.
  struct Walk {
    Implementation& t;
    const Pipe& pipe;
    const FlowStep& step;
    const Stream* up;
    const Stream* down;
    std::size_t knot = 0;
    double volume_density = 0;
    int slot = 0;           // pieces from above (latest first), cells, pieces from below
    double offset = 0;      // within the slot [m3 of old water]
    double at = 0;          // position in the train [m3]
    int up_pieces, cells, slots;
    std::vector<double> lent;  // (pollutant) [g]

    Walk(Implementation& transport, const Pipe& p, const FlowStep& s, const Stream* from_up, const Stream* from_down, double begin)
        : t(transport), pipe(p), step(s), up(from_up), down(from_down), at(begin), up_pieces(from_up ? t.pieces : 0),
          cells(static_cast<int>(p.cells.size())), slots(up_pieces + cells + (from_down ? t.pieces : 0)), lent(transport.P, 0.0) {
      std::fill(t.mass_density.begin(), t.mass_density.end(), 0.0);
    }

    /// Hands out `need` m3 of the train; what the end of the train lacks through round-off is lent at the same concentration.
    void hand_out(double need, double* out) {
      const double missing = take(need, false, out);
      if (!(missing > 0.0) || !(need > missing)) return;
      for (std::size_t p = 0; p < t.P; ++p) {
        const double loan = out[p] * (missing / (need - missing));
        out[p] += loan;
        lent[p] += loan;
      }
    }

    double slot_volume() const {
      if (slot < up_pieces) return up->volume[idx(up_pieces - 1 - slot)];
      if (slot < up_pieces + cells) return step.volume_before[pipe.cells[idx(slot - up_pieces)]];
      return down->volume[idx(slot - up_pieces - cells)];
    }

    void take_from_slot(double from, double to, double whole, double* out) const {
      const std::size_t P = t.P;
      const bool all = from <= 0.0 && to >= whole;
      if (slot < up_pieces || slot >= up_pieces + cells) {
        const Stream& stream = slot < up_pieces ? *up : *down;
        const std::size_t piece = slot < up_pieces ? idx(up_pieces - 1 - slot) : idx(slot - up_pieces - cells);
        const double share = all ? 1.0 : (to - from) / whole;
        for (std::size_t p = 0; p < P; ++p) out[p] += share * stream.mass[piece * P + p];
        return;
      }
      const std::size_t i = idx(slot - up_pieces), cell = idx(pipe.cells[i]);
      if (all) {
        for (std::size_t p = 0; p < P; ++p) out[p] += t.mass[cell * P + p];
        return;
      }
      // ∫ (l + s (r − l + six (1 − s))) ds from s0 to s1
      const double s0 = from / whole, s1 = to / whole, w = to - from;
      const double first = 0.5 * (s0 + s1), second = (s0 * s0 + s0 * s1 + s1 * s1) / 3.0;
      for (std::size_t p = 0; p < P; ++p) {
        const double l = t.left[i * P + p], six = t.curve[i * P + p], span = t.right[i * P + p] - l;
        out[p] += w * (l + (span + six) * first - six * second);
      }
    }

    /// Hands out the next `need` m3 (all that is left, when `rest`); masses are added to `out`.
    /// \return what was needed and not there [m3]: 0 but for round-off
    double take(double need, bool rest, double* out) {
      while ((rest || need > 0.0) && slot < slots) {
        while (knot < t.knots.size() && t.knots[knot].at <= at) {
          const Knot& k = t.knots[knot++];
          const std::size_t s = idx(k.source);
          const double width = t.end_at[s] - t.begin_at[s], sign = k.begins ? 1.0 : -1.0;
          volume_density += sign * step.from_source[pipe.sources[s]] / width;
          for (std::size_t p = 0; p < t.P; ++p) t.mass_density[p] += sign * t.source_mass[s * t.P + p] / width;
        }
        const double whole = slot_volume();
        double length = whole - offset;
        bool slot_ends = true, knot_ends = false;
        if (knot < t.knots.size() && t.knots[knot].at - at < length) length = t.knots[knot].at - at, slot_ends = false, knot_ends = true;
        const double swell = 1.0 + volume_density;
        if (!rest && length * swell > need) length = need / swell, slot_ends = knot_ends = false;
        if (length > 0.0) {
          take_from_slot(offset, slot_ends ? whole : offset + length, whole, out);
          if (!t.knots.empty())
            for (std::size_t p = 0; p < t.P; ++p) out[p] += t.mass_density[p] * length;
        }
        need -= length * swell;
        if (!slot_ends && !knot_ends) {
          offset += length, at += length;
          return 0.0;
        }
        at = knot_ends ? t.knots[knot].at : at + length;
        if (slot_ends) ++slot, offset = 0;
        else offset += length;
      }
      return std::max(need, 0.0);
    }
  };

  /// Where each source's water and mass go: over the old water that was at its cell at some time of the step.
  void spread_sources(const Pipe& pipe, const FlowStep& step, double begin, double end) {
    knots.clear();
    const std::size_t K = pipe.sources.size();
    any_dry = false;
    if (K == 0) return;
    dry_volume.assign(pipe.cells.size(), 0.0);
    dry_mass.assign(pipe.cells.size() * P, 0.0);
    begin_at.resize(K), end_at.resize(K), source_mass.assign(K * P, 0.0);
    for (std::size_t k = 0; k < K; ++k) {
      const int s = pipe.sources[k], i = pipe.source_cell[k];
      const int N = static_cast<int>(pipe.cells.size());
      const double above = i == 0 ? through(pipe.up, step, true) : step.through_face[pipe.inner_faces[idx(i - 1)]];
      const double below = i + 1 == N ? through(pipe.down, step, false) : step.through_face[pipe.inner_faces[idx(i)]];
      begin_at[k] = std::max(begin, position[idx(i)] - std::max(above, 0.0));
      end_at[k] = std::min(end, position[idx(i) + 1] + std::max(-below, 0.0));
      mass_of_source(idx(s), step.from_source[s], step.from, step.to, &source_mass[k * P]);
      for (std::size_t p = 0; p < P; ++p) ledger.from_source[idx(s) * P + p] += source_mass[k * P + p];
      const double least = 1e-9 * (1.0 + step.volume_after[pipe.cells[idx(i)]]);
      if (end_at[k] - begin_at[k] < least) {  // a dry cell: the source's own water is all there is
        dry_volume[idx(i)] += step.from_source[s];
        for (std::size_t p = 0; p < P; ++p) dry_mass[idx(i) * P + p] += source_mass[k * P + p];
        any_dry = true;
        continue;
      }
      knots.push_back({begin_at[k], static_cast<int>(k), true});
      knots.push_back({end_at[k], static_cast<int>(k), false});
    }
    std::sort(knots.begin(), knots.end(), [](const Knot& a, const Knot& b) { return a.at < b.at; });
  }

  /// Moves a pipe's water; streams that enter are known, those that leave are made here.
  void move(std::size_t index, const FlowStep& step) {
    const Pipe& pipe = pipes[index];
    const double in_up = through(pipe.up, step, true), out_down = through(pipe.down, step, false);
    Stream &up = pipe_up[index], &down = pipe_down[index];
    const bool from_up = in_up > 0.0, from_down = out_down < 0.0;
    if (from_up && pipe.up.node < 0) fill_from_outside(pipe.up, in_up, step, up);
    if (from_down && pipe.down.node < 0) fill_from_outside(pipe.down, -out_down, step, down);

    const std::size_t N = pipe.cells.size();
    position.resize(N + 1);
    position[0] = 0.0;
    for (std::size_t i = 0; i < N; ++i) position[i + 1] = position[i] + step.volume_before[pipe.cells[i]];
    const double begin = from_up ? -in_up : 0.0, end = position[N] + (from_down ? -out_down : 0.0);
    spread_sources(pipe, step, begin, end);
    make_parabolas(pipe, from_up ? &up : nullptr, from_down ? &down : nullptr);

    std::vector<double>& fresh = fresh_mass_;
    fresh.assign(N * P, 0.0);
    Walk walk(*this, pipe, step, from_up ? &up : nullptr, from_down ? &down : nullptr, begin);
    Stream leaving_up, leaving_down;
    const auto leave = [&](double volume, Stream& stream, bool reversed) {
      stream.volume.assign(idx(pieces), 0.0);
      stream.mass.assign(idx(pieces) * P, 0.0);
      for (int k = 0; k < pieces; ++k) {
        const std::size_t piece = idx(reversed ? pieces - 1 - k : k);
        stream.volume[piece] = volume / pieces;
        walk.hand_out(volume / pieces, &stream.mass[piece * P]);
      }
    };
    if (in_up < 0.0) leave(-in_up, leaving_up, false);
    // Water of sources in dry cells stays where it is, or runs on with what is there.
    double pool = 0;
    std::vector<double> pool_mass(any_dry ? P : 0, 0.0);
    for (std::size_t i = 0; i < N; ++i) {
      double need = step.volume_after[pipe.cells[i]];
      if (any_dry) {
        pool += dry_volume[i];
        for (std::size_t p = 0; p < P; ++p) pool_mass[p] += dry_mass[i * P + p];
        const bool last = i + 1 == N && !(out_down > 0.0);
        const double share = last || pool <= need ? 1.0 : need / pool;
        for (std::size_t p = 0; p < P; ++p) fresh[i * P + p] += share * pool_mass[p], pool_mass[p] *= 1.0 - share;
        need -= share * pool;
        pool *= 1.0 - share;
      }
      walk.hand_out(need, &fresh[i * P]);
    }
    if (out_down > 0.0) leave(out_down, leaving_down, true);
    settle(pipe, step, walk, {&leaving_up, &leaving_down});
    if (any_dry && out_down > 0.0)
      for (std::size_t p = 0; p < P; ++p) leaving_down.mass[p] += pool_mass[p];

    for (std::size_t i = 0; i < N; ++i) {
      const std::size_t cell = idx(pipe.cells[i]);
      for (std::size_t p = 0; p < P; ++p) mass[cell * P + p] = fresh[i * P + p];
    }
    count(pipe.up, from_up ? up : leaving_up, in_up, from_up ? 1.0 : -1.0, true);
    if (!(N == 0 && pipe.up.face == pipe.down.face)) count(pipe.down, from_down ? down : leaving_down, out_down, from_down ? -1.0 : 1.0, false);
    if (in_up < 0.0) up = std::move(leaving_up);
    if (out_down > 0.0) down = std::move(leaving_down);
  }

  /// What round-off left over in a train, or lent to its last part, is shared out over all of it by volume, so that it
  /// cannot gather in one cell or in a trickle.
  void settle(const Pipe& pipe, const FlowStep& step, Walk& walk, std::initializer_list<Stream*> leaving) {
    std::vector<double> over(P, 0.0);
    walk.take(0.0, true, over.data());
    for (std::size_t p = 0; p < P; ++p) over[p] -= walk.lent[p];
    double whole = 0;
    for (const int c : pipe.cells) whole += step.volume_after[c];
    for (const Stream* stream : leaving)
      for (const double v : stream->volume) whole += v;
    if (!(whole > 0.0)) {  // nothing is left and nothing leaves: it stays with the last cell
      if (!pipe.cells.empty())
        for (std::size_t p = 0; p < P; ++p) fresh_mass_[(pipe.cells.size() - 1) * P + p] += over[p];
      return;
    }
    for (std::size_t i = 0; i < pipe.cells.size(); ++i)
      for (std::size_t p = 0; p < P; ++p) fresh_mass_[i * P + p] += step.volume_after[pipe.cells[i]] / whole * over[p];
    for (Stream* stream : leaving)
      for (std::size_t k = 0; k < stream->volume.size(); ++k)
        for (std::size_t p = 0; p < P; ++p) stream->mass[k * P + p] += stream->volume[k] / whole * over[p];
  }

  void count(const Pipe::End& end, const Stream& stream, double volume, double sign, bool up) {
    if (volume == 0.0) return;
    for (std::size_t k = 0; k < stream.volume.size(); ++k)
      for (std::size_t p = 0; p < P; ++p) {
        const double m = sign * stream.mass[k * P + p];
        if (end.face >= 0) ledger.through_face[idx(end.face) * P + p] += m;
        else if (end.outlet >= 0) ledger.through_outlet[idx(end.outlet) * P + p] += m;
        else if (end.source >= 0 && !up) ledger.from_source[idx(end.source) * P + p] -= m;
      }
  }

  bool flows_into(const Node::Limb& limb, const FlowStep& step) const {
    const Pipe& pipe = pipes[idx(limb.pipe)];
    const double g = limb.up_end ? through(pipe.up, step, true) : through(pipe.down, step, false);
    return limb.up_end ? g < 0.0 : g > 0.0;
  }

  /// Mixes a junction piece by piece and makes the streams that leave it.
  void mix(const Node& node, const FlowStep& step) {
    const auto cell = idx(node.cell);
    double volume = step.volume_before[cell];
    double* M = &mass[cell * P];
    std::vector<double> part(P);
    for (const auto& limb : node.limbs) {
      if (flows_into(limb, step)) continue;
      Stream& stream = limb.up_end ? pipe_up[idx(limb.pipe)] : pipe_down[idx(limb.pipe)];
      stream.volume.assign(idx(pieces), 0.0);
      stream.mass.assign(idx(pieces) * P, 0.0);
    }
    const double length = (step.to - step.from) / pieces;
    for (int k = 0; k < pieces; ++k) {
      double leaving = 0;
      for (const auto& limb : node.limbs) {
        const Pipe& pipe = pipes[idx(limb.pipe)];
        Stream& stream = limb.up_end ? pipe_up[idx(limb.pipe)] : pipe_down[idx(limb.pipe)];
        const double g = std::abs(limb.up_end ? through(pipe.up, step, true) : through(pipe.down, step, false)) / pieces;
        if (!flows_into(limb, step)) {
          leaving += g;
          continue;
        }
        volume += g;
        for (std::size_t p = 0; p < P; ++p) M[p] += stream.mass[idx(k) * P + p];
      }
      for (const int s : node.sources) {
        const double g = step.from_source[s] / pieces;
        if (g < 0.0) {
          leaving -= g;
          continue;
        }
        volume += g;
        mass_of_source(idx(s), g, step.from + k * length, step.from + (k + 1) * length, part.data());
        for (std::size_t p = 0; p < P; ++p) M[p] += part[p], ledger.from_source[idx(s) * P + p] += part[p];
      }
      for (const int o : node.outlets) leaving += step.through_outlet[o] / pieces;
      if (!(leaving > 0.0) || !(volume > 0.0)) continue;
      // The last piece leaves exactly what belongs to the volume the flow says remains.
      const double content = k + 1 == pieces ? step.volume_after[cell] + leaving : volume;
      const auto give = [&](double g, double* out) {
        for (std::size_t p = 0; p < P; ++p) out[p] = taken[p] * (g / content);
      };
      std::copy(M, M + P, taken.begin());
      for (const auto& limb : node.limbs) {
        if (flows_into(limb, step)) continue;
        const Pipe& pipe = pipes[idx(limb.pipe)];
        Stream& stream = limb.up_end ? pipe_up[idx(limb.pipe)] : pipe_down[idx(limb.pipe)];
        const double g = std::abs(limb.up_end ? through(pipe.up, step, true) : through(pipe.down, step, false)) / pieces;
        stream.volume[idx(k)] = g;
        give(g, &stream.mass[idx(k) * P]);
        for (std::size_t p = 0; p < P; ++p) M[p] -= stream.mass[idx(k) * P + p];
      }
      for (const int o : node.outlets) {
        give(step.through_outlet[o] / pieces, part.data());
        for (std::size_t p = 0; p < P; ++p) M[p] -= part[p], ledger.through_outlet[idx(o) * P + p] += part[p];
      }
      for (const int s : node.sources)
        if (step.from_source[s] < 0.0) {
          give(-step.from_source[s] / pieces, part.data());
          for (std::size_t p = 0; p < P; ++p) M[p] -= part[p], ledger.from_source[idx(s) * P + p] -= part[p];
        }
      volume -= leaving;
    }
  }

  /// Every pipe once its streams are known, every junction once all that flows into it is known.
  /// \return false where water goes round in a circle and `cut` is not allowed
  bool carry(const FlowStep& step, bool cut) {
    std::vector<int> node_waits(nodes.size(), 0), pipe_waits(pipes.size(), 0);
    std::vector<bool> node_done(nodes.size(), false);
    for (std::size_t n = 0; n < nodes.size(); ++n)
      for (const auto& limb : nodes[n].limbs) (flows_into(limb, step) ? node_waits[n] : pipe_waits[idx(limb.pipe)])++;
    std::vector<std::size_t> ready_pipes, ready_nodes;
    for (std::size_t p = 0; p < pipes.size(); ++p)
      if (pipe_waits[p] == 0) ready_pipes.push_back(p);
    for (std::size_t n = 0; n < nodes.size(); ++n)
      if (node_waits[n] == 0) ready_nodes.push_back(n);
    // First see whether there is an order at all, then move water.
    std::vector<std::pair<bool, std::size_t>> order;  // (is a node, index)
    const auto follow = [&] {
      while (!ready_pipes.empty() || !ready_nodes.empty()) {
        if (!ready_pipes.empty()) {
          const std::size_t p = ready_pipes.back();
          ready_pipes.pop_back();
          order.emplace_back(false, p);
          for (const bool up_end : {true, false}) {
            const int n = up_end ? pipes[p].up.node : pipes[p].down.node;
            if (n >= 0 && flows_into({static_cast<int>(p), up_end}, step) && --node_waits[idx(n)] == 0 && !node_done[idx(n)])
              ready_nodes.push_back(idx(n));
          }
        } else {
          const std::size_t n = ready_nodes.back();
          ready_nodes.pop_back();
          if (node_done[n]) continue;
          node_done[n] = true;
          order.emplace_back(true, n);
          for (const auto& limb : nodes[n].limbs)
            if (!flows_into(limb, step) && --pipe_waits[idx(limb.pipe)] == 0) ready_pipes.push_back(idx(limb.pipe));
        }
      }
    };
    follow();
    std::vector<bool> early(nodes.size(), false);
    while (order.size() < pipes.size() + nodes.size()) {
      if (!cut) return false;
      const auto n = static_cast<std::size_t>(std::find(node_done.begin(), node_done.end(), false) - node_done.begin());
      assert(n < nodes.size());
      early[n] = true;
      ready_nodes.push_back(n);
      follow();
    }
    for (const auto& [is_node, i] : order) {
      if (!is_node)
        move(i, step);
      else if (early[i])
        leave_early(nodes[i], step);
      else
        mix(nodes[i], step);
    }
    for (std::size_t n = 0; n < nodes.size(); ++n)
      if (early[n]) arrive_late(nodes[n], step);
    return true;
  }

  /// A junction on a circle gives away old water first (the step is short enough for that) ...
  void leave_early(const Node& node, const FlowStep& step) {
    const auto cell = idx(node.cell);
    const double volume = step.volume_before[cell];
    std::copy(&mass[cell * P], &mass[cell * P] + P, taken.begin());
    for (const auto& limb : node.limbs) {
      if (flows_into(limb, step)) continue;
      const Pipe& pipe = pipes[idx(limb.pipe)];
      Stream& stream = limb.up_end ? pipe_up[idx(limb.pipe)] : pipe_down[idx(limb.pipe)];
      const double g = std::abs(limb.up_end ? through(pipe.up, step, true) : through(pipe.down, step, false)) / pieces;
      stream.volume.assign(idx(pieces), g);
      stream.mass.assign(idx(pieces) * P, 0.0);
      for (int k = 0; k < pieces; ++k)
        for (std::size_t p = 0; p < P; ++p) {
          const double m = volume > 0.0 ? taken[p] * (g / volume) : 0.0;
          stream.mass[idx(k) * P + p] = m;
          mass[cell * P + p] -= m;
        }
    }
    for (const int o : node.outlets)
      for (std::size_t p = 0; p < P; ++p) {
        const double m = volume > 0.0 ? taken[p] * (step.through_outlet[o] / volume) : 0.0;
        mass[cell * P + p] -= m;
        ledger.through_outlet[idx(o) * P + p] += m;
      }
  }

  /// ... and takes in what comes once it has arrived.
  void arrive_late(const Node& node, const FlowStep& step) {
    const auto cell = idx(node.cell);
    std::vector<double> part(P);
    for (const auto& limb : node.limbs) {
      if (!flows_into(limb, step)) continue;
      const Stream& stream = limb.up_end ? pipe_up[idx(limb.pipe)] : pipe_down[idx(limb.pipe)];
      for (int k = 0; k < pieces; ++k)
        for (std::size_t p = 0; p < P; ++p) mass[cell * P + p] += stream.mass[idx(k) * P + p];
    }
    for (const int s : node.sources) {
      mass_of_source(idx(s), step.from_source[s], step.from, step.to, part.data());
      for (std::size_t p = 0; p < P; ++p) mass[cell * P + p] += part[p], ledger.from_source[idx(s) * P + p] += part[p];
    }
  }

  void update_concentrations(const double* volume) {
    for (std::size_t c = 0; c < idx(net.cells); ++c) {
      const double V = volume[c], least = physics::dry_depth * net.reference_width[c] * net.length[c];
      for (std::size_t p = 0; p < P; ++p) concentration[c * P + p] = V > least ? mass[c * P + p] / V : 0.0;
    }
  }

  void react(double from, double to, const double* volume) {
    if (!kinetics.active()) return;
    kinetics.prepare(held ? 0.0 : from, held ? to - from : to);
    for (std::size_t c = 0; c < idx(net.cells); ++c) {
      if (!(volume[c] > 0.0)) continue;
      std::copy(&mass[c * P], &mass[c * P] + P, taken.begin());
      kinetics.apply(&mass[c * P]);
      for (std::size_t p = 0; p < P; ++p) ledger.reacted[c * P + p] += mass[c * P + p] - taken[p];
    }
    update_concentrations(volume);
  }

  void spill(double from, double to) {
    if (held) return;
    for (const auto& s : scenario.spills) {
      const double a = std::max(from, s.from), b = std::min(to, s.to);
      if (b <= a) continue;
      std::size_t river = 0, pollutant = 0;
      while (net.grid.rivers[river] != s.at.river) ++river;
      while (scenario.basin.pollutants[pollutant].id != s.pollutant) ++pollutant;
      int g = net.river_first_cell[river];
      while (g + 1 < net.river_first_cell[river + 1] && net.grid.cells[idx(g)].chainage + 0.5 * net.grid.cells[idx(g)].length < s.at.chainage) ++g;
      const auto at = idx(net.cell_of_grid[idx(g)]) * P + pollutant;
      const double m = 1000.0 * s.mass * (b - a) / (s.to - s.from);
      mass[at] += m;
      ledger.from_spill[at] += m;
    }
  }

  /// A step no longer than reactions and dispersion allow, see `longest_part`.
  void advance(const FlowStep& step) {
    const double longest = longest_part(step);
    const int parts = std::clamp(static_cast<int>(std::ceil((step.to - step.from) / longest)), 1, 100000);
    if (parts == 1)
      advance_part(step);
    else
      in_parts(step, parts, [&](const FlowStep& part) { advance_part(part); });
  }

  /// Water that enters during a step reacts for half of it, so that single parcels miss by k Δt / 2; implicit spreading is
  /// first order in time. Advection alone has no limit.
  double longest_part(const FlowStep& step) const {
    constexpr double reacted_share = 0.002;  // k Δt
    double longest = 1e300;
    if (kinetics.active()) longest = reacted_share / kinetics.fastest(held ? 0.0 : 0.5 * (step.from + step.to));
    if (dispersion.active()) longest = std::min(longest, dispersion.longest_step(step));
    return longest;
  }

  void advance_part(const FlowStep& step) {
    ++steps;
    const double middle = 0.5 * (step.from + step.to);
    spill(step.from, middle);
    update_concentrations(step.volume_before);
    react(step.from, middle, step.volume_before);
    choose_pieces(step);
    if (!carry(step, false)) carry_in_parts(step);
    spill(middle, step.to);
    update_concentrations(step.volume_after);
    if (dispersion.active()) {
      dispersion.apply(step, P, concentration, mass, ledger.through_face);
      update_concentrations(step.volume_after);
    }
    react(middle, step.to, step.volume_after);
  }

  /// More pieces where a junction's water is renewed many times within the step.
  void choose_pieces(const FlowStep& step) {
    double most = 0;
    for (const auto& node : nodes) {
      double in = 0;
      for (const auto& limb : node.limbs) {
        const Pipe& pipe = pipes[idx(limb.pipe)];
        if (flows_into(limb, step)) in += std::abs(limb.up_end ? through(pipe.up, step, true) : through(pipe.down, step, false));
      }
      most = std::max(most, in / (step.volume_before[node.cell] + 1.0));
    }
    pieces = std::clamp(static_cast<int>(std::ceil(most)), 4, 16);
  }

  /// Water that goes round in a circle: parts so short that no junction on it gives away more than half of what it holds.
  void carry_in_parts(const FlowStep& step) {
    double most = 0;
    for (const auto& node : nodes) {
      double out = 0;
      for (const auto& limb : node.limbs) {
        const Pipe& pipe = pipes[idx(limb.pipe)];
        if (!flows_into(limb, step)) out += std::abs(limb.up_end ? through(pipe.up, step, true) : through(pipe.down, step, false));
      }
      for (const int o : node.outlets) out += step.through_outlet[o];
      most = std::max(most, out / (std::min(step.volume_before[node.cell], step.volume_after[node.cell]) + 1e-6));
    }
    const int parts = std::clamp(static_cast<int>(std::ceil(2.0 * most)), 1, 10000);
    in_parts(step, parts, [&](const FlowStep& part) {
      carry(part, true);
      update_concentrations(part.volume_after);
    });
  }

  /// A step in equal parts of time: fluxes in equal shares, volumes on the straight line between.
  template <class Do>
  void in_parts(const FlowStep& step, int parts, Do&& act) {
    const auto scaled = [&](const double* from, std::size_t n) {
      std::vector<double> part(from, from + n);
      for (double& v : part) v /= parts;
      return part;
    };
    const auto faces = scaled(step.through_face, net.faces.size());
    const auto outlets = scaled(step.through_outlet, net.outlets.size());
    const auto sources = scaled(step.from_source, net.sources.size());
    std::vector<double> before(step.volume_before, step.volume_before + net.cells), after(before.size());
    for (int k = 0; k < parts; ++k) {
      const double w = static_cast<double>(k + 1) / parts;
      for (std::size_t c = 0; c < after.size(); ++c) after[c] = k + 1 == parts ? step.volume_after[c] : (1.0 - w) * step.volume_before[c] + w * step.volume_after[c];
      FlowStep part = step;
      part.from = step.from + (step.to - step.from) * k / parts;
      part.to = k + 1 == parts ? step.to : step.from + (step.to - step.from) * w;
      part.volume_before = before.data(), part.volume_after = after.data();
      part.through_face = faces.data(), part.through_outlet = outlets.data(), part.from_source = sources.data();
      act(part);
      before = after;
    }
  }

  std::vector<double> fresh_mass_;
};

Transport::Transport(const basin::Scenario& scenario, const Network& network)
    : impl_(std::make_unique<Implementation>(scenario, network)) {}
Transport::~Transport() = default;

std::size_t Transport::pollutants() const { return impl_->P; }
const std::vector<double>& Transport::mass() const { return impl_->mass; }
const MassLedger& Transport::ledger() const { return impl_->ledger; }
long Transport::steps() const { return impl_->steps; }

void Transport::concentrations(double* out) const {
  const auto& t = *impl_;
  for (std::size_t p = 0; p < t.P; ++p)
    for (std::size_t g = 0; g < t.net.cell_of_grid.size(); ++g)
      out[p * t.net.cell_of_grid.size() + g] = t.concentration[idx(t.net.cell_of_grid[g]) * t.P + p];
}

std::vector<double> Transport::kinks() const {
  std::vector<double> all;
  const auto add = [&](const std::vector<Forcing>& group) {
    for (const auto& f : group) {
      const auto k = f.kinks();
      all.insert(all.end(), k.begin(), k.end());
    }
  };
  for (const auto& group : impl_->boundary_concentration) add(group);
  for (const auto& group : impl_->source_concentration) add(group);
  for (const auto& s : impl_->scenario.spills) all.insert(all.end(), {s.from, s.to});
  return all;
}

void Transport::start(const FlowStep& second, const std::vector<double>& volume) {
  auto& t = *impl_;
  const auto& given = t.scenario.initial.concentration;
  bool all_given = true;
  for (const auto& p : t.scenario.basin.pollutants) all_given = all_given && given.count(p.id) > 0;
  std::vector<const basin::Initial::Profile*> profiles;
  for (const auto& p : t.scenario.initial.profiles)
    if (!p.concentration.empty()) profiles.push_back(&p);

  if (!all_given && profiles.empty() && t.scenario.initial.steady) {
    // The steady flow carries the first instant's concentrations until nothing changes.
    double fastest = 0, stored = 0, fed = 0;
    for (const auto& p : t.scenario.basin.pollutants) fastest = std::max(fastest, p.decay_rate * std::pow(p.theta, 15.0));
    for (std::size_t c = 0; c < volume.size(); ++c) stored += volume[c];
    for (std::size_t s = 0; s < t.net.sources.size(); ++s) fed += std::max(second.from_source[s], 0.0);
    double dt = std::min(3600.0, fastest > 0.0 ? 0.01 / fastest : 3600.0);
    if (fed > 0.0) dt = std::min(dt, stored / fed / 40.0);
    std::vector<double> faces(t.net.faces.size()), outlets(t.net.outlets.size()), sources(t.net.sources.size());
    for (std::size_t i = 0; i < faces.size(); ++i) faces[i] = second.through_face[i] * dt;
    for (std::size_t i = 0; i < outlets.size(); ++i) outlets[i] = second.through_outlet[i] * dt;
    for (std::size_t i = 0; i < sources.size(); ++i) sources[i] = second.from_source[i] * dt;
    // A steady flow keeps every volume to round-off; what is left is put where the fluxes say.
    FlowStep step = second;
    step.volume_before = step.volume_after = volume.data();
    step.through_face = faces.data(), step.through_outlet = outlets.data(), step.from_source = sources.data();
    std::vector<double> before;
    t.held = true;
    for (int k = 0; k < 6000; ++k) {
      before = t.concentration;
      step.from = 0.0, step.to = dt;
      t.advance(step);
      double change = 0, largest = 0;
      for (std::size_t i = 0; i < before.size(); ++i) {
        change = std::max(change, std::abs(before[i] - t.concentration[i]));
        largest = std::max(largest, t.concentration[i]);
      }
      if (change <= 1e-10 * largest) break;
    }
    t.held = false;
  }
  for (std::size_t g = 0; g < t.net.cell_of_grid.size(); ++g) {
    const auto c = idx(t.net.cell_of_grid[g]);
    const auto& cell = t.net.grid.cells[g];
    for (std::size_t p = 0; p < t.P; ++p) {
      const auto& id = t.scenario.basin.pollutants[p].id;
      const auto found = given.find(id);
      if (found != given.end()) t.concentration[c * t.P + p] = found->second;
      for (const auto* profile : profiles) {
        const auto column = profile->concentration.find(id);
        if (profile->river != t.net.grid.rivers[idx(cell.river)] || column == profile->concentration.end()) continue;
        const auto& x = profile->chainage;
        const auto i = std::clamp<std::ptrdiff_t>(std::upper_bound(x.begin(), x.end(), cell.chainage) - x.begin() - 1, 0, static_cast<std::ptrdiff_t>(x.size()) - 2);
        const auto k = static_cast<std::size_t>(i);
        const double w = std::clamp((cell.chainage - x[k]) / (x[k + 1] - x[k]), 0.0, 1.0);
        t.concentration[c * t.P + p] = (1.0 - w) * column->second[k] + w * column->second[k + 1];
      }
      t.mass[c * t.P + p] = t.concentration[c * t.P + p] * volume[c];
    }
  }
  t.ledger.through_face.assign(t.ledger.through_face.size(), 0.0);
  t.ledger.through_outlet.assign(t.ledger.through_outlet.size(), 0.0);
  t.ledger.from_source.assign(t.ledger.from_source.size(), 0.0);
  t.ledger.from_spill.assign(t.ledger.from_spill.size(), 0.0);
  t.ledger.reacted.assign(t.ledger.reacted.size(), 0.0);
  t.steps = 0;
}

void Transport::advance(const FlowStep& step) { impl_->advance(step); }

}  // namespace riverchief::model
