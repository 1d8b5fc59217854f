// The settings of one measure as the user wrote them, read with complaints that say where and how to mend.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "basin/scenario.hpp"
#include "core/complaint.hpp"

namespace riverchief::measures {

class Settings {
 public:
  /// \param record      the measure
  /// \param scenario    whose file the complaints name
  /// \param complaints  where complaints go; outlives this object
  Settings(const basin::MeasureRecord& record, const basin::Scenario& scenario, std::vector<core::Complaint>& complaints);

  bool has(std::string_view key) const;
  /// A number in SI: a plain number, or a text with a unit of the same kind as `unit`. Nothing if missing or wrong (then complained of).
  std::optional<double> number(const std::string& key, const std::string& unit);
  std::optional<std::string> text(const std::string& key);
  std::optional<std::vector<std::string>> list(const std::string& key);
  /// A stretch of a river of the basin, inside its length; complains when missing or wrong.
  std::optional<basin::Stretch> stretch(const std::string& key, const basin::Basin& basin);
  /// A place on a river of the basin; complains when missing or wrong.
  std::optional<basin::Place> place(const std::string& key, const basin::Basin& basin);
  /// A share from 0 to 1.
  std::optional<double> share(const std::string& key);
  /// Exactly one of these keys; "" (and a complaint) when none or several are there.
  std::string one_of(const std::vector<std::string>& keys, const std::string& purpose);

  /// Complains about every key that is not in `known`.
  void check_keys(const std::vector<std::string>& known);
  /// Complains at a key, or at the measure where the key is missing.
  void complain(const std::string& key, std::string what, std::string why, std::string fix);
  /// Complains that the measure changes nothing.
  void changes_nothing(const std::string& key, std::string why, std::string fix);

  /// No complaint so far about this measure.
  bool fine() const { return fine_; }
  const std::string& id() const { return record_.id; }
  const std::string& kind() const { return record_.kind; }

 private:
  core::Where where(const std::string& key) const;
  /// The text of a key that says where; complains when missing.
  std::optional<std::string> written_place(const std::string& key, const std::string& example);
  const basin::River* known_river(const std::string& key, const std::string& river, const basin::Basin& basin);

  const basin::MeasureRecord& record_;
  const basin::Scenario& scenario_;
  std::vector<core::Complaint>& complaints_;
  bool fine_ = true;
};

/// "fix" text for a word that is not known: did you mean, or the list of what there is.
std::string suggestion(std::string_view word, const std::vector<std::string>& known, const std::string& what);

}  // namespace riverchief::measures
