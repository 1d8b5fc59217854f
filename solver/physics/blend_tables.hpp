// The table of a stretch of river made of the tables of its surveyed sections, instead of the table of an interpolated shape.
//
//   A(η) = Σ w_i A_i(η − s_i),   A_s(η) = Σ w_i A_s,i(η − s_i),   1 / K²(η) = Σ w_i / K_i²(η − s_i),   Σ w_i = 1          [FR-3]
//
// Two sections of a natural river have islands and side channels at different offsets: a shape between them would have neither.
// Their areas, volumes and friction slopes can be averaged. Weights of a stretch are the means of the hat functions of the sections
// over it, so that volume and friction of a river do not depend on how it is cut into cells.
// Source: the mean friction slope is that of the standard step method, Chow (1959), Open-Channel Hydraulics, section 10-4.

#pragma once

#include <memory>
#include <vector>

#include "physics/section_table.hpp"

namespace riverchief::physics {

/// What one surveyed section contributes.
struct TableShare {
  std::shared_ptr<const std::vector<TableRow>> rows;  ///< as tabulate() makes them
  double weight;                                      ///< w [-]
  double shift;                                       ///< s, by which it is lifted [m]
};

/// \param shares  at least one
std::vector<TableRow> blend(const std::vector<TableShare>& shares);

}  // namespace riverchief::physics
