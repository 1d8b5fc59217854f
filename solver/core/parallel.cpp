#include "core/parallel.hpp"

#include <atomic>

namespace riverchief::core {
namespace {
std::atomic<int> team = 1;
}

int threads() { return team.load(std::memory_order_relaxed); }
void use_threads(int count) { team = std::max(count, 1); }

}  // namespace riverchief::core
