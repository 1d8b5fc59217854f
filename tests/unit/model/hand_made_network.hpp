// Small networks put together by hand, with volumes and fluxes that a test chooses: transport and ledger need no hydraulics.

#pragma once

#include <string>
#include <vector>

#include "model/flow_step.hpp"
#include "model/network.hpp"

namespace riverchief::model {

class HandMade {
 public:
  Network net;
  basin::Scenario scenario;
  std::vector<double> volume, after;       // (cell) [m3] before and after the step
  std::vector<double> face, outlet, source;  // through each during the step [m3]

  HandMade() {
    net.river_first_cell = {0};
    basin::Pollutant tracer;
    tracer.id = "tracer";
    scenario.basin.pollutants = {tracer};
    net.grid.pollutants = {"tracer"};
    scenario.initial.steady = false;
  }

  int add_cell(double volume_before) {
    volume.push_back(volume_before);
    net.level_boundary.push_back(-1);
    net.length.push_back(1.0), net.reference_width.push_back(1.0);
    return net.cells++;
  }

  int add_face(int left, int right) {
    Face f{};
    f.left = f.left_site = left, f.right = f.right_site = right;
    f.before = f.after = f.inflow = -1;
    net.faces.push_back(f);
    face.push_back(0.0);
    return static_cast<int>(net.faces.size()) - 1;
  }

  /// Enters a cell with the concentration given.
  int add_source(int cell, double concentration) {
    basin::LateralInflow inflow;
    inflow.discharge = {{0.0}, {1.0}};
    inflow.concentration["tracer"] = {{0.0}, {concentration}};
    scenario.lateral_inflows.push_back(inflow);
    basin::Source given;
    given.id = "source_" + std::to_string(net.given.size()), given.kind = "lateral_inflow", given.discharge = inflow.discharge, given.concentration = inflow.concentration;
    net.given.push_back(given);
    net.sources.push_back({.cell = cell, .share = 1.0, .series = static_cast<int>(net.inflows.size()),
                           .lateral = static_cast<int>(scenario.lateral_inflows.size()) - 1, .given = static_cast<int>(net.given.size()) - 1});
    net.inflows.emplace_back(inflow.discharge);
    source.push_back(0.0);
    return static_cast<int>(net.sources.size()) - 1;
  }

  /// \param boundary  >= 0 at a river's end
  int add_outlet(int cell, bool carries_mass = true, int boundary = -1) {
    net.outlets.push_back({.cell = cell, .bed_drop = 0.0, .rating = {}, .boundary = boundary, .carries_mass = carries_mass});
    outlet.push_back(0.0);
    return static_cast<int>(net.outlets.size()) - 1;
  }

  /// A river of equal cells with a discharge boundary at its head and an outlet at its mouth; -1 in place of the
  /// concentration closes it at both ends. \return its first cell
  int add_river(const std::string& id, int cells, double cell_volume, double head_concentration) {
    const int river = static_cast<int>(net.grid.rivers.size()), first = net.cells;
    net.grid.rivers.push_back(id);
    for (int i = 0; i < cells; ++i) {
      const int cell = add_cell(cell_volume);
      net.cell_of_grid.push_back(cell);
      Grid::Cell shown;
      shown.river = river, shown.reach = id + "/1", shown.chainage = i + 0.5, shown.length = 1.0;
      net.grid.cells.push_back(shown);
    }
    const bool open = head_concentration >= 0.0;
    net.face_of_grid.push_back({});
    if (open) net.face_of_grid.back().source = add_source(first, head_concentration);
    for (int i = 0; i + 1 < cells; ++i) {
      net.face_of_grid.push_back({});
      net.face_of_grid.back().face = add_face(first + i, first + i + 1);
    }
    net.face_of_grid.push_back({});
    if (open) net.face_of_grid.back().outlet = add_outlet(first + cells - 1, true, 0);
    net.grid.faces.resize(net.face_of_grid.size());
    net.river_first_cell.push_back(static_cast<int>(net.cell_of_grid.size()));
    return first;
  }

  int add_storage(const std::string& id, double volume_before) {
    const int cell = add_cell(volume_before);
    net.storage_cell.push_back(cell);
    net.grid.storages.push_back({id, "pond", 0.0});
    scenario.basin.storages.emplace_back().id = id;
    return cell;
  }

  int add_link(int left, int right) {
    const int f = add_face(left, right);
    net.faces[static_cast<std::size_t>(f)].barrier = true;
    net.links.push_back(f);
    return f;
  }

  /// Fluxes along a river that lead to the volumes `after`, from its head to its mouth; the outlet takes what is over.
  void balance(int first, int cells) {
    std::vector<double> gain(volume.size(), 0.0);
    for (const int f : net.links) gain[at(net.faces[at(f)].left)] -= face[at(f)], gain[at(net.faces[at(f)].right)] += face[at(f)];
    for (std::size_t o = 0; o < outlet.size(); ++o)
      if (net.outlets[o].boundary < 0) gain[at(net.outlets[o].cell)] -= outlet[o];
    for (std::size_t s = 0; s < source.size(); ++s) gain[at(net.sources[s].cell)] += source[s];
    double passing = 0;
    for (int c = first; c < first + cells; ++c) {
      passing += gain[at(c)] + volume[at(c)] - after[at(c)];
      for (std::size_t f = 0; f < face.size(); ++f)
        if (net.faces[f].left == c && net.faces[f].right == c + 1 && !net.faces[f].barrier) face[f] = passing;
    }
    for (std::size_t o = 0; o < outlet.size(); ++o)
      if (net.outlets[o].boundary >= 0 && net.outlets[o].cell == first + cells - 1) outlet[o] = passing;
  }

  /// New volumes of all cells that the fluxes lead to.
  void follow() {
    after = volume;
    for (std::size_t f = 0; f < face.size(); ++f) after[at(net.faces[f].left)] -= face[f], after[at(net.faces[f].right)] += face[f];
    for (std::size_t o = 0; o < outlet.size(); ++o) after[at(net.outlets[o].cell)] -= outlet[o];
    for (std::size_t s = 0; s < source.size(); ++s) after[at(net.sources[s].cell)] += source[s];
  }

  FlowStep step() const {
    return {0.0, 1.0, volume.data(), after.data(), face.data(), outlet.data(), source.data(), nullptr, nullptr, nullptr};
  }

 private:
  static std::size_t at(int i) { return static_cast<std::size_t>(i); }
};

/// Numbers between 0 and 1, the same on every machine.
class Dice {
 public:
  double operator()() {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<double>(state_ >> 11) / 9007199254740992.0;
  }

 private:
  unsigned long long state_ = 20250811;
};

}  // namespace riverchief::model
