// The sections of a river inside a stretch, with interpolated ones put in so that an edit stays inside it.

#pragma once

#include <cstddef>

#include "basin/basin.hpp"

namespace riverchief::measures {

/// Sections first to last (both included) of the river lie in the stretch.
struct SectionRange {
  std::size_t first, last;
};

/// Distance of the unedited section that is put in just outside each end of a stretch [m]. Between it and the end the shape changes;
/// cells are two orders longer, so the choice does not show in results.
constexpr double end_distance = 1.0;

/// Puts interpolated sections at `from` and `to` and, inside the river, just outside them, where none stand yet. The river's shape is as before.
///
/// \param river     with at least one section
/// \param from, to  [m], 0 <= from < to <= river.length
/// \throws          nothing
SectionRange hold_stretch(basin::River& river, double from, double to);

/// Volume between chainages by average end areas [m3]:  V = Σ (A_i + A_{i+1}) / 2 · (x_{i+1} − x_i)
///
/// \param river  whose sections range.first .. range.last have the areas
/// \param area   A [m2], shape (range.last - range.first + 1)
double average_end_area_volume(const basin::River& river, SectionRange range, const std::vector<double>& area);

}  // namespace riverchief::measures
