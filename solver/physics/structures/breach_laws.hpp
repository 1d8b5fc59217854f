// Published laws of how large a breach becomes and how fast. SI units throughout.

#pragma once

namespace riverchief::physics {

/// A breach when it has formed.
struct FinalBreach {
  double mean_width = 0;      ///< [m]
  double side_slope = 0;      ///< horizontal to 1 vertical [-]
  double formation_time = 0;  ///< [s]
};

/// [ST-29] From 74 failed embankment dams.
/// \param volume  water above the breach's bottom [m3]
/// \param height  crest less the breach's bottom [m]
FinalBreach froehlich_2008(double volume, double height, bool overtopping);

/// [ST-30] From 57 failed embankment dams.
/// \param depth  water level less the breach's bottom when it fails [m]
FinalBreach von_thun_gillette_1990(double volume, double depth, bool erosion_resistant);

/// An embankment across its axis.
struct Embankment {
  double height = 0;  ///< crest less the breach's bottom [m]
  double top = 0;     ///< thickness at the crest [m]
  double slopes = 0;  ///< of both sides together, horizontal to 1 vertical [-]
};

/// [ST-31] From 42 failed dams: volume of earth that is eroded, and a width from it.
FinalBreach macdonald_langridge_monopolis_1984(double volume, double depth, const Embankment& embankment, bool earthfill);

/// [ST-32] Growth of a breach's width [m/s] once it has reached its bottom.
/// \param widened            width gained since then [m]
/// \param head               upper level less the higher of lower level and bottom [m]
/// \param critical_velocity  at which the embankment's material begins to move [m/s]
double verheij_widening(double widened, double head, double critical_velocity);

}  // namespace riverchief::physics
