// The class limits of GB 3838-2002 from the project's data folder.

#pragma once

#include <array>
#include <map>
#include <string>

namespace riverchief::viz {

/// Water quality class: 1 to 5 = Ⅰ to Ⅴ, 6 = 劣Ⅴ (worse than Ⅴ), 0 = not rated.
using WaterClass = int;

struct ClassLimits {
  /// Highest concentration of Ⅰ, Ⅱ, Ⅲ, Ⅳ, Ⅴ [g/m3], per item as the standard names it ("CODCr").
  std::map<std::string, std::array<double, 5>> items;
  std::string standard;  ///< "GB 3838-2002"

  bool rates(const std::string& item) const { return items.count(item) > 0; }
  /// \return the class of a concentration; 0 where the item has no limits or the value is not finite
  WaterClass classify(const std::string& item, double concentration) const;
};

/// Limits from a standards file (data/standards/gb3838_2002.toml), those for rivers. Items judged the other way round
/// (dissolved oxygen, pH) are left out: nothing drawn here carries them.
///
/// \throws Complaint where the file is missing or is not such a file
ClassLimits read_class_limits(const std::string& path);

/// The standards file that belongs to this program: in the source tree, or installed beside it; "" = none found.
std::string standards_file();

}  // namespace riverchief::viz
