// The font of every picture: one with Chinese glyphs in their mainland form, found when the program starts.

#pragma once

#include <string>

namespace riverchief::viz {

/// Chooses the font file. An empty path: look for Noto Sans CJK in the system's font folders.
///
/// \throws Complaint where the file does not exist or no font with Chinese glyphs is found
void choose_font(const std::string& path);

/// The chosen file, for VTK. Before choose_font: empty.
const std::string& font_file();

}  // namespace riverchief::viz
