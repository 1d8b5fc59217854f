#include "model/parcels.hpp"

#include <algorithm>

namespace riverchief::model {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

constexpr double sliver = 1e-12;  // share of a parcel that is not worth a parcel of its own

}  // namespace

void Parcels::add_parcel(const Parcel& parcel) {
  parcels.push_back(parcel);
  added.resize(parcels.size() * P, 0.0);
  added_tags.resize(parcels.size() * K, 0.0);
}

double Parcels::volume_of(int parcel) const {
  const Parcel& p = parcels[idx(parcel)];
  return (p.to - p.from) * p.swell;
}

void Parcels::add_masses(int parcel, double from, double to, double* out, double* out_tags) const {
  const Parcel& own = parcels[idx(parcel)];
  const double length = own.to - own.from, now = length * own.swell;
  const bool whole = from <= 0.0 && to >= now;
  const double a = whole ? own.from : own.from + from / own.swell, b = to >= now ? own.to : own.from + to / own.swell;
  if (own.slot >= 0) {
    std::fill(old.begin(), old.end(), 0.0);
    std::fill(old_tags.begin(), old_tags.end(), 0.0);
    water_->add(own.slot, a, b, water_->volume(own.slot), old.data(), old_tags.data());
    for (std::size_t p = 0; p < P; ++p) out[p] += own.kept * old[p];
    for (std::size_t k = 0; k < K; ++k) out_tags[k] += own.kept * old_tags[k];
  }
  const double share = length > 0.0 ? b - a : 1.0;
  for (std::size_t p = 0; p < P; ++p) out[p] += added[idx(parcel) * P + p] * share;
  for (std::size_t k = 0; k < K; ++k) out_tags[k] += added_tags[idx(parcel) * K + k] * share;
}

/// Cuts a parcel in two; the upper part has the volume given.
void Parcels::split(int parcel, double upper_volume) {
  Parcel lower = parcels[idx(parcel)];
  const double place = lower.from + upper_volume / lower.swell;
  const int index = static_cast<int>(parcels.size());
  parcels[idx(parcel)].to = lower.from = place;
  parcels[idx(parcel)].after = index;
  lower.before = parcel;
  if (lower.after >= 0) parcels[idx(lower.after)].before = index;
  if (lower.cell >= 0 && last_of[idx(lower.cell)] == parcel) last_of[idx(lower.cell)] = index;
  add_parcel(lower);
  std::copy_n(added.data() + idx(parcel) * P, P, added.data() + idx(index) * P);
  std::copy_n(added_tags.data() + idx(parcel) * K, K, added_tags.data() + idx(index) * K);
}

/// The water above a place that passes it: the last `need` m3 before it.
void Parcels::reach_up(int from, double need) {
  for (int k = from; k >= 0 && need > 0.0; k = parcels[idx(k)].before) {
    const double here = volume_of(k);
    if (need < sliver * here) return;
    if (here - need > sliver * here) {
      split(k, here - need);
      reached.push_back(parcels[idx(k)].after);
      return;
    }
    reached.push_back(k);
    need -= here;
  }
}

void Parcels::reach_down(int from, double need) {
  for (int k = from; k >= 0 && need > 0.0; k = parcels[idx(k)].after) {
    const double here = volume_of(k);
    if (need < sliver * here) return;
    reached.push_back(k);
    if (here - need > sliver * here) {
      split(k, need);
      return;
    }
    need -= here;
  }
}

void Parcels::lay(const OldWater& water, const Pipe& pipe, const FlowStep& step, int pieces, const FromSources& sources, std::vector<Stream>& taps) {
  water_ = &water, pipe_ = &pipe, step_ = &step;
  parcels.clear(), added.clear(), added_tags.clear();
  first_of.resize(pipe.cells.size()), last_of.resize(pipe.cells.size());
  for (int slot = 0; slot < water.slots; ++slot) {
    const int cell = water.is_cell(slot) ? slot - water.up_pieces : -1;
    if (cell >= 0) first_of[idx(cell)] = last_of[idx(cell)] = slot;
    add_parcel({.slot = slot, .cell = cell, .from = 0.0, .to = water.volume(slot), .swell = 1.0, .kept = 1.0, .before = slot - 1,
                .after = slot + 1 < water.slots ? slot + 1 : -1});
  }
  // Every cell after those that its water comes from: first down the pipe, where nothing comes from below, then up.
  const auto above = [&](int i) { return i == 0 ? through(pipe.up, step, true) : step.through_face[pipe.inner_faces[idx(i - 1)]]; };
  const auto below = [&](int i) { return i + 1 == water.cells ? through(pipe.down, step, false) : step.through_face[pipe.inner_faces[idx(i)]]; };
  for (auto side = pipe.sides.begin(); side != pipe.sides.end(); ++side)
    if (below(side->cell) >= 0.0) act_on(*side, above(side->cell), below(side->cell), pieces, sources, taps);
  for (auto side = pipe.sides.rbegin(); side != pipe.sides.rend(); ++side)
    if (below(side->cell) < 0.0) act_on(*side, above(side->cell), below(side->cell), pieces, sources, taps);
  at_ = parcels.empty() ? -1 : 0, used_ = 0.0;
}

/// The masses that enter a cell through its sources and taps.
void Parcels::gather(const Pipe::Side& side, int pieces, const FromSources& sources, const std::vector<Stream>& taps) {
  for (auto* sums : {&brought, &late, &brought_tags, &late_tags}) std::fill(sums->begin(), sums->end(), 0.0);
  for (auto s = idx(side.first_source); s < idx(side.end_source); ++s) {
    for (std::size_t p = 0; p < P; ++p) brought[p] += sources.mass[s * P + p], late[p] += sources.late[s * P + p];
    sources.add_tags(s, sources.mass.data() + s * P, 1.0, brought_tags.data());
    sources.add_tags(s, sources.late.data() + s * P, 1.0, late_tags.data());
  }
  for (auto t = idx(side.first_tap); t < idx(side.end_tap); ++t) {
    if (!(out_of(pipe_->taps[t], *step_) < 0.0) || pipe_->taps[t].node < 0) continue;
    for (std::size_t piece = 0; piece < idx(pieces); ++piece) {
      for (std::size_t p = 0; p < P; ++p) brought[p] += taps[t].mass[piece * P + p];
      for (std::size_t k = 0; k < K; ++k) brought_tags[k] += taps[t].tags[piece * K + k];
    }
  }
}

/// Spreads what enters over the parcels reached; those that come late get what comes late.
void Parcels::mix_in(double entering, double there, bool from_above) {
  double place = 0;  // from the first to come to the last, as a share
  const auto mix = [&](int k) {
    Parcel& parcel = parcels[idx(k)];
    const double share = volume_of(k) / there, when = place + 0.5 * share - 0.5;
    place += share;
    for (std::size_t p = 0; p < P; ++p) added[idx(k) * P + p] += (brought[p] + when * late[p]) / there * parcel.swell;
    for (std::size_t c = 0; c < K; ++c) added_tags[idx(k) * K + c] += (brought_tags[c] + when * late_tags[c]) / there * parcel.swell;
    parcel.swell *= 1.0 + entering / there;
  };
  if (from_above) {
    for (std::size_t i = lay_to_; i-- > lay_from_;) mix(reached[i]);
    for (std::size_t i = 0; i < lay_from_; ++i) mix(reached[i]);
    for (std::size_t i = lay_to_; i < reached.size(); ++i) mix(reached[i]);
  } else {
    for (std::size_t i = lay_from_; i < reached.size(); ++i) mix(reached[i]);
    for (std::size_t i = 0; i < lay_from_; ++i) mix(reached[i]);
  }
}

/// Sources and taps of one cell: first what enters is mixed in, then what leaves is taken from the mixture.
void Parcels::act_on(const Pipe::Side& side, double above, double below, int pieces, const FromSources& sources, std::vector<Stream>& taps) {
  const Pipe& pipe = *pipe_;
  const FlowStep& step = *step_;
  double entering = 0, carried_off = 0, bare = 0;  // [m3]; bare: without mass
  for (int s = side.first_source; s < side.end_source; ++s) entering += water_from(pipe.sources[idx(s)], step);
  for (int t = side.first_tap; t < side.end_tap; ++t) {
    const double out = out_of(pipe.taps[idx(t)], step);
    if (out > 0.0) (pipe.taps[idx(t)].carries_mass ? carried_off : bare) += out;
    else entering -= out;
  }
  gather(side, pieces, sources, taps);
  const bool brings = entering != 0.0 || std::any_of(brought.begin(), brought.end(), [](double m) { return m != 0.0; });
  if (!brings && carried_off == 0.0 && bare == 0.0) return;

  const int top = first_of[idx(side.cell)], bottom = last_of[idx(side.cell)];
  reached.clear();
  reach_up(parcels[idx(top)].before, above);
  lay_from_ = reached.size();
  for (int k = top; k >= 0; k = parcels[idx(k)].after) {
    reached.push_back(k);
    if (k == bottom) break;
  }
  lay_to_ = reached.size();
  reach_down(parcels[idx(bottom)].after, -below);
  double there = 0;
  for (const int k : reached) there += volume_of(k);

  if (brings) {
    const double least = 1e-9 * (1.0 + step.volume_after[pipe.cells[idx(side.cell)]]);
    if (there < least) {  // a dry cell: its own water is all there is
      const int after = parcels[idx(bottom)].after, index = static_cast<int>(parcels.size());
      const double own = std::max(entering, 0.0), per = own > 0.0 ? own : 1.0;
      add_parcel({.slot = -1, .cell = side.cell, .from = 0.0, .to = own, .swell = 1.0, .kept = 0.0, .before = bottom, .after = after});
      parcels[idx(bottom)].after = last_of[idx(side.cell)] = index;
      if (after >= 0) parcels[idx(after)].before = index;
      for (std::size_t p = 0; p < P; ++p) added[idx(index) * P + p] = brought[p] / per;
      for (std::size_t k = 0; k < K; ++k) added_tags[idx(index) * K + k] = brought_tags[k] / per;
      reached.push_back(index);
    } else {
      mix_in(entering, there, above >= -below);
    }
    there += entering;
  }
  if (carried_off == 0.0 && bare == 0.0) return;

  // What round-off leaves short is not there to be taken.
  const double share = there > carried_off ? carried_off / there : 1.0, stays = there > carried_off ? (there - carried_off) / there : 0.0;
  const double left = there > carried_off + bare ? (there - carried_off - bare) / there : 0.0;
  std::fill(held.begin(), held.end(), 0.0);
  std::fill(held_tags.begin(), held_tags.end(), 0.0);
  for (const int k : reached) {
    if (carried_off > 0.0) add_masses(k, 0.0, volume_of(k), held.data(), held_tags.data());
    Parcel& parcel = parcels[idx(k)];
    parcel.swell *= left;
    if (carried_off == 0.0) continue;
    parcel.kept *= stays;
    for (std::size_t p = 0; p < P; ++p) added[idx(k) * P + p] *= stays;
    for (std::size_t c = 0; c < K; ++c) added_tags[idx(k) * K + c] *= stays;
  }
  for (int t = side.first_tap; t < side.end_tap; ++t) {
    const double out = out_of(pipe.taps[idx(t)], step);
    if (!(out > 0.0)) continue;
    Stream& stream = taps[idx(t)];
    stream.clear(idx(pieces), columns_);
    std::fill(stream.volume.begin(), stream.volume.end(), out / pieces);
    if (!pipe.taps[idx(t)].carries_mass) continue;
    const double part = share * (out / carried_off) / pieces;
    for (std::size_t piece = 0; piece < idx(pieces); ++piece) {
      for (std::size_t p = 0; p < P; ++p) stream.mass[piece * P + p] = held[p] * part;
      for (std::size_t k = 0; k < K; ++k) stream.tags[piece * K + k] = held_tags[k] * part;
    }
  }
}

double Parcels::take(double need, bool rest, double* out, double* out_tags) {
  while ((rest || need > 0.0) && at_ >= 0) {
    const double whole = volume_of(at_), left = whole - used_;
    if (!rest && left > need) {
      add_masses(at_, used_, used_ + need, out, out_tags);
      used_ += need;
      return 0.0;
    }
    add_masses(at_, used_, whole, out, out_tags);
    need -= left;
    at_ = parcels[idx(at_)].after, used_ = 0.0;
  }
  return std::max(need, 0.0);
}

}  // namespace riverchief::model
