// The parts of reading a basin that the scenario's reader needs too.

#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "basin/basin.hpp"
#include "io/input_files.hpp"
#include "io/toml_table.hpp"

namespace riverchief::io {

class SourceReader;

/// The period of the scenario that the basin is read for: series in both are measured against it.
struct Period {
  core::Where where;            ///< where the end of the scenario stands
  bool is_known = false;        ///< false: a basin without scenario, or start or end could not be read
  double start_epoch = 0.0;     ///< seconds since 1970-01-01T00:00:00Z
  double duration = 0.0;        ///< [s]
  std::string start_text, end_text;
  int clock = 0;                ///< offset of the scenario's clock from universal time [min]
};

/// Where the parts of a rule stand.
struct ControlPlaces {
  core::Where table, when, until, set;
};

/// Where the part a pollutant plays in the coupled kinetics stands.
struct RolePlace {
  std::string pollutant;
  core::Where role, decay_rate;
  bool has_decay_rate = false;
};

/// A basin with the places of its rivers in the file, for complaints about how they hang together.
struct BasinRead {
  struct RiverPlace {
    core::Where table, joins, leaves;
    bool hangs_together = true;  ///< false: where it joins or leaves is wrong, and has been complained about
  };
  struct StructurePlace {
    core::Where table, at;       ///< `at` of whichever key says where it stands
    std::map<std::string, core::Where> keys;
  };
  basin::Basin basin;
  Period period;
  std::vector<RiverPlace> rivers;  ///< as basin.rivers
  std::vector<core::Where> storages, intakes;  ///< as basin.storages, basin.intakes
  std::vector<core::Where> monitoring_sections;  ///< as basin.monitoring_sections: where they say where they lie
  std::vector<StructurePlace> structures;      ///< as basin.structures
  std::vector<ControlPlaces> controls;         ///< as basin.controls
  std::vector<RolePlace> roles;                ///< of the pollutants that have one
  std::set<std::string> unread;    ///< ids of storages, structures and intakes that have been complained about: nothing more is said of them
  bool is_known = false;           ///< false: the file could not be read at all, so that nothing can be said about names in it

  std::vector<std::string> river_ids() const;
  std::vector<std::string> pollutant_ids() const;
};

/// The ids of a list of rivers, storages ...
template <class Things>
std::vector<std::string> ids_of(const Things& things) {
  std::vector<std::string> ids;
  for (const auto& thing : things) ids.push_back(thing.id);
  return ids;
}

/// Reads basin.toml and the files it names; complains about all mistakes in them, those of the network included.
///
/// \param scenario  whose `parts` belong to the basin in this scenario too; nullptr = none
BasinRead read_basin_file(const std::string& written, const std::string& folder, const core::Where& named_at, const Period& period, InputFiles& files, Complaints& complaints,
                          TomlTable* scenario = nullptr);

/// Jurisdictions, chiefs, pollutants, reactions, outfalls, monitoring sections, owners.
void read_register(TomlTable& file, BasinRead& read, SourceReader& sources);
/// [[transient_storage]]
void read_transient_storages(TomlTable& file, BasinRead& read);
/// Reservoirs, detention areas, flood cells, ponds.
void read_storages(TomlTable& file, BasinRead& read, InputFiles& files, Complaints& complaints);
/// Structures with the keys of their kinds.
void read_structures(TomlTable& file, BasinRead& read, InputFiles& files, Complaints& complaints);
/// Standing rules of a basin or the rules of a scenario; those of the same id are replaced.
void read_controls(TomlTable& file, const BasinRead& read, std::vector<basin::Control>& controls, std::vector<ControlPlaces>& places, InputFiles& files, Complaints& complaints);
/// Intakes, ecological flows, aquifers.
void read_water_use(TomlTable& file, BasinRead& read, InputFiles& files, Complaints& complaints);
/// Function zones, protected sources of drinking water, black-odorous waters.
void read_zones(TomlTable& file, BasinRead& read, Complaints& complaints);
/// `water` of a monitoring section: running or standing.
basin::WaterBody read_water_body(TomlTable& table);
/// `sample_days` and `sample_hour` of a monitoring section.
basin::SamplingCalendar read_sampling(TomlTable& table);

/// [quality], rates, beds, aeration at weirs; whether roles and rates belong together.
void read_quality(TomlTable& file, BasinRead& read, InputFiles& files, Complaints& complaints);

/// Rivers that join or leave what is not there, themselves, or in a circle; storage cells that nothing reaches.
void check_network(BasinRead& read, Complaints& complaints);
/// Structures in their surroundings, and those that stand in each other's way.
void check_structures(const BasinRead& read, Complaints& complaints);
/// Rules that can never begin or end, and rules that contradict each other.
void check_controls(const std::vector<basin::Control>& controls, const std::vector<ControlPlaces>& places, Complaints& complaints);

/// The ids of a list of things, each once; complains about a missing or a second one.
class Ids {
 public:
  explicit Ids(std::string kind) : kind_(std::move(kind)) {}
  /// Reads `id`, renames the table to "river 'creek'"; "" after a complaint.
  std::string read(TomlTable& table);

 private:
  std::string kind_;
  std::map<std::string, core::Where> seen_;
};

/// A key that names something by its id; "" where it is missing or unknown.
std::string reference(TomlTable& table, std::string_view key, const std::vector<std::string>& known, const std::string& what);
/// `jurisdiction` and `chief`.
void read_owner_labels(TomlTable& table, const BasinRead& read, std::string& jurisdiction, std::string& chief);

/// A place on a known river within its length; nothing after a complaint.
std::optional<basin::Place> known_place(TomlTable& table, std::string_view key, const BasinRead& read, std::string_view example);
std::optional<basin::Stretch> known_stretch(TomlTable& table, std::string_view key, const BasinRead& read, std::string_view example);
/// A place on a known river, the id of a known storage cell, or (where that is allowed) "outside".
std::optional<basin::End> known_end(TomlTable& table, std::string_view key, const BasinRead& read, bool outside_is_fine, std::string_view example);
/// What a rule or a gauge looks at, "water_level at lake", with everything in it there; nothing after a complaint.
std::optional<basin::Reading> known_reading(TomlTable& table, std::string_view key, const BasinRead& read, std::string_view example);
/// Says whether an end is there, for texts that name it on the way.
///
/// \param where  of the name, \param said  how it is written, \param in  "control 'open_gate'"
bool is_there(const basin::End& end, const BasinRead& read, const core::Where& where, const std::string& said, const std::string& in, Complaints& complaints);
/// An id without chainage: letters, digits and marks, no colon and no blank.
bool is_storage_id(std::string_view text);

/// Points of a curve from a list [[x, y], ...] or from a CSV with two columns named after the two quantities; x strictly increasing.
///
/// \param example  not empty = the key must be there
/// \returns nothing where it is missing or after a complaint
std::optional<physics::Curve> read_curve(TomlTable& table, std::string_view key, const std::string& x, const std::string& y, InputFiles& files, Complaints& complaints, std::string_view example = "");

/// A series CSV with one column beside the time; a constant 0 after a complaint.
basin::Series read_series_file(const TextFile& file, const std::string& column, const std::string& quantity, const Period& period, Complaints& complaints);
/// `key` as a number, or `series` with a column of that name.
///
/// \param example  of a value; not empty = one of the two must be there
basin::Series read_plain_series(TomlTable& table, const std::string& key, const std::string& quantity, const std::string& example, const Period& period, InputFiles& files, Complaints& complaints);

}  // namespace riverchief::io
