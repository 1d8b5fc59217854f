#include "io/setting_reader.hpp"

#include <fmt/format.h>

#include "core/quantity.hpp"
#include "physics/structure_kinds.hpp"

namespace riverchief::io {
namespace {

/// Width between the crests, or of the whole section without them.
double width_of(const basin::Section& section) { return section.right_crest.value_or(section.points.back().offset) - section.left_crest.value_or(section.points.front().offset); }

/// Lowest ground and width at an end; what lies outside is left as it is.
void look_at(const basin::End& end, const basin::Basin& basin, double& bed, double& width) {
  if (const basin::River* river = end.place ? basin::find_river(basin, end.place->river) : nullptr) {
    const basin::Section section = basin::interpolate_section(*river, end.place->chainage);
    bed = basin::bed_level(section);
    width = std::min(width, width_of(section));
  } else if (const basin::Storage* storage = basin::find_storage(basin, end.storage)) {
    bed = basin::bottom_level(*storage);
  }
}

double crest_level(const basin::River& river, double chainage, basin::Bank bank) {
  const basin::Section section = basin::interpolate_section(river, chainage);
  const auto& crest = bank == basin::Bank::left ? section.left_crest : section.right_crest;
  return basin::ground_level(section, crest.value_or(bank == basin::Bank::left ? section.points.front().offset : section.points.back().offset));
}

}  // namespace

physics::Surroundings surroundings_of(const basin::Structure& s, const basin::Basin& basin) {
  physics::Surroundings around;
  if (s.at) {
    look_at({s.at, ""}, basin, around.left_bed, around.width);
    around.right_bed = around.left_bed;
  } else if (s.over) {
    const basin::River& river = *basin::find_river(basin, s.over->river);
    const basin::Bank bank = s.over->bank.value_or(basin::Bank::left);
    double other_bed = 0.0;
    look_at({basin::Place{river.id, s.over->from, bank}, ""}, basin, around.left_bed, around.width);
    look_at({basin::Place{river.id, s.over->to, bank}, ""}, basin, other_bed, around.width);
    around.left_bed = std::max(around.left_bed, other_bed);
    around.right_bed = around.left_bed;
    look_at(s.to, basin, around.right_bed, around.width);
    around.length = s.over->to - s.over->from;
    around.crest_from = crest_level(river, s.over->from, bank);
    around.crest_to = crest_level(river, s.over->to, bank);
  } else {
    look_at(s.from, basin, around.left_bed, around.width);
    around.right_bed = around.left_bed;  // outside, water falls freely
    look_at(s.to, basin, around.right_bed, around.width);
  }
  return around;
}

std::optional<double> read_setting_rate(TomlTable& table, const physics::StructureKind& kind) {
  if (!table.has("setting_rate")) return table.value("setting_rate"), std::nullopt;
  if (kind.setting.empty() || kind.grows) {
    table.value("setting_rate");
    table.error(table.where("setting_rate"), fmt::format("{} has a setting_rate and nothing to move", table.name()), fmt::format("{}: {}", kind.name, kind.says), "remove setting_rate.");
    return std::nullopt;
  }
  const core::Quantity* setting = core::find_quantity(kind.setting);
  const bool is_length = setting && setting->unit == "m";
  const auto rate = table.number("setting_rate", is_length ? "setting_rate" : "share_rate");
  if (!rate || *rate > 0.0) return rate;
  table.error(table.where("setting_rate"), fmt::format("setting_rate of {} is not above 0", table.name()), "it would never move", "give a rate above 0, or leave it out where it moves at once.");
  return std::nullopt;
}

std::vector<physics::StructureProblem> problems_of(const basin::Structure& structure, std::optional<double> value, const basin::Basin& basin) {
  const physics::StructureKind& kind = *physics::find_structure_kind(structure.kind);
  const std::string setting(kind.setting);
  physics::StructureSettings with = structure.settings;
  if (value) with.numbers[setting] = *value;
  auto problems = kind.problems ? kind.problems(with, surroundings_of(structure, basin)) : std::vector<physics::StructureProblem>{};
  const auto height = with.numbers.find("height");
  if (setting == "opening" && value && height != with.numbers.end() && *value > height->second)
    problems.push_back({setting, "opening is greater than height", fmt::format("opening {:g} m, and the gate opens {:g} m at most", *value, height->second), "give an opening up to the height, or check the height."});
  return problems;
}

bool has_known_surroundings(const basin::Structure& s, const BasinRead& read) {
  const auto has_sections = [&](const std::string& id) {
    const basin::River* river = basin::find_river(read.basin, id);
    return river && !river->sections.empty();
  };
  return !read.unread.count(s.id) && (!s.at || has_sections(s.at->river)) && (!s.over || has_sections(s.over->river)) && (!s.from.place || has_sections(s.from.place->river)) &&
         (!s.to.place || has_sections(s.to.place->river)) && !read.unread.count(s.from.storage) && !read.unread.count(s.to.storage);
}

bool can_be_set(const basin::Structure& structure, double value, const core::Where& where, const std::string& who, const BasinRead& read, Complaints& complaints) {
  const physics::StructureKind* kind = physics::find_structure_kind(structure.kind);
  if (!kind || kind->setting.empty()) return true;
  const std::string setting(kind->setting);
  if (!within_range(value, setting, fmt::format("{} that {} asks of structure '{}'", setting, who, structure.id), "", where, complaints)) return false;
  if (!has_known_surroundings(structure, read)) return true;
  for (const physics::StructureProblem& problem : problems_of(structure, value, read.basin)) {
    if (problem.key != setting) continue;
    complaints.error(where, fmt::format("{} asks of structure '{}' what it cannot do: {}", who, structure.id, problem.what), problem.why, problem.fix);
    return false;
  }
  return true;
}

}  // namespace riverchief::io
