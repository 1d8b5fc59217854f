// The network while it is put together: cells in grid order, level cells and storage cells behind them, then numbered anew
// in the order of elimination. Rivers in network.cpp, structures and water use in network_structures.cpp, numbers in
// network_numbering.cpp.

#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/elimination_order.hpp"
#include "model/network.hpp"
#include "physics/blend_tables.hpp"

namespace riverchief::model {

class NetworkBuilder {
 public:
  explicit NetworkBuilder(const basin::Scenario& s) : scenario(s), basin(s.basin) {}
  Network build();

 private:
  struct Edge {
    int left, right;
    int left_mouth = -1, right_mouth = -1;  // index of the mouth through which the far side is seen
    int before = -1, after = -1;
    double distance = 1.0, length_left = 1.0, length_right = 1.0;
    int boundary = -1;
    bool barrier = false, link = false, step = false;
  };

  // rivers
  int river_index(const std::string& id) const;
  int storage_index(const std::string& id) const;
  int cell_at(int river, double chainage) const;
  int cell_at(const basin::End& end) const;  // -1 = outside
  int add_mouth(const basin::River& river, double chainage, int host, double drop);
  void lay_out_cells();
  void lay_out_cell(std::size_t river, double chainage, Grid::Cell& cell, physics::Ground& ground) const;
  void open_end(std::size_t river, bool head, std::vector<int>& chain);
  void join_rivers();
  void name_reaches();
  void attach_sources();
  // structures and water use
  bool has_cell_behind(const std::string& river, double chainage, basin::Bank bank) const;
  void lay_storages();
  void add_structures();
  void add_across(int structure, const basin::Structure& s);
  void add_along(int structure, const basin::Structure& s);
  void add_link(int structure, const basin::Structure& s);
  void add_part(int structure, const basin::Structure& s, int edge, int outlet, physics::Surroundings around, int spills_cell, int spills_bank);
  void add_intakes();
  void add_ground_water();
  void add_weather();
  double bed(int draft_cell) const;
  double width_at(int draft_cell) const;
  // numbers
  void order();
  void number_everything(const EliminationOrder& found);
  void number_faces(const EliminationOrder& found, const std::vector<int>& number, std::vector<int>& face_number);
  void make_tables(const std::vector<int>& sequence, const std::vector<int>& number);
  void renumber(const std::vector<int>& number, const std::vector<int>& face_number);
  void number_core(const EliminationOrder& found, const std::vector<int>& number, const std::vector<int>& face_number);

  [[noreturn]] void refuse(std::string what, std::string fix) const;
  physics::Ground ground_at(const basin::River& river, double chainage) const;
  physics::Ground ground_of(const basin::River& river, double chainage, const basin::Section& section) const;
  // rivers whose tables, and not shapes, are averaged between their sections: network_tables.cpp
  const std::vector<double>& pool_line(std::size_t river);
  double pool_line(std::size_t river, double chainage);
  double outlet_drop(std::size_t river, int cell, double chainage);
  std::vector<physics::TableShare> shares(std::size_t river, double from, double to);

  const basin::Scenario& scenario;
  const basin::Basin& basin;
  Network net;
  std::vector<Edge> edges;
  std::vector<bool> plain;          // (cell)
  std::vector<int> level_boundary;  // (cell)
  std::vector<int> storage;         // (cell) index into basin.storages, -1 = none
  std::vector<double> spacing;      // (river)
  std::vector<std::vector<double>> splits;  // (river) chainage of junctions
  std::vector<physics::Ground> mouth_ground;
  std::vector<int> mouth_host;
  std::map<int, std::vector<physics::TableShare>> cell_shares, mouth_shares;  // by draft cell, by mouth
  std::map<std::pair<std::size_t, std::size_t>, std::shared_ptr<const std::vector<physics::TableRow>>> section_tables;  // by river and section
  std::map<std::size_t, std::vector<double>> pool_lines;  // (river): of each section
};

}  // namespace riverchief::model
