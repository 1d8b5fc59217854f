// Scenarios in Python: reading, and the edits that give a new one.

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "basin/place.hpp"
#include "core/complaint.hpp"
#include "core/quantity.hpp"
#include "io/read_scenario.hpp"
#include "module.hpp"
#include "scenarios/measures/measures.hpp"

namespace riverchief::python {
namespace {

namespace py = pybind11;
using Setting = std::variant<double, std::string, std::vector<std::string>>;
using Record = std::tuple<std::string, std::string, std::map<std::string, Setting>>;  ///< id, kind, settings
using Number = std::variant<double, std::string>;                                     ///< in SI, or a text with a unit

[[noreturn]] void complain(std::string what, std::string why, std::string fix) {
  throw core::InputError({{.where = {"python", 0, 0, ""}, .what = std::move(what), .why = std::move(why), .fix = std::move(fix), .notes = {}}});
}

/// The scenario's name for what Python changed in it: one more input, so that the hash tells the runs apart.
void note_edit(basin::Scenario& scenario, const std::string& text) {
  scenario.inputs.push_back({"python", text});
  scenario.input_hash = io::input_hash(scenario.inputs);
}

std::string as_written(const Setting& setting) {
  if (const auto* number = std::get_if<double>(&setting)) return py::cast<std::string>(py::repr(py::float_(*number)));
  if (const auto* text = std::get_if<std::string>(&setting)) return '"' + *text + '"';
  std::string list;
  for (const std::string& item : std::get<std::vector<std::string>>(setting)) list += (list.empty() ? "\"" : ", \"") + item + '"';
  return "[" + list + "]";
}

/// The measures of a scenario at work. Complaints about measures that were made in Python say so.
measures::Application applied(const basin::Scenario& scenario) try {
  return measures::apply_measures(scenario);
} catch (const core::InputError& error) {
  std::vector<core::Complaint> complaints = error.complaints();
  for (core::Complaint& complaint : complaints) {
    if (complaint.where.line == 0) complaint.where = {"python", 0, 0, ""};
  }
  throw core::InputError(std::move(complaints));
}

ScenarioHandle with_measures(const ScenarioHandle& self, const std::vector<Record>& records) {
  auto changed = std::make_shared<basin::Scenario>(*self.scenario);
  std::string text;
  for (const auto& [id, kind, settings] : records) {
    text += "[[measure]]\nid = \"" + id + "\"\nkind = \"" + kind + "\"\n";
    for (const auto& [key, value] : settings) text += key + " = " + as_written(value) + "\n";
    changed->measures.push_back({.id = id, .kind = kind, .settings = settings, .position = {}});
  }
  note_edit(*changed, text);
  applied(*changed);
  return {std::move(changed)};
}

ScenarioHandle without_measures(const ScenarioHandle& self) {
  auto changed = std::make_shared<basin::Scenario>(*self.scenario);
  if (changed->measures.empty()) return self;
  changed->measures.clear();
  note_edit(*changed, "# without measures\n");
  return {std::move(changed)};
}

double quantity(const Number& number, const char* unit, const char* name, double lowest) {
  double value = std::nan("");
  if (const auto* text = std::get_if<std::string>(&number)) value = core::parse_number(*text, unit).value_or(value);
  else value = std::get<double>(number);
  if (!(value > lowest) || !std::isfinite(value)) {
    complain(std::string(name) + " is no quantity in " + unit + " above 0", "", std::string("give a number in ") + unit + ", or a text such as \"2 k" +
             unit + "\".");
  }
  return value;
}

ScenarioHandle with_settings(const ScenarioHandle& self, const std::optional<Number>& cell_length, const std::optional<double>& duration,
                             const std::optional<Number>& output_every) {
  auto changed = std::make_shared<basin::Scenario>(*self.scenario);
  std::string text;
  if (cell_length) {
    changed->cell_length = quantity(*cell_length, "m", "cell_length", 0.0);
    changed->river_cell_length.clear();
    text += "cell_length = " + as_written(changed->cell_length) + "\n";
  }
  if (duration) {
    if (!(*duration > 0.0) || *duration > changed->duration + 1.0) {
      complain("end lies outside the scenario", "the scenario lasts " + as_written(changed->duration / 3600.0) + " h, the end asked for is " +
               as_written(*duration / 3600.0) + " h after its start", "give an end after the start and not later than the scenario's own.");
    }
    changed->duration = *duration;
    text += "duration = " + as_written(changed->duration) + "\n";
  }
  if (output_every) {
    changed->output_every = quantity(*output_every, "s", "output_every", 0.0);
    text += "output_every = " + as_written(changed->output_every) + "\n";
  }
  if (text.empty()) return self;
  note_edit(*changed, text);
  return {std::move(changed)};
}

py::list reports(const ScenarioHandle& self) {
  py::list rows;
  for (const measures::MeasureReport& report : applied(*self.scenario).reports) {
    py::list quantities;
    for (const measures::Quantity& q : report.quantities) quantities.append(py::make_tuple(q.name, q.value, q.unit));
    py::dict row;
    row["id"] = report.id;
    row["kind"] = report.kind;
    row["over"] = report.over;
    row["outfalls"] = report.outfalls;
    row["owner"] = report.owner;
    row["cost"] = report.cost;
    row["yearly_cost"] = report.yearly_cost;
    row["quantities"] = quantities;
    row["notes"] = report.notes;
    rows.append(row);
  }
  return rows;
}

py::tuple measure_records(const ScenarioHandle& self) {
  py::list records;
  for (const basin::MeasureRecord& record : self.scenario->measures) {
    py::dict row;
    row["id"] = record.id;
    row["kind"] = record.kind;
    for (const auto& [key, value] : record.settings) row[py::str(key)] = py::cast(value);
    records.append(row);
  }
  return py::tuple(records);
}

py::tuple rivers(const ScenarioHandle& self) {
  py::list list;
  for (const basin::River& river : self.scenario->basin.rivers) list.append(py::make_tuple(river.id, river.length));
  return py::tuple(list);
}

std::pair<ScenarioHandle, std::string> read(const std::string& path, const std::string& calibration) {
  std::vector<core::Complaint> warnings;
  Shared scenario;
  {
    const py::gil_scoped_release others_go_on;
    scenario = std::make_shared<const basin::Scenario>(io::read_scenario(path, &warnings, calibration));
  }
  return {{std::move(scenario)}, warnings.empty() ? "" : core::to_text(warnings)};
}

std::pair<std::string, double> place(const std::string& text) {
  const std::optional<basin::Place> found = basin::parse_place(text);
  if (!found) complain("'" + text + "' is no place", "", "write \"river: 9.5 km\", with ' left' or ' right' behind it where a bank matters.");
  return {found->river, found->chainage};
}

/// A property that reads a member of the scenario.
template <typename Member>
auto reads(Member basin::Scenario::*member) {
  return [member](const ScenarioHandle& self) { return (*self.scenario).*member; };
}

}  // namespace

void bind_scenario(py::module_& module) {
  py::class_<ScenarioHandle>(module, "Scenario")
      .def_property_readonly("name", reads(&basin::Scenario::name))
      .def_property_readonly("title_zh", reads(&basin::Scenario::title_zh))
      .def_property_readonly("title_en", reads(&basin::Scenario::title_en))
      .def_property_readonly("file", reads(&basin::Scenario::file))
      .def_property_readonly("basin", [](const ScenarioHandle& self) { return self.scenario->basin.name; })
      .def_property_readonly("start_epoch", reads(&basin::Scenario::start_epoch))
      .def_property_readonly("duration", reads(&basin::Scenario::duration))
      .def_property_readonly("cell_length", reads(&basin::Scenario::cell_length))
      .def_property_readonly("output_every", reads(&basin::Scenario::output_every))
      .def_property_readonly("input_hash", reads(&basin::Scenario::input_hash))
      .def_property_readonly("rivers", rivers)
      .def_property_readonly("measures", measure_records)
      .def("without_measures", without_measures)
      .def("with_measures", with_measures)
      .def("with_settings", with_settings)
      .def("reports", reports);
  module.def("read_scenario", read, py::arg("path"), py::arg("calibration") = "");
  module.def("parse_place", place);
}

}  // namespace riverchief::python
