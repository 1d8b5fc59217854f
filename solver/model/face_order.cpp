#include "model/face_order.hpp"

#include <algorithm>

namespace riverchief::model {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

}  // namespace

std::vector<Gathered> gather(const Network& net, const std::vector<std::size_t>& faces) {
  std::vector<Gathered> all;
  for (std::size_t i = 0; i < faces.size(); i += core::lane_count) {
    Gathered& lanes = all.emplace_back();
    lanes.count = std::min(core::lane_count, faces.size() - i);
    for (std::size_t k = 0; k < core::lane_count; ++k) {
      const std::size_t f = faces[std::min(i + k, faces.size() - 1)];
      const Face& face = net.faces[f];
      lanes.face.of[k] = f;
      lanes.left.of[k] = idx(face.left_site), lanes.right.of[k] = idx(face.right_site);
      lanes.before.of[k] = face.before >= 0 ? idx(face.before) : f, lanes.after.of[k] = face.after >= 0 ? idx(face.after) : f;
    }
  }
  return all;
}

FaceOrder face_order(const Network& net) {
  FaceOrder order;
  const auto lies = [&](std::size_t f, bool reversed) {
    const Face& face = net.faces[f];
    if (f == 0 || f + 1 >= net.faces.size() || face.barrier || face.step || face.special >= 0 || face.inflow >= 0) return false;
    const std::size_t left = reversed ? f + 1 : f, right = reversed ? f : f + 1, before = reversed ? f + 1 : f - 1, after = reversed ? f - 1 : f + 1;
    const auto beside = [&](int neighbour, std::size_t wanted) { return neighbour < 0 || idx(neighbour) == wanted; };
    return idx(face.left) == left && idx(face.right) == right && face.left_site == face.left && face.right_site == face.right &&
           beside(face.before, before) && beside(face.after, after);
  };
  Chain open{0, 0, false};  // the chain that the next face may lengthen
  for (std::size_t f = 0; f < net.faces.size(); ++f) {
    const bool straight = lies(f, false), reversed = !straight && lies(f, true), lone = !straight && !reversed;
    if (!lone && open.end == f && open.end > open.first && open.reversed == reversed && f - open.first < core::piece_size) {
      open.end = f + 1;
      continue;
    }
    if (open.end > open.first) order.chains.add(open);
    open = lone ? Chain{f, f, false} : Chain{f, f + 1, reversed};
    if (lone) order.lone.push_back(f);
  }
  if (open.end > open.first) order.chains.add(open);
  order.gathered = gather(net, order.lone);
  return order;
}

void Chains::add(const Chain& chain) {
  if (piece_.empty() || faces_ >= core::piece_size) piece_.push_back(all_.size()), faces_ = 0;
  all_.push_back(chain);
  faces_ += chain.end - chain.first;
}

}  // namespace riverchief::model
