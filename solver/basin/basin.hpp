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
};

/// A surveyed cross-section, points from left to right (offsets never decrease).
/// Ground outside the embankment crests stores water once the crest is passed and conveys none.
struct Section {
  double chainage = 0.0;                      ///< x [m]
  std::vector<SectionPoint> points;           ///< at least three
  double left_bank = 0.0, right_bank = 0.0;   ///< offsets of the main channel's banks [m]
  std::optional<double> left_crest, right_crest;  ///< offsets of the embankment crests [m]; nothing = no embankment
  std::vector<IneffectiveGround> ineffective;
};

/// A point of a river's centre line in the basin's coordinate system (x east or longitude, y north or latitude).
struct CentrelinePoint {
  double chainage, x, y;
};

/// A river owns chainage: 0 at its head, `length` at its mouth.
struct River {
  std::string id, name_zh, name_en;
  double length = 0.0;             ///< [m]
  std::vector<Section> sections;   ///< by growing chainage; the first and last one hold to the river's ends
  std::vector<CentrelinePoint> centreline;  ///< by growing chainage; may be empty
  std::optional<Place> leaves;     ///< where its head leaves another river (a bifurcation); nothing = an open end
  std::optional<Place> joins;      ///< where its mouth joins another river (a confluence); nothing = an open end
};

/// A dissolved constituent. Decay at the water temperature T [degC]: k(T) = decay_rate * theta^(T - 20).
struct Pollutant {
  std::string id, name_zh, name_en;
  double decay_rate = 0.0;    ///< k at 20 degC [s-1]
  double theta = 1.0;         ///< temperature factor [-]
  std::string standard_item;  ///< item of GB 3838-2002 it is rated by, e.g. "CODCr", "NH3-N"; may be empty
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
  std::string formula;   ///< "" = value; "fischer_1979"
};

enum class OutfallKind { industrial, treatment_plant, agricultural, other };

/// A place where waste water enters a river.
struct Outfall {
  std::string id, name_zh, name_en;
  Place at;
  OutfallKind kind = OutfallKind::other;
  double discharge = 0.0;                       ///< [m3/s], >= 0
  std::map<std::string, double> concentration;  ///< per pollutant id [g/m3]
  std::map<std::string, double> load;           ///< per pollutant id [kg/s]; comes with no water of its own
  std::optional<double> capacity;               ///< of a treatment plant [m3/s]
  std::string jurisdiction, chief;
};

enum class MonitoringLevel { national, provincial, city, boundary };

struct MonitoringSection {
  std::string id, name_zh, name_en;
  Place at;
  MonitoringLevel level = MonitoringLevel::city;
  int target_class = 0;  ///< 1 to 5 (Ⅰ to Ⅴ)
  std::string jurisdiction, chief;
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

struct Basin {
  std::string name, title_zh, title_en;
  std::string note_zh, note_en;  ///< what a reader of results must know, for example that the geometry is not surveyed; may be empty
  std::string crs, datum;  ///< "EPSG:4490", "EPSG:5737"
  std::string folder;      ///< of basin.toml, for messages and relative paths
  std::vector<River> rivers;
  std::vector<Pollutant> pollutants;
  std::vector<Reaction> reactions;
  std::vector<Dispersion> dispersion;
  std::vector<Outfall> outfalls;
  std::vector<MonitoringSection> monitoring_sections;
  std::vector<Jurisdiction> jurisdictions;
  std::vector<Chief> chiefs;
  std::vector<Owner> owners;  ///< later entries win where they overlap
};

/// The river of that id, or nullptr.
const River* find_river(const Basin& basin, const std::string& id);
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
