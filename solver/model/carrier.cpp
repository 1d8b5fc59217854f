#include "model/carrier.hpp"

#include <algorithm>
#include <cmath>

#include "model/mixing.hpp"

namespace riverchief::model {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

}  // namespace

Carrier::Carrier(const basin::Scenario& scenario, const Network& network)
    : loads(scenario, network), net(network), P(scenario.basin.pollutants.size()), ways(lay_waterways(network)), train(P) {
  pipe_up.resize(ways.pipes.size());
  pipe_down.resize(ways.pipes.size());
  for (const Pipe& pipe : ways.pipes) pipe_taps.emplace_back(pipe.taps.size());
  arriving.resize(P), leaving.resize(P), part.resize(P);
  mass.assign(idx(net.cells) * P, 0.0);
  concentration = mass;
  film.assign(idx(net.cells), 1);
  ledger.through_face.assign(net.faces.size() * P, 0.0);
  ledger.through_outlet.assign(net.outlets.size() * P, 0.0);
  ledger.from_source.assign(net.sources.size() * P, 0.0);
  ledger.from_spill = ledger.reacted = mass;
}

void Carrier::update_concentrations(const double* volume) {
  for (std::size_t c = 0; c < idx(net.cells); ++c) {
    const double V = volume[c], least = physics::dry_depth * net.reference_width[c] * net.length[c];
    film[c] = !(V > least);
    for (std::size_t p = 0; p < P; ++p) concentration[c * P + p] = V > least ? mass[c * P + p] / V : 0.0;
  }
}

/// More pieces where a node's water is renewed many times within the step.
void Carrier::choose_pieces(const FlowStep& step) {
  double most = 0;
  for (const auto& node : ways.nodes) {
    double in = 0;
    for (const auto& limb : node.limbs) in += std::max(into(limb, step), 0.0);
    most = std::max(most, in / (step.volume_before[node.cell] + 1.0));
  }
  pieces = std::clamp(static_cast<int>(std::ceil(most)), 4, 16);
}

void Carrier::carry(const FlowStep& step, int halved) {
  choose_pieces(step);
  const CarryingOrder order = carrying_order(ways, step);
  if (order.cut.empty()) {
    carry_all(order.before, step);
    return;
  }
  constexpr int most_halvings = 6;
  hold(first);
  if (carry_round(order, step, halved == most_halvings)) return;
  put_back(first);
  in_parts(net, step, 2, [&](const FlowStep& half) {
    carry(half, halved + 1);
    update_concentrations(half.volume_after);
  });
}

/// Water that goes round in a circle: what its first nodes get is guessed, carried round, and guessed anew from what came
/// round, until both agree. Whatever they differ by then is put right in the node, so that nothing is lost.
/// \return false where they do not come to agree, unless it is the `last_resort`
bool Carrier::carry_round(const CarryingOrder& order, const FlowStep& step, bool last_resort) {
  constexpr int most_passes = 40;
  constexpr double agreed = 1e-13;   // of the largest mass that comes round
  constexpr double nothing = 1e-15;  // of the largest mass in a cell on the way: round-off
  carry_all(order.before, step);
  hold(known);
  guess_streams(order, step);
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
    if (agree || (pass == most_passes && last_resort)) break;
    if (pass == most_passes) return false;
    for (Guess& guess : guesses) guess.mass = stream_of(guess.limb).mass;
    put_back(known);
  }
  for (const Guess& guess : guesses) {
    const auto& came = stream_of(guess.limb).mass;
    double* M = &mass[idx(ways.nodes[idx(guess.limb.node)].cell) * P];
    for (std::size_t k = 0; k < came.size(); ++k) M[k % P] += came[k] - guess.mass[k];
  }
  carry_all(order.after, step);
  return true;
}

/// The first guess: water as it is where it comes from.
void Carrier::guess_streams(const CarryingOrder& order, const FlowStep& step) {
  std::vector<bool> circling(ways.pipes.size(), false);
  for (const auto& item : order.circling)
    if (!item.is_node) circling[item.index] = true;
  guesses.clear();
  for (const std::size_t n : order.cut)
    for (const Limb& limb : ways.nodes[n].limbs) {
      const double volume = into(limb, step);
      if (!(volume > 0.0) || !circling[idx(limb.pipe)]) continue;
      Stream& stream = stream_of(limb);
      stream.clear(idx(pieces), P);
      for (std::size_t k = 0; k < idx(pieces); ++k) {
        stream.volume[k] = volume / pieces;
        for (std::size_t p = 0; p < P; ++p) stream.mass[k * P + p] = volume / pieces * concentration[idx(cell_at(limb)) * P + p];
      }
      guesses.push_back({limb, stream.mass});
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
  held.mass = mass, held.through_face = ledger.through_face, held.through_outlet = ledger.through_outlet, held.from_source = ledger.from_source;
}

void Carrier::put_back(const Held& held) {
  mass = held.mass, ledger.through_face = held.through_face, ledger.through_outlet = held.through_outlet, ledger.from_source = held.from_source;
}

void Carrier::carry_all(const std::vector<CarryingOrder::Item>& items, const FlowStep& step) {
  for (const auto& item : items) {
    if (item.is_node)
      mix(ways.nodes[item.index], step);
    else
      move(item.index, step);
  }
}

void Carrier::move(std::size_t index, const FlowStep& step) {
  const Pipe& pipe = ways.pipes[index];
  Stream &up = pipe_up[index], &down = pipe_down[index];
  const double in_up = through(pipe.up, step, true), out_down = through(pipe.down, step, false);
  if (in_up > 0.0 && pipe.up.node < 0) fill_from_outside(pipe.up, in_up, step, up);
  if (out_down < 0.0 && pipe.down.node < 0) fill_from_outside(pipe.down, -out_down, step, down);
  source_mass.resize(pipe.sources.size() * P);
  for (std::size_t k = 0; k < pipe.sources.size(); ++k) {
    const auto s = idx(pipe.sources[k]);
    loads.mass(s, step.from_source[s], step.from, step.to, &source_mass[k * P]);
    for (std::size_t p = 0; p < P; ++p) ledger.from_source[s * P + p] += source_mass[k * P + p];
  }
  train.move(pipe, step, pieces, film, concentration, mass, source_mass, up, down, pipe_taps[index]);
  count(pipe.up, up, in_up, in_up > 0.0 ? 1.0 : -1.0, true);
  const bool one_face = pipe.cells.empty() && pipe.up.face == pipe.down.face;
  if (!one_face) count(pipe.down, down, out_down, out_down < 0.0 ? -1.0 : 1.0, false);
  count_taps(index, step);
}

/// Water that enters a pipe from outside: discharge or water-level boundary.
void Carrier::fill_from_outside(const Pipe::End& end, double volume, const FlowStep& step, Stream& stream) {
  stream.volume.assign(idx(pieces), 0.0);
  stream.mass.assign(idx(pieces) * P, 0.0);
  const double length = (step.to - step.from) / pieces;
  for (int k = 0; k < pieces; ++k) {
    const double from = step.from + k * length, to = k + 1 == pieces ? step.to : from + length;
    double* carried = &stream.mass[idx(k) * P];
    if (end.source >= 0) {
      const auto s = idx(end.source);
      stream.volume[idx(k)] = volume * loads.share(s, step.from, step.to, from, to);
      loads.mass(s, stream.volume[idx(k)], from, to, carried);
      for (std::size_t p = 0; p < P; ++p) ledger.from_source[s * P + p] += carried[p];
    } else {
      stream.volume[idx(k)] = volume / pieces;
      for (std::size_t p = 0; end.level_boundary >= 0 && p < P; ++p)
        carried[p] = volume / pieces * loads.at_boundary(end.level_boundary, p, 0.5 * (from + to));
    }
  }
}

void Carrier::count(const Pipe::End& end, const Stream& stream, double volume, double sign, bool up) {
  if (volume == 0.0) return;
  for (std::size_t k = 0; k < stream.volume.size(); ++k)
    for (std::size_t p = 0; p < P; ++p) {
      const double m = sign * stream.mass[k * P + p];
      if (end.face >= 0) ledger.through_face[idx(end.face) * P + p] += m;
      else if (end.outlet >= 0) ledger.through_outlet[idx(end.outlet) * P + p] += m;
      else if (end.source >= 0 && !up) ledger.from_source[idx(end.source) * P + p] -= m;
    }
}

void Carrier::count_taps(std::size_t index, const FlowStep& step) {
  for (std::size_t t = 0; t < ways.pipes[index].taps.size(); ++t) {
    const Pipe::Tap& tap = ways.pipes[index].taps[t];
    const double out = out_of(tap, step);
    if (out == 0.0 || (out < 0.0 && tap.node < 0)) continue;
    const Stream& stream = pipe_taps[index][t];
    double* passed = tap.face >= 0 ? &ledger.through_face[idx(tap.face) * P] : &ledger.through_outlet[idx(tap.outlet) * P];
    for (std::size_t k = 0; k < stream.mass.size(); ++k) passed[k % P] += (out > 0.0 ? tap.sign : -tap.sign) * stream.mass[k];
  }
}

/// Mixes a node piece by piece and makes the streams that leave it.                                      [TR-6]
void Carrier::mix(const Node& node, const FlowStep& step) {
  const auto cell = idx(node.cell);
  double* M = &mass[cell * P];
  double in = 0, out = 0, bare = 0;  // [m3] a piece; bare: without mass, at its end
  for (const auto& limb : node.limbs) {
    const double whole = into(limb, step);  // of the smallest of all flows a piece may be nothing, yet its pipe waits for a stream
    (whole > 0.0 ? in : out) += std::abs(whole) / pieces;
    if (whole < 0.0) stream_of(limb).clear(idx(pieces), P);
  }
  for (const int s : node.sources) (step.from_source[s] > 0.0 ? in : out) += std::abs(step.from_source[s]) / pieces;
  for (const int o : node.outlets) {
    const double g = step.through_outlet[o] / pieces;
    (g < 0.0 ? in : net.outlets[idx(o)].carries_mass ? out : bare) += std::abs(g);
  }
  double volume = step.volume_before[cell];
  const double length = (step.to - step.from) / pieces;
  for (int k = 0; k < pieces; ++k) {
    std::fill(arriving.begin(), arriving.end(), 0.0);
    for (const auto& limb : node.limbs)
      if (into(limb, step) > 0.0)
        for (std::size_t p = 0; p < P; ++p) arriving[p] += stream_of(limb).mass[idx(k) * P + p];
    for (const int s : node.sources) {
      if (step.from_source[s] < 0.0) continue;
      loads.mass(idx(s), step.from_source[s] / pieces, step.from + k * length, step.from + (k + 1) * length, part.data());
      for (std::size_t p = 0; p < P; ++p) arriving[p] += part[p], ledger.from_source[idx(s) * P + p] += part[p];
    }
    // The last piece ends with exactly the volume the flow says remains.
    if (k + 1 == pieces) volume = step.volume_after[cell] + bare + out - in;
    const Passed passed = pass_mixed(volume, in, out);
    volume += in - out - bare;
    for (std::size_t p = 0; p < P; ++p) {
      leaving[p] = M[p] * passed.of_old + arriving[p] * passed.of_new;
      M[p] += arriving[p] - leaving[p];
    }
    if (!(out > 0.0)) continue;
    for (const auto& limb : node.limbs) {
      const double g = -into(limb, step) / pieces;
      if (!(g > 0.0)) continue;
      Stream& stream = stream_of(limb);
      stream.volume[idx(k)] = g;
      for (std::size_t p = 0; p < P; ++p) stream.mass[idx(k) * P + p] = leaving[p] * (g / out);
    }
    for (const int o : node.outlets)
      if (step.through_outlet[o] > 0.0 && net.outlets[idx(o)].carries_mass)
        for (std::size_t p = 0; p < P; ++p) ledger.through_outlet[idx(o) * P + p] += leaving[p] * (step.through_outlet[o] / pieces / out);
    for (const int s : node.sources)
      if (step.from_source[s] < 0.0)
        for (std::size_t p = 0; p < P; ++p) ledger.from_source[idx(s) * P + p] -= leaving[p] * (-step.from_source[s] / pieces / out);
  }
}

}  // namespace riverchief::model
