// What comes in from outside: boundaries, lateral inflows, spills, and the series they name.

#pragma once

#include <string>
#include <vector>

#include "basin/scenario.hpp"
#include "io/basin_reader.hpp"

namespace riverchief::io {

/// What the readers of a scenario share.
struct ScenarioReading {
  basin::Scenario& scenario;
  const BasinRead& read;
  InputFiles& files;
  Complaints& complaints;
  const Period& period;
};

/// A series and the concentrations beside it.
struct SeriesRead {
  basin::Series series;
  std::map<std::string, basin::Series> concentration;
};

/// `key` as a number, or `series` with a column of that name; concentrations from columns or from `concentration`.
///
/// \param needs_concentration  warn about pollutants that nobody gave: they count as 0
SeriesRead read_series(TomlTable& table, const std::string& key, const std::string& example, bool needs_concentration, const ScenarioReading& reading);

/// Where the boundaries stand in the file, and what is known of those that could not be read.
struct BoundaryPlaces {
  std::vector<core::Where> read;        ///< as scenario.boundaries
  std::vector<basin::Place> of_no_kind; ///< at a good place, but of an unknown kind
  bool all_have_a_place = true;
};
BoundaryPlaces read_boundaries(TomlTable& file, const ScenarioReading& reading);
void read_lateral_inflows(TomlTable& file, const ScenarioReading& reading);
void read_spills(TomlTable& file, const ScenarioReading& reading);
/// [[dumping]]: random events, the same for the same seed.
void read_dumping(TomlTable& file, const ScenarioReading& reading);
/// Warns where sources that live by rain find none in [weather].
void check_rain(const ScenarioReading& reading);

/// [initial], and the profiles or the state it names.
void read_initial(TomlTable& file, const ScenarioReading& reading);
/// A key that is a number or {series = "name.csv"} with a column of the key's name; nothing where it is missing or wrong.
std::optional<basin::Series> read_inline_series(TomlTable& table, const std::string& key, const std::string& quantity, const ScenarioReading& reading);
/// [tags]
void read_tags(TomlTable& file, const ScenarioReading& reading);
/// [weather]
void read_weather(TomlTable& file, const ScenarioReading& reading);
/// [[setting]]
void read_manual_settings(TomlTable& file, const ScenarioReading& reading);
/// [[demand]]: per number of an intake, what replaces the basin's.
std::map<std::size_t, basin::Series> read_demands(TomlTable& file, const ScenarioReading& reading);

/// Monitoring sections to which no water comes.
void check_sections(const basin::Scenario& scenario, const std::vector<core::Where>& places, Complaints& complaints);
/// Every open end needs one boundary, and every connected part of the network a way out.
void check_boundaries(const ScenarioReading& reading, const BoundaryPlaces& places);

}  // namespace riverchief::io
