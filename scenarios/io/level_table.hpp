// A water level along a river, from a CSV: the design level that freeboard is counted from.

#pragma once

#include <string>
#include <vector>

namespace riverchief::io {

struct LevelTable {
  std::vector<double> chainage, water_level;  ///< [m], by growing chainage
  std::string path, text;                     ///< the file, verbatim
  std::string wrong;                          ///< why it could not be read; empty when it could
};

/// Reads a CSV with the columns `chainage [m]` and `water_level [m]`; a leading # makes a comment.
///
/// \param path         relative to the folder of `beside`, or absolute
/// \throws             nothing; `wrong` says what is amiss
LevelTable read_level_table(const std::string& path, const std::string& beside);

/// The level at a chainage inside the table, linear between its rows [m].
double level_at(const LevelTable& table, double chainage);

}  // namespace riverchief::io
