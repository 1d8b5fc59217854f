#include "scenarios/measures/stretch_sections.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>
#include <vector>

namespace riverchief::measures {
namespace {

constexpr double same_place = 1e-6;  // m: two chainages closer than this are one

bool has_section(const basin::River& river, double from, double to) {
  return std::any_of(river.sections.begin(), river.sections.end(),
                     [&](const basin::Section& s) { return s.chainage >= from && s.chainage <= to; });
}

}  // namespace

SectionRange hold_stretch(basin::River& river, double from, double to) {
  assert(!river.sections.empty() && from < to);
  std::vector<basin::Section> added;
  const auto put_in = [&](double chainage) {
    basin::Section section = basin::interpolate_section(river, chainage);
    section.chainage = chainage;
    added.push_back(std::move(section));
  };
  const double before = std::max(0.0, from - end_distance), after = std::min(river.length, to + end_distance);
  if (from > same_place && !has_section(river, before, from - same_place)) put_in(before);
  if (!has_section(river, from - same_place, from + same_place)) put_in(from);
  if (!has_section(river, to - same_place, to + same_place)) put_in(to);
  if (to < river.length - same_place && !has_section(river, to + same_place, after)) put_in(after);

  river.sections.insert(river.sections.end(), added.begin(), added.end());
  std::stable_sort(river.sections.begin(), river.sections.end(),
                   [](const basin::Section& a, const basin::Section& b) { return a.chainage < b.chainage; });
  SectionRange range{river.sections.size(), 0};
  for (std::size_t i = 0; i < river.sections.size(); ++i) {
    const double x = river.sections[i].chainage;
    if (x < from - same_place || x > to + same_place) continue;
    range.first = std::min(range.first, i);
    range.last = i;
  }
  return range;
}

double average_end_area_volume(const basin::River& river, SectionRange range, const std::vector<double>& area) {
  assert(area.size() == range.last - range.first + 1);
  double volume = 0.0;
  for (std::size_t i = range.first; i < range.last; ++i) {
    const double dx = river.sections[i + 1].chainage - river.sections[i].chainage;
    volume += 0.5 * (area[i - range.first] + area[i - range.first + 1]) * dx;
  }
  return volume;
}

}  // namespace riverchief::measures
