#include "physics/structures/gate_settings.hpp"

#include <fmt/format.h>

#include <limits>

namespace riverchief::physics {

double usual_opening(const Settings& settings) {
  return settings.has("height") ? settings.number("height") : std::numeric_limits<double>::infinity();
}

void check_leaf(const Settings& settings, Findings& findings) {
  const double top = settings.number("top_level"), sill = settings.number("sill_level");
  if (top <= sill)
    findings.add("top_level", "the leaf ends below its sill",
                 fmt::format("top_level = {}, sill_level = {}; the top must be higher", shown(top, "m"), shown(sill, "m")),
                 "give the level of the closed leaf's top edge");
}

Gate gate_of(const Settings& settings) {
  return {.sill = settings.number("sill_level"),
          .width = settings.number("width") * settings.number("count"),
          .weir = settings.number("discharge_coefficient"),
          .top = settings.number("top_level")};
}

}  // namespace riverchief::physics
