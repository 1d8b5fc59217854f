// A water quality standard as data: items, limits per class, and which items rate a section.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace riverchief::io {

enum class LimitKind { highest, lowest, range, none };

/// One item of the standard. Limits are of class Ⅰ to Ⅴ (for a range: its lower and upper end); empty = no limit there.
struct StandardItem {
  std::string id, name_zh, name_en, unit;
  std::vector<std::string> aliases;
  LimitKind limit = LimitKind::highest;
  std::vector<double> river, lake;
  bool rated = false;  ///< counts for the class of a section
};

struct Standard {
  std::string id, version, title_zh, title_en, rating_zh, rating_en;
  std::vector<StandardItem> items;
};

/// Reads a standard; all mistakes of the file at once.
///
/// \throws core::InputError
Standard read_standard(const std::string& path);

/// GB 3838-2002 as it comes with the program (data/standards/gb3838_2002.toml), read once.
///
/// \throws core::InputError  where the file is missing or wrong
const Standard& gb3838_2002();

/// The item of that name: its id or an alias, letter case not minded; nullptr if there is none.
const StandardItem* find_item(const Standard& standard, std::string_view name);

}  // namespace riverchief::io
