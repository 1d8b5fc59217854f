// Rules that can never begin or end, and rules that contradict each other.
//
// A condition bounds one value: a reading, or the difference of two. Conditions can hold together unless their bounds of one value leave
// nothing in between.

#include <fmt/format.h>

#include <limits>
#include <map>

#include "io/basin_reader.hpp"
#include "io/condition_grammar.hpp"

namespace riverchief::io {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

struct Bounds {
  double low = -infinite, high = infinite;
};
/// Bounds per value, by its text.
using Region = std::map<std::string, Bounds>;

/// Keeps what both allow; false where nothing is left of one value.
bool narrow(Region& region, const std::string& value, double low, double high) {
  Bounds& b = region[value];
  b.low = std::max(b.low, low);
  b.high = std::min(b.high, high);
  return b.low < b.high;
}

/// The value that a condition bounds; differences are taken in one order, so that A above B and B below A are the same.
bool add(Region& region, const basin::Condition& c, bool holds = true) {
  const bool above = c.above == holds;
  if (!c.than) return narrow(region, to_text(c.reading), above ? c.value : -infinite, above ? infinite : c.value);
  const std::string a = to_text(c.reading), b = to_text(*c.than);
  const double limit = c.above ? c.value : -c.value;  // of a - b
  if (a < b) return narrow(region, a + " - " + b, above ? limit : -infinite, above ? infinite : limit);
  return narrow(region, b + " - " + a, above ? -infinite : -limit, above ? -limit : infinite);
}

bool add_all(Region& region, const std::vector<basin::Condition>& conditions) {
  bool fine = true;
  for (const auto& c : conditions) fine = add(region, c) && fine;
  return fine;
}

bool can_hold_together(Region a, const Region& b) {
  for (const auto& [value, bounds] : b)
    if (!narrow(a, value, bounds.low, bounds.high)) return false;
  return true;
}

/// Where a rule may be active: where `when` holds, or once it has begun wherever one condition of `until` does not; what has begun after
/// an instant stays after it.
std::vector<Region> active(const basin::Control& c) {
  std::vector<Region> regions;
  if (c.until.empty()) {
    add_all(regions.emplace_back(), c.when);
    return regions;
  }
  for (const auto& end : c.until) {
    Region region;
    add(region, end, false);
    for (const auto& begin : c.when)
      if (begin.reading.what == basin::Reads::time && begin.above) add(region, begin);
    regions.push_back(std::move(region));
  }
  return regions;
}

bool may_meet(const basin::Control& a, const basin::Control& b) {
  for (const Region& one : active(a))
    for (const Region& other : active(b))
      if (can_hold_together(one, other)) return true;
  return false;
}

bool ask_the_same(const basin::Control& a, const basin::Control& b) {
  if (a.reads.has_value() != b.reads.has_value()) return false;
  if (!a.reads) return a.set == b.set;
  return to_text(*a.reads) == to_text(*b.reads) && a.set_by.x == b.set_by.x && a.set_by.y == b.set_by.y;
}

void check_one(const basin::Control& c, const ControlPlaces& places, Complaints& complaints) {
  Region when, until;
  if (!add_all(when, c.when)) {
    complaints.error(places.when, fmt::format("rule '{}' can never begin", c.id), fmt::format("'{}' cannot all hold at once", to_text(c.when)), "change one of the conditions, or make two rules of it.");
    return;
  }
  if (c.until.empty()) return;
  if (!add_all(until, c.until)) {
    complaints.error(places.until, fmt::format("rule '{}' can never end", c.id), fmt::format("'{}' cannot all hold at once", to_text(c.until)), "change one of the conditions.");
    return;
  }
  bool same_values = true;  // other values may end a rule at any moment
  for (const auto& [value, bounds] : until) same_values = same_values && when.count(value);
  if (same_values && can_hold_together(when, until))
    complaints.error(places.until, fmt::format("rule '{}' would end at once where it begins", c.id), fmt::format("'{}' and '{}' hold together", to_text(c.when), to_text(c.until)),
                     "let until lie on the other side of when: above 12.3 m until below 12.0 m.", {{places.when, "where it begins"}});
}

}  // namespace

void check_controls(const std::vector<basin::Control>& controls, const std::vector<ControlPlaces>& places, Complaints& complaints) {
  for (std::size_t i = 0; i < controls.size(); ++i) {
    check_one(controls[i], places[i], complaints);
    for (std::size_t j = 0; j < i; ++j) {
      const basin::Control &a = controls[j], &b = controls[i];
      if (a.structure != b.structure || a.priority != b.priority || ask_the_same(a, b) || !may_meet(a, b)) continue;
      complaints.error(places[i].set, fmt::format("rules '{}' and '{}' contradict each other", a.id, b.id),
                       fmt::format("both move structure '{}' with priority {}, and both can be active at once", b.structure, b.priority), "give one of them a greater priority, or conditions that exclude each other.", {{places[j].set, "the other rule"}});
    }
  }
}

}  // namespace riverchief::io
