// Four numbers that go through the same law side by side. A law that is written once, as a template over the kind of number, works on
// a double and on four of them; what differs (choosing, largest, root) has a name here. Every operation is the same in each lane
// as for a double, so the two give the same values to the last bit.

#pragma once

#include <cmath>
#include <cstddef>

// Where the compiler can, a loop over lanes is built for processors with AVX2 as well, and the program chooses when it starts.
// Without fused multiplication: the same bits on every processor.
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define RIVERCHIEF_WIDE __attribute__((target_clones("avx2", "default"), flatten))
#else
#define RIVERCHIEF_WIDE
#endif
#define RIVERCHIEF_INLINE inline __attribute__((always_inline))

namespace riverchief::core {

inline constexpr std::size_t lane_count = 4;
using Lanes = double __attribute__((vector_size(32)));
using LaneMask = decltype(Lanes{} < Lanes{});

/// Lanes from four neighbours in memory, and back.
RIVERCHIEF_INLINE void load(const double* from, Lanes& to) { __builtin_memcpy(&to, from, sizeof to); }
RIVERCHIEF_INLINE void load(const double* from, double& to) { to = *from; }
RIVERCHIEF_INLINE void store(double* to, const Lanes& value) { __builtin_memcpy(to, &value, sizeof value); }
RIVERCHIEF_INLINE void store(double* to, double value) { *to = value; }

RIVERCHIEF_INLINE double choose(bool which, double yes, double no) { return which ? yes : no; }
RIVERCHIEF_INLINE Lanes choose(LaneMask which, Lanes yes, Lanes no) { return which ? yes : no; }
RIVERCHIEF_INLINE double larger(double a, double b) { return a > b ? a : b; }
RIVERCHIEF_INLINE Lanes larger(Lanes a, Lanes b) { return a > b ? a : b; }
RIVERCHIEF_INLINE double smaller(double a, double b) { return a < b ? a : b; }
RIVERCHIEF_INLINE Lanes smaller(Lanes a, Lanes b) { return a < b ? a : b; }
RIVERCHIEF_INLINE double size_of(double a) { return std::fabs(a); }
RIVERCHIEF_INLINE Lanes size_of(Lanes a) { return larger(a, -a); }
RIVERCHIEF_INLINE double root(double a) { return std::sqrt(a); }
RIVERCHIEF_INLINE Lanes root(Lanes a) { return Lanes{std::sqrt(a[0]), std::sqrt(a[1]), std::sqrt(a[2]), std::sqrt(a[3])}; }
/// The same number in every lane.
template <class T>
RIVERCHIEF_INLINE T all(double a) {
  return T{} + a;
}

}  // namespace riverchief::core
