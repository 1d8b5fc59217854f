// A table as reports print it: columns with units, rows of texts and numbers. One home for its CSV and its JSON.

#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <variant>
#include <vector>

namespace riverchief::assessment {

struct Table {
  using Value = std::variant<std::string, double, int, bool>;  ///< NaN = not there
  struct Column {
    std::string name, unit;  ///< unit empty for texts, counts and shares
  };
  std::string name;
  std::vector<Column> columns;
  std::vector<std::vector<Value>> rows;
};

/// Header "name [unit],...", one line a row; NaN is an empty cell.
std::string to_csv(const Table& table);

/// An array of objects with the columns' names; NaN is null.
nlohmann::ordered_json to_json(const Table& table);

}  // namespace riverchief::assessment
