// A mixed cell while water passes it at constant rates.                                                     [TR-6]

#pragma once

namespace riverchief::model {

/// Shares that have left by the end.
struct Passed {
  double of_old = 0;  ///< of the mass that was there
  double of_new = 0;  ///< of the mass that came
};

/// \param volume  at the start [m3]
/// \param in,out  volumes that come and leave [m3]
Passed pass_mixed(double volume, double in, double out);

}  // namespace riverchief::model
