// A TOML file as plain values that know where they stand.

#pragma once

#include <string>
#include <vector>

#include "io/input_files.hpp"

namespace riverchief::io {

struct TomlValue {
  enum class Kind { text, number, boolean, instant, list, table };
  Kind kind = Kind::table;
  int line = 0, column = 0;
  std::string text;             ///< of a text; of an instant as ISO 8601
  double number = 0.0;
  bool boolean = false;
  std::vector<TomlValue> list;

  struct Entry;
  std::vector<Entry> entries;   ///< of a table, in the order of the file
};

struct TomlValue::Entry {
  std::string key;
  int line = 0, column = 0;     ///< of the key
  TomlValue value;
};

/// The file as a table; an empty one after a complaint where its syntax is wrong.
TomlValue parse_toml(const TextFile& file, Complaints& complaints, bool& is_fine);

/// "a text", "a list" ... for messages.
std::string describe(TomlValue::Kind kind);

}  // namespace riverchief::io
