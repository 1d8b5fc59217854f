// A Basin says what is there. It has no dates and no decisions: those belong to a Scenario.
//
// Inputs are immutable: a measure takes a basin and returns a new one. All quantities are SI; concentrations g/m3.
// Every element carries opaque owner labels (jurisdiction, chief) that the engine only passes on.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "basin/place.hpp"
#include "basin/quality.hpp"
#include "basin/series.hpp"
#include "basin/transient_storage.hpp"
#include "basin/sources.hpp"
#include "basin/zones.hpp"
#include "physics/structure_law.hpp"

namespace riverchief::basin {

/// One surveyed point. `manning_n` holds from this point to the next one on its right.
struct SectionPoint {
  double offset;     ///< across the river, growing from left to right looking downstream [m]
  double level;      ///< above the datum [m]
  double manning_n;  ///< n [s m^-1/3], >= 0
};

/// Ground that holds water but does not convey it until the water level passes `level`.
struct IneffectiveGround {
  double from_offset, to_offset;  ///< [m]
  double level;                   ///< [m]
  bool permanent = false;         ///< what lies below `level` never conveys, even when the water stands higher
};

/// A factor on the roughness of a whole section at a water level.
struct RoughnessAtLevel {
  double level, factor;  ///< [m], [1]
};

/// A surveyed cross-section, points from left to right (offsets never decrease).
/// Ground outside the embankment crests stores water once the crest is passed and conveys none.
struct Section {
  double chainage = 0.0;                      ///< x [m]
  std::vector<SectionPoint> points;           ///< at least three
  double left_bank = 0.0, right_bank = 0.0;   ///< offsets of the main channel's banks [m]
  std::optional<double> left_crest, right_crest;  ///< offsets of the embankment crests [m]; nothing = no embankment
  std::vector<IneffectiveGround> ineffective;
  std::vector<RoughnessAtLevel> roughness_by_level;  ///< by growing level, linear in between, constant beyond; empty = 1
  std::string station;                        ///< what the people of the river call it, "RM 725.8"; may be empty
};

/// A point of a river's centre line in the basin's coordinate system (x east or longitude, y north or latitude).
struct CentrelinePoint {
  double chainage, x, y;
};

/// What a river is like between two surveyed sections: a shape interpolated from both, or the mean of what each of them carries and
/// holds (rivers with islands and side channels, where a shape in between would have neither).
enum class BetweenSections { shape, tables };

/// A river owns chainage: 0 at its head, `length` at its mouth.
struct River {
  std::string id, name_zh, name_en;
  double length = 0.0;             ///< [m]
  std::vector<Section> sections;   ///< by growing chainage; the first and last one hold to the river's ends
  std::vector<CentrelinePoint> centreline;  ///< by growing chainage; may be empty
  std::optional<Place> leaves;     ///< where its head leaves another river (a bifurcation); nothing = an open end
  std::optional<Place> joins;      ///< where its mouth joins another river (a confluence); nothing = an open end
  std::string joins_storage;       ///< id of the storage cell its mouth opens into; empty = none
  BetweenSections between_sections = BetweenSections::shape;
  std::string leaves_storage;      ///< id of the storage cell its head opens out of, without a structure; empty = none
};

/// A dissolved constituent. Decay at the water temperature T [degC]: k(T) = decay_rate * theta^(T - 20); with a role the coupled kinetics
/// change it instead.
struct Pollutant {
  std::string id, name_zh, name_en;
  double decay_rate = 0.0;    ///< k at 20 degC [s-1]
  double theta = 1.0;         ///< temperature factor [-]
  std::string standard_item;  ///< item of GB 3838-2002 it is rated by, e.g. "CODCr", "NH3-N"; may be empty
  Role role = Role::none;     ///< in the coupled kinetics
};

/// What the decay of one constituent makes of another: dC_to/dt += yield * k_from(T) * C_from   (e.g. BOD -> oxygen deficit).
struct Reaction {
  std::string from, to;
  double yield = 1.0;
};

/// Longitudinal dispersion D_L [m2/s] of a river (or of all, river empty): a value, or a formula by name.
struct Dispersion {
  std::string river;
  double value = 0.0;    ///< [m2/s]
  std::string formula;   ///< "" = value; a name of physics::dispersion_formulas()
  double factor = 1.0;   ///< calibrated, on what the formula gives
};

enum class MonitoringLevel { national, provincial, city, boundary };

struct MonitoringSection {
  std::string id, name_zh, name_en;
  Place at;
  MonitoringLevel level = MonitoringLevel::city;
  int target_class = 0;  ///< 1 to 5 (Ⅰ to Ⅴ)
  std::string jurisdiction, chief;
  WaterBody water = WaterBody::river;
  SamplingCalendar sampling = {};
};

struct Jurisdiction {
  std::string id, name_zh, name_en;
  std::string level;   ///< "province", "city", "county", "township", "village"
  std::string parent;  ///< id; may be empty
};

/// A river chief's post; ids are pseudonyms, never a person's name.
struct Chief {
  std::string id;
  std::string level;  ///< "province", "city", "county", "township", "village"
  std::string office_zh, office_en;
  std::string jurisdiction, reports_to;  ///< ids; may be empty
};

/// Who answers for a stretch (of one bank, or of both).
struct Owner {
  Stretch over;
  std::string jurisdiction, chief;
};

/// One end of a structure or an intake: a place on a river, a storage cell, or (both empty) outside the basin.
struct End {
  std::optional<Place> place;
  std::string storage;
};

enum class StorageKind { reservoir, detention, flood_cell, pond };

/// Water with one level and no flow of its own: a reservoir, a detention area, the land behind an embankment, a pond.
struct Storage {
  std::string id, name_zh, name_en;
  StorageKind kind = StorageKind::pond;
  physics::Curve area;                     ///< level [m] -> water surface [m2], non-decreasing; the first level is the bottom
  std::optional<double> water_level;       ///< at the start of a run [m]; nothing = normal_level of a reservoir, otherwise empty
  std::optional<double> dead_level, flood_limit_level, normal_level, design_flood_level, check_flood_level;  ///< 死水位, 汛限水位, 正常蓄水位, 设计洪水位, 校核洪水位 [m]
  double seepage = 0.0;                    ///< through its floor [m/s]
  std::map<std::string, double> concentration;  ///< of its water at the start [g/m3]; missing = the scenario's start
  std::string jurisdiction, chief;
};

/// A structure: kind and settings as physics::structure_kinds() names them, and where it stands. Exactly one of `at`, `over`, `link`.
struct Structure {
  std::string id, kind, name_zh, name_en;
  std::optional<Place> at;                 ///< across a river: it stands in the river's way
  std::optional<Stretch> over;             ///< along a bank: every cell of the stretch has its part; the water goes `to`
  bool link = false;                       ///< from one end to another
  End from, to;
  physics::StructureSettings settings;
  std::optional<double> setting;           ///< what controls move, where nobody moves it; nothing = the kind's usual one
  double setting_rate = 0.0;               ///< how fast the setting can move [unit of the setting per second]; 0 = at once
  std::string jurisdiction, chief;
};

enum class Reads { water_level, discharge, concentration, time };

/// What a rule looks at.
struct Reading {
  Reads what = Reads::water_level;
  End at;                                  ///< discharge: a place, or
  std::string structure;                   ///< the structure whose discharge is read
  std::string pollutant;
};

/// reading above (or below) `value`, or above (below) another reading by `value`.
struct Condition {
  Reading reading;
  bool above = true;
  double value = 0.0;                      ///< SI; time: seconds since 1970-01-01T00:00:00Z
  std::optional<Reading> than;
};

/// A rule that moves the setting of a structure. It is active from the moment all of `when` hold until all of `until` hold
/// (without `until`: until `when` holds no longer). Of the active rules of a structure the highest priority sets it; where none
/// is active, its own setting holds.
struct Control {
  std::string id, structure;
  std::vector<Condition> when, until;      ///< `when` empty = always
  int priority = 0;
  double set = 0.0;                        ///< the setting, in its unit
  std::optional<Reading> reads;            ///< the setting follows this through `set_by`, looked at `every` so many seconds
  physics::Curve set_by;
  double every = 0.0;                      ///< [s]
};

enum class WaterUse { drinking, ecology, irrigation, industry };

/// Water taken out of a river or a storage cell as far as it is there.
struct Intake {
  std::string id, name_zh, name_en;
  End at;
  WaterUse use = WaterUse::irrigation;
  int priority = 1;                        ///< 1 is served first
  Series demand;                           ///< [m3/s], >= 0; a scenario may replace it
  double keep = 0.0;                       ///< discharge that must go on down the river before anything is taken [m3/s]
  std::optional<double> lowest_level;      ///< below it nothing can be taken [m]
  double return_share = 0.0;               ///< of what was taken
  End returns_to;                          ///< where that comes back
  std::optional<double> quota;             ///< allowed in a year [m3]
  std::string jurisdiction, chief;
};

/// Discharge a river needs for its life, over a stretch.
struct EcologicalFlow {
  std::string id;
  Stretch over;
  double discharge = 0.0;                  ///< [m3/s]
  std::string rule_zh, rule_en;            ///< how it was found, for reports
};

/// Ground water under a river: leakance of the bed and the head below it.
struct Aquifer {
  std::string id;
  Stretch over;
  double leakance = 0.0;                   ///< of the bed, conductivity over thickness [1/s]
  Series head;                             ///< [m]
};

struct Basin {
  std::string name, title_zh, title_en;
  std::string note_zh, note_en;  ///< what a reader of results must know, for example that the geometry is not surveyed; may be empty
  std::string crs, datum;  ///< "EPSG:4490", "EPSG:5737"
  std::string folder;      ///< of basin.toml, for messages and relative paths
  std::vector<River> rivers;
  std::vector<Pollutant> pollutants;
  std::vector<Reaction> reactions;
  std::vector<Dispersion> dispersion;
  std::vector<TransientStorage> transient_storages;
  std::vector<Outfall> outfalls;
  SourceRegister sources;  ///< what else brings pollutants, see basin/sources.hpp
  std::vector<MonitoringSection> monitoring_sections;
  std::vector<Jurisdiction> jurisdictions;
  std::vector<Chief> chiefs;
  std::vector<Owner> owners;  ///< later entries win where they overlap
  std::vector<Storage> storages;
  std::vector<Structure> structures;
  std::vector<Control> controls;  ///< standing rules
  std::vector<Intake> intakes;
  std::vector<EcologicalFlow> ecological_flows;
  std::vector<Aquifer> aquifers;
  WaterZones zones;           ///< function zones, protected sources, black-odorous waters
  Quality quality;            ///< rates and laws of the coupled kinetics
};

/// The river of that id, or nullptr.
const River* find_river(const Basin& basin, const std::string& id);
/// The storage cell or structure of that id, or nullptr.
const Storage* find_storage(const Basin& basin, const std::string& id);
const Structure* find_structure(const Basin& basin, const std::string& id);
/// Level of a storage cell's bottom [m].
double bottom_level(const Storage& storage);
/// Bed level of the river at a chainage, linear between surveyed sections [m].
double bed_level_at(const River& river, double chainage);
/// Lowest point of a section between its crests [m].
double bed_level(const Section& section);
/// The section at any chainage, shape interpolated between its surveyed neighbours: crests, banks and thalweg are
/// aligned, offsets, levels and roughness are linear in between.
Section interpolate_section(const River& river, double chainage);
/// Level of the section's ground at an offset [m].
double ground_level(const Section& section, double offset);

}  // namespace riverchief::basin
