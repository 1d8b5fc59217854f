// InputError and RunError in Python: the same four-part text as on a terminal.

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <exception>
#include <string>
#include <vector>

#include "core/complaint.hpp"
#include "module.hpp"

namespace riverchief::python {
namespace {

/// Owned by the module for as long as the interpreter lives.
PyObject* input_error = nullptr;
PyObject* run_error = nullptr;

void translate(std::exception_ptr thrown) {
  try {
    if (thrown) std::rethrow_exception(thrown);
  } catch (const core::InputError& error) {
    PyErr_SetString(input_error, core::to_text(error.complaints()).c_str());
  } catch (const core::RunError& error) {
    PyErr_SetString(run_error, error.what());
  }
}

}  // namespace

void bind_errors(pybind11::module_& module) {
  input_error = PyErr_NewExceptionWithDoc("riverchief.InputError", "What the user can mend: where, what, why and how, all mistakes at once.",
                                          PyExc_ValueError, nullptr);
  run_error = PyErr_NewExceptionWithDoc("riverchief.RunError", "A run that could not go on: when, where, why, and what to look at.",
                                        PyExc_RuntimeError, nullptr);
  module.add_object("InputError", pybind11::handle(input_error));
  module.add_object("RunError", pybind11::handle(run_error));
  pybind11::register_exception_translator(translate);
  module.def("closest", [](const std::string& word, const std::vector<std::string>& known) { return core::closest(word, known); });
}

}  // namespace riverchief::python
