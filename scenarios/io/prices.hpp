// Unit prices of measures, with year and source.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace riverchief::io {

struct Price {
  std::string id, name_zh, name_en;
  double value = 0.0;   ///< in `unit`
  std::string unit;     ///< "yuan/m3"
  int year = 0;
  std::string mark;     ///< "published" or "assumed"
  std::string source;
};

/// The cross-section of a raised earth embankment.
struct EmbankmentShape {
  double crest_width = 0.0;  ///< [m]
  double side_slope = 0.0;   ///< horizontal to 1 vertical [-]
};

struct Prices {
  std::string version;
  std::string path, text;  ///< of the file, verbatim
  std::vector<Price> prices;
  EmbankmentShape embankment;
};

/// \throws core::InputError  where the file is missing or wrong; all its mistakes at once
Prices read_prices(const std::string& path);

/// The prices that come with the program (data/costs/unit_prices.toml), read once.
///
/// \throws core::InputError
const Prices& unit_prices();

/// The price of that id.
///
/// \throws core::InputError  if the file has none
const Price& price_of(const Prices& prices, std::string_view id);

}  // namespace riverchief::io
