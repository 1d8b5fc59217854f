// How a run begins: a steady state, profiles, levels of storage cells, or the last state of another run.

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "io/checkpoint.hpp"
#include "io/csv_table.hpp"
#include "io/forcing_reader.hpp"

namespace riverchief::io {
namespace {

/// One profile a river, rows by growing chainage.
void read_profiles(const TextFile& file, const core::Where& named_at, const ScenarioReading& reading) {
  auto table = CsvTable::read(file, reading.complaints);
  if (!table) return;
  const auto river = table->texts("river");
  const auto chainage = table->numbers("chainage", "chainage"), level = table->numbers("water_level", "water_level"), discharge = table->numbers("discharge", "discharge");
  std::map<std::string, std::vector<double>> concentration;
  for (const std::string& id : reading.read.pollutant_ids())
    if (auto column = table->numbers(id, "concentration", false); !column.empty()) concentration[id] = std::move(column);
  if (!reading.read.is_known) return;
  table->finish();
  if (river.empty() || chainage.empty() || level.empty() || discharge.empty()) return;
  auto& profiles = reading.scenario.initial.profiles;
  for (std::size_t row = 0; row < table->rows(); ++row) {
    if (!basin::find_river(reading.read.basin, river[row])) {
      reading.complaints.error(table->where(row, "river"), fmt::format("unknown river '{}' in the initial profile", river[row]), "", suggestion(river[row], reading.read.river_ids(), "rivers"));
      continue;
    }
    auto profile = std::find_if(profiles.begin(), profiles.end(), [&](const auto& p) { return p.river == river[row]; });
    if (profile == profiles.end()) profile = profiles.insert(profiles.end(), {river[row], {}, {}, {}, {}});
    if (!profile->chainage.empty() && chainage[row] <= profile->chainage.back()) {
      reading.complaints.error(table->where(row, "chainage"), fmt::format("the initial profile of river '{}' is out of order", river[row]),
                               fmt::format("chainage {:g} m follows {:g} m", chainage[row], profile->chainage.back()), "sort the rows of a river by growing chainage.");
      return;
    }
    profile->chainage.push_back(chainage[row]);
    profile->water_level.push_back(level[row]);
    profile->discharge.push_back(discharge[row]);
    for (const auto& [id, column] : concentration) profile->concentration[id].push_back(column[row]);
  }
  for (const auto& r : reading.read.basin.rivers)
    if (std::none_of(profiles.begin(), profiles.end(), [&](const auto& p) { return p.river == r.id; }))
      reading.complaints.error(named_at, fmt::format("the initial profile says nothing about river '{}'", r.id), "a run that does not start from its steady state needs a level in every river",
                               fmt::format("add rows for '{}' to {}.", r.id, file.path));
}

void read_storage_levels(TomlTable& initial, const ScenarioReading& reading) {
  if (!reading.read.is_known) {
    initial.value("storage_level");
    return;
  }
  auto levels = initial.numbers("storage_level", "water_level", ids_of(reading.read.basin.storages), "storage cell");
  for (const auto& [id, level] : levels) {
    const double bottom = basin::bottom_level(*basin::find_storage(reading.read.basin, id));
    if (reading.read.unread.count(id) || level >= bottom) continue;
    initial.error(initial.where("storage_level"), fmt::format("storage_level of '{}' lies below its bottom", id), fmt::format("{:g} m; the bottom lies at {:g} m", level, bottom), "give a level at or above the bottom; at the bottom it is empty.");
  }
  reading.scenario.initial.storage_level = std::move(levels);
}

/// The last state of another run; it says everything about the beginning.
void read_state(TomlTable& initial, const ScenarioReading& reading) {
  const std::string written = initial.text("state");
  if (written.empty()) return;
  for (const char* key : {"profile", "concentration", "storage_level"})
    if (initial.has(key)) initial.error(initial.where(key), fmt::format("[initial] has both state and {}", key), "a state holds all levels, discharges and concentrations", fmt::format("keep state, or {}.", key), {{initial.where("state"), "the state"}});
  const std::filesystem::path path(written), folder(initial.file().folder());
  const std::filesystem::path found = std::filesystem::absolute(path.is_absolute() ? path : folder / path).lexically_normal();
  try {
    const Checkpoint checkpoint = read_checkpoint(found.string());
    const std::string differs = reading.read.is_known ? difference(checkpoint, reading.read.basin, reading.scenario) : "";
    if (!differs.empty())
      initial.error(initial.where("state"), fmt::format("the scenario cannot begin from '{}'", written), differs, "begin from a run of the same basin on the same cells, or leave state out.");
    reading.files.keep(written, "state with SHA-256 " + hash_of(checkpoint.state) + "\n");
    reading.scenario.initial.state = found.string();
    reading.scenario.initial.steady = false;
  } catch (const core::InputError& error) {
    const core::Complaint& c = error.complaints().front();
    initial.error(initial.where("state"), fmt::format("no run can begin from '{}': {}", written, c.what), c.why, c.fix);
  }
}

}  // namespace

void read_initial(TomlTable& table, const ScenarioReading& reading) {
  auto initial = table.table("initial", "[initial]");
  if (!initial) return;
  if (reading.read.is_known) reading.scenario.initial.concentration = initial->numbers("concentration", "concentration", reading.read.pollutant_ids(), "pollutant");
  else initial->value("concentration");
  read_storage_levels(*initial, reading);
  const std::string path = initial->text("profile");
  read_state(*initial, reading);
  initial->finish();
  if (path.empty()) return;
  reading.scenario.initial.steady = false;
  if (const TextFile* file = reading.files.open(path, table.file().folder(), initial->where("profile"))) read_profiles(*file, initial->where("profile"), reading);
}

}  // namespace riverchief::io
