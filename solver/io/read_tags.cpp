// Whose the matter is ([tags] of a scenario), and still water beside the rivers ([[transient_storage]] of a basin).

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/forcing_reader.hpp"

namespace riverchief::io {
namespace {

const std::vector<std::string> ways{"source", "boundary", "tributary", "sector", "jurisdiction", "chief"};

/// A text or a list of texts.
std::vector<std::pair<std::string, core::Where>> texts(TomlTable& table, std::string_view key, const std::string& example) {
  std::vector<std::pair<std::string, core::Where>> found;
  const TomlValue* value = table.value(key);
  if (!value) return found;
  if (value->kind == TomlValue::Kind::text) found.emplace_back(value->text, table.where(key));
  else if (value->kind == TomlValue::Kind::list && std::all_of(value->list.begin(), value->list.end(), [](const auto& v) { return v.kind == TomlValue::Kind::text; }))
    for (const TomlValue& item : value->list) found.emplace_back(item.text, table.where(key));
  else table.error(table.where(key), fmt::format("{} of {} is {}", key, table.name(), describe(value->kind)), "it is a text or a list of texts", fmt::format("write {} = {}", key, example));
  return found;
}

}  // namespace

void read_tags(TomlTable& file, const ScenarioReading& reading) {
  auto table = file.table("tags", "[tags]");
  if (!table) return;
  basin::Tagging& tags = reading.scenario.tags;
  const std::size_t before = reading.complaints.errors();
  for (const auto& [by, where] : texts(*table, "by", "[\"source\", \"jurisdiction\"]")) {
    const auto found = std::find(ways.begin(), ways.end(), by);
    if (found == ways.end()) {
      table->error(where, fmt::format("[tags] cannot go by '{}'", by), "", suggestion(by, ways, "ways to tell sources apart"));
      continue;
    }
    const auto way = static_cast<basin::TagsBy>(found - ways.begin());
    if (std::find(tags.by.begin(), tags.by.end(), way) == tags.by.end()) tags.by.push_back(way);
    else table->error(where, fmt::format("[tags] goes by '{}' twice", by), "", "name it once.");
  }
  if (tags.by.empty() && reading.complaints.errors() == before)
    table->error(table->here(), "[tags] does not say by what", "every source, boundary and group needs a set of tags to belong to", "add by = \"source\", or by = [\"jurisdiction\", \"sector\"]");
  for (const auto& [id, where] : texts(*table, "pollutants", "[\"cod\"]")) {
    const auto known = reading.read.pollutant_ids();
    if (reading.read.is_known && std::find(known.begin(), known.end(), id) == known.end()) table->error(where, fmt::format("unknown pollutant '{}' in [tags]", id), "", suggestion(id, known, "pollutants"));
    else tags.pollutants.push_back(id);
  }
  if (const auto every = table->number("release_every", "every")) {
    constexpr double most_windows = 1000.0;
    if (*every <= 0.0) table->error(table->where("release_every"), "release_every of [tags] is not above 0", fmt::format("it is {:g} s", *every), "give a time such as \"1 day\".");
    else if (reading.period.is_known && reading.period.duration / *every > most_windows)
      table->error(table->where("release_every"), "release_every of [tags] splits the run into too many releases", fmt::format("{:.0f} of them; each is a tag for every group, at most {:.0f}", std::ceil(reading.period.duration / *every), most_windows), "give a longer time, such as \"1 day\".");
    else tags.release_every = *every;
  }
  if (const TomlValue* everywhere = table->value("everywhere")) {
    if (everywhere->kind == TomlValue::Kind::boolean) tags.everywhere = everywhere->boolean;
    else table->error(table->where("everywhere"), fmt::format("everywhere of [tags] is {}", describe(everywhere->kind)), "it is true or false", "write everywhere = true");
  }
  table->finish();
}

void read_transient_storages(TomlTable& file, BasinRead& read) {
  Ids ids("transient storage");
  std::vector<std::pair<basin::Stretch, core::Where>> seen;
  for (TomlTable& table : file.tables("transient_storage", "a transient storage")) {
    basin::TransientStorage storage;
    storage.id = ids.read(table);
    const auto over = known_stretch(table, "over", read, "\"creek: 0 km to 2 km\"");
    const auto area = table.number("storage_area", "storage_area", "0.4");
    const auto rate = table.number("exchange_rate", "exchange_rate", "\"3e-5 1/s\"");
    for (const auto& [name, value] : {std::pair{"storage_area", area}, std::pair{"exchange_rate", rate}})
      if (value && !(*value > 0.0)) table.error(table.where(name), fmt::format("{} of {} is not above 0", name, table.name()), fmt::format("it is {:g}", *value), "leave the transient storage out where there is none.");
    if (over) {
      if (over->bank) table.error(table.where("over"), fmt::format("{} names a bank", table.name()), "still water belongs to the whole section", "leave out left or right.");
      for (const auto& [other, where] : seen)
        if (other.river == over->river && over->from < other.to && other.from < over->to) {
          table.error(table.where("over"), fmt::format("{} overlaps another one", table.name()), "a place has one transient storage", "let one end where the other begins.", {{where, "the other one"}});
          break;
        }
      seen.emplace_back(*over, table.where("over"));
      storage.over = *over;
    }
    storage.area = area.value_or(0.0), storage.exchange_rate = rate.value_or(0.0);
    table.finish();
    if (over && !storage.id.empty()) read.basin.transient_storages.push_back(std::move(storage));
  }
}

}  // namespace riverchief::io
