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
  double width_cm = 17.5;
  int pixels = 2400;
};

/// The rivers whose profile is wanted: those named, or all.
///
/// \throws Complaint where a river is not in the base
std::vector<const River*> rivers_of(const Request& request, const Runs& runs);

/// The places where series are wanted: those named, or the monitoring sections, or (without any) the river mouths.
///
/// \throws Complaint where a place is not written "river: 9.5 km" or lies off its river
std::vector<Place> places_of(const Request& request, const Runs& runs);

}  // namespace riverchief::viz
