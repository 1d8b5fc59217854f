// The conversion while it goes on. One file each: rivers and sections, structures across rivers, links, flows, rules.

#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "io/hecras/convert.hpp"

namespace riverchief::io::hecras {

/// A horizontal piece of a crest.
struct CrestPiece {
  double width, level;  ///< [m]
  double middle;        ///< of the piece, along the crest [m]
};

class Converter {
 public:
  Converter(const Project& project, const ConvertOptions& options, Complaints& complaints) : p_(project), options_(options), complaints_(complaints) {}
  Converted run();

 private:
  using Key = std::tuple<std::string, std::string, std::string>;  // river, reach, station
  struct Chain {
    std::vector<const Reach*> reaches;
    std::string id;
    std::map<const Reach*, double> begins;  // chainage of its first section
    double length = 0;
  };

  // convert.cpp
  void add(const std::string& file, int line, std::string place, Fate fate, Text what, Text instead);
  std::string fresh_id(std::string wanted);
  basin::Scenario scenario_frame(const std::string& name, const std::string& title) const;
  void finish_scenario(basin::Scenario scenario);
  void cell_lengths(basin::Scenario& scenario) const;
  void unread_lines();

  // convert_rivers.cpp
  void rivers();
  std::vector<Chain> chains();
  void lay_out(Chain& chain);
  void connect(const std::vector<Chain>& chains);
  void cut_at_end(basin::River& river, double chainage);
  void centreline(const Chain& chain, basin::River& river);
  double map_scale();
  // convert_sections.cpp
  basin::Section section(const CrossSection& from, const Reach& reach, double chainage);
  void roughness(const CrossSection& from, const Reach& reach, basin::Section& section);
  void factors(const RoughnessFactors& factors, const std::string& file);
  // places
  std::optional<basin::Place> place(const std::string& river, const std::string& reach, const std::string& station) const;
  std::optional<basin::Place> nearest_place(const std::string& river, const std::string& reach, const std::string& station) const;
  bool is_beyond_end(const std::string& river, const std::string& reach, const std::string& station) const;

  // convert_structures.cpp
  void structures_across();
  void inline_structure(const Reach& reach, const InlineStructure& from, const basin::Place& at);
  void bridge(const Reach& reach, const Crossing& from, const basin::Place& at);
  void road_over_culverts(const Reach& reach, const Crossing& from, const basin::Place& at);
  // convert_openings.cpp: what may stand across or lead from one end to another
  struct Stand {
    std::optional<basin::Place> at;
    basin::End from, to;
    std::string name, file, place;  // for ids and the report
  };
  basin::Structure begin(const Stand& stand, const std::string& kind, const std::string& what, int line);
  void put(basin::Structure structure);
  void crest(const Stand& stand, const Weir& weir, int line, const std::string& what);
  void gates(const Stand& stand, const std::vector<GateGroup>& groups);
  void culverts(const Stand& stand, const std::vector<Culvert>& groups);
  void rating(const Stand& stand, const std::vector<Rating>& rating, int line);
  static std::vector<CrestPiece> pieces(const std::vector<Point>& crest, std::size_t most);
  // convert_links.cpp
  void storages();
  void laterals();
  void connections();
  void pumps();
  std::optional<basin::End> end_of(const PumpPlace& at) const;
  // convert_breaches.cpp
  void breaches();
  // convert_fitting.cpp
  void fit_to_places();
  // convert_flow.cpp
  void unsteady();
  void boundary(const Boundary& from, basin::Scenario& scenario);
  void inflow_inside(const Boundary& from, basin::Scenario& scenario);
  void close_open_ends(basin::Scenario& scenario, const std::string& file);
  basin::Series series(const Series& from, const std::string& place, int line, const std::string& quantity, double otherwise);
  double first_flow(const std::string& river) const;
  // convert_steady.cpp
  void steady();
  void steady_profile(std::size_t profile);
  // convert_rules.cpp
  void operation(const Boundary& from, basin::Scenario& scenario);
  void navigation_dam(const Boundary& from, const InlineStructure& dam, const Stand& stand);
  void gate_openings(const Boundary& from, basin::Scenario& scenario);
  void level_controlled(const Boundary& from);
  void rules(const Boundary& from);

  const Project& p_;
  const ConvertOptions& options_;
  Complaints& complaints_;
  Converted out_;
  std::map<Key, basin::Place> stations_;
  std::map<Key, double> nodes_;                                // structures of a reach: chainage
  std::map<std::pair<std::string, std::string>, std::string> river_of_;  // river, reach -> id
  std::map<std::string, std::string> storage_ids_;             // name -> id
  std::map<std::string, std::vector<std::string>> works_at_;   // place name or connection -> structure ids
  std::map<std::string, std::string> gate_ids_;                // place name + '|' + gate -> structure id
  struct Origin {
    std::string file;
    int line;
    std::string place;
  };
  std::map<std::string, Origin> origin_;                       // structure id -> where it was read
  std::set<std::string> ids_;
  std::string end_river_;                                      // the river that was cut
  double end_chainage_ = 0;
  double map_scale_ = 0;
};

}  // namespace riverchief::io::hecras
