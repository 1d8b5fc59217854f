// Basins and scenarios as the folder a user would write: what read_scenario reads back is what was written.
//
// Texts first, files at the end: a folder is written whole or not at all.

#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "basin/scenario.hpp"

namespace riverchief::io {

/// A file of the folder, its path relative to it.
struct OutputFile {
  std::string path, text;
};

/// What a person reading the files should know, as comments in them.
struct WritingRemarks {
  std::string basin, scenario;                    ///< at the top of the file
  std::map<std::string, std::string> of;          ///< above the table of this id (rivers, structures, storage cells, rules, inflows)
  std::map<std::string, std::string> of_place;    ///< above the boundary at this place
};

/// basin.toml, structures.toml where there are any, sections/, centrelines/, storages/.
std::vector<OutputFile> basin_files(const basin::Basin& basin, const WritingRemarks& remarks);
/// scenarios/NAME.toml and its series in forcing/. The scenario's own rules are those that the basin has not.
std::vector<OutputFile> scenario_files(const basin::Scenario& scenario, const WritingRemarks& remarks, int clock_minutes);

/// Writes all files, or none.
///
/// \param force  replace files of the same names in a folder that holds something already; others stay
/// \throws core::InputError  where the folder holds something already, \throws core::RunError  where it cannot be written
void write_folder(const std::filesystem::path& folder, const std::vector<OutputFile>& files, bool force);

/// The text of a condition in a rule, as condition_grammar reads it.
std::string condition_text(const std::vector<basin::Condition>& conditions);
std::string reading_text(const basin::Reading& reading);

}  // namespace riverchief::io
