// What the import did, for the user: a table, the same to read, and what the folder is.

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "io/hecras/convert.hpp"
#include "io/writer/toml_text.hpp"

namespace riverchief::io::hecras {
namespace {

const char* word(Fate fate) {
  switch (fate) {
    case Fate::differs: return "differs";
    case Fate::replaced: return "replaced";
    case Fate::left_out: return "left out";
    case Fate::of_hecras: return "of HEC-RAS alone";
    case Fate::to_supply: break;
  }
  return "to supply";
}

std::string in_csv(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string result = "\"";
  for (const char c : text) result += c == '"' ? "\"\"" : c == '\n' || c == '\r' ? " " : std::string(1, c);
  return result + '"';
}

std::string in_markdown(std::string text) {
  std::string result;
  for (const char c : text) result += c == '|' ? "\\|" : c == '\n' || c == '\r' ? " " : std::string(1, c);
  return result;
}

std::string where(const ReportRow& row) {
  const std::string position = row.line > 0 ? fmt::format("{}:{}", row.file, row.line) : row.file;
  return row.place.empty() ? position : fmt::format("{} ({})", row.place, position);
}

std::size_t count(const Converted& c, Fate fate) {
  return static_cast<std::size_t>(std::count_if(c.report.begin(), c.report.end(), [&](const ReportRow& r) { return r.fate == fate; }));
}

std::string report_csv(const Converted& c) {
  std::string text = "file,line,place,treatment,what,instead,what_zh,instead_zh\n";
  for (const ReportRow& r : c.report)
    text += fmt::format("{},{},{},{},{},{},{},{}\n", in_csv(r.file), r.line > 0 ? std::to_string(r.line) : "", in_csv(r.place), word(r.fate), in_csv(r.what.en), in_csv(r.instead.en), in_csv(r.what.zh), in_csv(r.instead.zh));
  return text;
}

/// What is treated differently at a section, in a line.
std::string differing(const Converted& c, const StationPlace& station) {
  const std::string place = place_name(station.river, station.reach, station.station);
  std::string text;
  for (const ReportRow& r : c.report)
    if (r.place == place) text += (text.empty() ? "" : "; ") + r.what.en + " -> " + r.instead.en;
  return text;
}

/// Everywhere and without an item of its own: how the two programs differ.
constexpr const char* differences = R"(
## Where levels may differ although nothing is listed

- Friction between two sections: both programs take the mean of the friction slopes of the two (`between_sections = "tables"`); HEC-RAS at the sections'
  own levels, riverchief at the level of each cell.
- Momentum: HEC-RAS weighs it by the distribution of velocity over banks and channel.
- Time: HEC-RAS marches with a fixed time step and theta; riverchief chooses its steps by the accuracy asked for. Fast rises come out sharper.
- The first hours: HEC-RAS begins with the initial flows of the file, riverchief with the steady state of the first values of the boundaries.
- Steady profiles: HEC-RAS adds losses of contraction and expansion by the sections' coefficients and takes the friction slope of the mean conveyance; riverchief
  balances momentum.
- Ineffective ground begins to convey when the water passes its level, in both.
- Results stand at the middles of the cells. Read a level at a section linearly between the two nearest cells; across a dam take the cell on its own side.
)";

std::string report_markdown(const Project& project, const Converted& c) {
  std::string text = fmt::format("# Import of {}\n\n{} items to supply, {} replaced, {} left out, {} treated differently. The same as a table: import_report.csv (中文见该表what_zh、instead_zh两列).\n",
                                 std::filesystem::path(project.file).filename().string(), count(c, Fate::to_supply), count(c, Fate::replaced), count(c, Fate::left_out), count(c, Fate::differs));
  const std::pair<Fate, const char*> parts[] = {{Fate::to_supply, "For you to supply"}, {Fate::replaced, "Replaced by something else"}, {Fate::left_out, "Left out"}, {Fate::differs, "Treated differently"}, {Fate::of_hecras, "Settings of HEC-RAS alone"}};
  for (const auto& [fate, title] : parts) {
    if (count(c, fate) == 0) continue;
    text += fmt::format("\n## {}\n\n| where | in HEC-RAS | here |\n|---|---|---|\n", title);
    for (const ReportRow& r : c.report)
      if (r.fate == fate) text += fmt::format("| {} | {} | {} |\n", in_markdown(where(r)), in_markdown(r.what.en), in_markdown(r.instead.en));
  }
  return text + differences;
}

std::string readme(const Project& project, const Converted& c) {
  std::string text = fmt::format("# {}\n\n{}\n\nImported from HEC-RAS text files:\n\n", c.basin.title_en, c.basin.note_en);
  for (const std::string& file : project.files) text += fmt::format("- `{}`\n", std::filesystem::path(file).filename().string());
  text += fmt::format("\nUnits there: {}. Here everything is SI. What could not be carried over: [import_report.md](import_report.md).\n", project.units == Units::us ? "US customary (ft, cfs)" : "SI");
  if (!project.description.empty()) text += fmt::format("\n> {}\n", in_markdown(project.description));
  text += "\n| file | what |\n|---|---|\n| `basin.toml` | rivers and how they join |\n| `sections/` | surveyed sections; `station` is the river station in HEC-RAS |\n";
  if (!c.basin.structures.empty() || !c.basin.storages.empty()) text += "| `structures.toml` | structures, storage areas, rules |\n";
  text += "| `scenarios/` | one for the plan, or for each steady profile |\n| `forcing/` | their series |\n| `stations.csv` | every section of HEC-RAS: where it is here, and what is treated differently at it |\n\n```sh\n";
  for (const auto& s : c.scenarios) text += fmt::format("riverchief run scenarios/{}.toml\n", s.name);
  text += "```\n\n## Rivers\n\n| river | reaches | length | sections |\n|---|---|---|---|\n";
  for (const auto& river : c.basin.rivers) {
    std::string reaches;
    for (const auto& s : c.stations)
      if (s.place.river == river.id && reaches.find(s.reach) == std::string::npos) reaches += (reaches.empty() ? "" : ", ") + s.reach;
    text += fmt::format("| `{}` | {} | {:.3f} km | {} |\n", river.id, in_markdown(reaches), river.length / 1000.0, river.sections.size());
  }
  if (!c.looked_at.empty()) {
    text += "\n## Places that HEC-RAS reports\n\n| in HEC-RAS | here | |\n|---|---|---|\n";
    for (const auto& s : c.looked_at) text += fmt::format("| {} | `{}` | {} |\n", in_markdown(place_name(s.river, s.reach, s.station)), basin::to_text(s.place), s.name);
  }
  return text;
}

}  // namespace

std::vector<OutputFile> report_files(const Project& project, const Converted& converted) {
  std::string stations = "river,reach,station,name,place,chainage [m],differs\n";
  for (const StationPlace& s : converted.stations)
    stations += fmt::format("{},{},{},{},{},{},{}\n", in_csv(s.river), in_csv(s.reach), in_csv(s.station), in_csv(s.name), s.place.river, number_text(s.place.chainage), in_csv(differing(converted, s)));
  return {{"README.md", readme(project, converted)}, {"import_report.md", report_markdown(project, converted)}, {"import_report.csv", report_csv(converted)}, {"stations.csv", stations}};
}

std::string report_summary(const Project&, const Converted& c, bool chinese) {
  std::string text = chinese ? fmt::format("导入报告：需补充{}项，替代{}项，略去{}项，处理不同{}项。\n", count(c, Fate::to_supply), count(c, Fate::replaced), count(c, Fate::left_out), count(c, Fate::differs))
                             : fmt::format("import report: {} to supply, {} replaced, {} left out, {} treated differently.\n", count(c, Fate::to_supply), count(c, Fate::replaced), count(c, Fate::left_out), count(c, Fate::differs));
  for (const ReportRow& r : c.report)
    if (r.fate == Fate::to_supply || r.fate == Fate::replaced)
      text += fmt::format("  {}: {}\n    -> {}\n", where(r), chinese ? r.what.zh : r.what.en, chinese ? r.instead.zh : r.instead.en);
  return text;
}

}  // namespace riverchief::io::hecras
