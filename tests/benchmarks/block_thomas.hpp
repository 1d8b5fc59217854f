// B, the unit in which speed is quoted: one scalar solve of N block rows of 2x2 by the Thomas algorithm, in double precision.
//
//   L_i x_{i−1} + D_i x_i + U_i x_{i+1} = r_i,      E_i = (D_i − L_i E_{i−1})⁻¹ U_i,   x_i = f_i − E_i x_{i+1}
//
// A speed told in B is free of the machine: it is measured beside B, in the same program.

#pragma once

#include <cstddef>

namespace riverchief::benchmarks {

/// Seconds of one solve with that many block rows: the median of 21 batches.
double block_solve_time(std::size_t rows);

}  // namespace riverchief::benchmarks
