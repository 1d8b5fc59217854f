#include "physics/structures/gate_settings.hpp"
#include "physics/structures/kinds.hpp"

namespace riverchief::physics {
namespace {

const std::vector<StructureKey>& keys() {
  static const std::vector<StructureKey> table = {
      {.name = "sill_level", .quantity = "sill_level", .required = true, .says = "level of the sill"},
      {.name = "width", .quantity = "width", .required = true, .says = "clear width of one opening"},
      {.name = "count", .quantity = "count", .otherwise = 1.0, .says = "number of equal openings that move together"},
      {.name = "height", .quantity = "height", .says = "greatest opening; without it an open gate is out of the water's way"},
      {.name = "top_level", .quantity = "top_level", .says = "top of the closed leaf, over which water may pass; without it none does"},
      {.name = "contraction_coefficient", .quantity = "contraction_coefficient", .otherwise = 0.61,
       .says = "depth of the jet over the opening; 0.61 sharp lip, more where it is rounded"},
      {.name = "discharge_coefficient", .quantity = "discharge_coefficient", .otherwise = broad_crest_coefficient,
       .says = "C of Q = C b H^1.5 over the sill, when the lip is out of the water"},
      {.name = "direction", .kind = StructureKey::Kind::word, .words = {"two_way", "one_way"}, .says = "whether water may flow back through it"},
  };
  return table;
}

}  // namespace

StructureKind sluice_gate() {
  return {
      .name = "sluice_gate",
      .says = "vertical gate over a sill",
      .keys = keys(),
      .across = true,
      .link = true,
      .setting = "opening",
      .usual_setting = [](const StructureSettings& given) { return usual_opening(Settings(keys(), given)); },
      .problems =
          [](const StructureSettings& given, const Surroundings& at) {
            const Settings settings(keys(), given);
            Findings findings;
            findings.above_bed(settings, "sill_level", at);
            for (const auto* key : {"width", "height", "count"}) findings.positive(settings, key, key == std::string_view("count") ? "" : "m");
            findings.within_section("width", settings.number("width") * settings.number("count"), at);
            findings.positive(settings, "contraction_coefficient", "");
            findings.positive(settings, "discharge_coefficient", "m0.5/s");
            check_leaf(settings, findings);
            return findings.take();
          },
      .make =
          [](const StructureSettings& given, const Surroundings&) {
            const Settings settings(keys(), given);
            return gate_law(settings, [contraction = settings.number("contraction_coefficient")](double) { return contraction; });
          },
  };
}

}  // namespace riverchief::physics
