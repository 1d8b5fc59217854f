// Reading the TOML files that come with the program: standards and prices.

#pragma once

#include <string>
#include <toml++/toml.h>

#include "core/complaint.hpp"

namespace riverchief::io {

/// The table of a TOML file.
///
/// \throws core::InputError  where the file cannot be read or is no TOML
inline toml::table parse_toml_file(const std::string& path) {
  try {
    return toml::parse_file(path);
  } catch (const toml::parse_error& error) {
    const toml::source_position at = error.source().begin;
    throw core::InputError({{.where = {path, static_cast<int>(at.line), static_cast<int>(at.column), ""},
                             .what = "this file cannot be read as TOML",
                             .why = std::string(error.description()),
                             .fix = "write it as the files in data/ that come with the program are written.",
                             .notes = {}}});
  }
}

/// A complaint about one table of such a file.
inline core::Complaint complaint_at(const std::string& path, const toml::node& node, std::string what, std::string why, std::string fix) {
  const toml::source_position at = node.source().begin;
  return {.where = {path, static_cast<int>(at.line), static_cast<int>(at.column), ""},
          .what = std::move(what),
          .why = std::move(why),
          .fix = std::move(fix),
          .notes = {}};
}

}  // namespace riverchief::io
