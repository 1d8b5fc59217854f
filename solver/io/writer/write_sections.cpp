#include "io/writer/write_sections.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/writer/toml_text.hpp"

namespace riverchief::io {
namespace {

/// The point that a mark stands at: at the offset, on top of a wall.
std::size_t marked(const basin::Section& section, double offset, bool left) {
  std::size_t best = 0;
  for (std::size_t i = 0; i < section.points.size(); ++i) {
    const double here = std::abs(section.points[i].offset - offset), there = std::abs(section.points[best].offset - offset);
    if (here < there || (here == there && (left ? section.points[i].level > section.points[best].level : section.points[i].level >= section.points[best].level))) best = i;
  }
  return best;
}

/// A word in a CSV.
std::string cell(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string result = "\"";
  for (const char c : text) result += c == '"' ? "\"\"" : std::string(1, c);
  return result + '"';
}

std::string sections_text(const basin::River& river) {
  const bool stations = std::any_of(river.sections.begin(), river.sections.end(), [](const auto& s) { return !s.station.empty(); });
  std::string text = stations ? "station,chainage [m],offset [m],level [m],manning_n [s m^-1/3],mark\n" : "chainage [m],offset [m],level [m],manning_n [s m^-1/3],mark\n";
  for (const basin::Section& section : river.sections) {
    std::vector<std::string> marks(section.points.size());
    // a point has one mark: where bank and crest are one, the crest counts and the bank is the next point inwards
    const auto put = [&](const char* mark, double offset, bool left) {
      std::size_t i = marked(section, offset, left);
      while (!marks[i].empty() && (left ? i + 1 < marks.size() : i > 0)) left ? ++i : --i;
      marks[i] = mark;
    };
    if (section.left_crest) put("left_crest", *section.left_crest, true);
    if (section.right_crest) put("right_crest", *section.right_crest, false);
    put("left_bank", section.left_bank, true);
    put("right_bank", section.right_bank, false);
    for (std::size_t i = 0; i < section.points.size(); ++i) {
      const auto& p = section.points[i];
      if (stations) text += cell(section.station) + ',';
      text += fmt::format("{},{},{},{},{}\n", number_text(section.chainage), number_text(p.offset), number_text(p.level), number_text(p.manning_n), marks[i]);
    }
  }
  return text;
}

}  // namespace

std::vector<OutputFile> river_tables(const basin::River& river) {
  std::vector<OutputFile> files{{fmt::format("sections/{}.csv", river.id), sections_text(river)}};
  std::string ineffective, by_level;
  for (const auto& section : river.sections) {
    for (const auto& ground : section.ineffective)
      ineffective += fmt::format("{},{},{},{},{}\n", number_text(section.chainage), number_text(ground.from_offset), number_text(ground.to_offset), number_text(ground.level), ground.permanent ? "yes" : "");
    for (const auto& [level, factor] : section.roughness_by_level) by_level += fmt::format("{},{},{}\n", number_text(section.chainage), number_text(level), number_text(factor));
  }
  if (!ineffective.empty()) files.push_back({fmt::format("sections/{}_ineffective.csv", river.id), "chainage [m],from_offset [m],to_offset [m],level [m],permanent\n" + ineffective});
  if (!by_level.empty()) files.push_back({fmt::format("sections/{}_roughness_by_level.csv", river.id), "chainage [m],level [m],factor [1]\n" + by_level});
  if (!river.centreline.empty()) {
    std::string text = "chainage [m],x [m],y [m]\n";
    for (const auto& p : river.centreline) text += fmt::format("{},{},{}\n", number_text(p.chainage), number_text(p.x), number_text(p.y));
    files.push_back({fmt::format("centrelines/{}.csv", river.id), text});
  }
  return files;
}

}  // namespace riverchief::io
