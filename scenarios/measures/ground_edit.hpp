// Earthwork on one cross-section: ground filled up to a line, cut down to it, or brought to it.

#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "basin/basin.hpp"

namespace riverchief::measures {

/// A line across the river, straight between its points; two points at one offset are a wall.
struct GroundLine {
  struct Point {
    double offset, level;  ///< [m], offsets never decrease
  };
  std::vector<Point> points;  ///< at least two
};

enum class Earthwork { fill, cut, both };

/// A section after the work.
struct EarthworkDone {
  basin::Section section;
  double cut_area = 0.0, fill_area = 0.0;    ///< [m2]
  double cut_depth = 0.0, fill_height = 0.0;  ///< greatest [m]
};

/// New ground between the line's ends: max(ground, line) for a fill, min for a cut, the line itself for both. Outside it stays, so that the
/// ends become walls where they do not meet the ground. Banks and crests keep their offsets.
///
/// \param line       clipped to the section where it reaches beyond
/// \param manning_n  of the new ground [s m^-1/3]; nothing = that of the panel it covers
/// \throws           nothing
EarthworkDone work_ground(const basin::Section& section, const GroundLine& line, Earthwork work, std::optional<double> manning_n = {});

/// Area between the ground and a level, over a range of offsets [m2].
double area_below(const basin::Section& section, double from, double to, double level);

/// The ends of the ground that belongs to the river: crests, or the section's ends where there is none [m].
double first_offset(const basin::Section& section);
double last_offset(const basin::Section& section);

/// Gives every panel that lies between two offsets a new roughness; returns the width that changed [m].
///
/// \param manning_n  new n from the old one
double change_roughness(basin::Section& section, double from, double to, const std::function<double(double)>& manning_n);

}  // namespace riverchief::measures
