#include "model/old_water.hpp"

#include <algorithm>

namespace riverchief::model {

void OldWater::lay(const Columns& columns, const Pipe& pipe, const FlowStep& step, int pieces, const Carried& carried, const Stream* up, const Stream* down, bool keep_tags) {
  P = columns.P, K = columns.K, blocks_ = columns.blocks, kinetics_ = columns.kinetics;
  up_pieces = up ? pieces : 0, cells = static_cast<int>(pipe.cells.size()), slots = up_pieces + cells + (down ? pieces : 0);
  const std::size_t S = at(slots), N = at(cells), first = at(up_pieces);
  volume_.resize(S), mass_.resize(S * P), left_.resize(S * P), sloped_.resize(S * P), curve_.resize(S * P);
  if (up) lay_pieces(*up, pieces, 0, true);
  if (down) lay_pieces(*down, pieces, up_pieces + cells, false);
  if (N > 0) {
    values_.resize((N + 4) * P), slope_.resize((N + 2) * P), edge_.resize((N + 1) * P);
    for (std::size_t i = 0; i < N; ++i) {
      const auto c = at(pipe.cells[i]);
      volume_[first + i] = step.volume_before[c];
      for (std::size_t p = 0; p < P; ++p) mass_[(first + i) * P + p] = carried.mass[c * P + p], values_[(i + 2) * P + p] = carried.concentration[c * P + p];
    }
    for (std::size_t p = 0; p < P; ++p) {
      const double above = up && up->volume[0] > no_water ? up->mass[p] / up->volume[0] : values_[2 * P + p];
      const double below = down && down->volume[0] > no_water ? down->mass[p] / down->volume[0] : values_[(N + 1) * P + p];
      values_[p] = values_[P + p] = above;
      values_[(N + 2) * P + p] = values_[(N + 3) * P + p] = below;
    }
    limited_parabolas(values_.data(), N, P, slope_.data(), edge_.data(), &left_[first * P], &sloped_[first * P], &curve_[first * P]);
    // A film has no concentration but may hold a mass: it lies evenly.
    for (std::size_t i = 0; i < N; ++i)
      if (carried.film[at(pipe.cells[i])])
        for (std::size_t k = (first + i) * P; k < (first + i + 1) * P; ++k) left_[k] = volume_[first + i] > no_water ? mass_[k] / volume_[first + i] : 0.0, sloped_[k] = curve_[k] = 0.0;
  }
  tags_.resize(keep_tags ? N * K : 0);
  for (std::size_t i = 0; keep_tags && i < N; ++i) std::copy_n(carried.tags.data() + at(pipe.cells[i]) * K, K, tags_.data() + i * K);
  if (K > 0) lay_tags(pipe, pieces, carried, up, down);
}

/// Within a piece the concentration stays the same; as masses of the step's start it grows with time where constituents react.
void OldWater::lay_pieces(const Stream& stream, int pieces, int first_slot, bool latest_first) {
  for (int k = 0; k < pieces; ++k) {
    const std::size_t slot = at(first_slot + k), piece = at(latest_first ? pieces - 1 - k : k);
    const double V = volume_[slot] = stream.volume[piece], inverse = V > no_water ? 1.0 / V : 0.0;
    for (std::size_t p = 0; p < P; ++p) {
      mass_[slot * P + p] = stream.mass[piece * P + p];
      left_[slot * P + p] = mass_[slot * P + p] * inverse;
      sloped_[slot * P + p] = curve_[slot * P + p] = 0.0;
    }
    if (kinetics_ == nullptr) continue;
    growth_.resize(P);
    kinetics_->growth(&mass_[slot * P], growth_.data());
    for (std::size_t p = 0; p < P; ++p) {
      const double rise = (latest_first ? -1.0 : 1.0) * growth_[p] * inverse;  // down the train
      left_[slot * P + p] -= 0.5 * rise;
      sloped_[slot * P + p] = rise;
    }
  }
}

/// Shares of every slot, and their slopes within cells; what stands next to the end of a pipe counts as its neighbour.
void OldWater::lay_tags(const Pipe& pipe, int pieces, const Carried& carried, const Stream* up, const Stream* down) {
  shares_.resize(at(slots) * K), slopes_.resize(at(slots) * K);
  for (const TagBlock& block : *blocks_) {
    for (int slot = 0; slot < slots; ++slot) {
      const double* tags;
      if (is_cell(slot)) tags = &carried.tags[at(pipe.cells[at(slot - up_pieces)]) * K];
      else if (slot < up_pieces) tags = &up->tags[at(pieces - 1 - slot) * K];
      else tags = &down->tags[at(slot - up_pieces - cells) * K];
      tag_shares(tags + block.first, block.active, &shares_[at(slot) * K + block.first]);
    }
    for (int slot = 0; slot < slots; ++slot) {
      double* slopes = &slopes_[at(slot) * K + block.first];
      if (!is_cell(slot) || slot == 0 || slot + 1 == slots || carried.film[at(pipe.cells[at(slot - up_pieces)])]) {
        std::fill_n(slopes, block.active, 0.0);
        continue;
      }
      const double* here = &shares_[at(slot) * K + block.first];
      tag_slopes(here - K, here, here + K, block.active, slopes);
    }
  }
}

void OldWater::add_all_tags(std::size_t slot, double* out_tags) const {
  for (const TagBlock& block : *blocks_) {
    const std::size_t k = slot * K + block.first;
    add_tags(mass_[slot * P + block.pollutant], 0.0, &shares_[k], &slopes_[k], block.active, out_tags + block.first);
  }
}

void OldWater::add_part_of_tags(std::size_t slot, double s0, double w, double from, double first, double second, double* out_tags) const {
  for (const TagBlock& block : *blocks_) {
    const std::size_t q = slot * P + block.pollutant, k = slot * K + block.first;
    const double part = w * (left_[q] + sloped_[q] * first - curve_[q] * second);
    const double above = from * (left_[q] + sloped_[q] * 0.5 * s0 - curve_[q] * s0 * s0 / 3.0), whole = mass_[q];
    const double place = whole > 0.0 ? std::clamp((above + 0.5 * part) / whole - 0.5, -0.5, 0.5) : 0.0;
    add_tags(part, place, &shares_[k], &slopes_[k], block.active, out_tags + block.first);
  }
}

}  // namespace riverchief::model
