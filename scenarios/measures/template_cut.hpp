// Cutting a trapezoid into a cross-section: the dredging template. Ground is only ever lowered.
//
//   ground ──╮                    ╭── ground        bottom   left to right at bed_level
//             \__                /                  slopes   side_slope horizontal to 1 vertical, until they meet the ground
//              ⋱ \_  old bed  __/ ⋰
//                ⋱_____________⋰  bed_level

#pragma once

#include "basin/basin.hpp"

namespace riverchief::measures {

struct CutTemplate {
  double bed_level;                        ///< of the flat bottom [m]
  double left, right;                      ///< offsets of the bottom's ends [m], left <= right
  double left_side_slope, right_side_slope;  ///< horizontal to 1 vertical [-], 0 = a wall
};

/// The main channel's own bottom, between the toes of its two side slopes. A toe is the point that lies deepest below the line
/// from the bank to the lowest point; a channel without one (a triangle) has its toes at the lowest point.
struct ChannelBottom {
  double left, right;                        ///< offsets [m]
  double left_side_slope, right_side_slope;  ///< of the slopes from toe to bank [-]
};
ChannelBottom channel_bottom(const basin::Section& section);

/// A section after the cut.
struct Cut {
  basin::Section section;
  double area = 0.0;       ///< taken out [m2]
  double depth = 0.0;      ///< greatest lowering [m]
  bool leaves_channel = false;  ///< the slopes reach an embankment crest or the section's end below the ground there
};

/// New ground = min(old ground, template) between the crests. Roughness stays with its panel; the banks move outwards where the cut passes them.
///
/// \throws nothing
Cut cut(const basin::Section& section, const CutTemplate& shape);

}  // namespace riverchief::measures
