// Do the rivers hang together?

#include <fmt/format.h>

#include <algorithm>

#include "io/basin_reader.hpp"

namespace riverchief::io {
namespace {

/// A river's end that opens into another river.
void check_end(const BasinRead& read, const basin::River& river, const basin::Place& place, const core::Where& where, const std::string& verb, Complaints& complaints) {
  const basin::River* host = basin::find_river(read.basin, place.river);
  if (!host) {
    complaints.error(where, fmt::format("river '{}' {} nothing: there is no river '{}'", river.id, verb, place.river), "", suggestion(place.river, read.river_ids(), "rivers"));
  } else if (host == &river) {
    complaints.error(where, fmt::format("river '{}' {} itself", river.id, verb), "", "name another river.");
  } else if (place.chainage < 0.0 || place.chainage > host->length + 1e-6) {
    complaints.error(where, fmt::format("river '{}' {} nothing: '{}' lies outside river '{}'", river.id, verb, basin::to_text(place), host->id),
                     fmt::format("'{}' reaches from 0 to {:g} km", host->id, host->length / 1000.0), fmt::format("give a chainage on '{}'.", host->id));
  }
}

/// A river's end that opens into a storage cell.
void check_storage_end(const BasinRead& read, const basin::River& river, const std::string& id, const core::Where& where, const std::string& verb, Complaints& complaints) {
  if (basin::find_storage(read.basin, id) || read.unread.count(id)) return;
  const bool is_river = basin::find_river(read.basin, id) != nullptr;
  complaints.error(where, fmt::format("river '{}' {} nothing: there is no storage cell '{}'", river.id, verb, id), is_river ? fmt::format("'{}' is a river, and a river is met at a chainage", id) : "",
                   is_river ? fmt::format("write {} = \"{}: 20 km\"", verb, id) : suggestion(id, ids_of(read.basin.storages), "storage cells"));
}

/// Storage cells that no river and no structure opens into.
void check_storages(const BasinRead& read, Complaints& complaints) {
  const auto& storages = read.basin.storages;
  for (std::size_t i = 0; i < storages.size(); ++i) {
    const std::string& id = storages[i].id;
    bool is_reached = !read.unread.empty();  // what could not be read may reach it
    for (const auto& place : read.rivers) is_reached = is_reached || !place.hangs_together;
    for (const auto& river : read.basin.rivers) is_reached = is_reached || river.joins_storage == id || river.leaves_storage == id;
    for (const auto& structure : read.basin.structures) is_reached = is_reached || structure.from.storage == id || structure.to.storage == id;
    if (!is_reached)
      complaints.warning(read.storages[i], fmt::format("nothing reaches storage cell '{}'", id), "no structure and no river leads to it or from it", fmt::format("let a river join it, or add a [[structure]] with to = \"{}\"", id));
  }
}

}  // namespace

void check_network(BasinRead& read, Complaints& complaints) {
  const auto& rivers = read.basin.rivers;
  for (std::size_t i = 0; i < rivers.size(); ++i) {
    const std::size_t before = complaints.errors();
    if (rivers[i].joins) check_end(read, rivers[i], *rivers[i].joins, read.rivers[i].joins, "joins", complaints);
    if (rivers[i].leaves) check_end(read, rivers[i], *rivers[i].leaves, read.rivers[i].leaves, "leaves", complaints);
    if (!rivers[i].joins_storage.empty()) check_storage_end(read, rivers[i], rivers[i].joins_storage, read.rivers[i].joins, "joins", complaints);
    if (!rivers[i].leaves_storage.empty()) check_storage_end(read, rivers[i], rivers[i].leaves_storage, read.rivers[i].leaves, "leaves", complaints);
    if (complaints.errors() > before) read.rivers[i].hangs_together = false;
  }
  // follow the mouths downstream: whoever comes back to its own river flows in a circle
  std::vector<std::string> told;
  for (std::size_t i = 0; i < rivers.size(); ++i) {
    std::string path = rivers[i].id;
    std::vector<std::string> circle{rivers[i].id};
    const basin::River* river = &rivers[i];
    for (std::size_t steps = 0; river && river->joins && steps <= rivers.size(); ++steps) {
      river = basin::find_river(read.basin, river->joins->river);
      if (!river || (river == &rivers[i] && steps == 0)) break;  // said above
      path += " -> " + river->id;
      if (river != &rivers[i]) {
        circle.push_back(river->id);
        continue;
      }
      read.rivers[i].hangs_together = false;
      if (std::find(told.begin(), told.end(), river->id) == told.end())
        complaints.error(read.rivers[i].joins, "rivers join in a circle", path, "the mouth of one of them must be open, or join another river.");
      told.insert(told.end(), circle.begin(), circle.end());
      break;
    }
  }
  check_storages(read, complaints);
}

}  // namespace riverchief::io
