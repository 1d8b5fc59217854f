#include "scenarios/io/level_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace riverchief::io {
namespace {

std::string trimmed(const std::string& text) {
  const std::size_t from = text.find_first_not_of(" \t\r"), to = text.find_last_not_of(" \t\r");
  return from == std::string::npos ? "" : text.substr(from, to - from + 1);
}

std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> found;
  std::istringstream stream(line);
  for (std::string cell; std::getline(stream, cell, ',');) found.push_back(trimmed(cell));
  return found;
}

}  // namespace

LevelTable read_level_table(const std::string& path, const std::string& beside) {
  namespace fs = std::filesystem;
  LevelTable table;
  const fs::path full = fs::path(path).is_absolute() ? fs::path(path) : fs::path(beside).parent_path() / path;
  table.path = full.lexically_normal().string();
  std::error_code failed;
  std::ifstream file(full, std::ios::binary);
  if (!file || fs::is_directory(full, failed)) {
    table.wrong = fmt::format("'{}' is not there or cannot be opened", table.path);
    return table;
  }
  table.text.assign(std::istreambuf_iterator<char>(file), {});
  std::istringstream lines(table.text.rfind("\xEF\xBB\xBF", 0) == 0 ? table.text.substr(3) : table.text);
  std::vector<std::string> header;
  std::size_t chainage = 0, level = 0;
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (trimmed(line).empty() || trimmed(line)[0] == '#') continue;
    const std::vector<std::string> row = cells(line);
    if (header.empty()) {
      header = row;
      const auto column = [&](const char* name) { return static_cast<std::size_t>(std::find(header.begin(), header.end(), name) - header.begin()); };
      chainage = column("chainage [m]");
      level = column("water_level [m]");
      if (chainage >= header.size() || level >= header.size()) {
        table.wrong = fmt::format("'{}' lacks the column {}", table.path, chainage >= header.size() ? "chainage [m]" : "water_level [m]");
        return table;
      }
      continue;
    }
    double values[2] = {0.0, 0.0};
    const std::size_t columns[2] = {chainage, level};
    for (int k = 0; k < 2; ++k) {
      const std::string cell = columns[k] < row.size() ? row[columns[k]] : "";
      char* rest = nullptr;
      values[k] = std::strtod(cell.c_str(), &rest);
      if (cell.empty() || *rest != '\0') {
        table.wrong = fmt::format("'{}' line {}: '{}' is no number", table.path, number, cell);
        return table;
      }
    }
    if (!table.chainage.empty() && values[0] <= table.chainage.back()) {
      table.wrong = fmt::format("'{}' line {}: chainage {:g} does not grow", table.path, number, values[0]);
      return table;
    }
    table.chainage.push_back(values[0]);
    table.water_level.push_back(values[1]);
  }
  if (table.chainage.empty()) table.wrong = fmt::format("'{}' has no rows", table.path);
  return table;
}

double level_at(const LevelTable& table, double chainage) {
  const std::vector<double>& x = table.chainage;
  const auto after = std::upper_bound(x.begin(), x.end(), chainage);
  if (after == x.begin()) return table.water_level.front();
  if (after == x.end()) return table.water_level.back();
  const std::size_t i = static_cast<std::size_t>(after - x.begin());
  const double share = (chainage - x[i - 1]) / (x[i] - x[i - 1]);
  return table.water_level[i - 1] + share * (table.water_level[i] - table.water_level[i - 1]);
}

}  // namespace riverchief::io
