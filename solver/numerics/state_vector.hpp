// The vector that CVODES computes with: SUNDIALS' serial one with our own norm, and with the few operations of every step written
// for lanes (core/lanes.hpp); all others are the serial vector's.

#pragma once

#include <sundials/sundials_nvector.h>

namespace riverchief::numerics {

class System;

/// A vector of the system's size, zero.
N_Vector make_state_vector(System& system, SUNContext context);
/// The system whose state it is: its error_norm() is the vector's norm.
System& system_of(N_Vector vector);

}  // namespace riverchief::numerics
