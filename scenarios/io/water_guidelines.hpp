// Numbers of further methods, as data: black-odorous water, function zones, capacity (GB/T 25173), near field (HJ 2.3).
// data/standards/water_guidelines.toml.

#pragma once

#include <array>
#include <string>
#include <vector>

namespace riverchief::io {

/// One item of the guide to black-odorous water.
struct BlackOdorousItem {
  std::string id;            ///< "DO", "NH3-N" of the standard; "transparency" [m], "redox_potential" [V]
  bool worse_below = true;   ///< low values are bad
  double light = 0.0, heavy = 0.0;
};

struct BlackOdorousGuide {
  std::string id;
  double point_spacing = 600.0;                              ///< [m]
  double one_item = 60.0, two_items = 30.0, points = 60.0;   ///< [%]
  double shallow = 0.25, shallow_share = 0.4;                ///< [m], of the depth
  std::vector<BlackOdorousItem> items;
};

/// The range in which published rates lie.
struct RateRange {
  std::vector<std::string> items;
  double lowest = 0.0, highest = 0.0;  ///< [1/d] at 20 degC
  std::string source;
};

struct CapacityMethod {
  std::string id;
  double large = 150.0, small = 15.0;             ///< mean discharge of large and small rivers [m3/s]
  double seconds_per_year = 31536000.0;
  double velocity_exponent = 0.4;
  std::vector<RateRange> rates;
};

struct NearField {
  std::string id;
  double small_alpha = 0.027, large_alpha = 380.0, peclet = 1.0;
  std::array<double, 4> mixing{0.11, 0.7, 0.5, 1.1};
  std::array<double, 2> lateral{0.058, 0.0065};
};

struct WaterGuidelines {
  BlackOdorousGuide black_odorous;
  std::vector<std::vector<std::string>> double_indicator;  ///< of each list the first item that is known
  double year_share = 80.0;                                ///< [%] of months
  CapacityMethod capacity;
  NearField near_field;
};

/// \throws core::InputError with all mistakes of the file
WaterGuidelines read_water_guidelines(const std::string& path);
/// Those that come with the program, read once. \throws core::InputError
const WaterGuidelines& water_guidelines();

}  // namespace riverchief::io
