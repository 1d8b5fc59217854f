// What is wrong with a design condition, in words for a user; the reader knows file and line.

#pragma once

#include <string>

namespace riverchief::hydrology {

struct Mistake {
  std::string key;  ///< of the table that the user wrote
  std::string what, why, fix;
};

}  // namespace riverchief::hydrology
