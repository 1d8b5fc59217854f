#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "physics/structures/kinds.hpp"
#include "physics/structures/monotone_curve.hpp"
#include "physics/structures/opening_settings.hpp"

namespace riverchief::physics {
namespace {

const std::vector<StructureKey>& keys() {
  static const std::vector<StructureKey> table = {
      {.name = "diameter", .quantity = "diameter", .says = "of round barrels"},
      {.name = "width", .quantity = "width", .says = "width of one box, instead of diameter"},
      {.name = "height", .quantity = "height", .says = "height of a box"},
      {.name = "count", .quantity = "count", .otherwise = 1.0, .says = "number of equal barrels"},
      {.name = "length", .quantity = "barrel_length", .required = true, .says = "length of the barrels"},
      {.name = "left_invert", .quantity = "invert_level", .required = true, .says = "level of the barrel's bottom at its left (upstream) end"},
      {.name = "right_invert", .quantity = "invert_level", .required = true, .says = "and at its right end"},
      {.name = "manning_n", .quantity = "manning_n", .otherwise = 0.013, .says = "roughness of the barrels; concrete 0.013, corrugated metal 0.024"},
      {.name = "entrance_loss", .quantity = "loss_coefficient", .otherwise = 0.5, .says = "ke; square edge with headwall 0.5, rounded 0.2, projecting 0.9"},
      {.name = "exit_loss", .quantity = "loss_coefficient", .otherwise = 1.0, .says = "ko"},
      {.name = "flap", .kind = StructureKey::Kind::word, .words = {"none", "one_way"}, .says = "one_way: a flap at the right end keeps water from flowing back"},
      {.name = "inlet_form", .kind = StructureKey::Kind::word, .words = {"form_1", "form_2"}, .says = "form of HDS-5's equation for an inlet above water"},
      {.name = "inlet_k", .quantity = "inlet_coefficient", .says = "K of HDS-5; by default round concrete pipe, square edge with headwall (0.0098), or box with wingwalls at 30 to 75 degrees (0.026)"},
      {.name = "inlet_m", .quantity = "inlet_coefficient", .says = "M of HDS-5; 2.0 or 1.0"},
      {.name = "inlet_c", .quantity = "inlet_coefficient", .says = "c of HDS-5; 0.0398 or 0.0347"},
      {.name = "inlet_y", .quantity = "inlet_coefficient", .says = "Y of HDS-5; 0.67 or 0.81"},
  };
  return table;
}

struct Inlet {
  double k, m, c, y;
  bool specific_head;  // form 1: critical head plus a loss
};

Inlet inlet_of(const Settings& settings) {
  const bool round = settings.has("diameter");
  const auto either = [&](std::string_view key, double pipe, double box) { return settings.has(key) ? settings.number(key) : round ? pipe : box; };
  return {.k = either("inlet_k", 0.0098, 0.026),
          .m = either("inlet_m", 2.0, 1.0),
          .c = either("inlet_c", 0.0398, 0.0347),
          .y = either("inlet_y", 0.67, 0.81),
          .specific_head = settings.word("inlet_form") != "form_2"};
}

constexpr double si = 1.811;           // HDS-5's K_u
constexpr double open = 3.5, drowned = 4.0;  // K_u Q / (A D^0.5) up to which the inlet is a weir, and from which it is an orifice

// [ST-13] Head over the inlet for the intensity q = K_u Q / (A D^0.5).
double inlet_head(double q, const Inlet& inlet, const Barrel& barrel, double slope) {
  const double depth = barrel.height(), full = barrel.area(depth);
  const double fall = -0.5 * slope * depth * std::min(q, 1.0);  // the slope's share fades where there is no flow
  const auto weir = [&](double at) {
    double critical = 0.0;
    if (inlet.specific_head) {
      const double discharge = at * full * std::sqrt(depth) / si, deep = barrel.critical_depth(discharge);
      const double velocity = deep > 0.0 ? discharge / barrel.area(deep) : 0.0;
      critical = deep + velocity * velocity / (2.0 * gravity);
    }
    return critical + depth * inlet.k * std::pow(at, inlet.m);
  };
  const auto hole = [&](double at) { return depth * (inlet.c * at * at + inlet.y); };
  if (q <= open) return weir(q) + fall;
  if (q >= drowned) return hole(q) + fall;
  const double share = (q - open) / (drowned - open);
  return (1.0 - share) * weir(open) + share * hole(drowned) + fall;
}

/// What one barrel passes in one direction, over the head above the higher of its two inverts.
struct Direction {
  double sill = 0, outlet = 0;       // [m]
  MonotoneCurve inlet;               // discharge that the inlet lets in [m3/s]
  MonotoneCurve barrel;              // A over the root of all losses [m2]
  MonotoneCurve lip;                 // height above the outlet's invert to which the surface draws down [m]
};

Direction direction_of(const Settings& settings, double in, double out) {
  const Barrel barrel = barrel_of(settings);
  const Inlet inlet = inlet_of(settings);
  const double length = settings.number("length"), n = settings.number("manning_n"), depth = barrel.height(), full = barrel.area(depth);
  const double losses = settings.number("entrance_loss") + settings.number("exit_loss");
  const double slope = std::max((in - out) / length, 0.0);
  Curve enters{{0.0}, {0.0}}, passes = enters, draws = enters;
  for (int i = 1; i <= 130; ++i) {
    const double q = i <= 60 ? drowned * i * i / 3600.0 : drowned * std::pow(1.06, i - 60);
    const double head = inlet_head(q, inlet, barrel, slope), wet = std::min(head, depth), discharge = q * full * std::sqrt(depth) / si;
    if (head <= enters.x.back()) continue;
    const double friction = 2.0 * gravity * n * n * length / std::pow(barrel.radius(wet), 4.0 / 3.0);
    enters.x.push_back(head), enters.y.push_back(discharge);
    passes.x.push_back(head), passes.y.push_back(barrel.area(wet) / std::sqrt(losses + friction));
    draws.x.push_back(head), draws.y.push_back(0.5 * (std::min(barrel.critical_depth(discharge), wet) + wet));
  }
  return {.sill = std::max(in, out), .outlet = out, .inlet = MonotoneCurve(enters), .barrel = MonotoneCurve(passes), .lip = MonotoneCurve(draws)};
}

Sloped flow(const Direction& way, const Sloped& higher, const Sloped& lower) {
  if (higher.value() <= way.sill) return 0.0;
  const Sloped head = higher - way.sill, lip = way.outlet + way.lip(head);
  const Sloped full = std::sqrt(2.0 * gravity) * way.barrel(head) * straightened_root(higher - back_water(lower, lip));
  return lesser(way.inlet(head), full);
}

void check_ends(const Settings& settings, const Surroundings& at, Findings& findings) {
  findings.above_bed(settings, "left_invert", at);
  findings.above_bed(settings, "right_invert", at);
  const double left = settings.number("left_invert"), right = settings.number("right_invert"), length = settings.number("length");
  if (right > left)
    findings.add("right_invert", "the culvert rises in its own direction",
                 fmt::format("left_invert = {}, right_invert = {}; the left must be the higher or equal", shown(left, "m"), shown(right, "m")),
                 "exchange its two ends; water passes both ways all the same");
  if (length > 0.0 && left - right > length)
    findings.add("length", "the culvert falls more than it is long",
                 fmt::format("it falls {} over a length of {}", shown(left - right, "m"), shown(length, "m")), "check the inverts and the length");
}

}  // namespace

StructureKind culvert() {
  return {
      .name = "culvert",
      .says = "round or box culvert through a road or embankment, under inlet or outlet control",
      .keys = keys(),
      .across = true,
      .link = true,
      .problems =
          [](const StructureSettings& given, const Surroundings& at) {
            const Settings settings(keys(), given);
            Findings findings;
            check_shape(settings, findings);
            check_ends(settings, at, findings);
            findings.positive(settings, "length", "m");
            findings.positive(settings, "count", "");
            const auto* across = settings.has("diameter") ? "diameter" : "width";
            findings.within_section(across, settings.number(across) * settings.number("count"), at);
            for (const auto* key : {"manning_n", "entrance_loss", "inlet_k"}) findings.not_negative(settings, key, "");
            for (const auto* key : {"exit_loss", "inlet_m", "inlet_c", "inlet_y"}) findings.positive(settings, key, "");
            const Inlet inlet = inlet_of(settings);
            if (!inlet.specific_head) findings.positive(settings, "inlet_k", "");
            if (!inlet.specific_head && !(settings.has("inlet_k") && settings.has("inlet_m")))
              findings.add("inlet_form", "form_2 has no coefficients of its own", "inlet_k or inlet_m is missing; the defaults belong to form_1",
                           "give inlet_k, inlet_m, inlet_c and inlet_y from HDS-5, table A.1");
            return findings.take();
          },
      .make =
          [](const StructureSettings& given, const Surroundings&) {
            const Settings settings(keys(), given);
            const double left_invert = settings.number("left_invert"), right_invert = settings.number("right_invert");
            const double count = settings.number("count");
            const bool flap = settings.word("flap") == "one_way";
            const Direction onward = direction_of(settings, left_invert, right_invert), back = direction_of(settings, right_invert, left_invert);
            const auto formula = [=](const Sloped& left, const Sloped& right, double) -> Sloped {
              const auto law = [&](const Sloped& higher, const Sloped& lower) { return flow(onward, higher, lower); };
              if (flap) return count * one_way(left, right, 2.0 * least_head, law);
              return left.value() >= right.value() ? Sloped(count * law(left, right)) : Sloped(-count * flow(back, right, left));
            };
            return law_of(formula, [sill = onward.sill](double) { return sill; });
          },
  };
}

}  // namespace riverchief::physics
