// A water quality standard as data: items, limits per class, what the classes are for, and which items rate a section.

#pragma once

#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "basin/scenario.hpp"
#include "core/complaint.hpp"

namespace riverchief::io {

enum class LimitKind { highest, lowest, range, none };

/// One item of the standard. Limits are of class Ⅰ to Ⅴ (for a range: its lower and upper end); empty = no limit there.
struct StandardItem {
  std::string id, name_zh, name_en, unit;
  std::vector<std::string> aliases;
  LimitKind limit = LimitKind::highest;
  std::vector<double> river, lake;
  bool rated = false;  ///< counts for the class of a section
  double limit_of_sources = std::numeric_limits<double>::quiet_NaN();  ///< one limit of drinking-water sources (table 2); NaN = limits are those of the classes
  std::string mark;    ///< "published" or "to be checked"
};

/// What water of a class is good enough for.
struct ClassUse {
  int quality_class = 0;
  std::string name, use_zh, use_en;
};

struct Standard {
  std::string id, version, title_zh, title_en, source, mark;
  std::vector<StandardItem> items;         ///< table 1
  std::vector<StandardItem> source_items;  ///< table 2: further items of drinking-water sources; they rate no section
  std::vector<ClassUse> classes;
};

/// Reads a standard; all mistakes of the file at once. Which items rate a section says the method (assessment_method.hpp).
///
/// \throws core::InputError
Standard read_standard(const std::string& path);

/// GB 3838-2002 as it comes with the program (data/standards/gb3838_2002.toml), its rated items marked as 环办[2011]22号 says, read once.
///
/// \throws core::InputError  where the file is missing or wrong
const Standard& gb3838_2002();

/// The item of that name, of either table: its id or an alias, letter case not minded; nullptr if there is none.
const StandardItem* find_item(const Standard& standard, std::string_view name);

/// Warnings of pollutants whose `standard_item` is almost the name of an item and none: they would be rated by nothing.
std::vector<core::Complaint> misspelt_items(const basin::Scenario& scenario);

}  // namespace riverchief::io
