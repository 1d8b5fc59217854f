#include "model/carrier.hpp"

#include <algorithm>
#include <cmath>

#include "model/mixing.hpp"

namespace riverchief::model {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

/// The cell in which each spill enters.
std::vector<int> spill_cells(const basin::Scenario& scenario, const Network& net) {
  std::vector<int> cells;
  for (const auto& spill : scenario.spills) cells.push_back(cell_of(net, scenario.basin, {.place = spill.at, .storage = {}}));
  return cells;
}

void add_rows(const double* from, double factor, std::size_t count, double* to) {
  for (std::size_t k = 0; k < count; ++k) to[k] += factor * from[k];
}

}  // namespace

Carrier::Carrier(const basin::Scenario& scenario, const Network& network)
    : loads(scenario, network), kinetics(scenario), kept_apart(scenario, network), net(network), P(scenario.basin.pollutants.size()), K(kept_apart.columns()),
      reacts(kinetics.active()), spills(scenario.spills), ways(lay_waterways(network, spill_cells(scenario, network))), carried_columns{P, K, &kept_apart.blocks(), reacts ? &kinetics : nullptr}, train(carried_columns) {
  pipe_up.resize(ways.pipes.size());
  pipe_down.resize(ways.pipes.size());
  for (const Pipe& pipe : ways.pipes) pipe_taps.emplace_back(pipe.taps.size());
  for (auto* row : {&arriving, &leaving, &part, &physical, &end_mass}) row->resize(P);
  for (auto* row : {&arriving_tags, &leaving_tags, &passing_tags}) row->resize(K);
  for (const auto& spill : spills)
    for (std::size_t p = 0; p < P; ++p)
      if (scenario.basin.pollutants[p].id == spill.pollutant) spilled.push_back(p);
  for (const TagBlock& block : kept_apart.blocks()) from_sources.pollutant.push_back(block.pollutant);
  watches = place_watches(scenario, net, ways, P, K);
  mass.assign(idx(net.cells) * P, 0.0);
  concentration = mass;
  tags.assign(idx(net.cells) * K, 0.0);
  film.assign(idx(net.cells), 1);
  ledger.through_face.assign(net.faces.size() * P, 0.0);
  ledger.through_outlet.assign(net.outlets.size() * P, 0.0);
  ledger.from_source.assign(net.sources.size() * P, 0.0);
  ledger.from_spill = ledger.reacted = mass;
}

void Carrier::update_concentrations(const double* volume) {
  for (std::size_t c = 0; c < idx(net.cells); ++c) {
    const double V = volume[c], least = physics::dry_depth * net.reference_width[c] * net.length[c], inverse = V > least ? 1.0 / V : 0.0;
    film[c] = !(V > least);
    for (std::size_t p = 0; p < P; ++p) concentration[c * P + p] = mass[c * P + p] * inverse;
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

/// The order of the last step holds as long as all limbs pass water the same way and none of it goes round in a circle.
void Carrier::find_order(const FlowStep& step) {
  directions_now.clear();
  for (const Pipe& pipe : ways.pipes)
    for (const Limb& limb : pipe.limbs) {
      const double volume = into(limb, step);
      directions_now.push_back(volume > 0.0 ? 1 : volume < 0.0 ? -1 : 0);
    }
  const bool is_known = !(order.before.empty() && order.circling.empty()) && order.cut.empty() && directions_now == directions;
  if (is_known) return;
  std::swap(directions, directions_now);
  order = carrying_order(ways, step);
}

void Carrier::carry(const FlowStep& step) {
  step_from = step.from, step_to = step.to;
  kept_apart.release_at(loads.held() ? 0.0 : step.from);
  if (!reacts) {
    carry(step, 0);
    return;
  }
  kinetics.prepare(step.from, step.to);
  for (std::size_t c = 0; c < idx(net.cells); ++c) {
    std::copy_n(&mass[c * P], P, end_mass.begin());
    kinetics.apply(end_mass.data());
    for (std::size_t p = 0; p < P; ++p) ledger.reacted[c * P + p] += end_mass[p] - mass[c * P + p];
  }
  carry(step, 0);
  kinetics.apply(mass.data(), idx(net.cells));
  kinetics.apply_tags(kept_apart, tags.data(), idx(net.cells));
}

void Carrier::carry(const FlowStep& step, int halved) {
  choose_pieces(step);
  if (reacts) kinetics.prepare(step_from, step_to, step.from, step.to, pieces);
  find_order(step);
  if (order.cut.empty()) {
    carry_all(order.before, step);
    return;
  }
  constexpr int most_halvings = 6;
  hold(first);
  if (carry_round(step, halved == most_halvings)) return;
  put_back(first);
  in_parts(net, step, 2, [&](const FlowStep& half) {
    carry(half, halved + 1);
    update_concentrations(half.volume_after);
  });
}

void Carrier::carry_all(const std::vector<CarryingOrder::Item>& items, const FlowStep& step) {
  for (const auto& item : items) {
    if (item.is_node)
      mix(item.index, step);
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
  gather_sources(pipe, step);
  train.move(pipe, step, pieces, *this, from_sources, up, down, pipe_taps[index], !watches.inside[index].empty());
  count(pipe.up, up, in_up, in_up > 0.0 ? 1.0 : -1.0, true, watches.at_up[index]);
  const bool one_face = pipe.cells.empty() && pipe.up.face == pipe.down.face;
  if (!one_face) count(pipe.down, down, out_down, out_down < 0.0 ? -1.0 : 1.0, false, watches.at_down[index]);
  count_taps(index, step);
  watch_inside(index, step);
}

/// What enters from the side: as much at every instant of the step, weighed as of its start.
void Carrier::gather_sources(const Pipe& pipe, const FlowStep& step) {
  const std::size_t n = pipe.sources.size();
  from_sources.mass.resize(n * P), from_sources.late.assign(n * P, 0.0);
  const std::size_t entries = from_sources.pollutant.size();
  from_sources.column.resize(n * entries);
  for (std::size_t k = 0; k < n; ++k) {
    const int s = pipe.sources[k], cell = pipe.cells[idx(pipe.source_cell[k])];
    double *given = from_sources.mass.data() + k * P, *late = from_sources.late.data() + k * P;
    bring(s, water_from(s, step), step.from, step.to, given);
    add_rows(given, 1.0, P, s >= 0 ? &ledger.from_source[idx(s) * P] : &ledger.from_spill[idx(cell) * P]);
    if (reacts) {  // the mean of the conversions by Simpson's rule
      double* reacted = &ledger.reacted[idx(cell) * P];
      for (auto* row : {&part, &physical}) std::copy_n(given, P, row->begin());
      add_rows(given, -1.0, P, reacted);
      kinetics.to_start(0, given), kinetics.to_start(pieces, part.data()), kinetics.to_start(2 * pieces, physical.data());
      for (std::size_t p = 0; p < P; ++p) {
        late[p] = physical[p] - given[p];
        given[p] = (given[p] + 4.0 * part[p] + physical[p]) / 6.0;
      }
      std::copy_n(given, P, part.begin());
      kinetics.apply(part.data());
      add_rows(part.data(), 1.0, P, reacted);
    }
    if (K == 0) continue;
    std::size_t* column = from_sources.column.data() + k * entries;
    if (s >= 0) kept_apart.columns_of_source(idx(s), column);
    else kept_apart.columns_of_spill(idx(-1 - s), column);
  }
}

/// The mass that a source brings with some water, or a spill without, between two instants.
void Carrier::bring(int source, double volume, double from, double to, double* given) const {
  if (source >= 0) {
    loads.mass(idx(source), volume, from, to, given);
    return;
  }
  std::fill_n(given, P, 0.0);
  const basin::Spill& spill = spills[idx(-1 - source)];
  const double a = std::max(from, spill.from), b = std::min(to, spill.to);
  if (b > a && !loads.held()) given[spilled[idx(-1 - source)]] = 1000.0 * spill.mass * (b - a) / (spill.to - spill.from);
}

void Carrier::tag(int source, const double* given, double* columns_given) const {
  if (source >= 0) kept_apart.add_source(idx(source), given, columns_given);
  else kept_apart.add_spill(idx(-1 - source), given, columns_given);
}

/// A mass that enters a cell from outside in the middle of a piece: counted as it is, then told as of the step's start.
void Carrier::enter(int source, int cell, int piece, double* given) {
  add_rows(given, 1.0, P, source >= 0 ? &ledger.from_source[idx(source) * P] : &ledger.from_spill[idx(cell) * P]);
  if (!reacts) return;
  double* reacted = &ledger.reacted[idx(cell) * P];
  add_rows(given, -1.0, P, reacted);
  kinetics.to_start(2 * piece + 1, given);
  std::copy_n(given, P, end_mass.begin());
  kinetics.apply(end_mass.data());
  add_rows(end_mass.data(), 1.0, P, reacted);
}

/// A mass that passes from one cell to another (-1 = outside) in the middle of a piece, as it is then. What it reacts afterwards counts
/// for the second.
const double* Carrier::at_instant(int piece, const double* given, int from_cell, int to_cell) {
  if (!reacts) return given;
  std::copy_n(given, P, physical.begin());
  std::copy_n(given, P, end_mass.begin());
  kinetics.from_start(2 * piece + 1, physical.data());
  kinetics.apply(end_mass.data());
  add_rows(physical.data(), -1.0, P, end_mass.data());
  if (from_cell >= 0) add_rows(end_mass.data(), -1.0, P, &ledger.reacted[idx(from_cell) * P]);
  if (to_cell >= 0) add_rows(end_mass.data(), 1.0, P, &ledger.reacted[idx(to_cell) * P]);
  return physical.data();
}

/// \param instant  at which tags pass that are told as of the step's start
void Carrier::add_watched(int watch, double sign, const double* given, int instant, const double* columns_given) {
  if (watch < 0) return;
  add_rows(given, sign, P, &watches.passed[idx(watch) * P]);
  if (K == 0) return;
  std::copy_n(columns_given, K, passing_tags.begin());
  if (reacts) kinetics.tags_from_start(instant, kept_apart, passing_tags.data());
  add_rows(passing_tags.data(), sign, K, &watches.tags_passed[idx(watch) * K]);
}

/// Water that enters a pipe from outside: discharge or water-level boundary.
void Carrier::fill_from_outside(const Pipe::End& end, double volume, const FlowStep& step, Stream& stream) {
  stream.clear(idx(pieces), carried_columns);
  const double length = (step.to - step.from) / pieces;
  for (int k = 0; k < pieces; ++k) {
    const double from = step.from + k * length, to = k + 1 == pieces ? step.to : from + length;
    double *given = stream.mass.data() + idx(k) * P, *given_tags = stream.tags.data() + idx(k) * K;
    if (end.source >= 0) {
      const auto s = idx(end.source);
      stream.volume[idx(k)] = volume * loads.share(s, step.from, step.to, from, to);
      loads.mass(s, stream.volume[idx(k)], from, to, given);
      enter(end.source, net.sources[s].cell, k, given);
      if (K > 0) kept_apart.add_source(s, given, given_tags);
    } else {
      stream.volume[idx(k)] = volume / pieces;
      if (end.level_boundary < 0) continue;
      for (std::size_t p = 0; p < P; ++p) given[p] = volume / pieces * loads.at_boundary(end.level_boundary, p, 0.5 * (from + to));
      if (reacts) kinetics.to_start(2 * k + 1, given);
      if (K > 0) kept_apart.add_boundary(idx(end.level_boundary), given, given_tags);
    }
  }
}

/// \param sign  +1 down the river
void Carrier::count(const Pipe::End& end, const Stream& stream, double volume, double sign, bool up, int watch) {
  if (volume == 0.0) return;
  const bool leaves = up == (sign < 0.0);
  int from = -1, to = -1;
  double* passed = nullptr;
  double counted = sign;
  if (end.face >= 0) {
    passed = &ledger.through_face[idx(end.face) * P];
    from = net.faces[idx(end.face)].left, to = net.faces[idx(end.face)].right;
    if (sign < 0.0) std::swap(from, to);
  } else if (end.outlet >= 0) {
    passed = &ledger.through_outlet[idx(end.outlet) * P];
    (leaves ? from : to) = net.outlets[idx(end.outlet)].cell;
  } else if (end.source >= 0 && leaves) {
    passed = &ledger.from_source[idx(end.source) * P];
    from = net.sources[idx(end.source)].cell, counted = -1.0;
  }
  if (passed == nullptr && watch < 0) return;
  for (int k = 0; k < static_cast<int>(stream.volume.size()); ++k) {
    const double* given = at_instant(k, &stream.mass[idx(k) * P], from, to);
    if (passed != nullptr) add_rows(given, counted, P, passed);
    add_watched(watch, sign, given, 2 * k + 1, stream.tags.data() + idx(k) * K);
  }
}

void Carrier::count_taps(std::size_t index, const FlowStep& step) {
  for (std::size_t t = 0; t < ways.pipes[index].taps.size(); ++t) {
    const Pipe::Tap& tap = ways.pipes[index].taps[t];
    const double out = out_of(tap, step);
    if (out == 0.0 || (out < 0.0 && tap.node < 0)) continue;
    const Stream& stream = pipe_taps[index][t];
    const double sign = out > 0.0 ? tap.sign : -tap.sign;
    double* passed = tap.face >= 0 ? &ledger.through_face[idx(tap.face) * P] : &ledger.through_outlet[idx(tap.outlet) * P];
    int from = ways.pipes[index].cells[idx(tap.cell)], to = tap.node >= 0 ? ways.nodes[idx(tap.node)].cell : -1;
    if (out < 0.0) std::swap(from, to);
    for (int k = 0; k < static_cast<int>(stream.volume.size()); ++k) add_rows(at_instant(k, &stream.mass[idx(k) * P], from, to), sign, P, passed);
  }
}

/// What passed faces within a pipe, as it was in the middle of the step.
void Carrier::watch_inside(std::size_t index, const FlowStep& step) {
  for (const auto& inside : watches.inside[index]) {
    std::fill(part.begin(), part.end(), 0.0);
    std::fill(leaving_tags.begin(), leaving_tags.end(), 0.0);
    train.passed(ways.pipes[index], step, from_sources, pipe_up[index], pipe_taps[index], inside.position, part.data(), leaving_tags.data());
    if (reacts) kinetics.from_start(pieces, part.data());
    add_watched(inside.watch, 1.0, part.data(), pieces, leaving_tags.data());
  }
}

/// Mixes a node piece by piece and makes the streams that leave it.                                      [TR-6]
void Carrier::mix(std::size_t index, const FlowStep& step) {
  const Node& node = ways.nodes[index];
  const auto cell = idx(node.cell);
  double *M = &mass[cell * P], *T = tags.data() + cell * K;
  double in = 0, out = 0, bare = 0;  // [m3] a piece; bare: without mass, at its end
  for (const auto& limb : node.limbs) {
    const double whole = into(limb, step);  // of the smallest of all flows a piece may be nothing, yet its pipe waits for a stream
    (whole > 0.0 ? in : out) += std::abs(whole) / pieces;
    if (whole < 0.0) stream_of(limb).clear(idx(pieces), carried_columns);
  }
  for (const int s : node.sources) (water_from(s, step) > 0.0 ? in : out) += std::abs(water_from(s, step)) / pieces;
  for (const int o : node.outlets) {
    const double g = step.through_outlet[o] / pieces;
    (g < 0.0 ? in : net.outlets[idx(o)].carries_mass ? out : bare) += std::abs(g);
  }
  double volume = step.volume_before[cell];
  for (int k = 0; k < pieces; ++k) {
    arrive(node, step, k);
    // The last piece ends with exactly the volume the flow says remains.
    if (k + 1 == pieces) volume = step.volume_after[cell] + bare + out - in;
    const Passed passed = pass_mixed(volume, in, out);
    volume += in - out - bare;
    for (std::size_t p = 0; p < P; ++p) {
      leaving[p] = M[p] * passed.of_old + arriving[p] * passed.of_new;
      M[p] += arriving[p] - leaving[p];
    }
    for (std::size_t t = 0; t < K; ++t) {
      leaving_tags[t] = T[t] * passed.of_old + arriving_tags[t] * passed.of_new;
      T[t] += arriving_tags[t] - leaving_tags[t];
    }
    if (out > 0.0) depart(node, step, k, out);
  }
}

/// What comes to a node during a piece.
void Carrier::arrive(const Node& node, const FlowStep& step, int piece) {
  std::fill(arriving.begin(), arriving.end(), 0.0);
  std::fill(arriving_tags.begin(), arriving_tags.end(), 0.0);
  for (const auto& limb : node.limbs) {
    if (!(into(limb, step) > 0.0)) continue;
    const Stream& stream = stream_of(limb);
    add_rows(stream.mass.data() + idx(piece) * P, 1.0, P, arriving.data());
    add_rows(stream.tags.data() + idx(piece) * K, 1.0, K, arriving_tags.data());
  }
  const double length = (step.to - step.from) / pieces;
  for (const int s : node.sources) {
    if (water_from(s, step) < 0.0) continue;
    bring(s, water_from(s, step) / pieces, step.from + piece * length, step.from + (piece + 1) * length, part.data());
    const int watch = s >= 0 ? watches.of_source[idx(s)] : -1;
    if (watch >= 0) add_rows(part.data(), net.sources[idx(s)].share < 0.0 ? -1.0 : 1.0, P, &watches.passed[idx(watch) * P]);
    if (watch >= 0 && K > 0) kept_apart.add_source(idx(s), part.data(), &watches.tags_passed[idx(watch) * K]);
    enter(s, node.cell, piece, part.data());
    add_rows(part.data(), 1.0, P, arriving.data());
    if (K > 0) tag(s, part.data(), arriving_tags.data());
  }
}

/// Divides what leaves a node during a piece among its ways out.
void Carrier::depart(const Node& node, const FlowStep& step, int piece, double out) {
  for (const auto& limb : node.limbs) {
    const double g = -into(limb, step) / pieces;
    if (!(g > 0.0)) continue;
    Stream& stream = stream_of(limb);
    stream.volume[idx(piece)] = g;
    for (std::size_t p = 0; p < P; ++p) stream.mass[idx(piece) * P + p] = leaving[p] * (g / out);
    for (std::size_t t = 0; t < K; ++t) stream.tags[idx(piece) * K + t] = leaving_tags[t] * (g / out);
  }
  const auto leave = [&](double share, double sign, double* passed, int watch, double watched) {
    for (std::size_t p = 0; p < P; ++p) part[p] = leaving[p] * share;
    const double* given = at_instant(piece, part.data(), node.cell, -1);
    add_rows(given, sign, P, passed);
    if (watch < 0) return;
    add_rows(given, watched, P, &watches.passed[idx(watch) * P]);
    std::copy(leaving_tags.begin(), leaving_tags.end(), passing_tags.begin());
    if (reacts && K > 0) kinetics.tags_from_start(2 * piece + 1, kept_apart, passing_tags.data());
    add_rows(passing_tags.data(), watched * share, K, watches.tags_passed.data() + idx(watch) * K);
  };
  for (const int o : node.outlets)
    if (step.through_outlet[o] > 0.0 && net.outlets[idx(o)].carries_mass)
      leave(step.through_outlet[o] / pieces / out, 1.0, &ledger.through_outlet[idx(o) * P], watches.of_outlet[idx(o)], 1.0);
  for (const int s : node.sources)
    if (water_from(s, step) < 0.0)
      leave(-step.from_source[s] / pieces / out, -1.0, &ledger.from_source[idx(s) * P], watches.of_source[idx(s)], net.sources[idx(s)].share < 0.0 ? 1.0 : -1.0);
}

}  // namespace riverchief::model
