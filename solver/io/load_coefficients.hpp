// data/loads/coefficients.toml and what else tells of sources in general: read on first use, and kept among the inputs of the run.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "basin/basin.hpp"
#include "io/input_files.hpp"
#include "io/toml_value.hpp"

namespace riverchief::io {

class LoadCoefficients {
 public:
  LoadCoefficients(InputFiles& files, Complaints& complaints) : files_(files), complaints_(complaints) {}

  /// Amounts of a table, "rural.per_capita", for the pollutants whose standard_item or id it has: value in `unit`.
  basin::Amounts amounts(std::string_view path, std::string_view unit, const std::vector<basin::Pollutant>& pollutants);
  /// A number of the file, "rural.water", in `unit`; 0 after a complaint.
  double number(std::string_view path, std::string_view unit);
  /// The tables within one, "livestock": pig, beef ...
  std::vector<std::string> kinds(std::string_view path);

  /// Limits of GB 18918 for a class, "1A" to "3" [g/m3]; those for 12 degC and below where `cold`.
  basin::Amounts effluent(std::size_t effluent_class, bool cold, const std::vector<basin::Pollutant>& pollutants);

  struct Subtype {
    std::string id, type;
  };
  const std::vector<Subtype>& subtypes();
  const std::vector<std::string>& sectors();

 private:
  const TomlValue& file(std::string_view name, TomlValue& into, bool& is_read);
  const TomlValue* find(std::string_view path);
  void missing(std::string_view path);

  InputFiles& files_;
  Complaints& complaints_;
  TomlValue coefficients_, standard_, types_;
  bool has_coefficients_ = false, has_standard_ = false, has_types_ = false;
  std::vector<Subtype> subtypes_;
  std::vector<std::string> sectors_;
};

/// The value of a key in a table, or nullptr.
const TomlValue* member(const TomlValue& table, std::string_view key);

}  // namespace riverchief::io
