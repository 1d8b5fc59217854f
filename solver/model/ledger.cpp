#include "model/ledger.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

namespace riverchief::model {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

/// Adds what crosses from one side to the other to the accounts of both.
void cross(std::vector<double>& in, std::vector<double>& out, std::size_t from, std::size_t to, double amount) {
  if (amount < 0.0) std::swap(from, to), amount = -amount;
  out[from] += amount;
  in[to] += amount;
}

LedgerRow closed(LedgerRow row) {
  row.error = row.start + row.in - row.out + row.reacted - row.end;
  const double scale = std::max({std::abs(row.start), std::abs(row.end), row.in, row.out});
  row.relative = scale == 0.0 ? 0.0 : row.error / scale;  // no number stays none: it must not pass for 0
  return row;
}

}  // namespace

Ledger::Ledger(const Network& network) : net_(network) {
  reach_of_.assign(idx(net_.cells), -1);
  std::map<std::string, int> number;
  for (std::size_t g = 0; g < net_.grid.cells.size(); ++g) {
    const auto [found, is_new] = number.try_emplace(net_.grid.cells[g].reach, static_cast<int>(reaches_.size()));
    if (is_new) reaches_.push_back(found->first);
    reach_of_[idx(net_.cell_of_grid[g])] = found->second;
  }
  for (std::size_t i = 0; i < net_.storage_cell.size(); ++i) {
    reach_of_[idx(net_.storage_cell[i])] = static_cast<int>(reaches_.size());
    reaches_.push_back(net_.grid.storages[i].id);
  }
  for (std::size_t f = 0; f < net_.faces.size(); ++f)
    if (reach_of_[idx(net_.faces[f].left)] != reach_of_[idx(net_.faces[f].right)]) crossings_.push_back(f);
  // accounts: the reaches, the network, and the world outside
  water_in_.assign(reaches_.size() + 2, 0.0);
  water_out_ = water_in_;
}

void Ledger::water(const FlowStep& step) {
  // A step is summed by itself first: added one by one to the sum of all, small amounts would round away.
  step_in_.assign(water_in_.size(), 0.0);
  step_out_.assign(water_out_.size(), 0.0);
  const std::size_t network = reaches_.size(), outside = network + 1;
  const auto account = [&](int cell) { return reach_of_[idx(cell)] >= 0 ? idx(reach_of_[idx(cell)]) : outside; };
  for (const std::size_t f : crossings_) {
    const std::size_t from = account(net_.faces[f].left), to = account(net_.faces[f].right);
    cross(step_in_, step_out_, from, to, step.through_face[f]);
    if (from == outside) cross(step_in_, step_out_, outside, network, step.through_face[f]);
    if (to == outside) cross(step_in_, step_out_, network, outside, step.through_face[f]);
  }
  for (std::size_t k = 0; k < net_.outlets.size(); ++k)
    for (const std::size_t from : {account(net_.outlets[k].cell), network}) cross(step_in_, step_out_, from, outside, step.through_outlet[k]);
  for (std::size_t s = 0; s < net_.sources.size(); ++s)
    for (const std::size_t to : {account(net_.sources[s].cell), network}) cross(step_in_, step_out_, outside, to, step.from_source[s]);
  for (std::size_t a = 0; a < water_in_.size(); ++a) water_in_[a] += step_in_[a], water_out_[a] += step_out_[a];
}

std::vector<LedgerRow> Ledger::rows(const std::vector<double>& start_volume, const std::vector<double>& end_volume,
                                    const std::vector<double>& start_mass, const std::vector<double>& end_mass,
                                    const MassLedger* masses) const {
  const std::size_t network = reaches_.size(), outside = network + 1;
  std::vector<LedgerRow> result;
  const auto name = [&](std::size_t account) { return account == network ? std::string() : reaches_[account]; };
  /// What the accounts hold of one of `stride` values of every cell.
  const auto held = [&](const std::vector<double>& values, std::size_t stride, std::size_t p) {
    std::vector<double> sums(reaches_.size() + 1, 0.0);
    for (std::size_t c = 0; c < reach_of_.size(); ++c)
      if (reach_of_[c] >= 0)
        for (const std::size_t a : {idx(reach_of_[c]), network}) sums[a] += values[c * stride + p];
    return sums;
  };
  const auto order = [&] {  // the network first, then its reaches
    std::vector<std::size_t> accounts{network};
    for (std::size_t r = 0; r < reaches_.size(); ++r) accounts.push_back(r);
    return accounts;
  }();
  const std::vector<double> first = held(start_volume, 1, 0), last = held(end_volume, 1, 0);
  for (const std::size_t a : order)
    result.push_back(closed({.of = "water", .reach = name(a), .start = first[a], .in = water_in_[a], .out = water_out_[a], .end = last[a]}));
  if (masses == nullptr) return result;

  const std::size_t P = net_.grid.pollutants.size();
  const auto account = [&](int cell) { return reach_of_[idx(cell)] >= 0 ? idx(reach_of_[idx(cell)]) : outside; };
  for (std::size_t p = 0; p < P; ++p) {
    std::vector<double> in(reaches_.size() + 2, 0.0), out = in, reacted = in;
    for (std::size_t f = 0; f < net_.faces.size(); ++f) {
      const double m = masses->through_face[f * P + p];
      const std::size_t from = account(net_.faces[f].left), to = account(net_.faces[f].right);
      if (from == to) continue;
      cross(in, out, from, to, m);
      if (from == outside) cross(in, out, outside, network, m);
      if (to == outside) cross(in, out, network, outside, m);
    }
    for (std::size_t k = 0; k < net_.outlets.size(); ++k)
      for (const std::size_t from : {account(net_.outlets[k].cell), network}) cross(in, out, from, outside, masses->through_outlet[k * P + p]);
    for (std::size_t s = 0; s < net_.sources.size(); ++s)
      for (const std::size_t to : {account(net_.sources[s].cell), network}) cross(in, out, outside, to, masses->from_source[s * P + p]);
    for (int c = 0; c < net_.cells; ++c)
      if (reach_of_[idx(c)] >= 0)
        for (const std::size_t a : {idx(reach_of_[idx(c)]), network}) {
          in[a] += masses->from_spill[idx(c) * P + p];
          reacted[a] += masses->reacted[idx(c) * P + p];
        }
    const std::vector<double> first_mass = held(start_mass, P, p), last_mass = held(end_mass, P, p);
    for (const std::size_t a : order)
      result.push_back(closed({.of = net_.grid.pollutants[p], .reach = name(a), .start = first_mass[a], .in = in[a], .out = out[a],
                               .reacted = reacted[a], .end = last_mass[a]}));
  }
  return result;
}

}  // namespace riverchief::model
