// The task of a calibration in Python: plain dicts and lists, every mistake told by the reader.

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <string>
#include <utility>
#include <vector>

#include "core/complaint.hpp"
#include "io/calibration_task.hpp"
#include "io/condition_grammar.hpp"
#include "module.hpp"

namespace riverchief::python {
namespace {

namespace py = pybind11;
using namespace pybind11::literals;

py::dict reading(const basin::Reading& r) {
  py::dict found("what"_a = io::to_text(r.what), "structure"_a = r.structure, "pollutant"_a = r.pollutant, "storage"_a = r.at.storage);
  found["river"] = r.at.place ? r.at.place->river : "";
  found["chainage"] = r.at.place ? r.at.place->chainage : 0.0;
  return found;
}

py::dict event(const io::CalibrationTask::Event& e) {
  return py::dict("id"_a = e.id, "scenario"_a = e.scenario, "fits"_a = e.fits, "weight"_a = e.weight, "start"_a = e.start, "end"_a = e.end,
                  "fit_from"_a = e.fit_from, "fit_to"_a = e.fit_to, "skip"_a = e.skip, "clock"_a = e.clock);
}

py::dict observation(const io::CalibrationTask::Observation& o) {
  py::dict found("id"_a = o.id, "name_zh"_a = o.name_zh, "name_en"_a = o.name_en, "reads"_a = reading(o.reads), "reads_text"_a = o.reads_text,
                 "is_mark"_a = o.is_mark, "event"_a = o.event, "fits"_a = o.fits, "keeps_outliers"_a = o.keeps_outliers);
  found["weight"] = o.weight;
  found["error"] = o.error;
  found["relative_error"] = o.relative_error;
  found["offset"] = o.offset;
  found["file"] = o.file;
  found["time"] = o.time;
  found["value"] = o.value;
  found["line"] = o.line;
  found["blanks"] = o.blanks;
  found["repeated"] = o.repeated;
  return found;
}

py::dict parameter(const io::CalibrationTask::Parameter& p) {
  py::dict found("id"_a = p.id, "kind"_a = p.kind, "table"_a = p.table, "keys"_a = p.keys, "set"_a = p.set, "unit"_a = p.unit);
  found["observation"] = p.observation;
  found["prior"] = p.prior;
  found["lowest"] = p.lowest;
  found["highest"] = p.highest;
  found["spread"] = p.spread ? py::object(py::float_(*p.spread)) : py::none();
  found["is_log"] = p.is_log;
  return found;
}

/// A list of dicts.
template <class Things, class Make>
py::list list_of(const Things& things, Make make) {
  py::list list;
  for (const auto& thing : things) list.append(make(thing));
  return list;
}

std::pair<py::dict, std::string> read(const std::string& path) {
  std::vector<core::Complaint> warnings;
  io::CalibrationTask task;
  {
    const py::gil_scoped_release others_go_on;
    task = io::read_calibration_task(path, &warnings);
  }
  py::dict found("title_zh"_a = task.title_zh, "title_en"_a = task.title_en, "file"_a = task.file, "basin"_a = task.basin, "loss"_a = task.loss,
                 "loss_scale"_a = task.loss_scale, "confidence"_a = task.confidence, "most_runs"_a = task.most_runs);
  found["events"] = list_of(task.events, event);
  found["observations"] = list_of(task.observations, observation);
  found["parameters"] = list_of(task.parameters, parameter);
  return {found, warnings.empty() ? "" : core::to_text(warnings)};
}

}  // namespace

void bind_calibration(py::module_& module) { module.def("read_calibration_task", read); }

}  // namespace riverchief::python
