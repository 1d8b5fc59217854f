#include "model/train.hpp"

#include <algorithm>
#include <cmath>

namespace riverchief::model {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

void add_rows(const double* from, double factor, std::size_t count, double* to) {
  for (std::size_t k = 0; k < count; ++k) to[k] += factor * from[k];
}

/// Adds up columns of a table, and their sizes.
void add_up(const std::vector<double>& rows, std::size_t P, double sign, std::vector<double>& sum, std::vector<double>& size) {
  if (P == 1) {  // four sums at a time: one after the other would wait for each other
    double sums[4] = {}, sizes[4] = {};
    std::size_t k = 0;
    for (; k + 4 <= rows.size(); k += 4)
      for (std::size_t i = 0; i < 4; ++i) sums[i] += rows[k + i], sizes[i] += std::abs(rows[k + i]);
    for (; k < rows.size(); ++k) sums[0] += rows[k], sizes[0] += std::abs(rows[k]);
    sum[0] += sign * ((sums[0] + sums[1]) + (sums[2] + sums[3])), size[0] += (sizes[0] + sizes[1]) + (sizes[2] + sizes[3]);
    return;
  }
  for (std::size_t row = 0; row < rows.size(); row += P)
    for (std::size_t p = 0; p < P; ++p) sum[p] += sign * rows[row + p], size[p] += std::abs(rows[row + p]);
}

}  // namespace

Train::Train(const Columns& c)
    : P(c.P), K(c.K), columns(c), parcels(c), density(P), slant(P), pool_mass(P), pool_tags(K), over(P), over_tags(K), lent(P), there(P), size(P), greatest(P) {}

// Walks along a train from its upper end, handing out what lies in the next so many m3.
struct Train::Walk {
  Train& t;
  const OldWater& water;
  const Pipe& pipe;
  const FlowStep& step;
  const FromSources& sources;
  std::size_t knot = 0;
  double volume_density = 0;
  int slot = 0;
  double offset = 0;      // within the slot [m3 of old water]
  double at;              // position in the train [m3]

  Walk(Train& train, const Pipe& p, const FlowStep& s, const FromSources& from, double begin) : t(train), water(train.water), pipe(p), step(s), sources(from), at(begin) {
    for (auto* sums : {&t.density, &t.slant}) std::fill(sums->begin(), sums->end(), 0.0);
    t.spread.clear();
  }

  /// Hands out the next `need` m3 (all that is left, when `rest`); masses are added to `out` and `out_tags`.
  /// \return what was needed and not there [m3]: 0 but for round-off
  double take(double need, bool rest, double* out, double* out_tags) {
    if (!t.knots.empty()) return take_fed(need, rest, out, out_tags);
    return t.P == 1 && t.K == 0 ? take_single(need, rest, *out) : take_plain(need, rest, out, out_tags);
  }

  /// Without sources, one constituent without tags.
  double take_single(double need, bool rest, double& out) {
    const int slots = water.slots;
    double sum = 0;
    while ((rest || need > 0.0) && slot < slots) {
      const double whole = water.volume(slot), left = whole - offset;
      if (!rest && left > need) {
        out += sum + water.single(slot, offset, offset + need, whole > no_water ? 1.0 / whole : 0.0);
        offset += need;
        return 0.0;
      }
      if (offset == 0.0) sum += water.masses()[idx(slot)];
      else if (left > 0.0) sum += water.single(slot, offset, whole, whole > no_water ? 1.0 / whole : 0.0);
      need -= std::max(left, 0.0);
      ++slot, offset = 0;
    }
    out += sum;
    return std::max(need, 0.0);
  }

  /// Without sources.
  double take_plain(double need, bool rest, double* out, double* out_tags) {
    while ((rest || need > 0.0) && slot < water.slots) {
      const double whole = water.volume(slot), left = whole - offset;
      if (!rest && left > need) {
        water.add(slot, offset, offset + need, whole, out, out_tags);
        offset += need;
        return 0.0;
      }
      if (!(whole > 0.0) || left > 0.0) water.add(slot, offset, whole, whole, out, out_tags);
      need -= std::max(left, 0.0);
      ++slot, offset = 0;
    }
    return std::max(need, 0.0);
  }

  double take_fed(double need, bool rest, double* out, double* out_tags) {
    while ((rest || need > 0.0) && slot < water.slots) {
      while (knot < t.knots.size() && t.knots[knot].at <= at) pass(t.knots[knot++]);
      const double whole = water.volume(slot);
      if (!(whole > 0.0)) {  // no water, yet perhaps a trace of mass
        water.add(slot, 0.0, whole, whole, out, out_tags);
        ++slot;
        continue;
      }
      double length = whole - offset;
      bool slot_ends = true, knot_ends = false;
      if (knot < t.knots.size() && t.knots[knot].at - at < length) length = t.knots[knot].at - at, slot_ends = false, knot_ends = true;
      const double swell = 1.0 + volume_density;
      if (!rest && length * swell > need) length = need / swell, slot_ends = knot_ends = false;
      if (length > 0.0) {
        water.add(slot, offset, slot_ends ? whole : offset + length, whole, out, out_tags);
        if (!t.spread.empty()) add_spread(length, out, out_tags);
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

  /// A source's water and mass begin or end: mass per m3 is density + slant at. What is late lies where the water comes from.
  void pass(const Knot& k) {
    const std::size_t s = idx(k.source);
    const double width = t.end_at[s] - t.begin_at[s], sign = k.begins ? 1.0 : -1.0, middle = 0.5 * (t.begin_at[s] + t.end_at[s]);
    if (k.begins) t.spread.push_back(s);
    else t.spread.erase(std::find(t.spread.begin(), t.spread.end(), s));
    if (t.spread.empty()) {  // no round-off is left over
      volume_density = 0.0;
      for (auto* sums : {&t.density, &t.slant}) std::fill(sums->begin(), sums->end(), 0.0);
      return;
    }
    volume_density += sign * water_from(pipe.sources[s], step) / width;
    const double each = sign / width, lean = each / width;
    for (std::size_t p = 0; p < t.P; ++p) {
      const double mean = sources.mass[s * t.P + p], late = t.late_above[s] * sources.late[s * t.P + p];
      t.density[p] += each * mean + lean * middle * late, t.slant[p] -= lean * late;
    }
  }

  void add_spread(double length, double* out, double* out_tags) const {
    const double middle = at + 0.5 * length;
    for (std::size_t p = 0; p < t.P; ++p) out[p] += (t.density[p] + middle * t.slant[p]) * length;
    for (std::size_t i = 0; t.K > 0 && i < t.spread.size(); ++i) {
      const std::size_t s = t.spread[i];
      const double width = t.end_at[s] - t.begin_at[s], share = length / width;
      sources.add_tags(s, &sources.mass[s * t.P], share, out_tags);
      if (t.columns.kinetics != nullptr) sources.add_tags(s, &sources.late[s * t.P], t.late_above[s] * share * (0.5 * (t.begin_at[s] + t.end_at[s]) - middle) / width, out_tags);
    }
  }
};

/// Whether a source brings no mass.
bool Train::is_idle(const FromSources& sources, std::size_t k) const {
  for (std::size_t p = k * P; p < (k + 1) * P; ++p)
    if (sources.mass[p] != 0.0) return false;
  return true;
}

/// Where each source's water and mass go: into the old water that passed the middle of its cell during the step, so that one step's part begins
/// where that of the step before ends; where next to none passed, into the cell's.                                                  [TR-1]
void Train::spread_sources(const Pipe& pipe, const FlowStep& step, const FromSources& sources, double begin, double end) {
  knots.clear();
  const std::size_t sources_here = pipe.sources.size();
  any_dry = false;
  if (sources_here == 0) return;
  constexpr double still = 0.02;  // of the cell's water
  begin_at.resize(sources_here), end_at.resize(sources_here), late_above.resize(sources_here);
  for (std::size_t k = 0; k < sources_here; ++k) {
    const int i = pipe.source_cell[k];
    if (is_idle(sources, k) && water_from(pipe.sources[k], step) == 0.0) continue;
    const int N = static_cast<int>(pipe.cells.size());
    const double above = i == 0 ? through(pipe.up, step, true) : step.through_face[pipe.inner_faces[idx(i - 1)]];
    const double below = i + 1 == N ? through(pipe.down, step, false) : step.through_face[pipe.inner_faces[idx(i)]];
    const double old = position[idx(i) + 1] - position[idx(i)], grown = step.volume_after[pipe.cells[idx(i)]] - old;
    const double passed = 0.5 * (above - 0.5 * grown) + 0.5 * (below + 0.5 * grown - water_from(pipe.sources[k], step)), middle = position[idx(i)] + 0.5 * old;
    const bool rests = std::abs(passed) < still * old;
    late_above[k] = rests ? 0.0 : passed > 0.0 ? 1.0 : -1.0;
    begin_at[k] = rests ? position[idx(i)] : std::max(begin, middle - std::max(passed, 0.0));
    end_at[k] = rests ? position[idx(i) + 1] : std::min(end, middle + std::max(-passed, 0.0));
    const double least = 1e-9 * (1.0 + step.volume_after[pipe.cells[idx(i)]]);
    if (end_at[k] - begin_at[k] < least) {
      into_dry_cell(i, water_from(pipe.sources[k], step), sources, k);
      continue;
    }
    knots.push_back({begin_at[k], static_cast<int>(k), true});
    knots.push_back({end_at[k], static_cast<int>(k), false});
  }
  std::sort(knots.begin(), knots.end(), [](const Knot& a, const Knot& b) { return a.at < b.at; });
}

/// The source's own water is all there is.
void Train::into_dry_cell(int cell, double volume, const FromSources& sources, std::size_t source) {
  const std::size_t N = position.size() - 1;
  if (!any_dry) dry_volume.assign(N, 0.0), dry_mass.assign(N * P, 0.0), dry_tags.assign(N * K, 0.0);
  any_dry = true;
  dry_volume[idx(cell)] += volume;
  add_rows(sources.mass.data() + source * P, 1.0, P, dry_mass.data() + idx(cell) * P);
  if (K > 0) sources.add_tags(source, &sources.mass[source * P], 1.0, &dry_tags[idx(cell) * K]);
}

/// Hands out `need` m3 of the train; what the end of the train lacks through round-off is lent at the same concentration.
template <class Water>
void Train::hand_out(Water& from, double need, double* out, double* out_tags) {
  const double missing = from.take(need, false, out, out_tags);
  constexpr double round_off = 0.01;  // of a trickle at the end of a long train; more, and a film with a mass and no water would multiply it
  if (!(missing > 0.0) || !(missing < round_off * need)) return;
  const double share = missing / (need - missing);
  for (std::size_t p = 0; p < P; ++p) {
    const double loan = out[p] * share;
    out[p] += loan;
    lent[p] += loan;
  }
  for (std::size_t k = 0; k < K; ++k) out_tags[k] += out_tags[k] * share;
}

template <class Water>
void Train::leave(Water& from, double volume, int pieces, Stream& stream, bool reversed) {
  stream.clear(idx(pieces), columns);
  for (int k = 0; k < pieces; ++k) {
    const std::size_t piece = idx(reversed ? pieces - 1 - k : k);
    stream.volume[piece] = volume / pieces;
    hand_out(from, volume / pieces, stream.mass.data() + piece * P, stream.tags.data() + piece * K);
  }
}

/// Water of sources in dry cells stays where it is, or runs on with what is there. \return its volume in the cell at hand
double Train::run_on(std::size_t i, double need, bool last) {
  pool += dry_volume[i];
  add_rows(dry_mass.data() + i * P, 1.0, P, pool_mass.data());
  add_rows(dry_tags.data() + i * K, 1.0, K, pool_tags.data());
  const double share = last || !(pool > 0.0) || pool <= need ? 1.0 : std::max(need, 0.0) / pool;
  for (std::size_t p = 0; p < P; ++p) fresh[i * P + p] += share * pool_mass[p], pool_mass[p] *= 1.0 - share;
  for (std::size_t k = 0; k < K; ++k) fresh_tags[i * K + k] += share * pool_tags[k], pool_tags[k] *= 1.0 - share;
  const double stays = share * pool;
  pool *= 1.0 - share;
  return stays;
}

/// Deals a train's water out to what leaves above, the new cells, and what leaves below.
template <class Water>
void Train::deal(Water& from, const Pipe& pipe, const FlowStep& step, int pieces) {
  const double in_up = through(pipe.up, step, true), out_down = through(pipe.down, step, false);
  const std::size_t N = pipe.cells.size();
  fresh.assign(N * P, 0.0);
  fresh_tags.assign(N * K, 0.0);
  std::fill(lent.begin(), lent.end(), 0.0);
  leaves_up = in_up < 0.0, leaves_down = out_down > 0.0;
  if (leaves_up) leave(from, -in_up, pieces, leaving_up, false);
  pool = 0;
  std::fill(pool_mass.begin(), pool_mass.end(), 0.0);
  std::fill(pool_tags.begin(), pool_tags.end(), 0.0);
  for (std::size_t i = 0; i < N; ++i) {
    double need = step.volume_after[pipe.cells[i]];
    if (any_dry) need -= run_on(i, need, i + 1 == N && !leaves_down);
    hand_out(from, need, fresh.data() + i * P, fresh_tags.data() + i * K);
  }
  if (leaves_down) leave(from, out_down, pieces, leaving_down, true);
  std::fill(over.begin(), over.end(), 0.0);
  from.take(0.0, true, over.data(), over_tags.data());
  settle(pipe, step);
  if (any_dry && leaves_down) {
    add_rows(pool_mass.data(), 1.0, P, leaving_down.mass.data());
    add_rows(pool_tags.data(), 1.0, K, leaving_down.tags.data());
  }
}

/// What round-off left over in a train, or lent to its last part, is shared out over all of it by volume, so that it
/// cannot gather in one cell or in a trickle. Tags are shares of what they belong to, whatever its last digit.
void Train::settle(const Pipe& pipe, const FlowStep& step) {
  bool any = false;
  for (std::size_t p = 0; p < P; ++p) over[p] -= lent[p], any = any || over[p] != 0.0;
  if (!any) return;
  double whole = 0;
  for (const int c : pipe.cells) whole += step.volume_after[c];
  const auto each_leaving = [&](const auto& act) {
    if (leaves_up) act(leaving_up);
    if (leaves_down) act(leaving_down);
  };
  each_leaving([&](const Stream& stream) {
    for (const double v : stream.volume) whole += v;
  });
  if (!(whole > 0.0)) {  // nothing is left and nothing leaves: it stays with the last cell
    if (!pipe.cells.empty()) add_rows(over.data(), 1.0, P, &fresh[(pipe.cells.size() - 1) * P]);
    return;
  }
  for (std::size_t i = 0; i < pipe.cells.size(); ++i) add_rows(over.data(), step.volume_after[pipe.cells[i]] / whole, P, &fresh[i * P]);
  each_leaving([&](Stream& stream) {
    for (std::size_t k = 0; k < stream.volume.size(); ++k) add_rows(over.data(), stream.volume[k] / whole, P, &stream.mass[k * P]);
  });
}

/// Puts aside what stays in films.
void Train::strand(const Pipe& pipe, const FlowStep& step, Carried& carried, FromSources& sources, const Stream* from_up, const Stream* from_down) {
  const std::size_t N = pipe.cells.size();
  any_film = std::any_of(pipe.cells.begin(), pipe.cells.end(), [&](int c) { return carried.film[idx(c)] != 0; });
  if (!any_film) return;
  stranded.assign(N * P, 0.0);
  stranded_tags.assign(N * K, 0.0);
  std::fill(greatest.begin(), greatest.end(), 0.0);
  for (const int c : pipe.cells)
    for (std::size_t p = 0; p < P; ++p) greatest[p] = std::max(greatest[p], carried.concentration[idx(c) * P + p]);
  for (const Stream* stream : {from_up, from_down})
    for (std::size_t k = 0; stream != nullptr && k < stream->volume.size(); ++k)
      for (std::size_t p = 0; p < P; ++p)
        if (stream->volume[k] > no_water) greatest[p] = std::max(greatest[p], stream->mass[k * P + p] / stream->volume[k]);
  for (std::size_t i = 0; i < N; ++i) {
    const std::size_t c = idx(pipe.cells[i]);
    if (!carried.film[c]) continue;
    for (std::size_t p = 0; p < P; ++p) {
      const double goes = greatest[p] * std::max(step.volume_before[c], 0.0), whole = carried.mass[c * P + p];
      if (!(whole > goes)) continue;
      stranded[i * P + p] = whole - goes;
      carried.mass[c * P + p] = goes;
      for (std::size_t b = 0; K > 0 && b < columns.blocks->size(); ++b) {
        const TagBlock& block = (*columns.blocks)[b];
        for (std::size_t k = block.first; block.pollutant == p && k < block.first + block.active; ++k) stranded_tags[i * K + k] = carried.tags[c * K + k] * ((whole - goes) / whole);
      }
    }
    for (std::size_t k = 0; k < K; ++k) carried.tags[c * K + k] -= stranded_tags[i * K + k];
  }
  for (std::size_t s = 0; s < pipe.sources.size(); ++s) {
    const auto i = static_cast<std::size_t>(pipe.source_cell[s]);
    if (!carried.film[idx(pipe.cells[i])] || water_from(pipe.sources[s], step) > 0.0) continue;
    add_rows(sources.mass.data() + s * P, 1.0, P, stranded.data() + i * P);
    if (K > 0) sources.add_tags(s, &sources.mass[s * P], 1.0, &stranded_tags[i * K]);
    for (auto* rows : {&sources.mass, &sources.late}) std::fill_n(rows->begin() + static_cast<std::ptrdiff_t>(s * P), P, 0.0);
  }
}

/// Counts what is to be dealt out.
void Train::count_in(const Pipe& pipe, const FlowStep& step, const FromSources& sources, const std::vector<Stream>& taps) {
  std::fill(there.begin(), there.end(), 0.0);
  std::fill(size.begin(), size.end(), 0.0);
  add_up(water.masses(), P, 1.0, there, size);  // cells, and what enters at the ends
  for (std::size_t t = 0; t < pipe.taps.size(); ++t)
    if (out_of(pipe.taps[t], step) < 0.0 && pipe.taps[t].node >= 0) add_up(taps[t].mass, P, 1.0, there, size);
  if (!pipe.sources.empty()) add_up(sources.mass, P, 1.0, there, size);
}

/// Counts what was dealt out: volumes of next to nothing (dry beds) are smaller than the round-off of the train,
/// and what is missing or too much by more than round-off is shared out over the cells by what they hold.
void Train::count_out(const Pipe& pipe, const FlowStep& step, const std::vector<Stream>& taps) {
  add_up(fresh, P, -1.0, there, size);
  if (leaves_up) add_up(leaving_up.mass, P, -1.0, there, size);
  if (leaves_down) add_up(leaving_down.mass, P, -1.0, there, size);
  for (std::size_t t = 0; t < pipe.taps.size(); ++t)
    if (out_of(pipe.taps[t], step) > 0.0 && pipe.taps[t].carries_mass) add_up(taps[t].mass, P, -1.0, there, size);
  const double round_off = 4e-16 * std::sqrt(static_cast<double>(pipe.cells.size() + 64));  // of the sums
  for (std::size_t p = 0; p < P; ++p) {
    if (!(std::abs(there[p]) > round_off * size[p])) continue;
    double held = 0.0;
    for (std::size_t i = 0; i < pipe.cells.size(); ++i) held += fresh[i * P + p];
    if (held > 0.0 && held + there[p] >= 0.0)
      for (std::size_t i = 0; i < pipe.cells.size(); ++i) fresh[i * P + p] *= 1.0 + there[p] / held;
    else if (!pipe.cells.empty())
      fresh[p] += there[p];
  }
}

void Train::move(const Pipe& pipe, const FlowStep& step, int pieces, Carried& carried, FromSources& sources, Stream& up, Stream& down, std::vector<Stream>& taps, bool watched) {
  const double in_up = through(pipe.up, step, true), out_down = through(pipe.down, step, false);
  const Stream *from_up = in_up > 0.0 ? &up : nullptr, *from_down = out_down < 0.0 ? &down : nullptr;
  const std::size_t N = pipe.cells.size();
  strand(pipe, step, carried, sources, from_up, from_down);
  water.lay(columns, pipe, step, pieces, carried, from_up, from_down, watched);
  count_in(pipe, step, sources, taps);
  const bool tapped = std::any_of(pipe.taps.begin(), pipe.taps.end(), [&](const Pipe::Tap& tap) { return out_of(tap, step) != 0.0; });
  any_dry = false;
  if (!tapped) {
    position.resize(N + 1);
    position[0] = 0.0;
    for (std::size_t i = 0; i < N; ++i) position[i + 1] = position[i] + step.volume_before[pipe.cells[i]];
    const double begin = from_up ? -in_up : 0.0, end = position[N] + (from_down ? -out_down : 0.0);
    spread_sources(pipe, step, sources, begin, end);
    Walk walk(*this, pipe, step, sources, begin);
    deal(walk, pipe, step, pieces);
  } else {
    parcels.lay(water, pipe, step, pieces, sources, taps);
    deal(parcels, pipe, step, pieces);
  }
  count_out(pipe, step, taps);
  if (any_film) {
    add_rows(stranded.data(), 1.0, N * P, fresh.data());
    add_rows(stranded_tags.data(), 1.0, N * K, fresh_tags.data());
  }
  for (std::size_t i = 0; i < N; ++i) {
    const std::size_t cell = idx(pipe.cells[i]);
    for (std::size_t p = 0; p < P; ++p) carried.mass[cell * P + p] = fresh[i * P + p];
    if (K > 0) std::copy_n(&fresh_tags[i * K], K, &carried.tags[cell * K]);
  }
  if (leaves_up) std::swap(up, leaving_up);
  if (leaves_down) std::swap(down, leaving_down);
}

void Train::passed(const Pipe& pipe, const FlowStep& step, const FromSources& sources, const Stream& up, const std::vector<Stream>& taps, std::size_t end, double* mass, double* tags) const {
  const double in_up = through(pipe.up, step, true), way = in_up > 0.0 ? 1.0 : -1.0;
  for (std::size_t k = 0; in_up != 0.0 && k < up.volume.size(); ++k) {
    add_rows(up.mass.data() + k * P, way, P, mass);
    add_rows(up.tags.data() + k * K, way, K, tags);
  }
  for (std::size_t i = 0; i < end; ++i) {
    add_rows(water.mass_of_cell(i), 1.0, P, mass);
    add_rows(fresh.data() + i * P, -1.0, P, mass);
    if (any_film) add_rows(stranded.data() + i * P, 1.0, P, mass), add_rows(stranded_tags.data() + i * K, 1.0, K, tags);
    if (K > 0) add_rows(water.tags_of_cell(i), 1.0, K, tags), add_rows(fresh_tags.data() + i * K, -1.0, K, tags);
  }
  for (std::size_t s = 0; s < pipe.sources.size(); ++s)
    if (idx(pipe.source_cell[s]) < end) add_rows(sources.mass.data() + s * P, 1.0, P, mass), sources.add_tags(s, &sources.mass[s * P], 1.0, tags);
  for (std::size_t t = 0; t < pipe.taps.size(); ++t) {
    const double out = out_of(pipe.taps[t], step);
    if (idx(pipe.taps[t].cell) >= end || out == 0.0 || (out < 0.0 ? pipe.taps[t].node < 0 : !pipe.taps[t].carries_mass)) continue;
    for (std::size_t k = 0; k < taps[t].volume.size(); ++k) {
      add_rows(taps[t].mass.data() + k * P, out > 0.0 ? -1.0 : 1.0, P, mass);
      add_rows(taps[t].tags.data() + k * K, out > 0.0 ? -1.0 : 1.0, K, tags);
    }
  }
}

}  // namespace riverchief::model
