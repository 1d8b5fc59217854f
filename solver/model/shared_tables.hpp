// The tables of all sites. Grounds that are the same but for their height share one: a canal of a million cells has as many tables as it
// has shapes, they stay in the cache, and are made once.

#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "model/network.hpp"

namespace riverchief::model {

class SharedTables {
 public:
  explicit SharedTables(std::vector<physics::TableRow>& rows) : rows_(rows) {}

  /// A site on this ground.
  Site on(const physics::Ground& ground);
  /// A site with a table of its own; its levels are above the datum.
  Site with(const std::vector<physics::TableRow>& table);

 private:
  using Key = std::pair<std::uint64_t, std::uint64_t>;
  std::vector<physics::TableRow>& rows_;
  std::map<Key, Site> made_;
};

}  // namespace riverchief::model
