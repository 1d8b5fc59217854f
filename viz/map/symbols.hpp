// Small signs on maps: outfalls by kind, monitoring sections.

#pragma once

#include <string>

#include "viz/canvas/canvas.hpp"
#include "viz/language.hpp"

namespace riverchief::viz {

/// treatment_plant: a square, industrial: a triangle, agricultural: a diamond, anything else: a disc.
void draw_outfall(Canvas& canvas, Point centre, const std::string& kind);
std::string outfall_name(const std::string& kind, const Language& in);

/// A white disc with a dark rim.
void draw_section(Canvas& canvas, Point centre);

}  // namespace riverchief::viz
