#include "model/carrier.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace riverchief::model {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

}  // namespace

Carrier::Carrier(const basin::Scenario& scenario, const Network& network)
    : loads(scenario, network), net(network), P(scenario.basin.pollutants.size()), train(P) {
  Waterways ways = lay_waterways(network);
  pipes = std::move(ways.pipes);
  nodes = std::move(ways.nodes);
  pipe_up.resize(pipes.size());
  pipe_down.resize(pipes.size());
  taken.resize(P);
  mass.assign(idx(net.cells) * P, 0.0);
  concentration = mass;
  ledger.through_face.assign(net.faces.size() * P, 0.0);
  ledger.through_outlet.assign(net.outlets.size() * P, 0.0);
  ledger.from_source.assign(net.sources.size() * P, 0.0);
  ledger.from_spill = ledger.reacted = mass;
}

void Carrier::update_concentrations(const double* volume) {
  for (std::size_t c = 0; c < idx(net.cells); ++c) {
    const double V = volume[c], least = physics::dry_depth * net.reference_width[c] * net.length[c];
    for (std::size_t p = 0; p < P; ++p) concentration[c * P + p] = V > least ? mass[c * P + p] / V : 0.0;
  }
}

/// More pieces where a junction's water is renewed many times within the step.
void Carrier::choose_pieces(const FlowStep& step) {
  double most = 0;
  for (const auto& node : nodes) {
    double in = 0;
    for (const auto& limb : node.limbs) {
      if (flows_into(limb, step)) in += passing(limb, step);
    }
    most = std::max(most, in / (step.volume_before[node.cell] + 1.0));
  }
  pieces = std::clamp(static_cast<int>(std::ceil(most)), 4, 16);
}

/// Water that goes round in a circle: parts so short that no junction on it gives away more than half of what it holds.
void Carrier::carry(const FlowStep& step) {
  choose_pieces(step);
  if (carry_in_order(step, false)) return;
  double most = 0;
  for (const auto& node : nodes) {
    double out = 0;
    for (const auto& limb : node.limbs) {
      if (!flows_into(limb, step)) out += passing(limb, step);
    }
    for (const int o : node.outlets) out += step.through_outlet[o];
    most = std::max(most, out / (std::min(step.volume_before[node.cell], step.volume_after[node.cell]) + 1e-6));
  }
  const int parts = std::clamp(static_cast<int>(std::ceil(2.0 * most)), 1, 10000);
  in_parts(net, step, parts, [&](const FlowStep& part) {
    carry_in_order(part, true);
    update_concentrations(part.volume_after);
  });
}

/// Every pipe once its streams are known, every junction once all that flows into it is known.
/// \return false where water goes round in a circle and `cut` is not allowed
bool Carrier::carry_in_order(const FlowStep& step, bool cut) {
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

void Carrier::move(std::size_t index, const FlowStep& step) {
  const Pipe& pipe = pipes[index];
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
  train.move(pipe, step, pieces, concentration, mass, source_mass, up, down);
  count(pipe.up, up, in_up, in_up > 0.0 ? 1.0 : -1.0, true);
  const bool one_face = pipe.cells.empty() && pipe.up.face == pipe.down.face;
  if (!one_face) count(pipe.down, down, out_down, out_down < 0.0 ? -1.0 : 1.0, false);
}

/// Water that enters a pipe from outside: discharge or water-level boundary.
void Carrier::fill_from_outside(const Pipe::End& end, double volume, const FlowStep& step, Stream& stream) {
  stream.volume.assign(idx(pieces), 0.0);
  stream.mass.assign(idx(pieces) * P, 0.0);
  const double part = (step.to - step.from) / pieces;
  for (int k = 0; k < pieces; ++k) {
    const double from = step.from + k * part, to = k + 1 == pieces ? step.to : from + part;
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

double Carrier::passing(const Node::Limb& limb, const FlowStep& step) const {
  const Pipe& pipe = pipes[idx(limb.pipe)];
  return std::abs(limb.up_end ? through(pipe.up, step, true) : through(pipe.down, step, false));
}

bool Carrier::flows_into(const Node::Limb& limb, const FlowStep& step) const {
  const Pipe& pipe = pipes[idx(limb.pipe)];
  const double g = limb.up_end ? through(pipe.up, step, true) : through(pipe.down, step, false);
  return limb.up_end ? g < 0.0 : g > 0.0;
}

/// Mixes a junction piece by piece and makes the streams that leave it.
void Carrier::mix(const Node& node, const FlowStep& step) {
  const auto cell = idx(node.cell);
  double volume = step.volume_before[cell];
  double* M = &mass[cell * P];
  std::vector<double> part(P);
  for (const auto& limb : node.limbs) {
    if (flows_into(limb, step)) continue;
    Stream& stream = stream_of(limb);
    stream.volume.assign(idx(pieces), 0.0);
    stream.mass.assign(idx(pieces) * P, 0.0);
  }
  const double length = (step.to - step.from) / pieces;
  for (int k = 0; k < pieces; ++k) {
    double leaving = 0;
    for (const auto& limb : node.limbs) {
      Stream& stream = stream_of(limb);
      const double g = passing(limb, step) / pieces;
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
      loads.mass(idx(s), g, step.from + k * length, step.from + (k + 1) * length, part.data());
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
      Stream& stream = stream_of(limb);
      const double g = passing(limb, step) / pieces;
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

/// A junction on a circle gives away old water first (the step is short enough for that) ...
void Carrier::leave_early(const Node& node, const FlowStep& step) {
  const auto cell = idx(node.cell);
  const double volume = step.volume_before[cell];
  std::copy(&mass[cell * P], &mass[cell * P] + P, taken.begin());
  for (const auto& limb : node.limbs) {
    if (flows_into(limb, step)) continue;
    Stream& stream = stream_of(limb);
    const double g = passing(limb, step) / pieces;
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
void Carrier::arrive_late(const Node& node, const FlowStep& step) {
  const auto cell = idx(node.cell);
  std::vector<double> part(P);
  for (const auto& limb : node.limbs) {
    if (!flows_into(limb, step)) continue;
    const Stream& stream = stream_of(limb);
    for (int k = 0; k < pieces; ++k)
      for (std::size_t p = 0; p < P; ++p) mass[cell * P + p] += stream.mass[idx(k) * P + p];
  }
  for (const int s : node.sources) {
    loads.mass(idx(s), step.from_source[s], step.from, step.to, part.data());
    for (std::size_t p = 0; p < P; ++p) mass[cell * P + p] += part[p], ledger.from_source[idx(s) * P + p] += part[p];
  }
}

}  // namespace riverchief::model
