// The parts of the Python module, one file each.

#pragma once

#include <pybind11/pybind11.h>

#include <memory>

#include "basin/scenario.hpp"

namespace riverchief::python {

/// What Python holds of a scenario. Shared and never changed.
using Shared = std::shared_ptr<const basin::Scenario>;

struct ScenarioHandle {
  Shared scenario;
};

/// InputError and RunError, with the text of their C++ namesakes.
void bind_errors(pybind11::module_& module);
void bind_scenario(pybind11::module_& module);
void bind_run(pybind11::module_& module);
void bind_assessment(pybind11::module_& module);
void bind_attribution(pybind11::module_& module);
void bind_water_rules(pybind11::module_& module);
void bind_calibration(pybind11::module_& module);

}  // namespace riverchief::python
