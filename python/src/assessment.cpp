// Assessment and comparison in Python: the code of `riverchief assess` and `riverchief compare`, its tables as JSON text.

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "core/complaint.hpp"
#include "io/results_file.hpp"
#include "module.hpp"
#include "scenarios/assessment/assessment.hpp"
#include "scenarios/assessment/compare.hpp"
#include "scenarios/assessment/gb3838.hpp"
#include "scenarios/assessment/tables.hpp"
#include "scenarios/attribution/attribution_tables.hpp"

namespace riverchief::python {
namespace {

namespace py = pybind11;
namespace gb3838 = assessment::gb3838;

/// The assessment of one result file.
std::string assess(const std::string& path) {
  const py::gil_scoped_release others_go_on;
  const io::ResultsFile results = io::read_results(path);
  const assessment::Assessment found = assessment::assess(results);
  nlohmann::ordered_json json = assessment::to_json(found);
  for (const assessment::Table& table : attribution::attribution_tables(results, found.registered)) json[table.name] = assessment::to_json(table);
  return json.dump();
}

/// The comparison of result files, the base first.
std::string compare(const std::vector<std::string>& paths) {
  const py::gil_scoped_release others_go_on;
  std::vector<assessment::Run> runs;
  for (const std::string& path : paths) {
    assessment::Run run{io::read_results(path), {}};
    run.assessment = assessment::assess(run.results);
    runs.push_back(std::move(run));
  }
  return assessment::to_json(assessment::compare(runs), runs).dump();
}

/// Class and deciding items of each row.
///
/// \param names    of the columns, items of the standard
/// \param columns  float64 arrays of one length [mg/L]; NaN = a gap
/// \return         class names ("" where a row has no value) and deciding items, joined by ", "
std::pair<std::vector<std::string>, std::vector<std::string>> classify(const std::vector<std::string>& names, const std::vector<py::buffer>& columns,
                                                                       const std::string& water) {
  if (water != "river" && water != "lake") {
    throw core::InputError({{.where = {"python", 0, 0, ""}, .what = "unknown water '" + water + "'", .why = "limits of total phosphorus differ between the two",
                             .fix = "water is \"river\" or \"lake\".", .notes = {}}});
  }
  std::vector<py::buffer_info> views;
  for (const py::buffer& column : columns) views.push_back(column.request());
  const std::size_t rows = views.empty() ? 0 : static_cast<std::size_t>(views.front().size);
  std::pair<std::vector<std::string>, std::vector<std::string>> found;
  for (std::size_t row = 0; row < rows; ++row) {
    std::map<std::string, double> values;
    for (std::size_t i = 0; i < views.size(); ++i) {
      const double value = static_cast<const double*>(views[i].ptr)[row];
      if (!std::isnan(value)) values[names[i]] = value;
    }
    const gb3838::Rating rating = gb3838::classify(values, water == "lake" ? gb3838::Water::lake : gb3838::Water::river);
    found.first.push_back(gb3838::class_name(rating.quality_class));
    std::string deciding;
    for (const std::string& item : rating.deciding) deciding += (deciding.empty() ? "" : ", ") + item;
    found.second.push_back(std::move(deciding));
  }
  return found;
}

bool is_item(const std::string& name) { return io::find_item(io::gb3838_2002(), name) != nullptr; }

/// Ids and aliases of the standard's items.
std::vector<std::string> item_names() {
  std::vector<std::string> names;
  for (const io::StandardItem& item : io::gb3838_2002().items) {
    names.push_back(item.id);
    names.insert(names.end(), item.aliases.begin(), item.aliases.end());
  }
  return names;
}

}  // namespace

void bind_assessment(py::module_& module) {
  module.def("assess", assess);
  module.def("compare", compare);
  module.def("classify", classify);
  module.def("is_item", is_item);
  module.def("item_names", item_names);
}

}  // namespace riverchief::python
