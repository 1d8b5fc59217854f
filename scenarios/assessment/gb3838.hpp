// Water quality class by GB 3838-2002: the worst item decides.

#pragma once

#include <map>
#include <string>
#include <vector>

#include "scenarios/io/standard.hpp"

namespace riverchief::assessment::gb3838 {

enum class Water { river, lake };

constexpr int worse_than_five = 6;  ///< 劣Ⅴ

struct Rating {
  int quality_class = 0;               ///< 1 to 5, 6 = worse than Ⅴ; 0 = nothing to rate by
  std::vector<std::string> deciding;   ///< ids of the rated items that have this class, in the order of the standard
  std::map<std::string, int> by_item;  ///< class of every item that has a limit, rated or not
};

/// The class of one reading.
///
/// \param items     value per item, in the unit of the standard (mg/L; pH 1); ids or aliases; NaN = a gap
/// \param water     TP has its own limits in lakes and reservoirs
/// \param standard  limits and which items are rated
/// \throws core::InputError  for a name that the standard does not know, with the closest one
///
/// Where neighbouring classes share a limit the better one is given. pH outside its range is worse than Ⅴ.
Rating classify(const std::map<std::string, double>& items, Water water, const io::Standard& standard = io::gb3838_2002());

/// The class of one item; 0 where the standard has no limit for it in this water.
int class_of(const io::StandardItem& item, double value, Water water);

/// How often a value passes the limit of a class: (C − C_limit) / C_limit for a highest, the reverse for a lowest limit; 0 for pH.
double exceedance(const io::StandardItem& item, double value, Water water, int quality_class);

/// The limit of a class; NaN for an item without limits, for a range (pH), and for a class that is none.
double limit_of(const io::StandardItem& item, Water water, int quality_class);

/// "Ⅰ" to "Ⅴ", "劣Ⅴ"; "" for 0.
std::string class_name(int quality_class);

}  // namespace riverchief::assessment::gb3838
