#include "model/tags.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace riverchief::model {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

constexpr std::array<std::string_view, 6> set_names{"source", "boundary", "tributary", "sector", "jurisdiction", "chief"};
constexpr const char* nobodys = "unassigned";

/// What brings matter, as the sets see it.
struct Bringer {
  bool is_boundary = false;
  std::string id, enters, sector, jurisdiction, chief;

  std::string group(basin::TagsBy by) const {
    const auto or_nobody = [](const std::string& label) { return label.empty() ? std::string(nobodys) : label; };
    switch (by) {
      case basin::TagsBy::source: return id;
      case basin::TagsBy::boundary: return is_boundary ? id : "sources";
      case basin::TagsBy::tributary: return enters;
      case basin::TagsBy::sector: return is_boundary ? "boundary" : or_nobody(sector);
      case basin::TagsBy::jurisdiction: return is_boundary ? "boundary" : or_nobody(jurisdiction);
      case basin::TagsBy::chief: return is_boundary ? "boundary" : or_nobody(chief);
    }
    return nobodys;
  }
};

Bringer boundary_of(const basin::Boundary& boundary) {
  Bringer bringer{.is_boundary = true, .id = basin::to_text(boundary.at), .enters = boundary.at.river, .sector = {}, .jurisdiction = {}, .chief = {}};
  return bringer;
}

Bringer bringer_of(const basin::Source& source) {
  return {.id = source.id, .enters = source.storage.empty() ? source.over.river : source.storage, .sector = source.sector, .jurisdiction = source.jurisdiction, .chief = source.chief};
}

}  // namespace

Tags::Tags(const basin::Scenario& scenario, const Network& network) {
  const auto& asked = scenario.tags;
  if (!asked.active() || scenario.basin.pollutants.empty()) return;
  const auto& all = scenario.basin.pollutants;
  // In the coupled kinetics everything may come of everything.
  const bool coupled = std::any_of(all.begin(), all.end(), [](const auto& p) { return p.role != basin::Role::none; });
  std::vector<bool> tagged(all.size(), asked.pollutants.empty() || coupled);
  for (const auto& id : asked.pollutants)
    for (std::size_t p = 0; p < all.size(); ++p) tagged[p] = tagged[p] || all[p].id == id;
  // What a reaction makes of another constituent goes with that one's tags: it has to have some.
  for (std::size_t round = 0; round < all.size(); ++round)
    for (const auto& reaction : scenario.basin.reactions)
      for (std::size_t to = 0; to < all.size(); ++to)
        for (std::size_t from = 0; tagged[to] && all[to].id == reaction.to && from < all.size(); ++from) tagged[from] = tagged[from] || all[from].id == reaction.from;
  for (std::size_t p = 0; p < all.size(); ++p)
    if (tagged[p]) pollutants_.push_back(p);

  release_every_ = asked.release_every, duration_ = scenario.duration;
  if (release_every_ > 0.0) windows_ = static_cast<std::size_t>(std::max(1.0, std::ceil(duration_ / release_every_ - 1e-9)));
  std::vector<Bringer> sources, boundaries, spills(scenario.spills.size());
  for (const auto& boundary : scenario.boundaries) boundaries.push_back(boundary_of(boundary));
  for (const auto& source : network.sources) {
    if (source.boundary >= 0) sources.push_back(boundaries[idx(source.boundary)]);
    else if (source.given >= 0) sources.push_back(bringer_of(network.given[idx(source.given)]));
    else sources.push_back({.id = source.lateral >= 0 ? scenario.lateral_inflows[idx(source.lateral)].id : nobodys, .enters = nobodys, .sector = {}, .jurisdiction = {}, .chief = {}});
  }
  for (std::size_t i = 0; i < spills.size(); ++i) spills[i] = {.id = scenario.spills[i].id, .enters = scenario.spills[i].at.river, .sector = {}, .jurisdiction = {}, .chief = {}};
  for (const auto& given : network.given)
    if (given.kind == "spill" && given.entry >= 0 && idx(given.entry) < spills.size()) spills[idx(given.entry)] = bringer_of(given);

  for (const basin::TagsBy by : asked.by) {
    Set set;
    set.first = list_.size();
    std::vector<std::string> groups;
    const auto numbers = [&](const std::vector<Bringer>& bringers) {
      std::vector<std::size_t> of;
      for (const Bringer& bringer : bringers) {
        const std::string name = bringer.group(by);
        const auto found = std::find(groups.begin(), groups.end(), name);
        of.push_back(static_cast<std::size_t>(found - groups.begin()));
        if (found == groups.end()) groups.push_back(name);
      }
      return of;
    };
    of_boundary_.push_back(numbers(boundaries));
    of_source_.push_back(numbers(sources));
    of_spill_.push_back(numbers(spills));
    set.groups = groups.size();
    const std::string name(set_names[static_cast<std::size_t>(by)]);
    list_.push_back({.set = name, .name = "before_the_run"});
    list_.push_back({.set = name, .name = "bed_and_air"});
    for (std::size_t w = 0; w < windows_; ++w)
      for (const auto& group : groups)
        list_.push_back({.set = name, .name = group, .released_from = static_cast<double>(w) * release_every_,
                         .released_to = release_every_ > 0.0 ? std::min(static_cast<double>(w + 1) * release_every_, duration_) : 0.0});
    set.size = list_.size() - set.first;
    sets_.push_back(set);
  }
  for (std::size_t j = 0; j < pollutants_.size(); ++j)
    for (const Set& set : sets_) blocks_.push_back({pollutants_[j], j * list_.size() + set.first, fixed + set.groups});
}

void Tags::release_at(double time) {
  if (!any() || windows_ == 1) return;
  const double window = std::floor(time / release_every_ + 1e-9);
  window_ = std::min(windows_ - 1, static_cast<std::size_t>(std::max(window, 0.0)));
  for (std::size_t b = 0; b < blocks_.size(); ++b) {
    const Set& set = sets_[b % sets_.size()];
    blocks_[b].active = fixed + (window_ + 1) * set.groups;
  }
}

std::vector<double> Tags::kinks() const {
  std::vector<double> all;
  for (std::size_t w = 1; any() && w < windows_; ++w) all.push_back(static_cast<double>(w) * release_every_);
  return all;
}

void Tags::add(const Groups& groups, std::size_t of, const double* mass, double* columns) const {
  for (std::size_t j = 0; j < pollutants_.size(); ++j)
    for (std::size_t s = 0; s < sets_.size(); ++s) columns[j * list_.size() + tag_of(sets_[s], groups[s][of])] += mass[pollutants_[j]];
}

void Tags::find_columns(const Groups& groups, std::size_t of, std::size_t* columns) const {
  for (std::size_t j = 0; j < pollutants_.size(); ++j)
    for (std::size_t s = 0; s < sets_.size(); ++s) *columns++ = j * list_.size() + tag_of(sets_[s], groups[s][of]);
}

void Tags::add_fixed(std::size_t which, const double* mass, double* columns) const {
  for (std::size_t j = 0; j < pollutants_.size(); ++j)
    for (const Set& set : sets_) columns[j * list_.size() + set.first + which] += mass[pollutants_[j]];
}

}  // namespace riverchief::model
