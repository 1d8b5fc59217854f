// Rules and the conditions in them.

#include <fmt/format.h>

#include "io/date_time.hpp"
#include "io/writer/toml_text.hpp"
#include "io/writer/write_basin.hpp"
#include "io/writer/write_rules.hpp"

namespace riverchief::io {

std::string reading_text(const basin::Reading& reading) {
  const std::string where = reading.at.place ? basin::to_text(*reading.at.place) : reading.at.storage;
  switch (reading.what) {
    case basin::Reads::time: return "time";
    case basin::Reads::water_level: return "water_level at " + where;
    case basin::Reads::concentration: return fmt::format("concentration of {} at {}", reading.pollutant, where);
    case basin::Reads::discharge: break;
  }
  return reading.structure.empty() ? "discharge at " + where : "discharge of " + reading.structure;
}

std::string condition_text(const std::vector<basin::Condition>& conditions) {
  std::string text;
  for (const auto& c : conditions) {
    if (!text.empty()) text += " and ";
    text += reading_text(c.reading);
    if (c.reading.what == basin::Reads::time) {
      text += fmt::format(" {} {}", c.above ? "after" : "before", to_text(Instant{c.value, 0, true}));
      continue;
    }
    const char* unit = c.reading.what == basin::Reads::water_level ? "m" : c.reading.what == basin::Reads::discharge ? "m3/s" : "mg/L";
    text += c.above ? " above " : " below ";
    if (c.than) text += fmt::format("{} by {} {}", reading_text(*c.than), number_text(c.value), unit);
    else text += fmt::format("{} {}", number_text(c.value), unit);
  }
  return text;
}

void write_control(TomlText& toml, const basin::Control& control) {
  toml.key("id", control.id);
  toml.key("structure", control.structure);
  if (!control.when.empty()) toml.key("when", condition_text(control.when));
  if (!control.until.empty()) toml.key("until", condition_text(control.until));
  if (control.reads) {
    toml.key("reads", reading_text(*control.reads));
    toml.key("set_by", control.set_by);
    toml.key("every", control.every);
  } else {
    toml.key("set", control.set);
  }
  if (control.priority != 0) toml.raw("priority", std::to_string(control.priority));
}

}  // namespace riverchief::io
