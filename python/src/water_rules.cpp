// Rules of water quality in Python: ratings of sections and rivers, trends, capacity, near field. The code and the numbers of `riverchief assess`.

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "core/complaint.hpp"
#include "module.hpp"
#include "scenarios/assessment/capacity.hpp"
#include "scenarios/assessment/near_field.hpp"
#include "scenarios/assessment/water_rating.hpp"

namespace riverchief::python {
namespace {

namespace py = pybind11;
using assessment::gb3838::Water;

[[noreturn]] void refuse(std::string what, std::string why, std::string fix) {
  throw core::InputError({{.where = {"python", 0, 0, ""}, .what = std::move(what), .why = std::move(why), .fix = std::move(fix), .notes = {}}});
}

Water water_of(const std::string& text) {
  if (text != "river" && text != "lake") refuse("unknown water '" + text + "'", "limits of total phosphorus differ between the two", "water is \"river\" or \"lake\".");
  return text == "lake" ? Water::lake : Water::river;
}

void above_zero(double value, const char* what) {
  if (!(value > 0.0)) refuse(std::string(what) + " is not above 0", "", "give a value above 0.");
}

py::list to_python(const std::vector<assessment::MainPollutant>& main) {
  py::list list;
  for (const assessment::MainPollutant& m : main) list.append(py::make_tuple(m.item, m.multiple));
  return list;
}

/// Rating of one section: names of its grade, colour, main pollutants with multiples. Names may be aliases.
py::dict rate(const std::map<std::string, double>& items, const std::string& water) {
  assessment::ItemValues values;
  const auto rating = assessment::gb3838::classify(items, water_of(water));
  for (const auto& [name, value] : items) {
    if (!std::isnan(value)) values[io::find_item(io::gb3838_2002(), name)->id] = value;
  }
  const io::Grade* grade = io::grade_of(io::assessment_method(), rating.quality_class);
  py::dict found;
  found["class"] = assessment::gb3838::class_name(rating.quality_class);
  found["rating"] = grade ? grade->name_en : "";
  found["rating_zh"] = grade ? grade->name_zh : "";
  found["colour"] = grade ? grade->colour : "";
  found["main"] = to_python(assessment::main_pollutants(values, water_of(water)));
  return found;
}

py::dict rate_river(const std::vector<std::map<std::string, double>>& sections, const std::string& water) {
  std::vector<assessment::ItemValues> all;
  for (const auto& section : sections) {
    assessment::ItemValues& values = all.emplace_back();
    for (const auto& [name, value] : section) {
      if (!std::isnan(value)) values[io::find_item(io::gb3838_2002(), name)->id] = value;
    }
  }
  const assessment::RiverRating rating = assessment::rate_river(all, water_of(water));
  const io::Grade* grade = io::find_grade(io::assessment_method(), rating.grade);
  py::dict found;
  found["sections"] = rating.sections;
  found["rule"] = rating.rule;
  found["good_share"] = rating.good_share;
  found["bad_share"] = rating.bad_share;
  found["class"] = assessment::gb3838::class_name(rating.quality_class);
  found["rating"] = grade ? grade->name_en : "";
  found["rating_zh"] = grade ? grade->name_zh : "";
  found["colour"] = grade ? grade->colour : "";
  found["main"] = to_python(rating.main);
  return found;
}

py::dict trend(const std::vector<double>& values) {
  const assessment::Trend t = assessment::trend_of(values);
  py::dict found;
  found["periods"] = t.periods;
  found["correlation"] = t.correlation;
  found["critical"] = t.critical;
  found["trend"] = t.direction;
  found["highly_significant"] = t.highly_significant;
  return found;
}

py::dict trophic_state(const std::map<std::string, double>& values) {
  const assessment::TrophicState state = assessment::trophic_state(values);
  py::dict found;
  found["index"] = state.index;
  found["grade"] = state.grade_en;
  found["grade_zh"] = state.grade_zh;
  found["missing"] = state.missing;
  return found;
}

assessment::UniformReach reach_of(double discharge, double velocity, double width, double dispersion, double decay_rate) {
  above_zero(discharge, "discharge"), above_zero(velocity, "velocity"), above_zero(width, "width"), above_zero(dispersion, "dispersion");
  return {discharge, velocity, width, dispersion, decay_rate};
}

assessment::ZoneWater zone_of(const std::string& formula, double length, double discharge, double waste_discharge, double velocity, double decay_rate, double dispersion) {
  assessment::ZoneWater zone{basin::CapacityFormula::one_dimensional, length, discharge, waste_discharge, velocity, decay_rate, dispersion};
  if (formula == "zero_dimensional") zone.formula = basin::CapacityFormula::zero_dimensional;
  else if (formula == "estuary") zone.formula = basin::CapacityFormula::estuary;
  else if (formula != "one_dimensional") refuse("unknown formula '" + formula + "'", "", "formula is \"zero_dimensional\", \"one_dimensional\" or \"estuary\".");
  above_zero(discharge, "discharge");
  if (zone.formula != basin::CapacityFormula::zero_dimensional) above_zero(velocity, "velocity");
  if (zone.formula == basin::CapacityFormula::estuary) above_zero(dispersion, "dispersion");
  return zone;
}

}  // namespace

void bind_water_rules(py::module_& module) {
  module.def("rate", rate);
  module.def("rate_river", rate_river);
  module.def("trend", trend);
  module.def("trophic_state", trophic_state);
  module.def("near_field", [](double discharge, double velocity, double width, double dispersion, double decay_rate, double waste, double concentration, double upstream, double x) {
    return assessment::steady_concentration(reach_of(discharge, velocity, width, dispersion, decay_rate), {waste, concentration, upstream}, x);
  });
  module.def("near_field_branch", [](double discharge, double velocity, double width, double dispersion, double decay_rate) {
    return assessment::to_text(assessment::branch_of(reach_of(discharge, velocity, width, dispersion, decay_rate)));
  });
  module.def("instantaneous", [](double velocity, double dispersion, double decay_rate, double mass, double area, double x, double t) {
    above_zero(area, "area"), above_zero(t, "time");
    return assessment::instantaneous_concentration(reach_of(1.0, velocity, 1.0, dispersion, decay_rate), mass, area, x, t);
  });
  module.def("mixing_length", [](double width, double from_bank, double velocity, double depth, double slope) {
    above_zero(width, "width"), above_zero(depth, "depth"), above_zero(slope, "slope");
    return assessment::mixing_length(width, from_bank, velocity, assessment::lateral_mixing(depth, width, slope));
  });
  module.def("capacity", [](const std::string& formula, double length, double discharge, double waste, double velocity, double decay_rate, double dispersion, double upstream, double limit) {
    return assessment::capacity(zone_of(formula, length, discharge, waste, velocity, decay_rate, dispersion), upstream, limit);
  });
  module.def("concentration_at_end", [](const std::string& formula, double length, double discharge, double waste, double velocity, double decay_rate, double dispersion, double upstream, double load) {
    return assessment::concentration_at_end(zone_of(formula, length, discharge, waste, velocity, decay_rate, dispersion), upstream, load);
  });
}

}  // namespace riverchief::python
