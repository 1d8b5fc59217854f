// The units a HEC-RAS file is written in, and the way from them to SI. Conversion happens at reading, here and nowhere else:
// every struct of this folder is SI.
//
//                       US customary ("English Units")     SI ("SI Units")
//   lengths, levels     ft (0.3048 m)                      m
//   discharge           ft3/s                              m3/s
//   area of storage     acre                               1000 m2
//   volume of storage   acre-ft                            1000 m3
//   weir coefficient    ft^0.5/s  (Q = C L H^1.5)          m^0.5/s
//   rainfall            in                                 mm
//   Manning's n         s/m^(1/3) in both
//
// Source: units as the HEC-RAS user's manual names them; 1 ft = 0.3048 m, 1 acre = 43560 ft2, 1 in = 25.4 mm exactly.

#pragma once

#include <cmath>

namespace riverchief::io::hecras {

enum class Units { us, si };

/// Multiply a number of the file by one of these.
struct Conversion {
  Units units = Units::us;

  double length() const { return units == Units::us ? 0.3048 : 1.0; }
  double discharge() const { return std::pow(length(), 3); }
  double storage_area() const { return units == Units::us ? 43560.0 * 0.3048 * 0.3048 : 1000.0; }
  double storage_volume() const { return units == Units::us ? 43560.0 * std::pow(0.3048, 3) : 1000.0; }
  double weir_coefficient() const { return std::sqrt(length()); }
  double rainfall() const { return units == Units::us ? 0.0254 : 0.001; }  ///< to m
  double velocity() const { return length(); }
  /// A radial gate's coefficient in Q = C sqrt(2g) W T^t B^b H^h has a dimension unless t + b + h = 1.5.
  double gate_coefficient(double sum_of_exponents) const { return std::pow(length(), 1.5 - sum_of_exponents); }
};

}  // namespace riverchief::io::hecras
