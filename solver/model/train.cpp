#include "model/train.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace riverchief::model {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

}  // namespace

// Walks along a train from its upper end, handing out what lies in the next so many m3.
struct Train::Walk {
  Train& t;
  const OldWater water;
  const std::vector<double>& source_mass;
  std::size_t knot = 0;
  double volume_density = 0;
  int slot = 0;
  double offset = 0;      // within the slot [m3 of old water]
  double at = 0;          // position in the train [m3]

  Walk(Train& train, const OldWater& old, const std::vector<double>& from_sources, double begin)
      : t(train), water(old), source_mass(from_sources), at(begin) {
    std::fill(t.mass_density.begin(), t.mass_density.end(), 0.0);
  }

  /// Hands out the next `need` m3 (all that is left, when `rest`); masses are added to `out`.
  /// \return what was needed and not there [m3]: 0 but for round-off
  double take(double need, bool rest, double* out) {
    while ((rest || need > 0.0) && slot < water.slots) {
      while (knot < t.knots.size() && t.knots[knot].at <= at) {
        const Knot& k = t.knots[knot++];
        const std::size_t s = idx(k.source);
        const double width = t.end_at[s] - t.begin_at[s], sign = k.begins ? 1.0 : -1.0;
        volume_density += sign * water.step.from_source[water.pipe.sources[s]] / width;
        for (std::size_t p = 0; p < t.P; ++p) t.mass_density[p] += sign * source_mass[s * t.P + p] / width;
      }
      const double whole = water.volume(slot);
      if (!(whole > 0.0)) {  // no water, yet perhaps a trace of mass
        water.add(slot, 0.0, whole, whole, out);
        ++slot;
        continue;
      }
      double length = whole - offset;
      bool slot_ends = true, knot_ends = false;
      if (knot < t.knots.size() && t.knots[knot].at - at < length) length = t.knots[knot].at - at, slot_ends = false, knot_ends = true;
      const double swell = 1.0 + volume_density;
      if (!rest && length * swell > need) length = need / swell, slot_ends = knot_ends = false;
      if (length > 0.0) {
        water.add(slot, offset, slot_ends ? whole : offset + length, whole, out);
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

/// Limited parabolas of a pipe's old cells: edges and curvature, per pollutant.                       [TR-2]
void Train::make_parabolas(const Pipe& pipe, const std::vector<double>& concentration, const Stream* from_up, const Stream* from_down) {
  const std::size_t N = pipe.cells.size();
  if (N == 0) return;
  shape.left.resize(N * P), shape.right.resize(N * P), shape.curve.resize(N * P);
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
      shape.left[i * P + p] = l, shape.right[i * P + p] = r, shape.curve[i * P + p] = 6.0 * (b - 0.5 * (l + r));
    }
  }
}

/// Where each source's water and mass go: over the old water that was at its cell at some time of the step.
void Train::spread_sources(const Pipe& pipe, const FlowStep& step, const std::vector<double>& source_mass, double begin, double end) {
  knots.clear();
  const std::size_t K = pipe.sources.size();
  any_dry = false;
  if (K == 0) return;
  dry_volume.assign(pipe.cells.size(), 0.0);
  dry_mass.assign(pipe.cells.size() * P, 0.0);
  begin_at.resize(K), end_at.resize(K);
  for (std::size_t k = 0; k < K; ++k) {
    const int s = pipe.sources[k], i = pipe.source_cell[k];
    const int N = static_cast<int>(pipe.cells.size());
    const double above = i == 0 ? through(pipe.up, step, true) : step.through_face[pipe.inner_faces[idx(i - 1)]];
    const double below = i + 1 == N ? through(pipe.down, step, false) : step.through_face[pipe.inner_faces[idx(i)]];
    begin_at[k] = std::max(begin, position[idx(i)] - std::max(above, 0.0));
    end_at[k] = std::min(end, position[idx(i) + 1] + std::max(-below, 0.0));
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

/// Hands out `need` m3 of the train; what the end of the train lacks through round-off is lent at the same concentration.
template <class Water>
void Train::hand_out(Water& water, double need, double* out) {
  const double missing = water.take(need, false, out);
  constexpr double round_off = 0.01;  // of a trickle at the end of a long train; more, and a film with a mass and no water would multiply it
  if (!(missing > 0.0) || !(missing < round_off * need)) return;
  for (std::size_t p = 0; p < P; ++p) {
    const double loan = out[p] * (missing / (need - missing));
    out[p] += loan;
    lent[p] += loan;
  }
}

/// What round-off left over in a train, or lent to its last part, is shared out over all of it by volume, so that it
/// cannot gather in one cell or in a trickle.
void Train::settle(const Pipe& pipe, const FlowStep& step, std::vector<double>& over, std::initializer_list<Stream*> leaving) {
  for (std::size_t p = 0; p < P; ++p) over[p] -= lent[p];
  double whole = 0;
  for (const int c : pipe.cells) whole += step.volume_after[c];
  for (const Stream* stream : leaving)
    for (const double v : stream->volume) whole += v;
  if (!(whole > 0.0)) {  // nothing is left and nothing leaves: it stays with the last cell
    if (!pipe.cells.empty())
      for (std::size_t p = 0; p < P; ++p) fresh[(pipe.cells.size() - 1) * P + p] += over[p];
    return;
  }
  for (std::size_t i = 0; i < pipe.cells.size(); ++i)
    for (std::size_t p = 0; p < P; ++p) fresh[i * P + p] += step.volume_after[pipe.cells[i]] / whole * over[p];
  for (Stream* stream : leaving)
    for (std::size_t k = 0; k < stream->volume.size(); ++k)
      for (std::size_t p = 0; p < P; ++p) stream->mass[k * P + p] += stream->volume[k] / whole * over[p];
}

/// Deals a train's water out to what leaves above, the new cells, and what leaves below.
template <class Water>
void Train::deal(Water& water, const Pipe& pipe, const FlowStep& step, int pieces, Stream& leaving_up, Stream& leaving_down) {
  const double in_up = through(pipe.up, step, true), out_down = through(pipe.down, step, false);
  const std::size_t N = pipe.cells.size();
  fresh.assign(N * P, 0.0);
  lent.assign(P, 0.0);
  const auto leave = [&](double volume, Stream& stream, bool reversed) {
    stream.clear(idx(pieces), P);
    for (int k = 0; k < pieces; ++k) {
      const std::size_t piece = idx(reversed ? pieces - 1 - k : k);
      stream.volume[piece] = volume / pieces;
      hand_out(water, volume / pieces, &stream.mass[piece * P]);
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
      const double share = last || !(pool > 0.0) || pool <= need ? 1.0 : std::max(need, 0.0) / pool;
      for (std::size_t p = 0; p < P; ++p) fresh[i * P + p] += share * pool_mass[p], pool_mass[p] *= 1.0 - share;
      need -= share * pool;
      pool *= 1.0 - share;
    }
    hand_out(water, need, &fresh[i * P]);
  }
  if (out_down > 0.0) leave(out_down, leaving_down, true);
  std::vector<double> over(P, 0.0);
  water.take(0.0, true, over.data());
  settle(pipe, step, over, {&leaving_up, &leaving_down});
  if (any_dry && out_down > 0.0)
    for (std::size_t p = 0; p < P; ++p) leaving_down.mass[p] += pool_mass[p];
}

/// Puts aside what stays in films.
void Train::strand(const Pipe& pipe, const FlowStep& step, const std::vector<char>& film, const std::vector<double>& concentration, std::vector<double>& mass,
                   std::vector<double>& source_mass, std::initializer_list<const Stream*> entering) {
  const std::size_t N = pipe.cells.size();
  stranded.assign(N * P, 0.0);
  if (std::none_of(pipe.cells.begin(), pipe.cells.end(), [&](int c) { return film[idx(c)] != 0; })) return;
  greatest.assign(P, 0.0);
  for (const int c : pipe.cells)
    for (std::size_t p = 0; p < P; ++p) greatest[p] = std::max(greatest[p], concentration[idx(c) * P + p]);
  for (const Stream* stream : entering)
    for (std::size_t k = 0; stream != nullptr && k < stream->volume.size(); ++k)
      for (std::size_t p = 0; p < P; ++p)
        if (stream->volume[k] > 0.0) greatest[p] = std::max(greatest[p], stream->mass[k * P + p] / stream->volume[k]);
  for (std::size_t i = 0; i < N; ++i) {
    const std::size_t c = idx(pipe.cells[i]);
    if (!film[c]) continue;
    for (std::size_t p = 0; p < P; ++p) {
      const double goes = greatest[p] * std::max(step.volume_before[c], 0.0);
      if (!(mass[c * P + p] > goes)) continue;
      stranded[i * P + p] = mass[c * P + p] - goes;
      mass[c * P + p] = goes;
    }
  }
  for (std::size_t k = 0; k < pipe.sources.size(); ++k) {
    const auto i = static_cast<std::size_t>(pipe.source_cell[k]);
    if (!film[idx(pipe.cells[i])] || step.from_source[pipe.sources[k]] > 0.0) continue;
    for (std::size_t p = 0; p < P; ++p) stranded[i * P + p] += std::exchange(source_mass[k * P + p], 0.0);
  }
}

/// Counts what is to be dealt out, and afterwards what was: volumes of next to nothing (dry beds) are smaller than the round-off of the train,
/// and what is missing or too much by more than round-off is shared out over the cells by what they hold.
void Train::balance(const Pipe& pipe, const FlowStep& step, const std::vector<double>& mass, const std::vector<double>& source_mass, const std::vector<Stream>& taps,
                    std::initializer_list<const Stream*> entering, std::initializer_list<const Stream*> leaving, bool after) {
  const double sign = after ? -1.0 : 1.0;
  if (!after) there.assign(P, 0.0), size.assign(P, 0.0);
  const auto count = [&](double m, std::size_t p) { there[p] += sign * m, size[p] += std::abs(m); };
  for (std::size_t i = 0; i < pipe.cells.size(); ++i)
    for (std::size_t p = 0; p < P; ++p) count(after ? fresh[i * P + p] : mass[idx(pipe.cells[i]) * P + p], p);
  for (const Stream* stream : after ? leaving : entering)
    for (std::size_t k = 0; stream != nullptr && k < stream->mass.size(); ++k) count(stream->mass[k], k % P);
  for (std::size_t t = 0; t < pipe.taps.size(); ++t) {
    const double out = out_of(pipe.taps[t], step);
    if (after ? out > 0.0 && pipe.taps[t].carries_mass : out < 0.0 && pipe.taps[t].node >= 0)
      for (std::size_t k = 0; k < taps[t].mass.size(); ++k) count(taps[t].mass[k], k % P);
  }
  if (!after) {
    for (std::size_t k = 0; k < source_mass.size(); ++k) count(source_mass[k], k % P);
    return;
  }
  const double round_off = 4e-16 * static_cast<double>(pipe.cells.size() + 64);
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

void Train::move(const Pipe& pipe, const FlowStep& step, int pieces, const std::vector<char>& film, const std::vector<double>& concentration, std::vector<double>& mass,
                 std::vector<double>& source_mass, Stream& up, Stream& down, std::vector<Stream>& taps) {
  const double in_up = through(pipe.up, step, true), out_down = through(pipe.down, step, false);
  const Stream *from_up = in_up > 0.0 ? &up : nullptr, *from_down = out_down < 0.0 ? &down : nullptr;
  const std::size_t N = pipe.cells.size();
  strand(pipe, step, film, concentration, mass, source_mass, {from_up, from_down});
  balance(pipe, step, mass, source_mass, taps, {from_up, from_down}, {}, false);
  make_parabolas(pipe, concentration, from_up, from_down);
  const OldWater water(P, pipe, step, pieces, concentration, mass, shape, from_up, from_down);
  Stream leaving_up, leaving_down;
  const bool tapped = std::any_of(pipe.taps.begin(), pipe.taps.end(), [&](const Pipe::Tap& tap) { return out_of(tap, step) != 0.0; });
  if (!tapped) {
    position.resize(N + 1);
    position[0] = 0.0;
    for (std::size_t i = 0; i < N; ++i) position[i + 1] = position[i] + step.volume_before[pipe.cells[i]];
    const double begin = from_up ? -in_up : 0.0, end = position[N] + (from_down ? -out_down : 0.0);
    spread_sources(pipe, step, source_mass, begin, end);
    Walk walk(*this, water, source_mass, begin);
    deal(walk, pipe, step, pieces, leaving_up, leaving_down);
  } else {
    any_dry = false;
    parcels.lay(water, pieces, source_mass, taps);
    deal(parcels, pipe, step, pieces, leaving_up, leaving_down);
  }
  balance(pipe, step, mass, source_mass, taps, {}, {in_up < 0.0 ? &leaving_up : nullptr, out_down > 0.0 ? &leaving_down : nullptr}, true);
  for (std::size_t i = 0; i < N; ++i) {
    const std::size_t cell = idx(pipe.cells[i]);
    for (std::size_t p = 0; p < P; ++p) mass[cell * P + p] = fresh[i * P + p] + stranded[i * P + p];
  }
  if (in_up < 0.0) up = std::move(leaving_up);
  if (out_down > 0.0) down = std::move(leaving_down);
}

}  // namespace riverchief::model
