// Seconds this thread has had of a processor: other programs on the machine do not count.

#pragma once

#include <ctime>

namespace riverchief::benchmarks {

inline double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

}  // namespace riverchief::benchmarks
