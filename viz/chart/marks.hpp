// Names above or inside a chart, each at its place on the x axis, in as many rows as they need to stay apart.

#pragma once

#include <functional>
#include <string>
#include <vector>

#include "viz/chart/chart.hpp"

namespace riverchief::viz {

struct Mark {
  double x;           ///< on the chart's axis
  std::string words;
};

/// Height of the rows these marks take [pt].
double marks_height(const std::vector<Mark>& marks, Range x, const Box& box);

/// Writes the marks from `bottom` upwards, each with a thin line between its row and `foot`.
///
/// \param box   of the chart: gives the scale of x and the room for the words
/// \param foot  height on the sheet [pt] of what a mark points at
void draw_marks(Canvas& canvas, const std::vector<Mark>& marks, Range x, const Box& box, double bottom,
                const std::function<double(const Mark&)>& foot, Colour colour);

}  // namespace riverchief::viz
