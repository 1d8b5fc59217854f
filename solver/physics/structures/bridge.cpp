// Bridges: the river flows on beneath them; abutments and piers take head from it, the deck dams it once it is reached,
// and what comes over the deck passes as over a weir.
//
//        ______________________  deck level      A    flow area of the river's face        [m2]
//       |______________________| soffit level    A_g  of the opening between abutments     [m2]
//       |    | |        | |    |                 A_n  of it without piers, clear waterway   [m2]
//       |____|_|________|_|____| bed

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "physics/structures/kinds.hpp"
#include "physics/structures/settings.hpp"
#include "physics/structures/weir_laws.hpp"

namespace riverchief::physics {
namespace {

constexpr double shallow = 0.02;         ///< thinner water than this is as good as dry beneath a bridge [m]
constexpr double least_open = 0.02;      ///< share of the river's area: the head lost stays finite in any flood
constexpr double soffit_rounding = 0.05; ///< the opening is full over twice this range of level [m]

const std::vector<StructureKey>& keys() {
  static const std::vector<StructureKey> table = {
      {.name = "opening_width", .quantity = "width", .required = true, .says = "clear waterway in all, without piers"},
      {.name = "soffit_level", .quantity = "soffit_level", .required = true, .says = "underside of the deck (low chord)"},
      {.name = "deck_level", .quantity = "deck_level", .says = "level at which water comes over the deck; absent = it never does"},
      {.name = "deck_length", .quantity = "width", .says = "length along which it comes over; absent = the section between its crests"},
      {.name = "pier_width", .quantity = "width", .otherwise = 0.0, .says = "width of all piers together"},
      {.name = "pier_shape", .kind = StructureKey::Kind::word,
       .words = {"semicircular", "circular", "square", "triangular_30", "triangular_60", "triangular_90", "triangular_120", "elliptic_2", "elliptic_4", "elliptic_8"},
       .says = "nose of the piers seen from above: angle of a triangle, length over width of an ellipse"},
      {.name = "pier_drag", .quantity = "drag_coefficient", .says = "drag coefficient of the piers, instead of pier_shape"},
      {.name = "contraction", .quantity = "loss_coefficient", .otherwise = 0.3, .says = "of the difference of velocity heads, upstream"},
      {.name = "expansion", .quantity = "loss_coefficient", .otherwise = 0.5, .says = "of the difference of velocity heads, downstream"},
      {.name = "pressure_coefficient", .quantity = "orifice_coefficient", .otherwise = 0.8, .says = "Cd of the opening once the soffit is drowned"},
      {.name = "deck_coefficient", .quantity = "discharge_coefficient", .otherwise = 1.5, .says = "C of Q = C b H^1.5 over the deck"},
  };
  return table;
}

/// Drag coefficients of piers, as the momentum method of HEC-RAS has them.
double drag_of(const std::string& shape) {
  constexpr std::array<std::pair<std::string_view, double>, 10> table = {
      {{"semicircular", 1.33}, {"circular", 1.20}, {"square", 2.00}, {"triangular_30", 1.00}, {"triangular_60", 1.39}, {"triangular_90", 1.60},
       {"triangular_120", 1.72}, {"elliptic_2", 0.60}, {"elliptic_4", 0.32}, {"elliptic_8", 0.29}}};
  return std::find_if(table.begin(), table.end(), [&](const auto& entry) { return entry.first == shape; })->second;
}

class Bridge final : public StructureLaw {
 public:
  Bridge(const Settings& settings, const Surroundings& at)
      : clear_(settings.number("opening_width")), piers_(settings.number("pier_width")), bed_(std::min(at.left_bed, at.right_bed)),
        soffit_(settings.number("soffit_level")), deck_(settings.number("deck_level")),
        drag_(settings.has("pier_drag") ? settings.number("pier_drag") : drag_of(settings.word("pier_shape"))),
        bends_(settings.number("contraction") + settings.number("expansion")), pressure_(settings.number("pressure_coefficient")),
        over_(settings.number("deck_coefficient") * (settings.has("deck_length") ? settings.number("deck_length") : at.width)) {}

  Passing passing(double left_level, double right_level, double) const override {  // [ST-2]
    if (std::isnan(deck_)) return {};
    return passing_of(both_ways(left_of(left_level), right_of(right_level), [this](const Sloped& higher, const Sloped& lower) {
      return level_crest(higher, lower, deck_, over_);
    }));
  }

  Loss loss(double level, double area) const override {  // [ST-26]; here the two slopes are by level and by area
    const Sloped eta = left_of(level);
    const double gross = clear_ + piers_, clearance = soffit_ - bed_;
    const Sloped A = smooth_maximum(right_of(area), gross * shallow, gross * shallow);
    const Sloped depth = smooth_minimum(smooth_maximum(eta - bed_, shallow, shallow), clearance, soffit_rounding);
    const Sloped share = smooth_maximum(smooth_minimum(gross * depth / A, 1.0, 0.02), least_open, least_open);  // A_g / A
    const Sloped above = 1.0 / (share * share);                                                                 // (A / A_g)²
    const Sloped free = bends_ * (above - 1.0) + drag_ * (piers_ / gross) * share * above;
    const double net = clear_ / gross;
    const Sloped full = above / (net * net * pressure_ * pressure_);
    const Sloped drowned = smooth_step((eta - soffit_) / (0.1 * clearance));
    const Sloped zeta = free + drowned * (full - free);
    return {.zeta = zeta.value(), .by_level = zeta.derivatives()[0], .by_area = zeta.derivatives()[1]};
  }

  double sill(double) const override { return bed_; }

 private:
  double clear_, piers_, bed_, soffit_, deck_, drag_, bends_, pressure_, over_;
};

std::vector<StructureProblem> problems(const StructureSettings& given, const Surroundings& at) {
  const Settings settings(keys(), given);
  Findings findings;
  const double soffit = settings.number("soffit_level"), deck = settings.number("deck_level"), bed = std::min(at.left_bed, at.right_bed);
  findings.positive(settings, "opening_width", "m");
  findings.positive(settings, "deck_length", "m");
  findings.not_negative(settings, "pier_width", "m");
  findings.not_negative(settings, "pier_drag", "");
  findings.not_negative(settings, "contraction", "");
  findings.not_negative(settings, "expansion", "");
  findings.positive(settings, "pressure_coefficient", "");
  findings.positive(settings, "deck_coefficient", "m0.5/s");
  findings.within_section("opening_width", settings.number("opening_width") + settings.number("pier_width"), at);
  if (soffit <= bed)
    findings.add("soffit_level", "the deck's underside is not above the bed",
                 fmt::format("soffit_level = {}, the bed is at {}", shown(soffit, "m"), shown(bed, "m")), "raise it above the bed, or check datum and place");
  if (deck <= soffit)
    findings.add("deck_level", "the deck lies below its own underside",
                 fmt::format("deck_level = {}, soffit_level = {}", shown(deck, "m"), shown(soffit, "m")),
                 "deck_level is the level water must reach to come over: above soffit_level");
  if (std::isnan(deck) && settings.has("deck_length"))
    findings.add("deck_length", "a deck's length without its level", "deck_level is not given, so that no water comes over the deck", "add deck_level");
  if (!std::isnan(deck) && !settings.has("deck_length") && !std::isfinite(at.width))
    findings.add("deck_length", "the deck has no length", "the river's section has no width here", "add deck_length");
  if (given.numbers.contains("pier_drag") && given.words.contains("pier_shape"))
    findings.add("pier_drag", "two statements about the piers' drag", "pier_shape stands for a drag coefficient, and pier_drag is one", "keep one of them");
  return findings.take();
}

}  // namespace

StructureKind bridge() {
  return {
      .name = "bridge",
      .says = "bridge with abutments, piers and a deck that may be drowned and overflowed",
      .keys = keys(),
      .across = true,
      .leaves_channel_open = true,
      .problems = problems,
      .make = [](const StructureSettings& given, const Surroundings& at) -> std::unique_ptr<StructureLaw> {
        return std::make_unique<Bridge>(Settings(keys(), given), at);
      },
  };
}

}  // namespace riverchief::physics
