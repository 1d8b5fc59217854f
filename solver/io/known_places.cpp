// Places, stretches and ends that are really there, and the ids that things have.

#include <fmt/format.h>

#include "io/basin_reader.hpp"

namespace riverchief::io {
namespace {

constexpr double round_off = 1e-6;  // [m]

/// Says whether chainages lie on a river of the basin.
bool is_on_river(const BasinRead& read, const core::Where& where, const std::string& name, const std::string& id, double from, double to, Complaints& complaints) {
  if (!read.is_known) return true;
  const basin::River* river = basin::find_river(read.basin, id);
  if (!river) {
    complaints.error(where, fmt::format("unknown river '{}' in {}", id, name), "", suggestion(id, read.river_ids(), "rivers"));
    return false;
  }
  if (from >= -round_off && to <= river->length + round_off) return true;
  complaints.error(where, fmt::format("{} {} river '{}'", name, from == to ? "lies outside" : "reaches beyond", id),
                   fmt::format("chainage {:g} km; the river reaches from 0 to {:g} km", (from < 0.0 ? from : to) / 1000.0, river->length / 1000.0), "give a chainage on the river.");
  return false;
}

/// What to write instead of the id of a storage cell that is not there.
std::string storage_suggestion(const std::string& said, const BasinRead& read) {
  if (basin::find_river(read.basin, said)) return fmt::format("a place on river '{}' has a chainage: \"{}: 3 km\".", said, said);
  return suggestion(said, ids_of(read.basin.storages), "storage cells");
}

}  // namespace

std::string Ids::read(TomlTable& table) {
  const std::string id = table.text("id", "\"a_short_name\"");
  if (id.empty()) return id;
  table.rename(fmt::format("{} '{}'", kind_, id));
  const auto [other, is_new] = seen_.emplace(id, table.where("id"));
  if (!is_new) table.error(table.where("id"), fmt::format("two entries have the id '{}'", id), fmt::format("every {} has an id of its own", kind_), "rename one of them.", {{other->second, "the other one"}});
  return id;
}

std::string reference(TomlTable& table, std::string_view key, const std::vector<std::string>& known, const std::string& what) {
  const std::string id = table.text(key);
  if (id.empty() || std::find(known.begin(), known.end(), id) != known.end()) return id;
  table.error(table.where(key), fmt::format("unknown {} '{}' in {}", what, id, table.name()), "", suggestion(id, known, what + "s"));
  return "";
}

void read_owner_labels(TomlTable& table, const BasinRead& read, std::string& jurisdiction, std::string& chief) {
  jurisdiction = reference(table, "jurisdiction", ids_of(read.basin.jurisdictions), "jurisdiction");
  chief = reference(table, "chief", ids_of(read.basin.chiefs), "chief");
}

std::optional<basin::Place> known_place(TomlTable& table, std::string_view key, const BasinRead& read, std::string_view example) {
  const auto place = table.place(key, example);
  return place && is_on_river(read, table.where(key), table.name(), place->river, place->chainage, place->chainage, table.complaints()) ? place : std::nullopt;
}

std::optional<basin::Stretch> known_stretch(TomlTable& table, std::string_view key, const BasinRead& read, std::string_view example) {
  const auto stretch = table.stretch(key, example);
  return stretch && is_on_river(read, table.where(key), table.name(), stretch->river, stretch->from, stretch->to, table.complaints()) ? stretch : std::nullopt;
}

bool is_storage_id(std::string_view text) { return !text.empty() && text.find_first_of(": \t") == std::string_view::npos && text.find("：") == std::string_view::npos; }

bool is_there(const basin::End& end, const BasinRead& read, const core::Where& where, const std::string& said, const std::string& in, Complaints& complaints) {
  if (end.place) return is_on_river(read, where, in, end.place->river, end.place->chainage, end.place->chainage, complaints);
  if (!read.is_known || read.unread.count(said) || basin::find_storage(read.basin, end.storage)) return true;
  complaints.error(where, fmt::format("unknown storage cell '{}' in {}", said, in), "", storage_suggestion(said, read));
  return false;
}

std::optional<basin::End> known_end(TomlTable& table, std::string_view key, const BasinRead& read, bool outside_is_fine, std::string_view example) {
  const std::string said = table.text(key, example);
  if (said.empty()) return std::nullopt;
  if (said == "outside" && outside_is_fine) return basin::End{};
  basin::End end;
  if (is_storage_id(said)) {
    end.storage = said;
  } else if (!(end.place = table.place(key, example))) {
    return std::nullopt;
  }
  return is_there(end, read, table.where(key), said, table.name(), table.complaints()) ? std::optional(end) : std::nullopt;
}

}  // namespace riverchief::io
