// One table of a TOML file, read key by key. Whatever is asked for is known; finish() reports the rest.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "basin/place.hpp"
#include "io/date_time.hpp"
#include "io/toml_value.hpp"

namespace riverchief::io {

class TomlTable {
 public:
  /// \param name  for messages: "river 'creek'"; may be changed once the id is known
  TomlTable(const TomlValue& value, const TextFile& file, Complaints& complaints, std::string name)
      : value_(&value), file_(&file), complaints_(&complaints), name_(std::move(name)) {}

  const std::string& name() const { return name_; }
  void rename(std::string name) { name_ = std::move(name); }
  const TextFile& file() const { return *file_; }
  Complaints& complaints() const { return *complaints_; }

  bool has(std::string_view key) const;
  core::Where here() const { return file_->where(value_->line, value_->column); }  ///< of the table
  core::Where where(std::string_view key) const;                                   ///< of the key's value, or of the table
  core::Where where_key(std::string_view key) const;                               ///< of the key itself, or of the table

  /// The text of a key; "" where it is missing, with a complaint when there is an example of what should stand there.
  std::string text(std::string_view key, std::string_view example = "");
  /// A number in the unit and within the range of a quantity of the table in core/quantity.
  ///
  /// \param example  of a value as written; not empty = the key must be there
  std::optional<double> number(std::string_view key, std::string_view quantity, std::string_view example = "");
  std::optional<int> whole_number(std::string_view key);
  std::optional<Instant> instant(std::string_view key, std::string_view example = "");
  /// A number or a text, as it was written, among known words; nothing after a complaint.
  std::optional<std::size_t> choice(std::string_view key, const std::vector<std::string>& known, std::string_view example = "");
  std::optional<basin::Place> place(std::string_view key, std::string_view example = "");
  std::optional<basin::Stretch> stretch(std::string_view key, std::string_view example = "");
  /// Numbers per id: concentration = {cod = "20 mg/L"}; ids are checked against the known ones.
  std::map<std::string, double> numbers(std::string_view key, std::string_view quantity, const std::vector<std::string>& ids, const std::string& what);
  /// A sub-table, or nothing.
  std::optional<TomlTable> table(std::string_view key, std::string name);
  /// Another file whose [[tables]] belong to this one.
  void add_part(const TomlValue& value, const TextFile& file) { parts_.emplace_back(value, file, *complaints_, file.path); }
  /// The tables of [[key]], here and in the parts.
  std::vector<TomlTable> tables(std::string_view key, const std::string& name);
  const TomlValue* value(std::string_view key);
  const TomlValue& all() const { return *value_; }

  /// Reports the keys that nobody asked for and those that are missing; a misspelt key counts once.
  void finish();
  /// Reports the missing keys only, where the rest cannot be judged.
  void report_missing();
  /// Reads a value that was found in this table as a quantity.
  std::optional<double> as_number(const TomlValue& value, const std::string& key, std::string_view quantity) {
    return as_number(value, key, quantity, key + " of " + name_);
  }

  void error(const core::Where& where, std::string what, std::string why, std::string fix, Complaints::Notes notes = {}) {
    complaints_->error(where, std::move(what), std::move(why), std::move(fix), std::move(notes));
  }

 private:
  std::optional<double> as_number(const TomlValue& value, const std::string& key, std::string_view quantity, const std::string& label);
  const TomlValue::Entry* entry(std::string_view key) const;
  const TomlValue* wanted(std::string_view key, std::string_view example);
  void wrong_kind(std::string_view key, const TomlValue& value, const std::string& expected, std::string_view example);

  const TomlValue* value_;
  const TextFile* file_;
  Complaints* complaints_;
  std::string name_;
  std::vector<TomlTable> parts_;
  std::vector<std::string> asked_;
  std::vector<std::pair<std::string, std::string>> missing_;  ///< keys that must be there, and an example
};

/// Reports a value outside the range of its quantity; false then.
///
/// \param what     for the message: "length of river 'creek'"
/// \param written  the value as the user wrote it; "" = as it is
bool within_range(double value, std::string_view quantity, const std::string& what, const std::string& written, const core::Where& where, Complaints& complaints);

/// Reports a unit that does not fit a quantity.
void wrong_unit(const std::string& unit, std::string_view quantity, const std::string& what, const core::Where& where, Complaints& complaints);

}  // namespace riverchief::io
