// The language of rules, in texts of TOML files: what a rule looks at, and when it begins and ends.
//
//   condition   reading above|below number unit  |  reading above|below reading [by number unit]  |  time after|before instant
//   reading     water_level at X  |  discharge at PLACE  |  discharge of STRUCTURE  |  concentration of POLLUTANT at X
//   conditions  condition [and condition ...]            X: a place on a river ("zhimai: 9.5 km") or the id of a storage cell

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "basin/basin.hpp"

namespace riverchief::io {

/// Something in a text that is not as it should be; `offset` in bytes from the text's beginning.
struct TextMistake {
  std::size_t offset = 0;
  std::string what, why, fix;
};

/// A reading with the places of its names in the text.
struct WrittenReading {
  basin::Reading reading;
  std::size_t offset = 0;                                        ///< of its first word
  std::size_t at_offset = 0, structure_offset = 0, pollutant_offset = 0;
};

struct WrittenCondition {
  WrittenReading reading;
  bool above = true;
  double value = 0.0;
  std::vector<WrittenReading> than;  ///< one or none
  std::size_t offset = 0;            ///< of its first word
  basin::Condition condition() const;
};

struct WrittenConditions {
  std::vector<WrittenCondition> conditions;
  std::vector<TextMistake> mistakes;  ///< every wrong condition has one; the others are read
};

/// Reads conditions joined by "and".
WrittenConditions parse_conditions(std::string_view text);

struct ReadingOrMistake {
  std::vector<WrittenReading> reading;  ///< one, or none where there is a mistake
  std::vector<TextMistake> mistakes;
};
/// Reads what a rule looks at: "water_level at lake".
ReadingOrMistake parse_reading(std::string_view text);

/// The texts that would be read as these; times as UTC.
std::string to_text(const basin::Reading& reading);
std::string to_text(const std::vector<basin::Condition>& conditions);
/// "water_level", "discharge", "concentration", "time".
std::string to_text(basin::Reads what);

}  // namespace riverchief::io
