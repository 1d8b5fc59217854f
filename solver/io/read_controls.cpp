// Rules that move the settings of structures.

#include <fmt/format.h>

#include "core/quantity.hpp"
#include "io/basin_reader.hpp"
#include "io/condition_grammar.hpp"
#include "io/setting_reader.hpp"
#include "physics/structure_kinds.hpp"

namespace riverchief::io {
namespace {

/// The place of an offset within a text of one line.
core::Where within(core::Where where, std::string_view text, std::size_t offset) {
  if (where.column <= 0) return where;
  where.column += 1;  // the quotation mark
  for (const char c : text.substr(0, offset)) where.column += (static_cast<unsigned char>(c) & 0xC0u) != 0x80u;
  return where;
}

/// Says whether everything a reading names is there.
bool is_known(const WrittenReading& written, const BasinRead& read, const core::Where& where, std::string_view text, const std::string& in, Complaints& complaints) {
  if (!read.is_known) return true;
  const basin::Reading& r = written.reading;
  bool all = true;
  if (r.what != basin::Reads::time && r.structure.empty()) all = is_there(r.at, read, within(where, text, written.at_offset), r.at.storage, r.at.place ? "a place in " + in : in, complaints);
  if (!r.structure.empty() && !read.unread.count(r.structure) && !basin::find_structure(read.basin, r.structure)) {
    complaints.error(within(where, text, written.structure_offset), fmt::format("unknown structure '{}' in {}", r.structure, in), "", suggestion(r.structure, ids_of(read.basin.structures), "structures"));
    all = false;
  }
  const auto pollutants = read.pollutant_ids();
  if (r.what == basin::Reads::concentration && std::find(pollutants.begin(), pollutants.end(), r.pollutant) == pollutants.end()) {
    complaints.error(within(where, text, written.pollutant_offset), fmt::format("unknown pollutant '{}' in {}", r.pollutant, in), "", suggestion(r.pollutant, pollutants, "pollutants"));
    all = false;
  }
  return all;
}

std::vector<basin::Condition> read_conditions(TomlTable& t, std::string_view key, const BasinRead& read, Complaints& complaints) {
  std::vector<basin::Condition> conditions;
  const std::string text = t.text(key);
  if (text.empty()) return conditions;
  const core::Where where = t.where(key);
  const WrittenConditions written = parse_conditions(text);
  for (const TextMistake& mistake : written.mistakes) complaints.error(within(where, text, mistake.offset), fmt::format("{} of {}: {}", key, t.name(), mistake.what), mistake.why, mistake.fix);
  for (const WrittenCondition& condition : written.conditions) {
    bool all = is_known(condition.reading, read, where, text, t.name(), complaints);
    for (const WrittenReading& than : condition.than) all = is_known(than, read, where, text, t.name(), complaints) && all;
    if (all) conditions.push_back(condition.condition());
  }
  return conditions;
}

/// The structure that the rule moves, which must have something to move; nullptr otherwise.
const basin::Structure* moved_structure(TomlTable& t, const std::string& id, const BasinRead& read, std::string& setting) {
  if (id.empty() || !read.is_known || read.unread.count(id)) return nullptr;
  const basin::Structure* structure = basin::find_structure(read.basin, id);
  if (!structure) {
    t.error(t.where("structure"), fmt::format("unknown structure '{}' in {}", id, t.name()), "", suggestion(id, ids_of(read.basin.structures), "structures"));
    return nullptr;
  }
  const physics::StructureKind* kind = physics::find_structure_kind(structure->kind);
  if (kind->setting.empty() || kind->grows) {
    t.error(t.where("structure"), fmt::format("structure '{}' has nothing that {} could move", id, t.name()), fmt::format("{}: {}", kind->name, kind->says), "name a structure with a setting, such as a gate or a pump.");
    return nullptr;
  }
  setting = kind->setting;
  return structure;
}

/// `reads`, `set_by` and `every`: the setting follows a reading through a curve.
void read_curve_rule(TomlTable& t, const std::string& setting, const BasinRead& read, basin::Control& c, InputFiles& files, Complaints& complaints) {
  t.value("reads");
  const auto every = t.number("every", "every", "\"15 min\"");
  if (every && *every <= 0.0) t.error(t.where("every"), fmt::format("every of {} is not above 0", t.name()), fmt::format("it is {:g}", *every), "give a value above 0, for example \"15 min\".");
  c.every = every.value_or(0.0);
  t.value("set_by");
  c.reads = known_reading(t, "reads", read, "\"water_level at lake\"");
  if (!c.reads) return;
  if (c.reads->what == basin::Reads::time) {
    t.error(t.where("reads"), fmt::format("reads of {} is time", t.name()), "a setting that follows the time is no rule", "give the structure a [[setting]] with a series in the scenario.");
    return;
  }
  if (setting.empty()) return;
  if (const auto curve = read_curve(t, "set_by", to_text(c.reads->what), setting, files, complaints, "[[12.0, 0.0], [12.5, 1.0]]")) c.set_by = *curve;
}

/// Reads one rule; false where it cannot be judged any further.
bool read_control(TomlTable& t, const BasinRead& read, basin::Control& c, ControlPlaces& places, InputFiles& files, Complaints& complaints) {
  const std::size_t before = complaints.errors();
  c.structure = t.text("structure", "\"gate\"");
  std::string setting;
  const basin::Structure* structure = moved_structure(t, c.structure, read, setting);
  c.priority = t.whole_number("priority").value_or(0);
  c.when = read_conditions(t, "when", read, complaints);
  c.until = read_conditions(t, "until", read, complaints);
  if (t.has("until") && !t.has("when")) t.error(t.where("until"), fmt::format("{} has until and no when", t.name()), "it says how it ends and not how it begins", "add when = \"...\", or remove until.");
  t.value("set");
  const bool follows = t.has("reads") || t.has("set_by") || t.has("every");
  if (follows && t.has("set")) {
    t.error(t.where("set"), fmt::format("{} has both set and {}", t.name(), t.has("reads") ? "reads" : t.has("set_by") ? "set_by" : "every"), "a rule sets one value, or follows a reading", "keep set, or reads with set_by and every.");
    for (const char* key : {"reads", "set_by", "every"}) t.value(key);
  } else if (follows) {
    read_curve_rule(t, setting, read, c, files, complaints);
    if (structure)
      for (const double value : c.set_by.y) if (!can_be_set(*structure, value, t.where("set_by"), t.name(), read, complaints)) break;
  } else {
    for (const char* key : {"reads", "set_by", "every"}) t.value(key);
    if (!t.has("set")) t.error(t.here(), fmt::format("{} sets nothing", t.name()), "", "add set = 0.0, or reads, set_by and every.");
    else if (!setting.empty())
      if (const auto value = t.number("set", setting); value && can_be_set(*structure, *value, t.where("set"), t.name(), read, complaints)) c.set = *value;
  }
  t.finish();
  places = {t.here(), t.where("when"), t.where("until"), t.where(t.has("set") ? "set" : "set_by")};
  return complaints.errors() == before;
}

}  // namespace

std::optional<basin::Reading> known_reading(TomlTable& t, std::string_view key, const BasinRead& read, std::string_view example) {
  const std::string text = t.text(key, example);
  if (text.empty()) return std::nullopt;
  const ReadingOrMistake written = parse_reading(text);
  for (const TextMistake& mistake : written.mistakes) t.error(within(t.where(key), text, mistake.offset), fmt::format("{} of {}: {}", key, t.name(), mistake.what), mistake.why, mistake.fix);
  if (written.reading.empty() || !is_known(written.reading.front(), read, t.where(key), text, t.name(), t.complaints())) return std::nullopt;
  return written.reading.front().reading;
}

void read_controls(TomlTable& file, const BasinRead& read, std::vector<basin::Control>& controls, std::vector<ControlPlaces>& places, InputFiles& files, Complaints& complaints) {
  Ids ids("rule");
  for (TomlTable& t : file.tables("control", "a rule")) {
    basin::Control c;
    ControlPlaces p;
    c.id = ids.read(t);
    const bool is_sound = read_control(t, read, c, p, files, complaints);
    if (c.id.empty()) continue;
    const auto same = std::find_if(controls.begin(), controls.end(), [&](const basin::Control& other) { return other.id == c.id; });
    if (same != controls.end()) {  // replaced where it stands, so that the order of rules does not change
      places[static_cast<std::size_t>(same - controls.begin())] = p;
      *same = std::move(c);
      if (!is_sound) places.erase(places.begin() + (same - controls.begin())), controls.erase(same);
    } else if (is_sound) {
      controls.push_back(std::move(c));
      places.push_back(p);
    }
  }
}

}  // namespace riverchief::io
