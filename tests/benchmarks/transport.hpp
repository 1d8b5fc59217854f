// What constituents and tags cost on the long river, as a ratio to B, and how well a pulse keeps its shape.

#pragma once

namespace riverchief::benchmarks {

void measure_transport(int repeats);

}  // namespace riverchief::benchmarks
