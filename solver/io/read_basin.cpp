#include <fmt/format.h>

#include <algorithm>
#include <deque>

#include "core/quantity.hpp"
#include "io/basin_reader.hpp"
#include "io/read_scenario.hpp"
#include "io/read_sections.hpp"
#include "physics/dispersion_formulas.hpp"
#include "io/source_reader.hpp"

namespace riverchief::io {
namespace {

/// Longitudinal dispersion: a value or the name of a formula.
std::optional<basin::Dispersion> read_dispersion(TomlTable& table, const std::string& river) {
  static const std::vector<std::string> formulas = physics::dispersion_formula_names();
  const TomlValue* value = table.value("dispersion");
  if (!value) return std::nullopt;
  if (value->kind == TomlValue::Kind::text && value->text.find_first_of("0123456789") != 0) {
    if (std::find(formulas.begin(), formulas.end(), value->text) != formulas.end()) return basin::Dispersion{river, 0.0, value->text};
    table.error(table.where("dispersion"), fmt::format("dispersion of {} is neither a value nor a formula", table.name()), fmt::format("it says '{}'", value->text),
                core::closest(value->text, formulas).empty() ? "write dispersion = \"20 m2/s\" or dispersion = \"fischer_1979\"" : suggestion(value->text, formulas, "formulas"));
    return std::nullopt;
  }
  const auto number = table.number("dispersion", "dispersion");
  return number ? std::optional(basin::Dispersion{river, *number, ""}) : std::nullopt;
}

/// Where an end of a river opens into another river (a place) or a storage cell (its id); false after a complaint.
bool read_opening(TomlTable& table, std::string_view key, std::optional<basin::Place>& place, std::string& storage) {
  if (const TomlValue* value = table.value(key); value && value->kind == TomlValue::Kind::text && is_storage_id(value->text)) {
    storage = value->text;
    return true;
  }
  if (table.has(key)) place = table.place(key);
  return !table.has(key) || place;
}

void read_river(TomlTable& table, Ids& ids, BasinRead& read, InputFiles& files, Complaints& complaints) {
  basin::River river;
  river.id = ids.read(table);
  river.name_zh = table.text("name_zh");
  river.name_en = table.text("name_en");
  const auto length = table.number("length", "length", "\"12.4 km\"");
  river.length = length.value_or(core::find_quantity("length")->highest);  // an unknown length must not make every place wrong
  const auto manning_n = table.number("manning_n", "manning_n");
  if (const auto dispersion = read_dispersion(table, river.id)) read.basin.dispersion.push_back(*dispersion);
  const bool has_mouth = read_opening(table, "joins", river.joins, river.joins_storage), has_head = read_opening(table, "leaves", river.leaves, river.leaves_storage);
  if (table.has("between_sections") && table.choice("between_sections", {"shape", "tables"}).value_or(0) == 1) river.between_sections = basin::BetweenSections::tables;
  const std::string sections = table.text("sections", fmt::format("\"sections/{}.csv\"", river.id.empty() ? "river" : river.id));
  const std::string ineffective = table.text("ineffective"), by_level = table.text("roughness_by_level"), centreline = table.text("centreline");
  const std::string folder = table.file().folder();
  if (!sections.empty()) {
    const std::size_t before = complaints.errors();
    if (const TextFile* file = files.open(sections, folder, table.where("sections"))) {
      river.sections = read_sections(*file, river, manning_n, complaints);
      if (river.sections.empty() && complaints.errors() == before)
        complaints.error(table.where("sections"), fmt::format("river '{}' has no sections", river.id), "", "add at least one section.");
    }
  }
  if (!ineffective.empty())
    if (const TextFile* file = files.open(ineffective, folder, table.where("ineffective"))) read_ineffective(*file, river, complaints);
  if (!by_level.empty())
    if (const TextFile* file = files.open(by_level, folder, table.where("roughness_by_level"))) read_roughness_by_level(*file, river, complaints);
  if (!centreline.empty())
    if (const TextFile* file = files.open(centreline, folder, table.where("centreline"))) river.centreline = read_centreline(*file, river, complaints);
  table.finish();
  if (river.id.empty()) return;
  read.rivers.push_back({table.here(), table.where("joins"), table.where("leaves"), has_mouth && has_head});
  read.basin.rivers.push_back(std::move(river));
}

}  // namespace

std::vector<std::string> BasinRead::river_ids() const {
  std::vector<std::string> ids;
  for (const auto& river : basin.rivers) ids.push_back(river.id);
  return ids;
}

std::vector<std::string> BasinRead::pollutant_ids() const {
  std::vector<std::string> ids;
  for (const auto& pollutant : basin.pollutants) ids.push_back(pollutant.id);
  return ids;
}

namespace {

/// parts = ["structures.toml"], in the basin or in the scenario: other files whose lists belong to the basin too.
void read_parts(TomlTable& named_in, TomlTable& table, std::deque<TomlValue>& parts, InputFiles& files, Complaints& complaints) {
  const TomlValue* named = named_in.value("parts");
  if (!named) return;
  const bool texts = named->kind == TomlValue::Kind::list && std::all_of(named->list.begin(), named->list.end(), [](const auto& v) { return v.kind == TomlValue::Kind::text; });
  if (!texts) {
    named_in.error(named_in.where("parts"), fmt::format("parts of {} are not a list of files", named_in.name()), fmt::format("it is {}", describe(named->kind)), "write parts = [\"structures.toml\"]");
    return;
  }
  for (const TomlValue& path : named->list) {
    const TextFile* file = files.open(path.text, named_in.file().folder(), named_in.where("parts"));
    if (!file) continue;
    bool is_toml = false;
    TomlValue part = parse_toml(*file, complaints, is_toml);
    if (is_toml) table.add_part(parts.emplace_back(std::move(part)), *file);
  }
}

}  // namespace

BasinRead read_basin_file(const std::string& written, const std::string& folder, const core::Where& named_at, const Period& period, InputFiles& files, Complaints& complaints, TomlTable* scenario) {
  BasinRead read;
  read.period = period;
  const TextFile* file = files.open(written, folder, named_at);
  if (!file) return read;
  const TomlValue root = parse_toml(*file, complaints, read.is_known);
  if (!read.is_known) return read;
  TomlTable table(root, *file, complaints, "the basin");
  std::deque<TomlValue> parts;
  read_parts(table, table, parts, files, complaints);
  if (scenario) read_parts(*scenario, table, parts, files, complaints);
  read.basin.folder = file->folder();
  read.basin.name = table.text("name");
  read.basin.title_zh = table.text("title_zh");
  read.basin.title_en = table.text("title_en");
  read.basin.note_zh = table.text("note_zh");
  read.basin.note_en = table.text("note_en");
  read.basin.crs = table.text("crs");
  read.basin.datum = table.text("datum");
  if (const auto dispersion = read_dispersion(table, "")) read.basin.dispersion.push_back(*dispersion);
  Ids ids("river");
  for (TomlTable& river : table.tables("river", "a river")) read_river(river, ids, read, files, complaints);
  if (read.basin.rivers.empty() && !table.has("river")) table.error(file->where(0), "the basin has no river", "", "add a [[river]] with id, length and sections.");
  SourceReader sources(read, files, complaints);
  read_register(table, read, sources);
  read_storages(table, read, files, complaints);
  read_transient_storages(table, read);
  read_sources(table, sources);
  read_structures(table, read, files, complaints);
  read_water_use(table, read, files, complaints);
  read_quality(table, read, files, complaints);
  read_zones(table, read, complaints);
  read_controls(table, read, read.basin.controls, read.controls, files, complaints);
  table.finish();
  check_network(read, complaints);
  check_structures(read, complaints);
  return read;
}

basin::Basin read_basin(const std::string& path, std::vector<core::Complaint>* warnings) {
  Complaints complaints;
  InputFiles files(complaints);
  BasinRead read = read_basin_file(path, "", {path, 0, 0, ""}, {}, files, complaints);
  check_controls(read.basin.controls, read.controls, complaints);
  complaints.throw_if_any_error();
  if (warnings) warnings->insert(warnings->end(), complaints.all().begin(), complaints.all().end());
  return std::move(read.basin);
}

}  // namespace riverchief::io
