// A train's water before the step, slot by slot: pieces that enter from above (the latest first), cells, pieces from below.

#pragma once

#include <vector>

#include "model/flow_step.hpp"
#include "model/waterways.hpp"

namespace riverchief::model {

/// Water that enters or leaves a train's end or a tap during a step, in pieces in the order of time.
struct Stream {
  std::vector<double> volume;  ///< (piece) [m3]
  std::vector<double> mass;    ///< (piece, pollutant) [g]

  /// Empty pieces.
  void clear(std::size_t pieces, std::size_t pollutants) {
    volume.assign(pieces, 0.0);
    mass.assign(pieces * pollutants, 0.0);
  }
};

/// Limited parabolas of a pipe's old cells: edges and curvature (position, pollutant).                       [TR-2]
struct Parabolas {
  std::vector<double> left, right, curve;
};

struct OldWater {
  std::size_t P;
  const Pipe& pipe;
  const FlowStep& step;
  const double *concentration, *mass;   // (cell, pollutant)
  const double *left, *right, *curve;   // of the parabolas
  const Stream* up;    // nullptr = nothing enters
  const Stream* down;
  int up_pieces, cells, slots;

  OldWater(std::size_t pollutants, const Pipe& p, const FlowStep& s, int pieces, const std::vector<double>& c, const std::vector<double>& m,
           const Parabolas& parabolas, const Stream* from_up, const Stream* from_down)
      : P(pollutants), pipe(p), step(s), concentration(c.data()), mass(m.data()), left(parabolas.left.data()), right(parabolas.right.data()),
        curve(parabolas.curve.data()), up(from_up), down(from_down),
        up_pieces(from_up ? pieces : 0), cells(static_cast<int>(p.cells.size())), slots(up_pieces + cells + (from_down ? pieces : 0)) {}

  bool is_cell(int slot) const { return slot >= up_pieces && slot < up_pieces + cells; }

  /// [m3]
  double volume(int slot) const {
    if (slot < up_pieces) return up->volume[at(up_pieces - 1 - slot)];
    if (slot < up_pieces + cells) return step.volume_before[pipe.cells[at(slot - up_pieces)]];
    return down->volume[at(slot - up_pieces - cells)];
  }

  /// Adds the masses that lie between two places of a slot, counted in m3 from its upper end, to `out`.
  void add(int slot, double from, double to, double whole, double* out) const {
    const bool all = from <= 0.0 && to >= whole;
    if (!is_cell(slot)) {
      const Stream& stream = slot < up_pieces ? *up : *down;
      const std::size_t piece = slot < up_pieces ? at(up_pieces - 1 - slot) : at(slot - up_pieces - cells);
      const double share = all ? 1.0 : (to - from) / whole;
      for (std::size_t p = 0; p < P; ++p) out[p] += share * stream.mass[piece * P + p];
      return;
    }
    const std::size_t i = at(slot - up_pieces), cell = at(pipe.cells[i]);
    if (all) {
      for (std::size_t p = 0; p < P; ++p) out[p] += mass[cell * P + p];
      return;
    }
    // ∫ (l + s (r − l + six (1 − s))) ds from s0 to s1
    const double s0 = from / whole, s1 = to / whole, w = to - from;
    const double first = 0.5 * (s0 + s1), second = (s0 * s0 + s0 * s1 + s1 * s1) / 3.0;
    for (std::size_t p = 0; p < P; ++p) {
      const double l = left[i * P + p], six = curve[i * P + p], span = right[i * P + p] - l;
      // A film has no concentration but may hold a mass: what the parabola does not tell is spread evenly.
      const double untold = mass[cell * P + p] - concentration[cell * P + p] * whole;
      out[p] += w * (l + (span + six) * first - six * second) + untold * (w / whole);
    }
  }

 private:
  static std::size_t at(int i) { return static_cast<std::size_t>(i); }
};

}  // namespace riverchief::model
