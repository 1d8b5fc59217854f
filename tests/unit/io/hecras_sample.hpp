// The made-up HEC-RAS project of tests/errors/hecras/sound, and texts of one file each.

#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>

#include "io/hecras/project.hpp"

namespace riverchief::io::hecras {

inline constexpr double foot = 0.3048, cubic_foot = foot * foot * foot, acre = 43560.0 * foot * foot;

inline std::string sample_path(const std::string& name) { return std::string(RIVERCHIEF_ROOT) + "/tests/errors/hecras/sound/" + name; }

inline std::string sample_text(const std::string& name) {
  std::ifstream in(sample_path(name), std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

/// What one reader made of one text.
template <class Value>
struct Read {
  Value value;
  Complaints complaints;
  std::vector<Unread> unread;

  /// True where some complaint says all of it.
  bool says(const std::string& what, int line = 0, const std::string& why = "") const {
    return std::any_of(complaints.all().begin(), complaints.all().end(), [&](const core::Complaint& c) {
      return c.what.find(what) != std::string::npos && (line == 0 || c.where.line == line) && c.why.find(why) != std::string::npos;
    });
  }
};

inline Read<Geometry> geometry_of(const std::string& text, Units units = Units::us) {
  Read<Geometry> out;
  out.value = read_geometry_text(text, "test.g01", units, out.complaints, out.unread);
  return out;
}

inline Read<UnsteadyFlow> unsteady_of(const std::string& text, Units units = Units::us) {
  Read<UnsteadyFlow> out;
  out.value = read_unsteady_text(text, "test.u01", units, out.complaints, out.unread);
  return out;
}

/// Puts `is` where `was` stands for the first time.
inline std::string changed(std::string text, const std::string& was, const std::string& is) {
  const auto at = text.find(was);
  EXPECT_NE(at, std::string::npos) << was;
  return at == std::string::npos ? text : text.replace(at, was.size(), is);
}

inline int line_of(const std::string& text, const std::string& what) {
  return 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(text.find(what)), '\n'));
}

}  // namespace riverchief::io::hecras
