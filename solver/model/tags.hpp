// Tags: whose the matter is, carried along with the total.                                               [TG-1]
//
// A tag is a share of a constituent. Sets of tags (by source, by jurisdiction ...) each add up to the total: what was there before the
// run, what bed and air give, and one tag for every group, split by the time of release where the scenario asks for it.
// Tags lie as blocks, one for every tagged constituent and set: (cell, tagged constituent, tag), the tag innermost.

#pragma once

#include <string>
#include <vector>

#include "basin/scenario.hpp"
#include "model/network.hpp"

namespace riverchief::model {

/// Tags of one constituent and one set: they add up to the constituent.
struct TagBlock {
  std::size_t pollutant;  ///< index of the constituent
  std::size_t first;      ///< of its columns
  std::size_t active;     ///< columns that may hold something by now
};

class Tags {
 public:
  struct Tag {
    std::string set;   ///< "source", "jurisdiction" ... as [tags] names it
    std::string name;  ///< "before_the_run", "bed_and_air", or the group's
    double released_from = 0.0, released_to = 0.0;  ///< seconds from the start; 0 to 0 = whenever
  };
  Tags(const basin::Scenario& scenario, const Network& network);

  bool any() const { return !list_.empty(); }
  const std::vector<Tag>& list() const { return list_; }                       ///< set after set
  const std::vector<std::size_t>& pollutants() const { return pollutants_; }   ///< constituents that are tagged, by index
  std::size_t columns() const { return list_.size() * pollutants_.size(); }
  const std::vector<TagBlock>& blocks() const { return blocks_; }
  /// The time that releases belong to from now on.
  void release_at(double time);
  /// Instants at which one window of release ends and the next begins.
  std::vector<double> kinks() const;

  /// Columns of a tagged constituent (by its place in pollutants()) that hold what a source, a boundary or a spill gives now.
  void add_source(std::size_t source, const double* mass, double* columns) const { add(of_source_, source, mass, columns); }
  void add_boundary(std::size_t boundary, const double* mass, double* columns) const { add(of_boundary_, boundary, mass, columns); }
  void add_spill(std::size_t spill, const double* mass, double* columns) const { add(of_spill_, spill, mass, columns); }
  /// The columns, one in every block, that a source or a spill gives to now.
  void columns_of_source(std::size_t source, std::size_t* columns) const { find_columns(of_source_, source, columns); }
  void columns_of_spill(std::size_t spill, std::size_t* columns) const { find_columns(of_spill_, spill, columns); }
  /// What was there before the run, and what bed and air give: in every set.
  void add_before(const double* mass, double* columns) const { add_fixed(0, mass, columns); }
  void add_bed_and_air(const double* mass, double* columns) const { add_fixed(1, mass, columns); }

 private:
  struct Set {
    std::size_t first = 0, groups = 0, size = 0;  // of its tags
  };
  using Groups = std::vector<std::vector<std::size_t>>;  // (set, source): the group
  void add(const Groups& groups, std::size_t of, const double* mass, double* columns) const;
  void find_columns(const Groups& groups, std::size_t of, std::size_t* columns) const;
  void add_fixed(std::size_t which, const double* mass, double* columns) const;
  std::size_t tag_of(const Set& set, std::size_t group) const { return set.first + fixed + window_ * set.groups + group; }

  static constexpr std::size_t fixed = 2;  // tags of every set that are no group
  std::vector<Tag> list_;
  std::vector<Set> sets_;
  std::vector<std::size_t> pollutants_;
  std::vector<TagBlock> blocks_;           // (tagged constituent, set)
  Groups of_source_, of_boundary_, of_spill_;
  double release_every_ = 0.0, duration_ = 0.0;
  std::size_t windows_ = 1, window_ = 0;
};

}  // namespace riverchief::model
