// riverchief import hecras: the text files of a HEC-RAS project as a basin folder.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>

#include "io/complaints.hpp"
#include "io/csv_table.hpp"
#include "io/hecras/convert.hpp"
#include "io/input_files.hpp"
#include "io/read_scenario.hpp"
#include "scenarios/app/verbs.hpp"

namespace riverchief::app {
namespace {

namespace fs = std::filesystem;
namespace hecras = io::hecras;

/// "+08:00" in minutes.
int clock_minutes(const std::string& text, io::Complaints& complaints) {
  if (text.empty() || text == "Z") return 0;
  int hours = 0, minutes = 0;
  if (text.size() == 6 && (text[0] == '+' || text[0] == '-') && std::sscanf(text.c_str() + 1, "%2d:%2d", &hours, &minutes) == 2 && hours <= 14 && minutes < 60)
    return (text[0] == '-' ? -1 : 1) * (60 * hours + minutes);
  complaints.error({"--clock", 0, 0, ""}, fmt::format("'{}' is no offset from universal time", text), "an offset has a sign, hours and minutes", "write --clock +08:00, or Z.");
  return 0;
}

/// A CSV with water_level [m] and time, or time [s] from the plan's start.
basin::Series level_series(const std::string& path, double start_epoch, io::InputFiles& files, io::Complaints& complaints) {
  const io::TextFile* file = files.open(path, "", {path, 0, 0, ""});
  auto table = file ? io::CsvTable::read(*file, complaints) : std::nullopt;
  if (!table) return {};
  basin::Series series{table->times(start_epoch), table->numbers("water_level", "water_level")};
  table->finish();
  return series.time.size() == series.value.size() ? series : basin::Series{};
}

/// The files that a conversion makes.
std::vector<io::OutputFile> files_of(const hecras::Project& project, hecras::Converted& converted, int clock) {
  const std::string stem = fs::path(project.file).filename().string();
  converted.remarks.basin = fmt::format("Imported from the HEC-RAS project {}. README.md says what is where, import_report.md what differs.", stem);
  converted.remarks.scenario = fmt::format("Imported from {} of {}.", fs::path(project.plan.file).filename().string(), stem);
  std::vector<io::OutputFile> files = io::basin_files(converted.basin, converted.remarks);
  const auto append = [&](std::vector<io::OutputFile> more) { files.insert(files.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end())); };
  for (const auto& scenario : converted.scenarios) append(io::scenario_files(scenario, converted.remarks, clock));
  append(hecras::report_files(project, converted));
  return files;
}

/// Reads the scenarios as a run would; what still asks for a hand is told, and the folder stays.
void check_result(const fs::path& folder, const hecras::Converted& converted, Language language) {
  for (const auto& scenario : converted.scenarios) {
    const fs::path path = folder / "scenarios" / (scenario.name + ".toml");
    std::vector<core::Complaint> warnings;
    std::string said;
    try {
      io::read_scenario(path.string(), &warnings);
      if (!warnings.empty()) said = core::to_text(warnings);
    } catch (const core::InputError& error) {
      said = error.what();
    }
    if (!said.empty()) fmt::print(stderr, "{}: {}\n{}", path.string(), say(language, "written, and before it runs it asks for this:", "已写出，运行前还需改正："), said);
  }
}

}  // namespace

int import(const ImportOptions& options, Language language) {
  io::Complaints complaints;
  io::InputFiles files(complaints);
  hecras::ConvertOptions convert{.name = "", .until = options.until, .level_at_end = {}, .clock_minutes = clock_minutes(options.clock, complaints)};
  const hecras::Project project = hecras::read_project(options.source, complaints, options.plan);
  if (!options.level.empty() && options.until.empty())
    complaints.error({"--level", 0, 0, ""}, "--level says nothing without --until", "it is the water level where the model is cut", "add --until \"RIVER, REACH, STATION\".");
  else if (!options.level.empty()) convert.level_at_end = level_series(options.level, std::isnan(project.plan.start) ? 0.0 : project.plan.start - 60.0 * convert.clock_minutes, files, complaints);
  complaints.throw_if_any_error();
  convert.name = hecras::id_of(fs::absolute(options.folder).lexically_normal().filename().string());
  hecras::Converted converted = hecras::convert(project, convert, complaints);
  complaints.throw_if_any_error();
  if (!complaints.all().empty()) fmt::print(stderr, "{}", core::to_text(complaints.all()));
  io::write_folder(options.folder, files_of(project, converted, convert.clock_minutes), options.force);
  check_result(options.folder, converted, language);

  std::size_t sections = 0;
  double length = 0;
  for (const auto& river : converted.basin.rivers) sections += river.sections.size(), length += river.length;
  fmt::print(fmt::runtime(say(language, "{}: {} rivers, {:.2f} km, {} sections, {} structures, {} storage cells, {} scenarios.\n", "{}：河道{}条、{:.2f} km、断面{}个，建筑物{}座，蓄水单元{}个，情景{}个。\n")),
             options.folder, converted.basin.rivers.size(), length / 1000.0, sections, converted.basin.structures.size(), converted.basin.storages.size(), converted.scenarios.size());
  fmt::print("{}", hecras::report_summary(project, converted, language == Language::zh));
  for (const auto& scenario : converted.scenarios) fmt::print("  riverchief run {}\n", (fs::path(options.folder) / "scenarios" / (scenario.name + ".toml")).string());
  return 0;
}

}  // namespace riverchief::app
