// What the lines, areas and symbols of a picture mean.

#pragma once

#include <functional>
#include <string>
#include <vector>

#include "viz/canvas/canvas.hpp"
#include "viz/language.hpp"

namespace riverchief::viz {

struct LegendEntry {
  /// Draws the sample, about 7 pt high, into the box.
  std::function<void(Canvas&, const Box&)> sample;
  std::string words;
  double sample_width = 18.0;  ///< [pt]
};

LegendEntry line_entry(const Stroke& stroke, const std::string& words);
LegendEntry area_entry(Colour colour, const std::string& words);

/// What the bands behind a long series are (Chart::daily_range).
LegendEntry daily_entry(const Language& in);

/// Writes the entries from left to right, in as many rows as they need.
///
/// \param top_left  of the legend [pt]
/// \param width     room for a row [pt]
/// \return          height used [pt]
double legend(Canvas& canvas, Point top_left, double width, const std::vector<LegendEntry>& entries);

/// Height the same entries would use [pt], without drawing.
double legend_height(double width, const std::vector<LegendEntry>& entries);

/// Title and, below it, a smaller second line; both from the left edge. Draws at the sheet's top.
///
/// \return the height used [pt]
double heading(Canvas& canvas, double left, const std::string& title, const std::string& subtitle);

}  // namespace riverchief::viz
