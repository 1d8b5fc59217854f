// The parts of reading a basin that the scenario's reader needs too.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "basin/basin.hpp"
#include "io/input_files.hpp"
#include "io/toml_table.hpp"

namespace riverchief::io {

/// A basin with the places of its rivers in the file, for complaints about how they hang together.
struct BasinRead {
  struct RiverPlace {
    core::Where table, joins, leaves;
    bool hangs_together = true;  ///< false: where it joins or leaves is wrong, and has been complained about
  };
  basin::Basin basin;
  std::vector<RiverPlace> rivers;  ///< as basin.rivers
  bool is_known = false;           ///< false: the file could not be read at all, so that nothing can be said about names in it

  std::vector<std::string> river_ids() const;
  std::vector<std::string> pollutant_ids() const;
};

/// Reads basin.toml and the files it names; complains about all mistakes in them, those of the network included.
BasinRead read_basin_file(const std::string& written, const std::string& folder, const core::Where& named_at, InputFiles& files, Complaints& complaints);

/// Jurisdictions, chiefs, pollutants, reactions, outfalls, monitoring sections, owners.
void read_register(TomlTable& file, BasinRead& read);

/// Rivers that join or leave what is not there, themselves, or in a circle.
void check_network(BasinRead& read, Complaints& complaints);

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

/// A place on a known river within its length; nothing after a complaint.
std::optional<basin::Place> known_place(TomlTable& table, std::string_view key, const BasinRead& read, std::string_view example);
std::optional<basin::Stretch> known_stretch(TomlTable& table, std::string_view key, const BasinRead& read, std::string_view example);

}  // namespace riverchief::io
