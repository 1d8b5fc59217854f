// One example of each kind of structure, and what its law promises. The sweep goes through all of them.

#pragma once

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "physics/structure_kinds.hpp"

namespace riverchief::physics {

struct StructureExample {
  std::string kind;
  StructureSettings settings;
  Surroundings at = {};
  std::vector<double> moved = {0.0};  ///< settings that a control may choose
  double greatest_slope = 0;          ///< [m2/s]
  bool symmetric = false;             ///< Q(left, right) = -Q(right, left)
  bool rests = true;                  ///< nothing passes where the levels are equal or both below the sill, and nothing against their difference
  bool monotone = true;               ///< rises with the left level, falls with the right one
};

/// Levels of the sweep: beds at 0, crests and sills near 2 m.
constexpr double sweep_from = -1.0, sweep_to = 7.0;

inline const std::vector<StructureExample>& structure_examples() {
  constexpr double infinite = std::numeric_limits<double>::infinity();
  static const std::vector<StructureExample> table = {
      {.kind = "broad_crested_weir", .settings = {.numbers = {{"crest_level", 2.0}, {"width", 10.0}}, .curves = {}, .words = {}},
       .moved = {2.0, 2.731, 0.5, -5.0}, .greatest_slope = 11000.0, .symmetric = true},
      {.kind = "broad_crested_weir", .settings = {.numbers = {{"crest_level", 2.0}, {"width", 10.0}, {"contraction", 0.3}}, .curves = {}, .words = {}},
       .moved = {2.0}, .greatest_slope = 5000.0, .symmetric = true},
      {.kind = "sharp_crested_weir", .settings = {.numbers = {{"crest_level", 2.0}, {"width", 10.0}}, .curves = {}, .words = {}},
       .greatest_slope = 8000.0, .symmetric = true},
      {.kind = "rated_weir", .settings = {.numbers = {{"crest_level", 2.0}}, .curves = {{"rating", {{2.5, 3.0, 4.0, 5.0}, {5.0, 20.0, 50.0, 90.0}}}}, .words = {}},
       .greatest_slope = 700.0, .symmetric = true},
      {.kind = "rated_weir", .settings = {.numbers = {{"crest_level", 2.0}}, .curves = {{"rating", {{2.0, 3.0, 4.0, 5.0}, {0.0, 20.0, 50.0, 90.0}}}}, .words = {{"direction", "one_way"}}},
       .greatest_slope = 700.0},
      {.kind = "ground_sill", .settings = {.numbers = {{"crest_level", 2.0}}, .curves = {}, .words = {{"shape", "round"}}}, .at = {.width = 10.0},
       .greatest_slope = 5000.0, .symmetric = true},
      {.kind = "overtopping", .settings = {}, .at = {.length = 10.0, .crest_from = 2.9, .crest_to = 2.0}, .greatest_slope = 5000.0, .symmetric = true},
      {.kind = "overtopping", .settings = {}, .at = {.length = 10.0, .crest_from = 2.0, .crest_to = 2.021}, .greatest_slope = 5000.0, .symmetric = true},
      {.kind = "overtopping", .settings = {.numbers = {{"crest_level", 2.0}}, .curves = {}, .words = {}}, .at = {.length = 10.0, .crest_from = 5, .crest_to = 6},
       .greatest_slope = 5000.0, .symmetric = true},
      {.kind = "lateral_weir", .settings = {.numbers = {{"crest_level", 2.0}, {"width", 10.0}}, .curves = {}, .words = {}}, .moved = {2.0, 2.8},
       .greatest_slope = 5000.0, .symmetric = true},
      {.kind = "sluice_gate", .settings = {.numbers = {{"sill_level", 2.0}, {"width", 5.0}, {"count", 2.0}}, .curves = {}, .words = {}},
       .moved = {infinite, 5.0, 1.0, 0.3, 1e-6, 0.0, -0.1}, .greatest_slope = 5000.0, .symmetric = true},
      {.kind = "sluice_gate", .settings = {.numbers = {{"sill_level", 2.0}, {"width", 10.0}, {"top_level", 4.0}}, .curves = {}, .words = {{"direction", "one_way"}}},
       .moved = {1.0, 0.0}, .greatest_slope = 5000.0},
      {.kind = "radial_gate", .settings = {.numbers = {{"sill_level", 2.0}, {"width", 10.0}, {"trunnion_height", 2.5}, {"radius", 4.0}}, .curves = {}, .words = {}},
       .moved = {infinite, 6.0, 1.0, 0.3, 0.0}, .greatest_slope = 5000.0, .symmetric = true},
      {.kind = "flap_gate", .settings = {.numbers = {{"sill_level", 2.0}, {"width", 5.0}, {"height", 2.0}, {"count", 2.0}}, .curves = {}, .words = {}}, .greatest_slope = 1000.0},
      {.kind = "flap_gate", .settings = {.numbers = {{"sill_level", 2.0}, {"diameter", 2.0}}, .curves = {}, .words = {}}, .greatest_slope = 300.0},
      {.kind = "culvert",
       .settings = {.numbers = {{"diameter", 1.2}, {"count", 3.0}, {"length", 40.0}, {"left_invert", 2.0}, {"right_invert", 1.6}}, .curves = {}, .words = {}},
       .greatest_slope = 300.0},
      {.kind = "culvert",
       .settings = {.numbers = {{"width", 3.0}, {"height", 2.0}, {"length", 25.0}, {"left_invert", 2.0}, {"right_invert", 2.0}}, .curves = {}, .words = {}},
       .greatest_slope = 500.0, .symmetric = true},
      {.kind = "culvert",
       .settings = {.numbers = {{"width", 3.0}, {"height", 2.0}, {"length", 25.0}, {"left_invert", 2.0}, {"right_invert", 1.0}}, .curves = {}, .words = {{"flap", "one_way"}}},
       .greatest_slope = 500.0},
      {.kind = "inverted_siphon",
       .settings = {.numbers = {{"diameter", 1.5}, {"count", 2.0}, {"length", 120.0}, {"left_level", 2.0}, {"right_level", 1.5}}, .curves = {}, .words = {}},
       .greatest_slope = 300.0},
      {.kind = "orifice", .settings = {.numbers = {{"sill_level", 2.0}, {"width", 2.0}, {"height", 1.0}}, .curves = {}, .words = {}}, .greatest_slope = 300.0, .symmetric = true},
      {.kind = "orifice", .settings = {.numbers = {{"sill_level", 2.0}, {"diameter", 1.0}, {"count", 4.0}}, .curves = {}, .words = {}}, .greatest_slope = 300.0, .symmetric = true},
      {.kind = "bridge", .settings = {.numbers = {{"opening_width", 8.0}, {"pier_width", 1.0}, {"soffit_level", 1.5}, {"deck_level", 2.0}}, .curves = {}, .words = {}},
       .at = {.width = 10.0}, .greatest_slope = 5000.0, .symmetric = true},
      {.kind = "obstruction", .settings = {.numbers = {{"blocked_share", 0.3}}, .curves = {}, .words = {}}},
      {.kind = "pump",
       .settings = {.numbers = {{"count", 2.0}, {"suction_level", 2.0}, {"outlet_level", 3.0}}, .curves = {{"pump_curve", {{0.0, 1.0, 2.5, 3.0}, {2.0, 1.8, 1.0, 0.0}}}}, .words = {}},
       .moved = {1.0, 0.5, 0.0}, .greatest_slope = 80.0, .rests = false},
      {.kind = "pump", .settings = {.numbers = {{"capacity", 2.0}, {"suction_level", 2.0}}, .curves = {}, .words = {}}, .moved = {1.0, 0.0}, .greatest_slope = 40.0, .rests = false},
      {.kind = "turbine",
       .settings = {.numbers = {{"capacity", 6.0}, {"rated_head", 2.0}, {"operating_level", 2.0}, {"least_head", 0.5}}, .curves = {}, .words = {}},
       .moved = {1.0, 0.4}, .greatest_slope = 60.0},
      {.kind = "ecological_release", .settings = {.numbers = {{"release", 1.0}, {"intake_level", 2.0}}, .curves = {}, .words = {}}, .moved = {1.0, 0.0}, .greatest_slope = 40.0},
      {.kind = "release",
       .settings = {.numbers = {{"level", 3.0}, {"least", 0.5}}, .curves = {{"capacity_curve", {{2.0, 3.0, 4.0, 6.0}, {0.0, 5.0, 8.0, 30.0}}}}, .words = {}},
       .moved = {3.0, 2.2, 4.5}, .greatest_slope = 500.0},
      {.kind = "conductance", .settings = {.numbers = {{"conductance", 0.02}}, .curves = {}, .words = {}}, .greatest_slope = 3.0, .symmetric = true},
      {.kind = "breach",
       .settings = {.numbers = {{"crest_level", 4.0}, {"bottom_level", 2.0}, {"trigger_level", 4.0}, {"water_volume", 1e5}}, .curves = {}, .words = {}},
       .moved = {0.0, 0.01, 0.5, 1.0}, .greatest_slope = 15000.0, .symmetric = true},
      {.kind = "breach",
       .settings = {.numbers = {{"crest_level", 4.0}, {"bottom_level", 2.0}, {"at_time", 0.0}}, .curves = {}, .words = {{"law", "verheij_van_der_knaap_2002"}}},
       .moved = {0.0, 0.7, 1.0, 3.0}, .greatest_slope = 20000.0, .symmetric = true},
  };
  return table;
}

}  // namespace riverchief::physics
