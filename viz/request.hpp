// What the command was asked to draw.

#pragma once

#include <string>
#include <vector>

#include "viz/pictures/pictures.hpp"

namespace riverchief::viz {

struct Request {
  std::vector<std::string> files;
  std::string folder, language = "zh", font;
  std::vector<std::string> rivers, places;
  std::vector<std::string> only;  ///< kinds of pictures; empty = all
  double width_cm = 17.5;
  int pixels = 0;         ///< width; 0 = 2400 on 17.5 cm, that is 348 to the inch
};

/// Every kind of picture, as `only` names them.
inline const std::vector<std::string> kinds{"profile", "hydrographs", "concentration", "map_class", "map_freeboard", "map_difference"};

/// The rivers whose profile is wanted: those named, or all.
///
/// \throws Complaint where a river is not in the base
std::vector<const River*> rivers_of(const Request& request, const Runs& runs);

/// The places where series are wanted: those named, or the monitoring sections, or (without any) the river mouths.
///
/// \throws Complaint where a place is not written "river: 9.5 km" or lies off its river
std::vector<Place> places_of(const Request& request, const Runs& runs);

}  // namespace riverchief::viz
