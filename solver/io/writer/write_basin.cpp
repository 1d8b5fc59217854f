#include "io/writer/write_basin.hpp"

#include <fmt/format.h>

#include "io/writer/toml_text.hpp"
#include "io/writer/write_rules.hpp"
#include "io/writer/write_sections.hpp"
#include "physics/structure_kinds.hpp"

namespace riverchief::io {
namespace {

std::string remark_of(const WritingRemarks& remarks, const std::string& id) {
  const auto found = remarks.of.find(id);
  return found == remarks.of.end() ? "" : found->second;
}

std::string end_text(const basin::End& end) { return end.place ? basin::to_text(*end.place) : end.storage.empty() ? "outside" : end.storage; }

void write_river(TomlText& toml, const basin::River& r, const WritingRemarks& remarks, std::vector<OutputFile>& files) {
  toml.table("[[river]]", remark_of(remarks, r.id));
  toml.key("id", r.id);
  toml.some("name_zh", r.name_zh);
  toml.some("name_en", r.name_en);
  toml.key("length", r.length);
  if (r.leaves || !r.leaves_storage.empty()) toml.key("leaves", r.leaves ? basin::to_text(*r.leaves) : r.leaves_storage);
  if (r.joins || !r.joins_storage.empty()) toml.key("joins", r.joins ? basin::to_text(*r.joins) : r.joins_storage);
  if (r.between_sections == basin::BetweenSections::tables) toml.key("between_sections", "tables");
  std::vector<OutputFile> tables = river_tables(r);
  for (const OutputFile& table : tables) {
    const auto is = [&](const std::string& path) { return table.path == path; };
    toml.key(is(fmt::format("sections/{}.csv", r.id)) ? "sections" : is(fmt::format("sections/{}_ineffective.csv", r.id)) ? "ineffective" : is(fmt::format("centrelines/{}.csv", r.id)) ? "centreline" : "roughness_by_level",
             table.path);
  }
  files.insert(files.end(), std::make_move_iterator(tables.begin()), std::make_move_iterator(tables.end()));
}

void write_storage(TomlText& toml, const basin::Storage& s, const WritingRemarks& remarks, std::vector<OutputFile>& files) {
  static const char* kinds[] = {"reservoir", "detention", "flood_cell", "pond"};
  toml.table("[[storage]]", remark_of(remarks, s.id));
  toml.key("id", s.id);
  toml.some("name_zh", s.name_zh);
  toml.some("name_en", s.name_en);
  toml.key("kind", kinds[static_cast<std::size_t>(s.kind)]);
  if (s.area.x.size() == 1) {
    toml.key("area", s.area.y.front());
    toml.key("bed_level", s.area.x.front());
  } else {
    const std::string path = fmt::format("storages/{}.csv", s.id);
    toml.key("levels", path);
    std::string text = "level [m],area [m2]\n";
    for (std::size_t i = 0; i < s.area.x.size(); ++i) text += fmt::format("{},{}\n", number_text(s.area.x[i]), number_text(s.area.y[i]));
    files.push_back({path, text});
  }
  const auto level = [&](const char* key, const std::optional<double>& value) {
    if (value) toml.key(key, *value);
  };
  level("water_level", s.water_level), level("dead_level", s.dead_level), level("flood_limit_level", s.flood_limit_level);
  level("normal_level", s.normal_level), level("design_flood_level", s.design_flood_level), level("check_flood_level", s.check_flood_level);
  if (s.seepage > 0.0) toml.key("seepage", s.seepage);
}

/// Keys in the order of the kind's table, so that a file reads as data/README.md does.
void write_structure(TomlText& toml, const basin::Structure& s, const WritingRemarks& remarks) {
  toml.table("[[structure]]", remark_of(remarks, s.id));
  toml.key("id", s.id);
  toml.some("name_zh", s.name_zh);
  toml.some("name_en", s.name_en);
  toml.key("kind", s.kind);
  if (s.at) toml.key("at", basin::to_text(*s.at));
  if (s.over) toml.key("over", basin::to_text(*s.over));
  if (s.link) toml.key("from", end_text(s.from));
  if (s.link || s.over) toml.key("to", end_text(s.to));
  const physics::StructureKind* kind = physics::find_structure_kind(s.kind);
  for (const auto& key : kind->keys) {
    const std::string name(key.name);
    if (const auto found = s.settings.numbers.find(name); found != s.settings.numbers.end()) toml.key(name, found->second);
    if (const auto found = s.settings.words.find(name); found != s.settings.words.end()) toml.key(name, found->second);
    if (const auto found = s.settings.curves.find(name); found != s.settings.curves.end()) toml.key(name, found->second);
  }
  if (s.setting) toml.key(kind->setting, *s.setting);
  if (s.setting_rate > 0.0) toml.key("setting_rate", s.setting_rate);
}

}  // namespace

std::vector<OutputFile> basin_files(const basin::Basin& basin, const WritingRemarks& remarks) {
  std::vector<OutputFile> files(1);
  TomlText toml, works;
  toml.comment(remarks.basin);
  toml.line();
  toml.key("name", basin.name);
  toml.some("title_zh", basin.title_zh);
  toml.some("title_en", basin.title_en);
  toml.some("note_zh", basin.note_zh);
  toml.some("note_en", basin.note_en);
  toml.some("crs", basin.crs);
  toml.some("datum", basin.datum);
  const bool has_works = !basin.storages.empty() || !basin.structures.empty() || !basin.controls.empty();
  if (has_works) toml.raw("parts", "[\"structures.toml\"]");
  for (const auto& dispersion : basin.dispersion)
    if (dispersion.river.empty()) dispersion.formula.empty() ? toml.key("dispersion", dispersion.value) : toml.key("dispersion", dispersion.formula);
  for (const auto& river : basin.rivers) write_river(toml, river, remarks, files);
  files[0] = {"basin.toml", toml.text()};
  if (!has_works) return files;
  works.comment("Storage cells, structures and standing rules of this basin.");
  for (const auto& storage : basin.storages) write_storage(works, storage, remarks, files);
  for (const auto& structure : basin.structures) write_structure(works, structure, remarks);
  for (const auto& control : basin.controls) works.table("[[control]]", remark_of(remarks, control.id)), write_control(works, control);
  files.push_back({"structures.toml", works.text()});
  return files;
}

}  // namespace riverchief::io
