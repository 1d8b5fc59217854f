// A run in Python: the GIL is released, other threads go on, and Ctrl-C stops the run between two steps and keeps the file.

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <chrono>
#include <string>
#include <utility>

#include "io/checkpoint.hpp"
#include "io/results_file.hpp"
#include "model/recorder.hpp"
#include "model/simulate.hpp"
#include "module.hpp"
#include "scenarios/io/register.hpp"
#include "scenarios/measures/measures.hpp"

namespace riverchief::python {
namespace {

namespace py = pybind11;

/// Passes a run on to `inner`; from time to time asks Python whether a signal came and tells it how far the run is.
class Listener : public model::Recorder {
 public:
  Listener(model::Recorder& inner, double duration, py::object on_progress)
      : inner_(inner), duration_(duration), on_progress_(std::move(on_progress)) {}

  void begin(const model::Grid& grid, const std::vector<double>& output_times) override { inner_.begin(grid, output_times); }
  void frame(int index, const model::Frame& frame) override { inner_.frame(index, frame); }
  void checkpoint(const model::State& state, int frames) override { inner_.checkpoint(state, frames); }
  void end(const model::Summary& summary) override {
    summary_ = summary;
    if (interrupted_) summary_.stopped_because = "stopped by Ctrl-C";
    inner_.end(summary_);
  }

  bool progress(double time) override {
    reached_ = time;
    const bool goes_on = inner_.progress(time);
    const auto now = std::chrono::steady_clock::now();
    if (now - asked_ < std::chrono::milliseconds(100)) return goes_on;
    asked_ = now;
    const py::gil_scoped_acquire python;
    if (PyErr_CheckSignals() == 0) {
      on_progress_(duration_ > 0.0 ? time / duration_ : 1.0);
      return goes_on;
    }
    if (!PyErr_ExceptionMatches(PyExc_KeyboardInterrupt)) throw py::error_already_set();
    PyErr_Clear();
    interrupted_ = true;
    return false;
  }

  bool interrupted() const { return interrupted_; }
  double reached() const { return reached_; }
  const model::Summary& summary() const { return summary_; }

 private:
  model::Recorder& inner_;
  double duration_, reached_ = 0.0;
  py::object on_progress_;
  std::chrono::steady_clock::time_point asked_{};
  bool interrupted_ = false;
  model::Summary summary_;
};

/// Runs a scenario with its measures into a result file.
py::dict run(const ScenarioHandle& handle, const std::string& path, const py::object& on_progress) {
  const measures::Application application = measures::apply_measures(*handle.scenario);
  const basin::Scenario& scenario = application.scenario;
  io::ResultsWriter writer(path, scenario, io::register_json(scenario, application.reports));
  Listener listener(writer, scenario.duration, on_progress);
  {
    const py::gil_scoped_release others_go_on;
    if (scenario.initial.state.empty()) {
      model::simulate(scenario, listener);
    } else {
      const io::Checkpoint before = io::state_to_begin_with(scenario);
      model::simulate(scenario, listener, &before.state);
    }
  }
  py::dict outcome;
  outcome["completed"] = listener.summary().completed;
  outcome["interrupted"] = listener.interrupted();
  outcome["reached"] = listener.reached();
  return outcome;
}

}  // namespace

void bind_run(py::module_& module) { module.def("run", run); }

}  // namespace riverchief::python
