// Work in pieces, on the threads that one run may use. Pieces do not depend on the number of threads, and what is summed is summed
// piece by piece in their order: the values are the same on one thread and on many.

#pragma once

#include <algorithm>
#include <cstddef>

namespace riverchief::core {

/// Numbers in one piece of an array: small enough that pieces can be dealt out evenly.
inline constexpr std::size_t piece_size = 2048;
/// Fewer pieces are not worth handing out: waiting for the last thread costs more than their work.
inline constexpr std::size_t fewest_pieces = 8;

/// Threads that one run may use; 1 unless told otherwise. For the whole program.
int threads();
void use_threads(int count);

/// Calls act(i) for i = 0 ... count − 1, in any order and several at a time: few pieces of work that may differ much.
template <class Act>
void at_once(std::size_t count, Act&& act) {
  const int team = threads();
  if (team == 1 || count < 2) {
    for (std::size_t i = 0; i < count; ++i) act(i);
    return;
  }
#ifdef _OPENMP
#pragma omp parallel for num_threads(team) schedule(dynamic)
#endif
  for (std::size_t i = 0; i < count; ++i) act(i);
}

/// The same for many pieces that are alike: each thread has its own neighbours, call after call, which its cache may still hold.
template <class Act>
void evenly(std::size_t count, Act&& act) {
  const int team = threads();
  if (team == 1 || count < fewest_pieces) {
    for (std::size_t i = 0; i < count; ++i) act(i);
    return;
  }
#ifdef _OPENMP
#pragma omp parallel for num_threads(team) schedule(static)
#endif
  for (std::size_t i = 0; i < count; ++i) act(i);
}

inline std::size_t pieces_of(std::size_t count) { return (count + piece_size - 1) / piece_size; }

/// Calls act(piece, from, end) for the pieces of 0 ... count − 1.
template <class Act>
void in_pieces(std::size_t count, Act&& act) {
  evenly(pieces_of(count), [&](std::size_t k) { act(k, k * piece_size, std::min(count, (k + 1) * piece_size)); });
}

}  // namespace riverchief::core
