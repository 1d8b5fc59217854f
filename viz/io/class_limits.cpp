#include "viz/io/class_limits.hpp"

#include <toml++/toml.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "viz/complaint.hpp"

namespace riverchief::viz {

WaterClass ClassLimits::classify(const std::string& item, double concentration) const {
  const auto found = items.find(item);
  if (found == items.end() || !std::isfinite(concentration)) return 0;
  WaterClass number = 1;
  for (const double limit : found->second) {
    if (concentration <= limit) return number;
    ++number;
  }
  return number;
}

ClassLimits read_class_limits(const std::string& path) try {
  const toml::table root = toml::parse_file(path);
  ClassLimits limits;
  limits.standard = root["id"].value_or(std::string());
  const toml::array* items = root["item"].as_array();
  if (!items) throw Complaint({path, "this is not a standards file", "it has no [[item]]", "give data/standards/gb3838_2002.toml"});
  for (const toml::node& node : *items) {
    const toml::table* item = node.as_table();
    if (!item || (*item)["limit"].value_or(std::string()) != "highest") continue;
    const toml::array* river = (*item)["river"].as_array();
    if (!river || river->size() != 5) continue;
    std::array<double, 5> numbers{};
    for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = (*river)[i].value_or(0.0);
    limits.items[(*item)["id"].value_or(std::string())] = numbers;
    if (const toml::array* aliases = (*item)["aliases"].as_array())
      for (const toml::node& alias : *aliases) limits.items[alias.value_or(std::string())] = numbers;
  }
  return limits;
} catch (const toml::parse_error& error) {
  std::ostringstream place;
  place << path;
  if (error.source().begin) place << ':' << error.source().begin.line << ':' << error.source().begin.column;
  throw Complaint({place.str(), "the standards file cannot be read", std::string(error.description()),
                   "give a file like data/standards/gb3838_2002.toml"});
}

std::string standards_file() {
  namespace fs = std::filesystem;
  std::error_code failed;
  const fs::path name = fs::path("standards") / "gb3838_2002.toml";
  std::vector<fs::path> folders;
  if (const char* named = std::getenv("RIVERCHIEF_DATA")) folders.emplace_back(named);
  const fs::path self = fs::read_symlink("/proc/self/exe", failed);
  if (!failed) folders.push_back(self.parent_path().parent_path() / "share" / "riverchief");
  folders.emplace_back(RIVERCHIEF_SOURCE_DATA);
  for (const fs::path& folder : folders)
    if (fs::is_regular_file(folder / name, failed)) return (folder / name).string();
  return {};
}

}  // namespace riverchief::viz
