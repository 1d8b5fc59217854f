#include "physics/structures/opening_settings.hpp"

#include <fmt/format.h>

namespace riverchief::physics {

void check_shape(const Settings& settings, Findings& findings) {
  const bool round = settings.has("diameter"), wide = settings.has("width"), high = settings.has("height");
  if (round && (wide || high))
    findings.add("diameter", "two shapes are given", fmt::format("diameter is for round ones, {} for rectangular ones", wide ? "width" : "height"),
                 "keep diameter alone, or width and height");
  if (!round && !(wide && high))
    findings.add(wide ? "height" : "width", "the shape is not complete", "neither diameter nor both width and height are given",
                 "give diameter, or width and height");
  for (const auto* key : {"diameter", "width", "height"}) findings.positive(settings, key, "m");
}

void check_opening(const Settings& settings, const Surroundings& at, Findings& findings) {
  findings.above_bed(settings, "sill_level", at);
  check_shape(settings, findings);
  findings.positive(settings, "count", "");
  const bool round = settings.has("diameter");
  findings.within_section(round ? "diameter" : "width", settings.number(round ? "diameter" : "width") * settings.number("count"), at);
}

Opening opening_of(const Settings& settings) {
  const double sill = settings.number("sill_level");
  return settings.has("diameter") ? Opening::circle(sill, settings.number("diameter"))
                                  : Opening::rectangle(sill, settings.number("width"), settings.number("height"));
}

Barrel barrel_of(const Settings& settings) {
  return settings.has("diameter") ? Barrel::circle(settings.number("diameter")) : Barrel::box(settings.number("width"), settings.number("height"));
}

}  // namespace riverchief::physics
