// The vector of a batch of small systems for SUNDIALS: (row, system). Its norm is that of the worst system, so that no system hides behind others.

#pragma once

#include <sundials/sundials_nvector.h>

#include <cstddef>
#include <vector>

namespace riverchief::numerics {

/// Rows of a batch: first the states, then what is only counted.
struct BatchShape {
  std::size_t states = 0, rows = 0;
  std::vector<double> negligible;  ///< (state) what may lie below zero by rounding
};

/// \param shape  must outlive the vector and its clones
N_Vector make_batch_vector(const BatchShape& shape, SUNContext context);

}  // namespace riverchief::numerics
