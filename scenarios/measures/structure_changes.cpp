// Structures built, or built differently: a gate widened, a weir's crest lowered, a culvert added. Keys are those of the structure's kind.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/quantity.hpp"
#include "io/setting_reader.hpp"
#include "physics/structure_kinds.hpp"
#include "scenarios/measures/edit.hpp"

namespace riverchief::measures {
namespace {

using physics::StructureKey;
using physics::StructureKind;

const std::vector<std::string> places{"at", "over", "from", "to"};

/// What a key can hold, as it is written.
const StructureKey* find_key(const StructureKind& kind, const std::string& name) {
  const auto found = std::find_if(kind.keys.begin(), kind.keys.end(), [&](const StructureKey& key) { return key.name == name; });
  return found == kind.keys.end() ? nullptr : &*found;
}

std::string unit_of(std::string_view quantity) {
  const core::Quantity* known = core::find_quantity(quantity);
  return known ? std::string(known->unit) : "1";
}

/// Reads `written` (a key of the measure) into the structure's key.
void read_key(Settings& settings, const StructureKey& key, const std::string& written, basin::Structure& structure) {
  const std::string name(key.name);
  if (key.kind == StructureKey::Kind::curve) {
    settings.complain(written, fmt::format("measure '{}' gives '{}' of structure '{}', which is a curve", settings.id(), name, structure.id), "a measure holds numbers and words",
                      "change the curve in a basin.toml of its own.");
  } else if (key.kind == StructureKey::Kind::word) {
    const std::optional<std::string> word = settings.text(written);
    if (!word) return;
    std::vector<std::string> words(key.words.begin(), key.words.end());
    if (std::find(words.begin(), words.end(), *word) == words.end()) {
      settings.complain(written, fmt::format("'{}' is no {} of a {}", *word, name, structure.kind), "", suggestion(*word, words, "words"));
      return;
    }
    structure.settings.words[name] = *word;
  } else if (const std::optional<double> value = settings.number(written, unit_of(key.quantity))) {
    structure.settings.numbers[name] = *value;
  }
}

/// What the kind finds wrong with the structure where it stands.
void check(Edit& edit, const basin::Structure& structure, const StructureKind& kind, const std::string& at) {
  if (!kind.problems) return;
  physics::StructureSettings with = structure.settings;
  if (structure.setting) with.numbers[std::string(kind.setting)] = *structure.setting;
  for (const physics::StructureProblem& problem : kind.problems(with, io::surroundings_of(structure, edit.basin))) {
    edit.settings.complain(edit.settings.has(problem.key) ? problem.key : at, fmt::format("structure '{}' of measure '{}': {}", structure.id, edit.settings.id(), problem.what),
                           problem.why, problem.fix);
  }
}

/// An end of a link: "outside", a storage id, or a place.
std::optional<basin::End> read_end(Edit& edit, const std::string& key) {
  const std::optional<std::string> text = edit.settings.text(key);
  if (!text) return std::nullopt;
  basin::End end;
  if (*text == "outside") return end;
  if (basin::find_storage(edit.basin, *text)) {
    end.storage = *text;
    return end;
  }
  if (text->find(':') != std::string::npos) {
    end.place = edit.settings.place(key, edit.basin);
    return end.place ? std::optional(end) : std::nullopt;
  }
  std::vector<std::string> known;
  for (const basin::Storage& s : edit.basin.storages) known.push_back(s.id);
  edit.settings.complain(key, fmt::format("'{}' of measure '{}' is neither a place nor a storage", *text, edit.settings.id()), "", suggestion(*text, known, "storages"));
  return std::nullopt;
}

void read_placement(Edit& edit, const StructureKind& kind, basin::Structure& structure) {
  Settings& settings = edit.settings;
  const std::string form = settings.one_of({"at", "over", "from"}, "where its structure stands");
  if (form.empty()) return;
  if (!(form == "at" ? kind.across : form == "over" ? kind.along : kind.link)) {
    settings.complain(form, fmt::format("structure '{}' of measure '{}' cannot stand {}", structure.id, settings.id(), form == "at" ? "across a river" : form == "over" ? "along a bank" : "between two ends"),
                      fmt::format("a {} is {}", kind.name, kind.says), "see the kinds of structures in data/README.md.");
    return;
  }
  if (form == "at") {
    structure.at = settings.place("at", edit.basin);
    return;
  }
  if (!settings.has("to")) {
    settings.complain(form, fmt::format("structure '{}' of measure '{}' leads nowhere", structure.id, settings.id()), "", "add to = a storage id, a place or \"outside\".");
    return;
  }
  if (const auto to = read_end(edit, "to")) structure.to = *to;
  if (form == "over") {
    structure.over = settings.stretch("over", edit.basin);
    if (structure.over && !structure.over->bank) {
      settings.complain("over", fmt::format("structure '{}' of measure '{}' does not say on which bank it stands", structure.id, settings.id()), "", "write left or right behind the stretch.");
    }
  } else {
    structure.link = true;
    if (const auto from = read_end(edit, "from")) structure.from = *from;
  }
}

}  // namespace

void structure_settings(Edit& edit) {
  Settings& settings = edit.settings;
  for (const char* key : {"structure", "key", "value"}) {
    if (!settings.has(key)) settings.complain("", fmt::format("measure '{}' lacks {}", settings.id(), key), "", fmt::format("add {}: the structure's id, one of its keys, the key's new value.", key));
  }
  const std::optional<std::string> id = settings.text("structure"), name = settings.text("key");
  basin::Structure* structure = id ? known_structure(edit, "structure", *id) : nullptr;
  if (!structure || !name || !settings.fine()) return;
  edit.report.over = *id;
  const StructureKind& kind = *physics::find_structure_kind(structure->kind);
  const StructureKey* key = find_key(kind, *name);
  if (!key && *name != kind.setting) {
    std::vector<std::string> known;
    for (const StructureKey& k : kind.keys) known.emplace_back(k.name);
    settings.complain("key", fmt::format("a {} has no '{}'", kind.name, *name), "", suggestion(*name, known, "keys"));
    return;
  }
  const basin::Structure before = *structure;
  if (*name == kind.setting) {
    structure->setting = settings.number("value", unit_of(kind.setting));
    if (structure->settings.numbers.count(*name)) structure->settings.numbers[*name] = structure->setting.value_or(0.0);
  } else {
    read_key(settings, *key, "value", *structure);
  }
  if (!settings.fine()) return;
  if (structure->settings.numbers == before.settings.numbers && structure->settings.words == before.settings.words && structure->setting == before.setting) {
    settings.changes_nothing("value", fmt::format("{} of '{}' is that already", *name, *id), "give another value.");
    return;
  }
  check(edit, *structure, kind, "value");
  const auto old = before.settings.numbers.find(*name);
  const auto now = std::as_const(*structure).settings.numbers.find(*name);
  if (old != before.settings.numbers.end() && now != structure->settings.numbers.end()) edit.report.notes.push_back(fmt::format("{} from {:g} to {:g}", *name, old->second, now->second));
  edit.report.quantities = {{"structures", 1.0, "1"}};
  add_stated_price(edit, "structures", 1.0, "yuan/structure");
}

void structure_addition(Edit& edit) {
  Settings& settings = edit.settings;
  std::vector<std::string> kinds;
  for (const StructureKind& k : physics::structure_kinds()) kinds.emplace_back(k.name);
  if (!settings.has("structure_kind")) {
    settings.complain("", fmt::format("measure '{}' does not say what it builds", settings.id()), "", suggestion("", kinds, "kinds of structures"));
    return;
  }
  const std::optional<std::string> name = settings.text("structure_kind");
  if (!name) return;
  const StructureKind* kind = physics::find_structure_kind(*name);
  if (!kind) {
    settings.complain("structure_kind", fmt::format("unknown kind '{}' of structure in measure '{}'", *name, settings.id()), "", suggestion(*name, kinds, "kinds of structures"));
    return;
  }
  basin::Structure structure;
  structure.id = settings.has("structure") ? settings.text("structure").value_or("") : settings.id();
  structure.kind = *name;
  if (basin::find_structure(edit.basin, structure.id) || basin::find_storage(edit.basin, structure.id)) {
    settings.complain("structure", fmt::format("the basin already has '{}'", structure.id), "", "give the new structure an id of its own.");
  }
  std::vector<std::string> keys{"id", "kind", "owner", "unit_price", "structure", "structure_kind"};
  keys.insert(keys.end(), places.begin(), places.end());
  for (const StructureKey& key : kind->keys) keys.emplace_back(key.name);
  if (!kind->setting.empty()) keys.emplace_back(kind->setting);
  settings.check_keys(keys);
  read_placement(edit, *kind, structure);
  for (const StructureKey& key : kind->keys) {
    const std::string written(key.name);
    if (settings.has(written)) {
      read_key(settings, key, written, structure);
    } else if (key.required) {
      settings.complain("structure_kind", fmt::format("structure '{}' of measure '{}' lacks {}", structure.id, settings.id(), written), std::string(key.says),
                        key.kind == StructureKey::Kind::curve ? "a measure holds no curves: put this structure into basin.toml, closed, and open it by a rule." : fmt::format("add {} = ...", written));
    } else if (key.kind == StructureKey::Kind::number && !std::isnan(key.otherwise)) {
      structure.settings.numbers[written] = key.otherwise;
    } else if (key.kind == StructureKey::Kind::word && !key.words.empty()) {
      structure.settings.words[written] = key.words.front();
    }
  }
  const std::string setting(kind->setting);
  if (!setting.empty() && settings.has(setting) && !find_key(*kind, setting)) structure.setting = settings.number(setting, unit_of(setting));
  if (!settings.fine()) return;
  check(edit, structure, *kind, "structure_kind");
  if (!settings.fine()) return;
  if (structure.over) edit.report.over = basin::to_text(*structure.over);
  else if (structure.at) edit.report.over = basin::to_text(*structure.at);
  edit.report.quantities = {{"structures", 1.0, "1"}};
  edit.report.notes.push_back(fmt::format("{} of kind {}", structure.id, structure.kind));
  add_stated_price(edit, "structures", 1.0, "yuan/structure");
  edit.basin.structures.push_back(std::move(structure));
}

}  // namespace riverchief::measures
