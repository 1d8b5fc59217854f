// What constituents and tags cost on the long river, as a ratio to B, and how well a pulse keeps its shape.

#pragma once

#include <string>

namespace riverchief::benchmarks {

/// \param cases  data/verification
void measure_transport(const std::string& cases, int repeats);

}  // namespace riverchief::benchmarks
