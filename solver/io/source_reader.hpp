// What the readers of all kinds of sources share: labels, amounts with their defaults, hours.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "io/basin_reader.hpp"
#include "io/load_coefficients.hpp"

namespace riverchief::io {

class SourceReader {
 public:
  SourceReader(BasinRead& basin_read, InputFiles& input_files, Complaints& all_complaints)
      : read(basin_read), files(input_files), complaints(all_complaints), coefficients(files, complaints) {}

  BasinRead& read;
  InputFiles& files;
  Complaints& complaints;
  LoadCoefficients coefficients;

  /// id, names, place, sector, owners. \return false where the place is missing or wrong, after a complaint
  bool labels(TomlTable& t, Ids& ids, basin::SourceLabels& labels, const char* sector);
  std::string sector(TomlTable& t, const char* otherwise);
  /// An id that no other kind of source has.
  std::string id(TomlTable& t, Ids& ids);
  /// Amounts per pollutant: what the table says, and the defaults for the others.
  basin::Amounts amounts(TomlTable& t, std::string_view key, std::string_view quantity, const basin::Amounts& defaults);
  /// A number that is not negative; the default where the key is missing.
  double number(TomlTable& t, std::string_view key, std::string_view quantity, double otherwise);
  /// A number above 0 that must be there.
  double wanted(TomlTable& t, std::string_view key, std::string_view quantity, const char* example);
  double share(TomlTable& t, std::string_view key, double otherwise);
  /// Months of a year, 1 to 12, each once.
  std::vector<int> whole_numbers(TomlTable& t, std::string_view key, int lowest, int highest, const char* example);
  /// `hours`, `on`, `off`, `weekdays`, `months`.
  basin::Schedule schedule(TomlTable& t);
  /// A time of day, "22:30", in seconds.
  std::optional<double> hour(TomlTable& t, const char* key, const TomlValue& value);
  /// `hours = ["22:00", "04:00"]`.
  void hours(TomlTable& t, double& from, double& to);
  /// `discharge` (a number, or in `series` beside the concentrations) and `concentration`.
  void water(TomlTable& t, basin::Series& discharge, basin::SeriesByPollutant& concentration, const basin::Amounts& defaults, bool needed);
  std::vector<std::string> pollutants() const { return read.pollutant_ids(); }
  const std::vector<basin::Pollutant>& all_pollutants() const { return read.basin.pollutants; }

 private:
  std::map<std::string, core::Where> ids_;
};

/// Outfalls.
void read_outfalls(TomlTable& file, SourceReader& reader);
/// The other kinds: people, animals, land, sewers, mines, pits, litter.
void read_sources(TomlTable& file, SourceReader& reader);

}  // namespace riverchief::io
