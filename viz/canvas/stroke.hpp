// A line of some width as a strip of quadrilaterals, which is what VTK fills evenly at any width.

#pragma once

#include <vector>

#include "viz/canvas/canvas.hpp"

namespace riverchief::viz {

/// Corners of the strip, in pairs (left and right edge), for vtkContext2D::DrawQuadStrip.
///
/// Corners of the line are bevelled; dashes and breaks (points that are not finite) are joined by quadrilaterals without area.
std::vector<Point> strip(const std::vector<Point>& points, double width, Dash dash);

}  // namespace riverchief::viz
