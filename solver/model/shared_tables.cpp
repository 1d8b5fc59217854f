#include "model/shared_tables.hpp"

#include <algorithm>
#include <cmath>

namespace riverchief::model {
namespace {

/// Lengths nearer than this are the same [m]; roughness likewise [s m^-1/3].
constexpr double same = 1e-9;

/// Two independent hashes over the same numbers (FNV-1a with different starts), so that different grounds do not meet.
class Hash {
 public:
  void add(double value) {
    const auto whole = static_cast<std::uint64_t>(std::llround(value / same));
    for (std::uint64_t* h : {&first, &second}) *h = (*h ^ whole) * 0x100000001b3ULL ^ (*h >> 29);
  }
  std::uint64_t first = 0xcbf29ce484222325ULL, second = 0x84222325cbf29ce4ULL;
};

double bed_of(const physics::Ground& ground) {
  double bed = 1e300;
  for (const auto& p : ground.points)
    if (p.offset >= ground.left_crest && p.offset <= ground.right_crest) bed = std::min(bed, p.level);
  return bed;
}

}  // namespace

Site SharedTables::with(const std::vector<physics::TableRow>& table) {
  const Site site{static_cast<int>(rows_.size()), static_cast<int>(table.size()), table.front().level};
  for (physics::TableRow row : table) {
    row.level -= site.bed_level;
    rows_.push_back(row);
  }
  return site;
}

Site SharedTables::on(const physics::Ground& ground) {
  const double bed = bed_of(ground);
  Hash hash;
  for (const auto& p : ground.points) hash.add(p.offset), hash.add(p.level - bed), hash.add(p.manning_n);
  for (const double x : {ground.left_bank, ground.right_bank, ground.left_crest, ground.right_crest}) hash.add(x);
  hash.add(ground.has_left_crest), hash.add(ground.has_right_crest);
  for (const auto& part : ground.ineffective) hash.add(part.from_offset), hash.add(part.to_offset), hash.add(part.level - bed), hash.add(part.permanent);
  for (const auto& at : ground.roughness_by_level) hash.add(at.level - bed), hash.add(at.factor);
  const auto [found, is_new] = made_.try_emplace({hash.first, hash.second});
  if (is_new) found->second = with(physics::tabulate(ground));
  Site site = found->second;
  site.bed_level = bed;
  return site;
}

}  // namespace riverchief::model
