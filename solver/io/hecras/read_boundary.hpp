// The parts of a boundary of an unsteady flow file.

#pragma once

#include <string_view>

#include "io/hecras/flow.hpp"
#include "io/hecras/line_reader.hpp"

namespace riverchief::io::hecras {

/// One line of a navigation dam, or of rules; false = another line.
bool read_navigation_line(LineReader& in, Boundary& boundary);
bool read_rule_line(LineReader& in, Boundary& boundary);

/// Makes decisions of the lines, as far as they are simple.
void understand_rules(Boundary& boundary, const Conversion& units);

}  // namespace riverchief::io::hecras
