// Profiles within cells: of a concentration, and of the shares of tags in it. Flat loops over (cell, constituent), so that one constituent
// and many go through the processor's lanes alike.

#pragma once

#include <cstddef>

namespace riverchief::model {

/// Limited parabolas, sharp at jumps: C(s) = left + s (sloped − curve s) for s from 0 to 1.                                        [TR-2]
///
/// \param values     (cell, constituent) with two cells more at both ends
/// \param slopes     room for (cells + 2) rows
/// \param edges      room for (cells + 1) rows
void limited_parabolas(const double* values, std::size_t cells, std::size_t constituents, double* slopes, double* edges, double* left, double* sloped, double* curve);

/// Shares of the tags of one cell: what is below 0 by round-off counts as nothing. A mass without tags belongs to the first.
void tag_shares(const double* tags, std::size_t count, double* shares);

/// Slopes of the shares over the mass of their cell, which add up to 0.                                            [TG-2]
///
/// \param before,here,after  shares in the neighbours and in the cell
void tag_slopes(const double* before, const double* here, const double* after, std::size_t count, double* slopes);

/// out += mass (shares + place slopes), with `place` the middle of what is taken, −1/2 to 1/2, counted in mass.
void add_tags(double mass, double place, const double* shares, const double* slopes, std::size_t count, double* out);

}  // namespace riverchief::model
