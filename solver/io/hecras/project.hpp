// A HEC-RAS project (text files of versions 4 to 6: .prj .g## .u## .f## .p##) as plain values.
//
// Everything is SI once read (units.hpp converts, at reading only); `units` says what the files were written in. NaN = blank in the
// file; `line` = line of the file, from 1, for messages. Times are seconds since 1970 by the clock of the file, which names no zone.
// What was not understood is in `unread`, line by line kind; mistakes are complaints. Only add to these structs: others build on them.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "io/complaints.hpp"
#include "io/hecras/flow.hpp"
#include "io/hecras/geometry.hpp"
#include "io/hecras/plan.hpp"
#include "io/hecras/units.hpp"

namespace riverchief::io::hecras {

/// A kind of line that this reader has no use for: the first place, how often, and why where that is known.
struct Unread {
  std::string file, keyword;
  int line = 0;
  int count = 0;
  bool is_harmless = false;  ///< known to say nothing about the river or the run (display, output, sediment switched off, ...)
  std::string excerpt;       ///< the first such line
};

struct Project {
  std::string file, title, description;
  Units units = Units::us;
  bool units_stated = false;
  std::string current_plan;  ///< extension: p01
  std::vector<std::string> plan_files, geometry_files, unsteady_files, steady_files;  ///< extensions, as the project lists them
  double default_expansion = blank, default_contraction = blank;
  // What the chosen plan uses.
  Plan plan;
  Geometry geometry;
  bool has_unsteady = false, has_steady = false;
  UnsteadyFlow unsteady;
  SteadyFlow steady;
  std::vector<Unread> unread;
  std::vector<std::string> files;  ///< paths read, in this order
};

/// Reads a project and the files its plan uses.
///
/// \param path  of the .prj
/// \param plan  extension of the plan ("p03"); "" = the project's current plan, or its first one whose files are there
/// All mistakes of all files go into `complaints`; what could be read is returned in any case.
Project read_project(const std::string& path, Complaints& complaints, const std::string& plan = "");

/// The readers of one file each, from memory: `name` is what messages call it.
Project read_project_text(std::string_view text, const std::string& name, Complaints& complaints);
Geometry read_geometry_text(std::string_view text, const std::string& name, Units units, Complaints& complaints, std::vector<Unread>& unread);
UnsteadyFlow read_unsteady_text(std::string_view text, const std::string& name, Units units, Complaints& complaints, std::vector<Unread>& unread);
SteadyFlow read_steady_text(std::string_view text, const std::string& name, Units units, Complaints& complaints, std::vector<Unread>& unread);
Plan read_plan_text(std::string_view text, const std::string& name, Units units, Complaints& complaints, std::vector<Unread>& unread);

}  // namespace riverchief::io::hecras
