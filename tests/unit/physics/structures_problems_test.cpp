// What is wrong with the settings of weirs, gates and pipes is said in full: key, what, why with value and limit, fix.

#include <gtest/gtest.h>

#include <algorithm>

#include "structure_examples.hpp"

namespace riverchief::physics {
namespace {

const StructureExample& example(std::string_view kind) {
  const auto& table = structure_examples();
  return *std::find_if(table.begin(), table.end(), [&](const StructureExample& e) { return e.kind == kind; });
}

// The example of a kind with some numbers changed.
std::vector<StructureProblem> problems(std::string_view kind, const std::map<std::string, double>& changed, const Surroundings* at = nullptr) {
  StructureSettings settings = example(kind).settings;
  for (const auto& [key, value] : changed) settings.numbers[key] = value;
  return find_structure_kind(kind)->problems(settings, at ? *at : example(kind).at);
}

void expect_one(const std::vector<StructureProblem>& found, std::string_view key, std::string_view value, std::string_view limit) {
  ASSERT_EQ(found.size(), 1U) << (found.empty() ? "nothing found" : found.back().what);
  EXPECT_EQ(found[0].key, key);
  EXPECT_FALSE(found[0].what.empty());
  EXPECT_NE(found[0].why.find(value), std::string::npos) << found[0].why;
  EXPECT_NE(found[0].why.find(limit), std::string::npos) << found[0].why;
  EXPECT_FALSE(found[0].fix.empty());
}

TEST(StructureProblems, WiderThanTheSection) {
  const Surroundings narrow{.width = 8.0};
  for (const auto* kind : {"broad_crested_weir", "sharp_crested_weir", "sluice_gate", "radial_gate", "flap_gate"})
    expect_one(problems(kind, {}, &narrow), "width", "10 m", "8 m");
  expect_one(problems("ground_sill", {{"width", 12.0}}, &narrow), "width", "12 m", "8 m");
  const Surroundings ditch{.width = 1.5};
  expect_one(problems("culvert", {}, &ditch), "diameter", "3.6 m", "1.5 m");
  expect_one(problems("inverted_siphon", {}, &ditch), "diameter", "3 m", "1.5 m");
  expect_one(problems("orifice", {}, &ditch), "width", "2 m", "1.5 m");
}

TEST(StructureProblems, BelowTheBed) {
  const Surroundings high{.left_bed = 3.0, .right_bed = 2.5, .length = 10, .crest_from = 4, .crest_to = 4};
  for (const auto* kind : {"broad_crested_weir", "sharp_crested_weir", "rated_weir", "lateral_weir"})
    expect_one(problems(kind, {}, &high), "crest_level", "2 m", "2.5 m");
  for (const auto* kind : {"sluice_gate", "radial_gate", "flap_gate", "orifice"}) expect_one(problems(kind, {}, &high), "sill_level", "2 m", "2.5 m");
  expect_one(problems("overtopping", {{"crest_level", 2.0}}, &high), "crest_level", "2 m", "2.5 m");
  expect_one(problems("ground_sill", {{"width", 5.0}}, &high), "crest_level", "2 m", "2.5 m");
  const Surroundings low{.left_bed = 1.8, .right_bed = 1.8};
  expect_one(problems("culvert", {}, &low), "right_invert", "1.6 m", "1.8 m");
  expect_one(problems("inverted_siphon", {}, &low), "right_level", "1.5 m", "1.8 m");
}

TEST(StructureProblems, RatingsThatDoNotRise) {
  StructureSettings settings = example("rated_weir").settings;
  const auto found = [&](Curve rating) {
    settings.curves["rating"] = std::move(rating);
    return find_structure_kind("rated_weir")->problems(settings, {});
  };
  expect_one(found({{2.5, 3.0, 4.0}, {5.0, 20.0, 18.0}}), "rating", "18 m3/s", "20 m3/s");
  expect_one(found({{2.5, 3.0, 2.9}, {5.0, 20.0, 30.0}}), "rating", "2.9 m", "3 m");
  expect_one(found({{1.5, 3.0}, {5.0, 20.0}}), "rating", "1.5 m", "2 m");
  expect_one(found({{2.5}, {5.0}}), "rating", "1", "2");
  expect_one(found({{2.5, 3.0}, {-1.0, 20.0}}), "rating", "-1 m3/s", "0 m3/s");
}

TEST(StructureProblems, NumbersThatCannotBe) {
  expect_one(problems("broad_crested_weir", {{"width", 0.0}}), "width", "0 m", "greater than 0");
  expect_one(problems("broad_crested_weir", {{"contraction", -0.1}}), "contraction", "-0.1", "at least 0");
  expect_one(problems("sharp_crested_weir", {{"crest_height", -1.0}}), "crest_height", "-1 m", "greater than 0");
  expect_one(problems("lateral_weir", {{"discharge_coefficient", 0.0}}), "discharge_coefficient", "0 m0.5/s", "greater than 0");
  expect_one(problems("overtopping", {{"discharge_coefficient", -1.5}}), "discharge_coefficient", "-1.5 m0.5/s", "greater than 0");
  expect_one(problems("sluice_gate", {{"height", 0.0}}), "height", "0 m", "greater than 0");
  expect_one(problems("flap_gate", {{"leaf_loss", -1.0}, {"loss", 3.0}}), "leaf_loss", "-1", "at least 0");
  expect_one(problems("flap_gate", {{"leaf_loss", 0.1}, {"loss", 0.5}}), "loss", "0.6", "at least 1");
  expect_one(problems("culvert", {{"entrance_loss", -0.5}}), "entrance_loss", "-0.5", "at least 0");
  expect_one(problems("culvert", {{"length", 0.0}, {"right_invert", 2.0}}), "length", "0 m", "greater than 0");
  expect_one(problems("inverted_siphon", {{"bend_loss", -0.5}}), "bend_loss", "-0.5", "at least 0");
  expect_one(problems("orifice", {{"orifice_coefficient", 0.0}}), "orifice_coefficient", "0", "greater than 0");
}

TEST(StructureProblems, ShapesThatDoNotFit) {
  expect_one(problems("sluice_gate", {{"top_level", 1.0}}), "top_level", "1 m", "2 m");
  expect_one(problems("radial_gate", {{"radius", 2.0}}), "radius", "2 m", "2.5 m");
  expect_one(problems("radial_gate", {{"height", 7.0}}), "height", "7 m", "6.5 m");
  expect_one(problems("radial_gate", {{"top_level", 2.0}}), "top_level", "2 m", "2 m");
  expect_one(problems("culvert", {{"right_invert", 2.5}}), "right_invert", "2.5 m", "2 m");
  expect_one(problems("culvert", {{"length", 0.3}}), "length", "0.4 m", "0.3 m");
  expect_one(problems("culvert", {{"width", 2.0}}), "diameter", "round", "rectangular");
  const auto* hole = find_structure_kind("orifice");
  expect_one(hole->problems({.numbers = {{"sill_level", 1.0}, {"width", 1.0}}, .curves = {}, .words = {}}, {}), "height", "diameter", "width and height");
  expect_one(find_structure_kind("ground_sill")->problems({.numbers = {{"crest_level", 1.0}}, .curves = {}, .words = {}}, {}), "width", "missing", "inf");
  StructureSettings settings = example("culvert").settings;
  settings.words["inlet_form"] = "form_2";
  expect_one(find_structure_kind("culvert")->problems(settings, {}), "inlet_form", "inlet_k", "form_1");
}

TEST(StructureProblems, AllMistakesAreTold) {
  const Surroundings at{.left_bed = 3.0, .right_bed = 3.0, .width = 5.0};
  EXPECT_EQ(problems("broad_crested_weir", {{"discharge_coefficient", -1.0}, {"contraction", -1.0}}, &at).size(), 4U);
}

}  // namespace
}  // namespace riverchief::physics
