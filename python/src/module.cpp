// riverchief._core: the C++ core for the Python package, which adds xarray, pandas and docstrings. Nothing is checked twice.

#include "module.hpp"

PYBIND11_MODULE(_core, module) {
  module.doc() = "The C++ core of riverchief. Use the package riverchief instead.";
  module.attr("__version__") = RIVERCHIEF_VERSION;
  riverchief::python::bind_errors(module);
  riverchief::python::bind_scenario(module);
  riverchief::python::bind_run(module);
  riverchief::python::bind_assessment(module);
  riverchief::python::bind_attribution(module);
  riverchief::python::bind_water_rules(module);
  riverchief::python::bind_calibration(module);
}
