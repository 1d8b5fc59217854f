// A train's water before the step, slot by slot: pieces that enter from above (the latest first), cells, pieces from below.

#pragma once

#include <vector>

#include "model/flow_step.hpp"
#include "model/kinetics.hpp"
#include "model/parabolas.hpp"
#include "model/tags.hpp"
#include "model/waterways.hpp"

namespace riverchief::model {

/// What is carried: constituents, and the columns of their tags.
struct Columns {
  std::size_t P = 0, K = 0;
  const std::vector<TagBlock>* blocks = nullptr;
  const Kinetics* kinetics = nullptr;   ///< nullptr = nothing reacts
};

/// Water that enters or leaves a train's end or a tap during a step, in pieces in the order of time.
struct Stream {
  std::vector<double> volume;  ///< (piece) [m3]
  std::vector<double> mass;    ///< (piece, pollutant) [g], as of the step's start
  std::vector<double> tags;    ///< (piece, tag column) [g]

  /// Empty pieces.
  void clear(std::size_t pieces, const Columns& columns) {
    volume.assign(pieces, 0.0);
    mass.assign(pieces * columns.P, 0.0);
    tags.assign(pieces * columns.K, 0.0);
  }
};

/// The masses of all cells; trains change those of their pipe.
struct Carried {
  std::vector<double> mass;           ///< (cell, pollutant) [g]
  std::vector<double> concentration;  ///< (cell, pollutant) [g/m3]; 0 in films
  std::vector<double> tags;           ///< (cell, tag column) [g]
  std::vector<char> film;             ///< (cell) next to no water, and no concentration
};

/// Less is no water [m3]: quotients of what a bed that falls dry leaves behind stay finite.
inline constexpr double no_water = 1e-200;

class OldWater {
 public:
  /// Lays out what a pipe holds and what enters it; nullptr = nothing enters there.
  /// \param keep_tags  whether tags_of_cell() will be asked
  void lay(const Columns& columns, const Pipe& pipe, const FlowStep& step, int pieces, const Carried& carried, const Stream* up, const Stream* down, bool keep_tags);

  int up_pieces = 0, cells = 0, slots = 0;
  bool is_cell(int slot) const { return slot >= up_pieces && slot < up_pieces + cells; }
  /// [m3]
  double volume(int slot) const { return volume_[at(slot)]; }
  /// (slot, pollutant) [g]
  const std::vector<double>& masses() const { return mass_; }
  /// (pollutant) of a cell by its position [g]
  const double* mass_of_cell(std::size_t position) const { return &mass_[(position + at(up_pieces)) * P]; }
  /// (tag column) of a cell by its position [g]
  const double* tags_of_cell(std::size_t position) const { return &tags_[position * K]; }

  /// The mass of a single constituent between two places of a slot.
  double single(int slot, double from, double to, double inverse_whole) const {
    const std::size_t row = at(slot);
    const double s0 = from * inverse_whole, s1 = to * inverse_whole;
    return (to - from) * (left_[row] + sloped_[row] * (0.5 * (s0 + s1)) - curve_[row] * ((s0 * s0 + s0 * s1 + s1 * s1) / 3.0));
  }
  /// Adds the masses that lie between two places of a slot, counted in m3 from its upper end.
  void add(int slot, double from, double to, double whole, double* __restrict out, double* __restrict out_tags) const {
    const std::size_t row = at(slot) * P;
    if (from <= 0.0 && to >= whole) {
      for (std::size_t p = 0; p < P; ++p) out[p] += mass_[row + p];
      if (K > 0) add_all_tags(at(slot), out_tags);
      return;
    }
    // ∫ (left + s (sloped − curve s)) ds from s0 to s1
    const double s0 = from / whole, s1 = to / whole, w = to - from;
    const double first = 0.5 * (s0 + s1), second = (s0 * s0 + s0 * s1 + s1 * s1) / 3.0;
    if (K > 0) add_part_of_tags(at(slot), s0, w, from, first, second, out_tags);
    for (std::size_t p = 0; p < P; ++p) out[p] += w * (left_[row + p] + sloped_[row + p] * first - curve_[row + p] * second);
  }

 private:
  static std::size_t at(int i) { return static_cast<std::size_t>(i); }
  void lay_pieces(const Stream& stream, int pieces, int first_slot, bool latest_first);
  void lay_tags(const Pipe& pipe, int pieces, const Carried& carried, const Stream* up, const Stream* down);
  void add_all_tags(std::size_t slot, double* out_tags) const;
  void add_part_of_tags(std::size_t slot, double s0, double w, double from, double first, double second, double* out_tags) const;

  std::size_t P = 0, K = 0;
  const std::vector<TagBlock>* blocks_ = nullptr;
  const Kinetics* kinetics_ = nullptr;
  std::vector<double> volume_, mass_;             // (slot), (slot, pollutant)
  std::vector<double> left_, sloped_, curve_;     // (slot, pollutant) of the parabolas
  std::vector<double> shares_, slopes_;           // (slot, tag column)
  std::vector<double> tags_;                      // (position, tag column)
  std::vector<double> values_, slope_, edge_, growth_;
};

}  // namespace riverchief::model
