// Structures: where they stand, and the keys of their kind as physics::structure_kinds() names them.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

#include "core/quantity.hpp"
#include "io/basin_reader.hpp"
#include "io/setting_reader.hpp"
#include "physics/structure_kinds.hpp"

namespace riverchief::io {
namespace {

using physics::StructureKey;
using physics::StructureKind;

constexpr double same_place = 1.0;  // [m]

/// A value of a key as it could be written, for messages.
std::string example_of(const StructureKey& key) {
  if (key.kind == StructureKey::Kind::word) return fmt::format("\"{}\"", key.words.empty() ? "" : key.words.front());
  if (key.kind == StructureKey::Kind::curve) return fmt::format("[[...], [...]] ({} and {}), or \"curves/NAME.csv\"", key.quantity, key.second_quantity);
  const core::Quantity* quantity = core::find_quantity(key.quantity);
  const auto accepted = quantity ? core::accepted_units(quantity->unit) : std::vector<std::string>{};
  return accepted.empty() || accepted.front() == "1" ? "1.0" : fmt::format("1.0 (in {})", accepted.front());
}

/// What is given; the kinds know their defaults, and tell a key that was given from one that was not.
void read_keys(TomlTable& t, const StructureKind& kind, basin::Structure& s, InputFiles& files, Complaints& complaints) {
  for (const StructureKey& key : kind.keys) {
    const std::string name(key.name), example = key.required ? example_of(key) : "";
    switch (key.kind) {
      case StructureKey::Kind::number:
        if (const auto value = t.number(key.name, key.quantity, example)) s.settings.numbers[name] = *value;
        break;
      case StructureKey::Kind::curve:
        if (auto curve = read_curve(t, key.name, std::string(key.quantity), std::string(key.second_quantity), files, complaints, example)) s.settings.curves[name] = std::move(*curve);
        break;
      case StructureKey::Kind::word: {
        const std::vector<std::string> words(key.words.begin(), key.words.end());
        if (const auto word = t.choice(key.name, words, example)) s.settings.words[name] = words[*word];
        break;
      }
    }
  }
}

/// The placements that a kind allows, as a user writes them.
std::string placements(const StructureKind& kind) {
  std::vector<std::string> list;
  if (kind.across) list.emplace_back("at = \"river: 9.5 km\" (across a river)");
  if (kind.along) list.emplace_back("over = \"river: 20 km to 26 km left\" with to (along a bank)");
  if (kind.link) list.emplace_back("from and to (a link)");
  return fmt::format("{}", fmt::join(list, ", or "));
}

/// `over`, which needs a bank, and the storage cell behind it.
bool read_along(TomlTable& t, const BasinRead& read, basin::Structure& s) {
  const auto over = known_stretch(t, "over", read, "");
  const auto to = known_end(t, "to", read, true, "\"lake\"");
  if (over && !over->bank) {
    t.error(t.where("over"), fmt::format("{} does not say on which bank it stands", t.name()), fmt::format("'{}' means both", basin::to_text(*over)), "write left or right behind it, as seen looking downstream.");
    return false;
  }
  if (to && to->place) {
    t.error(t.where("to"), fmt::format("{} goes to no storage cell", t.name()), fmt::format("what leaves over a bank goes to a storage cell or \"outside\", and '{}' is a place on a river", basin::to_text(*to->place)), "name a storage cell, or make it a link with from and to.");
    return false;
  }
  if (!over || !to) return false;
  s.over = *over;
  s.to = *to;
  return true;
}

/// `from` and `to`, which are two different places.
bool read_link(TomlTable& t, const BasinRead& read, basin::Structure& s) {
  const auto from = known_end(t, "from", read, true, "\"lake\""), to = known_end(t, "to", read, true, "\"river: 3 km\"");
  if (!from || !to) return false;
  s.link = true;
  s.from = *from;
  s.to = *to;
  if (!from->place && from->storage.empty()) {
    t.error(t.where("from"), fmt::format("{} comes from outside", t.name()), "nothing is known of the water there", "let it begin at a place or a storage cell; water that enters is a [[lateral_inflow]] or a [[boundary]].");
    return false;
  }
  const bool same_storage = !from->storage.empty() && from->storage == to->storage;
  const bool same_point = from->place && to->place && from->place->river == to->place->river && std::abs(from->place->chainage - to->place->chainage) < same_place;
  if (!same_storage && !same_point) return true;
  t.error(t.where("to"), fmt::format("both ends of {} are the same", t.name()), same_storage ? fmt::format("they lie in '{}'", from->storage) : fmt::format("they lie less than {:g} m apart", same_place),
          "name two different places or storage cells; across a river a structure stands at = \"river: 9.5 km\".", {{t.where("from"), "the other end"}});
  return false;
}

/// Where the structure stands; the key that says so, or "" after a complaint.
std::string read_placement(TomlTable& t, const StructureKind& kind, const BasinRead& read, basin::Structure& s) {
  for (const char* key : {"at", "over", "from", "to"}) t.value(key);
  const bool at = t.has("at"), over = t.has("over"), from = t.has("from"), to = t.has("to");
  if (at + over + from > 1 || (at && to)) {
    const char* first = at ? "at" : "over";
    const char* second = at && over ? "over" : from ? "from" : "to";
    t.error(t.where(second), fmt::format("{} stands in two ways: {} and {}", t.name(), first, second), "a structure stands across a river, along a bank, or between two ends", fmt::format("keep one: {}.", placements(kind)), {{t.where(first), "the other one"}});
    return "";
  }
  if (!at && !over && !from) {
    t.error(to ? t.where("to") : t.here(), fmt::format("{} does not say where it stands", t.name()), to ? "it has to, and neither from nor over" : "", fmt::format("add {}.", placements(kind)));
    return "";
  }
  const char* key = at ? "at" : over ? "over" : "from";
  if ((at && !kind.across) || (over && !kind.along) || (from && !kind.link)) {
    t.error(t.where(key), fmt::format("{} cannot stand {}", t.name(), at ? "across a river" : over ? "along a bank" : "between two ends"), fmt::format("{}: {}", kind.name, kind.says), fmt::format("write {}.", placements(kind)));
    return "";
  }
  if (over) return read_along(t, read, s) ? key : "";
  if (from) return read_link(t, read, s) ? key : "";
  s.at = known_place(t, "at", read, "");
  return s.at ? key : "";
}

}  // namespace

void read_structures(TomlTable& file, BasinRead& read, InputFiles& files, Complaints& complaints) {
  std::vector<std::string> names;
  for (const StructureKind& kind : physics::structure_kinds()) names.emplace_back(kind.name);
  Ids ids("structure");
  for (TomlTable& t : file.tables("structure", "a structure")) {
    basin::Structure s;
    const std::size_t before = complaints.errors();
    s.id = ids.read(t);
    s.name_zh = t.text("name_zh");
    s.name_en = t.text("name_en");
    read_owner_labels(t, read, s.jurisdiction, s.chief);
    const auto number = t.choice("kind", names, "\"weir\"");
    if (!number) {
      read.unread.insert(s.id);
      t.report_missing();  // which other keys belong here depends on the kind
      continue;
    }
    const StructureKind& kind = physics::structure_kinds()[*number];
    s.kind = names[*number];
    BasinRead::StructurePlace places{t.here(), {}, {}};
    const std::string stands = read_placement(t, kind, read, s);
    read_keys(t, kind, s, files, complaints);
    if (!kind.setting.empty() && !s.settings.numbers.count(std::string(kind.setting))) s.setting = t.number(kind.setting, kind.setting);
    if (const auto rate = read_setting_rate(t, kind)) s.setting_rate = *rate;
    t.finish();
    if (s.id.empty()) continue;
    if (complaints.errors() > before) {
      read.unread.insert(s.id);  // its kind may not judge settings that are not there
    }
    places.at = t.where(stands);
    for (const auto& entry : t.all().entries) places.keys[entry.key] = t.where(entry.key);
    if (!stands.empty()) read.structures.push_back(std::move(places)), read.basin.structures.push_back(std::move(s));
    else read.unread.insert(s.id);
  }
}

}  // namespace riverchief::io
