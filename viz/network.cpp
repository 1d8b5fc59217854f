#include "viz/network.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace riverchief::viz {

Network::Network(const ResultFile& file) : file_(file) {
  std::map<std::string, std::size_t> index;
  const auto river_of = [&](const std::string& id) -> River& {
    const auto [found, added] = index.emplace(id, rivers_.size());
    if (added) {
      River river;
      river.id = id;
      river.name_en = id;
      for (const auto& named : file.names.rivers)
        if (named.id == id) {
          river.name_zh = named.name_zh;
          river.name_en = named.name_en.empty() ? id : named.name_en;
        }
      rivers_.push_back(river);
    }
    return rivers_[found->second];
  };
  for (std::size_t cell = 0; cell < file.cells.size(); ++cell) {
    River& river = river_of(file.cells.river[cell]);
    river.cells.push_back(cell);
    river.length = std::max(river.length, file.cells.chainage[cell] + 0.5 * file.cells.length[cell]);
  }
  for (std::size_t face = 0; face < file.faces.size(); ++face) river_of(file.faces.river[face]).faces.push_back(face);
  for (River& river : rivers_) {
    std::sort(river.cells.begin(), river.cells.end(),
              [&](std::size_t a, std::size_t b) { return file.cells.chainage[a] < file.cells.chainage[b]; });
    std::sort(river.faces.begin(), river.faces.end(),
              [&](std::size_t a, std::size_t b) { return file.faces.chainage[a] < file.faces.chainage[b]; });
  }
  std::erase_if(rivers_, [](const River& river) { return river.cells.empty() || river.faces.empty(); });
}

int Network::find(const std::string& id) const {
  for (std::size_t i = 0; i < rivers_.size(); ++i)
    if (rivers_[i].id == id) return static_cast<int>(i);
  return -1;
}

std::size_t Network::cell_at(const River& river, double chainage) const {
  return *std::min_element(river.cells.begin(), river.cells.end(), [&](std::size_t a, std::size_t b) {
    return std::abs(file_.cells.chainage[a] - chainage) < std::abs(file_.cells.chainage[b] - chainage);
  });
}

std::size_t Network::face_at(const River& river, double chainage) const {
  return *std::min_element(river.faces.begin(), river.faces.end(), [&](std::size_t a, std::size_t b) {
    return std::abs(file_.faces.chainage[a] - chainage) < std::abs(file_.faces.chainage[b] - chainage);
  });
}

double Network::value_at(const River& river, double chainage, const std::vector<double>& values) const {
  const auto& along = file_.cells.chainage;
  const auto next = std::find_if(river.cells.begin(), river.cells.end(), [&](std::size_t cell) { return along[cell] >= chainage; });
  if (next == river.cells.begin()) return values[river.cells.front()];
  if (next == river.cells.end()) return values[river.cells.back()];
  const std::size_t b = *next, a = *(next - 1);
  const double share = (chainage - along[a]) / (along[b] - along[a]);
  return share >= 1.0 ? values[b] : (1.0 - share) * values[a] + share * values[b];
}

Point Network::position(const River& river, double chainage) const {
  return {value_at(river, chainage, file_.cells.x), value_at(river, chainage, file_.cells.y)};
}

bool Network::has_positions() const {
  return std::all_of(file_.cells.x.begin(), file_.cells.x.end(), [](double x) { return std::isfinite(x); }) &&
         std::all_of(file_.cells.y.begin(), file_.cells.y.end(), [](double y) { return std::isfinite(y); });
}

std::vector<Meeting> Network::meetings(std::size_t index) const {
  const std::string& host = rivers_[index].id;
  std::vector<Meeting> result;
  for (std::size_t other = 0; other < rivers_.size(); ++other) {
    if (other == index) continue;
    const auto meet = [&](std::size_t face, int cell, bool leaves) {
      if (cell < 0 || file_.faces.river[face] != rivers_[other].id) return;
      const auto place = static_cast<std::size_t>(cell);
      if (file_.cells.river[place] == host) result.push_back({file_.cells.chainage[place], other, leaves});
    };
    meet(rivers_[other].faces.front(), file_.faces.upstream_cell[rivers_[other].faces.front()], true);
    meet(rivers_[other].faces.back(), file_.faces.downstream_cell[rivers_[other].faces.back()], false);
  }
  std::sort(result.begin(), result.end(), [](const Meeting& a, const Meeting& b) { return a.chainage < b.chainage; });
  return result;
}

std::vector<CountyStretch> Network::counties(const River& river) const {
  const Register& names = file_.names;
  const auto county_of = [&](std::string id) {
    const std::string first = id;
    for (std::size_t climbed = 0; climbed <= names.jurisdictions.size(); ++climbed) {
      const auto found = std::find_if(names.jurisdictions.begin(), names.jurisdictions.end(), [&](const auto& j) { return j.id == id; });
      if (found == names.jurisdictions.end()) break;
      if (found->level == "county") return id;
      id = found->parent;
    }
    return first;
  };
  std::set<double> cuts;
  for (const auto& owner : names.owners)
    if (owner.river == river.id) cuts.insert({owner.from, owner.to});
  std::vector<CountyStretch> result;
  for (auto cut = cuts.begin(); cut != cuts.end() && std::next(cut) != cuts.end(); ++cut) {
    CountyStretch stretch{*cut, *std::next(cut), {}, {}};
    for (const auto& owner : names.owners) {  // the later entry wins
      if (owner.river != river.id || owner.from > stretch.from || owner.to < stretch.to) continue;
      if (owner.bank != "right") stretch.left = county_of(owner.jurisdiction);
      if (owner.bank != "left") stretch.right = county_of(owner.jurisdiction);
    }
    if (stretch.left.empty()) stretch.left = stretch.right;
    if (stretch.right.empty()) stretch.right = stretch.left;
    if (stretch.left.empty()) continue;
    if (!result.empty() && result.back().left == stretch.left && result.back().right == stretch.right && result.back().to == stretch.from)
      result.back().to = stretch.to;
    else
      result.push_back(stretch);
  }
  return result;
}

std::string Network::jurisdiction_name(const std::string& id, const Language& in) const {
  for (const auto& jurisdiction : file_.names.jurisdictions)
    if (jurisdiction.id == id) return in.name(jurisdiction.name_zh, jurisdiction.name_en);
  return id;
}

std::string Network::county_name(const CountyStretch& stretch, const Language& in) const {
  const std::string left = jurisdiction_name(stretch.left, in);
  return stretch.left == stretch.right ? left : left + "/" + jurisdiction_name(stretch.right, in);
}

}  // namespace riverchief::viz
