// Every open end of a river needs one boundary, and every connected part of the network a way out for its water.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "io/forcing_reader.hpp"

namespace riverchief::io {
namespace {

constexpr double at_the_end = 1.0;  // [m] a boundary this near to a river's end is at it

/// An open end and the boundary it has got.
struct End {
  std::size_t river;
  double chainage;
  bool is_head;
  std::vector<std::size_t> boundaries = {};
  bool is_excused = false;  ///< something about it is wrong that has been said already
};

std::vector<End> open_ends(const basin::Basin& basin) {
  std::vector<End> ends;
  for (std::size_t r = 0; r < basin.rivers.size(); ++r) {
    if (!basin.rivers[r].leaves && basin.rivers[r].leaves_storage.empty()) ends.push_back({r, 0.0, true});
    if (!basin.rivers[r].joins && basin.rivers[r].joins_storage.empty()) ends.push_back({r, basin.rivers[r].length, false});
  }
  return ends;
}

/// Connected parts of the network: rivers, then storage cells, in the order of the basin.
class Parts {
 public:
  explicit Parts(const basin::Basin& basin) : basin_(basin), part_(basin.rivers.size() + basin.storages.size()) {
    std::iota(part_.begin(), part_.end(), std::size_t{0});
    for (std::size_t r = 0; r < basin.rivers.size(); ++r) {
      const basin::River& river = basin.rivers[r];
      for (const auto& place : {river.joins, river.leaves}) join(r, number(basin::End{place, ""}));
      for (const auto& storage : {river.joins_storage, river.leaves_storage}) join(r, number(basin::End{{}, storage}));
    }
    for (const basin::Structure& s : basin.structures) {
      const std::size_t begin = s.over ? number(basin::End{basin::Place{s.over->river, s.over->from, {}}, ""}) : number(s.from);
      join(begin, number(s.to));
      const bool leads_outside = (s.over || s.link) && !s.to.place && s.to.storage.empty();
      if (leads_outside && begin != nothing) outlets_.push_back(begin);
    }
  }
  /// Index of the first river or storage cell of the part.
  std::size_t of(std::size_t thing) const { return part_[thing]; }
  std::size_t size() const { return part_.size(); }
  /// Whether water can leave a part otherwise than by a boundary: to outside, or into a storage cell, which takes it up.
  bool has_way_out(std::size_t part) const {
    for (std::size_t i = basin_.rivers.size(); i < part_.size(); ++i)
      if (part_[i] == part) return true;
    return std::any_of(outlets_.begin(), outlets_.end(), [&](std::size_t i) { return part_[i] == part; });
  }
  std::string names(std::size_t part) const {
    std::string list;
    for (std::size_t i = 0; i < basin_.rivers.size(); ++i)
      if (part_[i] == part) list += (list.empty() ? "" : ", ") + basin_.rivers[i].id;
    return list;
  }

 private:
  static constexpr std::size_t nothing = static_cast<std::size_t>(-1);
  std::size_t number(const basin::End& end) const {
    if (const basin::River* river = end.place ? basin::find_river(basin_, end.place->river) : nullptr) return static_cast<std::size_t>(river - basin_.rivers.data());
    const basin::Storage* storage = basin::find_storage(basin_, end.storage);
    return storage ? basin_.rivers.size() + static_cast<std::size_t>(storage - basin_.storages.data()) : nothing;
  }
  void join(std::size_t i, std::size_t j) {
    if (i == nothing || j == nothing) return;
    const std::size_t a = part_[i], b = part_[j];
    std::replace(part_.begin(), part_.end(), std::max(a, b), std::min(a, b));
  }
  const basin::Basin& basin_;
  std::vector<std::size_t> part_, outlets_;
};

bool lets_water_out(basin::BoundaryKind kind) {
  return kind == basin::BoundaryKind::water_level || kind == basin::BoundaryKind::rating_curve || kind == basin::BoundaryKind::normal_depth;
}

std::string end_text(const basin::Basin& basin, const End& end) { return basin::to_text(basin::Place{basin.rivers[end.river].id, end.chainage, {}}); }

/// What is wrong with a boundary that stands at no open end.
void misplaced(const ScenarioReading& reading, const basin::Boundary& boundary, const core::Where& where, const std::vector<End>& ends) {
  const auto& basin = reading.read.basin;
  const auto river = static_cast<std::size_t>(basin::find_river(basin, boundary.at.river) - basin.rivers.data());
  const basin::River& r = basin.rivers[river];
  const std::string what = fmt::format("the boundary at '{}' is at no open end", basin::to_text(boundary.at));
  std::string list;
  for (const End& end : ends)
    if (end.river == river) list += (list.empty() ? "" : ", ") + end_text(basin, end);
  const std::string fix = list.empty() ? "remove it; water that enters on the way is a [[lateral_inflow]]." : fmt::format("open ends of '{}': {}; water that enters on the way is a [[lateral_inflow]].", r.id, list);
  if (boundary.at.chainage < at_the_end && (r.leaves || !r.leaves_storage.empty()))
    reading.complaints.error(where, what, fmt::format("the head of '{}' leaves '{}' there", r.id, r.leaves ? basin::to_text(*r.leaves) : r.leaves_storage), fix, {{reading.read.rivers[river].leaves, "it leaves here"}});
  else if (boundary.at.chainage > r.length - at_the_end && (r.joins || !r.joins_storage.empty()))
    reading.complaints.error(where, what, fmt::format("the mouth of '{}' joins '{}' there", r.id, r.joins ? basin::to_text(*r.joins) : r.joins_storage), fix, {{reading.read.rivers[river].joins, "it joins here"}});
  else
    reading.complaints.error(where, what, fmt::format("'{}' is {:g} km long", r.id, r.length / 1000.0), fix);
}

}  // namespace

void check_boundaries(const ScenarioReading& reading, const BoundaryPlaces& places) {
  const auto& basin = reading.read.basin;
  const auto& where = places.read;
  auto& boundaries = reading.scenario.boundaries;
  std::vector<End> ends = open_ends(basin);
  for (std::size_t b = 0; b < boundaries.size(); ++b) {
    basin::Place& at = boundaries[b].at;
    const auto end = std::find_if(ends.begin(), ends.end(), [&](const End& e) { return basin.rivers[e.river].id == at.river && std::abs(e.chainage - at.chainage) <= at_the_end; });
    if (end == ends.end()) {
      misplaced(reading, boundaries[b], where[b], ends);
      for (End& e : ends) e.is_excused = e.is_excused || basin.rivers[e.river].id == at.river;
      continue;
    }
    at.chainage = end->chainage;
    if (!end->boundaries.empty())
      reading.complaints.error(where[b], fmt::format("'{}' has two boundaries", end_text(basin, *end)), "", "keep one of them.", {{where[end->boundaries.front()], "the other one"}});
    end->boundaries.push_back(b);
  }
  for (End& end : ends) {
    if (!places.all_have_a_place || !reading.read.rivers[end.river].hangs_together) end.is_excused = true;
    for (const basin::Place& at : places.of_no_kind)
      if (basin.rivers[end.river].id == at.river && std::abs(end.chainage - at.chainage) <= at_the_end) end.is_excused = true;
  }

  const Parts parts(basin);
  for (std::size_t r = 0; r < basin.rivers.size(); ++r) {
    if (parts.of(r) != r) continue;  // once for every part
    bool has_outlet = parts.has_way_out(r), has_boundary = has_outlet, all_closed = true, is_excused = !reading.read.unread.empty();
    for (std::size_t i = 0; i < basin.rivers.size(); ++i) is_excused = is_excused || (parts.of(i) == r && !reading.read.rivers[i].hangs_together);
    std::vector<const End*> bare;
    for (const End& end : ends) {
      if (parts.of(end.river) != r) continue;
      is_excused = is_excused || end.is_excused;
      if (end.boundaries.empty() && !end.is_excused) bare.push_back(&end);
      for (const std::size_t b : end.boundaries) {
        has_boundary = true;
        has_outlet = has_outlet || lets_water_out(boundaries[b].kind);
        all_closed = all_closed && boundaries[b].kind == basin::BoundaryKind::closed;
      }
    }
    const std::string names = parts.names(r);
    if (!has_boundary && !is_excused && basin.rivers.size() > 1 && !boundaries.empty()) {
      reading.complaints.error(reading.read.rivers[r].table, fmt::format("river '{}' is connected to no boundary", basin.rivers[r].id), fmt::format("connected with each other: {}", names),
                               "let it join or leave another river, or add a [[boundary]] at its ends.");
      continue;
    }
    for (const End* end : bare) {
      const std::string at = end_text(basin, *end);
      reading.complaints.error(reading.read.rivers[end->river].table, fmt::format("the {} of river '{}' is open and has no boundary", end->is_head ? "head" : "mouth", basin.rivers[end->river].id),
                               fmt::format("it {} no other river, and no [[boundary]] of '{}' says at = \"{}\"", end->is_head ? "leaves" : "joins", reading.scenario.file, at),
                               fmt::format("add a [[boundary]] at \"{}\" (kind = \"closed\" for a wall), or let the river {} another one.", at, end->is_head ? "leave" : "join"));
    }
    if (!has_outlet && !is_excused && bare.empty() && reading.scenario.initial.steady)
      reading.complaints.error(reading.read.rivers[r].table, "there is no downstream boundary", fmt::format("no boundary lets water out of the rivers {}; a steady start needs one", names),
                               all_closed ? "give a boundary of kind water_level, rating_curve or normal_depth, or start from [initial] profile."
                                          : "give the mouth a boundary of kind water_level, rating_curve or normal_depth.");
  }
}

}  // namespace riverchief::io
