// A HEC-RAS project as a basin and its scenarios.
//
// What has no counterpart, or a counterpart of another kind, gets a row of the report: where, what, what was done instead.
// Nothing is left out without one. Rivers chain the reaches of one name; chainage grows downstream along the channel's reach lengths.

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "basin/scenario.hpp"
#include "io/hecras/project.hpp"
#include "io/writer/write_basin.hpp"

namespace riverchief::io::hecras {

/// A text in both languages.
struct Text {
  std::string en, zh;
};

/// How much of an item is still in the basin. of_hecras: it concerns how HEC-RAS computes, draws or stores, and no river.
enum class Fate { differs, replaced, left_out, to_supply, of_hecras };

struct ReportRow {
  std::string file;
  int line = 0;
  std::string place;  ///< as HEC-RAS names it: "MISSISSIPPI, REACH # 11, 714.35"
  Fate fate = Fate::differs;
  Text what, instead;
};

/// A section and where it stands now.
struct StationPlace {
  std::string river, reach, station;
  basin::Place place;
  std::string name;
};

struct ConvertOptions {
  std::string name;              ///< id of the basin; "" = from the project's file
  std::string until;             ///< "RIVER, REACH, STATION": the model ends there; "" = as it is
  basin::Series level_at_end;    ///< water level there, seconds from the plan's start; empty = normal depth
  int clock_minutes = 0;         ///< offset of the files' clock from universal time
};

struct Converted {
  basin::Basin basin;
  std::vector<basin::Scenario> scenarios;  ///< each with the basin in it
  WritingRemarks remarks;
  std::vector<ReportRow> report;
  std::vector<StationPlace> stations;      ///< every section
  std::vector<StationPlace> looked_at;     ///< where the plan has its hydrographs, and observed places
};

/// \throws nothing; mistakes that leave no basin go into the complaints
Converted convert(const Project& project, const ConvertOptions& options, Complaints& complaints);

/// "Butte Cr." -> "butte_cr": letters, digits and characters beyond ASCII, the rest as underscores.
std::string id_of(std::string_view name);
/// "RIVER, REACH, STATION"
std::string place_name(const std::string& river, const std::string& reach, const std::string& station);

/// import_report.csv, import_report.md and README.md.
std::vector<OutputFile> report_files(const Project& project, const Converted& converted);
/// What the command prints: counts, and the rows that ask for something.
std::string report_summary(const Project& project, const Converted& converted, bool chinese);

}  // namespace riverchief::io::hecras
