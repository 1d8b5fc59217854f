// Where a local change of the river lies, and the earthwork along it section by section.

#pragma once

#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "scenarios/measures/edit.hpp"
#include "scenarios/measures/ground_edit.hpp"
#include "scenarios/measures/stretch_sections.hpp"

namespace riverchief::measures {

/// The stretch of a measure: `over`, or `at` and `length` (the place is its middle). Goes to the report. A run knows a river by the sections
/// in the middle of its cells: a stretch without any would change nothing (complained of), one shorter than a cell counts for the whole cell
/// (noted).
std::optional<basin::Stretch> place_of_change(Edit& edit);

basin::River& river_of(Edit& edit, const basin::Stretch& stretch);

/// One bank, or both where the stretch names none.
std::vector<basin::Bank> banks_of(const basin::Stretch& stretch);

/// What was done along a stretch.
struct StretchWork {
  double cut_volume = 0.0, fill_volume = 0.0;  ///< by average end areas [m3]
  double cut_depth = 0.0, fill_height = 0.0;   ///< greatest [m]
};

/// Edits every section of the stretch, interpolated ones at its ends included.
///
/// \param work  the section after the work; nothing after a complaint, which ends the work
/// \param share  0 to 1 along the stretch
StretchWork work_along(Edit& edit, const basin::Stretch& stretch,
                       const std::function<std::optional<EarthworkDone>(const basin::Section& section, double share)>& work);

/// Gives every section of the stretch a new roughness between two offsets.
///
/// \param range      pairs of offsets, from and to, of a section [m]
/// \param manning_n  new n from the old one
/// \return           ground changed, width times length [m2]
double roughen_along(Edit& edit, const basin::Stretch& stretch, const std::function<std::vector<std::pair<double, double>>(const basin::Section&)>& range,
                     const std::function<double(double)>& manning_n);

enum class RiverPart { channel, flood_plain, all };

/// Changes the roughness by the measure's `manning_n` or `factor` and reports the ground changed, or complains.
void roughen(Edit& edit, const basin::Stretch& stretch, RiverPart part);

/// The key `part`: by default all, the flood plain where the stretch names a bank.
std::optional<RiverPart> read_part(Settings& settings, const basin::Stretch* stretch);

}  // namespace riverchief::measures
