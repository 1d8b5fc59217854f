// What a structure lets through: one law a kind, as a function of the water levels on its two sides.
//
// A kind is one file in physics/structures and one line of the table in structure_kinds.cpp: its keys, what can be wrong with
// them, and the law. Laws are smooth: discharge continuous with bounded slopes over all levels on both sides, dry sides too,
// so that no run needs a shorter step for a formula's sake. Left is upstream, where the structure's own direction begins.

#pragma once

#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace riverchief::physics {

/// y over x, x strictly increasing; linear in between, the end values beyond.
struct Curve {
  std::vector<double> x, y;
};

/// Settings of a structure as its kind names them, SI.
struct StructureSettings {
  std::map<std::string, double> numbers;
  std::map<std::string, Curve> curves;
  std::map<std::string, std::string> words;
};

/// Where a structure stands.
struct Surroundings {
  double left_bed = 0, right_bed = 0;  ///< lowest ground on both sides [m]
  double width = std::numeric_limits<double>::infinity();  ///< of the river's section between its crests (banks without) [m]; infinite at storage cells
  double length = 0;                   ///< along a bank: of this part of it [m]
  double crest_from = 0, crest_to = 0; ///< along a bank: crest level at both ends of this part [m]
};

/// Discharge from left to right and how it answers to the two levels.
struct Passing {
  double discharge = 0;           ///< [m3/s]
  double by_left = 0, by_right = 0;  ///< [m2/s]
};

/// Head lost by the river's own flow, ζ u²/2g with u the mean velocity of the face.
struct Loss {
  double zeta = 0;                ///< [-]
  double by_level = 0, by_area = 0;  ///< dζ/dη [1/m], dζ/dA [1/m2]
};

class StructureLaw {
 public:
  virtual ~StructureLaw() = default;
  /// \param setting  what a control moves: see StructureKind::setting
  virtual Passing passing(double left_level, double right_level, double setting) const = 0;
  /// Kinds that leave the river's channel open (bridges): what they take from its flow at the mean level and mean flow area of the face.
  virtual Loss loss(double /*level*/, double /*area*/) const { return {}; }
  /// Kinds whose setting grows by itself once it has begun (breaches): d setting / dt [1/s].
  virtual double growth(double /*left_level*/, double /*right_level*/, double /*setting*/) const { return 0.0; }
  /// Power of what passes, made by a turbine or taken by a pump [W]; other kinds have none.
  virtual double power(double /*left_level*/, double /*right_level*/, double /*discharge*/) const { return 0.0; }
  /// Highest ground that water must pass [m]: where it lies above both levels nothing passes. Results count hours by it.
  virtual double sill(double setting) const = 0;
};

/// One key of a kind, as it is written in TOML.
struct StructureKey {
  enum class Kind { number, curve, word };
  std::string_view name = {};
  Kind kind = Kind::number;
  std::string_view quantity = {};     ///< of core::quantities(): unit and range of a number; of a curve's first column
  std::string_view second_quantity = {};  ///< of a curve's second column
  bool required = false;
  double otherwise = std::numeric_limits<double>::quiet_NaN();  ///< value of a number that is not given; NaN = stays absent
  std::vector<std::string_view> words = {};  ///< allowed, the first is taken where none is given
  std::string_view says = {};         ///< one line for data/README.md and messages
};

/// What is wrong with settings: which key, what, why and what to do.
struct StructureProblem {
  std::string key, what, why, fix;
};

struct StructureKind {
  std::string_view name;
  std::string_view says;              ///< one line: what it is
  std::vector<StructureKey> keys;
  bool across = false;                ///< `at`: stands in the way of a river
  bool along = false;                 ///< `over`: along a bank, every cell has its part
  bool link = false;                  ///< `from` and `to`
  bool leaves_channel_open = false;   ///< the river's own flow goes on through it
  bool grows = false;                 ///< setting 0 until it begins, see StructureLaw::growth
  std::string_view setting = {};      ///< quantity a control moves ("opening", "crest_level", "share"); empty = nothing to move
  /// The setting where nobody gives one (a gate fully open, all pumps at rest).
  std::function<double(const StructureSettings&)> usual_setting = {};
  /// What is wrong; every mistake, not the first.
  std::function<std::vector<StructureProblem>(const StructureSettings&, const Surroundings&)> problems;
  std::function<std::unique_ptr<StructureLaw>(const StructureSettings&, const Surroundings&)> make;
};

}  // namespace riverchief::physics
