// Water that goes round in a circle within one step.

#include <algorithm>
#include <cmath>

#include "model/carrier.hpp"

namespace riverchief::model {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

}  // namespace

/// Water that goes round in a circle: what its first nodes get is guessed, carried round, and guessed anew from what came
/// round, until both agree. Whatever they differ by then is put right in the node, so that nothing is lost.
/// \return false where they do not come to agree, unless it is the `last_resort`
bool Carrier::carry_round(const FlowStep& step, bool last_resort) {
  constexpr int most_passes = 40;
  constexpr double nothing = 1e-15;  // of the largest mass in a cell on the way: round-off
  carry_all(order.before, step);
  hold(known);
  guess_streams(step);
  std::vector<double> noise(P, 0.0);
  const auto listen = [&](int cell) {
    for (std::size_t p = 0; p < P; ++p) noise[p] = std::max(noise[p], nothing * std::abs(mass[idx(cell) * P + p]));
  };
  for (const auto& item : order.circling) {
    if (item.is_node) listen(ways.nodes[item.index].cell);
    else std::for_each(ways.pipes[item.index].cells.begin(), ways.pipes[item.index].cells.end(), listen);
  }
  for (int pass = 1;; ++pass) {
    carry_all(order.circling, step);
    if (guesses_agree(noise) || (pass == most_passes && last_resort)) break;
    if (pass == most_passes) return false;
    for (Guess& guess : guesses) guess.mass = stream_of(guess.limb).mass, guess.tags = stream_of(guess.limb).tags;
    put_back(known);
  }
  correct_guesses();
  carry_all(order.after, step);
  return true;
}

bool Carrier::guesses_agree(const std::vector<double>& noise) {
  constexpr double agreed = 1e-13;  // of the largest mass that comes round
  std::vector<double> most(P, 0.0), off(P, 0.0);
  for (const Guess& guess : guesses) {
    const auto& came = stream_of(guess.limb).mass;
    for (std::size_t k = 0; k < came.size(); ++k) {
      most[k % P] = std::max({most[k % P], std::abs(came[k]), std::abs(guess.mass[k])});
      off[k % P] = std::max(off[k % P], std::abs(came[k] - guess.mass[k]));
    }
  }
  bool agree = true;
  for (std::size_t p = 0; p < P; ++p) agree = agree && off[p] <= std::max(agreed * most[p], noise[p]);
  return agree;
}

void Carrier::correct_guesses() {
  for (const Guess& guess : guesses) {
    const Stream& came = stream_of(guess.limb);
    const auto cell = idx(ways.nodes[idx(guess.limb.node)].cell);
    for (std::size_t k = 0; k < came.mass.size(); ++k) mass[cell * P + k % P] += came.mass[k] - guess.mass[k];
    for (std::size_t k = 0; k < came.tags.size(); ++k) tags[cell * K + k % K] += came.tags[k] - guess.tags[k];
  }
}

/// The first guess: water as it is where it comes from.
void Carrier::guess_streams(const FlowStep& step) {
  std::vector<bool> circling(ways.pipes.size(), false);
  for (const auto& item : order.circling)
    if (!item.is_node) circling[item.index] = true;
  guesses.clear();
  for (const std::size_t n : order.cut)
    for (const Limb& limb : ways.nodes[n].limbs) {
      const double volume = into(limb, step);
      if (!(volume > 0.0) || !circling[idx(limb.pipe)]) continue;
      Stream& stream = stream_of(limb);
      stream.clear(idx(pieces), carried_columns);
      const auto from = idx(cell_at(limb));
      const double share = film[from] ? 0.0 : volume / pieces / step.volume_before[from];
      for (std::size_t k = 0; k < idx(pieces); ++k) {
        stream.volume[k] = volume / pieces;
        for (std::size_t p = 0; p < P; ++p) stream.mass[k * P + p] = volume / pieces * concentration[from * P + p];
        for (std::size_t t = 0; t < K; ++t) stream.tags[k * K + t] = share * tags[from * K + t];
      }
      guesses.push_back({limb, stream.mass, stream.tags});
    }
}

Stream& Carrier::stream_of(const Limb& limb) {
  const std::size_t p = idx(limb.pipe);
  if (limb.tap >= 0) return pipe_taps[p][idx(limb.tap)];
  return limb.up_end ? pipe_up[p] : pipe_down[p];
}

/// The cell next to a node beyond a limb.
int Carrier::cell_at(const Limb& limb) const {
  const Pipe& pipe = ways.pipes[idx(limb.pipe)];
  if (limb.tap >= 0) return pipe.cells[idx(pipe.taps[idx(limb.tap)].cell)];
  if (!pipe.cells.empty()) return limb.up_end ? pipe.cells.front() : pipe.cells.back();
  const int beyond = limb.up_end ? pipe.down.node : pipe.up.node;
  return ways.nodes[idx(beyond >= 0 ? beyond : limb.node)].cell;
}

void Carrier::hold(Held& held) const {
  held.mass = mass, held.tags = tags, held.through_face = ledger.through_face, held.through_outlet = ledger.through_outlet, held.from_source = ledger.from_source;
  held.passed = watches.passed, held.tags_passed = watches.tags_passed;
  if (reacts) held.reacted = ledger.reacted;
}

void Carrier::put_back(const Held& held) {
  mass = held.mass, tags = held.tags, ledger.through_face = held.through_face, ledger.through_outlet = held.through_outlet, ledger.from_source = held.from_source;
  watches.passed = held.passed, watches.tags_passed = held.tags_passed;
  if (reacts) ledger.reacted = held.reacted;
}

}  // namespace riverchief::model
