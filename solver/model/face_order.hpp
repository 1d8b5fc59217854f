// How faces lie in memory.
//
// Cells are numbered in elimination order, so that nearly all faces lie in chains: face f of a chain stands between the cells f and f + 1
// (or f + 1 and f, where the way to the root leads up the river), and its neighbours are the faces f − 1 and f + 1.

#pragma once

#include <cstddef>
#include <vector>

#include "core/lanes.hpp"
#include "core/parallel.hpp"
#include "model/network.hpp"

namespace riverchief::model {

/// Faces first ... end − 1 between the cells first ... end.
struct Chain {
  std::size_t first, end;
  bool reversed;  ///< the greater number lies upstream
};

/// Chains in pieces of work: many short ones make one piece.
class Chains {
 public:
  void add(const Chain& chain);
  /// Calls act(chain) for all, several at a time.
  template <class Act>
  void each(Act&& act) const {
    core::evenly(piece_.size(), [&](std::size_t k) {
      const std::size_t end = k + 1 < piece_.size() ? piece_[k + 1] : all_.size();
      for (std::size_t i = piece_[k]; i < end; ++i) act(all_[i]);
    });
  }
  const std::vector<Chain>& all() const { return all_; }

 private:
  std::vector<Chain> all_;
  std::vector<std::size_t> piece_;  // the first chain of each
  std::size_t faces_ = 0;           // in the last piece
};

/// Places in memory, one for each lane.
struct Places {
  std::size_t of[core::lane_count];
};
/// Faces that lie anywhere, gathered into lanes.
struct Gathered {
  Places face, left, right, before, after;  ///< left, right: sites; before, after: faces, the face itself where there is none
  std::size_t count;                        ///< the other lanes repeat the last face
};
std::vector<Gathered> gather(const Network& network, const std::vector<std::size_t>& faces);

/// How the faces of a network lie in memory.
struct FaceOrder {
  Chains chains;
  std::vector<std::size_t> lone;  ///< all others
  std::vector<Gathered> gathered; ///< the same
};
FaceOrder face_order(const Network& network);

}  // namespace riverchief::model
