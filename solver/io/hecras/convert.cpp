#include "io/hecras/convert.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "io/date_time.hpp"
#include "io/hecras/converter.hpp"

namespace riverchief::io::hecras {
namespace {

/// Cells a section has to itself: halving them changes the levels of real rivers by less than 1 cm.
constexpr double cells_per_section = 3.0;
constexpr double longest_cell = 500.0, shortest_cell = 5.0;  // [m]

/// The nearest of 1, 2, 2.5, 5, 10, ... below a length.
double round_length(double length) {
  const double decade = std::pow(10.0, std::floor(std::log10(length)));
  for (const double step : {5.0, 2.5, 2.0, 1.0})
    if (length >= step * decade) return step * decade;
  return decade;
}

}  // namespace

std::string id_of(std::string_view name) {
  std::string id;
  for (const char c : name) {
    const bool keeps = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    if (keeps) id += c;
    else if (c >= 'A' && c <= 'Z') id += static_cast<char>(c - 'A' + 'a');
    else if (!id.empty() && id.back() != '_') id += '_';
  }
  while (!id.empty() && id.back() == '_') id.pop_back();
  return id.empty() ? "unnamed" : id;
}

std::string place_name(const std::string& river, const std::string& reach, const std::string& station) {
  std::string text = river;
  for (const std::string* part : {&reach, &station})
    if (!part->empty()) text += (text.empty() ? "" : ", ") + *part;
  return text;
}

void Converter::add(const std::string& file, int line, std::string place, Fate fate, Text what, Text instead) {
  out_.report.push_back({std::filesystem::path(file).filename().string(), line, std::move(place), fate, std::move(what), std::move(instead)});
}

std::string Converter::fresh_id(std::string wanted) {
  std::string id = wanted;
  for (int n = 2; !ids_.insert(id).second; ++n) id = fmt::format("{}_{}", wanted, n);
  return id;
}

basin::Scenario Converter::scenario_frame(const std::string& name, const std::string& title) const {
  basin::Scenario s;
  s.name = name;
  s.title_en = s.title_zh = title;
  cell_lengths(s);
  return s;
}

/// A cell length for every river from the distances of its sections and structures; the commonest one stands for all that share it.
void Converter::cell_lengths(basin::Scenario& scenario) const {
  std::map<double, int> count;
  std::map<std::string, double> of;
  for (const basin::River& river : out_.basin.rivers) {
    const double mean = river.length / std::max<double>(1.0, static_cast<double>(river.sections.size()) - 1.0);
    double wanted = std::clamp(mean / cells_per_section, shortest_cell, longest_cell);
    std::set<double> works;  // two structures at one face would stand side by side
    for (const basin::Structure& s : out_.basin.structures)
      if (s.at && s.at->river == river.id) works.insert(s.at->chainage);
    for (auto w = works.begin(); w != works.end() && std::next(w) != works.end(); ++w) wanted = std::min(wanted, std::max(0.5 * (*std::next(w) - *w), shortest_cell));
    of[river.id] = round_length(wanted);
    ++count[of[river.id]];
  }
  scenario.cell_length = std::max_element(count.begin(), count.end(), [](const auto& a, const auto& b) { return a.second < b.second; })->first;
  for (const auto& [id, length] : of)
    if (length != scenario.cell_length) scenario.river_cell_length[id] = length;
}

void Converter::finish_scenario(basin::Scenario scenario) {
  scenario.start = to_text(Instant{scenario.start_epoch, options_.clock_minutes, true});
  out_.scenarios.push_back(std::move(scenario));
}

void Converter::unread_lines() {
  for (const Unread& u : p_.unread) {
    if (u.is_harmless) continue;
    add(u.file, u.line, "", Fate::left_out, {fmt::format("{} line{} '{}'", u.count, u.count == 1 ? "" : "s", u.excerpt.substr(0, 100)), fmt::format("{}行“{}”", u.count, u.excerpt.substr(0, 100))},
        {fmt::format("keyword '{}' is not known to this import", u.keyword), fmt::format("本导入程序不认识关键字“{}”", u.keyword)});
  }
  for (const Unread& u : p_.unread) {
    if (!u.is_harmless) continue;
    add(u.file, u.line, "", Fate::of_hecras, {fmt::format("{} line{} '{}'", u.count, u.count == 1 ? "" : "s", u.keyword), fmt::format("{}行“{}”", u.count, u.keyword)},
        {"says how HEC-RAS computes, draws or stores; riverchief has settings of its own", "只涉及HEC-RAS自身的计算、绘图或存储方式"});
  }
}

Converted Converter::run() {
  const std::size_t before = complaints_.errors();
  out_.basin.name = options_.name.empty() ? id_of(std::filesystem::path(p_.file).stem().string()) : options_.name;
  out_.basin.title_en = out_.basin.title_zh = p_.title.empty() ? out_.basin.name : p_.title;
  const std::string stem = std::filesystem::path(p_.file).filename().string();
  out_.basin.note_en = fmt::format("Imported from the HEC-RAS project {}; import_report.md says what is treated differently.", stem);
  out_.basin.note_zh = fmt::format("由HEC-RAS工程{}导入，与原模型的差别见import_report.md。", stem);
  storages();
  rivers();
  if (complaints_.errors() > before || out_.basin.rivers.empty()) return std::move(out_);
  structures_across();
  laterals();
  connections();
  pumps();
  unsteady();
  steady();
  breaches();
  fit_to_places();
  unread_lines();
  add(p_.geometry.file, 0, "", Fate::to_supply, {"the files name no vertical datum and no map projection", "文件未说明高程基准和坐标系"},
      {"basin.toml has neither datum nor crs: add their EPSG codes", "basin.toml中未写datum和crs，请补充EPSG代码"});
  for (basin::Scenario& scenario : out_.scenarios) {
    scenario.basin = out_.basin;
    scenario.controls.insert(scenario.controls.begin(), out_.basin.controls.begin(), out_.basin.controls.end());
  }
  return std::move(out_);
}

Converted convert(const Project& project, const ConvertOptions& options, Complaints& complaints) { return Converter(project, options, complaints).run(); }

}  // namespace riverchief::io::hecras
