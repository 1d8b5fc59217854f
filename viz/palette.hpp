// Colours and what they mean. One meaning, one colour, in every picture.
//
// Water quality classes keep the hue of the official maps (Ⅰ-Ⅱ blue, Ⅲ green, Ⅳ yellow, Ⅴ orange, 劣Ⅴ red), in shades that
// differ in lightness as well, so that a colour-blind reader tells them apart; maps write the class beside the river too.
// Plans take the colours of Okabe and Ito (2008) and a dash pattern each; freeboard runs from dark blue (plenty) to red.

#pragma once

#include <array>
#include <cstddef>

#include "viz/canvas/canvas.hpp"
#include "viz/language.hpp"

namespace riverchief::viz::palette {

inline constexpr Colour ink{34, 34, 34};           ///< text and axes
inline constexpr Colour faint_ink{110, 110, 110};  ///< secondary text
inline constexpr Colour grid{226, 228, 231};
inline constexpr Colour paper{255, 255, 255};
inline constexpr Colour ground{214, 202, 182};     ///< below the river bed
inline constexpr Colour ground_edge{112, 92, 62};
inline constexpr Colour water{205, 226, 243};      ///< between bed and highest water
inline constexpr Colour left_bank{120, 120, 120};
inline constexpr Colour right_bank{120, 120, 120};
inline constexpr Colour left_crest{70, 96, 40};
inline constexpr Colour right_crest{140, 120, 20};
inline constexpr Colour danger{196, 22, 28};       ///< overtopping, and nothing else
inline constexpr Colour error_band{150, 170, 205, 110};
inline constexpr Colour boundary{125, 60, 152};    ///< of jurisdictions

/// The base is dark blue and solid; plans follow.
inline Stroke run(std::size_t index) {
  static constexpr std::array<Colour, 6> colours{
      Colour{0, 63, 127}, Colour{213, 94, 0}, Colour{0, 158, 115}, Colour{204, 121, 167}, Colour{230, 159, 0}, Colour{86, 180, 233}};
  static constexpr std::array<Dash, 4> dashes{Dash::solid, Dash::dashed, Dash::dash_dot, Dash::dotted};
  return {colours[index % colours.size()], index == 0 ? 1.4 : 1.2, dashes[index % dashes.size()]};
}

/// Class 1 to 6 = Ⅰ to 劣Ⅴ; 0 = not rated.
inline Colour water_class(int number) {
  static constexpr std::array<Colour, 7> colours{Colour{160, 160, 160}, Colour{33, 113, 200}, Colour{88, 166, 232},
                                                 Colour{44, 150, 66},   Colour{250, 214, 40}, Colour{240, 134, 20},
                                                 Colour{178, 16, 32}};
  return colours[static_cast<std::size_t>(number < 0 || number > 6 ? 0 : number)];
}

/// The same, light enough to lie behind a curve.
inline Colour water_class_band(int number) {
  const Colour c = water_class(number);
  const auto lighter = [](unsigned char v) { return static_cast<unsigned char>(255 - (255 - v) * 45 / 100); };
  return {lighter(c.red), lighter(c.green), lighter(c.blue)};
}

/// The class as it is written on a map.
inline const char* class_name(int number, const Language& in) {
  static constexpr std::array<const char*, 6> names{"—", "Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ"};
  return number == 6 ? in("劣Ⅴ", "> Ⅴ") : names[static_cast<std::size_t>(number < 0 || number > 6 ? 0 : number)];
}

/// Freeboard steps: overtopped, below 0.5 m, 0.5 to 1.0 m, 1.0 to 1.5 m, 1.5 m and more.
inline constexpr std::array<double, 4> freeboard_steps{0.0, 0.5, 1.0, 1.5};
inline Colour freeboard(std::size_t step) {
  static constexpr std::array<Colour, 5> colours{danger, Colour{244, 137, 64}, Colour{226, 190, 60}, Colour{106, 165, 205},
                                                 Colour{36, 77, 145}};
  return colours[step];
}
inline constexpr Colour no_embankment{190, 190, 190};

}  // namespace riverchief::viz::palette
